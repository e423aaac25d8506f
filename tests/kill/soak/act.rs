//! How each fault of the table begins, goes on and ends.

use std::io::Write as _;
use std::net::TcpStream;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use practice_discord::{Fault, PracticeDiscord, Snowflake, ids};
use serde_json::json;
use sqlx::{AnyConnection, Connection as _, Executor as _};
use test_support::disk::SmallDisk;

use super::agenda::Agenda;
use super::kind::Kind;
use super::line::Line;
use super::team::{Member, Team};
use crate::stop::ended_well;

/// Close codes of the gateway after which a bot connects again, by resuming or anew; 1006 is a cut line.
const CLOSE_CODES: [u16; 12] = [
    1000, 1001, 1006, 4000, 4001, 4002, 4003, 4005, 4006, 4007, 4008, 4009,
];
/// How many callers are slow at once.
const CALLERS: usize = 80;
const METHODS: [&str; 5] = ["DELETE", "GET", "PATCH", "POST", "PUT"];

/// All that faults happen to.
pub(crate) struct World {
    pub(crate) discord: PracticeDiscord,
    pub(crate) team: Team,
    pub(crate) agenda: Agenda,
    pub(crate) disk: Option<SmallDisk>,
    /// The database, without anything in between.
    pub(crate) database: String,
    pub(crate) channels: Vec<Snowflake>,
}

/// A fault that is under way.
pub(crate) struct Fit {
    kind: Kind,
    random: fastrand::Rng,
    /// The process it happens to, if to one.
    member: usize,
    channel: Snowflake,
    /// The summit that is saved again and again.
    summit: Option<String>,
    saves: u32,
    lock: Option<AnyConnection>,
    callers: Vec<TcpStream>,
}

impl Fit {
    /// Has the fault begin.
    pub(crate) async fn begin(
        kind: Kind,
        mut random: fastrand::Rng,
        world: &mut World,
        now: Timestamp,
    ) -> Result<Self, String> {
        let member = random.usize(..world.team.members.len());
        let channel = world.channels[random.usize(..world.channels.len())];
        let mut fit = Self {
            kind,
            random,
            member,
            channel,
            summit: None,
            saves: 0,
            lock: None,
            callers: Vec::new(),
        };
        if !fit.of_posts(&world.discord) && !fit.of_gateway(&world.discord, now) {
            fit.of_process(world).await?;
            fit.of_rest(world).await?;
        }
        Ok(fit)
    }

    /// How long it lasts.
    pub(crate) fn length(&mut self) -> Duration {
        let milliseconds = match self.kind {
            // A time to be down.
            Kind::Killed | Kind::Terminated | Kind::HungUp => self.random.u64(0..3_000),
            Kind::StoodStill => self.random.u64(6_000..10_000),
            _ => self.random.u64(3_000..8_000),
        };
        Duration::from_millis(milliseconds)
    }

    /// Whether it is one of Discord's answers to posts.
    fn of_posts(&mut self, discord: &PracticeDiscord) -> bool {
        let refused = |code| Fault::Refused { status: 403, code };
        let limited = |retry_after_seconds, global| Fault::RateLimited {
            retry_after_seconds,
            global,
        };
        let wait = self.random.f64() * 4.0;
        let all = |fault| discord.fail_until_recovered("POST", "/channels/", fault);
        let next = |count, fault| {
            for _ in 0..count {
                discord.fail_next("POST", "/channels/", fault);
            }
        };
        match self.kind {
            Kind::ServerErrors => {
                let status = [500, 502, 503, 504][self.random.usize(..4)];
                all(Fault::Status(status));
            }
            Kind::PageOf400 => all(Fault::Page(400)),
            Kind::PageOf403 => all(Fault::Page(403)),
            Kind::PageOf413 => all(Fault::Page(413)),
            Kind::PageOf502 => all(Fault::Page(502)),
            Kind::ChannelRefusedOnce => next(1, refused(50_001)),
            Kind::Shield => all(refused(40_333)),
            Kind::ChannelLimit => next(4, limited(wait, false)),
            Kind::GlobalLimit => next(2, limited(wait, true)),
            Kind::LimitWithoutJson => next(2, Fault::Page(429)),
            Kind::LimitOfZero => all(limited(0.0, false)),
            Kind::StoredThenCut | Kind::NoncesForgotten => {
                all(Fault::StoredThenReset);
            }
            Kind::StoredThenHangs => all(Fault::StoredThenHang),
            Kind::Hangs => all(Fault::Hang),
            Kind::HistoryFails => {
                next(3, Fault::StoredThenReset);
                discord.fail_until_recovered("GET", "/channels/", Fault::Status(500));
            }
            Kind::TokenRefused => all(Fault::Status(401)),
            _ => return false,
        }
        true
    }

    /// Whether it is one of the gateway's, or of what Discord says by it.
    fn of_gateway(&mut self, discord: &PracticeDiscord, now: Timestamp) -> bool {
        match self.kind {
            Kind::GatewayClosed => {
                let code = CLOSE_CODES[self.random.usize(..CLOSE_CODES.len())];
                discord.close_sessions(code, "A fault of the soak");
            }
            Kind::AskedToReconnect => discord.ask_to_reconnect(),
            Kind::SessionsInvalidated => discord.invalidate_sessions(),
            Kind::ServerUnavailable => discord.set_guild_available(false),
            Kind::BotTimedOut => {
                discord.time_out_bot(Some(now + SignedDuration::from_secs(3_600)));
            }
            _ => return false,
        }
        true
    }

