//! The words for reasons, kinds, states, lengths and moments: one function for each.

use jiff::SignedDuration;

use crate::config::Lead;
use crate::store::{AlertKind, AlertReason, AlertState, Cause, SubscriptionReason};
use crate::text::dates::TimeUnit;
use crate::text::{Locale, dates, text};

/// Seconds of each unit, the largest first.
const UNITS: [(i64, TimeUnit); 4] = [
    (86_400, TimeUnit::Day),
    (3_600, TimeUnit::Hour),
    (60, TimeUnit::Minute),
    (1, TimeUnit::Second),
];

/// Why an alert is not posted, or not yet, with Discord's own words where it had any.
pub(in crate::alerts) fn cause_words(cause: &Cause, locale: Locale) -> String {
    let reason = reason_words(cause.reason, locale);
    match (cause.reason, &cause.detail) {
        (_, None) | (AlertReason::TimedOut, Some(_)) => reason,
        (AlertReason::NotPostedInTime, Some(detail)) => {
            text!(
                locale,
                "alerts-reason-last-attempt",
                reason = reason,
                detail = detail
            )
        }
        // That it lacks permissions is not the reason.
        // Its detail is a sentence of ours.
        (AlertReason::RateLimited, Some(_)) if locale != Locale::English => reason,
        // Discord says what it asks for better than we could.
        (_, Some(detail)) => detail.clone(),
    }
}

pub(in crate::alerts) fn reason_words(reason: AlertReason, locale: Locale) -> String {
    text!(locale, "alerts-reason", reason = reason.as_ref())
}

/// Why a subscription is paused or removed, unless a user did it, who is named elsewhere.
pub(in crate::alerts) fn subscription_reason_words(
    reason: SubscriptionReason,
    detail: Option<&str>,
    locale: Locale,
) -> Option<String> {
    match reason {
        SubscriptionReason::ByUser => None,
        SubscriptionReason::BotRemoved => Some(text!(locale, "alerts-paused-bot-removed")),
        SubscriptionReason::ChannelUnavailable => Some(detail.map_or_else(
            || reason_words(AlertReason::ChannelUnavailable, locale),
            str::to_owned,
        )),
        SubscriptionReason::NoLongerInSettings => {
            Some(text!(locale, "alerts-paused-not-in-settings"))
        }
    }
}

/// What kind of alert it is, in a list.
pub(in crate::alerts) fn kind_words(kind: &AlertKind, locale: Locale) -> String {
    match kind {
        AlertKind::Lead { before } => before_words(*before, locale),
        kind => text!(locale, "alerts-kind", kind = kind.word()),
    }
}

/// How an alert stands, in a list.
pub(in crate::alerts) fn state_words(state: AlertState, locale: Locale) -> String {
    text!(locale, "alerts-state", state = state.as_ref())
}

/// "7d before".
pub(in crate::alerts) fn before_words(lead: Lead, locale: Locale) -> String {
    let lead = lead_words(lead, locale);
    text!(locale, "alerts-before", lead = lead)
}

/// A lead as it was typed; in other languages than English, whose letters it has, in words: "26 heures" for `1d 2h`.
pub(in crate::alerts) fn lead_words(lead: Lead, locale: Locale) -> String {
    if locale == Locale::English {
        return lead.to_string();
    }
    let seconds = lead.length().as_secs();
    let divides = |(of_unit, _): &&(i64, TimeUnit)| seconds >= *of_unit && seconds % of_unit == 0;
    let (of_unit, unit) = UNITS.iter().find(divides).unwrap_or(&UNITS[3]);
    dates::length(seconds / of_unit, *unit, locale)
}

/// "7 days", "2 hours", "30 minutes", "50 seconds": the largest unit that fits one and a half times.
pub(in crate::alerts) fn length(length: SignedDuration, locale: Locale) -> String {
    let (count, unit) = rounded(length);
    dates::length(count, unit, locale)
}

/// "in 7 days", in the same units.
pub(in crate::alerts) fn ahead(length: SignedDuration, locale: Locale) -> String {
    let (count, unit) = rounded(length);
    dates::ahead(count, unit, locale)
}

fn rounded(length: SignedDuration) -> (i64, TimeUnit) {
    let seconds = length.as_secs();
    let fits = |(of_unit, _): &&(i64, TimeUnit)| seconds * 2 >= of_unit * 3;
    match UNITS[..3].iter().find(fits) {
        Some((of_unit, unit)) => ((seconds + of_unit / 2) / of_unit, *unit),
        None => (seconds.max(0), TimeUnit::Second),
    }
}

/// Sentences one after the other. Chinese has no space between them.
pub(in crate::alerts) fn sentences(
    sentences: impl IntoIterator<Item = String>,
    locale: Locale,
) -> String {
    let sentences: Vec<String> = sentences.into_iter().collect();
    sentences.join(if locale == Locale::Chinese { "" } else { " " })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use strum::VariantArray as _;

    use super::*;

    #[test]
    fn every_reason_and_state_has_words_of_its_own_in_each_language() {
        for locale in Locale::ALL {
            let reasons = AlertReason::VARIANTS.iter();
            let reasons: BTreeSet<_> = reasons.map(|one| reason_words(*one, locale)).collect();
            assert_eq!(reasons.len(), AlertReason::VARIANTS.len(), "{locale}");
            let states = AlertState::VARIANTS.iter();
            let states: BTreeSet<_> = states.map(|one| state_words(*one, locale)).collect();
            assert_eq!(states.len(), AlertState::VARIANTS.len(), "{locale}");
        }
    }

    #[test]
    fn a_length_has_the_largest_unit_that_fits_one_and_a_half_times() {
        for (seconds, words) in [
            (36 * 3_600, ["2 days", "2 jours", "2 дня", "2天"]),
            (
                36 * 3_600 - 1,
                ["36 hours", "36 heures", "36 часов", "36小时"],
            ),
            (90 * 60, ["2 hours", "2 heures", "2 часа", "2小时"]),
            (
                90 * 60 - 1,
                ["90 minutes", "90 minutes", "90 минут", "90分钟"],
            ),
            (90, ["2 minutes", "2 minutes", "2 минуты", "2分钟"]),
            (89, ["89 seconds", "89 secondes", "89 секунд", "89秒"]),
            (1, ["1 second", "1 seconde", "1 секунда", "1秒"]),
        ] {
            let shown = Locale::ALL.map(|one| length(SignedDuration::from_secs(seconds), one));
            assert_eq!(shown, words, "{seconds}");
        }
    }

    #[test]
    fn a_lead_is_shown_as_typed_in_english_and_exactly_in_words_elsewhere() {
        for (lead, words) in [
            ("7d", ["7d", "7 jours", "7 дней", "7天"]),
            ("1d 2h", ["1d 2h", "26 heures", "26 часов", "26小时"]),
            ("90m", ["90m", "90 minutes", "90 минут", "90分钟"]),
            ("0s", ["0s", "0 seconde", "0 секунд", "0秒"]),
        ] {
            let lead: Lead = lead.parse().unwrap();
            assert_eq!(Locale::ALL.map(|one| lead_words(lead, one)), words);
        }
    }
}
