//! What is compared of each passage when a question is asked, small enough that all of them stay in memory.

use jiff::civil::Date;

use super::passage::PassageKind;
use super::statement::Statement;
use crate::knowledge::Actor;

/// What is known of a passage without its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct PassageFacts {
    /// The place of its page in the index.
    pub page: u32,
    /// Its place on the page, counted from 0.
    pub nth: u32,
    pub kind: PassageKind,
    pub actors: ActorSet,
    /// The year in which it held or happened, or began to.
    pub year: i16,
    /// The last day on which it can have held or happened, in days by [`day_number`].
    pub last_day: i32,
}

impl PassageFacts {
    pub(super) fn of(page: u32, nth: u32, statement: Statement<'_>) -> Self {
        let date = statement.date();
        Self {
            page,
            nth,
            kind: statement.kind(),
            actors: ActorSet::of(statement.actors()),
            year: date.first_day().year(),
            last_day: day_number(date.last_day()),
        }
    }
}

/// The days from the first day of the year 1, which is 0, to `date`; below 0 before it.
pub(super) fn day_number(date: Date) -> i32 {
    let day = Date::constant(1, 1, 1).until(date);
    day.map_or(0, |span| span.get_days())
}

/// Some actors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ActorSet {
    bits: u8,
    /// How many were named; one that was named twice counts twice.
    named: u8,
}

impl ActorSet {
    fn of(actors: &[Actor]) -> Self {
        let bits = actors.iter().fold(0, |bits, actor| bits | bit(*actor));
        Self {
            bits,
            named: u8::try_from(actors.len()).unwrap_or(u8::MAX),
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.bits == 0
    }

    pub(super) fn has(self, actor: Actor) -> bool {
        self.bits & bit(actor) != 0
    }

    /// Whether it is `actor` alone.
    pub(super) fn is_only(self, actor: Actor) -> bool {
        self.bits == bit(actor) && self.named == 1
    }
}

fn bit(actor: Actor) -> u8 {
    1 << match actor {
        Actor::China => 0,
        Actor::Russia => 1,
        Actor::Joint => 2,
        Actor::Us => 3,
        Actor::Other => 4,
    }
}
