use std::fmt;
use std::str::FromStr;

use super::TourAction;
use crate::document::PartialDate;
use crate::knowledge::Stance;

/// A place in the knowledge that can be shown. Written into buttons, so that they work after a restart and next month.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum View {
    /// A hotspot or an organization.
    Topic {
        /// The file's name.
        id: String,
        /// Which side of it.
        tab: Tab,
        /// Counted from 0.
        page: usize,
    },
    /// How hotspots sit with U.S. aims.
    Alignment {
        /// Only these.
        stance: Option<Stance>,
        /// Counted from 0.
        page: usize,
    },
    /// The list of hotspots.
    Hotspots {
        /// Counted from 0.
        page: usize,
    },
    /// The summits to come.
    Summits {
        /// Only those of an organization or series; see `Summit::group`.
        group: Option<String>,
        /// Only those that begin by then.
        until: Option<PartialDate>,
        /// Counted from 0.
        page: usize,
    },
    /// A summit.
    Summit {
        /// The key of its table.
        id: String,
    },
    /// Two hotspots side by side.
    Compare {
        /// The file's name.
        first: String,
        /// The file's name.
        second: String,
    },
    /// A term.
    Term {
        /// Its plain name.
        id: String,
    },
    /// All terms.
    Glossary {
        /// Counted from 0.
        page: usize,
    },
}

/// One side of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    /// In short.
    Overview,
    /// China's part.
    China,
    /// Russia's part.
    Russia,
    /// What happened, newest first, or only since a date.
    Timeline(Option<PartialDate>),
    /// The words of the trade.
    Terms,
    /// Where it all comes from.
    Sources,
    /// What else is known of an organization.
    More,
}

/// What a button does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum CustomId {
    /// Shows a view in place of the message's.
    Show(View),
    /// Shows a view to whoever pressed, and leaves the message as it is.
    Look(View),
    /// Says whether an answer helped.
    Rate {
        /// The id of the question.
        question: String,
        /// Whether it did.
        has_helped: bool,
    },
    /// Deletes all that is kept of a user, if that is who presses.
    Forget {
        /// The user's id.
        owner: u64,
    },
    /// Opens the form for "this is wrong or out of date".
    Report {
        /// The page it is about, if any.
        page: Option<String>,
    },
    /// Shows the view that was chosen from a menu.
    Open,
    /// Does something in somebody's tour; nobody else can.
    Tour {
        /// The user whose tour it is.
        owner: u64,
        /// What.
        act: TourAction,
    },
    /// Does something with an alert.
    Alert {
        /// Its id in the outbox, by which its message is found again.
        id: String,
        /// What.
        act: AlertAction,
    },
}

/// What can be done with an alert.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AlertAction {
    /// To say that one looks after it.
    Acknowledge,
    /// To be told again later.
    Snooze,
    /// To see what it is about.
    Details,
}

impl AlertAction {
    const ALL: [Self; 3] = [Self::Acknowledge, Self::Snooze, Self::Details];

    fn word(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Snooze => "snooze",
            Self::Details => "details",
        }
    }
}

const HELPED: &str = "yes";
const NOT_HELPED: &str = "no";

/// The version of what buttons carry. Raise it when the meaning of a part changes; old buttons then say so kindly.
const VERSION: &str = "1";

impl fmt::Display for Tab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overview => "overview",
            Self::China => "china",
            Self::Russia => "russia",
            Self::Timeline(None) => "timeline",
            Self::Timeline(Some(since)) => return write!(f, "since-{}", since.to_iso()),
            Self::Terms => "terms",
            Self::Sources => "sources",
            Self::More => "more",
        })
    }
}

