use std::fmt::Write as _;
use std::time::{Duration, Instant};

use attache::clock::SystemClock;
use attache::sandbox::{Fault, Options, PracticeDiscord, ids};
use attache::store::{Alert, Store};
use jiff::{SignedDuration, Timestamp};
use tokio::time::{sleep, timeout};

use super::bot::{Bot, Recipe};
use super::calendar::{Calendar, seconds_after};
use super::database::{Database, Server};
use super::oracle::{Tally, judge};
use std::sync::Arc;

const GUILDS: u32 = 2;
const CHANNELS: u32 = 12;
/// When the first alert is due: time enough to plan them all, and to be killed while at it.
const FIRST_DUE: i64 = 15;
/// The longest time before a summit, in seconds.
const LONGEST_LEAD: i64 = 25;
/// From one summit to the next, in seconds.
const BETWEEN: i64 = 10;
/// A message that a channel forgets could not be counted; the practice Discord keeps 500 in each.
const MOST_IN_A_CHANNEL: usize = 400;
/// How many kills come while all is being planned.
const EARLY_KILLS: u32 = 5;
/// How long all that is still owed may take once nobody is killed any more.
const LAST: Duration = Duration::from_secs(240);
/// Longer than a lease: whoever stood still so long finds their work taken over.
const STAND_STILL: Duration = Duration::from_secs(22);

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
}

struct Crew {
    recipe: Recipe,
    bots: Vec<(Bot, Option<Instant>)>,
    random: fastrand::Rng,
    discord: PracticeDiscord,
    faults: u32,
    /// How many of them were a 429.
    limits: usize,
}

