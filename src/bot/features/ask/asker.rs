//! Who asks something in plain words.

use std::time::Duration;

use crate::text::Locale;

/// Who asks, and where.
#[derive(Debug, Clone, Copy)]
pub(in crate::bot) struct Asker {
    pub channel: u64,
    pub user: u64,
    /// The server, if it has installed the bot.
    pub guild: Option<u64>,
    /// The language that they are answered in.
    pub locale: Locale,
    /// How long they wait until their question is read.
    pub patience: Duration,
}
