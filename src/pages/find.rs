//! From a name that somebody typed, or a message, to the page they mean; without one, the nearest three.

use jiff::civil::Date;

use super::summits::in_order;
use super::wording::stance_word;
use crate::knowledge::{Knowledge, NameMatch, Names, Standing, Summit, Topic, plain_name};
use crate::reply::{Audience, Button, Entry, Page, Reply, Section, View, shorten};

/// Most of what somebody typed that is repeated to them, in characters: enough to see a typo.
const MAX_ECHO: usize = 60;

/// Most pages that a message leads to: two rows of buttons.
const MAX_LOOKED_UP: usize = 10;

/// What a search for a typed name came to.
#[derive(Debug, Clone, PartialEq)]
pub enum Search {
    /// A page, and what was assumed to get there.
    Found {
        /// The id of the page.
        id: String,
        /// To be shown above it; none if the name was exact.
        assumed: Option<String>,
    },
    /// No page; the reply says so and offers the nearest three as buttons.
    Nothing(Box<Reply>),
}

/// The hotspot or organization that `name` means.
pub fn find_topic(knowledge: &Knowledge, name: &str) -> Search {
    let title = |id: &str| {
        knowledge
            .topic(id)
            .map_or(id.to_owned(), |topic| topic.name().to_owned())
    };
    search(knowledge.names(), name, "page", title, |id| {
        View::overview(id)
    })
}

/// The term that `name` means.
pub fn find_term(knowledge: &Knowledge, name: &str) -> Search {
    let title = |id: &str| {
        knowledge
            .term(id)
            .map_or(id.to_owned(), |term| term.name.clone())
    };
    search(knowledge.term_names(), name, "term", title, |id| {
        View::Term { id: id.to_owned() }
    })
}

/// The summit that `name` means: of several with that name the next to come after `today`, else the latest.
pub fn find_summit(knowledge: &Knowledge, name: &str, today: Date) -> Search {
    if let Some(summit) = knowledge.summit(name.trim()) {
        let id = summit.id.clone();
        return Search::Found { id, assumed: None };
    }
    let title = |id: &str| knowledge.summit(id).map_or(id.to_owned(), Summit::title);
    let plain = plain_name(name);
    let of_name: Vec<&Summit> = knowledge
        .summits()
        .filter(|summit| summit.names().iter().any(|own| plain_name(own) == plain))
        .collect();
    let is_ahead = |summit: &&&Summit| summit.standing(today) == Standing::Ahead;
    let next = of_name
        .iter()
        .filter(is_ahead)
        .min_by_key(|summit| in_order(summit));
    if of_name.len() > 1
        && let Some(summit) = next.or_else(|| of_name.iter().max_by_key(|summit| in_order(summit)))
    {
        let (echo, others) = (shorten(name.trim(), MAX_ECHO), of_name.len() - 1);
        let assumed = format!(
            "You asked for “{echo}”. This is {}, one of {}.",
            summit.title(),
            others + 1
        );
        return Search::Found {
            id: summit.id.clone(),
            assumed: Some(assumed),
        };
    }
    search(knowledge.summit_names(), name, "summit", title, |id| {
        View::Summit { id: id.to_owned() }
    })
}

/// The organization or series of summits that `name` means, by [`Summit::group`].
///
/// # Errors
/// No summit belongs to it. Holds the names of all series, sorted.
pub fn find_group(knowledge: &Knowledge, name: &str) -> Result<String, Vec<String>> {
    let organization = match knowledge.names().find(name) {
        NameMatch::Exact(id) | NameMatch::Assumed(id) => Some(id.to_owned()),
        NameMatch::None(_) => None,
    };
    let plain = plain_name(name);
    let by_series = knowledge
        .summits()
        .find(|summit| plain_name(&summit.series) == plain || summit.group() == name);
    let by_organization = knowledge
        .summits()
        .find(|summit| organization.as_ref() == Some(&summit.group()));
    let found = by_series.or(by_organization).map(Summit::group);
    found.ok_or_else(|| {
        let mut series: Vec<String> = knowledge
            .summits()
            .map(|summit| summit.series.clone())
            .collect();
        series.sort();
        series.dedup();
        series
    })
}

fn search(
    names: &Names,
    given: &str,
    kind: &str,
    title: impl Fn(&str) -> String,
    view: impl Fn(&str) -> View,
) -> Search {
    let echo = shorten(given.trim(), MAX_ECHO);
    match names.find(given) {
        NameMatch::Exact(id) => Search::Found {
            id: id.to_owned(),
            assumed: None,
        },
        NameMatch::Assumed(id) => Search::Found {
            id: id.to_owned(),
            assumed: Some(format!("You asked for “{echo}”. This is {}.", title(id))),
        },
        NameMatch::None(nearest) => {
            let nearest: Vec<&str> = nearest.into_iter().flatten().collect();
            let lead = if nearest.is_empty() {
                "The knowledge is empty.".to_owned()
            } else {
                format!(
                    "Nothing here is called “{echo}”. The nearest names are below; /hotspots and /glossary list everything."
                )
            };
            let row = nearest
                .iter()
                .map(|id| Button::to(title(id), view(id)))
                .collect();
            let page = Page {
                title: format!("No such {kind}"),
                lead,
                ..Page::default()
            };
            let reply = Reply {
                audience: Audience::Asker,
                ..Reply::of(page)
            };
            Search::Nothing(Box::new(reply.with_row(row)))
        }
    }
}

/// *Look this up*: the pages whose names stand in a message, at most ten, each with a button.
pub fn look_up(knowledge: &Knowledge, text: &str) -> Reply {
    let mentioned = knowledge.names().mentioned(text).into_iter();
    let topics: Vec<Topic<'_>> = mentioned
        .filter_map(|id| knowledge.topic(id))
        .take(MAX_LOOKED_UP)
        .collect();
    if topics.is_empty() {
        return Reply::private(
            "Nothing to look up",
            "That message names no hotspot or organization. /hotspots lists them.",
        );
    }
    let entries = topics.iter().map(|topic| in_brief(*topic)).collect();
    let page = Page {
        title: "Topics in this message".to_owned(),
        sections: vec![Section::running(entries)],
        ..Page::default()
    };
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(page)
    };
    let button = |topic: &Topic<'_>| Button::to(topic.name(), View::overview(topic.id()));
    let buttons: Vec<Button> = topics.iter().map(button).collect();
    reply.with_rows(&buttons)
}

fn in_brief(topic: Topic<'_>) -> Entry {
    let brief = match topic {
        Topic::Hotspot(hotspot) => {
            let (verdict, newest) = (stance_word(hotspot), hotspot.as_of());
            format!("Stance towards U.S. aims: {verdict}. Newest fact: {newest}.")
        }
        Topic::Organization(_) => "An organization.".to_owned(),
    };
    Entry::remark(brief).labelled(topic.name())
}
