//! What becomes of the real program when its disk is full for a while, or its database is of a later version.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use attache::store::{Alert, AlertState, Store};
use clock::SystemClock;
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Options, PracticeDiscord, Request};
use test_support::database::{Database, Server};
use test_support::disk::SmallDisk;
use tokio::time::{sleep, timeout};

use super::bot::Recipe;
use super::calendar::{Calendar, seconds_after};
use super::oracle::judge;

const CHANNELS: u32 = 6;
/// When the first alert is due: time to start and to plan.
const FIRST_DUE: i64 = 6;
/// Every two seconds from then on something is due in every channel.
const SECONDS: i64 = 18;
/// How much later the summit begins, so that what was held up still comes.
const THEN_BEGINS: i64 = 20;
/// How long the disk is full.
const FULL: Duration = Duration::from_secs(8);
/// How soon `/readyz` tells a fault and its end.
const TOLD_WITHIN: Duration = Duration::from_secs(5);
/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(40);
/// The size of the disk, in MiB: 4 are kept back, 4 are taken by the log of `SQLite` before it begins anew, and some by the
/// tables.
const MIB: u32 = 12;

/// The disk is filled while alerts go out, and freed; then the process is killed and started again. Discord forgets each nonce
/// at once.
pub(crate) async fn fill_the_disk() -> Result<String, String> {
    let Some(disk) = SmallDisk::mounted(MIB) else {
        return Ok(
            "skipped, as no disk may be mounted here: what happens on a full one".to_owned(),
        );
    };
    let begin = Timestamp::now();
    let options = Options {
        keep_nonces: SignedDuration::from_millis(1),
        further_guilds: 1,
        further_channels: CHANNELS,
        ..Options::new(Arc::new(SystemClock))
    };
    let listen = "127.0.0.1:0".parse().expect("an address");
    let discord = PracticeDiscord::start_with(listen, options).await.unwrap();
    let calendar = schedule(begin);
    let url = format!("sqlite://{}/attache.db", disk.path().display());
    let recipe = Recipe::of(&discord, &calendar, &url);
    let promised = calendar.promised(begin);
    let bot = recipe.start();
    let is_post =
        |request: &Request| request.method == "POST" && request.path.starts_with("/channels/");
    let first = timeout(PATIENCE, discord.request(is_post)).await;
    first.map_err(|_| format!("no post\n{}", recipe.last_words()))?;
    let reported = fill_for_a_while(&disk, &recipe).await?;
    disk.free();
    let well = until_well(&recipe, true).await?;
    let freed_at = Timestamp::now();
    let is_later = |request: &Request| request.at > freed_at && is_post(request);
    let next = timeout(PATIENCE, discord.request(is_later)).await;
    next.map_err(|_| format!("no post afterwards\n{}", recipe.last_words()))?;
    bot.kill()?;
    let bot = recipe.start();
    let store = Store::at(&recipe.database).map_err(|error| error.to_string())?;
    let rows = all_ended(&store, promised.len()).await;
    let rows = rows.map_err(|wrong| format!("{wrong}\n{}", recipe.last_words()))?;
    store.close().await;
    let metrics = judge(&promised, &rows, &discord.messages())
        .map_err(|wrong| format!("{wrong}\n{}", recipe.last_words()))?;
    let held_up = rows.iter().filter(|row| row.state != AlertState::Posted);
    let held_up = held_up.count();
    drop(bot);
    discord.shutdown().await;
    if reported.max(well) > TOLD_WITHIN {
        return Err(format!(
            "/readyz told the fault after {reported:?}, its end after {well:?}"
        ));
    }
    Ok(format!(
        "the fault was told after {} ms, its end after {} ms; {} alerts in {} messages, {held_up} not posted",
        reported.as_millis(),
        well.as_millis(),
        metrics.posted,
        metrics.messages
    ))
}

