//! `/hotspots`: the list of hotspots by region, and the organizations after them, each to be opened from a menu.

use super::age::knowledge_end;
use super::pager::Pager;
use super::wording::{in_brackets, list, region, stance_word};
use crate::knowledge::{Knowledge, Topic};
use crate::reply::{Entry, Menu, Page, Reply, Section, View};
use crate::text::{Locale, text};

/// Most on a page: as many as a menu can hold.
/// <https://discord.com/developers/docs/components/reference#string-select>
const MAX_ON_PAGE: usize = 25;

/// A hotspot or organization of the list.
struct ListedTopic<'k> {
    /// The region, or "Organizations".
    heading: String,
    topic: Topic<'k>,
    /// The verdict on a hotspot, the short name of an organization; may be empty.
    word: String,
}

/// Page `number` of the list.
pub(super) fn show(knowledge: &Knowledge, number: usize, locale: Locale) -> Reply {
    let mut all: Vec<Vec<ListedTopic<'_>>> = vec![Vec::new()];
    for topic in topics(knowledge, locale) {
        if all.last().is_some_and(|page| page.len() == MAX_ON_PAGE) {
            all.push(Vec::new());
        }
        all.last_mut().expect("there is always a page").push(topic);
    }
    let pager = Pager::of_pages(all, number);
    let by_heading = pager
        .items
        .chunk_by(|one, next| one.heading == next.heading);
    let page = Page {
        title: text!(locale, "pages-hotspots-title"),
        lead: lead(knowledge, locale),
        sections: vec![Section::running(
            by_heading.map(|listed| line(listed, locale)).collect(),
        )],
        footer: pager.footer(&knowledge_end(knowledge, locale), locale),
        ..Page::default()
    };
    let mut reply = Reply::of(page).with_row(pager.buttons(|page| View::Hotspots { page }, locale));
    reply.menu = menu(&pager.items, locale);
    reply
}

fn topics(knowledge: &Knowledge, locale: Locale) -> impl Iterator<Item = ListedTopic<'_>> {
    let mut hotspots: Vec<_> = knowledge.hotspots().collect();
    hotspots.sort_by_key(|hotspot| hotspot.region);
    let hotspots = hotspots.into_iter().map(move |hotspot| ListedTopic {
        heading: region(hotspot.region, locale),
        topic: Topic::Hotspot(hotspot),
        word: stance_word(hotspot, locale),
    });
    let organizations = knowledge
        .organizations()
        .map(move |organization| ListedTopic {
            heading: text!(locale, "pages-organizations-heading"),
            topic: Topic::Organization(organization),
            word: organization.short.clone().unwrap_or_default(),
        });
    hotspots.chain(organizations)
}

/// **Middle East** · Iran (opposed), Syria (unclear)
fn line(topics: &[ListedTopic<'_>], locale: Locale) -> Entry {
    let name = |listed: &ListedTopic<'_>| match listed.topic {
        Topic::Hotspot(hotspot) => in_brackets(&hotspot.name, &listed.word, locale),
        Topic::Organization(organization) if listed.word.is_empty() => organization.name.clone(),
        Topic::Organization(_) => listed.word.clone(),
    };
    Entry::remark(list(topics.iter().map(name), locale)).labelled(&topics[0].heading)
}

fn lead(knowledge: &Knowledge, locale: Locale) -> String {
    text!(
        locale,
        "pages-hotspots-lead",
        hotspots = knowledge.hotspots().len(),
        organizations = knowledge.organizations().len()
    )
}

fn menu(topics: &[ListedTopic<'_>], locale: Locale) -> Option<Menu> {
    let option = |listed: &ListedTopic<'_>| {
        let (name, view) = (listed.topic.name(), View::overview(listed.topic.id()));
        (name.to_owned(), listed.word.clone(), view)
    };
    let options: Vec<_> = topics.iter().map(option).collect();
    (!options.is_empty()).then(|| Menu {
        placeholder: text!(locale, "pages-open-page-placeholder"),
        options,
    })
}
