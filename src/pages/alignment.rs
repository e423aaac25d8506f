//! `/aligned_with_us`: where Chinese and Russian conduct meets U.S. aims, where not, why, and as of when.

use super::age::{AsOf, knowledge_end, stale_warning};
use super::citer::Citer;
use super::pager::{Pager, list_page};
use super::wording::{self, capitalized, in_brackets, list};
use crate::document::PartialDate;
use crate::knowledge::{Alignment, Hotspot, Knowledge, Stance};
use crate::reply::{Button, Entry, Reply, View, paginate};
use crate::text::{Locale, dates, text};

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
    locale: Locale,
) -> Reply {
    let verdicts = verdicts(knowledge, stance);
    let glance = stance
        .is_none()
        .then(|| paginate(at_a_glance(&verdicts, locale)));
    let reasons = paginate(reasons(Citer(knowledge, locale), &verdicts));
    let all: Vec<Vec<Entry>> = glance.into_iter().flatten().chain(reasons).collect();
    let pager = Pager::of_pages(all, number);
    let mut page = list_page(
        text!(locale, "pages-alignment-title"),
        lead(knowledge, stance, locale),
        &pager,
        &knowledge_end(knowledge, locale),
        locale,
    );
    page.tone = stance.map(Into::into).unwrap_or_default();
    let oldest = verdicts.iter().map(|(_, verdict)| verdict.as_of);
    page.warning = oldest
        .min_by_key(|date| date.last_day())
        .and_then(|oldest| stale_warning(oldest, as_of, locale))
        .map(|warning| text!(locale, "pages-oldest-verdict", warning = warning));
    Reply::of(page)
        .with_row(filters(stance, pager.number, locale))
        .with_row(pager.buttons(|page| View::Alignment { stance, page }, locale))
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
fn at_a_glance(verdicts: &[Verdict<'_>], locale: Locale) -> Vec<Entry> {
    let by_stance = verdicts.chunk_by(|(_, one), (_, next)| one.stance == next.stance);
    let list = |same: &[Verdict<'_>]| {
        let lines = same.iter().map(|(hotspot, verdict)| {
            let (name, as_of) = (&hotspot.name, dates::short(verdict.as_of, locale));
            let line = with_earlier(format!("{name} · {as_of}"), hotspot, verdict, locale);
            format!("\n{line}")
        });
        let stance = wording::stance(same[0].1.stance, locale);
        Entry::remark(lines.collect::<String>()).labelled(capitalized(&stance))
    };
    by_stance.map(list).collect()
}

fn reasons(citer: Citer<'_>, verdicts: &[Verdict<'_>]) -> Vec<Entry> {
    let locale = citer.1;
    let reason = |(hotspot, verdict): &Verdict<'_>| {
        let label = text!(
            locale,
            "pages-labelled",
            what = &hotspot.name,
            rest = wording::stance(verdict.stance, locale)
        );
        let label = with_earlier(label, hotspot, verdict, locale);
        citer.alignment(verdict).labelled(label)
    };
    verdicts.iter().map(reason).collect()
}

/// `line`, followed by the oldest verdict if that was another than now: "Iran · 2026 (aligned in Jun 2019)".
fn with_earlier(line: String, hotspot: &Hotspot, verdict: &Alignment, locale: Locale) -> String {
    let oldest = hotspot.alignments.last();
    match oldest.filter(|oldest| oldest.stance != verdict.stance) {
        Some(oldest) => text!(
            locale,
            "pages-earlier-verdict",
            line = line,
            stance = wording::stance(oldest.stance, locale),
            date = dates::short(oldest.as_of, locale)
        ),
        None => line,
    }
}

fn lead(knowledge: &Knowledge, stance: Option<Stance>, locale: Locale) -> String {
    let count = |stance: Stance| verdicts(knowledge, Some(stance)).len();
    let Some(stance) = stance else {
        return text!(
            locale,
            "pages-verdicts-lead",
            aligned = count(Stance::Aligned),
            partly = count(Stance::Partly),
            opposed = count(Stance::Opposed),
            unclear = count(Stance::Unclear)
        );
    };
    let word = wording::stance(stance, locale);
    if count(stance) > 0 {
        return text!(locale, "pages-verdict-lead", stance = word);
    }
    let once = once(knowledge, stance)
        .map(|(hotspot, then)| in_brackets(hotspot, &dates::short(then, locale), locale));
    let once = list(once, locale);
    if once.is_empty() {
        text!(locale, "pages-no-verdict-lead", stance = word)
    } else {
        text!(
            locale,
            "pages-no-verdict-now-lead",
            stance = word,
            earlier = once
        )
    }
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

fn filters(current: Option<Stance>, number: usize, locale: Locale) -> Vec<Button> {
    let to = |label: String, stance: Option<Stance>| {
        let page = if stance == current { number } else { 0 };
        Button::to(label, View::Alignment { stance, page }).here_if(stance == current)
    };
    vec![
        to(text!(locale, "pages-all-button"), None),
        to(text!(locale, "pages-aligned-button"), Some(Stance::Aligned)),
        to(text!(locale, "pages-partly-button"), Some(Stance::Partly)),
        to(text!(locale, "pages-opposed-button"), Some(Stance::Opposed)),
        to(text!(locale, "pages-unclear-button"), Some(Stance::Unclear)),
    ]
}
