//! From a name that somebody typed, or a message, to the page they mean; without one, what comes near, or the list.

use jiff::civil::Date;

use super::hotspots;
use super::nearest::{MAX_NEAREST, Nearby, nearest_topics, sharing};
use super::summits::in_order;
use super::wording::stance_word;
use crate::knowledge::{Knowledge, NameMatch, Names, Standing, Summit, Term, Topic, plain_name};
use crate::reply::{Audience, Button, Entry, Page, Reply, Section, View, fit_page, shorten};
use crate::text::{Locale, dates, text};

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
    /// No page; the reply says so and offers what comes near as buttons, at most three, else the list of what there is.
    Nothing(Box<Reply>),
}

/// The hotspot or organization that `name` means.
///
/// A name that no page has leads to the page that it belongs to (Kherson to Ukraine), or to those of its neighbours
/// (Taiwan to the South China Sea), or to those whose statements name it; a name that leads nowhere, to the list.
pub fn find_topic(knowledge: &Knowledge, name: &str, locale: Locale) -> Search {
    find_topic_or(knowledge, name, locale, &|_| Vec::new())
}

/// The same; `by_meaning` is asked if neither names nor places nor statements lead anywhere. It gets `name` and gives the
/// ids of topics that come near in meaning, the nearest first, and none that does not: what it gives is offered.
pub fn find_topic_or(
    knowledge: &Knowledge,
    name: &str,
    locale: Locale,
    by_meaning: &dyn Fn(&str) -> Vec<String>,
) -> Search {
    if let Some(found) = find_named_topic(knowledge, name, locale) {
        return found;
    }
    let title = |id: &str| topic_title(knowledge, id);
    let mut near = match nearest_topics(knowledge, name) {
        Nearby::Within(id) => return assumed(name, &title(&id), id, locale),
        Nearby::Near(ids) => ids,
    };
    if near.is_empty() {
        near = by_meaning(name);
        near.retain(|id| knowledge.topic(id).is_some());
        near.truncate(MAX_NEAREST);
    }
    if near.is_empty() {
        return listed(knowledge, name, locale);
    }
    let buttons = near
        .iter()
        .map(|id| Button::to(title(id), View::overview(id)));
    let title = text!(locale, "pages-no-such-page-title");
    let lead = text!(locale, "pages-nothing-near", asked = echo(name));
    nothing(title, lead, buttons.collect(), locale)
}

/// The same by names alone, which takes no time. None if no page has such a name.
pub fn find_named_topic(knowledge: &Knowledge, name: &str, locale: Locale) -> Option<Search> {
    named(
        knowledge.names(),
        name,
        |id| topic_title(knowledge, id),
        locale,
    )
}

fn topic_title(knowledge: &Knowledge, id: &str) -> String {
    let topic = knowledge.topic(id);
    topic.map_or(id, Topic::name).to_owned()
}

/// The term that `name` means.
pub fn find_term(knowledge: &Knowledge, name: &str, locale: Locale) -> Search {
    let title = |id: &str| {
        knowledge
            .term(id)
            .map_or(id.to_owned(), |term| term.name.clone())
    };
    if let Some(found) = named(knowledge.term_names(), name, title, locale) {
        return found;
    }
    let ids: Vec<String> = knowledge.terms().iter().map(Term::id).collect();
    let terms = knowledge.terms().iter().map(|term| &term.name);
    let near = sharing(terms.zip(ids.iter().map(String::as_str)), name);
    let button = |id: &&str| {
        Button::to(
            title(id),
            View::Term {
                id: (*id).to_owned(),
            },
        )
    };
    let buttons: Vec<Button> = near.iter().take(MAX_NEAREST).map(button).collect();
    let heading = text!(locale, "pages-no-such-term-title");
    if buttons.is_empty() {
        let label = text!(locale, "pages-all-terms-button");
        let all = Button::to(label, View::Glossary { page: 0 });
        let lead = text!(locale, "pages-nothing-term", asked = echo(name));
        return nothing(heading, lead, vec![all], locale);
    }
    let lead = text!(locale, "pages-nothing-near", asked = echo(name));
    nothing(heading, lead, buttons, locale)
}

/// The summit that `name` means: of several with that name the next to come after `today`, else the latest.
pub fn find_summit(knowledge: &Knowledge, name: &str, today: Date, locale: Locale) -> Search {
    if let Some(summit) = knowledge.summit(name.trim()) {
        let id = summit.id.clone();
        return Search::Found { id, assumed: None };
    }
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
        let assumed = text!(
            locale,
            "pages-assumed-of-several",
            asked = echo(name),
            name = summit.title(),
            count = of_name.len()
        );
        return Search::Found {
            id: summit.id.clone(),
            assumed: Some(assumed),
        };
    }
    let title = |id: &str| knowledge.summit(id).map_or(id.to_owned(), Summit::title);
    named(knowledge.summit_names(), name, title, locale)
        .unwrap_or_else(|| no_summit(knowledge, name, today, locale))
}

