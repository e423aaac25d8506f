//! What the operating system gives a command: the time, threads, and the wish to stop.

use std::sync::Arc;

use clock::{SharedClock, SystemClock};
use tokio::runtime::{Builder, Runtime};

use super::error::CommandError;

/// The machine's clock; only here is it taken.
pub(super) fn system_clock() -> SharedClock {
    Arc::new(SystemClock)
}

pub(super) fn runtime() -> Result<Runtime, CommandError> {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CommandError::failed)
}

/// Ready when the operator (Ctrl-C), the system (SIGTERM) or a terminal that is closed (SIGHUP) asks the program to end.
pub(super) async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let asked = [SignalKind::terminate(), SignalKind::hangup()].map(signal);
        if let [Ok(mut terminate), Ok(mut hang_up)] = asked {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
                _ = hang_up.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
