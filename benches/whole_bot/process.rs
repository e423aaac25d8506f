//! A bot as a process on a core of its own, and what the system says of it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::time::sleep;

/// The core that the stand-in runs on.
pub(crate) const OUR_CORE: usize = 0;
/// The core that bots run on.
const BOT_CORE: usize = 1;
/// A process rests when it has used less than this share of a core for a while.
const REST: f64 = 0.01;

/// Which bot is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Bot {
    Twilight,
    Serenity,
    Attache,
}

impl Bot {
    pub(crate) const ALL: [Self; 3] = [Self::Twilight, Self::Serenity, Self::Attache];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Twilight => "bare twilight",
            Self::Serenity => "bare serenity + poise",
            Self::Attache => "Attaché",
        }
    }

    /// Builds it if it is a peer; Attaché was built with the benchmark.
    pub(crate) fn program(self) -> io::Result<PathBuf> {
        let peer = match self {
            Self::Attache => return Ok(PathBuf::from(env!("CARGO_BIN_EXE_attache"))),
            Self::Twilight => "twilight",
            Self::Serenity => "serenity-poise",
        };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target = root.join("target/peers").join(peer);
        let built = Command::new(env!("CARGO"))
            .args(["build", "--release", "--locked", "--manifest-path"])
            .arg(root.join("benches/peers").join(peer).join("Cargo.toml"))
            .arg("--target-dir")
            .arg(&target)
            .status()?;
        if !built.success() {
            return Err(io::Error::other(format!("{} was not built", self.name())));
        }
        Ok(target.join("release").join(format!("peer-{peer}")))
    }
}

/// How a bot is started.
pub(crate) struct Start<'s> {
    pub(crate) program: &'s Path,
    /// For what the bot keeps; `answer.json` in it is what peers answer.
    pub(crate) dir: &'s Path,
    /// The knowledge that Attaché loads.
    pub(crate) knowledge: &'s Path,
    /// What goes before the program, such as valgrind and its options.
    pub(crate) under: &'s [String],
}

/// A bot that runs; ended when this is dropped.
pub(crate) struct Process {
    child: Child,
    pub(crate) started: Instant,
}

impl Process {
    /// `port` is that of the stand-in.
    pub(crate) fn start(start: &Start<'_>, port: u16) -> io::Result<Self> {
        let started = Instant::now();
        let host = format!("127.0.0.1:{port}");
        let log = fs::File::create(start.dir.join("log"))?;
        let child = Command::new("taskset")
            .args(["-c", &BOT_CORE.to_string()])
            .args(start.under)
            .arg(start.program)
            .arg("run")
            .current_dir(start.dir)
            .env("DISCORD_TOKEN", "MTIwMDAwMDAwMDAwMDAwMDAwMQ.bench.bench")
            .env("DISCORD_HOST", &host)
            .env("ANSWER", start.dir.join("answer.json"))
            .env("ATTACHE_DISCORD__API_URL", format!("http://{host}"))
            .env("ATTACHE_KNOWLEDGE__DIR", start.knowledge)
            .env("ATTACHE_WEB__LISTEN", "")
            .env("ATTACHE_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()?;
        Ok(Self { child, started })
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// CPU time of all its threads so far; of those that have ended none is counted.
    pub(crate) fn cpu(&self) -> Duration {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.id()));
        let tasks = tasks.into_iter().flatten().flatten();
        tasks
            .map(|task| cpu_of(&task.path().join("schedstat")))
            .sum()
    }

    /// Resident memory, in KiB: all of it, and what of it is no page of a file.
    pub(crate) fn memory(&self) -> Memory {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap_or_default();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next());
            number.and_then(|kib| kib.parse().ok()).unwrap_or_default()
        };
        Memory {
            resident: field("VmRSS:"),
            anonymous: field("RssAnon:"),
        }
    }

    /// Waits until it has nothing left to do, such as an index to make.
    pub(crate) async fn rest(&self) {
        const WATCHED: Duration = Duration::from_millis(400);
        loop {
            let before = self.cpu();
            sleep(WATCHED).await;
            let used = self.cpu().saturating_sub(before);
            if used.as_secs_f64() < REST * WATCHED.as_secs_f64() {
                return;
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The CPU time in a file `schedstat` of the system; none if there is no such file any more.
/// <https://docs.kernel.org/scheduler/sched-stats.html>
pub(crate) fn cpu_of(schedstat: &Path) -> Duration {
    let read = fs::read_to_string(schedstat).unwrap_or_default();
    let nanoseconds = read.split(' ').next().and_then(|time| time.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// Resident memory, in KiB.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Memory {
    pub(crate) resident: u64,
    pub(crate) anonymous: u64,
}

/// Keeps this process on the stand-in's core.
pub(crate) fn stay_on_our_core() -> io::Result<()> {
    let status = Command::new("taskset")
        .args([
            "-cp",
            &OUR_CORE.to_string(),
            &std::process::id().to_string(),
        ])
        .stdout(Stdio::null())
        .status()?;
    if status.success() {
        return Ok(());
    }
    Err(io::Error::other("taskset is needed, and two cores"))
}
