//! Instructions of one interaction, counted by valgrind: a figure that no noise moves.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::discord::Discord;
use crate::frames::Kind;
use crate::load::closed;
use crate::peers::shipped;
use crate::process::{Bot, Process, Start};

/// Interactions before any is counted.
const WARM_UP: u64 = 200;
const COUNTED: u64 = 500;
/// Where the limits stand.
const LIMITS: &str = "benches/whole_bot/limits.toml";

/// Instructions and calls of the allocator, of one interaction.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    instructions: u64,
    allocations: u64,
}

/// Prints the instructions of each kind; with `checks`, fails if one has more than its limit.
///
/// # Errors
/// There is no valgrind, or a limit is exceeded.
pub(crate) async fn measure(checks: bool) -> io::Result<()> {
    let limits = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(LIMITS))?;
    let limits: toml::Table = limits.parse().map_err(io::Error::other)?;
    let build = if cfg!(debug_assertions) {
        "development"
    } else {
        "release"
    };
    println!("Instructions and calls of the allocator, {build} build:\n");
    let costs = count().await?;
    let mut exceeded = Vec::new();
    for (kind, cost) in costs {
        let limit = limits[build][kind.name()].as_integer().unwrap_or_default();
        println!(
            "{:16}{:>10} instructions (limit {limit}), {} allocations",
            kind.name(),
            cost.instructions,
            cost.allocations
        );
        if i64::try_from(cost.instructions).unwrap_or(i64::MAX) > limit {
            exceeded.push(kind.name());
        }
    }
    if checks && !exceeded.is_empty() {
        let exceeded = exceeded.join(", ");
        return Err(io::Error::other(format!(
            "{exceeded}: more instructions than {LIMITS} allows; find out why, or raise the limit and say why"
        )));
    }
    Ok(())
}

async fn count() -> io::Result<Vec<(Kind, Cost)>> {
    let dir = TempDir::new()?;
    let under: Vec<String> = [
        "valgrind",
        "--tool=callgrind",
        "--callgrind-out-file=callgrind.out",
        "--trace-children=no",
    ]
    .map(str::to_owned)
    .to_vec();
    let start = Start {
        program: &Bot::Attache.program()?,
        dir: dir.path(),
        knowledge: &shipped(),
        under: &under,
    };
    let (mut discord, bot, _) = Discord::with_bot(&start).await?;
    bot.rest().await;
    let mut costs = Vec::new();
    let mut dumps = 0;
    for kind in [Kind::Issue, Kind::Turn, Kind::Suggest] {
        closed(&mut discord, kind, 0, WARM_UP, 8).await;
        bot.rest().await;
        dump(&bot, &mut dumps)?;
        closed(&mut discord, kind, WARM_UP, COUNTED, 8).await;
        bot.rest().await;
        let path = dump(&bot, &mut dumps)?;
        costs.push((kind, read(&dir.path().join(path))?));
    }
    Ok(costs)
}

/// Has everything written down that was counted since the last time; gives the file's name.
fn dump(bot: &Process, dumps: &mut u32) -> io::Result<PathBuf> {
    let done = Command::new("callgrind_control")
        .arg("--dump")
        .arg(bot.id().to_string())
        .output()?;
    if !done.status.success() {
        return Err(io::Error::other("callgrind_control failed"));
    }
    *dumps += 1;
    Ok(PathBuf::from(format!("callgrind.out.{dumps}")))
}

/// <https://valgrind.org/docs/manual/cl-format.html>
fn read(path: &Path) -> io::Result<Cost> {
    let text = fs::read_to_string(path)?;
    let total = |line: &str| {
        let number = line
            .strip_prefix("totals:")
            .or(line.strip_prefix("summary:"));
        number.and_then(|number| number.trim().parse::<u64>().ok())
    };
    let instructions = text.lines().rev().find_map(total).unwrap_or_default();
    Ok(Cost {
        instructions: instructions / COUNTED,
        allocations: allocations(&text) / COUNTED,
    })
}

/// How often memory was asked for: calls of the functions by which the program does so.
fn allocations(text: &str) -> u64 {
    let mut names = std::collections::HashMap::new();
    let (mut calls, mut is_allocator) = (0, false);
    for line in text.lines() {
        if let Some(callee) = line.strip_prefix("cfn=").or(line.strip_prefix("fn=")) {
            // `(12) name` the first time, `(12)` from then on.
            let (id, name) = callee.split_once(' ').unwrap_or((callee, ""));
            if !name.is_empty() {
                names.insert(id.to_owned(), asks_for_memory(name));
            }
            is_allocator = line.starts_with('c') && names.get(id).copied().unwrap_or_default();
        } else if let Some(count) = line.strip_prefix("calls=")
            && is_allocator
        {
            let count = count.split(' ').next().and_then(|count| count.parse().ok());
            calls += count.unwrap_or(0_u64);
        }
    }
    calls
}

fn asks_for_memory(name: &str) -> bool {
    const NAMES: [&str; 6] = [
        "malloc",
        "calloc",
        "realloc",
        "memalign",
        "posix_memalign",
        "aligned_alloc",
    ];
    NAMES.contains(&name)
}
