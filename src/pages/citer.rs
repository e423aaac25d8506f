//! Statements of the knowledge as entries of a reply, each with its date and its sources.

use super::wording::running;
use crate::document::PartialDate;
use crate::knowledge::{
    Alignment, Chair, Development, Gap, Knowledge, Members, Position, Statement, Summit, Term,
};
use crate::reply::{Citation, Entry};
use crate::text::{Locale, text};

/// Turns statements of the knowledge into entries, looking up their sources; the words around them are in the language.
#[derive(Clone, Copy)]
pub struct Citer<'k>(pub &'k Knowledge, pub Locale);

impl Citer<'_> {
    /// What an actor wants or says.
    pub fn position(self, position: &Position) -> Entry {
        self.cite(position.as_of, &position.text, &position.sources)
    }

    /// What happened.
    pub fn development(self, event: &Development) -> Entry {
        let mut entry = self.cite(event.date, &event.text, &event.sources);
        entry.approximate = event.approximate;
        entry.unconfirmed |= event.unconfirmed;
        entry
    }

    /// The reason for a verdict.
    pub fn alignment(self, alignment: &Alignment) -> Entry {
        self.cite(alignment.as_of, &alignment.reason, &alignment.sources)
    }

    /// What a term means.
    pub fn term(self, term: &Term) -> Entry {
        self.cite(term.as_of, &term.text, &term.sources)
    }

    /// What is known of an organization.
    pub fn statement(self, statement: &Statement) -> Entry {
        self.cite(statement.as_of, &statement.text, &statement.sources)
    }

    /// What to watch at a summit.
    pub fn summit(self, summit: &Summit) -> Entry {
        self.cite(summit.as_of, &summit.text, &summit.sources)
    }

    /// Who belongs to an organization.
    pub fn members(self, members: &Members) -> Entry {
        let note = members
            .note
            .as_deref()
            .map_or(String::new(), |note| format!(". {note}"));
        let text = format!("{}{note}", members.countries.join(", "));
        self.cite(members.as_of, &text, &members.sources)
    }

    /// Who leads an organization.
    pub fn chair(self, chair: &Chair) -> Entry {
        let mut text = format!("{}, {}", chair.holder, chair.term);
        if chair.inferred {
            text = text!(self.1, "pages-chair-inferred", chair = text);
        }
        self.cite(chair.as_of, &text, &chair.sources)
    }

    /// What the sources leave open.
    pub fn gap(self, gap: &Gap) -> Entry {
        Entry {
            date: Some(gap.as_of),
            text: running(&gap.text),
            locale: self.1,
            ..Entry::default()
        }
    }

    /// A source as a line of its own: what it is, when, and how far it can be relied on.
    pub(super) fn source(self, id: &str) -> Entry {
        let Some(source) = self.0.source(id) else {
            return Entry::remark(text!(self.1, "pages-source-missing", id = id));
        };
        let title = source
            .title
            .clone()
            .unwrap_or_else(|| text!(self.1, "pages-untitled"));
        let note = source
            .note
            .as_deref()
            .map_or(String::new(), |note| format!(". {note}"));
        Entry {
            date: source.date,
            label: Some(format!("{:?}", source.grade)),
            text: running(&format!("{title}{note}")),
            sources: vec![self.citation(id)],
            locale: self.1,
            ..Entry::default()
        }
    }

    /// Any statement as an entry. It is unconfirmed if all of its sources are weak.
    pub fn cite(self, date: PartialDate, text: &str, sources: &[String]) -> Entry {
        Entry {
            date: Some(date),
            text: running(text),
            unconfirmed: self.0.is_weak(sources),
            sources: sources.iter().map(|id| self.citation(id)).collect(),
            locale: self.1,
            ..Entry::default()
        }
    }

    fn citation(self, id: &str) -> Citation {
        let source = self.0.source(id);
        Citation {
            id: id.to_owned(),
            publisher: source.map_or_else(|| id.to_owned(), |source| source.publisher.clone()),
            url: source.and_then(|source| source.url.clone()),
        }
    }
}
