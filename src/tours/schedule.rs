//! When a missed question comes back: after how many days, and at what moment of which day.

use fsrs::{FSRS, ItemState, MemoryState};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use crate::calendar::find_zone;
use crate::store::Card;

/// How likely somebody shall still know it when it comes back; the usual value of FSRS.
const RETENTION: f32 = 0.9;
/// Once it would keep for longer, it is known for good.
const KNOWN_AFTER_DAYS: f32 = 60.0;

/// The card of a question after an answer on the day `today`; `before` is the card as it was, if there was one.
pub fn after_answer(question: &str, before: Option<&Card>, is_right: bool, today: Date) -> Card {
    let memory = before.map(|card| MemoryState {
        #[expect(clippy::cast_possible_truncation, reason = "FSRS reckons in f32")]
        stability: card.stability as f32,
        #[expect(clippy::cast_possible_truncation, reason = "FSRS reckons in f32")]
        difficulty: card.difficulty as f32,
    });
    let elapsed = before.map_or(0, |card| days_between(card.reviewed_on, today));
    let next = FSRS::default().next_states(memory, RETENTION, elapsed);
    let state = match next {
        Ok(states) if is_right => states.good,
        Ok(states) => states.again,
        // What the database holds is no memory, and the card begins anew.
        Err(_) => fresh(),
    };
    let is_known = is_right && state.interval > KNOWN_AFTER_DAYS;
    let days = state.interval.round().clamp(1.0, KNOWN_AFTER_DAYS);
    #[expect(clippy::cast_possible_truncation, reason = "from 1 to 60")]
    let due_on = today.saturating_add((days as i64).days());
    Card {
        question: question.to_owned(),
        stability: state.memory.stability.into(),
        difficulty: state.memory.difficulty.into(),
        reviewed_on: today,
        due_on: (!is_known).then_some(due_on),
    }
}

/// The memory after a first answer that was wrong, by the default parameters of FSRS-6.
fn fresh() -> ItemState {
    ItemState {
        memory: MemoryState {
            stability: 0.212,
            difficulty: 6.4133,
        },
        interval: 0.212,
    }
}

fn days_between(then: Date, now: Date) -> u32 {
    let days = then.until(now).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0)
}

/// How somebody wants to be asked, and what of that has been done.
#[derive(Debug, Clone, Copy)]
pub struct ReviewSchedule<'h> {
    /// Their zone, by IANA's name.
    pub zone: &'h str,
    /// Not before this by their clock.
    pub at: Time,
    /// The last day on which they were.
    pub asked_on: Option<Date>,
}

impl ReviewSchedule<'_> {
    /// The day it is where they are.
    pub fn today(&self, now: Timestamp) -> Date {
        now.to_zoned_datetime(self.time_zone()).date()
    }

    /// Whether they may be asked now what came back on `due_on`: once a day, from their time on and to the end of the day,
    /// so that a bot that was away wakes nobody.
    pub fn may_be_asked(&self, due_on: Date, now: Timestamp) -> bool {
        self.next(due_on, now) <= now
    }

    /// When they are asked next what comes back on `due_on`, looked at from `now`. It may have passed today.
    pub fn next(&self, due_on: Date, now: Timestamp) -> Timestamp {
        let today = self.today(now);
        let after_last = self
            .asked_on
            .and_then(|asked| asked.tomorrow().ok())
            .unwrap_or(Date::MIN);
        let day = due_on.max(after_last).max(today);
        // Where clocks skip the time it is read by the offset before, where they repeat it the first is meant.
        let at = |day: Date| day.to_datetime(self.at).to_zoned_datetime(self.time_zone());
        at(day).map_or(Timestamp::MAX, |moment| moment.timestamp())
    }

    fn time_zone(&self) -> TimeZone {
        find_zone(self.zone).unwrap_or(TimeZone::UTC)
    }
}
