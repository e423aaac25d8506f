use crate::document::PartialDate;
use crate::knowledge::{
    Actor, Hotspot, Knowledge, MemberClass, Organization, Stance, Summit, Term,
};
use crate::pages::{AsOf, Citer, summit_entry};
use crate::reply::{Entry, Tab, Tone, View};

/// The smallest thing that can answer: a statement, with its date and its sources.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The page it stands on.
    pub page: Subject,
    /// The pages of hotspots and organizations that it has to do with, its own first.
    pub topics: Vec<String>,
    /// What it is.
    pub kind: Kind,
    /// Whose it is, or who took part.
    pub actors: Vec<Actor>,
    /// The statement as it is shown.
    pub entry: Entry,
    /// Other ways in which people ask for it.
    pub asked: Vec<String>,
    /// The name of its page.
    pub title: String,
    /// Where it is read with what belongs to it.
    pub view: View,
}

/// Something that a question can be about.
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

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page in short.
    Summary,
    /// What an actor wants or says.
    Position,
    /// What happened.
    Development,
    /// How it sits with U.S. aims; the newest verdict, or an older one.
    Alignment {
        /// The verdict in a word.
        stance: Stance,
        /// Whether none came after it.
        is_newest: bool,
    },
    /// What a word means.
    Term,
    /// Who belongs to an organization.
    Members(MemberClass),
    /// Who leads it.
    Chair,
    /// Anything else of an organization.
    Statement,
    /// When and where a summit is.
    Summit,
    /// What the sources do not tell.
    Gap,
}

impl Subject {
    /// The id of its page.
    pub fn id(&self) -> &str {
        match self {
            Self::Hotspot(id) | Self::Organization(id) | Self::Summit(id) | Self::Term(id) => id,
        }
    }

    /// The page itself.
    pub fn view(&self) -> View {
        match self {
            Self::Hotspot(id) | Self::Organization(id) => tab(id, Tab::Overview),
            Self::Summit(id) => View::Summit { id: id.clone() },
            Self::Term(id) => View::Term { id: id.clone() },
        }
    }
}

impl Passage {
    /// The colour of its verdict, if it is one.
    pub(super) fn tone(&self) -> Tone {
        match self.kind {
            Kind::Alignment { stance, .. } => stance.into(),
            _ => Tone::Plain,
        }
    }

    /// When it held or happened.
    pub fn date(&self) -> Option<PartialDate> {
        self.entry.date
    }
}

/// Every passage there is.
pub(super) fn all(knowledge: &Knowledge, moment: AsOf) -> Vec<Passage> {
    let mut passages = Vec::new();
    for hotspot in knowledge.hotspots() {
        of_hotspot(knowledge, hotspot, &mut passages);
    }
    for organization in knowledge.organizations() {
        of_organization(knowledge, organization, &mut passages);
    }
    passages.extend(
        knowledge
            .terms()
            .iter()
            .map(|term| of_term(knowledge, term)),
    );
    let summits = knowledge.summits();
    passages.extend(summits.map(|summit| of_summit(knowledge, summit, moment)));
    passages
}

