use super::statement::Citer;
use super::{AsOf, Pager, dated_footer, list_page, stale_warning};
use crate::knowledge::{Knowledge, Term};
use crate::reply::{Button, Page, Reply, Section, Tab, View, shorten};

/// Most of the other names of a term that are told, in characters.
const MAX_ALSO: usize = 300;

/// One term.
pub(super) fn show_term(knowledge: &Knowledge, term: &Term, moment: AsOf) -> Reply {
    let also = if term.aliases.is_empty() {
        String::new()
    } else {
        format!("Also: {}", term.aliases.join(", "))
    };
    let told = Pager::of(vec![Citer(knowledge).term(term)], 0);
    let page = Page {
        title: term.name.clone(),
        warning: stale_warning(term.as_of, moment),
        lead: shorten(&also, MAX_ALSO),
        sections: vec![Section::running(told.items)],
        footer: dated_footer(knowledge, term.as_of),
        ..Page::default()
    };
    let pages = term
        .hotspots
        .iter()
        .filter_map(|id| knowledge.hotspot(id))
        .take(4);
    let to = |id: &str| View::Topic {
        id: id.to_owned(),
        tab: Tab::Overview,
        page: 0,
    };
    let mut row: Vec<Button> = pages
        .map(|hotspot| Button::to(&hotspot.name, to(&hotspot.id)))
        .collect();
    row.push(Button::to("All terms", View::Glossary { page: 0 }));
    Reply::of(page).with_row(row)
}

/// All terms.
pub(super) fn show(knowledge: &Knowledge, number: usize) -> Reply {
    let teller = Citer(knowledge);
    let terms = knowledge
        .terms()
        .iter()
        .map(|term| teller.term(term).labelled(&term.name));
    let sheet = Pager::of(terms.collect(), number);
    let page = list_page("Glossary", "", &sheet, "/glossary term: shows one");
    Reply::of(page).with_row(sheet.buttons(|page| View::Glossary { page }))
}
