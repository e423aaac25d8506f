//! Attaché beside bare bots that send the same answer.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::discord::Discord;
use crate::frames::Kind;
use crate::load::{closed, open};
use crate::noise::{MachineTime, Noise, own_cpu};
use crate::process::{Bot, Process, Start};

/// Interactions before anything is measured.
const WARM_UP: u64 = 2_000;
/// Interactions of a round at full load.
const FULL: u64 = 10_000;
/// Unanswered at a time under full load.
const IN_FLIGHT: u64 = 64;
/// Seconds of steady load.
const STEADY: u64 = 5;

/// One bot in one round.
#[derive(Debug, Clone, Copy, Default)]
struct Figures {
    /// Milliseconds from the second start of the process to READY.
    start: f64,
    /// KiB
    idle: u64,
    /// KiB
    loaded: u64,
    /// CPU microseconds an interaction.
    cpu: f64,
    /// Answers a second.
    rate: f64,
    /// CPU microseconds an interaction at 200 a second, p50 and p99 in milliseconds.
    slow: Steady,
    /// The same at 1,000 a second.
    fast: Steady,
    noise: Noise,
    lost: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Steady {
    cpu: f64,
    p50: f64,
    p99: f64,
}

pub(crate) fn programs(with_peers: bool) -> io::Result<BTreeMap<Bot, PathBuf>> {
    Bot::ALL
        .into_iter()
        .filter(|bot| with_peers || *bot == Bot::Attache)
        .map(|bot| Ok((bot, bot.program()?)))
        .collect()
}

/// The knowledge that the bot ships with.
pub(crate) fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge")
}

/// Prints all bots side by side.
pub(crate) async fn measure(programs: &BTreeMap<Bot, PathBuf>, rounds: usize) -> io::Result<()> {
    let answer = answer_of_attache(&programs[&Bot::Attache]).await?;
    println!("The answer to /issue is {} bytes.", answer.len());
    let mut of_bots: BTreeMap<Bot, Vec<Figures>> = BTreeMap::new();
    for _ in 0..rounds {
        for (bot, program) in programs {
            let figures = round(program, &answer).await?;
            of_bots.entry(*bot).or_default().push(figures);
        }
    }
    print(&of_bots);
    Ok(())
}

/// What Attaché answers, which the others are to send as well.
async fn answer_of_attache(program: &Path) -> io::Result<Vec<u8>> {
    let dir = TempDir::new()?;
    let start = Start {
        program,
        dir: dir.path(),
        knowledge: &shipped(),
        under: &[],
    };
    let (mut discord, _bot, _) = Discord::with_bot(&start).await?;
    closed(&mut discord, Kind::Issue, 0, 1, 1).await;
    let answer = discord.first_answer(Kind::Issue);
    answer.ok_or_else(|| io::Error::other("Attaché does not answer /issue"))
}

async fn round(program: &Path, answer: &[u8]) -> io::Result<Figures> {
    let dir = TempDir::new()?;
    fs::write(dir.path().join("answer.json"), answer)?;
    let start = Start {
        program,
        dir: dir.path(),
        knowledge: &shipped(),
        under: &[],
    };
    // Once before, so that what it keeps is there and all of its files are in memory: a start as after an update.
    drop(Discord::with_bot(&start).await?);
    let (mut discord, bot, took) = Discord::with_bot(&start).await?;
    bot.rest().await;
    let idle = bot.memory().resident;
    let mut lost = closed(&mut discord, Kind::Issue, 0, WARM_UP, IN_FLIGHT)
        .await
        .lost;

    let (machine, own, cpu, began) = (MachineTime::now(), own_cpu(), bot.cpu(), Instant::now());
    let full = closed(&mut discord, Kind::Issue, WARM_UP, FULL, IN_FLIGHT).await;
    let used = bot.cpu().saturating_sub(cpu);
    let ours = own_cpu().saturating_sub(own);
    let noise = MachineTime::now().since(machine, used + ours, began.elapsed());
    lost += full.lost;
    let loaded = bot.memory().resident;
    let slow = steady(&mut discord, &bot, 100_000, 200, &mut lost).await;
    let fast = steady(&mut discord, &bot, 200_000, 1_000, &mut lost).await;
    Ok(Figures {
        start: took.as_secs_f64() * 1e3,
        idle,
        loaded,
        cpu: per_interaction(used, FULL),
        rate: full.rate(),
        slow,
        fast,
        noise,
        lost,
    })
}

