//! The one door every failure leaves by: what the reader can put right is said in a sentence; anything else is a fixed
//! line with a reference that the log shows too.

use std::error::Error;
use std::fmt::Write as _;

use poise::serenity_prelude as serenity;
use tracing::error;

use super::rest::RestError;
use crate::alerts::SubscribeError;
use crate::pages::Gone;
use crate::reply::{Reply, shorten};
use crate::store::StoreError;
use crate::tours::TourError;

/// The longest fault that stands in a title, in characters: three lines on a phone.
const MAX_FAULT: usize = 120;

/// Why an interaction was not answered as it should be.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// What whoever asked can put right: a sentence that says what is wrong, and one that says what to do.
    #[error("{0}")]
    User(String),
    /// A defect, or something that is down: logged, and shown as a reference to the log.
    #[error(transparent)]
    Internal(Box<dyn Error + Send + Sync>),
}

impl From<Gone> for Failure {
    fn from(gone: Gone) -> Self {
        Self::User(gone.to_string())
    }
}

impl From<SubscribeError> for Failure {
    fn from(error: SubscribeError) -> Self {
        match error {
            SubscribeError::Wrong(sentence) => Self::User(sentence),
            SubscribeError::Store(error) => error.into(),
        }
    }
}

impl From<TourError> for Failure {
    fn from(error: TourError) -> Self {
        match error {
            TourError::User(sentence) => Self::User(sentence),
            TourError::Store(error) => error.into(),
        }
    }
}

impl From<RestError> for Failure {
    fn from(error: RestError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<serenity::Error> for Failure {
    fn from(error: serenity::Error) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl Failure {
    /// What whoever asked is shown: of a user's failure the fault itself as the title.
    pub(super) fn into_reply(self) -> Reply {
        match self {
            Self::User(sentence) => {
                let (fault, advice) = split(&sentence);
                if fault.chars().count() > MAX_FAULT {
                    return Reply::private(shorten(fault, MAX_FAULT), sentence);
                }
                Reply::private(fault, advice)
            }
            Self::Internal(error) => broken(&chain(&*error)),
        }
    }
}

/// What is wrong, and what to do about it. A full stop ends a sentence if a capital letter or a slash follows, so that
/// abbreviations and quoted names stay whole.
fn split(sentence: &str) -> (&str, &str) {
    let ends = sentence.char_indices().filter(|(at, end)| {
        let mut next = sentence[at + end.len_utf8()..].chars();
        let begins_anew = |next: char| next.is_uppercase() || matches!(next, '/' | '“' | '`');
        matches!(end, '.' | '?' | '!')
            && next.next() == Some(' ')
            && next.next().is_some_and(begins_anew)
            && !sentence[..*at].ends_with(char::is_uppercase)
    });
    match { ends }.next() {
        Some((at, '.')) => (&sentence[..at], &sentence[at + 2..]),
        Some((at, _)) => (&sentence[..=at], &sentence[at + 2..]),
        None => (sentence.trim_end_matches('.'), ""),
    }
}

/// Logs `cause` under a new reference, and makes the line that shows the reference.
pub(super) fn broken(cause: &str) -> Reply {
    let reference = reference();
    error!(reference, cause, "An interaction failed.");
    Reply::private(
        "Something broke here",
        format!(
            "This isn't your fault. Try again in a minute. If it happens again, give the operator this reference: {reference}"
        ),
    )
}

/// From general to cause.
fn chain(error: &dyn Error) -> String {
    let mut chain = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(chain, ": {cause}");
        source = cause.source();
    }
    chain
}

/// A new reference, short enough to be read out over a telephone; no letter in it looks like a digit.
fn reference() -> String {
    const LETTERS: &[u8] = b"ABCDEFGHJKMNPQRSTVWXYZ23456789";
    /// 30^6 references: nobody finds two of the same in a log.
    const LENGTH: usize = 6;
    (0..LENGTH)
        .map(|_| char::from(LETTERS[fastrand::usize(..LETTERS.len())]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fault_itself_is_the_title_and_what_to_do_follows() {
        for (sentence, title, rest) in [
            (
                "“last year” isn't a date I know. Try 2025 or 2025-06.",
                "“last year” isn't a date I know",
                "Try 2025 or 2025-06.",
            ),
            ("No zone is called Mars", "No zone is called Mars", ""),
            (
                "No summit is called “U.S. open”. Did you mean that?",
                "No summit is called “U.S. open”",
                "Did you mean that?",
            ),
            ("Is it? Yes.", "Is it?", "Yes."),
        ] {
            let reply = Failure::User(sentence.to_owned()).into_reply();
            assert_eq!(
                (reply.page.title.as_str(), reply.page.lead.as_str()),
                (title, rest)
            );
        }
    }

    #[test]
    fn a_fault_that_is_no_title_is_shown_whole() {
        let long = format!("{} is not a name. Try another.", "x".repeat(300));
        let reply = Failure::User(long.clone()).into_reply();
        assert_eq!(reply.page.lead, long);
        assert!(reply.page.title.chars().count() <= MAX_FAULT);
    }
}
