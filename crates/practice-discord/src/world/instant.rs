//! Time as Discord writes it.

use jiff::Timestamp;

/// An instant as Discord writes it.
pub(crate) fn instant(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S%.6f+00:00").to_string()
}
