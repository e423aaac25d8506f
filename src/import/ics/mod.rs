//! iCalendar in: what a file of another program says of its events, each with its line. No guess is made without a note.

mod date_time;
mod event;
mod lines;
mod properties;
mod reader;
mod windows;
mod zones;

use std::path::Path;

use self::lines::{Component, components, unfold};
use self::reader::EventReader;
use crate::document::Problem;

pub use self::date_time::IcsDateTime;
pub use self::event::{ImportedCalendar, ImportedEvent};

/// The largest calendar that is read, in bytes. Ten thousand events fit; more is a mistake, such as another file.
pub const MAX_CALENDAR_BYTES: u64 = 4 * 1024 * 1024;

/// Reads a calendar. Times that name no zone are on the clock of the IANA zone `zone`, if one is given.
///
/// # Errors
/// `bytes` are too many, not UTF-8, or as a whole not a calendar. What is wrong with a single event is in
/// [`ImportedCalendar::problems`].
pub fn read_ics(
    file: &Path,
    bytes: &[u8],
    zone: Option<&str>,
) -> Result<ImportedCalendar, Problem> {
    if bytes.len() as u64 > MAX_CALENDAR_BYTES {
        let message = format!(
            "is larger than {} MiB, the most that is read",
            MAX_CALENDAR_BYTES / 1024 / 1024
        );
        return Err(Problem::of_file(file, message)
            .with_hint("export fewer events, such as those of one year"));
    }
    let components = components(file, unfold(file, bytes)?)?;
    let mut reader = EventReader::new(file, zone, &components);
    let mut events: Vec<&Component> = components
        .iter()
        .filter(|component| component.name == "VEVENT")
        .collect();
    events.sort_by_key(|component| component.number);
    for component in events {
        reader.read(component);
    }
    Ok(reader.finish())
}
