//! The styles of the terminal; a stream that is none drops them.

use anstyle::{AnsiColor, Reset, Style};

pub(super) const RED: Style = AnsiColor::Red.on_default().bold();
pub(super) const RESET: Reset = Reset;
pub(super) const BOLD: Style = Style::new().bold();
pub(super) const DIM: Style = Style::new().dimmed();
