//! Why there is no answer, or none that can be read.

use std::error::Error;
use std::fmt;

use hyper::http::uri::InvalidUri;

/// Why there is no answer, or none that can be read. The address is never part of it, as it may have a password in it.
#[derive(Debug)]
pub(crate) enum HttpError {
    /// What was given is no address.
    Address(InvalidUri),
    /// The connection could not be made, or was cut before the answer's headers were there.
    NoAnswer(hyper_util::client::legacy::Error),
    /// The connection was cut within the body.
    Cut(hyper::Error),
    /// The answer did not come in time.
    TooSlow,
    /// The body is longer than this many bytes.
    TooLong(usize),
    /// The body is not the JSON that was expected.
    NotJson(serde_json::Error),
}

impl fmt::Display for HttpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(error) => write!(f, "the address is not one of HTTP: {error}"),
            Self::NoAnswer(error) => write!(f, "{}", innermost(error)),
            Self::Cut(error) => write!(f, "the answer broke off: {}", innermost(error)),
            Self::TooSlow => f.write_str("it takes too long"),
            Self::TooLong(most) => write!(f, "the answer is longer than {most} bytes"),
            Self::NotJson(error) => write!(f, "{error}"),
        }
    }
}

/// Without a source: the innermost cause is in the sentence.
impl Error for HttpError {}

/// The innermost cause says most: "Connection refused", where the outermost says "client error".
fn innermost<'e>(error: &'e (dyn Error + 'static)) -> &'e (dyn Error + 'static) {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause
}
