//! What the bot logs in with: the variable `DISCORD_TOKEN`, or the file that `token_file` under `[discord]` names.

use std::fmt;
use std::path::Path;

use super::start_error::StartError;

/// What the bot logs in with. Never shown, in no log and no error.
pub struct Token(String);

impl Token {
    /// The token from the variable `DISCORD_TOKEN`, else from the configured file.
    ///
    /// # Errors
    /// There is none.
    pub fn find(variable: Option<String>, file: Option<&Path>) -> Result<Self, StartError> {
        let text = match (variable.filter(|token| !token.trim().is_empty()), file) {
            (Some(token), _) => token,
            (None, Some(path)) => {
                std::fs::read_to_string(path).map_err(|error| StartError::TokenFile {
                    path: path.display().to_string(),
                    error,
                })?
            }
            (None, None) => return Err(StartError::NoToken),
        };
        let token = text.trim().trim_start_matches("Bot ").to_owned();
        if token.is_empty() || !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(StartError::NoToken);
        }
        Ok(Self(token))
    }

    /// The token itself, for the requests that carry it.
    pub(super) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
