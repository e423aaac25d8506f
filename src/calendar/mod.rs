//! When a summit begins and ends, in the zone of its venue, and how calendars elsewhere learn of it.
//!
//! - [`Dates`]: a start, an end, a zone; shown in words, put in order, turned into instants.
//! - [`find_zone`]: IANA's zones, from the database inside the program, so that every machine agrees.
//! - [`check_zone`]: what people type for a zone; an abbreviation or an offset leads to places.
//! - [`to_ics`]: iCalendar out; iCalendar in is [`crate::import`].
//!
//! Three rules, each held by a test in `tests/it/calendar.rs`:
//!
//! 1. **A start that no clock shows, or that clocks show twice.** Where clocks skip it in spring, it is read by the offset
//!    before the skip (02:30 becomes 03:30 on the new clock). Where they repeat it in autumn, the first of the two is meant,
//!    so that no alert is late. This is RFC 5545, section 3.3.5.
//! 2. **A start known to the day** begins at the venue's 09:00, or at the hour that `day_starts_at` names; without a known
//!    zone, by UTC. Days, weeks and months before it are counted by the venue's wall clock; hours and less by elapsed time.
//!    This is RFC 5545, section 3.3.6.
//! 3. **A start known to the month or the year** is no instant: it is listed and never counted down.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod dates;
mod ics;
mod zone_names;
mod zones;

pub use dates::{DAY_STARTS_AT, Dates, before};
pub use ics::{Event, EventStatus, to_ics};
pub use zone_names::{ZoneError, check_zone, nearest_zone, places_keeping};
pub use zones::{ZoneRank, find_zone, ranked_zones, utc_offset};
