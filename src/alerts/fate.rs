//! How `/alerts history` shows what became of an alert.

use jiff::Timestamp;

use super::listing::link;
use super::render::words::{cause_words, kind_words, state_words};
use crate::knowledge::{Knowledge, Summit};
use crate::pages::capitalized;
use crate::reply::{Entry, Mentioned};
use crate::store::{Alert, AlertState, Attempt, FORGOTTEN_USER};
use crate::text::{Locale, text};

/// How many of an alert's failed attempts are listed: the last ones say what is wrong.
const MAX_ATTEMPTS: usize = 3;

/// An alert that was tried or ended, and what is on record of it.
#[derive(Debug, Clone, PartialEq)]
pub struct AlertHistory {
    /// The alert.
    pub alert: Alert,
    /// Each attempt to post it, oldest first.
    pub attempts: Vec<Attempt>,
    /// Until when it was snoozed; `None` if whoever took it acknowledged it, and if nobody took it.
    pub snoozed_until: Option<Timestamp>,
}

/// What became of an alert: when it was posted and due, or why it was not; which attempts failed; and who took it.
pub fn fate(history: &AlertHistory, guild: u64, knowledge: &Knowledge, locale: Locale) -> Entry {
    let (alert, attempts) = (&history.alert, &history.attempts);
    let posted_at = alert.ended_at.filter(|_| alert.state == AlertState::Posted);
    let ended = posted_at.is_none().then(|| ended(alert, locale));
    let tried =
        (attempts.len() > 1).then(|| text!(locale, "alerts-fate-attempts", count = attempts.len()));
    // It was posted, and yet something is wrong with that.
    let but = posted_at.and(alert.cause.as_ref());
    let but = but.map(|cause| capitalized(&cause_words(cause, locale)));
    let parts: Vec<String> = ended.into_iter().chain(but).chain(tried).collect();
    let mut entry = Entry::remark(parts.join(" · ")).labelled(what(alert, knowledge, locale));
    if let Some(at) = posted_at {
        let posted = text!(locale, "alerts-fate-posted");
        entry = entry.mentioning(posted, Mentioned::Second(at));
    }
    let due = text!(locale, "alerts-fate-due");
    entry = entry.mentioning(due, Mentioned::Moment(alert.spec.due_at));
    if attempts.len() > 1 {
        entry = with_failures(entry, history, locale);
    }
    entry = with_taken(entry, history, locale);
    entry.sources.extend(link(guild, alert, locale));
    entry
}

/// "Failed (Discord answered 400 Bad Request)"
fn ended(alert: &Alert, locale: Locale) -> String {
    let reason = alert.cause.as_ref().map_or_else(
        || text!(locale, "alerts-fate-not-tried"),
        |cause| cause_words(cause, locale),
    );
    let state = capitalized(&state_words(alert.state, locale));
    text!(locale, "alerts-fate-ended", state = state, reason = reason)
}

/// The last attempts that failed, oldest first: "Discord answered 502, 7 December 2026, 14:00:05". The reason why it was
/// given up is said already.
fn with_failures(mut entry: Entry, history: &AlertHistory, locale: Locale) -> Entry {
    let failed = history.attempts.iter();
    let failed = failed.filter_map(|one| Some((one.cause.as_ref()?, one.at)));
    let mut failed: Vec<_> = failed.collect();
    if failed.last().map(|(cause, _)| *cause) == history.alert.cause.as_ref() {
        failed.pop();
    }
    for (cause, at) in &failed[failed.len().saturating_sub(MAX_ATTEMPTS)..] {
        let outcome = cause_words(cause, locale);
        let failure = text!(locale, "alerts-fate-attempt", outcome = outcome);
        entry = entry.mentioning(failure, Mentioned::Second(*at));
    }
    entry
}

/// "acknowledged by @lena", or "snoozed by @lena until 7 December 2026, 15:00". Whoever had their data deleted is not named.
fn with_taken(entry: Entry, history: &AlertHistory, locale: Locale) -> Entry {
    let Some(by) = history.alert.acknowledged_by else {
        return entry;
    };
    let is_known = by != FORGOTTEN_USER;
    match history.snoozed_until {
        Some(until) if is_known => entry
            .mentioning(
                text!(locale, "alerts-mention-snoozed-by"),
                Mentioned::User(by),
            )
            .and_then(
                text!(locale, "alerts-mention-until"),
                Mentioned::Moment(until),
            ),
        Some(until) => entry.mentioning(
            text!(locale, "alerts-mention-snoozed-until"),
            Mentioned::Moment(until),
        ),
        None if is_known => entry.mentioning(
            text!(locale, "alerts-mention-taken-by"),
            Mentioned::User(by),
        ),
        None => match history.alert.acknowledged_at {
            Some(at) => entry.mentioning(
                text!(locale, "alerts-mention-acknowledged"),
                Mentioned::Moment(at),
            ),
            None => entry,
        },
    }
}

/// "G20 leaders' summit (Miami, 2026), 7d before"
fn what(alert: &Alert, knowledge: &Knowledge, locale: Locale) -> String {
    let kind = kind_words(&alert.spec.kind, locale);
    let Some(id) = alert.spec.summit_id.as_deref() else {
        return capitalized(&kind);
    };
    let summit = knowledge.summit(id);
    let summit = summit.map_or_else(|| id.to_owned(), Summit::title);
    text!(locale, "alerts-fate-summit", summit = summit, kind = kind)
}