/// The summits whose titles share a word with `name`, else the next to come.
fn no_summit(knowledge: &Knowledge, name: &str, today: Date, locale: Locale) -> Search {
    let mut all: Vec<&Summit> = knowledge.summits().collect();
    all.sort_by_key(|summit| (summit.standing(today), in_order(summit)));
    let titles = all
        .iter()
        .map(|summit| (summit.title(), summit.id.as_str()));
    let mut near: Vec<&Summit> = sharing(titles, name)
        .into_iter()
        .filter_map(|id| knowledge.summit(id))
        .collect();
    let lead = if near.is_empty() {
        near = all;
        text!(locale, "pages-nothing-summit", asked = echo(name))
    } else {
        text!(locale, "pages-nothing-near", asked = echo(name))
    };
    let button = |summit: &&Summit| {
        Button::to(
            summit.title(),
            View::Summit {
                id: summit.id.clone(),
            },
        )
    };
    let buttons = near.iter().take(MAX_NEAREST).map(button).collect();
    let title = text!(locale, "pages-no-such-summit-title");
    nothing(title, lead, buttons, locale)
}

/// The organization or series of summits that `name` means, by [`Summit::group`].
///
/// # Errors
/// No summit belongs to it. Holds the names of all series, sorted.
pub fn find_group(knowledge: &Knowledge, name: &str) -> Result<String, Vec<String>> {
    let organization = match knowledge.names().find(name) {
        NameMatch::Exact(id) | NameMatch::Assumed(id) => Some(id.to_owned()),
        NameMatch::None => None,
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

/// What somebody typed, as it is repeated to them.
fn echo(given: &str) -> String {
    shorten(given.trim(), MAX_ECHO)
}

/// The page that has that name. None if there is none.
fn named(
    names: &Names,
    given: &str,
    title: impl Fn(&str) -> String,
    locale: Locale,
) -> Option<Search> {
    match names.find(given) {
        NameMatch::Exact(id) => Some(Search::Found {
            id: id.to_owned(),
            assumed: None,
        }),
        NameMatch::Assumed(id) => Some(assumed(given, &title(id), id.to_owned(), locale)),
        NameMatch::None => None,
    }
}

fn assumed(given: &str, title: &str, id: String, locale: Locale) -> Search {
    let assumed = text!(locale, "pages-assumed", asked = echo(given), name = title);
    Search::Found {
        id,
        assumed: Some(assumed),
    }
}

fn nothing(title: String, lead: String, buttons: Vec<Button>, locale: Locale) -> Search {
    let lead = if buttons.is_empty() {
        text!(locale, "pages-knowledge-is-empty")
    } else {
        lead
    };
    let page = Page {
        title,
        lead,
        locale,
        ..Page::default()
    };
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(page)
    };
    Search::Nothing(Box::new(reply.with_row(buttons)))
}

/// The list of hotspots, for a name that leads nowhere.
fn listed(knowledge: &Knowledge, given: &str, locale: Locale) -> Search {
    let mut reply = hotspots::show(knowledge, 0, locale);
    reply.page.title = text!(locale, "pages-no-such-page-title");
    reply.page.lead = if reply.menu.is_none() {
        text!(locale, "pages-knowledge-is-empty")
    } else {
        text!(locale, "pages-nothing-listed", asked = echo(given))
    };
    reply.audience = Audience::Asker;
    fit_page(&mut reply.page);
    Search::Nothing(Box::new(reply))
}

/// *Look this up*: the pages whose names stand in a message, at most ten, each with a button.
pub fn look_up(knowledge: &Knowledge, message: &str, locale: Locale) -> Reply {
    let mentioned = knowledge.names().mentioned(message).into_iter();
    let topics: Vec<Topic<'_>> = mentioned
        .filter_map(|id| knowledge.topic(id))
        .take(MAX_LOOKED_UP)
        .collect();
    if topics.is_empty() {
        return Reply::private(
            text!(locale, "pages-nothing-to-look-up-title"),
            text!(locale, "pages-nothing-to-look-up"),
        );
    }
    let entries = topics
        .iter()
        .map(|topic| in_brief(*topic, locale))
        .collect();
    let page = Page {
        title: text!(locale, "pages-topics-title"),
        sections: vec![Section::running(entries)],
        locale,
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

fn in_brief(topic: Topic<'_>, locale: Locale) -> Entry {
    let brief = match topic {
        Topic::Hotspot(hotspot) => {
            let verdict = stance_word(hotspot, locale);
            text!(
                locale,
                "pages-topic-in-brief",
                stance = verdict,
                newest = dates::short(hotspot.as_of(), locale)
            )
        }
        Topic::Organization(_) => text!(locale, "pages-an-organization"),
    };
    Entry::remark(brief).labelled(topic.name())
}
