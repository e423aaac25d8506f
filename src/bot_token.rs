//! What a bot's token looks like, so that one that stands in the wrong place is shown nowhere.

use std::borrow::Cow;
use std::ops::Range;

use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine as _};

/// What stands in its place.
const INSTEAD: &str = "‹a bot token›";
/// The least characters of its three parts. The first is the bot's id in base64, of 17 digits or more; Discord's own
/// examples have 24, 6 and 27. <https://discord.com/developers/docs/reference#authentication>
const LENGTHS: [usize; 3] = [20, 5, 15];

/// Whether a bot's token stands in `text`.
pub(crate) fn holds_token(text: &str) -> bool {
    find(text).is_some()
}

/// `text` without the bot tokens in it.
pub(crate) fn without_tokens(text: &str) -> Cow<'_, str> {
    let Some(token) = find(text) else {
        return Cow::Borrowed(text);
    };
    let rest = without_tokens(&text[token.end..]);
    Cow::Owned(format!("{}{INSTEAD}{rest}", &text[..token.start]))
}

/// Where the first one is: three parts with dots between, of which the first is an id.
fn find(text: &str) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut before = [None, None];
    let mut start = 0;
    for at in 0..=bytes.len() {
        let byte = bytes.get(at).copied();
        if byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
            continue;
        }
        let part = start..at;
        if let [Some(first), Some(second)] = &before
            && let Some(start) = start_of_id(text, first)
            && second.len() >= LENGTHS[1]
            && part.len() >= LENGTHS[2]
        {
            return Some(start..part.end);
        }
        let [_, second] = before;
        before = if byte == Some(b'.') {
            [second, Some(part)]
        } else {
            [None, None]
        };
        start = at + 1;
    }
    None
}

/// Where an id in base64 begins that ends with this part; a code for colours may stand right before it.
fn start_of_id(text: &str, part: &Range<usize>) -> Option<usize> {
    let last = part.end.checked_sub(LENGTHS[0])?;
    (part.start..=last).find(|start| {
        let id = BASE64_STANDARD_NO_PAD.decode(&text[*start..part.end]);
        id.is_ok_and(|id| id.iter().all(u8::is_ascii_digit))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Discord's own example, so nobody's.
    const EXAMPLE: &str = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";

    #[test]
    fn a_token_is_found_wherever_it_stands() {
        let shown = "‹a bot token›";
        for (written, expected) in [
            (EXAMPLE.to_owned(), shown.to_owned()),
            (format!("`{EXAMPLE}`."), format!("`{shown}`.")),
            (format!("Bot {EXAMPLE}\n"), format!("Bot {shown}\n")),
            (format!("--config={EXAMPLE}"), format!("--config={shown}")),
            (
                format!("é.{EXAMPLE} и {EXAMPLE}"),
                format!("é.{shown} и {shown}"),
            ),
            (
                format!("\u{1b}[2m=\u{1b}[0m{EXAMPLE}"),
                format!("\u{1b}[2m=\u{1b}[0m{shown}"),
            ),
        ] {
            assert_eq!(without_tokens(&written), expected);
            assert!(holds_token(&written));
        }
    }

    #[test]
    fn names_of_hosts_files_and_versions_are_none() {
        for text in [
            "",
            "...",
            "prod-cluster-postgres-0.prod-cluster-postgres.database-namespace.svc",
            "/srv/attache/some-quite-long-name.of-a-file.that-ends-with-something-long",
            "rustls 0.23.46",
            "MTk4NjIyNDgzNDcxOTI1MjQ4",
            "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2F.ZnCjm1XVW7vRze4b7Cq4se7kKWs",
            "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ. ZnCjm1XVW7vRze4b7Cq4se7kKWs",
        ] {
            assert!(!holds_token(text), "{text}");
            assert_eq!(without_tokens(text), text);
        }
    }
}
