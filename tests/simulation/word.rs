//! What readers were told of each summit, one message after the other: what holds when it is posted; each change once, to
//! whoever had been told something else or waited for another date; and whom it calls.

use attache::store::{Alert, AlertKind, Destination, Subscription};
use jiff::{SignedDuration, Timestamp};

use super::calendar::SUMMITS;
use super::discord::{Message, is_closed};
use super::due::{covers, due_at, put_off};
use super::editions::{
    CHANGE_PAUSE, Edition, Entry, REMOVAL_GRACE, Run, number_of, runs, when_posted,
};
use super::year::Trouble;

/// How long word of a change may take beside what is waited for: while Discord fails, as long as it is tried.
fn patience(trouble: Trouble) -> SignedDuration {
    if trouble.is_quiet() {
        SignedDuration::from_secs(15)
    } else {
        SignedDuration::from_hours(24)
    }
}

/// A message that tells when a summit begins, or that it does not.
struct Word<'w> {
    row: &'w Alert,
    message: &'w Message,
}

impl Word<'_> {
    fn id(&self) -> u64 {
        self.message.delivered.id
    }
}

/// All that a subscription was told of a summit.
struct Reader<'w> {
    subscription: &'w Subscription,
    summit: usize,
    rows: &'w [Alert],
    words: Vec<Word<'w>>,
    editions: &'w [Edition],
    trouble: Trouble,
    end: Timestamp,
    case: &'w str,
}

/// Holds every message about summits against what the files said. Returns how many changes were told, and how many of them
/// called somebody as no other alert would.
pub(crate) fn is_true_and_complete(
    rows: &[Alert],
    messages: &[Message],
    subscriptions: &[Subscription],
    editions: &[Edition],
    (trouble, end): (Trouble, Timestamp),
    case: &str,
) -> (usize, usize) {
    let (mut changes, mut calls) = (0, 0);
    for subscription in subscriptions {
        for summit in (0..SUMMITS).filter(|summit| covers(subscription, *summit)) {
            let reader = Reader {
                subscription,
                summit,
                rows,
                words: words(rows, messages, subscription, summit),
                editions,
                trouble,
                end,
                case,
            };
            reader.is_told_what_holds();
            reader.hears_nothing_twice();
            reader.hears_of_each_change();
            changes += reader.changes().count();
            calls += reader.is_called();
        }
    }
    (changes, calls)
}

fn words<'w>(
    rows: &'w [Alert],
    messages: &'w [Message],
    subscription: &Subscription,
    summit: usize,
) -> Vec<Word<'w>> {
    let tells = |row: &&Alert| {
        let kind = &row.spec.kind;
        row.spec.subscription_id == subscription.id
            && number_of(row) == Some(summit)
            && (matches!(kind, AlertKind::Lead { .. }) || kind.is_change())
    };
    let told = rows.iter().filter(tells).filter_map(|row| {
        // Ids are counted up from 1.
        let at = usize::try_from(row.message_id?).ok()? - 1;
        let message = messages.get(at)?;
        Some(Word { row, message })
    });
    let mut words: Vec<Word<'_>> = told.collect();
    words.sort_by_key(Word::id);
    words
}

