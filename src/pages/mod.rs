//! From a view to a reply: what each page says, and where its buttons lead. Knows no Discord, no disk and no clock.

mod alignment;
mod compare;
mod find;
mod glossary;
mod hotspot;
mod hotspots;
mod organization;
mod statement;
mod summits;

pub use find::{Search, find_group, find_summit, find_term, find_topic, look_up};
pub use statement::Citer;
pub use summits::{by_date as summits_in_order, summit_entry};

use jiff::{Span, civil::Date};

use crate::knowledge::{Hotspot, Knowledge, Topic};
use crate::reply::{Button, Entry, Page, Reply, Section, View, fit_page};

/// What a page depends on beside the knowledge.
#[derive(Debug, Clone, Copy)]
pub struct AsOf {
    /// The present day.
    pub today: Date,
    /// A page whose newest fact is older says so first.
    pub stale_after: Span,
}

/// A button that leads to what the knowledge no longer has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "There is no page {0} any more. The knowledge has changed since this message was posted; /hotspots lists what there is now."
)]
pub struct Gone(pub String);

/// The reply that shows `view`.
///
/// # Errors
/// The knowledge has no such page (any more).
pub fn show(knowledge: &Knowledge, view: &View, moment: AsOf) -> Result<Reply, Gone> {
    let mut reply = compose(knowledge, view, moment)?;
    fit_page(&mut reply.page);
    Ok(reply)
}

fn compose(knowledge: &Knowledge, view: &View, moment: AsOf) -> Result<Reply, Gone> {
    match view {
        View::Topic { id, tab, page } => {
            match knowledge.topic(id).ok_or_else(|| Gone(id.clone()))? {
                Topic::Hotspot(hotspot) => {
                    Ok(hotspot::show(knowledge, hotspot, *tab, *page, moment))
                }
                Topic::Organization(organization) => Ok(organization::show(
                    knowledge,
                    organization,
                    *tab,
                    *page,
                    moment,
                )),
            }
        }
        View::Alignment { stance, page } => Ok(alignment::show(knowledge, *stance, *page, moment)),
        View::Hotspots { page } => Ok(hotspots::show(knowledge, *page)),
        View::Summits { group, until, page } => Ok(summits::show_list(
            knowledge,
            group.as_deref(),
            *until,
            *page,
            moment,
        )),
        View::Summit { id } => {
            let summit = knowledge.summit(id).ok_or_else(|| Gone(id.clone()))?;
            Ok(summits::show(knowledge, summit, moment))
        }
        View::Compare { first, second } => {
            let hotspot = |id: &String| knowledge.hotspot(id).ok_or_else(|| Gone(id.clone()));
            Ok(compare::show(
                knowledge,
                hotspot(first)?,
                hotspot(second)?,
                moment,
            ))
        }
        View::Term { id } => {
            let term = knowledge.term(id).ok_or_else(|| Gone(id.clone()))?;
            Ok(glossary::show_term(knowledge, term, moment))
        }
        View::Glossary { page } => Ok(glossary::show(knowledge, *page)),
    }
}

/// One of several pages; a number past the last means the last.
struct Pager<T> {
    items: Vec<T>,
    number: usize,
    count: usize,
}

impl Pager<Entry> {
    /// Statements, in pages that a phone shows without much scrolling.
    fn of(entries: Vec<Entry>, number: usize) -> Self {
        Self::of_pages(crate::reply::paginate(entries), number)
    }
}

impl<T> Pager<T> {
    /// `pages` has at least one.
    fn of_pages(mut pages: Vec<Vec<T>>, number: usize) -> Self {
        let count = pages.len();
        let number = number.min(count - 1);
        Self {
            items: pages.swap_remove(number),
            number,
            count,
        }
    }

    /// "Page 2 of 3", or nothing if there is only one.
    fn footer(&self, rest: &str) -> String {
        let own = (self.count > 1).then(|| format!("Page {} of {}", self.number + 1, self.count));
        let parts: Vec<&str> = own.as_deref().into_iter().chain([rest]).collect();
        parts
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// Buttons to the pages before and after, or none if there is only one.
    fn buttons(&self, to: impl Fn(usize) -> View) -> Vec<Button> {
        if self.count == 1 {
            return Vec::new();
        }
        vec![
            // A button that is off still needs an id that no other button of the message has.
            Button::to(
                "◀ Back",
                to(if self.number == 0 {
                    self.count
                } else {
                    self.number - 1
                }),
            )
            .off_unless(self.number > 0),
            Button::to("Next ▶", to(self.number + 1)).off_unless(self.number + 1 < self.count),
        ]
    }
}

/// "Newest fact here: 11 Feb 2026 · all facts end 2 Jul 2026"
pub fn dated_footer(knowledge: &Knowledge, newest: crate::document::PartialDate) -> String {
    let end = knowledge
        .facts_until()
        .map(|day| format!(" · all facts end {}", told(day)));
    format!("Newest fact here: {newest}{}", end.unwrap_or_default())
}

/// Said first on a page whose newest fact is older than the operator allows.
pub fn stale_warning(newest: crate::document::PartialDate, moment: AsOf) -> Option<String> {
    let last_day = newest.last_day();
    let is_stale = last_day.saturating_add(moment.stale_after) < moment.today;
    let days = last_day
        .until(moment.today)
        .map_or(0, |span| span.get_days());
    is_stale.then(|| {
        format!("Nothing here is newer than {newest}, {days} days ago. Check before you brief it.")
    })
}

fn told(day: Date) -> crate::document::PartialDate {
    crate::document::PartialDate::Day(day)
}

pub(crate) fn stance_word(hotspot: &Hotspot) -> String {
    hotspot.alignment().map_or_else(
        || "unclear".to_owned(),
        |verdict| verdict.stance.to_string(),
    )
}

/// Text of a TOML file as running text: its line breaks are the editor's, not the reader's.
pub(crate) fn running(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A page of running statements.
fn list_page(
    title: impl Into<String>,
    lead: impl Into<String>,
    sheet: &Pager<Entry>,
    footer: &str,
) -> Page {
    Page {
        title: title.into(),
        lead: lead.into(),
        sections: vec![Section::running(sheet.items.clone())],
        footer: sheet.footer(footer),
        ..Page::default()
    }
}
