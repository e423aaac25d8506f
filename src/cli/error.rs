//! Why a command ended early, and the code the program ends with.

use std::fmt::Display;
use std::process::ExitCode;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use super::style::{RED, RESET};
use crate::bot_token::without_tokens;
use crate::document::Problem;

/// The program did what it was asked for, and the result is bad: a broken file, a name nobody has.
const FAILED: u8 = 1;
/// The program was called in a way that cannot work. clap ends with the same code.
const USAGE: u8 = 2;

/// How long a reader who stands still may keep the program from ending.
const PATIENCE: Duration = Duration::from_secs(1);

/// What to say on standard error, and the code to end with.
pub(super) struct CommandError {
    /// Empty if all is said already.
    message: String,
    code: u8,
}

impl CommandError {
    /// Something is wrong with what was looked at; the program ends with 1.
    pub(super) fn failed(message: impl Display) -> Self {
        Self {
            message: message.to_string(),
            code: FAILED,
        }
    }

    /// The command or the settings are wrong; the program ends with 2.
    pub(super) fn usage(message: impl Display) -> Self {
        Self {
            message: message.to_string(),
            code: USAGE,
        }
    }

    /// Something is wrong, and the command has said what; the program ends with 1.
    pub(super) fn reported() -> Self {
        Self::failed("")
    }

    /// The arguments are wrong, and clap has said how; the program ends with 2.
    pub(super) fn wrong_arguments() -> Self {
        Self::usage("")
    }

    /// These problems, one a line.
    pub(super) fn problems(problems: &[Problem]) -> Self {
        let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
        Self::failed(lines.join("\n"))
    }

    /// Says it, and returns the code, although nobody may read it: what is supervised has to end, to be started again.
    pub(super) fn report_in_time(self) -> ExitCode {
        let code = ExitCode::from(self.code);
        let (done, is_done) = sync_channel(1);
        thread::spawn(move || {
            self.report();
            let _ = done.send(());
        });
        let _ = is_done.recv_timeout(PATIENCE);
        code
    }

    /// Says it, and returns the code.
    pub(super) fn report(&self) -> ExitCode {
        if !self.message.is_empty() {
            // What was given may be a token that belongs elsewhere.
            say_aside!("{RED}error:{RESET} {}", without_tokens(&self.message));
        }
        ExitCode::from(self.code)
    }
}
