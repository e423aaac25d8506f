//! `/aligned_with_us`: where Chinese and Russian conduct meets U.S. aims, where not, why, and as of when.

use strum::VariantArray as _;

use super::age::{AsOf, knowledge_end, stale_warning};
use super::citer::Citer;
use super::pager::{Pager, list_page};
use crate::document::PartialDate;
use crate::knowledge::{Alignment, Hotspot, Knowledge, Stance};
use crate::reply::{Button, Entry, Reply, View, paginate};

/// Most hotspots that are named because the verdict once was this one; more would fill a phone's screen.
const MAX_EARLIER: usize = 8;

/// A hotspot with its newest verdict.
type Verdict<'k> = (&'k Hotspot, &'k Alignment);

/// Page `number` of the verdicts: those of `stance`, or all of them, at a glance first and with their reasons after that.
pub(super) fn show(
    knowledge: &Knowledge,
    stance: Option<Stance>,
    number: usize,
    as_of: AsOf,
) -> Reply {
    let verdicts = verdicts(knowledge, stance);
    let glance = stance.is_none().then(|| paginate(at_a_glance(&verdicts)));
    let reasons = paginate(reasons(Citer(knowledge), &verdicts));
    let all: Vec<Vec<Entry>> = glance.into_iter().flatten().chain(reasons).collect();
    let pager = Pager::of_pages(all, number);
    let mut page = list_page(
        "China and Russia vs U.S. aims",
        lead(knowledge, stance),
        &pager,
        &knowledge_end(knowledge),
    );
    page.tone = stance.map(Into::into).unwrap_or_default();
    let oldest = verdicts.iter().map(|(_, verdict)| verdict.as_of);
    page.warning = oldest
        .min_by_key(|date| date.last_day())
        .and_then(|oldest| stale_warning(oldest, as_of))
        .map(|warning| format!("Oldest verdict: {warning}"));
    Reply::of(page)
        .with_row(filters(stance, pager.number))
        .with_row(pager.buttons(|page| View::Alignment { stance, page }))
}

/// The hotspots whose newest verdict is `stance`, or that have one at all; by verdict, then by name.
fn verdicts(knowledge: &Knowledge, stance: Option<Stance>) -> Vec<Verdict<'_>> {
    let all = knowledge
        .hotspots()
        .filter_map(|hotspot| Some((hotspot, hotspot.alignment()?)));
    let mut verdicts: Vec<Verdict<'_>> = all
        .filter(|(_, verdict)| stance.is_none_or(|wanted| verdict.stance == wanted))
        .collect();
    verdicts.sort_by_key(|(hotspot, verdict)| (verdict.stance, &hotspot.name));
    verdicts
}

/// One list a stance: which hotspots, as of when, and what they were before if that was something else.
fn at_a_glance(verdicts: &[Verdict<'_>]) -> Vec<Entry> {
    let by_stance = verdicts.chunk_by(|(_, one), (_, next)| one.stance == next.stance);
    let list = |same: &[Verdict<'_>]| {
        let lines = same.iter().map(|(hotspot, verdict)| {
            let (name, as_of) = (&hotspot.name, verdict.as_of);
            format!("\n{name} · {as_of}{}", earlier(hotspot, verdict))
        });
        Entry::remark(lines.collect::<String>()).labelled(capitalized(same[0].1.stance))
    };
    by_stance.map(list).collect()
}

fn reasons(citer: Citer<'_>, verdicts: &[Verdict<'_>]) -> Vec<Entry> {
    let reason = |(hotspot, verdict): &Verdict<'_>| {
        let (name, stance) = (&hotspot.name, verdict.stance);
        let label = format!("{name}: {stance}{}", earlier(hotspot, verdict));
        citer.alignment(verdict).labelled(label)
    };
    verdicts.iter().map(reason).collect()
}

fn capitalized(stance: Stance) -> String {
    let word = stance.to_string();
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// " (aligned in Jun 2019)", by the oldest verdict; empty if that is the same as now.
fn earlier(hotspot: &Hotspot, verdict: &Alignment) -> String {
    let oldest = hotspot.alignments.last();
    oldest
        .filter(|oldest| oldest.stance != verdict.stance)
        .map_or_else(String::new, |oldest| {
            format!(" ({} in {})", oldest.stance, oldest.as_of)
        })
}

fn lead(knowledge: &Knowledge, stance: Option<Stance>) -> String {
    let count = |stance: Stance| verdicts(knowledge, Some(stance)).len();
    let Some(stance) = stance else {
        let counts: Vec<String> = Stance::VARIANTS
            .iter()
            .map(|stance| format!("{stance} {}", count(*stance)))
            .collect();
        return format!(
            "Verdicts: {}. For the reasons, press a verdict or Next.",
            counts.join(", ")
        );
    };
    if count(stance) > 0 {
        return format!("Verdict: {stance}.");
    }
    let once: Vec<String> = once(knowledge, stance)
        .map(|(hotspot, then)| format!("{hotspot} ({then})"))
        .collect();
    let once = if once.is_empty() {
        String::new()
    } else {
        format!(" Earlier: {}.", once.join(", "))
    };
    format!("No hotspot is {stance} now.{once}")
}

/// The hotspots that once had this verdict, and as of when.
fn once(knowledge: &Knowledge, stance: Stance) -> impl Iterator<Item = (&str, PartialDate)> {
    let then = move |hotspot: &Hotspot| {
        let mut verdicts = hotspot.alignments.iter();
        verdicts
            .find(|older| older.stance == stance)
            .map(|older| older.as_of)
    };
    knowledge
        .hotspots()
        .filter_map(move |hotspot| Some((hotspot.name.as_str(), then(hotspot)?)))
        .take(MAX_EARLIER)
}

fn filters(current: Option<Stance>, number: usize) -> Vec<Button> {
    let to = |label: &str, stance: Option<Stance>| {
        let page = if stance == current { number } else { 0 };
        Button::to(label, View::Alignment { stance, page }).here_if(stance == current)
    };
    vec![
        to("All", None),
        to("Aligned", Some(Stance::Aligned)),
        to("Partly", Some(Stance::Partly)),
        to("Opposed", Some(Stance::Opposed)),
        to("Unclear", Some(Stance::Unclear)),
    ]
}