/// Keeps the disk full for a while. How long it took until `/readyz` said so.
async fn fill_for_a_while(disk: &SmallDisk, recipe: &Recipe) -> Result<Duration, String> {
    // Whatever the database frees by tidying up is taken as well.
    let full = async {
        loop {
            disk.fill();
            sleep(Duration::from_millis(50)).await;
        }
    };
    let reported = async { tokio::join!(until_well(recipe, false), sleep(FULL)).0 };
    tokio::select! {
        reported = reported => reported,
        () = full => Err("it is not full any more".to_owned()),
    }
}

/// A database that a later version has changed: the process ends at the start, and says what to do.
pub(crate) async fn start_on_a_newer_one() -> Result<String, String> {
    let listen = "127.0.0.1:0".parse().expect("an address");
    let discord = PracticeDiscord::start(listen, Arc::new(SystemClock))
        .await
        .unwrap();
    let calendar = schedule(Timestamp::now());
    let database = Database::on(&Server::Sqlite).await;
    database.pretend_newer().await;
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let started = Instant::now();
    let mut bot = recipe.start();
    let status = loop {
        match bot.ended() {
            Some(status) => break status,
            None if started.elapsed() > PATIENCE => return Err("it goes on".to_owned()),
            None => sleep(Duration::from_millis(20)).await,
        }
    };
    let words = recipe.last_words();
    discord.shutdown().await;
    database.remove().await;
    if status.code() != Some(1) || !words.contains("a later version of attache has changed") {
        return Err(format!("{status}\n{words}"));
    }
    Ok(format!("ended after {} ms", started.elapsed().as_millis()))
}

/// One summit, and in every channel an alert every two seconds for a while before it.
fn schedule(begin: Timestamp) -> Calendar {
    let begins = seconds_after(begin, FIRST_DUE + SECONDS + THEN_BEGINS);
    let before: Vec<String> = (0..=SECONDS / 2)
        .map(|step| format!("\"{}s\"", THEN_BEGINS + 2 * step))
        .collect();
    Calendar::in_channels(begins, &before, CHANNELS)
}

/// How long it takes until `/readyz` says that the database is well, or that it is not. It has other reasons beside: the
/// knowledge of these tests has no hotspots.
async fn until_well(recipe: &Recipe, is_well: bool) -> Result<Duration, String> {
    let begun = Instant::now();
    loop {
        let answer = asked(recipe).unwrap_or_default();
        let is_told = answer.starts_with("HTTP/1.1") && answer.contains("database:") != is_well;
        if is_told {
            return Ok(begun.elapsed());
        }
        if begun.elapsed() > PATIENCE {
            let words = recipe.last_words();
            return Err(format!("never well: {is_well}: {answer}\n{words}"));
        }
        sleep(Duration::from_millis(100)).await;
    }
}

/// What `/readyz` answers; the address is in the log.
fn asked(recipe: &Recipe) -> Option<String> {
    let log = fs::read_to_string(&recipe.log).ok()?;
    let line = log.lines().rfind(|line| line.contains("/readyz"))?;
    let port: String = line
        .rsplit_once("127.0.0.1:")?
        .1
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(3))).ok()?;
    let request = "GET /readyz HTTP/1.1\r\nhost: attache\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

async fn all_ended(store: &Store, promised: usize) -> Result<Vec<Alert>, String> {
    let asked = Instant::now();
    loop {
        let rows = store.open_alerts("", "~", Timestamp::MIN).await;
        let rows = rows.map_err(|error| error.to_string())?;
        if rows.len() >= promised && rows.iter().all(|row| row.ended_at.is_some()) {
            return Ok(rows);
        }
        if asked.elapsed() > PATIENCE {
            let open = rows.iter().find(|row| row.ended_at.is_none());
            return Err(format!(
                "{} of {promised} are known, still owed: {open:#?}",
                rows.len()
            ));
        }
        sleep(Duration::from_millis(100)).await;
    }
}
