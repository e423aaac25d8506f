//! What Attaché knows: a folder of TOML files, read into one checked, indexed model.
//!
//! Every statement has a date and a source. [`load`] reads the whole folder and reports all problems of all files at
//! once; [`Library`] holds the model in use and swaps it, whole or not at all, when a file is saved.
//!
//! The lengths that the types set keep a statement short enough to be taken in at a glance, and a page of them within the
//! 4,096 characters of Discord's embeds.
//!
//! Each kind of statement has its own `as_of`, `sources` and `asked`. One struct for the three, flattened into the others,
//! would be shorter; but serde's `flatten` buffers what it reads, so that a wrong value has no place in the file any more,
//! and does not go with `deny_unknown_fields`.
#![warn(missing_docs, clippy::missing_errors_doc)]

mod assemble;
mod check;
mod countries;
mod declined;
mod file_order;
mod folder;
mod glossary;
mod hotspot;
mod id;
mod library;
mod load;
mod model;
mod name_index;
mod name_rank;
mod names;
mod organization;
mod parsed;
mod places;
mod plain;
mod schemas;
mod source;
mod summit;
mod synonym;
mod track;
mod typos;
mod watch;
mod watching;

pub use countries::is_country;
pub use glossary::Term;
pub use hotspot::{
    Actor, Alignment, Development, Gap, Hotspot, Location, Position, Quiz, Region, Stance,
};
pub use id::{MAX_ID, is_id};
pub use library::{Library, LibraryStatus, Reload};
pub use load::{LoadError, Loaded, load};
pub use model::{Knowledge, Topic};
pub use name_rank::{NameRank, rank_name};
pub use names::{NameMatch, Names};
pub use organization::{Chair, MemberClass, Members, Organization, Statement};
pub use places::Place;
pub use plain::{each_plain, is_han, is_invisible, is_russian, plain_name, plain_words};
pub use schemas::{FileKind, schema};
pub use source::{Grade, Source};
pub use summit::{Standing, Summit, SummitStatus};
pub use synonym::Synonym;
pub use track::{Remember, Track, TrackStep};
pub use watch::FolderWatch;
pub use watching::Watching;
