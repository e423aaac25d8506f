//! The formats of texts that a JSON Schema names and editors cannot check by themselves.

use std::str::FromStr as _;

use strum::{AsRefStr, EnumString};

/// What a text may hold beyond its length: the `format` of a JSON Schema, checked by [`check_format`](super::format_check::check_format).
#[derive(Debug, Clone, Copy, PartialEq, Eq, AsRefStr, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum TextFormat {
    /// A day, a month or a year: [`PartialDate`](super::PartialDate).
    PartialDate,
    /// The same, or a minute by the clock of the place: [`When`](super::When).
    When,
    /// A web address that readers get as a link.
    #[strum(serialize = "uri")]
    WebAddress,
    /// Where the bot itself sends requests: a web address whose host may be an IPv6 address in brackets.
    ServiceAddress,
    /// A length of time such as `180d`.
    Span,
    /// An address of this machine with a port; empty for none.
    ListenAddress,
}

impl TextFormat {
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Self::from_str(name).ok()
    }

    /// A regular expression for editors, which do not know these formats, or are laxer.
    pub(super) fn pattern(self) -> &'static str {
        match self {
            Self::PartialDate => r"^\d{4}(-\d{2}(-\d{2})?)?$",
            Self::When => r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?)?)?$",
            Self::WebAddress => r#"^https?://[^/\s<>()\[\]"`\\|][^\s<>()\[\]"`\\|]*$"#,
            Self::ServiceAddress => {
                r#"^https?://([^/\s<>()\[\]"`\\|][^\s<>()\[\]"`\\|]*|([^/\s<>()\[\]"`\\|]*@)?\[[0-9a-fA-F:.]+\](:\d{1,5})?([/?#][^\s<>()\[\]"`\\|]*)?)$"#
            }
            Self::Span => r"\d",
            Self::ListenAddress => r"^(|(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\]):\d{1,5})$",
        }
    }

    /// Whether an empty text is a value.
    pub(super) fn may_be_empty(self) -> bool {
        self == Self::ListenAddress
    }
}
