//! A delivery that is cut off at each of its steps in turn.

use std::collections::HashSet;

use attache::store::AlertState;
use clock::Clock as _;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

use super::crash::Doomed;
use super::discord::is_closed;
use super::office::Office;
use super::year::Trouble;

/// Returns how many steps one delivery of three alerts has.
pub(crate) async fn crash_at_each_step() -> u32 {
    for polls in 0.. {
        let mut office = Office::open(3, Trouble::default()).await;
        let due = office.store.next_due().await.unwrap().unwrap();
        office.awake(due).await;
        let later = due
            .saturating_add(SignedDuration::from_hours(24 * 40))
            .unwrap();
        // An hour in which no channel is quiet, as what is late waits for the end of that.
        let day = later.to_zoned_datetime(TimeZone::UTC).date();
        let later = day.at(13, 0, 0, 0).to_zoned_datetime(TimeZone::UTC);
        office.go_to(later.unwrap().timestamp());
        let died = Doomed::after(polls, office.processes[0].worker.run_once())
            .await
            .is_none();
        for _ in 0..4 {
            office.processes[0] = office.new_process();
            office.processes[0].worker.run_once().await.unwrap();
            // Longer than a lease, and longer than a nonce is remembered.
            let minutes = if polls % 2 == 0 { 1 } else { 5 };
            office.clock.advance(SignedDuration::from_mins(minutes));
        }
        let messages = office.discord.messages();
        let batches = messages.iter().map(|one| &one.delivered.batch_id);
        let distinct: HashSet<&String> = batches.collect();
        assert_eq!(
            distinct.len(),
            messages.len(),
            "{polls} steps: {messages:#?}"
        );
        let now = office.clock.now();
        for row in office.rows().await {
            let is_owed = row.state == AlertState::Planned
                && row.spec.due_at <= now
                && !is_closed(row.spec.destination);
            assert!(!is_owed, "{polls} steps: left behind: {row:#?}");
        }
        for message in &messages {
            let row = office
                .store
                .alert(&message.delivered.batch_id)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(
                row.message_id,
                Some(message.delivered.id),
                "{polls} steps: {row:#?}"
            );
        }
        if !died {
            return polls;
        }
    }
    unreachable!("a delivery ends")
}
