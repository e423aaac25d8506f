//! The two ways in which commands print, and JSON. Only this room prints anything.

use super::error::CommandError;

/// Prints a line, with colours only on a terminal. A reader that has gone away, as `head` does, is no failure.
macro_rules! say {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stdout(), $($line)*);
    }};
}

/// The same on standard error, where answers do not go.
macro_rules! say_aside {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($line)*);
    }};
}

/// Prints `value` as JSON.
pub(super) fn print_json(value: &impl serde::Serialize) -> Result<(), CommandError> {
    say!(
        "{}",
        serde_json::to_string_pretty(value).map_err(CommandError::failed)?
    );
    Ok(())
}
