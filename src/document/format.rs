use std::net::SocketAddr;

use super::{PartialDate, When};

/// What a text may hold beyond its length: the `format` of a JSON Schema, checked here and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A day, a month or a year.
    PartialDate,
    /// The same, or a minute by the wall clock of the place.
    When,
    /// A web address.
    Uri,
    /// A length of time such as `180d`.
    Duration,
    /// An address of this machine with a port; empty for none.
    Address,
}

impl Format {
    const ALL: [Self; 5] = [
        Self::PartialDate,
        Self::When,
        Self::Uri,
        Self::Duration,
        Self::Address,
    ];

    /// Its name in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::PartialDate => "partial-date",
            Self::When => "when",
            Self::Uri => "uri",
            Self::Duration => "span",
            Self::Address => "listen-address",
        }
    }

    /// What editors check it by, as a regular expression; they know none of these names, or are laxer.
    pub(super) fn pattern(self) -> &'static str {
        match self {
            Self::PartialDate => r"^\d{4}(-\d{2}(-\d{2})?)?$",
            Self::When => r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?)?)?$",
            Self::Uri => r#"^https?://[^/\s<>()\[\]"`\\|][^\s<>()\[\]"`\\|]*$"#,
            Self::Duration => r"\d",
            Self::Address => r"^(|(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\]):\d{1,5})$",
        }
    }

    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether an empty text says something.
    pub(super) fn may_be_empty(self) -> bool {
        self == Self::Address
    }

    pub(super) fn check(self, text: &str) -> Result<(), String> {
        match self {
            Self::PartialDate => {
                text.parse::<PartialDate>().map(drop).map_err(|error| error.to_string())
            }
            Self::When => text.parse::<When>().map(drop).map_err(|error| error.to_string()),
            Self::Uri => is_web_address(text)
                .then_some(())
                .ok_or_else(|| format!("`{text}` is not a web address; it starts with `https://` or `http://` and has no spaces, brackets or `<>`")),
            Self::Duration => text
                .parse::<jiff::Span>()
                .ok()
                .filter(|span| !span.is_negative())
                .map(drop)
                .ok_or_else(|| format!("`{text}` is not a length of time; write for example `180d` or `2h 30m`")),
            Self::Address if text.is_empty() => Ok(()),
            Self::Address => text.parse::<SocketAddr>().map(drop).map_err(|_| {
                format!(
                    "`{text}` is not an address to listen on; write an IP address of this machine and a port, such as \
                     `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `\"\"` for none"
                )
            }),
        }
    }
}

/// Strict enough that the address cannot break out of a Markdown link.
fn is_web_address(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return false;
    };
    !rest.is_empty()
        && !rest.starts_with('/')
        && !rest
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>()[]\"`\\|".contains(c))
}