fn of_hotspot(knowledge: &Knowledge, hotspot: &Hotspot, passages: &mut Vec<Passage>) {
    let teller = Citer(knowledge);
    let passage = |kind, actors: &[Actor], entry, asked: &[String], on| Passage {
        page: Subject::Hotspot(hotspot.id.clone()),
        topics: vec![hotspot.id.clone()],
        kind,
        actors: actors.to_vec(),
        entry,
        asked: asked.to_vec(),
        title: hotspot.name.clone(),
        view: tab(&hotspot.id, on),
    };
    passages.push(passage(
        Kind::Summary,
        &[],
        summary(&hotspot.summary, hotspot.as_of()),
        &[],
        Tab::Overview,
    ));
    for position in &hotspot.positions {
        let on = match position.actor {
            Actor::Russia => Tab::Russia,
            Actor::China | Actor::Joint => Tab::China,
            Actor::Us | Actor::Other => Tab::Overview,
        };
        passages.push(passage(
            Kind::Position,
            &[position.actor],
            teller.position(position),
            &position.asked,
            on,
        ));
    }
    for event in &hotspot.developments {
        let entry = teller.development(event);
        passages.push(passage(
            Kind::Development,
            &event.actors,
            entry,
            &event.asked,
            Tab::Timeline(None),
        ));
    }
    for (at, verdict) in hotspot.alignments.iter().enumerate() {
        let kind = Kind::Alignment {
            stance: verdict.stance,
            is_newest: at == 0,
        };
        let label = format!("Stance towards U.S. aims: {}", verdict.stance);
        let entry = teller.alignment(verdict).labelled(label);
        passages.push(passage(
            kind,
            &[Actor::Us, Actor::Joint],
            entry,
            &verdict.asked,
            Tab::Overview,
        ));
    }
    for gap in &hotspot.gaps {
        passages.push(passage(
            Kind::Gap,
            &[],
            Citer::gap(gap).labelled("Not known"),
            &gap.asked,
            Tab::Overview,
        ));
    }
}

fn of_organization(
    knowledge: &Knowledge,
    organization: &Organization,
    passages: &mut Vec<Passage>,
) {
    let teller = Citer(knowledge);
    let short = organization.short.as_deref().unwrap_or(&organization.name);
    let mut add = |kind, entry, asked: &[String], on| {
        passages.push(Passage {
            page: Subject::Organization(organization.id.clone()),
            topics: vec![organization.id.clone()],
            kind,
            actors: Vec::new(),
            entry,
            asked: asked.to_vec(),
            title: organization.name.clone(),
            view: tab(&organization.id, on),
        });
    };
    add(
        Kind::Summary,
        summary(&organization.summary, organization.as_of()),
        &[],
        Tab::Overview,
    );
    for members in &organization.members {
        let label = format!("{} of {short} ({})", members.kind, members.countries.len());
        add(
            Kind::Members(members.kind),
            teller.members(members).labelled(label),
            &members.asked,
            Tab::Overview,
        );
    }
    for chair in &organization.chairs {
        add(
            Kind::Chair,
            teller.chair(chair).labelled(format!("Chair of {short}")),
            &chair.asked,
            Tab::Overview,
        );
    }
    for statement in &organization.statements {
        add(
            Kind::Statement,
            teller.statement(statement),
            &statement.asked,
            Tab::More,
        );
    }
}

fn of_term(knowledge: &Knowledge, term: &Term) -> Passage {
    let id = term.id();
    Passage {
        page: Subject::Term(id.clone()),
        topics: term.hotspots.clone(),
        kind: Kind::Term,
        actors: Vec::new(),
        entry: Citer(knowledge).term(term).labelled(&term.name),
        asked: term.asked.clone(),
        title: term.name.clone(),
        view: View::Term { id },
    }
}

fn of_summit(knowledge: &Knowledge, summit: &Summit, moment: AsOf) -> Passage {
    let watched = summit.watch.iter();
    Passage {
        page: Subject::Summit(summit.id.clone()),
        topics: summit.organization.iter().chain(watched).cloned().collect(),
        kind: Kind::Summit,
        actors: Vec::new(),
        entry: summit_entry(knowledge, summit, moment),
        asked: summit.asked.clone(),
        title: summit.title(),
        view: View::Summit {
            id: summit.id.clone(),
        },
    }
}

/// A summary rests on the statements of its page, and is as old as the newest of them.
fn summary(text: &str, as_of: PartialDate) -> Entry {
    Entry {
        date: Some(as_of),
        ..Entry::remark(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

fn tab(id: &str, tab: Tab) -> View {
    View::Topic {
        id: id.to_owned(),
        tab,
        page: 0,
    }
}
