//! 10,000 subscriptions due at one instant: how fast they are posted, and in how much memory.

use std::sync::Arc;
use std::time::{Duration, Instant};

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{AlertState, Origin, Store, Subscription, SubscriptionState};
use clock::SystemClock;
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Options, PracticeDiscord, Request, ids};
use sqlx::{AnyConnection, Connection as _, Executor as _};
use tokio::time::sleep;

use super::bot::Recipe;
use super::calendar::{Calendar, seconds_after};
use super::database::{Database, Server};
use super::oracle::judge;

/// How many subscriptions there are, each for a channel of its own.
const SUBSCRIPTIONS: u32 = 10_000;
/// Discord's own limit.
const CHANNELS_IN_A_GUILD: u32 = 500;
/// When all of them are due, in seconds from the start.
const DUE: i64 = 45;
/// The slowest it may be; at Discord's limit it is 50.
const POSTS_A_SECOND: u32 = 30;
/// How much memory the process may have resident.
const MOST_KIB: u64 = 60 * 1024;

/// One summit and thousands of subscriptions, all due at one instant.
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
pub(crate) async fn deliver() -> Result<String, String> {
    let number = std::env::var("ATTACHE_LOAD")
        .ok()
        .and_then(|text| text.parse().ok());
    let count: u32 = number.unwrap_or(SUBSCRIPTIONS);
    let options = Options {
        keep_requests: 1_000_000,
        further_guilds: count.div_ceil(CHANNELS_IN_A_GUILD),
        further_channels: CHANNELS_IN_A_GUILD,
        ..Options::new(Arc::new(SystemClock))
    };
    let listen = "127.0.0.1:0".parse().unwrap();
    let discord = PracticeDiscord::start_with(listen, options).await.unwrap();
    let database = Database::on(&Server::Sqlite).await;
    let subscriptions: Vec<Subscription> = (0..count).map(subscription).collect();
    write(&database, &subscriptions).await;
    let due = seconds_after(Timestamp::now(), DUE);
    let begins = due + SignedDuration::from_hours(2);
    let calendar = Calendar::new(&[begins], &[], "");
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let promised = calendar.promised_to(&subscriptions, Timestamp::now());
    let started = Instant::now();
    let mut bot = recipe.start();
    let mut planned = None;
    let mut resident = Resident::default();
    let longest = Duration::from_secs(u64::from(count / POSTS_A_SECOND) + 120);
    loop {
        sleep(Duration::from_millis(200)).await;
        bot.is_alive()
            .map_err(|wrong| format!("{wrong}\n{}", recipe.last_words()))?;
        let counts = database.store.count_alerts(due).await.ok();
        let of = |state| counts.as_ref().map_or(0, |counts| counts.of(state));
        let (waiting, posted) = (of(AlertState::Planned), of(AlertState::Posted));
        if planned.is_none() && waiting == u64::from(count) {
            planned = Some(started.elapsed());
            resident.planned = bot.resident().unwrap_or_default();
        }
        resident.see(bot.resident(), posted > 0);
        if waiting == 0 && planned.is_some() {
            break;
        }
        if started.elapsed() > longest {
            return Err(format!(
                "{counts:?} after {longest:?}\n{}",
                recipe.last_words()
            ));
        }
    }
    drop(bot);
    let metrics = judge(
        &promised,
        &rows(&database.store).await?,
        &discord.messages(),
    )?;
    let requests = discord.requests();
    let posts: Vec<&Request> = requests
        .iter()
        .filter(|one| one.method == "POST" && one.path.starts_with("/channels/"))
        .collect();
    let limited = requests.iter().filter(|one| one.status == 429).count();
    let (first, last) = (posts[0].at, posts[posts.len() - 1].at);
    let took = last.duration_since(first).as_secs_f64();
    let told = format!(
        "{count} subscriptions: planned {:.1} s after the start; resident {} KiB once planned, at most {} KiB before the \
         first post and {} KiB while delivering; {} posts in {took:.1} s, {:.1} a second, at most {} in one; {limited} \
         answers of 429; the first {} ms after its instant; none lost, none twice",
        planned.unwrap_or_default().as_secs_f64(),
        resident.planned,
        resident.before,
        resident.delivering,
        posts.len(),
        f64::from(count - 1) / took,
        busiest(&posts),
        first.duration_since(due).as_millis()
    );
    discord.shutdown().await;
    database.remove().await;
    let is_within = limited == 0
        && resident.before.max(resident.delivering) < MOST_KIB
        && metrics.posted == count as usize;
    if is_within { Ok(told) } else { Err(told) }
}

#[derive(Default)]
struct Resident {
    planned: u64,
    before: u64,
    delivering: u64,
}

impl Resident {
    fn see(&mut self, kib: Option<u64>, is_delivering: bool) {
        let most = if is_delivering {
            &mut self.delivering
        } else {
            &mut self.before
        };
        *most = (*most).max(kib.unwrap_or_default());
    }
}

fn subscription(number: u32) -> Subscription {
    let guild = ids::further_guild(number / CHANNELS_IN_A_GUILD);
    let channel = ids::further_channel(guild, number % CHANNELS_IN_A_GUILD);
    let long_ago = Timestamp::UNIX_EPOCH;
    Subscription {
        id: format!("{number:024x}"),
        spec: SubscriptionSpec {
            summits: vec!["s0".to_owned()],
            before: vec!["2h".parse().unwrap()],
            mention_role: Some(Snowflake(ids::WATCH.0)),
            ..SubscriptionSpec::for_channel(Snowflake(channel.0))
        },
        origin: Origin::Command,
        state: SubscriptionState::Active,
        reason: None,
        detail: None,
        recipient: None,
        guild_id: Some(guild.0),
        created_by: Some(ids::ADA.0),
        created_at: long_ago,
        changed_at: long_ago,
        paused_by: None,
        removed_by: None,
    }
}

/// Puts them where `/alerts add` does, all at once.
async fn write(database: &Database, subscriptions: &[Subscription]) {
    let mut connection = AnyConnection::connect(&database.url).await.unwrap();
    for some in subscriptions.chunks(1_000) {
        let rows = some.iter().map(|one| {
            let spec = serde_json::to_string(&one.spec).unwrap();
            let (id, guild, user) = (&one.id, one.guild_id.unwrap(), one.created_by.unwrap());
            let channel = one.spec.channel.0;
            format!("('{id}', 'command', {guild}, {channel}, '{spec}', 'active', {user}, 0, 0)")
        });
        let rows = rows.collect::<Vec<_>>().join(", ");
        let text = format!(
            "INSERT INTO subscription (id, origin, guild_id, channel_id, spec, state, created_by, created_at, changed_at) \
             VALUES {rows}"
        );
        connection.execute(text.as_str()).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// The most posts in any one second.
fn busiest(posts: &[&Request]) -> usize {
    let at: Vec<Timestamp> = posts.iter().map(|post| post.at).collect();
    let second = SignedDuration::from_secs(1);
    (0..at.len())
        .map(|from| {
            at[from..]
                .iter()
                .take_while(|one| one.duration_since(at[from]) < second)
                .count()
        })
        .max()
        .unwrap_or_default()
}

async fn rows(store: &Store) -> Result<Vec<attache::store::Alert>, String> {
    let rows = store.open_alerts("", "~", Timestamp::MIN).await;
    rows.map_err(|error| error.to_string())
}
