//! A TOML file that can be checked: read with care, held against its schema, every problem with file, line and column.
//!
//! Both the knowledge and the configuration are documents. The rules of a format are written once, as Rust types; their
//! JSON Schema is what editors complete from and what [`shape`] checks, so the two cannot drift apart.

mod date;
mod digit_date;
mod format;
mod format_check;
mod human_date;
mod human_time;
mod human_words;
mod parsed;
mod problem;
mod read;
mod schema;
mod shape;
mod spelling;
mod when;
mod word_date;

pub use date::PartialDate;
pub use format::TextFormat;
pub use human_date::{ReadDateError, read_date};
pub use human_time::{ReadTimeError, read_time};
pub use human_words::Lean;
pub use parsed::{Document, Step};
pub use problem::{LineColumn, Problem};
pub use read::{MAX_FILE_BYTES, read_text};
pub use schema::schema_of;
pub use shape::check_shape;
pub use spelling::nearest;
pub use when::{Precision, When};
