//! A process that is asked to stop, as an upgrade does it: what it has begun it finishes, and what it has not it leaves.

use std::sync::Arc;
use std::time::{Duration, Instant};

use attache::store::{Alert, AlertState, Store};
use clock::SystemClock;
use jiff::Timestamp;
use practice_discord::{Options, PracticeDiscord, Request};
use tokio::time::{sleep, timeout};

use super::bot::{Bot, Recipe};
use super::calendar::{Calendar, seconds_after};
use super::database::{Database, Server};
use super::oracle::judge;

const CHANNELS: u32 = 8;
/// How often a process is stopped while it posts.
const STOPS: usize = 3;
/// When the first alert is due: time to start and to plan.
const FIRST_DUE: i64 = 6;
/// Every second from then on something is due in every channel.
const SECONDS: i64 = 10;
/// The five seconds that a stop may take, and one to end the process.
const STOP_TIMEOUT: Duration = Duration::from_secs(6);
/// How long a post is waited for, and all that is owed at the end.
const PATIENCE: Duration = Duration::from_secs(30);

/// Stops the process in the middle of its posts by this signal and starts another, some times over: each ends well and in
/// time, and none leaves a row of which nobody knows whether it was posted, or that the next would have to wait for.
pub(crate) async fn stop_while_posting(signal: &str) -> Result<String, String> {
    let begin = Timestamp::now();
    let options = Options {
        further_guilds: 1,
        further_channels: CHANNELS,
        ..Options::new(Arc::new(SystemClock))
    };
    let listen = "127.0.0.1:0".parse().expect("an address");
    let discord = PracticeDiscord::start_with(listen, options).await.unwrap();
    let calendar = Calendar::each_second(seconds_after(begin, FIRST_DUE), SECONDS, CHANNELS);
    let database = Database::without_tables(&Server::Sqlite).await;
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let promised = calendar.promised(begin);
    let mut slowest = Duration::ZERO;
    for _ in 0..STOPS {
        let mut bot = recipe.start();
        let started = Timestamp::now();
        let is_post = |request: &Request| {
            request.at > started
                && request.method == "POST"
                && request.path.starts_with("/channels/")
        };
        timeout(PATIENCE, discord.request(is_post))
            .await
            .map_err(|_| format!("no post\n{}", recipe.last_words()))?;
        bot.signal(signal);
        slowest = slowest.max(ended_well(&mut bot, &recipe).await?);
        if let Some(row) = in_doubt(&database.store).await? {
            return Err(format!("left in doubt: {row:#?}\n{}", recipe.last_words()));
        }
        let leases = database.leases().await;
        if leases > 0 {
            return Err(format!("{leases} leases are left\n{}", recipe.last_words()));
        }
    }
    let bot = recipe.start();
    let rows = all_ended(&database.store, promised.len()).await?;
    let metrics = judge(&promised, &rows, &discord.messages())?;
    drop(bot);
    discord.shutdown().await;
    database.remove().await;
    Ok(format!(
        "{STOPS} stops, none took longer than {} ms; {} alerts in {} messages",
        slowest.as_millis(),
        metrics.posted,
        metrics.messages
    ))
}

/// How long the process took to end, which it does with success and in time.
pub(crate) async fn ended_well(bot: &mut Bot, recipe: &Recipe) -> Result<Duration, String> {
    let asked = Instant::now();
    while asked.elapsed() < STOP_TIMEOUT {
        if let Some(status) = bot.ended() {
            return if status.success() {
                Ok(asked.elapsed())
            } else {
                Err(format!("it ended with {status}\n{}", recipe.last_words()))
            };
        }
        sleep(Duration::from_millis(10)).await;
    }
    Err(format!("it did not stop in time\n{}", recipe.last_words()))
}

async fn rows(store: &Store) -> Result<Vec<Alert>, String> {
    let rows = store.open_alerts("", "~", Timestamp::MIN).await;
    rows.map_err(|error| error.to_string())
}

async fn in_doubt(store: &Store) -> Result<Option<Alert>, String> {
    let is_in_doubt = |row: &Alert| row.state == AlertState::Planned && row.in_doubt;
    Ok(rows(store).await?.into_iter().find(is_in_doubt))
}

pub(crate) async fn all_ended(store: &Store, promised: usize) -> Result<Vec<Alert>, String> {
    let asked = Instant::now();
    while asked.elapsed() < PATIENCE {
        let rows = rows(store).await?;
        if rows.len() >= promised && rows.iter().all(|row| row.ended_at.is_some()) {
            return Ok(rows);
        }
        sleep(Duration::from_millis(100)).await;
    }
    Err("some alerts are still owed".to_owned())
}
