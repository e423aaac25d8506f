//! `/glossary`: one term, or all of them.

use super::age::{AsOf, dated_footer, stale_warning};
use super::citer::Citer;
use super::pager::{Pager, list_page};
use crate::knowledge::{Knowledge, Term};
use crate::reply::{Button, Page, Reply, Section, View, shorten};
use crate::text::{Locale, text};

/// Most of the other names of a term, in characters: a term may have dozens in many scripts.
const MAX_ALIASES: usize = 300;
/// Most hotspots of a term that get a button; *All terms* takes the fifth and last place of the row.
const MAX_HOTSPOTS: usize = 4;

/// One term.
pub(super) fn show_term(knowledge: &Knowledge, term: &Term, as_of: AsOf, locale: Locale) -> Reply {
    let also = if term.aliases.is_empty() {
        String::new()
    } else {
        text!(locale, "pages-also", names = term.aliases.join(", "))
    };
    // Through the pager, as a single entry may be too long for a page.
    let text = Pager::of(vec![Citer(knowledge, locale).term(term)], 0);
    let page = Page {
        title: term.name.clone(),
        warning: stale_warning(term.as_of, as_of, locale),
        lead: shorten(&also, MAX_ALIASES),
        sections: vec![Section::running(text.items)],
        footer: dated_footer(knowledge, term.as_of, locale),
        ..Page::default()
    };
    let hotspots = term.hotspots.iter().filter_map(|id| knowledge.hotspot(id));
    let mut row: Vec<Button> = hotspots
        .take(MAX_HOTSPOTS)
        .map(|hotspot| Button::to(&hotspot.name, View::overview(&hotspot.id)))
        .collect();
    row.push(Button::to(
        text!(locale, "pages-all-terms-button"),
        View::Glossary { page: 0 },
    ));
    Reply::of(page).with_row(row)
}

/// Page `number` of all terms.
pub(super) fn show(knowledge: &Knowledge, number: usize, locale: Locale) -> Reply {
    let citer = Citer(knowledge, locale);
    let terms = knowledge.terms().iter();
    let entries = terms.map(|term| citer.term(term).labelled(&term.name));
    let pager = Pager::of(entries.collect(), number);
    let page = list_page(
        text!(locale, "pages-glossary-title"),
        "",
        &pager,
        &text!(locale, "pages-glossary-footer"),
        locale,
    );
    Reply::of(page).with_row(pager.buttons(|page| View::Glossary { page }, locale))
}