async fn steady(
    discord: &mut Discord,
    bot: &Process,
    first: u64,
    rate: u64,
    lost: &mut usize,
) -> Steady {
    let cpu = bot.cpu();
    let outcome = open(discord, Kind::Issue, first, rate, STEADY).await;
    *lost += outcome.lost;
    Steady {
        cpu: per_interaction(bot.cpu().saturating_sub(cpu), rate * STEADY),
        p50: outcome.permille(500),
        p99: outcome.permille(990),
    }
}

#[expect(clippy::cast_precision_loss, reason = "thousands")]
pub(crate) fn per_interaction(cpu: Duration, count: u64) -> f64 {
    cpu.as_secs_f64() * 1e6 / count as f64
}

/// The lowest of all rounds: noise only adds.
fn lowest(rounds: &[Figures], of: impl Fn(&Figures) -> f64) -> f64 {
    rounds.iter().map(of).fold(f64::INFINITY, f64::min)
}

#[expect(clippy::cast_precision_loss, reason = "KiB")]
pub(crate) fn mib(kib: u64) -> f64 {
    kib as f64 / 1024.0
}

/// A figure, by its name.
type Row = (&'static str, fn(&Figures) -> f64);
/// Of what is more the better, the negative.
const ROWS: [Row; 11] = [
    ("CPU an /issue at full load, µs", |it| it.cpu),
    ("answers a second, 64 in flight", |it| -it.rate),
    ("CPU an /issue at 200/s, µs", |it| it.slow.cpu),
    ("p50 at 200/s, ms", |it| it.slow.p50),
    ("p99 at 200/s, ms", |it| it.slow.p99),
    ("CPU an /issue at 1,000/s, µs", |it| it.fast.cpu),
    ("p50 at 1,000/s, ms", |it| it.fast.p50),
    ("p99 at 1,000/s, ms", |it| it.fast.p99),
    ("RSS idle, MiB", |it| mib(it.idle)),
    ("RSS after 12,000 /issue, MiB", |it| mib(it.loaded)),
    ("start to READY, ms", |it| it.start),
];

fn print(of_bots: &BTreeMap<Bot, Vec<Figures>>) {
    println!(
        "The least disturbed of the rounds; behind it, as a multiple of the bare twilight bot's.\n"
    );
    print!("{:34}", "");
    for bot in of_bots.keys() {
        print!("{:>24}", bot.name());
    }
    println!();
    for (label, of) in ROWS {
        print!("{label:34}");
        let base = of_bots.get(&Bot::Twilight).map(|rounds| lowest(rounds, of));
        for rounds in of_bots.values() {
            let figure = lowest(rounds, of);
            let ratio = base.map_or(1.0, |base| figure / base);
            print!("{:>16.2} ({ratio:.2})", figure.abs());
        }
        println!();
    }
    for (bot, rounds) in of_bots {
        let lost: usize = rounds.iter().map(|it| it.lost).sum();
        let others = lowest(rounds, |it| it.noise.sum());
        let worst = -lowest(rounds, |it| -it.noise.sum());
        let dearest = -lowest(rounds, |it| -it.cpu);
        println!(
            "{}: {lost} lost; CPU up to {dearest:.1} µs; others used {:.0} to {:.0} % of a core meanwhile",
            bot.name(),
            others * 100.0,
            worst * 100.0
        );
    }
    println!();
}
