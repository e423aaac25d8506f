//! Looks for a message of ours in a channel's history, by what its buttons carry.
//!
//! Most often it is among the newest messages. In a busy channel thousands may stand above it: then it is looked for around
//! the times at which it may have been posted, whatever was said since.

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::rest::{MESSAGES_PER_PAGE, MessagesFrom, RestClient, RestError, StoredMessage};
use crate::alerts::{Found, PostError};

/// How far Discord's clock, by which a message is dated, may differ from ours, by which its attempt is; and how long a
/// request may take.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);
/// How many pages are read around one attempt at most: 20,000 messages in two minutes.
const MAX_PAGES: usize = 200;
/// The first millisecond of Discord's own count. <https://discord.com/developers/docs/reference#snowflakes>
const DISCORD_EPOCH_MS: i64 = 1_420_070_400_000;

/// One search.
pub(super) struct HistorySearch<'s> {
    rest: &'s RestClient,
    channel: u64,
    mark: &'s str,
}

impl<'s> HistorySearch<'s> {
    /// A search for the message whose buttons carry `mark`.
    pub(super) fn new(rest: &'s RestClient, channel: u64, mark: &'s str) -> Self {
        Self {
            rest,
            channel,
            mark,
        }
    }

    /// Looks among the newest messages, then around each of `attempts`, soonest first.
    ///
    /// # Errors
    /// Discord did not show all that has to be seen.
    pub(super) async fn run(&self, attempts: &[Timestamp]) -> Result<Found, PostError> {
        if attempts.is_empty() {
            return Ok(Found::Nothing);
        }
        let newest = self.page(MessagesFrom::Newest).await?;
        // Known by that answer, if by no other.
        let ahead = self.rest.metrics().discord.clock_ahead();
        let windows = windows(attempts, ahead);
        let oldest = windows.first().map_or(0, |(from, _)| *from);
        if let Some(found) = self.pick(&newest) {
            return Ok(found);
        }
        match newest.last() {
            None => return self.without_history(oldest).await,
            Some(last) if newest.len() < MESSAGES_PER_PAGE || last.id.get() < oldest => {
                return Ok(Found::Nothing);
            }
            Some(_) => {}
        }
        for window in windows {
            if let Some(found) = self.look_between(window).await? {
                return Ok(found);
            }
        }
        Ok(Found::Nothing)
    }

    /// Goes through all messages between two ids, oldest first.
    async fn look_between(&self, (mut from, to): (u64, u64)) -> Result<Option<Found>, PostError> {
        for _ in 0..MAX_PAGES {
            let messages = self.page(MessagesFrom::After(from)).await?;
            if let Some(found) = self.pick(&messages) {
                return Ok(Some(found));
            }
            match messages.iter().map(|one| one.id.get()).max() {
                Some(last) if messages.len() == MESSAGES_PER_PAGE && last < to => from = last,
                _ => return Ok(None),
            }
        }
        let most = MAX_PAGES * MESSAGES_PER_PAGE;
        Err(PostError::Ambiguous(format!(
            "more than {most} messages within two minutes"
        )))
    }

    /// No message is shown: there is none, or the bot may not read the history, which Discord answers in the same way. The
    /// channel itself says which message is its last.
    /// <https://discord.com/developers/docs/resources/message#get-channel-messages>
    async fn without_history(&self, oldest: u64) -> Result<Found, PostError> {
        let last = self.rest.get_last_message_id(self.channel).await?;
        Ok(match last {
            Some(last) if last >= oldest => Found::Unreadable,
            _ => Found::Nothing,
        })
    }

    async fn page(&self, from: MessagesFrom) -> Result<Vec<StoredMessage>, RestError> {
        self.rest.get_messages(self.channel, from).await
    }

    fn pick(&self, messages: &[StoredMessage]) -> Option<Found> {
        let found = messages
            .iter()
            .find(|one| carries(&one.components, self.mark));
        found.map(|one| Found::Message(one.id.get()))
    }
}

/// From which id to which a message may stand that was posted at one of these times, those that overlap as one; `ahead`: by how
/// much our clock, which says when that was, is ahead of Discord's, if it was so then too.
fn windows(attempts: &[Timestamp], ahead: SignedDuration) -> Vec<(u64, u64)> {
    let by_discord = |at: &Timestamp| at.saturating_sub(ahead).unwrap_or(*at);
    let theirs = attempts.iter().map(by_discord);
    let mut moments: Vec<Timestamp> = attempts.iter().copied().chain(theirs).collect();
    moments.sort();
    let mut windows: Vec<(u64, u64)> = Vec::new();
    for at in moments {
        let id_after = |by| first_id(at.saturating_add(by).unwrap_or(at));
        let (from, to) = (id_after(-MARGIN), id_after(MARGIN));
        match windows.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => windows.push((from, to)),
        }
    }
    windows
}

/// The lowest id that Discord gives at this time.
fn first_id(at: Timestamp) -> u64 {
    let since_epoch = at.as_millisecond() - DISCORD_EPOCH_MS;
    u64::try_from(since_epoch).unwrap_or(0) << 22
}

/// Whether a button at any depth carries this mark.
fn carries(components: &Value, mark: &str) -> bool {
    match components {
        Value::Array(list) => list.iter().any(|one| carries(one, mark)),
        Value::Object(fields) => {
            let is_marked = fields
                .get("custom_id")
                .and_then(Value::as_str)
                .is_some_and(|id| id.contains(mark));
            is_marked
                || fields
                    .get("components")
                    .is_some_and(|below| carries(below, mark))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_796_126_400 + second).expect("an instant")
    }

    #[test]
    fn attempts_close_together_are_one_window_and_others_one_each() {
        let id = |second| first_id(at(second));
        let windows = |attempts: &[Timestamp]| windows(attempts, SignedDuration::ZERO);
        assert_eq!(windows(&[at(0), at(30)]), [(id(-60), id(90))]);
        assert_eq!(
            windows(&[at(0), at(3_600)]),
            [(id(-60), id(60)), (id(3_540), id(3_660))]
        );
        assert_eq!(windows(&[at(0), at(0)]), [(id(-60), id(60))]);
    }

    #[test]
    fn an_attempt_is_looked_for_by_discords_clock_too() {
        let id = |second| first_id(at(second));
        let minutes = SignedDuration::from_mins;
        assert_eq!(
            windows(&[at(0)], minutes(10)),
            [(id(-660), id(-540)), (id(-60), id(60))]
        );
        assert_eq!(
            windows(&[at(0)], minutes(-10)),
            [(id(-60), id(60)), (id(540), id(660))]
        );
    }

    #[test]
    fn an_id_has_the_time_of_discord_in_it() {
        // <https://discord.com/developers/docs/reference#snowflakes>: 175928847299117063 is of this millisecond.
        let example: Timestamp = "2016-04-30T11:18:25.796Z".parse().expect("an instant");
        assert_eq!(first_id(example) >> 22, 175_928_847_299_117_063 >> 22);
    }
}
