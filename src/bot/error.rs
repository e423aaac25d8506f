//! The one door every failure leaves by: what the reader can put right is said in a sentence; anything else is a fixed
//! line with a reference that the log shows too.

use std::error::Error;
use std::fmt::Write as _;

use tracing::error;

use super::rest::RestError;
use crate::alerts::{RemindError, ReminderRefusal, SubscribeError, SubscriptionRefusal};
use crate::pages::Gone;
use crate::reply::{Reply, shorten};
use crate::store::StoreError;
use crate::text::{Locale, text};
use crate::tours::{TourError, TourRefusal};

/// The longest fault that stands in a title, in characters: three lines on a phone.
const MAX_FAULT: usize = 120;

/// Why an interaction was not answered as it should be.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// What whoever asked can put right, in their language: a sentence that says what is wrong, and one that says what to do.
    #[error("{0}")]
    User(String),
    /// The same where a sentence cannot say it, as a moment is in it.
    #[error("somebody was refused: {}", .0.page.title)]
    Shown(Box<Reply>),
    /// A page that is no longer there.
    #[error(transparent)]
    Gone(#[from] Gone),
    /// A subscription that cannot be stored as it was asked for.
    #[error("a subscription was refused: {0:?}")]
    Subscription(SubscriptionRefusal),
    /// A reminder that somebody cannot have as they asked for it.
    #[error("a reminder was refused: {0:?}")]
    Reminder(ReminderRefusal),
    /// Something of a tour that a learner can do otherwise.
    #[error("a learner was refused: {0:?}")]
    Tour(TourRefusal),
    /// A defect, or something that is down: logged, and shown as a reference to the log.
    #[error(transparent)]
    Internal(Box<dyn Error + Send + Sync>),
}

impl From<SubscribeError> for Failure {
    fn from(error: SubscribeError) -> Self {
        match error {
            SubscribeError::Refused(refusal) => Self::Subscription(refusal),
            SubscribeError::Store(error) => error.into(),
        }
    }
}

impl From<RemindError> for Failure {
    fn from(error: RemindError) -> Self {
        match error {
            RemindError::Refused(refusal) => Self::Reminder(refusal),
            RemindError::Store(error) => error.into(),
        }
    }
}

impl From<TourError> for Failure {
    fn from(error: TourError) -> Self {
        match error {
            TourError::Refused(refusal) => Self::Tour(refusal),
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

impl Failure {
    /// What whoever asked is shown: of what they can put right the fault itself as the title.
    pub(super) fn into_reply(self, locale: Locale) -> Reply {
        let sentence = match self {
            Self::User(sentence) => sentence,
            Self::Shown(reply) => return *reply,
            Self::Gone(gone) => gone.text(locale),
            Self::Subscription(refusal) => refusal.text(locale),
            Self::Reminder(refusal) => refusal.text(locale),
            Self::Tour(refusal) => refusal.text(locale),
            Self::Internal(error) => return broken(&chain(&*error), locale),
        };
        let (fault, advice) = split(&sentence);
        if fault.chars().count() > MAX_FAULT {
            return Reply::private(shorten(fault, MAX_FAULT), sentence);
        }
        Reply::private(fault, advice)
    }
}

/// What is wrong, and what to do about it. A full stop ends a sentence if a capital letter or a slash follows, so that
/// abbreviations and quoted names stay whole.
fn split(sentence: &str) -> (&str, &str) {
    let ends = sentence.char_indices().find_map(|(at, end)| {
        let rest = &sentence[at + end.len_utf8()..];
        match end {
            // Chinese has no space between sentences.
            '。' | '？' | '！' if !rest.is_empty() => Some((at, end, rest)),
            '.' | '?' | '!' => {
                let next = rest.strip_prefix(' ')?;
                let begins_anew = |c: char| c.is_uppercase() || matches!(c, '/' | '“' | '«' | '`');
                let is_end =
                    next.starts_with(begins_anew) && !sentence[..at].ends_with(char::is_uppercase);
                is_end.then_some((at, end, next))
            }
            _ => None,
        }
    });
    match ends {
        Some((at, '.' | '。', rest)) => (&sentence[..at], rest),
        Some((at, end, rest)) => (&sentence[..at + end.len_utf8()], rest),
        None => (sentence.trim_end_matches(['.', '。']), ""),
    }
}

/// What whoever asks at a moment when too much is asked is shown, alone.
pub(super) fn busy(locale: Locale) -> Reply {
    Reply::private(text!(locale, "bot-busy-title"), text!(locale, "bot-busy"))
}

/// Logs `cause` under a new reference, and makes the line that shows the reference.
pub(super) fn broken(cause: &str, locale: Locale) -> Reply {
    let reference = reference();
    error!(reference, cause, "An interaction failed.");
    Reply::private(
        text!(locale, "bot-broken-title"),
        text!(locale, "bot-broken", reference = reference),
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
            (
                "没有这个时区。请写 `Asia/Shanghai`。",
                "没有这个时区",
                "请写 `Asia/Shanghai`。",
            ),
            (
                "Нет такой зоны. Укажите другую.",
                "Нет такой зоны",
                "Укажите другую.",
            ),
        ] {
            let reply = Failure::User(sentence.to_owned()).into_reply(Locale::English);
            assert_eq!(
                (reply.page.title.as_str(), reply.page.lead.as_str()),
                (title, rest)
            );
        }
    }

    #[test]
    fn a_fault_that_is_no_title_is_shown_whole() {
        let long = format!("{} is not a name. Try another.", "x".repeat(300));
        let reply = Failure::User(long.clone()).into_reply(Locale::English);
        assert_eq!(reply.page.lead, long);
        assert!(reply.page.title.chars().count() <= MAX_FAULT);
    }
}
