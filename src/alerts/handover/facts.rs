//! The statements of the knowledge, each with an id that is made of its words, so that a shift can be shown those that are
//! new or worded anew. What has no date of its own, as a page's summary and the glossary, is not among them.

use std::collections::HashSet;

use crate::document::PartialDate;
use crate::fingerprint::fingerprint_of;
use crate::knowledge::{Knowledge, Topic};
use crate::pages::{Citer, wording};
use crate::reply::{Entry, shorten};
use crate::text::{Locale, text};

/// How much of a statement is shown, in characters: two lines on a phone. Its page has all of it.
const MAX_STATEMENT: usize = 160;

/// The ids of all statements: the same in each process and language, and another once a word or the date is changed.
pub(in crate::alerts) fn ids(knowledge: &Knowledge) -> HashSet<String> {
    let all = statements(knowledge, Locale::English).into_iter();
    all.map(|one| one.id()).collect()
}

/// The statements with these ids, the newest first: whose page, when, what, and by whom it is reported.
pub(super) fn with_ids(knowledge: &Knowledge, ids: &HashSet<String>, locale: Locale) -> Vec<Entry> {
    if ids.is_empty() {
        return Vec::new();
    }
    let in_english = statements(knowledge, Locale::English).into_iter();
    let shown = statements(knowledge, locale).into_iter();
    let shown = in_english
        .zip(shown)
        .filter(|(english, _)| ids.contains(&english.id()))
        .map(|(_, shown)| shown.entry);
    let mut shown: Vec<Entry> = shown.map(brief).collect();
    shown.sort_by_key(|entry| std::cmp::Reverse(entry.date.map(PartialDate::first_day)));
    shown
}

/// An entry in two lines, its sources by name alone.
fn brief(mut entry: Entry) -> Entry {
    entry.text = shorten(&entry.text, MAX_STATEMENT);
    for source in &mut entry.sources {
        source.url = None;
    }
    entry.naming_few()
}

/// A statement, and the id of the page that it is on.
struct Statement {
    page: String,
    entry: Entry,
}

impl Statement {
    fn id(&self) -> String {
        let date = self.entry.date.map(PartialDate::to_iso);
        let words = [&self.page, &date.unwrap_or_default(), &self.entry.text];
        fingerprint_of(&words.map(String::as_str), 8)
    }
}

/// All statements, in the same order whatever the language.
fn statements(knowledge: &Knowledge, locale: Locale) -> Vec<Statement> {
    let cite = Citer(knowledge, locale);
    let headed = |what: String, mut entry: Entry| {
        let reason = entry.text;
        entry.text = text!(
            locale,
            "alerts-handover-reason",
            what = what,
            reason = reason
        );
        entry
    };
    let mut all = Vec::new();
    for hotspot in knowledge.hotspots() {
        let positions = hotspot.positions.iter().map(|one| cite.position(one));
        let developments = hotspot.developments.iter();
        let developments = developments.map(|one| cite.development(one));
        let verdicts = hotspot.alignments.iter().map(|one| {
            let stance = wording::stance(one.stance, locale);
            headed(stance, cite.alignment(one))
        });
        let entries = positions.chain(developments).chain(verdicts);
        all.extend(of_topic(Topic::Hotspot(hotspot), entries));
    }
    for organization in knowledge.organizations() {
        let members = organization.members.iter().map(|one| {
            let class = wording::member_class(one.kind, locale);
            headed(class, cite.members(one))
        });
        let chairs = organization.chairs.iter().map(|one| {
            let mut entry = cite.chair(one);
            entry.text = text!(locale, "alerts-handover-chair", chair = entry.text);
            entry
        });
        let statements = organization.statements.iter();
        let entries = members
            .chain(chairs)
            .chain(statements.map(|one| cite.statement(one)));
        all.extend(of_topic(Topic::Organization(organization), entries));
    }
    // Dates, place and status of a summit are what alerts are about.
    all.extend(knowledge.summits().map(|summit| Statement {
        page: summit.id.clone(),
        entry: cite.summit(summit).labelled(summit.title()),
    }));
    all
}

fn of_topic<'t>(
    topic: Topic<'t>,
    entries: impl Iterator<Item = Entry> + 't,
) -> impl Iterator<Item = Statement> + 't {
    entries.map(move |entry| Statement {
        page: topic.id().to_owned(),
        entry: entry.labelled(topic.name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::load;
    use jiff::civil::date;

    fn shipped() -> Knowledge {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge");
        let loaded = load(folder.as_ref(), date(2026, 11, 23));
        loaded.expect("the shipped knowledge").knowledge
    }

    #[test]
    fn no_two_statements_share_an_id_and_each_language_shows_the_same_ones() {
        let knowledge = shipped();
        let ids = ids(&knowledge);
        let all = statements(&knowledge, Locale::English);
        assert_eq!(ids.len(), all.len());
        for locale in Locale::ALL {
            assert_eq!(with_ids(&knowledge, &ids, locale).len(), all.len());
        }
    }

    #[test]
    fn a_statement_is_another_once_its_words_or_its_date_change() {
        let statement = |text: &str, year| Statement {
            page: "iran".to_owned(),
            entry: Entry {
                date: Some(PartialDate::Year(year)),
                ..Entry::remark(text)
            },
        };
        let id = statement("It was so.", 2026).id();
        assert_eq!(id, statement("It was so.", 2026).id());
        assert_ne!(id, statement("It was not so.", 2026).id());
        assert_ne!(id, statement("It was so.", 2025).id());
    }
}