/// Kills and restarts until the number is full, waits for what is owed, and holds it all against what was promised.
pub(crate) async fn survive(run: Run, server: Server) -> Result<String, String> {
    let database = Database::without_tables(&server).await;
    let begin = Timestamp::now();
    let mut random = fastrand::Rng::with_seed(run.seed);
    let calendar = schedule(&run, begin, &mut random);
    let options = Options {
        keep_nonces: run.nonces,
        keep_requests: 100_000,
        further_guilds: GUILDS,
        further_channels: CHANNELS,
        ..Options::new(Arc::new(SystemClock))
    };
    let listen = "127.0.0.1:0".parse().unwrap();
    let discord = PracticeDiscord::start_with(listen, options).await.unwrap();
    let recipe = Recipe {
        discord: discord.url(),
        database: database.url.clone(),
        config: calendar.path("attache.toml"),
        knowledge: calendar.path("knowledge"),
        log: calendar.path("log"),
    };
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
        Ok(tally) => {
            let told = crew.told(&run, &tally);
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
            "channel = {channel}\nsummits = [\"all\"]\nbefore = [{}]\nmention_role = {}",
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

impl Crew {
    async fn work(
        &mut self,
        run: &Run,
        calendar: &Calendar,
        store: &Store,
    ) -> Result<Tally, String> {
        for _ in 0..EARLY_KILLS.min(run.kills) {
            let wait = self.random.u64(20..900);
            sleep(Duration::from_millis(wait)).await;
            self.kill_one()?;
        }
        let everything = calendar.promised(Timestamp::now()).len();
        let planning = Instant::now();
        while rows(store).await.map_or(0, |rows| rows.len()) < everything {
            if planning.elapsed() > LAST {
                return Err("never planned".to_owned());
            }
            sleep(Duration::from_millis(100)).await;
        }
        let promised = calendar.promised(Timestamp::now());
        for number in EARLY_KILLS..run.kills {
            self.order_faults();
            self.wait_for_the_moment().await;
            self.kill_one()?;
            if run.stand_still && number % 8 == 0 {
                self.stand_one_still();
            }
        }
        self.everybody_goes_on();
        let ending = Instant::now();
        loop {
            for (bot, _) in &mut self.bots {
                if !bot.is_alive()? {
                    *bot = self.recipe.start();
                }
            }
            let rows = rows(store).await?;
            let open = rows.iter().filter(|row| row.ended_at.is_none()).count();
            if open == 0 {
                return judge(&promised, &rows, &self.discord.messages());
            }
            let is_over = promised
                .last()
                .is_some_and(|last| last.due_at < Timestamp::now());
            if is_over && ending.elapsed() > LAST {
                return Err(format!(
                    "{open} alerts are still owed: {:#?}",
                    rows.iter().find(|row| row.ended_at.is_none())
                ));
            }
            sleep(Duration::from_millis(500)).await;
        }
    }

    /// A random one, or the one after a message was stored: then it may die before it can write that down.
    async fn wait_for_the_moment(&mut self) {
        let now = Timestamp::now();
        if self.random.bool() {
            sleep(Duration::from_millis(self.random.u64(200..1_600))).await;
            return;
        }
        sleep(Duration::from_millis(self.random.u64(200..1_000))).await;
        let is_post = |request: &attache::sandbox::Request| {
            request.at > now && request.method == "POST" && request.path.starts_with("/channels/")
        };
        let posted = self.discord.request(is_post);
        if timeout(Duration::from_millis(600), posted).await.is_ok() {
            sleep(Duration::from_micros(self.random.u64(0..8_000))).await;
        }
    }

    fn kill_one(&mut self) -> Result<(), String> {
        let now = Instant::now();
        for (bot, still_until) in &mut self.bots {
            if still_until.take_if(|until| *until <= now).is_some() {
                bot.signal("CONT");
            }
        }
        let awake: Vec<usize> = (0..self.bots.len())
            .filter(|at| self.bots[*at].1.is_none())
            .collect();
        if let Some(at) = self.random.choice(awake) {
            let (bot, _) = std::mem::replace(&mut self.bots[at], (self.recipe.start(), None));
            bot.kill()?;
        }
        Ok(())
    }

    fn stand_one_still(&mut self) {
        if self
            .bots
            .iter()
            .all(|(_, still_until)| still_until.is_none())
        {
            let at = self.random.usize(..self.bots.len());
            self.bots[at].0.signal("STOP");
            self.bots[at].1 = Some(Instant::now() + STAND_STILL);
        }
    }

    fn everybody_goes_on(&mut self) {
        for (bot, still_until) in &mut self.bots {
            if still_until.take().is_some() {
                bot.signal("CONT");
            }
        }
    }

    fn order_faults(&mut self) {
        let wait = Fault::RateLimited {
            retry_after_seconds: self.random.f64() * 2.0,
            global: self.random.u32(0..3) == 0,
        };
        let faults = [
            Fault::Status(500),
            Fault::Status(503),
            wait,
            Fault::StoredThenReset,
            Fault::StoredThenHang,
            Fault::Hang,
        ];
        for (method, one_in) in [("POST", 2), ("GET", 6)] {
            if self.random.u32(0..one_in) == 0 {
                let fault = faults[self.random.usize(..faults.len())];
                self.discord.fail_next(method, "/channels/", fault);
                self.faults += 1;
                self.limits += usize::from(matches!(fault, Fault::RateLimited { .. }));
            }
        }
    }

    fn told(&self, run: &Run, tally: &Tally) -> String {
        let requests = self.discord.requests();
        let searches = requests
            .iter()
            .filter(|one| one.method == "GET" && one.path.starts_with("/channels/"));
        let limited = requests
            .iter()
            .filter(|one| one.status == 429)
            .count()
            .saturating_sub(self.limits);
        let mut told = format!(
            "{} kills, {} faults; {} alerts promised, {} rows, {} posted in {} messages; {} after more than one try, \
             {} looks into a history, {limited} answers of 429 besides those ordered, the latest after {} s",
            run.kills,
            self.faults,
            tally.promised,
            tally.rows,
            tally.posted,
            tally.messages,
            tally.tried_again,
            searches.count(),
            tally.latest.as_secs()
        );
        for (reason, count) in &tally.ended {
            write!(told, "; {count} ended: {reason}").unwrap();
        }
        told
    }
}

async fn rows(store: &Store) -> Result<Vec<Alert>, String> {
    let rows = store.open_alerts("", "~", Timestamp::MIN).await;
    rows.map_err(|error| error.to_string())
}
