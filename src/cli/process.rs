//! What the operating system gives a command: the time, the log, threads, and the wish to stop.

use std::io::IsTerminal as _;
use std::sync::Arc;

use clock::{SharedClock, SystemClock};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::EnvFilter;

use super::error::CommandError;

/// The machine's clock; only here is it taken.
pub(super) fn system_clock() -> SharedClock {
    Arc::new(SystemClock)
}

/// Logs to standard error, where answers do not go: more with each `-v`. `ATTACHE_LOG` chooses by target.
pub(super) fn log(verbose: u8) {
    let level = ["attache=info,warn", "attache=debug,info", "trace"][usize::from(verbose.min(2))];
    let filter = EnvFilter::try_from_env("ATTACHE_LOG").unwrap_or_else(|_| level.into());
    let colours = std::io::stderr().is_terminal();
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(colours)
        .with_writer(std::io::stderr)
        .try_init();
}

pub(super) fn runtime() -> Result<Runtime, CommandError> {
    Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(CommandError::failed)
}

/// Ready when the operator (Ctrl-C) or the system (SIGTERM) asks the program to end.
pub(super) async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
