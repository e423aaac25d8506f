//! Summits, their series and organizations: what comes next is first, then what has no day, then the past backwards.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::suggestion::{Hint, Suggestion, first_of};
use crate::document::When;
use crate::knowledge::{
    Knowledge, NameRank, Standing, Summit, SummitStatus, plain_name, rank_name,
};
use crate::pages::summits::in_order;

/// How near a summit lies; the lesser, the more likely it is meant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likelihood {
    /// To come, or under way; by date.
    Ahead(Option<(Date, Date)>),
    /// Without a day.
    Undated,
    /// Cancelled, or past; the newest first, as days before the year 9999.
    Past(i32),
}

/// Summits that continue `partial` by name, series, organization, city or country, as of `today`; the value is the id.
///
/// Whole words come before beginnings of words and those before parts of words; within each, what is next first.
pub fn summits(knowledge: &Knowledge, partial: &str, today: Date) -> Vec<Suggestion> {
    first_of(found_summits(knowledge, partial, today, |_| true))
}

/// The same of those that somebody can be reminded of: still to come and not cancelled.
pub fn summits_ahead(knowledge: &Knowledge, partial: &str, today: Date) -> Vec<Suggestion> {
    let is_expected = |summit: &Summit| summit.is_expected(today);
    first_of(found_summits(knowledge, partial, today, is_expected))
}

fn found_summits(
    knowledge: &Knowledge,
    partial: &str,
    today: Date,
    is_wanted: impl Fn(&Summit) -> bool,
) -> impl Iterator<Item = Suggestion> {
    let mut found: Vec<(Match, Likelihood, &Summit)> = knowledge
        .summits()
        .filter(|summit| is_wanted(summit))
        .filter_map(|summit| {
            let names = names(knowledge, summit);
            Some((
                best_match(&names, partial)?,
                likelihood(summit, today),
                summit,
            ))
        })
        .collect();
    found.sort_by_key(|(matched, likelihood, _)| (*matched, *likelihood));
    found
        .into_iter()
        .map(move |(_, _, summit)| Suggestion::of(summit.title(), &summit.id, hint(summit, today)))
}

/// Organizations and series that have summits, by [`Summit::group`]; beside each, when its next summit is.
pub fn groups(knowledge: &Knowledge, partial: &str, today: Date) -> Vec<Suggestion> {
    first_of(
        of_groups(knowledge, partial, today)
            .into_iter()
            .map(|(_, group)| {
                let hint = hint(group.next, today);
                Suggestion::of(group.name, group.id, hint)
            }),
    )
}

/// What an alert can be of: everything (`all`), each organization or series, each summit to come. Of several names between
/// commas the last is completed, and those before it are kept.
pub fn alert_summits(knowledge: &Knowledge, partial: &str, today: Date) -> Vec<Suggestion> {
    let (given, last) = partial.rsplit_once(',').unwrap_or(("", partial));
    let all = Suggestion::of("all", "all", Hint::Everything);
    let is_all = given.is_empty() && rank_name("all", last).is_some();
    let groups = of_groups(knowledge, last, today).into_iter();
    let groups = groups.map(|(matched, group)| {
        (
            matched,
            Suggestion::of(group.name, group.id, Hint::EverySummit),
        )
    });
    let is_ahead = |one: &Suggestion| {
        let summit = knowledge.summit(&one.value);
        summit.is_some_and(|summit| summit.standing(today) <= Standing::Undated)
    };
    let single = summits(knowledge, last, today).into_iter().filter(is_ahead);
    let single = single.map(|one| (best_match(std::slice::from_ref(&one.label), last), one));
    let mut found: Vec<(Option<Match>, Suggestion)> =
        groups.map(|(matched, one)| (Some(matched), one)).collect();
    found.extend(single);
    found.sort_by_key(|(matched, _)| matched.unwrap_or(Match::Inside));
    let found = found.into_iter().map(|(_, one)| one);
    let given = given.trim();
    first_of(is_all.then_some(all).into_iter().chain(found).map(|one| {
        if given.is_empty() {
            return one;
        }
        let (label, value) = (
            format!("{given}, {}", one.label),
            format!("{given}, {}", one.value),
        );
        Suggestion {
            label,
            value,
            hint: one.hint,
        }
    }))
}