impl Reader<'_> {
    fn changes(&self) -> impl Iterator<Item = &Word<'_>> {
        self.words
            .iter()
            .filter(|word| word.row.spec.kind.is_change())
    }

    /// When it is posted, every message says what the files do.
    fn is_told_what_holds(&self) {
        let case = self.case;
        for word in &self.words {
            let entry = when_posted(self.editions, self.summit, word.id());
            let holds = match word.row.spec.kind {
                AlertKind::Lead { .. } => entry.has_date_of(word.row),
                _ => entry.is_told_by(word.row),
            };
            assert!(holds, "{case}: {:#?}\nThe files said {entry:#?}", word.row);
            self.says_both_places(word);
        }
    }

    /// Word of another place names both.
    fn says_both_places(&self, word: &Word<'_>) {
        let AlertKind::Moved { was: Some(was), .. } = &word.row.spec.kind else {
            return;
        };
        let place = word
            .row
            .spec
            .facts
            .as_ref()
            .and_then(|facts| facts.place.as_ref());
        if was.place.as_ref() == place {
            return;
        }
        for place in was.place.iter().chain(place) {
            let (case, text) = (self.case, &word.message.text);
            assert!(text.contains(place.as_str()), "{case}: {place} in {text}");
        }
    }

    /// Word of a change comes once, and only after something else was in the files.
    fn hears_nothing_twice(&self) {
        let case = self.case;
        let mut said_before: Option<&Word<'_>> = None;
        for word in self.changes() {
            let since = said_before.map_or(0, Word::id);
            let mut runs = runs(self.editions, self.summit).into_iter();
            let differed = runs.any(|run| {
                run.is_noticed()
                    && run.after < word.id()
                    && run.up_to >= since
                    && !run.entry.is_told_by(word.row)
            });
            assert!(
                differed,
                "{case}: nothing had changed: {:#?}\nAll of it: {:#?}",
                word.row,
                self.rows_of_summit()
            );
            said_before = Some(word);
        }
    }

    /// Whoever was told something else, or waits for an alert of another date, hears what the files say now.
    fn hears_of_each_change(&self) {
        let runs = runs(self.editions, self.summit);
        for (before, run) in runs.iter().zip(runs.iter().skip(1)) {
            let told = self.words.iter().rfind(|word| word.id() <= run.after);
            let told = told.filter(|word| word.row.spec.begins_at > Some(run.from));
            let knows = told.is_some_and(|word| is_known(run.entry, word.row));
            let is_owed = match told {
                Some(_) => !knows,
                None => self.waits(before, run),
            };
            if is_owed && let Some(at_last) = self.hears_until(before.entry, told, run) {
                self.has_heard(run, at_last);
            }
        }
    }

    /// Whether alerts for the beginning before this change were still to come.
    fn waits(&self, before: &Run<'_>, run: &Run<'_>) -> bool {
        let old = before.entry;
        let is_other = !run.entry.is_on() || run.entry.begins() != old.begins();
        // Long enough for them to be planned.
        let was_planned = before.from + SignedDuration::from_hours(12) < before.to;
        let mut leads = self.subscription.spec.before.iter();
        let is_to_come =
            |lead| due_at(self.subscription, old, lead) > run.from + patience(self.trouble);
        old.is_on() && is_other && was_planned && leads.any(|lead| is_to_come(*lead))
    }

    /// By when word of a change is to be there; `None` if it changed again before, or that would be too late.
    fn hears_until(
        &self,
        old: &Entry,
        told: Option<&Word<'_>>,
        run: &Run<'_>,
    ) -> Option<Timestamp> {
        let old = told
            .and_then(|word| word.row.spec.begins_at)
            .unwrap_or(old.begins());
        let soonest = if run.entry.is_on() {
            old.min(run.entry.begins())
        } else {
            old
        };
        let grace = if run.entry.is_there {
            SignedDuration::ZERO
        } else {
            REMOVAL_GRACE
        };
        let from = run.from + grace;
        let told_before = told.filter(|word| word.row.spec.kind.is_change() && run.entry.is_there);
        let paused = told_before.map(|word| word.message.delivered.at + CHANGE_PAUSE);
        let from = paused
            .filter(|until| *until + CHANGE_PAUSE <= soonest)
            .map_or(from, |until| from.max(until));
        let due_at = put_off(from, Some(soonest), self.subscription);
        let at_last = due_at + patience(self.trouble);
        let is_in_time = at_last < soonest && at_last < run.to.min(self.end);
        (is_in_time && !is_closed(self.subscription.destination())).then_some(at_last)
    }

    /// One message says what the files say, and none after it says anything else.
    fn has_heard(&self, run: &Run<'_>, at_last: Timestamp) {
        let case = self.case;
        let since = |word: &&Word<'_>| word.id() > run.after && word.id() <= run.up_to;
        let heard: Vec<&Word<'_>> = self.changes().filter(since).collect();
        let in_time =
            |word: &&&Word<'_>| self.trouble.clock || word.message.delivered.at <= at_last;
        let count = heard.iter().filter(in_time).count();
        assert!(
            count == 1,
            "{case}: told {count} times by {at_last} of {:#?}\nsince {}: {:#?}",
            run.entry,
            run.from,
            self.rows_of_summit()
        );
        let last = self.words.iter().rfind(|word| word.id() <= run.up_to);
        let holds = last.is_some_and(|word| is_known(run.entry, word.row));
        assert!(
            holds,
            "{case}: not the last word: {:#?}",
            self.rows_of_summit()
        );
    }

    fn rows_of_summit(&self) -> Vec<&Alert> {
        let rows = self.rows.iter().filter(|row| {
            row.spec.subscription_id == self.subscription.id && number_of(row) == Some(self.summit)
        });
        rows.collect()
    }

    /// A date so near that no alert counts down to it calls the role at once, and wants an acknowledgement; how certain a summit
    /// is calls nobody. Returns how often somebody was called so.
    fn is_called(&self) -> usize {
        let (case, spec) = (self.case, &self.subscription.spec);
        let mut calls = 0;
        for word in self.changes() {
            let role = spec.mention_role.map(|role| role.0);
            if is_only_status(word.row) {
                assert_eq!(word.message.role, None, "{case}: {:#?}", word.row);
            } else if self.is_last_call(word) {
                calls += 1;
                assert_eq!(word.message.role, role, "{case}: {:#?}", word.row);
                let wants_answer = spec.acknowledge_within.is_some() || !spec.escalation.is_empty();
                let calls_next = |row: &Alert| matches!(&row.spec.kind, AlertKind::Escalation { of, .. } if *of == word.row.spec.id);
                let is_over = word.row.ended_at >= word.row.spec.begins_at;
                assert!(
                    !wants_answer || is_over || self.rows.iter().any(calls_next),
                    "{case}: nobody has to acknowledge {:#?}",
                    word.row
                );
            } else if self.has_called(word) {
                assert_eq!(word.message.role, role, "{case}: {:#?}", word.row);
            }
        }
        calls
    }

    /// Whether an alert had called for the date that this message takes back; it may come to it again later.
    fn has_called(&self, word: &Word<'_>) -> bool {
        let corrected = word.row.spec.kind.follows();
        let is_corrected = |one: &&Word<'_>| Some(one.row.spec.id.as_str()) == corrected;
        let old = self.words.iter().find(is_corrected);
        old.is_some_and(|old| {
            matches!(old.row.spec.kind, AlertKind::Lead { .. }) && old.id() < word.id()
        })
    }

    /// Whether no alert comes, or came, for the date of this message.
    fn is_last_call(&self, word: &Word<'_>) -> bool {
        let AlertKind::Moved { .. } = word.row.spec.kind else {
            return false;
        };
        let entry = when_posted(self.editions, self.summit, word.id());
        let begins = word.row.spec.begins_at;
        let mut runs = runs(self.editions, self.summit).into_iter();
        // The files may have said so before, and alerts came then.
        let was_date = runs.any(|run| {
            run.up_to <= word.id() && run.entry.is_on() && Some(run.entry.begins()) == begins
        });
        let mut leads = self.subscription.spec.before.iter();
        let published_at = self.published_at(word);
        !was_date && leads.all(|lead| due_at(self.subscription, entry, *lead) < published_at)
    }

    /// Since when the files say what this message does.
    fn published_at(&self, word: &Word<'_>) -> Timestamp {
        let runs = runs(self.editions, self.summit);
        let run = runs.iter().rfind(|run| run.after < word.id());
        let from = run.map_or(Timestamp::MIN, |run| run.from);
        // An alert that was due about then may have come or not.
        from - if self.trouble.clock {
            SignedDuration::from_hours(12)
        } else {
            SignedDuration::from_secs(60)
        }
    }
}

