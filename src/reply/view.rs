//! What can be shown: a [`View`] names one page of the knowledge, and its text form is what buttons carry, so that
//! they work after a restart and next month.

use std::fmt;
use std::str::FromStr;

use crate::document::PartialDate;
use crate::knowledge::Stance;

/// A page that can be shown. Its text form stands in buttons and in the command line's JSON.
///
/// ```
/// use attache::reply::{Tab, View};
///
/// let view = View::Topic { id: "arctic".to_owned(), tab: Tab::China, page: 0 };
/// assert_eq!(view.to_string(), "topic/arctic/china/0");
/// assert_eq!("topic/arctic/china/0".parse(), Ok(view));
/// assert!("topic/arctic".parse::<View>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum View {
    /// A hotspot or an organization.
    Topic {
        /// The name of its file, without `.toml`.
        id: String,
        /// Which side of it.
        tab: Tab,
        /// Counted from 0; past the last means the last.
        page: usize,
    },
    /// The verdicts on China's and Russia's conduct, measured by U.S. aims.
    Alignment {
        /// Only hotspots with this verdict; all when none.
        stance: Option<Stance>,
        /// Counted from 0; past the last means the last.
        page: usize,
    },
    /// The list of hotspots and organizations.
    Hotspots {
        /// Counted from 0; past the last means the last.
        page: usize,
    },
    /// The summits to come.
    Summits {
        /// Only those of an organization or series, by [`Summit::group`](crate::knowledge::Summit::group).
        group: Option<String>,
        /// Only those that begin no later than this.
        until: Option<PartialDate>,
        /// Counted from 0; past the last means the last.
        page: usize,
    },
    /// A summit.
    Summit {
        /// The key of its table in `knowledge/summits/`.
        id: String,
    },
    /// Two hotspots side by side.
    Compare {
        /// The id of the one on the left.
        first: String,
        /// The id of the one on the right.
        second: String,
    },
    /// A term of the glossary.
    Term {
        /// By [`Term::id`](crate::knowledge::Term::id).
        id: String,
    },
    /// The glossary.
    Glossary {
        /// Counted from 0; past the last means the last.
        page: usize,
    },
}

impl View {
    /// The overview of a hotspot or an organization.
    pub fn overview(id: impl Into<String>) -> Self {
        Self::Topic {
            id: id.into(),
            tab: Tab::Overview,
            page: 0,
        }
    }
}

/// One side of a hotspot's or an organization's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tab {
    /// Its summary, the verdict, and the latest.
    Overview,
    /// China's positions.
    China,
    /// Russia's positions.
    Russia,
    /// The dated events, newest first; with a date, only those of that date or later.
    Timeline(Option<PartialDate>),
    /// The terms of the glossary that belong to it.
    Terms,
    /// Every source of the page.
    Sources,
    /// The statements on an organization; a hotspot shows its overview there.
    More,
}

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
                write!(f, "alignment/{}/{page}", stance.map_or("all", Into::into))
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
                let stance = word.parse().map_err(drop)?;
                Self::Alignment {
                    stance: Some(stance),
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
