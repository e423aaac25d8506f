//! What can answer: every statement of the knowledge, with its date and its sources.

use crate::document::PartialDate;
use crate::knowledge::{
    Actor, Alignment, Hotspot, Knowledge, MemberClass, Organization, Stance, Summit, Term, Topic,
};
use crate::pages::{AsOf, Citer, running, summit_entry, wording};
use crate::reply::{Entry, Tab, Tone, View};
use crate::text::{Locale, text};

/// The smallest thing that can answer: a statement, with its date and its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The page it is on.
    pub page: Subject,
    /// The ids of the hotspots and organizations that it has to do with, its own first; none for a term of no page.
    pub topics: Vec<String>,
    /// What kind of statement it is.
    pub kind: PassageKind,
    /// Whose position it is, or who took part; empty where that does not apply.
    pub actors: Vec<Actor>,
    /// The statement as it is shown, with its date and its sources.
    pub entry: Entry,
    /// Other ways in which people ask for it; never shown.
    pub asked: Vec<String>,
    /// The title of its page.
    pub title: String,
    /// The tab of the page that it stands on.
    pub view: View,
}

/// A page that a question can be about, by its id.
#[derive(
    Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase", tag = "is", content = "id")]
pub enum Subject {
    /// A hotspot.
    Hotspot(String),
    /// An organization.
    Organization(String),
    /// A summit.
    Summit(String),
    /// A term.
    Term(String),
}

/// What kind of statement a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// The summary of a page.
    Summary,
    /// What an actor wants or says.
    Position,
    /// What happened.
    Development,
    /// The verdict: how it sits with U.S. aims.
    Alignment {
        /// The verdict.
        stance: Stance,
        /// Whether it is the newest of its page.
        is_newest: bool,
    },
    /// What a word means.
    Term,
    /// The members of an organization, of one class.
    Members(MemberClass),
    /// The chair of an organization.
    Chair,
    /// Anything else about an organization.
    Statement,
    /// When and where a summit is.
    Summit,
    /// What the sources leave open.
    Gap,
}

impl Subject {
    /// The id of its page.
    pub fn id(&self) -> &str {
        match self {
            Self::Hotspot(id) | Self::Organization(id) | Self::Summit(id) | Self::Term(id) => id,
        }
    }

    /// The title of its page; none if the knowledge no longer has it.
    pub(super) fn title(&self, knowledge: &Knowledge) -> Option<String> {
        match self {
            Self::Hotspot(id) | Self::Organization(id) => {
                knowledge.topic(id).map(|topic| topic.name().to_owned())
            }
            Self::Summit(id) => knowledge.summit(id).map(Summit::title),
            Self::Term(id) => knowledge.term(id).map(|term| term.name.clone()),
        }
    }

    /// The page, at its overview.
    pub fn view(&self) -> View {
        match self {
            Self::Hotspot(id) | Self::Organization(id) => View::overview(id),
            Self::Summit(id) => View::Summit { id: id.clone() },
            Self::Term(id) => View::Term { id: id.clone() },
        }
    }
}

impl Passage {
    /// The colour of its verdict; plain if it is none.
    pub(super) fn tone(&self) -> Tone {
        match self.kind {
            PassageKind::Alignment { stance, .. } => stance.into(),
            _ => Tone::Plain,
        }
    }

    /// When it held or happened; none for a passage without a date.
    pub fn date(&self) -> Option<PartialDate> {
        self.entry.date
    }

    /// The statement as it is shown in another language: the same facts with other words around them. `self` is a passage
    /// of this knowledge and day.
    pub(super) fn entry_in(&self, locale: Locale, knowledge: &Knowledge, as_of: AsOf) -> Entry {
        if locale == Locale::English {
            return self.entry.clone();
        }
        let own = of_page(&self.page, knowledge, as_of, Locale::English);
        let others = of_page(&self.page, knowledge, as_of, locale);
        let mut pairs = own.into_iter().zip(others);
        let same = pairs.find(|(own, _)| own == self);
        same.map_or_else(|| self.entry.clone(), |(_, other)| other.entry)
    }
}

/// The passages of one page; their order does not depend on the language.
fn of_page(page: &Subject, knowledge: &Knowledge, as_of: AsOf, locale: Locale) -> Vec<Passage> {
    let citer = Citer(knowledge, locale);
    let found = match page {
        Subject::Hotspot(id) | Subject::Organization(id) => {
            knowledge.topic(id).map(|topic| match topic {
                Topic::Hotspot(hotspot) => of_hotspot(citer, hotspot),
                Topic::Organization(organization) => of_organization(citer, organization),
            })
        }
        Subject::Summit(id) => knowledge
            .summit(id)
            .map(|summit| vec![of_summit(citer, summit, as_of)]),
        Subject::Term(id) => knowledge.term(id).map(|term| vec![of_term(citer, term)]),
    };
    found.unwrap_or_default()
}

/// Every passage there is, in English, for the day of `as_of`: what is said of a summit depends on it.
pub(super) fn all(knowledge: &Knowledge, as_of: AsOf) -> Vec<Passage> {
    let citer = Citer(knowledge, Locale::English);
    let mut passages = Vec::new();
    for hotspot in knowledge.hotspots() {
        passages.extend(of_hotspot(citer, hotspot));
    }
    for organization in knowledge.organizations() {
        passages.extend(of_organization(citer, organization));
    }
    let terms = knowledge.terms().iter();
    passages.extend(terms.map(|term| of_term(citer, term)));
    let summits = knowledge.summits();
    passages.extend(summits.map(|summit| of_summit(citer, summit, as_of)));
    passages
}

