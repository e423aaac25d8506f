//! Time that is passed in: code takes a [`Clock`] instead of asking the machine what time it is.
//!
//! A program passes [`SystemClock`], a test a [`ManualClock`] that it moves by hand, and a practice server a
//! [`MovableClock`] that runs and can be moved.
//!
//! ```
//! use clock::{Clock, ManualClock};
//! use jiff::SignedDuration;
//!
//! let clock = ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap());
//! clock.advance(SignedDuration::from_hours(36));
//! assert_eq!(clock.today().to_string(), "2026-11-25");
//! ```
#![warn(missing_docs)]

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use tokio::{select, sync::watch, time};

/// The longest sleep in one piece. Timers neither count the time in which a machine is suspended nor notice when its
/// clock is set, so the clock is asked this often.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// A future that ends when a clock has reached an instant.
pub type Until<'c> = Pin<Box<dyn Future<Output = ()> + Send + 'c>>;

/// Tells the time, and waits for it.
pub trait Clock: Send + Sync + 'static {
    /// The current instant.
    fn now(&self) -> Timestamp;

    /// Waits until this clock shows `at` or later; returns at once if it does already.
    fn until(&self, at: Timestamp) -> Until<'_> {
        Box::pin(async move {
            while let Some(left) = left(self.now(), at) {
                time::sleep(left.min(POLL_INTERVAL)).await;
            }
        })
    }

    /// The current date in UTC.
    fn today(&self) -> Date {
        self.now().to_zoned_datetime(TimeZone::UTC).date()
    }
}

/// A clock that many share.
pub type SharedClock = Arc<dyn Clock>;

/// The machine's own clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock(watch::Sender<Timestamp>);

impl ManualClock {
    /// A clock that shows `now`.
    pub fn at(now: Timestamp) -> Self {
        Self(watch::Sender::new(now))
    }

    /// Moves it by a duration, backwards if that is negative. Wakes whoever waits for what it then shows.
    pub fn advance(&self, by: SignedDuration) {
        self.0.send_modify(|now| {
            *now = now.saturating_add(by).expect("a signed duration saturates");
        });
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.0.borrow()
    }

    fn until(&self, at: Timestamp) -> Until<'_> {
        let mut time = self.0.subscribe();
        Box::pin(async move {
            // The sender lives as long as the clock, which is borrowed, so that this cannot fail.
            let _ = time.wait_for(|now| *now >= at).await;
        })
    }
}

/// A clock that runs as another does, ahead of it or behind by as much as it was moved.
pub struct MovableClock {
    base: SharedClock,
    offset: watch::Sender<SignedDuration>,
}

impl MovableClock {
    /// A clock that shows what `base` shows, until it is moved.
    pub fn over(base: SharedClock) -> Self {
        Self {
            base,
            offset: watch::Sender::new(SignedDuration::ZERO),
        }
    }

    /// Moves it by a duration, backwards if that is negative. Wakes whoever waits for what it then shows.
    pub fn advance(&self, by: SignedDuration) {
        self.offset
            .send_modify(|offset| *offset = offset.saturating_add(by));
    }

    /// Moves it so that it shows `to`.
    pub fn go_to(&self, to: Timestamp) {
        self.offset
            .send_modify(|offset| *offset = to.duration_since(self.base.now()));
    }

    /// How far it is ahead of the clock it runs by; negative if behind.
    pub fn offset(&self) -> SignedDuration {
        *self.offset.borrow()
    }
}

impl Default for MovableClock {
    /// A clock that runs by the machine's.
    fn default() -> Self {
        Self::over(Arc::new(SystemClock))
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        shifted(self.base.now(), self.offset())
    }

    fn until(&self, at: Timestamp) -> Until<'_> {
        let mut moves = self.offset.subscribe();
        Box::pin(async move {
            loop {
                let offset = *moves.borrow_and_update();
                select! {
                    () = self.base.until(shifted(at, -offset)) => return,
                    _ = moves.changed() => {}
                }
            }
        })
    }
}

/// The time from `now` to `at`; `None` if `at` has been reached.
fn left(now: Timestamp, at: Timestamp) -> Option<Duration> {
    let left = Duration::try_from(at.duration_since(now)).ok()?;
    (!left.is_zero()).then_some(left)
}

fn shifted(moment: Timestamp, by: SignedDuration) -> Timestamp {
    moment
        .saturating_add(by)
        .expect("a signed duration saturates")
}

#[cfg(test)]
mod tests;
