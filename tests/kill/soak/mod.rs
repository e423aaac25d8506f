//! The soak: the real program for minutes or hours, alerts due all the time, and every 20 seconds another fault of the
//! [table](kind). At the end the outbox and the channels are held against what the files said, to the row.

mod act;
mod agenda;
mod figures;
mod kind;
mod line;
mod setting;
mod team;
mod verdict;

use std::time::{Duration, Instant};

use attache::store::{Alert, AlertState, Store};
use clock::{Clock as _, SystemClock};
use jiff::{SignedDuration, Timestamp};
use strum::VariantArray as _;
use tokio::time::sleep;

use self::act::{Fit, World};
use self::figures::Figures;
use self::kind::Kind;
use self::setting::Setting;
use self::verdict::{Case, Happened};
use super::database::Server;

/// From the beginning of one fault to that of the next.
const FAULT_EVERY: Duration = Duration::from_secs(20);
/// From one change of a date that somebody makes meanwhile to the next.
const CHANGE_EVERY: Duration = Duration::from_secs(45);
const TICK: Duration = Duration::from_millis(100);
/// How long the start may take.
const START: Duration = Duration::from_mins(1);
/// How long all that is still owed may take once nothing goes wrong any more.
const LAST: SignedDuration = SignedDuration::from_secs(240);

/// How a soak goes.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) length: SignedDuration,
    pub(crate) seed: u64,
}

/// Lives through it, and holds it all against what was promised.
pub(crate) async fn live(plan: Plan, server: Server) -> Result<String, String> {
    let Setting {
        world,
        store,
        database,
    } = Setting::new(plan, &server).await;
    let mut soak = Soak {
        random: fastrand::Rng::with_seed(plan.seed),
        plan,
        world,
        faults: Vec::new(),
        figures: Figures::default(),
        changed_at: Instant::now(),
        has_postgres: server != Server::Sqlite,
    };
    let rows = match soak.run(&store).await {
        Ok(rows) => rows,
        Err(wrong) => return Err(soak.keep(&store, &wrong).await),
    };
    let messages = soak.world.discord.messages();
    let now = SystemClock.now();
    let subscriptions = soak.world.agenda.calendar.subscriptions(now);
    let case = Case {
        editions: &soak.world.agenda.editions,
        subscriptions: &subscriptions,
        faults: &soak.faults,
        rows: &rows,
    };
    let (metrics, wrong) = match case.judge(&messages) {
        Ok(judged) => judged,
        Err(wrong) => return Err(soak.keep(&store, &wrong).await),
    };
    let told = soak
        .figures
        .told(plan.length, &soak.faults, &metrics, &soak.world.team);
    soak.figures.wrong.extend(wrong);
    if let Some(wrong) = soak.figures.breach(plan.length, &soak.world.team) {
        return Err(soak.keep(&store, &format!("{wrong}\n{told}")).await);
    }
    soak.world.team.members.clear();
    soak.world.discord.shutdown().await;
    store.close().await;
    if let Some(database) = database {
        database.remove().await;
    }
    Ok(told)
}

struct Soak {
    plan: Plan,
    random: fastrand::Rng,
    world: World,
    faults: Vec<Happened>,
    figures: Figures,
    /// When a date was changed last.
    changed_at: Instant,
    has_postgres: bool,
}

impl Soak {
    /// All of it, until nothing is owed any more. What the outbox has then.
    async fn run(&mut self, store: &Store) -> Result<Vec<Alert>, String> {
        self.world.team.until_ready(START).await?;
        let end = Instant::now() + self.plan.length.unsigned_abs();
        let mut next = Instant::now() + FAULT_EVERY;
        let mut kinds = Vec::new();
        while next < end {
            self.pass(next, None).await;
            if kinds.is_empty() {
                kinds = self.kinds();
            }
            let kind = kinds.pop().expect("a kind");
            self.provoke(kind).await?;
            while next < Instant::now() {
                next += FAULT_EVERY;
            }
        }
        self.pass(end, None).await;
        self.finish(store).await
    }