    async fn of_process(&mut self, world: &mut World) -> Result<(), String> {
        let member = &mut world.team.members[self.member];
        match self.kind {
            Kind::Killed => kill(member),
            Kind::KilledWhilePosting => {
                let fault = Fault::StoredThenHang;
                world
                    .discord
                    .fail_until_recovered("POST", "/channels/", fault);
                tokio::time::sleep(Duration::from_millis(1_500)).await;
                kill(member);
                world.discord.recover();
            }
            Kind::Terminated => stop(member, "TERM").await?,
            Kind::HungUp => stop(member, "HUP").await?,
            Kind::StoodStill => signal(member, "STOP"),
            Kind::RestartedWithoutGateway => {
                let fault = Fault::Status(503);
                world.discord.fail_until_recovered("GET", "/gateway", fault);
                kill(member);
                member.start();
            }
            Kind::RestartedInOutage => {
                for method in METHODS {
                    world
                        .discord
                        .fail_until_recovered(method, "/", Fault::Page(502));
                }
                kill(member);
                member.start();
            }
            _ => {}
        }
        Ok(())
    }

    async fn of_rest(&mut self, world: &mut World) -> Result<(), String> {
        match self.kind {
            Kind::CalendarBroken => world.agenda.spoil(Some("[s-1\nstart = 2027-")),
            Kind::CalendarEmptied => world.agenda.spoil(Some("")),
            Kind::CalendarRemoved => world.agenda.spoil(None),
            Kind::DatabaseLocked => self.lock = Some(lock(&world.database).await?),
            Kind::DatabaseFrozen => {
                world.team.lines().for_each(|line| line.freeze(true));
            }
            Kind::SlowCallers => {
                let port = world.team.members[self.member].port().unwrap_or_default();
                for _ in 0..CALLERS {
                    self.callers.extend(TcpStream::connect(("127.0.0.1", port)));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What it does again and again, ten times a second.
    pub(crate) fn go_on(&mut self, world: &mut World, now: Timestamp) {
        match self.kind {
            Kind::NoncesForgotten => world.discord.forget_nonces(),
            Kind::SavedTenTimes if self.saves < 10 && self.random.u32(0..3) == 0 => {
                let by = self.random.i64(4..12);
                let same = self.summit.as_deref();
                self.summit = world
                    .agenda
                    .change(same, Some(by), now)
                    .or(self.summit.take());
                self.saves += 1;
            }
            Kind::DiskFull => world.disk.iter().for_each(SmallDisk::fill),
            Kind::DatabaseCut if self.random.u32(0..5) == 0 => {
                world.team.lines().for_each(Line::cut);
            }
            Kind::FloodOfMentions if self.random.u32(0..3) == 0 => {
                let text = format!("<@{}> hotspots", ids::BOT);
                let message = json!({ "content": text });
                let person = [ids::NOOR, ids::SAM, ids::ADA][self.random.usize(..3)];
                world
                    .discord
                    .post_message_json(person, self.channel, &message);
            }
            Kind::SlowCallers => {
                self.callers
                    .retain_mut(|caller| caller.write_all(b"G").is_ok());
            }
            _ => {}
        }
    }

    /// Takes all of it back.
    pub(crate) async fn end(mut self, world: &mut World) -> Result<(), String> {
        world.discord.recover();
        match self.kind {
            Kind::StoodStill => signal(&mut world.team.members[self.member], "CONT"),
            Kind::ServerUnavailable => world.discord.set_guild_available(true),
            Kind::BotTimedOut => world.discord.time_out_bot(None),
            Kind::DiskFull => world.disk.iter().for_each(SmallDisk::free),
            Kind::DatabaseFrozen => {
                world.team.lines().for_each(|line| line.freeze(false));
            }
            _ => {}
        }
        world.agenda.mend();
        if let Some(mut lock) = self.lock.take() {
            let unlocked = lock.execute("COMMIT").await;
            unlocked.map_err(|error| error.to_string())?;
            lock.close().await.map_err(|error| error.to_string())?;
        }
        for member in &mut world.team.members {
            if member.bot.is_none() {
                member.start();
            }
        }
        Ok(())
    }
}

fn kill(member: &mut Member) {
    // One that has ended by itself was seen a moment ago.
    drop(member.bot.take());
}

async fn stop(member: &mut Member, name: &str) -> Result<(), String> {
    if let Some(mut bot) = member.bot.take() {
        bot.signal(name);
        ended_well(&mut bot, &member.recipe).await?;
    }
    Ok(())
}

fn signal(member: &mut Member, name: &str) {
    if let Some(bot) = &mut member.bot {
        bot.signal(name);
    }
}

/// Somebody else writes, and does not come to an end.
async fn lock(database: &str) -> Result<AnyConnection, String> {
    let statements = if database.starts_with("sqlite") {
        &["BEGIN IMMEDIATE"][..]
    } else {
        &["BEGIN", "LOCK TABLE alert IN EXCLUSIVE MODE"]
    };
    let connection = AnyConnection::connect(database).await;
    let mut connection = connection.map_err(|error| error.to_string())?;
    for statement in statements {
        let done = connection.execute(*statement).await;
        done.map_err(|error| error.to_string())?;
    }
    Ok(connection)
}
