//! The calendar as scheduled events, while the program is killed: one a summit on each server, whatever was under way.

use std::collections::HashMap;

use attache::store::Store;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use practice_discord::{PracticeDiscord, ids};
use serde_json::Value;
use test_support::folder::Folder;
use test_support::summits::SummitEntry;

use super::run::GUILDS;

/// How many summits begin long after the run: nobody is alerted of them, and each has an event.
const SUMMITS: usize = 6;

/// Adds these summits to the calendar.
pub(crate) fn add_summits(knowledge: &Folder, now: Timestamp) {
    let summit = |number: usize| {
        let days = i64::try_from(number).expect("a few") + 2;
        let begins = now + SignedDuration::from_hours(24 * days);
        SummitEntry {
            id: format!("later-{number}"),
            series: "Later".to_owned(),
            start: begins.to_zoned_datetime(TimeZone::UTC).date().to_string(),
            zone: "UTC".to_owned(),
            status: "confirmed".to_owned(),
        }
    };
    let text: String = (0..SUMMITS).map(|one| summit(one).to_string()).collect();
    knowledge.write("summits/later.toml", text);
}

/// Asks for the events of all summits on every server, as `/alerts events turn:on` does; the next process that starts looks.
pub(crate) async fn turn_on(store: &Store) -> Result<(), String> {
    for guild in (0..GUILDS).map(ids::further_guild) {
        let all = ["all".to_owned()];
        let asked = store.turn_events_on(guild.0, &all, Timestamp::now());
        asked.await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// How many events there are, once all are that must be; `None` before.
///
/// # Errors
/// A summit has two on one server, or had for a moment.
pub(crate) fn count(discord: &PracticeDiscord) -> Result<Option<usize>, String> {
    let requests = discord.requests();
    let is_removal = |method: &str, path: &str| {
        method == "DELETE" && path.starts_with("/guilds/") && path.contains("/scheduled-events/")
    };
    let mut removals = requests
        .iter()
        .filter(|one| is_removal(&one.method, &one.path));
    if let Some(one) = removals.next() {
        return Err(format!("an event was one too many: {}", one.path));
    }
    let (mut count, mut is_whole) = (0, true);
    for guild in (0..GUILDS).map(ids::further_guild) {
        let mut by_summit: HashMap<String, Vec<Value>> = HashMap::new();
        for event in discord.scheduled_events(guild) {
            by_summit.entry(summit_of(&event)).or_default().push(event);
        }
        if let Some((summit, events)) = by_summit.iter().find(|(_, events)| events.len() > 1) {
            return Err(format!("{summit} has several events: {events:#?}"));
        }
        let has_event = |number| by_summit.contains_key(&format!("later-{number}"));
        is_whole &= (0..SUMMITS).all(has_event);
        count += by_summit.len();
    }
    Ok(is_whole.then_some(count))
}

/// The summit in the last line of an event.
fn summit_of(event: &Value) -> String {
    let description = event["description"].as_str().unwrap_or_default();
    let last = description.lines().next_back().unwrap_or_default();
    last.trim_start_matches("/summit ").to_owned()
}