    /// Every kind that can happen here once, in an order of the seed's.
    fn kinds(&mut self) -> Vec<Kind> {
        let has_disk = self.world.disk.is_some();
        let all = Kind::VARIANTS.iter().copied();
        let mut kinds: Vec<Kind> = all
            .filter(|kind| kind.fits(self.has_postgres, has_disk))
            .collect();
        self.random.shuffle(&mut kinds);
        kinds
    }

    /// Lets a fault happen, and waits until everything is well again.
    async fn provoke(&mut self, kind: Kind) -> Result<(), String> {
        let random = self.random.fork();
        let from = SystemClock.now();
        self.world.team.look_after();
        let mut fit = Fit::begin(kind, random, &mut self.world, from).await?;
        let until = Instant::now() + fit.length();
        self.pass(until, Some(&mut fit)).await;
        fit.end(&mut self.world).await?;
        let to = SystemClock.now();
        self.faults.push(Happened { kind, from, to });
        let ready = self.world.team.until_ready(kind.ready_within()).await;
        self.figures.note(kind, ready.as_ref().ok().copied());
        let line = format!("{from} {to} {}: {ready:?}", kind.name());
        if let Err(wrong) = ready {
            self.figures
                .wrong
                .push(format!("after {}: {wrong}", kind.name()));
        }
        self.log(&line);
        Ok(())
    }

    /// Lets time pass: summits are written, some are moved, what ends is started again, and a fault goes on.
    async fn pass(&mut self, until: Instant, mut fit: Option<&mut Fit>) {
        while Instant::now() < until {
            let now = SystemClock.now();
            self.world.agenda.go_on(now);
            if let Some(fit) = fit.as_deref_mut() {
                fit.go_on(&mut self.world, now);
            }
            if self.changed_at.elapsed() > CHANGE_EVERY {
                self.changed_at = Instant::now();
                let by = (self.random.u32(0..4) > 0).then(|| self.random.i64(20..40));
                self.world.agenda.change(None, by, now);
            }
            self.world.team.look_after();
            sleep(TICK).await;
        }
    }

    /// Waits until all that was due has ended.
    async fn finish(&mut self, store: &Store) -> Result<Vec<Alert>, String> {
        let last_due = self.world.agenda.last_due().expect("alerts");
        loop {
            self.world.team.look_after();
            let now = SystemClock.now();
            let counts = store.count_alerts(now).await;
            let open = counts.map_err(|error| error.to_string())?;
            let open = open.of(AlertState::Planned);
            if open == 0 && now > last_due {
                break;
            }
            if now > last_due + LAST {
                return Err(format!("{open} alerts are still owed"));
            }
            sleep(Duration::from_secs(1)).await;
        }
        if let Err(wrong) = self.world.team.until_ready(Duration::from_secs(10)).await {
            self.figures.wrong.push(wrong);
        }
        rows(store).await
    }

    /// A line for whoever looks how far it is.
    fn log(&self, line: &str) {
        use std::io::Write as _;
        let file = self.world.agenda.calendar.path("faults");
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.create(true).append(true).open(file).unwrap();
        writeln!(file, "{line}").unwrap();
    }

    /// Keeps all there is for whoever looks why it failed.
    async fn keep(mut self, store: &Store, wrong: &str) -> String {
        self.world.team.members.clear();
        let rows = rows(store).await;
        let calendar = self.world.agenda.calendar;
        let write = |name: &str, text: String| std::fs::write(calendar.path(name), text).unwrap();
        write("rows", format!("{rows:#?}"));
        write("messages", format!("{:#?}", self.world.discord.messages()));
        let folder = calendar.keep();
        format!(
            "{wrong}\nThe logs, the faults, the rows and the messages: {}",
            folder.display()
        )
    }
}

async fn rows(store: &Store) -> Result<Vec<Alert>, String> {
    let rows = store.open_alerts("", "~", Timestamp::MIN).await;
    rows.map_err(|error| error.to_string())
}