impl FromStr for Tab {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Ok(match text {
            "overview" => Self::Overview,
            "china" => Self::China,
            "russia" => Self::Russia,
            "timeline" => Self::Timeline(None),
            "terms" => Self::Terms,
            "sources" => Self::Sources,
            "more" => Self::More,
            _ => {
                let since = text.strip_prefix("since-").ok_or(())?;
                Self::Timeline(Some(since.parse().map_err(drop)?))
            }
        })
    }
}

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Topic { id, tab, page } => write!(f, "topic/{id}/{tab}/{page}"),
            Self::Alignment { stance, page } => {
                write!(f, "alignment/{}/{page}", stance.map_or("all", Stance::word))
            }
            Self::Hotspots { page } => write!(f, "hotspots/{page}"),
            Self::Summits { group, until, page } => {
                let until = until.map_or_else(|| "ever".to_owned(), PartialDate::to_iso);
                write!(
                    f,
                    "summits/{}/{until}/{page}",
                    group.as_deref().unwrap_or("all")
                )
            }
            Self::Summit { id } => write!(f, "summit/{id}"),
            Self::Compare { first, second } => write!(f, "compare/{first}/{second}"),
            Self::Term { id } => write!(f, "term/{id}"),
            Self::Glossary { page } => write!(f, "glossary/{page}"),
        }
    }
}

impl FromStr for View {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('/').collect();
        let number = |text: &str| text.parse::<u16>().map(usize::from).map_err(drop);
        Ok(match parts[..] {
            ["topic", id, tab, page] => Self::Topic {
                id: id.to_owned(),
                tab: tab.parse()?,
                page: number(page)?,
            },
            ["alignment", "all", page] => Self::Alignment {
                stance: None,
                page: number(page)?,
            },
            ["alignment", word, page] => {
                let stance = Stance::ALL.into_iter().find(|stance| stance.word() == word);
                Self::Alignment {
                    stance: Some(stance.ok_or(())?),
                    page: number(page)?,
                }
            }
            ["hotspots", page] => Self::Hotspots {
                page: number(page)?,
            },
            ["summits", group, until, page] => Self::Summits {
                group: (group != "all").then(|| group.to_owned()),
                until: match until {
                    "ever" => None,
                    date => Some(date.parse().map_err(drop)?),
                },
                page: number(page)?,
            },
            ["summit", id] => Self::Summit { id: id.to_owned() },
            ["compare", first, second] => Self::Compare {
                first: first.to_owned(),
                second: second.to_owned(),
            },
            ["term", id] => Self::Term { id: id.to_owned() },
            ["glossary", page] => Self::Glossary {
                page: number(page)?,
            },
            _ => return Err(()),
        })
    }
}

impl fmt::Display for CustomId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{VERSION}/")?;
        match self {
            Self::Show(view) => view.fmt(f),
            Self::Forget { owner } => write!(f, "forget/{owner:016x}"),
            Self::Look(view) => write!(f, "look/{view}"),
            Self::Rate {
                question,
                has_helped,
            } => {
                write!(
                    f,
                    "rate/{question}/{}",
                    if *has_helped { HELPED } else { NOT_HELPED }
                )
            }
            Self::Report { page } => write!(f, "report/{}", page.as_deref().unwrap_or("")),
            Self::Open => f.write_str("open"),
            Self::Tour { owner, act } => write!(f, "tour/{owner:016x}/{act}"),
            Self::Alert { id, act } => write!(f, "alert/{id}/{}", act.word()),
        }
    }
}

