//! What a button or menu carries to Discord and back: its `custom_id`. Buttons outlive the process and every version of
//! the program that posted them, so what is written here once stays readable; see [`VERSION`].

use std::fmt;
use std::str::FromStr;

use strum::{AsRefStr, EnumString};

use super::tour::TourAction;
use super::view::View;

/// What a press does, as a `custom_id` carries it; at most [`MAX_CUSTOM_ID`](super::MAX_CUSTOM_ID) characters.
///
/// ```
/// use attache::reply::{CustomId, View};
///
/// let id: CustomId = "1/topic/venezuela/china/0".parse().expect("a button of ours");
/// assert!(matches!(&id, CustomId::Show(View::Topic { id, .. }) if id == "venezuela"));
/// assert_eq!(id.to_string(), "1/topic/venezuela/china/0");
/// assert!("0/topic/venezuela/china/0".parse::<CustomId>().is_err(), "of another version");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CustomId {
    /// Replaces the message's page with this view.
    Show(View),
    /// Shows this view to whoever pressed, and leaves the message as it is.
    ShowPrivately(View),
    /// Rates an answer.
    Rate {
        /// The question, by [`question_id`](crate::answers::question_id).
        question: String,
        /// Thumbs up or down.
        has_helped: bool,
    },
    /// The form that asks why an answer did not help.
    ExplainRating {
        /// The question, by [`question_id`](crate::answers::question_id).
        question: String,
    },
    /// Deletes all that is kept of a user, if it is they who press.
    Forget {
        /// The user's id.
        owner: u64,
    },
    /// Opens the form "Report a mistake".
    Report {
        /// The id of the page to report; none when the reader names it in the form.
        page: Option<String>,
    },
    /// Shows the view that was chosen from the message's menu.
    Open,
    /// Does something in a tour, if it is its owner who presses.
    Tour {
        /// The id of the user whose tour it is.
        owner: u64,
        /// The step to take.
        act: TourAction,
    },
    /// Does something about an alert.
    Alert {
        /// The alert's id in the outbox: hex digits. Its message is found again by them in the channel's history.
        id: String,
        /// What to do about it.
        act: AlertAction,
    },
    /// Turns the pages of a server's subscriptions.
    Subscriptions {
        /// Counted from 0; past the last means the last.
        page: usize,
    },
    /// Turns the pages of what became of a subscription's alerts.
    History {
        /// The subscription's short id.
        subscription: String,
        /// Counted from 0; past the last means the last.
        page: usize,
    },
    /// Takes a server's watch over.
    TakeOver {
        /// How many handovers had been signed there when the page was made: of two who sign one after another, the first
        /// counts.
        signed: u32,
    },
    /// Opens the form that sets up a server's alerts; the form carries it too.
    SetUpAlerts,
    /// Posts a test of a subscription.
    TestAlerts {
        /// The subscription's short id.
        subscription: String,
    },
    /// Opens the form that hands a shift of duty over; the form carries it too.
    HandOverDuty,
    /// Reminds whoever presses of a summit, by direct messages; resumes their reminders if they are paused.
    Remind {
        /// The summit's id.
        summit: String,
    },
    /// Removes a reminder of whoever presses.
    StopReminding {
        /// The id of its subscription: hex digits.
        subscription: String,
    },
    /// Shows what the bot can do.
    Help,
}

/// What a reader can do about an alert, in the words of its buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsRefStr, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum AlertAction {
    /// Say that one takes care of it, which calls off the escalation.
    Acknowledge,
    /// Be alerted again in an hour.
    Snooze,
    /// Be alerted again in a quarter of an hour.
    SnoozeQuarter,
    /// Be alerted again in the morning.
    SnoozeMorning,
    /// Show the page of its summit, to oneself.
    Details,
    /// Remove the reminder that it is of.
    Remove,
    /// Sign the handover that it is.
    TakeOver,
}

/// The version of the format. Raised when the meaning of a part changes: buttons of another version are then answered
/// with a sentence that says so.
const VERSION: &str = "1";
const HELPED: &str = "yes";
const NOT_HELPED: &str = "no";

