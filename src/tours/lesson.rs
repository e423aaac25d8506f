//! The page of a step: what the topic is, two or three things to remember, its terms. *Go to the question* follows.

use super::buttons::{button, main_button};
use super::course::Course;
use crate::knowledge::{
    Actor, Hotspot, Knowledge, Organization, Remember, Topic, TrackStep, plain_name,
};
use crate::pages::{
    AsOf, Citer, dated_footer, first_sentence, running, stale_warning, stance_word, wording,
};
use crate::reply::{
    Entry, MAX_DESCRIPTION, Page, Reply, Section, TourAction, escape, fit, fit_page,
};
use crate::text::{Locale, text};

/// Room in a description for what joins its parts, in characters: the warning's sign and the empty lines.
const JOINTS: usize = 40;
/// Most terms of a step: more would push the button below a phone's screen.
const MAX_TERMS: usize = 3;
/// What a hotspot's step shows if its track does not say.
const REMEMBER_OF_HOTSPOT: [Remember; 3] = [Remember::Joint, Remember::Alignment, Remember::Latest];
/// The same for an organization.
const REMEMBER_OF_ORGANIZATION: [Remember; 3] =
    [Remember::Members, Remember::Chair, Remember::Latest];

/// The page of `step`, in the language of `locale` but for its facts. `has_question` says what the main button leads to.
pub fn page(
    knowledge: &Knowledge,
    course: &Course<'_>,
    step: &TrackStep,
    owner: u64,
    has_question: bool,
    as_of: AsOf,
    locale: Locale,
) -> Reply {
    let mut page = match knowledge.topic(&step.topic) {
        Some(Topic::Hotspot(hotspot)) => of_hotspot(knowledge, hotspot, step, as_of, locale),
        Some(Topic::Organization(organization)) => {
            of_organization(knowledge, organization, step, as_of, locale)
        }
        None => Page::default(),
    };
    let why = step.why.as_deref().map(running);
    let parts = [Some(progress(course, locale)), why, Some(page.lead)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    page.lead = parts.join("\n\n");
    fit_description(&mut page);
    fit_page(&mut page);
    let label = if has_question {
        text!(locale, "tours-question-button")
    } else {
        text!(locale, "tours-next-button")
    };
    let stop_label = text!(locale, "tours-stop-button");
    let topic = step.topic.clone();
    Reply::of(page).with_row(vec![
        main_button(owner, label, TourAction::Quiz { topic }),
        button(owner, stop_label, TourAction::Stop),
    ])
}

/// "▰▰▱▱ 2 of 4 · Newcomer"
pub(super) fn progress(course: &Course<'_>, locale: Locale) -> String {
    format!("{} · {}", course.bar(locale), course.track.name)
}

fn of_hotspot(
    knowledge: &Knowledge,
    hotspot: &Hotspot,
    step: &TrackStep,
    as_of: AsOf,
    locale: Locale,
) -> Page {
    let remember = step.remember.as_slice();
    let wanted = if remember.is_empty() {
        &REMEMBER_OF_HOTSPOT
    } else {
        remember
    };
    let entries = wanted
        .iter()
        .filter_map(|what| about_hotspot(knowledge, hotspot, *what, locale));
    let terms = terms(knowledge, &hotspot.id, step, locale);
    Page {
        locale,
        title: hotspot.name.clone(),
        tone: hotspot
            .alignment()
            .map(|verdict| verdict.stance.into())
            .unwrap_or_default(),
        warning: stale_warning(hotspot.as_of(), as_of, locale),
        lead: running(&hotspot.summary),
        sections: sections(entries.collect(), terms, locale),
        footer: dated_footer(knowledge, hotspot.as_of(), locale),
        ..Page::default()
    }
}

fn about_hotspot(
    knowledge: &Knowledge,
    hotspot: &Hotspot,
    what: Remember,
    locale: Locale,
) -> Option<Entry> {
    let citer = Citer(knowledge, locale);
    let newest = |actor: Actor| {
        let position = hotspot.positions_of(actor).next()?;
        Some(
            citer
                .position(position)
                .labelled(wording::actor(actor, locale)),
        )
    };
    match what {
        Remember::Joint => {
            let together = text!(locale, "tours-together");
            newest(Actor::Joint).map(|entry| entry.labelled(together))
        }
        Remember::China => newest(Actor::China),
        Remember::Russia => newest(Actor::Russia),
        Remember::Us => newest(Actor::Us),
        Remember::Alignment => {
            let label = text!(
                locale,
                "tours-us-aims",
                stance = stance_word(hotspot, locale)
            );
            Some(citer.alignment(hotspot.alignment()?).labelled(label))
        }
        Remember::Latest => {
            let event = hotspot.developments.first()?;
            let latest = text!(locale, "tours-latest");
            Some(citer.development(event).labelled(latest))
        }
        Remember::Members | Remember::Chair => None,
    }
}

fn of_organization(
    knowledge: &Knowledge,
    organization: &Organization,
    step: &TrackStep,
    as_of: AsOf,
    locale: Locale,
) -> Page {
    let remember = step.remember.as_slice();
    let wanted = if remember.is_empty() {
        &REMEMBER_OF_ORGANIZATION
    } else {
        remember
    };
    let citer = Citer(knowledge, locale);
    let entries = wanted.iter().filter_map(|what| match what {
        Remember::Members => {
            let members = organization.members.first()?;
            Some(
                citer
                    .members(members)
                    .labelled(wording::member_class(members.kind, locale)),
            )
        }
        Remember::Chair => {
            let chair = organization.chairs.first()?;
            Some(citer.chair(chair).labelled(text!(locale, "tours-chair")))
        }
        Remember::Latest => Some(citer.statement(organization.statements.first()?)),
        _ => None,
    });
    let terms = terms(knowledge, &organization.id, step, locale);
    Page {
        locale,
        title: organization.name.clone(),
        warning: stale_warning(organization.as_of(), as_of, locale),
        lead: running(&organization.summary),
        sections: sections(entries.collect(), terms, locale),
        footer: dated_footer(knowledge, organization.as_of(), locale),
        ..Page::default()
    }
}

/// What to remember goes below the lead, where there is more room than in a field.
fn sections(remember: Vec<Entry>, terms: Vec<Entry>, locale: Locale) -> Vec<Section> {
    let few = |entries: Vec<Entry>| entries.into_iter().map(Entry::naming_few).collect();
    let mut sections = vec![
        Section::running(few(remember)),
        Section::titled(text!(locale, "tours-terms-heading"), few(terms)),
    ];
    sections.retain(|section| !section.entries.is_empty());
    sections
}

/// Shortens what is to be remembered until the whole description fits into Discord's limit.
fn fit_description(page: &mut Page) {
    let of_lead = escape(&page.lead).chars().count();
    let of_warning = page
        .warning
        .as_deref()
        .map_or(0, |text| escape(text).chars().count());
    let left = MAX_DESCRIPTION.saturating_sub(of_lead + of_warning + JOINTS);
    for section in page
        .sections
        .iter_mut()
        .filter(|section| section.heading.is_none())
    {
        section.entries = fit(std::mem::take(&mut section.entries), left);
    }
}

/// The terms that the step names, else those of the topic.
fn terms(knowledge: &Knowledge, topic: &str, step: &TrackStep, locale: Locale) -> Vec<Entry> {
    let all = knowledge.terms().iter();
    let is_wanted = |name: &str| match &step.terms {
        Some(wanted) => {
            let plain = plain_name(name);
            wanted.iter().any(|wanted| plain_name(wanted) == plain)
        }
        None => true,
    };
    let own = all.filter(|term| {
        let belongs = step.terms.is_some() || term.hotspots.iter().any(|id| id == topic);
        belongs && is_wanted(&term.name)
    });
    own.take(MAX_TERMS)
        .map(|term| {
            let mut entry = Citer(knowledge, locale).term(term).labelled(&term.name);
            // A phone is small, and `/glossary` has the rest.
            entry.text = first_sentence(&entry.text).to_owned();
            entry
        })
        .collect()
}
