use super::statement::Citer;
use super::{AsOf, Pager, list_page, told};
use crate::knowledge::{Alignment, Hotspot, Knowledge, Stance};
use crate::reply::{Button, Entry, Reply, View, paginate};

/// Most hotspots that are named because the verdict once was this one.
const MAX_ONCE: usize = 8;

/// Where Chinese and Russian aims meet Washington's, where not, why, and as of when.
pub(super) fn show(
    knowledge: &Knowledge,
    stance: Option<Stance>,
    number: usize,
    moment: AsOf,
) -> Reply {
    let teller = Citer(knowledge);
    let mut verdicts: Vec<(&Hotspot, &Alignment)> = knowledge
        .hotspots()
        .filter_map(|hotspot| Some((hotspot, hotspot.alignment()?)))
        .filter(|(_, verdict)| stance.is_none_or(|wanted| verdict.stance == wanted))
        .collect();
    verdicts.sort_by_key(|(hotspot, verdict)| (verdict.stance, &hotspot.name));
    let reasons = paginate(
        verdicts
            .iter()
            .map(|(hotspot, verdict)| reason(teller, hotspot, verdict))
            .collect(),
    );
    // All of them at a glance first; the reasons follow.
    let glance = stance.is_none().then(|| paginate(at_a_glance(&verdicts)));
    let sheets: Vec<Vec<Entry>> = glance.into_iter().flatten().chain(reasons).collect();
    let oldest = verdicts
        .iter()
        .map(|(_, verdict)| verdict.as_of.last_day())
        .min();
    let sheet = Pager::of_pages(sheets, number);
    let end = knowledge
        .facts_until()
        .map_or(String::new(), |day| format!("All facts end {}", told(day)));
    let mut page = list_page("With U.S. aims?", lead(knowledge, stance), &sheet, &end);
    page.tone = stance.map(Into::into).unwrap_or_default();
    page.warning = oldest
        .filter(|day| day.saturating_add(moment.stale_after) < moment.today)
        .map(|_| {
            "Some of these verdicts are old: each says as of when. Check before you brief it."
                .to_owned()
        });
    let pager = sheet.buttons(|page| View::Alignment { stance, page });
    Reply::of(page)
        .with_row(filters(stance, sheet.number))
        .with_row(pager)
}

/// One list a stance: which hotspots, as of when, and what they were before if that was something else.
fn at_a_glance(verdicts: &[(&Hotspot, &Alignment)]) -> Vec<Entry> {
    let by_stance = verdicts.chunk_by(|(_, one), (_, next)| one.stance == next.stance);
    by_stance
        .map(|same| {
            let names = same
                .iter()
                .fold(String::new(), |names, (hotspot, verdict)| {
                    let before = before(hotspot, verdict).map(|before| format!(" ({before})"));
                    let before = before.unwrap_or_default();
                    format!("{names}\n{} · {}{before}", hotspot.name, verdict.as_of)
                });
            Entry::remark(names).labelled(capitalized(same[0].1.stance))
        })
        .collect()
}

fn reason(teller: Citer<'_>, hotspot: &Hotspot, verdict: &Alignment) -> Entry {
    let before = before(hotspot, verdict).map(|before| format!(" ({before})"));
    let label = format!(
        "{}: {}{}",
        hotspot.name,
        verdict.stance,
        before.unwrap_or_default()
    );
    teller.alignment(verdict).labelled(label)
}

fn capitalized(stance: Stance) -> String {
    let word = stance.to_string();
    let (first, rest) = word.split_at(1);
    format!("{}{rest}", first.to_uppercase())
}

/// "aligned in Jun 2019", if that is not what it is now.
fn before(hotspot: &Hotspot, verdict: &Alignment) -> Option<String> {
    let oldest = hotspot
        .alignments
        .last()
        .filter(|oldest| oldest.stance != verdict.stance)?;
    Some(format!("{} in {}", oldest.stance, oldest.as_of))
}

fn lead(knowledge: &Knowledge, stance: Option<Stance>) -> String {
    let count = |stance: Stance| {
        knowledge
            .hotspots()
            .filter(|hotspot| {
                hotspot
                    .alignment()
                    .is_some_and(|verdict| verdict.stance == stance)
            })
            .count()
    };
    let Some(stance) = stance else {
        let counts: Vec<String> = Stance::ALL
            .iter()
            .map(|stance| format!("{stance} {}", count(*stance)))
            .collect();
        return format!(
            "How Chinese and Russian conduct sits with U.S. aims: {}. The reasons are on the next pages, or behind the buttons.",
            counts.join(", ")
        );
    };
    if count(stance) > 0 {
        return format!(
            "Hotspots where Chinese and Russian conduct is {stance} with regard to U.S. aims."
        );
    }
    let once: Vec<String> = knowledge
        .hotspots()
        .filter_map(|hotspot| {
            let then = hotspot
                .alignments
                .iter()
                .find(|older| older.stance == stance)?;
            Some(format!("{} ({})", hotspot.name, then.as_of))
        })
        .take(MAX_ONCE)
        .collect();
    let once = if once.is_empty() {
        String::new()
    } else {
        format!(" It once was: {}.", once.join(", "))
    };
    format!("No hotspot is {stance} now.{once}")
}

fn filters(here: Option<Stance>, number: usize) -> Vec<Button> {
    let to = |label: &str, stance: Option<Stance>| {
        let page = if stance == here { number } else { 0 };
        Button::to(label, View::Alignment { stance, page }).here_if(stance == here)
    };
    vec![
        to("All", None),
        to("Aligned", Some(Stance::Aligned)),
        to("Partly", Some(Stance::Partly)),
        to("Opposed", Some(Stance::Opposed)),
        to("Unclear", Some(Stance::Unclear)),
    ]
}
