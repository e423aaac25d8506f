//! How costs grow with the knowledge.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Instant;

use crate::attache::Running;
use crate::frames::Kind;
use crate::generate;
use crate::peers::mib;

/// Prints what 10, 100, 1,000 and 10,000 hotspots cost.
pub(crate) async fn measure() -> io::Result<()> {
    println!(
        "{:>10}{:>20}{:>14}{:>16}{:>18}{:>18}",
        "hotspots",
        "start and index, s",
        "RSS, MiB",
        "/issue, µs CPU",
        "typing, µs CPU",
        "question, ms CPU"
    );
    for count in [10, 100, 1_000, 10_000] {
        let began = Instant::now();
        let mut running = Running::start(|dir| with_the_arctic(dir, count)).await?;
        let waited = began.elapsed().as_secs_f64();
        let start = running.bot.cpu().as_secs_f64().min(waited);
        running.closed(Kind::Issue, 200, 8).await;
        let (issue, _) = running.cost(Kind::Issue, 1_000, 8).await;
        let (typing, _) = running.cost(Kind::Suggest, 200, 1).await;
        running.closed(Kind::Ask, 20, 1).await;
        let (question, _) = running.cost(Kind::Ask, 100, 1).await;
        println!(
            "{count:>10}{start:>20.2}{:>14.1}{issue:>16.1}{typing:>18.1}{:>18.2}",
            mib(running.bot.memory().resident),
            question / 1e3
        );
    }
    println!();
    Ok(())
}

/// So many hotspots, one of which is the page that is asked for.
fn with_the_arctic(dir: &Path, count: usize) -> io::Result<()> {
    generate::hotspots(dir, count)?;
    let first = dir.join("hotspots/place-0.toml");
    let text = fs::read_to_string(&first)?.replace("Place 0", "Arctic");
    fs::remove_file(first)?;
    fs::write(dir.join("hotspots/arctic.toml"), text)
}