/// Whether somebody who read an alert knows what the files say. Whoever heard that a summit is called off is not told that it is
/// gone.
fn is_known(entry: &Entry, row: &Alert) -> bool {
    entry.is_told_by(row) || (!entry.is_there && row.spec.kind.is_off())
}

/// Whether only the certainty of a summit is told.
fn is_only_status(row: &Alert) -> bool {
    let AlertKind::Moved {
        from,
        was: Some(was),
        ..
    } = &row.spec.kind
    else {
        return false;
    };
    let is_same = row.spec.facts.as_ref().is_some_and(|now| {
        (&was.ends, &was.place) == (&now.ends, &now.place) && was.status != now.status
    });
    is_same && *from == row.spec.dates
}

/// What is posted in quiet hours is about a summit that begins before they end, or louder calls that were asked for.
pub(crate) fn is_quiet_at_night(
    rows: &[Alert],
    messages: &[Message],
    subscriptions: &[Subscription],
    case: &str,
) {
    for row in rows.iter().filter(|row| row.spec.begins_at.is_some()) {
        let id = &row.spec.subscription_id;
        let Some(subscription) = subscriptions.iter().find(|one| one.id == *id) else {
            continue;
        };
        let is_loud = matches!(row.spec.kind, AlertKind::Escalation { .. })
            && subscription.spec.escalate_in_quiet_hours;
        let is_theirs = row.spec.destination == subscription.destination();
        let sent = row.message_id.and_then(|id| usize::try_from(id).ok());
        let Some(message) = sent.and_then(|id| messages.get(id - 1)) else {
            continue;
        };
        let at = message.delivered.at;
        // Of a beginning that was told before, too: word of another must not come after it.
        let corrected = row
            .spec
            .kind
            .follows()
            .filter(|_| row.spec.kind.is_change());
        let corrected = corrected.and_then(|id| rows.iter().find(|one| one.spec.id == id));
        let old = corrected.and_then(|row| row.spec.begins_at);
        let soonest = row.spec.begins_at.into_iter().chain(old).min();
        let is_held = put_off(at, soonest, subscription) != at;
        assert!(
            is_loud
                || !is_theirs
                || !is_held
                || matches!(row.spec.destination, Destination::User(_)),
            "{case}: in quiet hours: {row:#?}"
        );
    }
}
