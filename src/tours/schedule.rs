//! When a missed question returns: after how many days, and at what moment of which day.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::fsrs::{Grade, Memory};
use crate::calendar::find_zone;
use crate::store::{Card, Learner};

/// How likely a learner should still know the answer when the question returns, from 0 to 1. FSRS's own default.
/// <https://github.com/open-spaced-repetition/fsrs4anki/wiki>
const RETENTION: f32 = 0.9;
/// Once a question would return after more days than this, it counts as learned: a tour is over in weeks, and nobody wants
/// messages from it a year later.
const LEARNED_AFTER_DAYS: f32 = 60.0;
/// After so many reviews in a row without an answer no more are sent: a week of daily messages to somebody who left.
pub(super) const MAX_UNANSWERED_REVIEWS: i64 = 7;

/// The card of a question after an answer on the day `today`; `before` is the card as it was, `None` for a first miss.
pub fn after_answer(question: &str, before: Option<&Card>, is_right: bool, today: Date) -> Card {
    let grade = if is_right { Grade::Good } else { Grade::Again };
    let next = match before {
        None => Some(Memory::first(grade)),
        Some(card) => memory_of(card).after(grade, days_between(card.reviewed_on, today)),
    };
    // If the stored numbers are no memory, the card starts over.
    let memory = next.unwrap_or_else(|| Memory::first(Grade::Again));
    let interval = memory.interval(RETENTION);
    let is_learned = is_right && interval > LEARNED_AFTER_DAYS;
    let days = interval.round().clamp(1.0, LEARNED_AFTER_DAYS);
    #[expect(clippy::cast_possible_truncation, reason = "from 1 to 60")]
    let due_on = today.saturating_add((days as i64).days());
    Card {
        question: question.to_owned(),
        stability: memory.stability.into(),
        difficulty: memory.difficulty.into(),
        reviewed_on: today,
        due_on: (!is_learned).then_some(due_on),
    }
}

fn memory_of(card: &Card) -> Memory {
    Memory {
        #[expect(clippy::cast_possible_truncation, reason = "FSRS computes in f32")]
        stability: card.stability as f32,
        #[expect(clippy::cast_possible_truncation, reason = "FSRS computes in f32")]
        difficulty: card.difficulty as f32,
    }
}

/// Whole days from `then` to `now`; 0 if the clock was set back.
fn days_between(then: Date, now: Date) -> u32 {
    let days = then.until(now).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

/// When a learner wants reviews, and the last day on which one was sent.
#[derive(Debug, Clone, Copy)]
pub struct ReviewSchedule<'l> {
    /// Their IANA time zone. One that does not exist counts as UTC.
    pub zone: &'l str,
    /// Not before this time by their clock.
    pub at: Time,
    /// The day, in their zone, of the last review. `None` before the first.
    pub asked_on: Option<Date>,
}

impl<'l> From<&'l Learner> for ReviewSchedule<'l> {
    fn from(learner: &'l Learner) -> Self {
        Self {
            zone: &learner.zone,
            at: learner.review_at,
            asked_on: learner.asked_on,
        }
    }
}

impl ReviewSchedule<'_> {
    /// The day it is where the learner is.
    pub fn today(&self, now: Timestamp) -> Date {
        now.to_zoned_datetime(self.time_zone()).date()
    }

    /// Whether a question due on `due_on` may be sent now: once a day, from their time on until midnight, so that a bot
    /// that was down wakes nobody at night.
    pub fn may_be_asked(&self, due_on: Date, now: Timestamp) -> bool {
        self.next(due_on, now) <= now
    }

    /// When a question due on `due_on` is sent next, seen from `now`. Earlier than `now` if today's time has passed.
    pub fn next(&self, due_on: Date, now: Timestamp) -> Timestamp {
        let today = self.today(now);
        let after_last = self
            .asked_on
            .and_then(|asked| asked.tomorrow().ok())
            .unwrap_or(Date::MIN);
        let day = due_on.max(after_last).max(today);
        // Jiff's "compatible" rule: a time the clocks skip is read by the offset before, of one they repeat the first.
        let at = |day: Date| day.to_datetime(self.at).to_zoned_datetime(self.time_zone());
        at(day).map_or(Timestamp::MAX, |moment| moment.timestamp())
    }

    fn time_zone(&self) -> TimeZone {
        find_zone(self.zone).unwrap_or(TimeZone::UTC)
    }
}