/// How what was typed lies in the names of a summit; the lesser, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    WholeWords,
    WordBeginnings,
    Inside,
}

/// The best of all names. Nothing typed is matched by all alike.
fn best_match(names: &[String], partial: &str) -> Option<Match> {
    let typed = plain_name(partial);
    let has_words = |name: &String| {
        let padded = format!(" {} ", plain_name(name));
        let mut words = typed.split(' ');
        words.all(|word| padded.contains(&format!(" {word} ")))
    };
    if typed.is_empty() {
        return Some(Match::WholeWords);
    }
    if names.iter().any(has_words) {
        return Some(Match::WholeWords);
    }
    let ranks = names.iter().filter_map(|name| rank_name(name, partial));
    ranks.min().map(|rank| match rank {
        NameRank::Inside => Match::Inside,
        _ => Match::WordBeginnings,
    })
}

/// All that a reader may type for a summit. The first holds title and place together, so that words of both can be typed:
/// "sco kyrgyzstan".
fn names(knowledge: &Knowledge, summit: &Summit) -> Vec<String> {
    let place = summit.place().unwrap_or_default();
    let mut names = vec![
        format!("{} {place}", summit.title()),
        place,
        summit.id.clone(),
    ];
    let organization = summit.organization.as_deref();
    if let Some(organization) = organization.and_then(|id| knowledge.organization(id)) {
        names.push(organization.name.clone());
        names.extend(organization.aliases.iter().cloned());
    }
    names
}

fn likelihood(summit: &Summit, today: Date) -> Likelihood {
    match summit.standing(today) {
        Standing::Ahead if summit.status != SummitStatus::Cancelled => {
            Likelihood::Ahead(in_order(summit))
        }
        Standing::Undated => Likelihood::Undated,
        _ => {
            let day = summit.start.map_or(Date::MIN, When::last_day);
            Likelihood::Past(
                day.duration_until(Date::MAX)
                    .as_hours()
                    .try_into()
                    .unwrap_or(i32::MAX),
            )
        }
    }
}

fn hint(summit: &Summit, today: Date) -> Hint {
    if summit.status == SummitStatus::Cancelled {
        return Hint::Cancelled;
    }
    let Some(dates) = summit.dates() else {
        return Hint::Undated;
    };
    if summit.standing(today) != Standing::Ahead {
        return Hint::Past(dates.start);
    }
    if !dates.can_be_counted_down() {
        return Hint::During(dates.start);
    }
    let days = today.duration_until(dates.start.first_day()).as_hours() / 24;
    match i32::try_from(days) {
        Ok(days) if days >= 0 => Hint::InDays(days),
        _ => Hint::UnderWay,
    }
}

/// An organization or series that has summits.
struct Group<'k> {
    id: String,
    name: &'k str,
    /// The most likely of its summits.
    next: &'k Summit,
}

fn of_groups<'k>(knowledge: &'k Knowledge, partial: &str, today: Date) -> Vec<(Match, Group<'k>)> {
    let mut by_group: BTreeMap<String, &Summit> = BTreeMap::new();
    for summit in knowledge.summits() {
        let next = by_group.entry(summit.group()).or_insert(summit);
        if likelihood(summit, today) < likelihood(next, today) {
            *next = summit;
        }
    }
    let mut found: Vec<(Match, Group<'k>)> = by_group
        .into_iter()
        .filter_map(|(id, next)| {
            let organization = knowledge.organization(&id);
            let mut names = vec![next.series.clone(), id.clone()];
            names.extend(organization.map(|organization| organization.name.clone()));
            names.extend(organization.iter().flat_map(|one| one.aliases.clone()));
            let matched = best_match(&names, partial)?;
            let name = organization.map_or(&next.series, |organization| &organization.name);
            Some((matched, Group { id, name, next }))
        })
        .collect();
    found.sort_by_key(|(matched, group)| (*matched, likelihood(group.next, today)));
    found
}
