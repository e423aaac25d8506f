//! A year with everything that goes wrong in it.

use std::collections::HashMap;

use attache::store::{Alert, AlertSpec, AlertState, Destination};
use clock::Clock as _;
use jiff::{SignedDuration, Timestamp};
use test_support::alerts::{of_settings, planned};

use super::discord::CLOSED;
use super::judge::hold;
use super::office::Office;
use super::people;

/// What goes wrong.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a trouble of its own"
)]
pub(crate) struct Trouble {
    pub(crate) discord: bool,
    pub(crate) crashes: bool,
    /// Summits move, change, are called off, removed and brought back.
    pub(crate) moves: bool,
    /// Files of the calendar cannot be read for a while; only while summits move.
    pub(crate) files: bool,
    pub(crate) clock: bool,
    pub(crate) replicas: bool,
}

impl Trouble {
    /// Whether nothing keeps an alert from its second but what the calendar says.
    pub(crate) fn is_quiet(self) -> bool {
        !self.discord && !self.crashes && !self.clock
    }
}

/// What is promised on the first day, should the calendar stay as it is.
struct Promise {
    in_channels: Vec<AlertSpec>,
    to_people: Vec<AlertSpec>,
}

/// Lives through a year, and holds what came of it against what was promised. Gives how many changes called somebody.
pub(crate) async fn year(seed: u64, trouble: Trouble) -> usize {
    let mut random = fastrand::Rng::with_seed(seed ^ 0x5eed);
    let mut office = Office::open(seed, trouble).await;
    let now = office.clock.now();
    let promise = Promise {
        in_channels: planned(
            &office.calendar.library.current(),
            &of_settings(&office.settings.subscription, now),
            now,
        ),
        to_people: people::promised(&office.store, &office.calendar.library, now).await,
    };
    let end = now + SignedDuration::from_hours(24 * 366);
    live_until(&mut office, end, &mut random, trouble).await;
    office.discord.recover();
    for _ in 0..200 {
        let again = office.work(&mut random, Trouble::default()).await;
        let due = office.store.next_due().await.unwrap();
        match due.filter(|due| *due < end + SignedDuration::from_hours(48)) {
            Some(due) => office.go_to(due.max(again)),
            None => break,
        }
    }
    let case = format!("seed {seed}, {trouble:?}");
    let calls = hold(&office, trouble, end, &case).await;
    if !trouble.moves {
        is_kept(&office, promise, trouble, &case).await;
    }
    calls
}

async fn live_until(
    office: &mut Office,
    end: Timestamp,
    random: &mut fastrand::Rng,
    trouble: Trouble,
) {
    let mut next_change = random_moment(random, office.clock.now());
    // Some changes come just before something is due.
    let mut is_late = random.u32(0..3) == 0;
    while office.clock.now() < end {
        let again = office.work(random, trouble).await;
        let now = office.clock.now();
        let due = office.store.next_due().await.unwrap().unwrap_or(end);
        // What is due and was left is left for a while: Discord asked to wait, or another process has it.
        let mut next = if due > now && !office.is_behind {
            due.min(office.next_publication.max(again)).min(end)
        } else {
            again
        };
        if next_change <= next && std::mem::take(&mut is_late) {
            let seconds = SignedDuration::from_secs(random.i64(0..400));
            next_change = next_change.max(next - seconds);
        }
        let change = next_change.min(office.calendar.next());
        if trouble.moves && change <= next {
            next = change.max(now);
            if change == next_change {
                next_change = random_moment(random, next);
                is_late = random.u32(0..3) == 0;
            }
            office.awake(next).await;
            office.go_to(next);
            office.change_calendar(random, trouble);
            continue;
        }
        if trouble.clock && random.u32(0..40) == 0 {
            let minutes = random.i64(-90..600);
            // Somebody sets the clock, or the machine slept.
            office.clock.advance(SignedDuration::from_mins(minutes));
            continue;
        }
        office.awake(next).await;
        office.go_to(next);
    }
}

fn random_moment(random: &mut fastrand::Rng, from: Timestamp) -> Timestamp {
    from + SignedDuration::from_mins(random.i64(60..60 * 24 * 12))
}

/// What was promised on the first day was planned; unless something fails, all of it came at its second.
async fn is_kept(office: &Office, promise: Promise, trouble: Trouble, case: &str) {
    if trouble.is_quiet() {
        let messages = office.discord.messages();
        for alert in promise.to_people {
            assert!(people::has_come(&alert, &messages), "{case}: {alert:#?}");
        }
    }
    let rows = office.rows().await;
    let rows: HashMap<&str, &Alert> = rows.iter().map(|row| (&*row.spec.id, row)).collect();
    for alert in promise.in_channels {
        let row = rows
            .get(alert.id.as_str())
            .unwrap_or_else(|| panic!("{case}: {alert:?} was never planned"));
        let is_late = row
            .ended_at
            .is_none_or(|at| at.duration_since(alert.due_at) > SignedDuration::from_secs(1));
        if trouble.is_quiet() && alert.destination != Destination::Channel(CLOSED) {
            assert!(
                row.state == AlertState::Posted && !is_late,
                "{case}: {row:#?}"
            );
        }
    }
}
