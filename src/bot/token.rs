//! What the bot logs in with: the variable `DISCORD_TOKEN`, or the file that `token_file` under `[discord]` names.

use std::path::Path;

use secrecy::SecretString;

use super::start_error::StartError;

/// What the bot logs in with. It is shown in no log and no error, and wiped from memory when it is dropped.
#[derive(Debug)]
pub struct Token(SecretString);

impl Token {
    /// The token from the variable `DISCORD_TOKEN`, else from the configured file.
    ///
    /// # Errors
    /// Neither is set, the file cannot be read, or what it holds cannot be a token: it is empty, or has spaces or other
    /// characters in it that no token has.
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
        let token = text.trim().trim_start_matches("Bot ");
        if token.is_empty() || !token.chars().all(|c| c.is_ascii_graphic()) {
            return Err(StartError::NoToken);
        }
        Ok(Self(token.into()))
    }

    /// The token itself, for the two clients whose requests carry it.
    pub(super) fn secret(&self) -> &SecretString {
        &self.0
    }
}
