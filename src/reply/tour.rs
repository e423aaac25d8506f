//! What the buttons of a tour carry, inside a [`CustomId::Tour`](super::CustomId::Tour).

use std::fmt;
use std::str::FromStr;

/// What a button of a tour does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TourAction {
    /// Shows the current step in place of the message.
    Here,
    /// Shows the current step as a new message.
    Back,
    /// Shows the page of a step again, before its question is answered.
    Page {
        /// The id of the step's page.
        topic: String,
    },
    /// Shows the question of a step.
    Quiz {
        /// The id of the step's page.
        topic: String,
    },
    /// Answers the question of a step.
    Answer {
        /// The fingerprint of the question when it was asked: hex digits. It changes with the fact that is asked about.
        print: String,
        /// The choice, counted from 0 in the order shown.
        place: u8,
    },
    /// Answers a question that came back for review.
    Review {
        /// The fingerprint of the question when it was asked: hex digits. It changes with the fact that is asked about.
        print: String,
        /// The choice, counted from 0 in the order shown.
        place: u8,
    },
    /// Shows the next question due for review.
    More,
    /// Resumes the tour where it left off.
    Continue,
    /// Starts a track from its first step.
    Begin {
        /// The track's id.
        track: String,
    },
    /// Ends the tour and its reviews.
    Stop,
}

impl fmt::Display for TourAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Here => f.write_str("here"),
            Self::Back => f.write_str("back"),
            Self::Page { topic } => write!(f, "page/{topic}"),
            Self::Quiz { topic } => write!(f, "quiz/{topic}"),
            Self::Answer { print, place } => write!(f, "answer/{print}/{place}"),
            Self::Review { print, place } => write!(f, "review/{print}/{place}"),
            Self::More => f.write_str("more"),
            Self::Continue => f.write_str("continue"),
            Self::Begin { track } => write!(f, "begin/{track}"),
            Self::Stop => f.write_str("stop"),
        }
    }
}

impl FromStr for TourAction {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('/').collect();
        let id = |text: &str| (!text.is_empty()).then(|| text.to_owned()).ok_or(());
        let print = |text: &str| {
            let is_print = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_hexdigit());
            is_print.then(|| text.to_owned()).ok_or(())
        };
        let place = |text: &str| text.parse::<u8>().map_err(drop);
        Ok(match parts[..] {
            ["here"] => Self::Here,
            ["back"] => Self::Back,
            ["page", topic] => Self::Page { topic: id(topic)? },
            ["quiz", topic] => Self::Quiz { topic: id(topic)? },
            ["answer", which, at] => Self::Answer {
                print: print(which)?,
                place: place(at)?,
            },
            ["review", which, at] => Self::Review {
                print: print(which)?,
                place: place(at)?,
            },
            ["more"] => Self::More,
            ["continue"] => Self::Continue,
            ["begin", track] => Self::Begin { track: id(track)? },
            ["stop"] => Self::Stop,
            _ => return Err(()),
        })
    }
}