/// The page of a hotspot or an organization: what all of its passages share.
struct PassagePage<'p> {
    subject: Subject,
    title: &'p str,
}

impl PassagePage<'_> {
    fn passage(&self, kind: PassageKind, entry: Entry, asked: &[String], tab: Tab) -> Passage {
        let id = self.subject.id().to_owned();
        Passage {
            page: self.subject.clone(),
            topics: vec![id.clone()],
            kind,
            actors: Vec::new(),
            entry,
            asked: asked.to_vec(),
            title: self.title.to_owned(),
            view: View::Topic { id, tab, page: 0 },
        }
    }
}

fn of_hotspot(citer: Citer<'_>, hotspot: &Hotspot) -> Vec<Passage> {
    let page = PassagePage {
        subject: Subject::Hotspot(hotspot.id.clone()),
        title: &hotspot.name,
    };
    let summary = summary(citer, &hotspot.summary, hotspot.as_of());
    let summary = page.passage(PassageKind::Summary, summary, &[], Tab::Overview);
    let positions = hotspot.positions.iter().map(|position| Passage {
        actors: vec![position.actor],
        ..page.passage(
            PassageKind::Position,
            citer.position(position),
            &position.asked,
            tab_of(position.actor),
        )
    });
    let developments = hotspot.developments.iter().map(|event| Passage {
        actors: event.actors.clone(),
        ..page.passage(
            PassageKind::Development,
            citer.development(event),
            &event.asked,
            Tab::Timeline(None),
        )
    });
    let verdicts = hotspot.alignments.iter().enumerate();
    let verdicts = verdicts.map(|(at, verdict)| verdict_of(&page, citer, verdict, at == 0));
    let gaps = hotspot.gaps.iter().map(|gap| {
        let label = text!(citer.1, "pages-not-known-heading");
        let entry = citer.gap(gap).labelled(label);
        page.passage(PassageKind::Gap, entry, &gap.asked, Tab::Overview)
    });
    std::iter::once(summary)
        .chain(positions)
        .chain(developments)
        .chain(verdicts)
        .chain(gaps)
        .collect()
}

/// The tab that an actor's positions stand on. Joint ones stand on both China's and Russia's.
fn tab_of(actor: Actor) -> Tab {
    match actor {
        Actor::Russia => Tab::Russia,
        Actor::China | Actor::Joint => Tab::China,
        Actor::Us | Actor::Other => Tab::Overview,
    }
}

fn verdict_of(
    page: &PassagePage<'_>,
    citer: Citer<'_>,
    verdict: &Alignment,
    is_newest: bool,
) -> Passage {
    let stance = verdict.stance;
    let label = text!(
        citer.1,
        "pages-stance-heading",
        stance = wording::stance(stance, citer.1)
    );
    let entry = citer.alignment(verdict).labelled(label);
    let kind = PassageKind::Alignment { stance, is_newest };
    Passage {
        actors: vec![Actor::Us, Actor::Joint],
        ..page.passage(kind, entry, &verdict.asked, Tab::Overview)
    }
}

fn of_organization(citer: Citer<'_>, organization: &Organization) -> Vec<Passage> {
    let page = PassagePage {
        subject: Subject::Organization(organization.id.clone()),
        title: &organization.name,
    };
    let short = organization.short.as_deref().unwrap_or(&organization.name);
    let summary = summary(citer, &organization.summary, organization.as_of());
    let summary = page.passage(PassageKind::Summary, summary, &[], Tab::Overview);
    let members = organization.members.iter().map(|members| {
        let label = text!(
            citer.1,
            "answers-members",
            class = wording::member_class(members.kind, citer.1),
            organization = short,
            count = members.countries.len()
        );
        let entry = citer.members(members).labelled(label);
        let kind = PassageKind::Members(members.kind);
        page.passage(kind, entry, &members.asked, Tab::Overview)
    });
    let chairs = organization.chairs.iter().map(|chair| {
        let label = text!(citer.1, "answers-chair", organization = short);
        let entry = citer.chair(chair).labelled(label);
        page.passage(PassageKind::Chair, entry, &chair.asked, Tab::Overview)
    });
    let statements = organization.statements.iter().map(|statement| {
        let entry = citer.statement(statement);
        page.passage(PassageKind::Statement, entry, &statement.asked, Tab::More)
    });
    std::iter::once(summary)
        .chain(members)
        .chain(chairs)
        .chain(statements)
        .collect()
}

fn of_term(citer: Citer<'_>, term: &Term) -> Passage {
    let id = term.id();
    Passage {
        page: Subject::Term(id.clone()),
        topics: term.hotspots.clone(),
        kind: PassageKind::Term,
        actors: Vec::new(),
        entry: citer.term(term).labelled(&term.name),
        asked: term.asked.clone(),
        title: term.name.clone(),
        view: View::Term { id },
    }
}

fn of_summit(citer: Citer<'_>, summit: &Summit, as_of: AsOf) -> Passage {
    let watched = summit.watch.iter();
    Passage {
        page: Subject::Summit(summit.id.clone()),
        topics: summit.organization.iter().chain(watched).cloned().collect(),
        kind: PassageKind::Summit,
        actors: Vec::new(),
        entry: summit_entry(citer.0, summit, as_of, citer.1),
        asked: summit.asked.clone(),
        title: summit.title(),
        view: View::Summit {
            id: summit.id.clone(),
        },
    }
}

/// A summary rests on the statements of its page, and is as old as the newest of them.
fn summary(citer: Citer<'_>, text: &str, newest: PartialDate) -> Entry {
    Entry {
        date: Some(newest),
        locale: citer.1,
        ..Entry::remark(running(text))
    }
}
