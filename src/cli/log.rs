//! The log: lines on standard error, written by a thread of their own, so that whoever reads them, or nobody, holds up nothing.

use std::env;
use std::io::{self, IsTerminal as _, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use tracing::error;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::bot_token::without_tokens;

/// How many lines wait for a reader who is slow; what comes beyond is counted and lost.
const LINES_KEPT: usize = 4_096;
/// How long the end of the program waits for the last lines.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(1);
/// Crates that could write what crosses the wire, tokens among it, are heard no further down than this, whatever is asked.
const MOST_OF_THE_WIRE: LevelFilter = LevelFilter::DEBUG;
const WIRE: [&str; 6] = [
    "twilight_gateway",
    "tokio_websockets",
    "hyper",
    "hyper_util",
    "rustls",
    "h2",
];

/// Logs to standard error, where answers do not go: more with each `-v`. `ATTACHE_LOG` chooses by target, such as
/// `attache=debug,warn`. What is returned writes the last lines when it is dropped.
#[must_use]
pub(super) fn log(verbose: u8) -> LogEnd {
    let level = ["attache=info,warn", "attache=debug,info", "trace"][usize::from(verbose.min(2))];
    let chosen = env::var("ATTACHE_LOG").ok();
    let chosen = chosen.and_then(|chosen| chosen.parse::<Targets>().ok());
    let filter = chosen.unwrap_or_else(|| level.parse().expect("a list of targets and levels"));
    let (lines, end) = lines_to(io::stderr());
    let layer = fmt::layer()
        .with_ansi(io::stderr().is_terminal())
        // It would write to standard error too, and panic where nothing can be written.
        .log_internal_errors(false)
        .with_writer(lines);
    let _ = tracing_subscriber::registry()
        .with(layer)
        .with(filter)
        .with(without_the_wire())
        .try_init();
    // The usual hook writes to standard error by itself, and whoever panics would wait for a reader who stands still.
    panic::set_hook(Box::new(|what| error!("{what}")));
    end
}

fn without_the_wire() -> Targets {
    WIRE.into_iter().fold(
        Targets::new().with_default(LevelFilter::TRACE),
        |all, name| all.with_target(name, MOST_OF_THE_WIRE),
    )
}

enum Message {
    Line(Vec<u8>),
    /// Says when all before it is written.
    Flush(SyncSender<()>),
}

/// Where lines are handed over. Clones lead to the same thread.
#[derive(Clone)]
struct Lines {
    sender: SyncSender<Message>,
    lost: Arc<AtomicU64>,
}

/// Waits for the last lines when it is dropped, for a second at most.
pub(super) struct LogEnd(SyncSender<Message>);

/// Lines for `out`, written by a thread that ends with the program.
fn lines_to(out: impl Write + Send + 'static) -> (Lines, LogEnd) {
    let (sender, receiver) = sync_channel(LINES_KEPT);
    let lost = Arc::new(AtomicU64::new(0));
    let end = LogEnd(sender.clone());
    let lines = Lines {
        sender,
        lost: Arc::clone(&lost),
    };
    // Without a thread nothing is logged, and the bot works all the same.
    let _ = thread::Builder::new()
        .name("log".to_owned())
        .spawn(move || write_all(&receiver, &lost, out));
    (lines, end)
}

/// Writes line after line, whatever crate it comes from without the bot tokens in it. That one cannot be written, as on a full disk or without a reader, is nobody's concern but the
/// reader's.
fn write_all(receiver: &Receiver<Message>, lost: &AtomicU64, mut out: impl Write) {
    for message in receiver {
        match message {
            Message::Line(line) => {
                let line = String::from_utf8_lossy(&line);
                let _ = out.write_all(without_tokens(&line).as_bytes());
                let lost = lost.swap(0, Ordering::Relaxed);
                if lost > 0 {
                    let _ = writeln!(
                        out,
                        "The reader of the log was slow: {lost} lines are left out."
                    );
                }
            }
            Message::Flush(done) => {
                let _ = out.flush();
                let _ = done.send(());
            }
        }
    }
}

impl<'l> MakeWriter<'l> for Lines {
    type Writer = Self;

    fn make_writer(&'l self) -> Self {
        self.clone()
    }
}

impl Write for Lines {
    /// Takes a whole line, as `fmt` hands it over, and never waits.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.sender.try_send(Message::Line(line.to_vec())).is_err() {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for LogEnd {
    fn drop(&mut self) {
        let until = Instant::now() + FLUSH_TIMEOUT;
        let (done, is_done) = sync_channel(1);
        let mut flush = Message::Flush(done);
        while let Err(TrySendError::Full(again)) = self.0.try_send(flush) {
            if Instant::now() >= until {
                return;
            }
            flush = again;
            thread::sleep(Duration::from_millis(10));
        }
        let left = until.saturating_duration_since(Instant::now());
        let _ = is_done.recv_timeout(left);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::sync::mpsc::{Sender, channel};

    use super::*;

    /// A reader who reads nothing until the test says so.
    struct Slow {
        may_read: Receiver<()>,
        read: Arc<Mutex<String>>,
    }

    impl Write for Slow {
        fn write(&mut self, line: &[u8]) -> io::Result<usize> {
            let _ = self.may_read.recv();
            let text = String::from_utf8_lossy(line);
            self.read.lock().unwrap().push_str(&text);
            Ok(line.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn slow() -> (Slow, Sender<()>, Arc<Mutex<String>>) {
        let (sender, may_read) = channel();
        let read = Arc::<Mutex<String>>::default();
        let slow = Slow {
            may_read,
            read: Arc::clone(&read),
        };
        (slow, sender, read)
    }

    #[test]
    fn a_reader_who_stands_still_holds_up_nobody_and_hears_how_much_was_left_out() {
        let (reader, may_read, read) = slow();
        let (mut lines, end) = lines_to(reader);
        // One is with the reader, if the thread was fast enough to take it.
        for number in 0..LINES_KEPT + 11 {
            let line = format!("line {number}\n");
            lines.write_all(line.as_bytes()).unwrap();
        }
        let lost = lines.lost.load(Ordering::Relaxed);
        assert!((10..=11).contains(&lost), "{lost}");
        drop(may_read);
        drop(end);
        let read = read.lock().unwrap();
        assert!(read.starts_with("line 0\n"), "{read}");
        assert!(read.contains(&format!("slow: {lost} lines are left out.\nline 1\n")));
        assert!(read.contains(&format!("line {}\n", LINES_KEPT - 1)));
    }

    #[test]
    fn whoever_can_no_longer_be_written_to_ends_nothing() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
        }
        let (mut lines, end) = lines_to(Closed);
        assert_eq!(lines.write(b"a line\n").unwrap(), 7);
        let begin = Instant::now();
        drop(end);
        assert!(begin.elapsed() < FLUSH_TIMEOUT);
    }

    #[test]
    fn what_crosses_the_wire_is_not_logged_whatever_is_asked() {
        let cap = without_the_wire();
        for name in WIRE {
            assert!(!cap.would_enable(name, &tracing::Level::TRACE), "{name}");
            assert!(cap.would_enable(name, &tracing::Level::DEBUG), "{name}");
        }
        assert!(cap.would_enable("attache", &tracing::Level::TRACE));
    }
}
