use super::statement::Teller;
use super::{Sheet, Moment, list_page, told};
use crate::knowledge::{Alignment, Hotspot, Knowledge, Stance};
use crate::reply::{Button, Entry, Reply, View};

/// Most hotspots that are named because the verdict once was this one.
const MAX_ONCE: usize = 8;

/// Where Chinese and Russian aims meet Washington's, where not, why, and as of when.
pub(super) fn show(
    knowledge: &Knowledge,
    stance: Option<Stance>,
    number: usize,
    moment: Moment,
) -> Reply {
    let teller = Teller(knowledge);
    let mut verdicts: Vec<(&Hotspot, &Alignment)> = knowledge
        .hotspots()
        .filter_map(|hotspot| Some((hotspot, hotspot.alignment()?)))
        .filter(|(_, verdict)| stance.is_none_or(|wanted| verdict.stance == wanted))
        .collect();
    verdicts.sort_by_key(|(hotspot, verdict)| (verdict.stance, &hotspot.name));
    let entries: Vec<Entry> = verdicts.iter().map(|(hotspot, verdict)| line(teller, hotspot, verdict)).collect();
    let oldest = verdicts.iter().map(|(_, verdict)| verdict.as_of.last_day()).min();
    let sheet = Sheet::of(entries, number);
    let end = knowledge.facts_until().map_or(String::new(), |day| format!("All facts end {}", told(day)));
    let mut page = list_page("With U.S. aims?", lead(knowledge, stance), &sheet, &end);
    page.tone = stance.map(Into::into).unwrap_or_default();
    page.warning = oldest
        .filter(|day| day.saturating_add(moment.stale_after) < moment.today)
        .map(|_| "Some of these verdicts are old: each says as of when. Check before you brief it.".to_owned());
    let pager = sheet.buttons(|page| View::Alignment { stance, page });
    Reply::of(page).with_row(filters(stance, sheet.number)).with_row(pager)
}

fn line(teller: Teller<'_>, hotspot: &Hotspot, verdict: &Alignment) -> Entry {
    let oldest = hotspot.alignments.last().filter(|oldest| oldest.stance != verdict.stance);
    let before = oldest.map_or(String::new(), |oldest| format!(" ({} in {})", oldest.stance, oldest.as_of));
    let label = format!("{}: {}{before}", hotspot.name, verdict.stance);
    teller.alignment(verdict).labelled(label)
}

fn lead(knowledge: &Knowledge, stance: Option<Stance>) -> String {
    let count = |stance: Stance| {
        knowledge
            .hotspots()
            .filter(|hotspot| hotspot.alignment().is_some_and(|verdict| verdict.stance == stance))
            .count()
    };
    let Some(stance) = stance else {
        let counts: Vec<String> = Stance::ALL.iter().map(|stance| format!("{stance} {}", count(*stance))).collect();
        return format!("How Chinese and Russian conduct sits with U.S. aims, by hotspot: {}.", counts.join(", "));
    };
    if count(stance) > 0 {
        return format!("Hotspots where Chinese and Russian conduct is {stance} with regard to U.S. aims.");
    }
    let once: Vec<String> = knowledge
        .hotspots()
        .filter_map(|hotspot| {
            let then = hotspot.alignments.iter().find(|older| older.stance == stance)?;
            Some(format!("{} ({})", hotspot.name, then.as_of))
        })
        .take(MAX_ONCE)
        .collect();
    let once = if once.is_empty() { String::new() } else { format!(" It once was: {}.", once.join(", ")) };
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
