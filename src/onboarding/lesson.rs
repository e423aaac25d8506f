//! The pages of a step: what to know, the question, and the answer with its reason.

use super::course::Course;
use super::question::{LETTERS, Question};
use crate::knowledge::{Actor, Hotspot, Knowledge, Organization, Remember, Topic, TrackStep};
use crate::pages::{Moment, Teller, dated_footer, running, stale_warning, stance_word};
use crate::reply::{
    Button, ButtonState, Entry, MAX_DESCRIPTION, Page, Press, Reply, Section, Tone, TourAct,
    escape, fit, fit_page, shorten,
};

/// Most terms of a step.
const TERMS: usize = 3;
/// What a hotspot's step shows if its track does not say.
const OF_A_HOTSPOT: [Remember; 3] = [Remember::Joint, Remember::Alignment, Remember::Latest];
/// The same of an organization.
const OF_AN_ORGANIZATION: [Remember; 3] = [Remember::Members, Remember::Chair, Remember::Latest];

/// A button of this user's tour.
pub(super) fn button(owner: u64, label: impl Into<String>, act: TourAct) -> Button {
    Button {
        label: shorten(&label.into(), 80),
        press: Press::Tour { owner, act },
        state: ButtonState::Open,
    }
}

/// The same, as the one to press next.
pub(super) fn main_button(owner: u64, label: impl Into<String>, act: TourAct) -> Button {
    button(owner, label, act).here_if(true)
}

