//! Where a soak takes place: a practice Discord, a database, a calendar, processes.

use std::sync::Arc;

use attache::store::Store;
use clock::{Clock as _, SystemClock};

use practice_discord::{Options, PracticeDiscord, Snowflake, ids};
use test_support::database::{Database, Server};
use test_support::disk::SmallDisk;
use test_support::folder::hotspot;

use super::Plan;
use super::act::World;
use super::agenda::{Agenda, Size};
use super::line::Line;
use super::team::Team;
use crate::calendar::{Calendar, seconds_after};

const GUILDS: u32 = 2;
/// When the first summit begins, in seconds: its alerts are due before.
const FIRST: i64 = 75;
/// The longest time before a summit.
const LONGEST_LEAD: i64 = 45;
/// How long before the end the last summit begins that is planned in advance.
const LAST: i64 = 5;
/// How many processes share a `PostgreSQL`.
const PROCESSES: usize = 2;

pub(super) struct Setting {
    pub(super) world: World,
    /// The database, as the test itself sees it.
    pub(super) store: Store,
    /// `None` on a disk of its own.
    pub(super) database: Option<Database>,
}

/// How many channels there are, so that none has more messages than the practice Discord keeps.
struct Channels {
    /// For summits that stay where they are.
    usual: u32,
    /// For those that move.
    moving: u32,
}

impl Setting {
    pub(super) async fn new(plan: Plan, server: &Server) -> Self {
        let begin = SystemClock.now();
        let minutes = u32::try_from(plan.length.as_secs() / 60).expect("a length");
        let channels = Channels {
            usual: 12 * minutes.div_ceil(20).max(1),
            moving: 4 * minutes.div_ceil(40).max(1),
        };
        let in_guild = (channels.usual + channels.moving) / GUILDS;
        let options = Options {
            further_guilds: GUILDS,
            further_channels: in_guild,
            ..Options::new(Arc::new(SystemClock))
        };
        let listen = "127.0.0.1:0".parse().expect("an address");
        let discord = PracticeDiscord::start_with(listen, options).await.unwrap();
        let all: Vec<Snowflake> = (0..channels.usual + channels.moving)
            .map(|number| {
                let guild = ids::further_guild(number % GUILDS);
                ids::further_channel(guild, number / GUILDS)
            })
            .collect();
        let (usual, moving) = all.split_at(channels.usual as usize);
        let size = Size {
            series: usual.len() / 3,
            moving: moving.len() / 4,
        };
        let mut random = fastrand::Rng::with_seed(plan.seed);
        let subscriptions = subscriptions(usual, moving, size, &mut random);
        let calendar = Calendar::new(&[], &subscriptions, "");
        let page = hotspot("Somewhere", "");
        calendar.knowledge.write("hotspots/somewhere.toml", page);
        let span = (
            seconds_after(begin, FIRST),
            seconds_after(begin, plan.length.as_secs() - LAST),
        );
        let subscriptions = calendar.subscriptions(begin);
        let mut agenda = Agenda::new(calendar, subscriptions, size, span);
        agenda.go_on(begin);
        let (disk, database, store, url) = home(server, minutes).await;
        let lines = lines(server, &url).await;
        let team = Team::start(&discord, &agenda.calendar, &url, lines);
        let world = World {
            discord,
            team,
            agenda,
            disk,
            database: url,
            channels: usual.to_vec(),
        };
        Self {
            world,
            store,
            database,
        }
    }
}

/// For each process its way to the database.
async fn lines(server: &Server, url: &str) -> Vec<Option<Line>> {
    if *server == Server::Sqlite {
        return vec![None];
    }
    let mut lines = Vec::new();
    for _ in 0..PROCESSES {
        lines.push(Some(Line::before(url).await));
    }
    lines
}

/// The database: on a small disk of its own, if it is a file and one may be mounted.
async fn home(
    server: &Server,
    minutes: u32,
) -> (Option<SmallDisk>, Option<Database>, Store, String) {
    let disk = (*server == Server::Sqlite)
        .then(|| SmallDisk::mounted(24 + minutes))
        .flatten();
    if let Some(disk) = disk {
        sqlx::any::install_default_drivers();
        let url = format!("sqlite://{}/attache.db", disk.path().display());
        let store = Store::at(&url).unwrap();
        return (Some(disk), None, store, url);
    }
    let database = Database::without_tables(server).await;
    let (store, url) = (database.again(), database.direct_url.clone());
    (None, Some(database), store, url)
}

/// In each channel two subscriptions, one of which calls a backup; some are of two series, and then told of two summits in one
/// message; those of the practice server, too, which is away at times.
fn subscriptions(
    usual: &[Snowflake],
    moving: &[Snowflake],
    size: Size,
    random: &mut fastrand::Rng,
) -> Vec<String> {
    let mut all = Vec::new();
    let (watch, backup) = (ids::WATCH, ids::BACKUP);
    let mut lead = || random.i64(3..=LONGEST_LEAD);
    for (number, channel) in usual.iter().enumerate() {
        let series = number % size.series;
        let second = (series + 1) % size.series;
        let both = format!("\"s{series}\", \"s{second}\"");
        let summits = if number % 3 == 0 {
            both
        } else {
            format!("\"s{series}\"")
        };
        let (one, other) = (lead(), lead());
        all.push(format!(
            "channel = {channel}\nsummits = [{summits}]\nbefore = [\"{one}s\", \"{other}s\"]\nmention_role = {watch}"
        ));
        let before = lead().max(12);
        all.push(format!(
            "channel = {channel}\nsummits = [\"s{second}\"]\nbefore = [\"{before}s\"]\nacknowledge_within = \"5s\"\n\
             escalate_to_role = {backup}"
        ));
    }
    for (number, channel) in moving.iter().enumerate() {
        let series = number % size.moving;
        all.push(format!(
            "channel = {channel}\nsummits = [\"m{series}\"]\nbefore = [\"60s\", \"20s\"]\nmention_role = {watch}"
        ));
    }
    for (number, channel) in [ids::WATCH_FLOOR, ids::GENERAL].iter().enumerate() {
        let series = number % size.series;
        all.push(format!(
            "channel = {channel}\nsummits = [\"s{series}\"]\nbefore = [\"{}s\", \"{}s\"]",
            lead(),
            lead()
        ));
    }
    all
}
