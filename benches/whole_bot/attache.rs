//! What only Attaché does: pages that turn, suggestions, bursts, questions, saves.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use tokio::time::sleep;

use crate::discord::Discord;
use crate::frames::Kind;
use crate::load::{Outcome, closed, open};
use crate::peers::{mib, per_interaction, shipped};
use crate::process::{Bot, Process, Start};

/// Interactions that are measured of each kind.
const COUNT: u64 = 5_000;
/// Interactions at once: what a session that is resumed brings.
const BURST: u64 = 2_000;
const SAVES: u64 = 40;
/// Questions after which the memory is read.
const QUESTIONS: u64 = 10_000;
/// Interactions of the endurance run.
const SOAK: u64 = 1_000_000;

/// A bot that has come to rest, with a copy of the knowledge that can be edited.
pub(crate) struct Running {
    pub(crate) discord: Discord,
    pub(crate) bot: Process,
    pub(crate) dir: TempDir,
    next: u64,
}

impl Running {
    pub(crate) async fn start(fill: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<Self> {
        let dir = TempDir::new()?;
        let knowledge = dir.path().join("knowledge");
        fill(&knowledge)?;
        let start = Start {
            program: &Bot::Attache.program()?,
            dir: dir.path(),
            knowledge: &knowledge,
            under: &[],
        };
        let (discord, bot, _) = Discord::with_bot(&start).await?;
        bot.rest().await;
        Ok(Self {
            discord,
            bot,
            dir,
            next: 0,
        })
    }

    pub(crate) async fn closed(&mut self, kind: Kind, count: u64, in_flight: u64) -> Outcome {
        self.next += count;
        closed(&mut self.discord, kind, self.next - count, count, in_flight).await
    }

    async fn open(&mut self, kind: Kind, rate: u64, seconds: u64) -> Outcome {
        self.next += rate * seconds;
        let first = self.next - rate * seconds;
        open(&mut self.discord, kind, first, rate, seconds).await
    }

    /// CPU microseconds of one interaction.
    pub(crate) async fn cost(&mut self, kind: Kind, count: u64, in_flight: u64) -> (f64, Outcome) {
        let before = self.bot.cpu();
        let outcome = self.closed(kind, count, in_flight).await;
        let used = self.bot.cpu().saturating_sub(before);
        (per_interaction(used, count), outcome)
    }

    /// Saves a file of the knowledge, with a comment more than before.
    pub(crate) fn save(&self, file: &str, number: u64) -> io::Result<()> {
        let path = self.dir.path().join("knowledge").join(file);
        let mut text = fs::read_to_string(&path)?;
        let _ = writeln!(text, "# save {number}");
        fs::write(path, text)
    }
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (entry, to) = {
            let entry = entry?;
            let to = to.join(entry.file_name());
            (entry, to)
        };
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

/// Prints what Attaché costs by itself.
pub(crate) async fn measure(rounds: usize) -> io::Result<()> {
    println!("Attaché alone, the least disturbed of the rounds:\n");
    let mut kinds = [f64::INFINITY; 3];
    let mut slowest = f64::INFINITY;
    let mut lost = 0;
    let mut strangers = f64::INFINITY;
    for _ in 0..rounds {
        let mut running = Running::start(|dir| copy(&shipped(), dir)).await?;
        running.closed(Kind::Issue, 1_000, 64).await;
        for (place, kind) in [Kind::Issue, Kind::Turn, Kind::Suggest]
            .into_iter()
            .enumerate()
        {
            running.closed(kind, 500, 64).await;
            let (cpu, outcome) = running.cost(kind, COUNT, 64).await;
            kinds[place] = kinds[place].min(cpu);
            lost += outcome.lost;
        }
        let burst = running.closed(Kind::Issue, BURST, BURST).await;
        slowest = slowest.min(burst.permille(1000));
        lost += burst.lost;
        strangers = strangers.min(strangers_message(&mut running).await);
    }
    for (kind, cpu) in [Kind::Issue, Kind::Turn, Kind::Suggest].iter().zip(kinds) {
        println!("{:34}{cpu:>8.1} µs CPU", kind.name());
    }
    println!("{:34}{strangers:>8.1} µs CPU", "a stranger's message");
    println!(
        "{:34}{slowest:>8.1} ms the slowest, {lost} lost in all",
        format!("{BURST} at once")
    );
    questions().await?;
    saves().await
}

async fn strangers_message(running: &mut Running) -> f64 {
    let before = running.bot.cpu();
    for number in 0..COUNT {
        running.discord.strangers_message(number);
    }
    running.bot.rest().await;
    per_interaction(running.bot.cpu().saturating_sub(before), COUNT)
}

/// What a question costs, and what `/issue` suffers beside them.
async fn questions() -> io::Result<()> {
    let mut running = Running::start(|dir| copy(&shipped(), dir)).await?;
    running.closed(Kind::Ask, 200, 1).await;
    let (cpu, outcome) = running.cost(Kind::Ask, 1_000, 1).await;
    println!(
        "{:34}{:>8.2} ms CPU, {} lost",
        Kind::Ask.name(),
        cpu / 1e3,
        outcome.lost
    );
    running.closed(Kind::Issue, 1_000, 64).await;
    for number in 0..2_000 {
        running
            .discord
            .interact(Kind::Ask, Kind::Ask.id(10_000_000 + number));
    }
    // Until all are read and wait: what is looked at is how long it is after that.
    sleep(Duration::from_millis(500)).await;
    let beside = running.open(Kind::Issue, 200, 2).await;
    println!(
        "{:34}{:>8.2} ms p99, {} lost",
        "/issue at 200/s beside questions",
        beside.permille(990),
        beside.lost
    );
    running.bot.rest().await;
    running.closed(Kind::Ask, QUESTIONS, 8).await;
    let memory = running.bot.memory();
    println!(
        "{:34}{:>8.1} MiB, {:.1} of it no page of a file",
        format!("RSS after {QUESTIONS} questions"),
        mib(memory.resident),
        mib(memory.anonymous)
    );
    Ok(())
}

/// Forty saves, with questions meanwhile.
async fn saves() -> io::Result<()> {
    let mut running = Running::start(|dir| copy(&shipped(), dir)).await?;
    running.closed(Kind::Issue, 1_000, 64).await;
    running.closed(Kind::Ask, 200, 1).await;
    let before = running.bot.memory();
    let (mut slowest, mut refused) = (0.0_f64, 0);
    let cpu = running.bot.cpu();
    for number in 0..SAVES {
        running.save("hotspots/arctic.toml", number)?;
        let saved = Instant::now();
        // Through the quiet quarter of a second, the reload and the new index.
        while saved.elapsed().as_millis() < 600 {
            let outcome = running.closed(Kind::Ask, 1, 1).await;
            slowest = slowest.max(outcome.permille(1000));
            refused += outcome.lost;
        }
        running.bot.rest().await;
    }
    let used = running.bot.cpu().saturating_sub(cpu);
    let after = running.bot.memory();
    println!(
        "{:34}{:>8.1} MiB before, {:.1} after ({:.2}); slowest question {slowest:.0} ms, {refused} lost; {:.0} ms CPU a save with its questions",
        format!("{SAVES} saves of one file"),
        mib(before.resident),
        mib(after.resident),
        mib(after.resident) / mib(before.resident),
        used.as_secs_f64() * 1e3 / 40.0,
    );
    println!();
    Ok(())
}

/// A million interactions: the memory must not grow.
pub(crate) async fn soak() -> io::Result<()> {
    const STEP: u64 = 100_000;
    let mut running = Running::start(|dir| copy(&shipped(), dir)).await?;
    let mut lost = 0;
    for step in 1..=SOAK / STEP {
        for kind in [Kind::Issue, Kind::Turn, Kind::Suggest] {
            lost += running.closed(kind, STEP / 4, 64).await.lost;
        }
        lost += running.closed(Kind::Issue, STEP / 4, 64).await.lost;
        println!(
            "{:>9} interactions: {:.1} MiB, {lost} lost",
            step * STEP,
            mib(running.bot.memory().resident)
        );
    }
    Ok(())
}
