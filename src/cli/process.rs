//! What the operating system gives a command: the time, the log, threads, and the wish to stop.

use std::env;
use std::io::IsTerminal as _;
use std::sync::Arc;

use clock::{SharedClock, SystemClock};
use tokio::runtime::{Builder, Runtime};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use super::error::CommandError;

/// The machine's clock; only here is it taken.
pub(super) fn system_clock() -> SharedClock {
    Arc::new(SystemClock)
}

/// Logs to standard error, where answers do not go: more with each `-v`. `ATTACHE_LOG` chooses by target, such as `attache=debug,warn`.
pub(super) fn log(verbose: u8) {
    let level = ["attache=info,warn", "attache=debug,info", "trace"][usize::from(verbose.min(2))];
    let chosen = env::var("ATTACHE_LOG").ok();
    let chosen = chosen.and_then(|chosen| chosen.parse::<Targets>().ok());
    let filter = chosen.unwrap_or_else(|| level.parse().expect("a list of targets and levels"));
    let lines = fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let _ = tracing_subscriber::registry()
        .with(lines)
        .with(filter)
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
