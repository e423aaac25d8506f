//! Whoever kills the processes, orders faults at the practice Discord, and waits for what is still owed.

use std::time::{Duration, Instant};

use attache::store::{Alert, Store};
use jiff::Timestamp;
use practice_discord::{Fault, PracticeDiscord, Request};
use tokio::time::{sleep, timeout};

use super::bot::{Bot, Recipe};
use super::calendar::Calendar;
use super::events;
use super::oracle::{Metrics, judge};
use super::run::Run;

/// How many kills come while all is being planned.
const EARLY_KILLS: u32 = 5;
/// How long all that is still owed may take once nobody is killed any more.
const LAST: Duration = Duration::from_mins(4);
/// Longer than a lease: whoever stood still so long finds their work taken over.
const STAND_STILL: Duration = Duration::from_secs(22);

/// The processes of one bot, whoever kills them, and the Discord they are at.
pub(crate) struct Crew {
    pub(crate) recipe: Recipe,
    pub(crate) bots: Vec<(Bot, Option<Instant>)>,
    pub(crate) random: fastrand::Rng,
    pub(crate) discord: PracticeDiscord,
    pub(crate) faults: u32,
    /// How many of them were a 429.
    pub(crate) limits: usize,
}

impl Crew {
    /// Kills, then lets them finish, and judges.
    pub(crate) async fn work(
        &mut self,
        run: &Run,
        calendar: &Calendar,
        store: &Store,
    ) -> Result<Metrics, String> {
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
        if run.events {
            events::turn_on(store).await?;
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
            let events = if run.events {
                events::count(&self.discord)?
            } else {
                Some(0)
            };
            if open == 0
                && let Some(events) = events
            {
                let metrics = judge(&promised, &rows, &self.discord.messages())?;
                return Ok(Metrics { events, ..metrics });
            }
            let is_over = promised
                .last()
                .is_some_and(|last| last.due_at < Timestamp::now());
            if is_over && ending.elapsed() > LAST {
                return Err(format!(
                    "{open} alerts are still owed, {events:?} scheduled events are there: {:#?}",
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
        let is_post = |request: &Request| {
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
        let paths = [
            ("POST", "/channels/", 2),
            ("GET", "/channels/", 6),
            // Scheduled events, which wait half a minute after each; nothing else is posted there.
            ("POST", "/guilds/", 20),
        ];
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
        for (method, path, one_in) in paths {
            if self.random.u32(0..one_in) == 0 {
                let fault = faults[self.random.usize(..faults.len())];
                self.discord.fail_next(method, path, fault);
                self.faults += 1;
                self.limits += usize::from(matches!(fault, Fault::RateLimited { .. }));
            }
        }
    }
}

async fn rows(store: &Store) -> Result<Vec<Alert>, String> {
    let rows = store.open_alerts("", "~", Timestamp::MIN).await;
    rows.map_err(|error| error.to_string())
}