impl FromStr for CustomId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let text = text
            .strip_prefix(VERSION)
            .and_then(|rest| rest.strip_prefix('/'))
            .ok_or(())?;
        if text == "open" {
            return Ok(Self::Open);
        }
        if let Some(owner) = text.strip_prefix("forget/") {
            let owner = u64::from_str_radix(&hex(owner)?, 16).map_err(drop)?;
            return Ok(Self::Forget { owner });
        }
        if let Some(view) = text.strip_prefix("look/") {
            return view.parse().map(Self::Look);
        }
        if let Some(rest) = text.strip_prefix("rate/") {
            let (question, word) = rest.split_once('/').ok_or(())?;
            let has_helped = match word {
                HELPED => true,
                NOT_HELPED => false,
                _ => return Err(()),
            };
            return Ok(Self::Rate {
                question: hex(question)?,
                has_helped,
            });
        }
        if let Some(page) = text.strip_prefix("report/") {
            return Ok(Self::Report {
                page: Some(page.to_owned()).filter(|page| !page.is_empty()),
            });
        }
        if let Some(rest) = text.strip_prefix("tour/") {
            let (owner, act) = rest.split_once('/').ok_or(())?;
            let owner = u64::from_str_radix(owner, 16).map_err(drop)?;
            return Ok(Self::Tour {
                owner,
                act: act.parse()?,
            });
        }
        if let Some(rest) = text.strip_prefix("alert/") {
            let (id, word) = rest.split_once('/').ok_or(())?;
            let act = AlertAction::ALL.into_iter().find(|act| act.word() == word);
            return Ok(Self::Alert {
                id: hex(id)?,
                act: act.ok_or(())?,
            });
        }
        text.parse().map(Self::Show)
    }
}

/// An id as it is made of a hash.
fn hex(id: &str) -> Result<String, ()> {
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| id.to_owned()).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_means_the_same_when_it_is_read_back() {
        let since = Tab::Timeline(Some("2024-01".parse().unwrap()));
        for press in [
            CustomId::Show(View::Topic {
                id: "arctic".into(),
                tab: Tab::China,
                page: 0,
            }),
            CustomId::Show(View::Topic {
                id: "arctic".into(),
                tab: since,
                page: 3,
            }),
            CustomId::Show(View::Alignment {
                stance: Some(Stance::Partly),
                page: 1,
            }),
            CustomId::Show(View::Compare {
                first: "iran".into(),
                second: "syria".into(),
            }),
            CustomId::Show(View::Term {
                id: "double-suspension".into(),
            }),
            CustomId::Show(View::Summits {
                group: Some("sco".into()),
                until: Some("2027-06".parse().unwrap()),
                page: 1,
            }),
            CustomId::Show(View::Summit {
                id: "g20-2026".into(),
            }),
            CustomId::Forget { owner: u64::MAX },
            CustomId::Look(View::Summit {
                id: "g20-2026".into(),
            }),
            CustomId::Rate {
                question: "0123456789abcdef01234567".into(),
                has_helped: false,
            },
            CustomId::Report {
                page: Some("arctic".into()),
            },
            CustomId::Report { page: None },
            CustomId::Open,
            CustomId::Alert {
                id: "0123456789abcdef01234567".into(),
                act: AlertAction::Snooze,
            },
            CustomId::Tour {
                owner: u64::MAX,
                act: TourAction::Quiz {
                    topic: "arctic".into(),
                },
            },
            CustomId::Tour {
                owner: 0,
                act: TourAction::Answer {
                    print: "0123456789ab".into(),
                    place: 4,
                },
            },
            CustomId::Tour {
                owner: 31,
                act: TourAction::Here,
            },
        ] {
            assert_eq!(press.to_string().parse(), Ok(press));
        }
    }

    #[test]
    fn what_no_button_of_ours_says_is_refused() {
        for given in [
            "",
            "1",
            "1/",
            "0/topic/arctic/china/0",
            "1/topic/arctic/china/-1",
            "1/topic/arctic",
            "1/alert//acknowledge",
            "1/alert/g/acknowledge",
            "1/alert/0a/forget",
            "1/rate/0a/maybe",
            "1/forget/",
            "1/forget/+1",
            "1/rate/x y/yes",
            "1/look/nowhere",
            "1/tour/31",
            "1/tour/g/here",
            "1/tour/31/quiz/",
            "1/tour/31/answer/0123456789ab/256",
            "1/tour/31/answer/0a",
            "1/tour/31/forget",
        ] {
            assert_eq!(given.parse::<CustomId>(), Err(()), "{given}");
        }
    }
}