/// What to know: what it is, two or three things to remember, the terms.
pub fn page(
    knowledge: &Knowledge,
    course: &Course<'_>,
    step: &TrackStep,
    owner: u64,
    has_question: bool,
    moment: Moment,
) -> Reply {
    let mut page = match knowledge.topic(&step.topic) {
        Some(Topic::Hotspot(hotspot)) => of_hotspot(knowledge, hotspot, step, moment),
        Some(Topic::Organization(organization)) => {
            of_organization(knowledge, organization, step, moment)
        }
        None => Page::default(),
    };
    let why = step.why.as_deref().map(running);
    let parts = [Some(progress(course)), why, Some(page.lead)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    page.lead = parts.join("\n\n");
    fit_description(&mut page);
    fit_page(&mut page);
    let onward = if has_question {
        let topic = step.topic.clone();
        main_button(owner, "To the question", TourAct::Quiz { topic })
    } else {
        let topic = step.topic.clone();
        main_button(owner, "Next ▶", TourAct::Quiz { topic })
    };
    let stop = button(owner, "Stop", TourAct::Stop);
    Reply::of(page).with_row(vec![onward, stop])
}

fn progress(course: &Course<'_>) -> String {
    format!("{} · {}", course.bar(), course.track.name)
}

fn of_hotspot(knowledge: &Knowledge, hotspot: &Hotspot, step: &TrackStep, moment: Moment) -> Page {
    let remember = step.remember.as_slice();
    let wanted = if remember.is_empty() {
        &OF_A_HOTSPOT
    } else {
        remember
    };
    let entries = wanted
        .iter()
        .filter_map(|what| about_hotspot(knowledge, hotspot, *what));
    Page {
        title: hotspot.name.clone(),
        tone: hotspot
            .alignment()
            .map(|verdict| verdict.stance.into())
            .unwrap_or_default(),
        warning: stale_warning(hotspot.as_of(), moment),
        lead: running(&hotspot.summary),
        sections: sections(entries.collect(), terms(knowledge, &hotspot.id, step)),
        footer: dated_footer(knowledge, hotspot.as_of()),
        ..Page::default()
    }
}

fn about_hotspot(knowledge: &Knowledge, hotspot: &Hotspot, what: Remember) -> Option<Entry> {
    let teller = Teller(knowledge);
    let newest = |actor: Actor| {
        let position = hotspot.positions_of(actor).next()?;
        Some(teller.position(position).labelled(actor.to_string()))
    };
    match what {
        Remember::Joint => newest(Actor::Joint).map(|entry| entry.labelled("Together")),
        Remember::China => newest(Actor::China),
        Remember::Russia => newest(Actor::Russia),
        Remember::Us => newest(Actor::Us),
        Remember::Alignment => {
            let label = format!("U.S. aims: {}", stance_word(hotspot));
            Some(teller.alignment(hotspot.alignment()?).labelled(label))
        }
        Remember::Latest => {
            let event = hotspot.developments.first()?;
            Some(teller.development(event).labelled("Latest"))
        }
        Remember::Members | Remember::Chair => None,
    }
}

fn of_organization(
    knowledge: &Knowledge,
    organization: &Organization,
    step: &TrackStep,
    moment: Moment,
) -> Page {
    let remember = step.remember.as_slice();
    let wanted = if remember.is_empty() {
        &OF_AN_ORGANIZATION
    } else {
        remember
    };
    let teller = Teller(knowledge);
    let entries = wanted.iter().filter_map(|what| match what {
        Remember::Members => {
            let members = organization.members.first()?;
            Some(teller.members(members).labelled(members.kind.to_string()))
        }
        Remember::Chair => {
            let chair = organization.chairs.first()?;
            Some(teller.chair(chair).labelled("Chair"))
        }
        Remember::Latest => Some(teller.statement(organization.statements.first()?)),
        _ => None,
    });
    Page {
        title: organization.name.clone(),
        warning: stale_warning(organization.as_of(), moment),
        lead: running(&organization.summary),
        sections: sections(entries.collect(), terms(knowledge, &organization.id, step)),
        footer: dated_footer(knowledge, organization.as_of()),
        ..Page::default()
    }
}

/// What to remember runs on below the lead, where there is more room than in a field.
fn sections(remember: Vec<Entry>, terms: Vec<Entry>) -> Vec<Section> {
    let few = |entries: Vec<Entry>| entries.into_iter().map(Entry::naming_few).collect();
    let mut sections = vec![
        Section::running(few(remember)),
        Section::titled("Terms", few(terms)),
    ];
    sections.retain(|section| !section.entries.is_empty());
    sections
}

/// Shortens what is to be remembered until all of the description fits.
fn fit_description(page: &mut Page) {
    let of_lead = escape(&page.lead).chars().count();
    let of_warning = page
        .warning
        .as_deref()
        .map_or(0, |text| escape(text).chars().count());
    // The warning's sign, and the empty lines between the parts.
    const BETWEEN: usize = 40;
    let left = MAX_DESCRIPTION.saturating_sub(of_lead + of_warning + BETWEEN);
    for section in page
        .sections
        .iter_mut()
        .filter(|section| section.heading.is_none())
    {
        section.entries = fit(std::mem::take(&mut section.entries), left);
    }
}

fn terms(knowledge: &Knowledge, topic: &str, step: &TrackStep) -> Vec<Entry> {
    let all = knowledge.terms().iter();
    let is_wanted = |name: &str| match &step.terms {
        Some(wanted) => {
            let plain = crate::knowledge::plain_name(name);
            wanted
                .iter()
                .any(|wanted| crate::knowledge::plain_name(wanted) == plain)
        }
        None => true,
    };
    let own = all.filter(|term| {
        let belongs = step.terms.is_some() || term.hotspots.iter().any(|id| id == topic);
        belongs && is_wanted(&term.name)
    });
    own.take(TERMS)
        .map(|term| Teller(knowledge).term(term).labelled(&term.name))
        .collect()
}

/// The question of a step.
pub fn asked(course: &Course<'_>, question: &Question, name: &str, owner: u64) -> Reply {
    let answer = |place: u8| TourAct::Answer {
        print: question.print.clone(),
        place,
    };
    let topic = question.topic().to_owned();
    let back = button(owner, "◀ Back to the page", TourAct::Page { topic });
    let mut page = choices(question, owner);
    page.title = format!("{name}: a question");
    page.lead = format!("{}\n\n{}", progress(course), page.lead);
    Reply::of(page)
        .with_row(letters(question, owner, answer))
        .with_row(vec![back])
}

/// A question with its choices.
pub(super) fn choices(question: &Question, owner: u64) -> Page {
    let shown = question.shown_to(owner).into_iter().zip(LETTERS);
    let entries = shown.map(|(choice, letter)| Entry::remark(choice).labelled(letter));
    Page {
        lead: question.text.clone(),
        sections: vec![Section::running(entries.collect())],
        ..Page::default()
    }
}

/// A button for each choice.
pub(super) fn letters(question: &Question, owner: u64, act: impl Fn(u8) -> TourAct) -> Vec<Button> {
    let places = (0..).zip(LETTERS).take(question.choices.len());
    places
        .map(|(place, letter)| button(owner, letter, act(place)))
        .collect()
}

/// The right answer, why, and what becomes of a wrong one. `said` is the place of the choice that was made.
pub(super) fn explained(
    question: &Question,
    owner: u64,
    said: usize,
    then: Option<String>,
) -> Page {
    let is_right = question.is_right(owner, said) == Some(true);
    let letter = question.letter_of_right(owner);
    let mut entries = vec![
        Entry::remark(question.right()).labelled(format!("The answer is {letter}")),
        question.why.clone().labelled("Why").naming_few(),
    ];
    if !is_right && let Some(choice) = question.shown_to(owner).get(said) {
        let said = Entry::remark(*choice).labelled(format!("You said {}", LETTERS[said.min(4)]));
        entries.insert(0, said);
    }
    entries.extend(then.map(Entry::remark));
    Page {
        title: if is_right { "Right" } else { "Not quite" }.to_owned(),
        tone: if is_right {
            Tone::Aligned
        } else {
            Tone::Opposed
        },
        lead: question.text.clone(),
        sections: vec![Section::running(entries)],
        ..Page::default()
    }
}

/// What came of an answer in the tour.
pub fn answered(
    course: &Course<'_>,
    question: &Question,
    owner: u64,
    said: usize,
    then: Option<String>,
) -> Reply {
    let mut page = explained(question, owner, said, then);
    let done = super::course::bar(course.count_done(), course.count());
    page.lead = format!("{done} · {}\n\n{}", course.track.name, page.lead);
    let label = if course.topic().is_some() {
        "Next ▶"
    } else {
        "Finish ▶"
    };
    Reply::of(page).with_row(vec![main_button(owner, label, TourAct::Here)])
}
