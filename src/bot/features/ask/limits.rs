//! How many messages to the bot are answered: so many a person and a channel. What is beyond is said once, and then let go, so
//! that a flood costs the channel little of what Discord lets the bot post there.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// What one person is answered: more than anybody types in a conversation.
const OF_A_PERSON: Limit = Limit {
    most: 12,
    one_more_every: SignedDuration::from_secs(5),
};
/// What is answered in one channel: half of what Discord lets the bot post there in the long run.
const OF_A_CHANNEL: Limit = Limit {
    most: 15,
    one_more_every: SignedDuration::from_secs(2),
};
/// For how long a person who has had that notice is not answered; the text says a minute.
const PERSON_RESTS: SignedDuration = SignedDuration::from_secs(60);
/// How long a channel gets no second notice that it asks too much.
const CHANNEL_NOTICE_EVERY: SignedDuration = SignedDuration::from_secs(60);
/// How many people, and how many channels, are counted at a time. Beyond, those who have asked nothing for a minute are
/// forgotten; if that frees nothing, all are.
const MOST_KEPT: usize = 10_000;

/// So many at once, and one more each time.
#[derive(Debug, Clone, Copy)]
struct Limit {
    most: u32,
    one_more_every: SignedDuration,
}

/// What becomes of a message to the bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Admission {
    /// It is answered.
    Answer,
    /// Its author gets a notice that they are answered again in a minute.
    TellPerson,
    /// The channel gets a notice that too much is asked in it.
    TellChannel,
    /// Nothing is said; it has been.
    Silence,
}

/// How much people and channels have asked lately. Nothing of it outlives the process.
#[derive(Debug, Default)]
pub(in crate::bot) struct AskLimits(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    people: HashMap<u64, Allowance>,
    channels: HashMap<u64, Allowance>,
}

/// What is left to one person or channel.
#[derive(Debug, Clone, Copy)]
struct Allowance {
    left: u32,
    /// Up to when what comes back has been added.
    counted_to: Timestamp,
    /// Until when there is no second notice; of a person, until when they are not answered.
    silent_until: Option<Timestamp>,
}

impl AskLimits {
    /// Counts a message to the bot, and says what becomes of it.
    pub(in crate::bot) fn admit(&self, channel: u64, user: u64, now: Timestamp) -> Admission {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Counts { people, channels } = &mut *counts;
        make_room(people, now);
        make_room(channels, now);
        let person = people.entry(user).or_insert_with(|| OF_A_PERSON.whole(now));
        let channel = channels
            .entry(channel)
            .or_insert_with(|| OF_A_CHANNEL.whole(now));
        if person.is_silent(now) {
            return Admission::Silence;
        }
        if person.silent_until.take().is_some() {
            *person = OF_A_PERSON.whole(now);
        }
        let has_person = person.take(OF_A_PERSON, now);
        let has_channel = channel.take(OF_A_CHANNEL, now);
        if !has_person {
            person.silent_until = Some(later(now, PERSON_RESTS));
            return if has_channel {
                Admission::TellPerson
            } else {
                Admission::Silence
            };
        }
        if has_channel {
            return Admission::Answer;
        }
        if channel.is_silent(now) {
            return Admission::Silence;
        }
        channel.silent_until = Some(later(now, CHANNEL_NOTICE_EVERY));
        Admission::TellChannel
    }
}

impl Limit {
    /// Nothing used up.
    fn whole(self, now: Timestamp) -> Allowance {
        Allowance {
            left: self.most,
            counted_to: now,
            silent_until: None,
        }
    }
}

impl Allowance {
    /// Takes one, if there is one.
    fn take(&mut self, limit: Limit, now: Timestamp) -> bool {
        let passed = now.duration_since(self.counted_to);
        // After a clock was set back, it counts from there.
        if passed.is_negative() {
            self.counted_to = now;
        }
        let back = passed.as_millis() / limit.one_more_every.as_millis();
        if let Ok(back) = u32::try_from(back)
            && back > 0
        {
            self.left = self.left.saturating_add(back).min(limit.most);
            self.counted_to = later(self.counted_to, limit.one_more_every * back.cast_signed());
        }
        let has_one = self.left > 0;
        self.left = self.left.saturating_sub(1);
        has_one
    }

    fn is_silent(&self, now: Timestamp) -> bool {
        // A clock that was set back keeps nobody waiting for longer.
        self.silent_until
            .is_some_and(|until| now < until && until.duration_since(now) <= PERSON_RESTS)
    }
}

/// Forgets those that have used up nothing, once there are too many.
fn make_room(counted: &mut HashMap<u64, Allowance>, now: Timestamp) {
    if counted.len() < MOST_KEPT {
        return;
    }
    let is_recent = |one: &Allowance| now.duration_since(one.counted_to).abs() < PERSON_RESTS;
    counted.retain(|_, one| is_recent(one) || one.is_silent(now));
    if counted.len() >= MOST_KEPT {
        counted.clear();
    }
}

fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    at.saturating_add(by).unwrap_or(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp::constant(1_796_126_400, 0);
    const CHANNEL: u64 = 1;
    const USER: u64 = 2;

    fn after(seconds: i64) -> Timestamp {
        later(NOON, SignedDuration::from_secs(seconds))
    }

    #[test]
    fn somebody_who_asks_without_end_is_silent_once_and_answered_again_after_a_minute() {
        let limits = AskLimits::default();
        for _ in 0..12 {
            assert_eq!(limits.admit(CHANNEL, USER, NOON), Admission::Answer);
        }
        let first = limits.admit(CHANNEL, USER, NOON);
        assert_eq!(first, Admission::TellPerson);
        for second in 0..60 {
            let silent = limits.admit(CHANNEL, USER, after(second));
            assert_eq!(silent, Admission::Silence);
        }
        // Nobody else is kept waiting by it.
        assert_eq!(limits.admit(CHANNEL, 3, after(59)), Admission::Answer);
        for _ in 0..12 {
            assert_eq!(limits.admit(4, USER, after(60)), Admission::Answer);
        }
    }

    #[test]
    fn a_conversation_never_meets_the_limit() {
        let limits = AskLimits::default();
        for question in 0..1_000 {
            let answered = limits.admit(CHANNEL, USER, after(5 * question));
            assert_eq!(answered, Admission::Answer, "{question}");
        }
    }

    #[test]
    fn a_channel_in_which_many_ask_is_silent_once_a_minute_and_answered_every_two_seconds() {
        let limits = AskLimits::default();
        let mut answered = 0;
        let mut notices = 0;
        // Four a second, each by somebody else.
        for n in 0..480_u32 {
            let at = later(NOON, SignedDuration::from_millis(250) * n.cast_signed());
            match limits.admit(CHANNEL, u64::from(n), at) {
                Admission::Answer => answered += 1,
                Admission::TellChannel => notices += 1,
                Admission::Silence => {}
                Admission::TellPerson => panic!("nobody asked twice"),
            }
        }
        // 15 at once, and one every two seconds of two minutes.
        assert_eq!((answered, notices), (74, 2));
    }

    #[test]
    fn however_many_ask_no_more_than_ten_thousand_are_counted() {
        let limits = AskLimits::default();
        for n in 0..25_000 {
            limits.admit(n, n, NOON);
        }
        let counts = limits.0.lock().unwrap();
        assert!(counts.people.len() <= MOST_KEPT && counts.channels.len() <= MOST_KEPT);
    }
}
