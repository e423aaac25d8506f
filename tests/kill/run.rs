//! One run: a calendar, a database, a practice Discord, and processes that are killed so often.

use std::fmt::Write as _;
use std::sync::Arc;

use clock::SystemClock;
use jiff::{SignedDuration, Timestamp};
use practice_discord::{Options, PracticeDiscord, ids};

use super::bot::Recipe;
use super::calendar::{Calendar, seconds_after};
use super::crew::Crew;
use super::database::{Database, Server};
use super::events;
use super::oracle::Metrics;

pub(crate) const GUILDS: u32 = 2;
const CHANNELS: u32 = 12;
/// When the first alert is due: time enough to plan them all, and to be killed while at it.
const FIRST_DUE: i64 = 15;
/// The longest time before a summit, in seconds.
const LONGEST_LEAD: i64 = 25;
/// From one summit to the next, in seconds.
const BETWEEN: i64 = 10;
/// A message that a channel forgets could not be counted; the practice Discord keeps 500 in each.
const MOST_IN_A_CHANNEL: usize = 400;

/// How a run goes.
#[derive(Clone)]
pub(crate) struct Run {
    pub(crate) seed: u64,
    pub(crate) kills: u32,
    pub(crate) processes: usize,
    /// How long the practice Discord remembers a nonce.
    pub(crate) nonces: SignedDuration,
    /// Whether a process is now and then made to stand still, past the end of its lease.
    pub(crate) stand_still: bool,
    /// Whether every server wants the calendar as scheduled events.
    pub(crate) events: bool,
}

/// Kills and restarts until the number is full, waits for what is owed, and holds it all against what was promised.
pub(crate) async fn survive(run: Run, server: Server) -> Result<String, String> {
    let database = Database::without_tables(&server).await;
    let begin = Timestamp::now();
    let mut random = fastrand::Rng::with_seed(run.seed);
    let calendar = schedule(&run, begin, &mut random);
    if run.events {
        events::add_summits(&calendar.knowledge, begin);
    }
    let options = Options {
        keep_nonces: run.nonces,
        keep_requests: 100_000,
        further_guilds: GUILDS,
        further_channels: CHANNELS,
        ..Options::new(Arc::new(SystemClock))
    };
    let listen = "127.0.0.1:0".parse().unwrap();
    let discord = PracticeDiscord::start_with(listen, options).await.unwrap();
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let bots = (0..run.processes).map(|_| (recipe.start(), None)).collect();
    let mut crew = Crew {
        recipe,
        bots,
        random,
        discord,
        faults: 0,
        limits: 0,
    };
    match crew.work(&run, &calendar, &database.store).await {
        Ok(metrics) => {
            let told = told(&crew, &run, &metrics);
            crew.bots.clear();
            crew.discord.shutdown().await;
            database.remove().await;
            Ok(told)
        }
        Err(wrong) => {
            crew.bots.clear();
            let last = crew.recipe.last_words();
            Err(format!(
                "{wrong}\nThe log ends:\n{last}\nAll of it: {}/log",
                calendar.keep().display()
            ))
        }
    }
}

/// Summits all the time, and in each channel two subscriptions, one of which calls a backup.
fn schedule(run: &Run, begin: Timestamp, random: &mut fastrand::Rng) -> Calendar {
    let length = FIRST_DUE + i64::from(run.kills) * 11 / 10;
    let begins: Vec<Timestamp> = (0..=length / BETWEEN)
        .map(|number| seconds_after(begin, FIRST_DUE + number * BETWEEN))
        .collect();
    let most = MOST_IN_A_CHANNEL / (3 * begins.len());
    let mut subscriptions = Vec::new();
    for number in 0..GUILDS * CHANNELS {
        let guild = ids::further_guild(number % GUILDS);
        let channel = ids::further_channel(guild, number / GUILDS);
        let mut leads = |count: usize| {
            let leads: Vec<String> = (0..count.clamp(1, most.max(1)))
                .map(|_| format!("\"{}s\"", random.i64(1..=LONGEST_LEAD)))
                .collect();
            leads.join(", ")
        };
        subscriptions.push(format!(
            "channel = {channel}\nsummits = [\"s0\", \"s1\"]\nbefore = [{}]\nmention_role = {}",
            leads(5),
            ids::WATCH
        ));
        subscriptions.push(format!(
            "channel = {channel}\nsummits = [\"s{}\"]\nbefore = [{}]\nacknowledge_within = \"5s\"\nescalate_to_role = {}",
            number % 2, leads(2), ids::BACKUP
        ));
    }
    Calendar::new(&begins, &subscriptions, "")
}

/// The figures of a run.
fn told(crew: &Crew, run: &Run, metrics: &Metrics) -> String {
    let requests = crew.discord.requests();
    let searches = requests
        .iter()
        .filter(|one| one.method == "GET" && one.path.starts_with("/channels/"));
    let limited = requests
        .iter()
        .filter(|one| one.status == 429)
        .count()
        .saturating_sub(crew.limits);
    let mut told = format!(
        "{} kills, {} faults; {} alerts promised, {} rows, {} posted in {} messages; {} after more than one try, \
             {} looks into a history, {limited} answers of 429 besides those ordered, the latest after {} s",
        run.kills,
        crew.faults,
        metrics.promised,
        metrics.rows,
        metrics.posted,
        metrics.messages,
        metrics.tried_again,
        searches.count(),
        metrics.latest.as_secs()
    );
    if run.events {
        write!(told, "; {} scheduled events", metrics.events).unwrap();
    }
    for (reason, count) in &metrics.ended {
        write!(told, "; {count} ended: {reason}").unwrap();
    }
    told
}
