//! A clock that makes a moment long enough for something to happen in it, so that no test has to be quick or to sleep.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use clock::{Clock, ManualClock};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc as events;

/// A clock that is ahead of another.
pub(crate) struct FastClock {
    pub(crate) of: Arc<ManualClock>,
    pub(crate) ahead: SignedDuration,
}

impl Clock for FastClock {
    fn now(&self) -> Timestamp {
        self.of.now() + self.ahead
    }
}

/// A clock at which whoever looks must wait at a gate, once it is shut.
pub(crate) struct GatedClock {
    hands: Arc<ManualClock>,
    is_shut: AtomicBool,
    arrivals: events::UnboundedSender<()>,
    gate: Mutex<mpsc::Receiver<()>>,
}

/// Whoever stands at the gate of a [`GatedClock`].
pub(crate) struct Gatekeeper {
    clock: Arc<GatedClock>,
    arrivals: events::UnboundedReceiver<()>,
    gate: mpsc::Sender<()>,
}

impl GatedClock {
    pub(crate) fn new(hands: Arc<ManualClock>) -> (Arc<Self>, Gatekeeper) {
        let (arrivals, arrived) = events::unbounded_channel();
        let (gate, opened) = mpsc::channel();
        let is_shut = AtomicBool::new(false);
        let clock = Arc::new(Self {
            hands,
            is_shut,
            arrivals,
            gate: Mutex::new(opened),
        });
        let keeper = Gatekeeper {
            clock: Arc::clone(&clock),
            arrivals: arrived,
            gate,
        };
        (clock, keeper)
    }
}

impl Gatekeeper {
    pub(crate) fn shut(&self) {
        self.clock.is_shut.store(true, Ordering::SeqCst);
    }

    /// Waits until somebody stands at the gate.
    pub(crate) async fn arrival(&mut self) {
        self.arrivals.recv().await.expect("a clock");
    }

    /// Whether somebody has come to the gate.
    pub(crate) fn has_arrival(&mut self) -> bool {
        self.arrivals.try_recv().is_ok()
    }

    /// Lets one pass.
    pub(crate) fn let_pass(&self) {
        self.gate.send(()).expect("a clock");
    }
}

impl Clock for GatedClock {
    fn now(&self) -> Timestamp {
        if self.is_shut.load(Ordering::SeqCst) && self.arrivals.send(()).is_ok() {
            // When the gatekeeper is gone, everybody may pass.
            let _: Result<(), _> = self.gate.lock().expect("no panic at the gate").recv();
        }
        self.hands.now()
    }
}
