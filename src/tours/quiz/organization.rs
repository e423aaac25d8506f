//! Questions about an organization: who chairs it, who is a member, where it meets next.

use std::collections::BTreeSet;

use super::super::question::{Question, digest};
use super::choices::choices;
use crate::knowledge::{Knowledge, MemberClass, Organization, Standing, Summit};
use crate::pages::{AsOf, Citer, summits_in_order};
use crate::text::Locale;

/// Those whose facts are known, in a fixed order.
pub(super) fn questions(
    knowledge: &Knowledge,
    organization: &Organization,
    as_of: AsOf,
) -> Vec<Question> {
    [
        chair(knowledge, organization),
        member(knowledge, organization),
        next_summit(knowledge, organization, as_of),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn name(organization: &Organization) -> &str {
    organization.short.as_deref().unwrap_or(&organization.name)
}

fn countries(organization: &Organization, class: Option<MemberClass>) -> BTreeSet<&str> {
    let of_class = organization
        .members
        .iter()
        .filter(|members| class.is_none_or(|class| members.kind == class));
    let countries = of_class.flat_map(|members| &members.countries);
    countries.map(String::as_str).collect()
}

/// Who holds the chair, for a term that a source states; one that we only inferred is not asked.
fn chair(knowledge: &Knowledge, organization: &Organization) -> Option<Question> {
    let key = format!("{}/chair", organization.id);
    let chair = organization.chairs.iter().find(|chair| !chair.inferred)?;
    let of_chairs: BTreeSet<&str> = organization
        .chairs
        .iter()
        .map(|chair| chair.holder.as_str())
        .collect();
    let others = countries(organization, Some(MemberClass::Members));
    let others = others
        .union(&of_chairs)
        .map(|country| (*country).to_owned());
    let choices = choices(&key, &chair.holder, others)?;
    let text = format!(
        "Who chairs the {} for the term {}?",
        name(organization),
        chair.term
    );
    Some(Question::new(
        key,
        text,
        choices,
        Citer(knowledge, Locale::English).chair(chair),
    ))
}

/// Which of several countries is a member. China and Russia would be too easy, and the wrong ones are no observers or
/// partners either. A country named in a note, because it is suspended or disputed, is not used.
fn member(knowledge: &Knowledge, organization: &Organization) -> Option<Question> {
    let key = format!("{}/member", organization.id);
    let list = organization
        .members
        .iter()
        .find(|members| members.kind == MemberClass::Members)?;
    let all = countries(organization, None);
    let elsewhere = knowledge.organizations();
    let elsewhere: BTreeSet<&str> = elsewhere.flat_map(|other| countries(other, None)).collect();
    let is_noted = |country: &str| {
        let mut notes = organization
            .members
            .iter()
            .filter_map(|members| members.note.as_deref());
        notes.any(|note| note.contains(country))
    };
    let outside = elsewhere
        .difference(&all)
        .filter(|country| !is_noted(country))
        .map(|country| (*country).to_owned());
    let is_easy = |country: &&String| matches!(country.as_str(), "China" | "Russia");
    let right = list
        .countries
        .iter()
        .filter(|country| !is_easy(country) && !is_noted(country))
        .min_by_key(|country| digest([key.as_str(), country.as_str()].into_iter()))
        .or_else(|| list.countries.first())?;
    let choices = choices(&key, right, outside)?;
    let text = format!("Which of these is a member of the {}?", name(organization));
    Some(Question::new(
        key,
        text,
        choices,
        Citer(knowledge, Locale::English).members(list),
    ))
}

/// Where the organization meets next, if the city is known.
fn next_summit(
    knowledge: &Knowledge,
    organization: &Organization,
    as_of: AsOf,
) -> Option<Question> {
    let key = format!("{}/next", organization.id);
    let is_next = |summit: &&Summit| {
        summit.organization.as_ref() == Some(&organization.id)
            && summit.standing(as_of.today) == Standing::Ahead
            && summit.city.is_some()
    };
    let ordered = summits_in_order(knowledge);
    let summit = ordered.into_iter().find(is_next)?;
    let right = summit.place()?;
    let others = knowledge.summits().filter(|other| other.city.is_some());
    let others = others.filter_map(Summit::place);
    let choices = choices(&key, &right, others)?;
    let text = format!(
        "Where is the next meeting of the {} on the calendar, {}?",
        name(organization),
        summit.dates()?
    );
    let mut why = Citer(knowledge, Locale::English).summit(summit);
    why.text = format!("{right}. {}", why.text);
    Some(Question::new(key, text, choices, why))
}
