//! Words that several pages share, and those for what the knowledge only numbers: verdicts, actors, regions.

use crate::knowledge::{Actor, Hotspot, MemberClass, Region, Stance, SummitStatus};
use crate::reply::Entry;
use crate::text::{Locale, text};

/// The verdict on a hotspot in words; "unclear" where there is none.
pub fn stance_word(hotspot: &Hotspot, locale: Locale) -> String {
    let verdict = hotspot.alignment();
    stance(
        verdict.map_or(Stance::Unclear, |verdict| verdict.stance),
        locale,
    )
}

/// A verdict: "partly aligned".
pub fn stance(stance: Stance, locale: Locale) -> String {
    match stance {
        Stance::Aligned => text!(locale, "pages-stance-aligned"),
        Stance::Partly => text!(locale, "pages-stance-partly"),
        Stance::Opposed => text!(locale, "pages-stance-opposed"),
        Stance::Unclear => text!(locale, "pages-stance-unclear"),
    }
}

/// Who acts: "China and Russia".
pub fn actor(actor: Actor, locale: Locale) -> String {
    match actor {
        Actor::China => text!(locale, "pages-china-button"),
        Actor::Russia => text!(locale, "pages-russia-button"),
        Actor::Joint => text!(locale, "pages-actor-joint"),
        Actor::Us => text!(locale, "pages-actor-us"),
        Actor::Other => text!(locale, "pages-actor-other"),
    }
}

/// How certain a summit is: "confirmed".
pub fn status(status: SummitStatus, locale: Locale) -> String {
    match status {
        SummitStatus::Confirmed => text!(locale, "pages-status-confirmed"),
        SummitStatus::Announced => text!(locale, "pages-status-announced"),
        SummitStatus::Expected => text!(locale, "pages-status-expected"),
        SummitStatus::Held => text!(locale, "pages-status-held"),
        SummitStatus::Cancelled => text!(locale, "pages-status-cancelled"),
    }
}

/// How closely states belong to an organization: "Observers".
pub fn member_class(class: MemberClass, locale: Locale) -> String {
    match class {
        MemberClass::Members => text!(locale, "pages-class-members"),
        MemberClass::Partners => text!(locale, "pages-class-partners"),
        MemberClass::Observers => text!(locale, "pages-class-observers"),
        MemberClass::Guests => text!(locale, "pages-class-guests"),
    }
}

/// Where `/hotspots` lists a page: "Middle East".
pub(super) fn region(region: Region, locale: Locale) -> String {
    match region {
        Region::Global => text!(locale, "pages-region-global"),
        Region::EastAsia => text!(locale, "pages-region-east-asia"),
        Region::SoutheastAsia => text!(locale, "pages-region-southeast-asia"),
        Region::CentralAndSouthAsia => text!(locale, "pages-region-central-and-south-asia"),
        Region::MiddleEast => text!(locale, "pages-region-middle-east"),
        Region::Africa => text!(locale, "pages-region-africa"),
        Region::Europe => text!(locale, "pages-region-europe"),
        Region::Arctic => text!(locale, "pages-region-arctic"),
        Region::Americas => text!(locale, "pages-region-americas"),
        Region::Elsewhere => text!(locale, "pages-region-elsewhere"),
    }
}

/// "Iran (opposed)".
pub(super) fn in_brackets(what: &str, note: &str, locale: Locale) -> String {
    text!(locale, "pages-in-brackets", what = what, note = note)
}

/// "Iran, Syria, Sudan"; empty if there is nothing to name.
pub(super) fn list(items: impl IntoIterator<Item = String>, locale: Locale) -> String {
    let joined = items
        .into_iter()
        .reduce(|first, next| text!(locale, "pages-list", first = first, next = next));
    joined.unwrap_or_default()
}

/// A word as the beginning of a line: "Partly aligned".
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

/// Text of a TOML file as running text: its line breaks are the editor's, not the reader's.
pub(crate) fn running(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of a text.
pub(crate) fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim()
}

/// `entries`, or `remark` where there are none.
pub(super) fn or_remark(entries: Vec<Entry>, remark: String) -> Vec<Entry> {
    if entries.is_empty() {
        vec![Entry::remark(remark)]
    } else {
        entries
    }
}
