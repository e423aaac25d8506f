//! Time, handed in: nothing below `cli` asks the machine what time it is.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use tokio::{select, sync::watch, time};

/// The longest sleep in one piece, so that a machine that slept and a clock that was set are noticed.
const NAP: Duration = Duration::from_secs(1);

/// Ends when a clock has reached an instant.
pub type Until<'c> = Pin<Box<dyn Future<Output = ()> + Send + 'c>>;

/// Says what time it is.
pub trait Clock: Send + Sync + 'static {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// Sleeps until this clock shows `at` or later.
    fn until(&self, at: Timestamp) -> Until<'_> {
        Box::pin(async move {
            while let Some(left) = left(self.now(), at) {
                time::sleep(left.min(NAP)).await;
            }
        })
    }

    /// The present day in UTC, by which facts and pages are dated.
    fn today(&self) -> Date {
        self.now().to_zoned_datetime(TimeZone::UTC).date()
    }
}

/// The clock every room shares.
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

    /// Moves the hands, forwards or backwards.
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
        let mut hands = self.0.subscribe();
        Box::pin(async move {
            // The hands live as long as the clock, which is borrowed.
            let _ = hands.wait_for(|now| *now >= at).await;
        })
    }
}

/// A clock that runs as another does, so far ahead of it (or behind) as it was moved.
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

    /// Moves the hands, forwards or backwards.
    pub fn advance(&self, by: SignedDuration) {
        self.offset
            .send_modify(|offset| *offset = offset.saturating_add(by));
    }

    /// Sets the hands to `to`.
    pub fn go_to(&self, to: Timestamp) {
        self.offset
            .send_modify(|offset| *offset = to.duration_since(self.base.now()));
    }

    /// How far it is ahead of the clock it runs by.
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

/// The time from `now` to `at`, if there is any.
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
#[path = "tests.rs"]
mod tests;
