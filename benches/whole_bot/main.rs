//! What a whole bot costs beside bare ones: `cargo bench --bench whole_bot`.
//!
//! Bots are processes on a core of their own, a stand-in for Discord runs on another, and all send the same answer to
//! `/issue`. Parts, all but the last two by default: `peers`, `attache`, `growth`, `instructions`, `soak`. Options:
//! `--rounds 5`; `--check`, with `instructions`, fails if they exceed the limit in `benches/whole_bot/limits.toml`.
//! Needs Linux, two cores and `taskset`; `instructions` needs valgrind.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod attache;
mod discord;
mod frames;
#[path = "../generate/mod.rs"]
mod generate;
mod growth;
mod http;
mod instructions;
mod load;
mod noise;
mod peers;
mod process;

use std::io;

use process::stay_on_our_core;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

/// What the command line asks for.
struct Options {
    parts: Vec<String>,
    rounds: usize,
    checks: bool,
}

impl Options {
    fn read() -> Self {
        let mut options = Self {
            parts: Vec::new(),
            rounds: 5,
            checks: false,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                // Cargo's own.
                "--bench" => {}
                "--check" => options.checks = true,
                "--rounds" => {
                    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok());
                    options.rounds = rounds.unwrap_or(options.rounds);
                }
                part => options.parts.push(part.to_owned()),
            }
        }
        options
    }

    fn wants(&self, part: &str, by_default: bool) -> bool {
        if self.parts.is_empty() {
            return by_default;
        }
        self.parts.iter().any(|wanted| wanted == part)
    }
}

fn main() -> io::Result<()> {
    let options = Options::read();
    // `cargo test --benches` only wants to know that it builds.
    if options.wants("--test", false) {
        return Ok(());
    }
    // The bots are built on all cores, before this process keeps to one.
    let programs = peers::programs(options.wants("peers", true))?;
    stay_on_our_core()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(async {
        if options.wants("peers", true) {
            peers::measure(&programs, options.rounds).await?;
        }
        if options.wants("attache", true) {
            attache::measure(options.rounds).await?;
        }
        if options.wants("growth", true) {
            growth::measure().await?;
        }
        if options.wants("soak", false) {
            attache::soak().await?;
        }
        if options.wants("instructions", false) {
            instructions::measure(options.checks).await?;
        }
        Ok(())
    }))
}
