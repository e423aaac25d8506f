//! Somebody who is alerted by direct messages.

use crate::text::Locale;

/// Somebody who is alerted by direct messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipient {
    /// The user's id.
    pub user_id: u64,
    /// The language of what they get: that in which they asked.
    pub locale: Locale,
}