impl fmt::Display for CustomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}/")?;
        match self {
            Self::Show(view) => view.fmt(f),
            Self::ShowPrivately(view) => write!(f, "look/{view}"),
            Self::Rate {
                question,
                has_helped,
            } => {
                let word = if *has_helped { HELPED } else { NOT_HELPED };
                write!(f, "rate/{question}/{word}")
            }
            Self::ExplainRating { question } => write!(f, "why/{question}"),
            Self::Forget { owner } => write!(f, "forget/{owner:016x}"),
            Self::Report { page } => write!(f, "report/{}", page.as_deref().unwrap_or("")),
            Self::Open => f.write_str("open"),
            Self::Tour { owner, act } => write!(f, "tour/{owner:016x}/{act}"),
            Self::Alert { id, act } => write!(f, "alert/{id}/{}", act.as_ref()),
            Self::Subscriptions { page } => write!(f, "subscriptions/{page}"),
            Self::History { subscription, page } => write!(f, "history/{subscription}/{page}"),
            Self::TakeOver { signed } => write!(f, "take-over/{signed}"),
            Self::SetUpAlerts => f.write_str("set-up"),
            Self::TestAlerts { subscription } => write!(f, "test/{subscription}"),
            Self::HandOverDuty => f.write_str("duty"),
            Self::Remind { summit } => write!(f, "remind/{summit}"),
            Self::StopReminding { subscription } => write!(f, "stop-reminding/{subscription}"),
            Self::Help => f.write_str("help"),
        }
    }
}

impl FromStr for CustomId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text.strip_prefix(VERSION).ok_or(())?;
        let text = text.strip_prefix('/').ok_or(())?;
        match text.split_once('/') {
            None if text == "open" => Ok(Self::Open),
            None if text == "set-up" => Ok(Self::SetUpAlerts),
            None if text == "duty" => Ok(Self::HandOverDuty),
            None if text == "help" => Ok(Self::Help),
            Some(("subscriptions", page)) => Ok(Self::Subscriptions {
                page: page_number(page)?,
            }),
            Some(("history", rest)) => {
                let (subscription, page) = rest.split_once('/').ok_or(())?;
                Ok(Self::History {
                    subscription: hex_digits(subscription)?,
                    page: page_number(page)?,
                })
            }
            Some(("test", subscription)) => Ok(Self::TestAlerts {
                subscription: hex_digits(subscription)?,
            }),
            Some(("remind", summit)) if !summit.is_empty() => Ok(Self::Remind {
                summit: summit.to_owned(),
            }),
            Some(("stop-reminding", subscription)) => Ok(Self::StopReminding {
                subscription: hex_digits(subscription)?,
            }),
            Some(("take-over", signed)) => Ok(Self::TakeOver {
                signed: number(signed)?,
            }),
            Some(("look", view)) => view.parse().map(Self::ShowPrivately),
            Some(("rate", rest)) => rate(rest),
            Some(("why", question)) => Ok(Self::ExplainRating {
                question: hex_digits(question)?,
            }),
            Some(("forget", owner)) => Ok(Self::Forget {
                owner: user_id(owner)?,
            }),
            Some(("report", page)) => Ok(Self::Report {
                page: Some(page.to_owned()).filter(|page| !page.is_empty()),
            }),
            Some(("tour", rest)) => {
                let (owner, act) = rest.split_once('/').ok_or(())?;
                let (owner, act) = (user_id(owner)?, act.parse()?);
                Ok(Self::Tour { owner, act })
            }
            Some(("alert", rest)) => {
                let (id, act) = rest.split_once('/').ok_or(())?;
                let (id, act) = (hex_digits(id)?, act.parse().map_err(drop)?);
                Ok(Self::Alert { id, act })
            }
            _ => text.parse().map(Self::Show),
        }
    }
}

fn rate(rest: &str) -> Result<CustomId, ()> {
    let (question, word) = rest.split_once('/').ok_or(())?;
    let has_helped = match word {
        HELPED => true,
        NOT_HELPED => false,
        _ => return Err(()),
    };
    Ok(CustomId::Rate {
        question: hex_digits(question)?,
        has_helped,
    })
}

fn page_number(digits: &str) -> Result<usize, ()> {
    digits.parse::<u16>().map(usize::from).map_err(drop)
}

/// A user's id, which buttons carry in hexadecimal to save characters.
fn user_id(digits: &str) -> Result<u64, ()> {
    // `from_str_radix` alone would take a sign too.
    u64::from_str_radix(&hex_digits(digits)?, 16).map_err(drop)
}

fn number(digits: &str) -> Result<u32, ()> {
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number).ok_or(())
}

/// An id made of a hash: at least one hex digit and nothing else, so that it is safe in a query.
fn hex_digits(id: &str) -> Result<String, ()> {
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| id.to_owned()).ok_or(())
}

#[cfg(test)]
mod tests;
