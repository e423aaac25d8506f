//! What the bot logs in with: the variable `DISCORD_TOKEN`, or the file that `token_file` under `[discord]` names.

use std::path::Path;

use secrecy::SecretString;
use tracing::warn;

use super::start_error::StartError;
use crate::bot_token::holds_token;

/// What the bot logs in with. It is shown in no log and no error, and wiped from memory when it is dropped.
#[derive(Debug, Clone)]
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
                if is_like_a_token(path) && !path.exists() {
                    return Err(StartError::TokenForFile);
                }
                let read =
                    std::fs::read_to_string(path).map_err(|error| StartError::TokenFile {
                        path: path.display().to_string(),
                        error,
                    })?;
                warn_of_readers(path);
                read
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

/// Whether somebody wrote the token where the path of its file belongs.
fn is_like_a_token(path: &Path) -> bool {
    holds_token(&path.to_string_lossy())
}

/// Says once if others on the machine can read the file.
fn warn_of_readers(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        const OTHERS_READ: u32 = 0o044;
        let mode = std::fs::metadata(path).map(|file| file.permissions().mode());
        if mode.is_ok_and(|mode| mode & OTHERS_READ != 0) {
            warn!(
                file = %path.display(),
                "The token file can be read by others than its owner; `chmod 600` mends that."
            );
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_where_its_file_belongs_is_not_repeated() {
        // Discord's own example, so nobody's.
        let token = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs".to_owned();
        for written in [token.clone(), format!("Bot {token}")] {
            let error = Token::find(None, Some(Path::new(&written))).unwrap_err();
            assert!(error.is_usage());
            let said = format!("{error} {error:?}");
            assert!(said.contains("token_file") || said.contains("TokenForFile"));
            assert!(!said.contains(&token[..10]), "{said}");
        }
        let missing = Token::find(None, Some(Path::new("/run/secrets/token"))).unwrap_err();
        assert!(missing.to_string().contains("/run/secrets/token"));
    }
}
