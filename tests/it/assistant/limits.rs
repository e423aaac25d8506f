//! How long, how often and by how many a server is asked, and what is logged of it.

use std::io::Write;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use attache::assistant::{Assistant, RewordRequest};
use attache::config::AssistantConfig;
use attache::reply::Reply as Shown;
use jiff::ToSpan as _;
use tokio::time::Instant;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;

use super::setting::{KEY, KNOWN, QUESTION, assistant, assistant_within, found, reword};
use crate::support::model::{Model, Reply, good};

/// Asks a server that was set going, and pauses the clock once it has the question: then the end of the time limit comes at once.
async fn wait_for_the_end(model: &Model, assistant: &Assistant) -> (Option<Shown>, Duration) {
    let (asked_at, before) = (Instant::now(), model.seen().len());
    let pause = async {
        model.asked(before + 1).await;
        tokio::time::pause();
    };
    let (reworded, ()) = tokio::join!(reword(assistant), pause);
    let took = asked_at.elapsed();
    tokio::time::resume();
    (reworded, took)
}

#[tokio::test]
async fn a_slow_server_is_waited_for_no_longer_than_the_limit() {
    LazyLock::force(&KNOWN);
    for reply in [
        Reply::Never,
        Reply::After(Duration::from_secs(31)),
        Reply::Dripping,
    ] {
        let model = Model::that(reply).await;
        let (reworded, took) = wait_for_the_end(&model, &assistant(&model)).await;
        assert_eq!(reworded, None);
        let limit = Duration::from_secs(30);
        assert!(
            (limit..limit + Duration::from_secs(1)).contains(&took),
            "{took:?}"
        );
    }
}

#[tokio::test]
async fn a_server_within_the_limit_is_waited_for() {
    LazyLock::force(&KNOWN);
    let model = Model::that(Reply::After(Duration::from_secs(29))).await;
    let (reworded, _) = wait_for_the_end(&model, &assistant(&model)).await;
    assert!(reworded.is_some());
}

#[tokio::test]
async fn time_that_was_lost_before_counts() {
    let model = Model::that(Reply::Says(good)).await;
    let (answer, reply) = found();
    let found = RewordRequest {
        question: QUESTION,
        answer: &answer,
        reply: &reply,
        knowledge: &KNOWN.knowledge,
        as_of: KNOWN.as_of,
        asked_at: Instant::now() - Duration::from_secs(2),
    };
    assert_eq!(
        assistant_within(&model, 1.second()).reword(found).await,
        None
    );
}

#[tokio::test]
async fn only_so_many_are_asked_at_once() {
    let model = Model::that(Reply::Never).await;
    let assistant = Arc::new(assistant(&model));
    let ask = || {
        let assistant = Arc::clone(&assistant);
        tokio::spawn(async move { reword(&assistant).await })
    };
    let waiting: Vec<_> = (0..8).map(|_| ask()).collect();
    model.asked(8).await;
    assert_eq!(
        reword(&assistant).await,
        None,
        "at once, as there is no place"
    );
    assert_eq!(model.seen().len(), 8);
    waiting.iter().for_each(tokio::task::JoinHandle::abort);
    for one in waiting {
        assert!(one.await.is_err(), "it was ended");
    }
    model.replies(Reply::Says(good));
    assert!(
        reword(&assistant).await.is_some(),
        "the places are free again"
    );
}

#[tokio::test]
async fn a_server_that_fails_five_times_is_left_alone_for_a_minute_and_nothing_asked_is_logged() {
    let (log, guard) = listen();
    let model = Model::that(Reply::Raw(
        500,
        "text/plain",
        "a word of the server's".to_owned(),
    ))
    .await;
    let assistant = assistant(&model);
    for _ in 0..7 {
        assert_eq!(reword(&assistant).await, None);
    }
    assert_eq!(model.seen().len(), 5, "then it is left alone");
    assert_eq!(log.times("WARN"), 1, "{}", log.text());
    // It is back, but nobody asks before the minute is over.
    model.replies(Reply::Says(good));
    assert_eq!(reword(&assistant).await, None);
    tokio::time::pause();
    tokio::time::advance(Duration::from_mins(1)).await;
    tokio::time::resume();
    assert!(reword(&assistant).await.is_some() && reword(&assistant).await.is_some());
    assert_eq!(
        log.times("The assistant answers again."),
        1,
        "{}",
        log.text()
    );
    drop(guard);
    let text = log.text();
    assert!(text.contains("it answered 500"), "{text}");
    for secret in ["maduro", "Maduro", KEY, "word of the server", "127.0.0.1"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).expect("UTF-8")
    }

    fn times(&self, what: &str) -> usize {
        self.text().matches(what).count()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything that is logged on this thread, as long as the guard lives: at the level at which an operator looks for a fault.
fn listen() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let writer = log.clone();
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(move || writer.clone());
    let subscriber = tracing_subscriber::registry()
        .with(lines)
        .with(Targets::new().with_target("attache", Level::DEBUG));
    (log, tracing::subscriber::set_default(subscriber))
}

#[test]
fn a_key_file_that_is_of_no_use_is_an_error_that_names_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("key");
    let of = |key_file: &Path| {
        Assistant::of(&AssistantConfig {
            url: "http://127.0.0.1:1/v1".to_owned(),
            model: "stand-in".to_owned(),
            key_file: Some(key_file.to_owned()),
            ..AssistantConfig::default()
        })
    };
    let error = |key_file: &Path| of(key_file).err().expect("an error").to_string();
    assert!(
        error(&path).contains("cannot be read: No such file or directory"),
        "{}",
        error(&path)
    );
    std::fs::write(&path, "two words").unwrap();
    assert!(error(&path).contains("holds no key") && !error(&path).contains("two words"));
    std::fs::write(&path, "sk-1\n").unwrap();
    assert!(of(&path).expect("a key").is_some());
    assert!(
        Assistant::of(&AssistantConfig::default())
            .expect("nothing wrong")
            .is_none(),
        "it is off"
    );
}
