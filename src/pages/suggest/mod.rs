//! What the options of commands offer while somebody types: the likely first, whole words before parts of words.
//!
//! Every function gets what was typed so far and gives at most [`MAX_SUGGESTIONS`]. A label is a name, the same in every
//! language; what stands beside it is a [`Hint`], which the caller words in the reader's language.

mod languages;
mod suggestion;
mod summits;
mod times;
mod topics;
mod zones;

pub use suggestion::{Hint, MAX_SUGGESTIONS, Suggestion};
pub use summits::{alert_summits, groups, summits, summits_ahead};
pub use times::{
    acknowledge_within, before, escalation, handover, quiet_hours, since, until, weekly_digest,
};
pub use topics::{hotspots, terms, topics};
pub use zones::time_zones;
