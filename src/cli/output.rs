//! The two ways in which commands print, and JSON. Only this room prints anything.

use std::io::{self, Write as _};
use std::sync::OnceLock;

use super::error::CommandError;

/// Why something could not be printed, the first time that it happened.
static UNPRINTED: OnceLock<io::Error> = OnceLock::new();

/// Prints a line, with colours only on a terminal. One that cannot be printed ends the program with a failure, but only
/// once the command has done all that it has to do.
macro_rules! say {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        crate::cli::output::note(writeln!(anstream::stdout(), $($line)*));
    }};
}

/// The same on standard error, where answers do not go.
macro_rules! say_aside {
    ($($line:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(anstream::stderr(), $($line)*);
    }};
}

/// Notes how printing went. A reader that has gone away, as `head` does, is no failure: it has what it wanted.
pub(super) fn note(printed: io::Result<()>) {
    if let Err(error) = printed
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = UNPRINTED.set(error);
    }
}

/// Prints what is still held back.
///
/// # Errors
/// Something could not be printed, such as on a full disk.
pub(super) fn finish() -> Result<(), CommandError> {
    note(io::stdout().flush());
    match UNPRINTED.get() {
        Some(error) => Err(CommandError::failed(format!(
            "not all could be printed: {error}; look at where standard output leads"
        ))),
        None => Ok(()),
    }
}

/// Prints `value` as JSON.
pub(super) fn print_json(value: &impl serde::Serialize) -> Result<(), CommandError> {
    say!(
        "{}",
        serde_json::to_string_pretty(value).map_err(CommandError::failed)?
    );
    Ok(())
}
