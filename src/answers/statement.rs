//! The statements of each page, as passages: what can answer, in the order of the knowledge. They are made into passages
//! when they are shown or indexed; between that, the knowledge alone has their texts.

use std::borrow::Cow;

use super::passage::{Passage, PassageKind, Subject};
use crate::document::PartialDate;
use crate::knowledge::{
    self, Actor, Alignment, Chair, Development, Gap, Hotspot, Knowledge, Members, Organization,
    Position, Summit, Term, Topic,
};
use crate::pages::{AsOf, Citer, running, summit_entry, wording};
use crate::reply::{Entry, Tab, View};
use crate::text::{Locale, text};

/// A page with statements that can answer.
#[derive(Debug, Clone, Copy)]
pub(super) enum PassagePage<'k> {
    Hotspot(&'k Hotspot),
    Organization(&'k Organization),
    Term(&'k Term),
    Summit(&'k Summit),
}

/// A statement of a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Statement<'k> {
    /// The summary, and the date of the newest statement that it rests on.
    Summary(&'k str, PartialDate),
    Position(&'k Position),
    Development(&'k Development),
    /// A verdict, and whether it is the newest of its page.
    Verdict(&'k Alignment, bool),
    Gap(&'k Gap),
    Members(&'k Members),
    Chair(&'k Chair),
    Other(&'k knowledge::Statement),
    Term(&'k Term),
    Summit(&'k Summit),
}

/// Every page, in the order of its passages in the index.
pub(super) fn pages(knowledge: &Knowledge) -> impl Iterator<Item = PassagePage<'_>> {
    let hotspots = knowledge.hotspots().map(PassagePage::Hotspot);
    let organizations = knowledge.organizations().map(PassagePage::Organization);
    let terms = knowledge.terms().iter().map(PassagePage::Term);
    let summits = knowledge.summits().map(PassagePage::Summit);
    hotspots.chain(organizations).chain(terms).chain(summits)
}

impl<'k> PassagePage<'k> {
    /// The page that `subject` names; none if the knowledge no longer has it.
    pub(super) fn of(knowledge: &'k Knowledge, subject: &Subject) -> Option<Self> {
        match subject {
            Subject::Hotspot(id) | Subject::Organization(id) => {
                knowledge.topic(id).map(|topic| match topic {
                    Topic::Hotspot(hotspot) => Self::Hotspot(hotspot),
                    Topic::Organization(organization) => Self::Organization(organization),
                })
            }
            Subject::Summit(id) => knowledge.summit(id).map(Self::Summit),
            Subject::Term(id) => knowledge.term(id).map(Self::Term),
        }
    }

    pub(super) fn subject(self) -> Subject {
        match self {
            Self::Hotspot(hotspot) => Subject::Hotspot(hotspot.id.clone()),
            Self::Organization(organization) => Subject::Organization(organization.id.clone()),
            Self::Term(term) => Subject::Term(term.id()),
            Self::Summit(summit) => Subject::Summit(summit.id.clone()),
        }
    }

    pub(super) fn title(self) -> Cow<'k, str> {
        match self {
            Self::Hotspot(hotspot) => Cow::Borrowed(&hotspot.name),
            Self::Organization(organization) => Cow::Borrowed(&organization.name),
            Self::Term(term) => Cow::Borrowed(&term.name),
            Self::Summit(summit) => Cow::Owned(summit.title()),
        }
    }

    /// The ids of the hotspots and organizations that its passages have to do with, its own first.
    pub(super) fn topics(self) -> Vec<&'k str> {
        match self {
            Self::Hotspot(hotspot) => vec![&hotspot.id],
            Self::Organization(organization) => vec![&organization.id],
            Self::Term(term) => term.hotspots.iter().map(String::as_str).collect(),
            Self::Summit(summit) => {
                let own = summit.organization.iter();
                own.chain(&summit.watch).map(String::as_str).collect()
            }
        }
    }

    /// Whether `other` is the very same in memory, so that nothing of it can have changed.
    pub(super) fn is_same(self, other: PassagePage<'_>) -> bool {
        match (self, other) {
            (Self::Hotspot(one), PassagePage::Hotspot(other)) => std::ptr::eq(one, other),
            (Self::Organization(one), PassagePage::Organization(other)) => std::ptr::eq(one, other),
            _ => false,
        }
    }

    /// Its statements; their order does not depend on the language.
    pub(super) fn statements(self) -> Box<dyn Iterator<Item = Statement<'k>> + 'k> {
        match self {
            Self::Hotspot(hotspot) => {
                let summary = Statement::Summary(&hotspot.summary, hotspot.as_of());
                let verdicts = hotspot.alignments.iter().enumerate();
                let verdicts = verdicts.map(|(at, verdict)| Statement::Verdict(verdict, at == 0));
                let statements = std::iter::once(summary)
                    .chain(hotspot.positions.iter().map(Statement::Position))
                    .chain(hotspot.developments.iter().map(Statement::Development))
                    .chain(verdicts)
                    .chain(hotspot.gaps.iter().map(Statement::Gap));
                Box::new(statements)
            }
            Self::Organization(organization) => {
                let summary = Statement::Summary(&organization.summary, organization.as_of());
                let statements = std::iter::once(summary)
                    .chain(organization.members.iter().map(Statement::Members))
                    .chain(organization.chairs.iter().map(Statement::Chair))
                    .chain(organization.statements.iter().map(Statement::Other));
                Box::new(statements)
            }
            Self::Term(term) => Box::new(std::iter::once(Statement::Term(term))),
            Self::Summit(summit) => Box::new(std::iter::once(Statement::Summit(summit))),
        }
    }

    /// Its passage `nth`, counted from 0, with the words around it in the language of `citer`.
    pub(super) fn passage(self, citer: Citer<'_>, nth: usize, as_of: AsOf) -> Option<Passage> {
        let statement = self.statements().nth(nth)?;
        Some(self.passage_of(citer, statement, as_of))
    }

    pub(super) fn passage_of(
        self,
        citer: Citer<'_>,
        statement: Statement<'_>,
        as_of: AsOf,
    ) -> Passage {
        Passage {
            page: self.subject(),
            topics: self.topics().into_iter().map(str::to_owned).collect(),
            kind: statement.kind(),
            actors: statement.actors().to_vec(),
            entry: self.entry(citer, statement, as_of),
            asked: statement.asked().to_vec(),
            title: self.title().into_owned(),
            view: self.view(statement),
        }
    }

    /// The statement as it is shown.
    fn entry(self, citer: Citer<'_>, statement: Statement<'_>, as_of: AsOf) -> Entry {
        let locale = citer.1;
        match statement {
            Statement::Summary(text, newest) => Entry {
                date: Some(newest),
                locale,
                ..Entry::remark(running(text))
            },
            Statement::Position(position) => citer.position(position),
            Statement::Development(event) => citer.development(event),
            Statement::Verdict(verdict, _) => {
                let stance = wording::stance(verdict.stance, locale);
                let label = text!(locale, "pages-stance-heading", stance = stance);
                citer.alignment(verdict).labelled(label)
            }
            Statement::Gap(gap) => {
                let label = text!(locale, "pages-not-known-heading");
                citer.gap(gap).labelled(label)
            }
            Statement::Members(members) => {
                let label = text!(
                    locale,
                    "answers-members",
                    class = wording::member_class(members.kind, locale),
                    organization = self.short(),
                    count = members.countries.len()
                );
                citer.members(members).labelled(label)
            }
            Statement::Chair(chair) => {
                let label = text!(locale, "answers-chair", organization = self.short());
                citer.chair(chair).labelled(label)
            }
            Statement::Other(statement) => citer.statement(statement),
            Statement::Term(term) => citer.term(term).labelled(&term.name),
            Statement::Summit(summit) => summit_entry(citer.0, summit, as_of, locale),
        }
    }

    /// The letters that an organization is known by, else its name.
    fn short(self) -> &'k str {
        match self {
            Self::Organization(organization) => {
                organization.short.as_deref().unwrap_or(&organization.name)
            }
            _ => "",
        }
    }

    /// The tab that a statement stands on. Joint positions stand on both China's and Russia's.
    fn view(self, statement: Statement<'_>) -> View {
        let tab = match statement {
            Statement::Position(position) => match position.actor {
                Actor::Russia => Tab::Russia,
                Actor::China | Actor::Joint => Tab::China,
                Actor::Us | Actor::Other => Tab::Overview,
            },
            Statement::Development(_) => Tab::Timeline(None),
            Statement::Other(_) => Tab::More,
            _ => Tab::Overview,
        };
        match self.subject() {
            Subject::Hotspot(id) | Subject::Organization(id) => View::Topic { id, tab, page: 0 },
            Subject::Term(id) => View::Term { id },
            Subject::Summit(id) => View::Summit { id },
        }
    }
}

impl<'k> Statement<'k> {
    pub(super) fn kind(self) -> PassageKind {
        match self {
            Self::Summary(..) => PassageKind::Summary,
            Self::Position(_) => PassageKind::Position,
            Self::Development(_) => PassageKind::Development,
            Self::Verdict(verdict, is_newest) => PassageKind::Alignment {
                stance: verdict.stance,
                is_newest,
            },
            Self::Gap(_) => PassageKind::Gap,
            Self::Members(members) => PassageKind::Members(members.kind),
            Self::Chair(_) => PassageKind::Chair,
            Self::Other(_) => PassageKind::Statement,
            Self::Term(_) => PassageKind::Term,
            Self::Summit(_) => PassageKind::Summit,
        }
    }

    /// Whose position it is, or who took part.
    pub(super) fn actors(self) -> &'k [Actor] {
        match self {
            Self::Position(position) => std::slice::from_ref(&position.actor),
            Self::Development(event) => &event.actors,
            Self::Verdict(..) => &[Actor::Us, Actor::Joint],
            _ => &[],
        }
    }

    /// When it held or happened.
    pub(super) fn date(self) -> PartialDate {
        match self {
            Self::Summary(_, newest) => newest,
            Self::Position(position) => position.as_of,
            Self::Development(event) => event.date,
            Self::Verdict(verdict, _) => verdict.as_of,
            Self::Gap(gap) => gap.as_of,
            Self::Members(members) => members.as_of,
            Self::Chair(chair) => chair.as_of,
            Self::Other(statement) => statement.as_of,
            Self::Term(term) => term.as_of,
            Self::Summit(summit) => summit.as_of,
        }
    }

    /// Other ways in which people ask for it.
    pub(super) fn asked(self) -> &'k [String] {
        match self {
            Self::Summary(..) => &[],
            Self::Position(position) => &position.asked,
            Self::Development(event) => &event.asked,
            Self::Verdict(verdict, _) => &verdict.asked,
            Self::Gap(gap) => &gap.asked,
            Self::Members(members) => &members.asked,
            Self::Chair(chair) => &chair.asked,
            Self::Other(statement) => &statement.asked,
            Self::Term(term) => &term.asked,
            Self::Summit(summit) => &summit.asked,
        }
    }

    /// Whether `number`, which is digits alone, stands in its text as it is shown in English.
    pub(super) fn has_number(self, number: &str, knowledge: &Knowledge, as_of: AsOf) -> bool {
        let citer = Citer(knowledge, Locale::English);
        match self {
            Self::Summary(text, _) => text.contains(number),
            Self::Position(position) => position.text.contains(number),
            Self::Development(event) => event.text.contains(number),
            Self::Verdict(verdict, _) => verdict.reason.contains(number),
            Self::Gap(gap) => gap.text.contains(number),
            Self::Other(statement) => statement.text.contains(number),
            Self::Term(term) => term.text.contains(number),
            Self::Members(members) => citer.members(members).text.contains(number),
            Self::Chair(chair) => citer.chair(chair).text.contains(number),
            Self::Summit(summit) => {
                let entry = summit_entry(knowledge, summit, as_of, Locale::English);
                entry.text.contains(number)
            }
        }
    }
}

impl Passage {
    /// The statement as it is shown in another language: the same facts with other words around them. `self` is a passage
    /// of this knowledge and day.
    pub(super) fn entry_in(&self, locale: Locale, knowledge: &Knowledge, as_of: AsOf) -> Entry {
        let page = PassagePage::of(knowledge, &self.page).filter(|_| locale != Locale::English);
        let Some(page) = page else {
            return self.entry.clone();
        };
        let in_language = |locale, nth| page.passage(Citer(knowledge, locale), nth, as_of);
        let own = |nth: &usize| in_language(Locale::English, *nth).as_ref() == Some(self);
        let nth = (0..page.statements().count()).find(own);
        let other = nth.and_then(|nth| in_language(locale, nth));
        other.map_or_else(|| self.entry.clone(), |other| other.entry)
    }
}
