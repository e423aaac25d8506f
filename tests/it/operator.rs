//! The operator's address, asked over real HTTP.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use attache::calendar::to_ics;
use attache::config::{Snowflake, SubscriptionSpec};
use attache::knowledge::Library;
use attache::metrics::Metrics;
use attache::operator::{Observed, OperatorListener};
use attache::store::{
    AlertKind, AlertSpec, Destination, Origin, Store, Subscription, SubscriptionReason,
    SubscriptionState,
};
use clock::{Clock as _, ManualClock, SharedClock};
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use reqwest::header::{
    ETAG, HeaderMap, HeaderName, IF_MODIFIED_SINCE as SINCE, IF_NONE_MATCH as NONE, LAST_MODIFIED,
};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use crate::support::folder::{Folder, hotspot};

const ANYWHERE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// A served address, and everything behind it.
struct Setting {
    address: SocketAddr,
    folder: Folder,
    library: Arc<Library>,
    clock: Arc<ManualClock>,
    store: Store,
    metrics: Arc<Metrics>,
    is_connected: Arc<AtomicBool>,
    kept: TempDir,
    _serving: JoinSet<()>,
}

impl Setting {
    async fn new() -> Self {
        let kept = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}/attache.db", kept.path().display());
        let setting = Self::on(Folder::copy_of_shipped(), kept, &url).await;
        setting.store.ready().await.unwrap();
        setting
    }

    async fn on(folder: Folder, kept: TempDir, database: &str) -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap()));
        let shared: SharedClock = clock.clone();
        let library = Arc::new(Library::open(folder.path(), Arc::clone(&shared)).unwrap());
        let store = Store::at(database).unwrap();
        let metrics = Arc::<Metrics>::default();
        let is_connected = Arc::new(AtomicBool::new(true));
        let connected = Arc::clone(&is_connected);
        let observed = Observed {
            library: Arc::clone(&library),
            store: store.clone(),
            clock: shared,
            metrics: Arc::clone(&metrics),
            is_connected: Box::new(move || {
                let is_connected = connected.load(Ordering::Relaxed);
                Box::pin(std::future::ready(is_connected))
            }),
            started_at: "2026-11-23T11:00:00Z".parse().unwrap(),
        };
        let listening = OperatorListener::bind(ANYWHERE).await.unwrap();
        let address = listening.address().unwrap();
        let mut serving = JoinSet::new();
        serving.spawn(async move { match listening.serve(observed).await {} });
        Self {
            address,
            folder,
            library,
            clock,
            store,
            metrics,
            is_connected,
            kept,
            _serving: serving,
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(path, &[]).await
    }

    async fn ask(&self, path: &str, headers: &[(HeaderName, &str)]) -> Answer {
        let mut request = reqwest::Client::new().get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let response = request.send().await.unwrap();
        Answer {
            status: response.status(),
            headers: response.headers().clone(),
            body: response.text().await.unwrap(),
        }
    }

    /// The value of a sample, written as in the answer.
    async fn metric(&self, sample: &str) -> Option<f64> {
        let text = self.get("/metrics").await.body;
        let line = text
            .lines()
            .find_map(|line| line.strip_prefix(sample)?.strip_prefix(' '));
        line.map(|value| value.parse().unwrap())
    }

    /// Lets pass what is told again without asking.
    fn later(&self) {
        self.clock.advance(SignedDuration::from_secs(5));
    }

    async fn line(&self, sent: &[u8]) -> TcpStream {
        let mut line = TcpStream::connect(self.address).await.unwrap();
        line.write_all(sent).await.unwrap();
        line
    }
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: impl reqwest::header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

async fn all_of(mut line: TcpStream) -> String {
    let mut read = Vec::new();
    // Whoever is cut off in the middle may be told by a reset.
    let _ = line.read_to_end(&mut read).await;
    String::from_utf8(read).unwrap()
}

#[tokio::test]
async fn a_bot_that_can_work_is_ready_and_alive() {
    let setting = Setting::new().await;
    for (path, body) in [("/healthz", "alive\n"), ("/readyz", "ready\n")] {
        let answer = setting.get(path).await;
        assert_eq!(
            (answer.status, answer.body.as_str()),
            (StatusCode::OK, body)
        );
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}

#[tokio::test]
async fn a_bot_that_lost_discord_is_not_ready_until_it_is_back() {
    let setting = Setting::new().await;
    setting.is_connected.store(false, Ordering::Relaxed);
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"gateway: not connected to Discord; the bot keeps trying, and the log says since when");
    assert_eq!(setting.metric("attache_gateway_connected").await, Some(0.0));
    setting.is_connected.store(true, Ordering::Relaxed);
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_database_that_is_taken_away_under_the_bot_is_noticed() {
    let setting = Setting::new().await;
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    assert_eq!(setting.metric("attache_database_up").await, Some(1.0));
    let (file, aside) = ("attache.db", "aside.db");
    let rename = |from: &str, to: &str| {
        std::fs::rename(setting.kept.path().join(from), setting.kept.path().join(to)).unwrap();
    };
    rename(file, aside);
    setting.later();
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"database: refuses; check `url` under [database], and the log");
    assert_eq!(setting.metric("attache_database_up").await, Some(0.0));
    let states = setting.metric("attache_alerts{state=\"planned\"}").await;
    assert_eq!(states, None, "a number that cannot be had is left out");
    assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
    rename(aside, file);
    setting.later();
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
}

/// What was said lately is said again, so that asking often costs the database nothing.
#[tokio::test]
async fn the_database_is_asked_once_a_second_however_many_ask() {
    let setting = Setting::new().await;
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting.store.close().await;
    setting.clock.advance(SignedDuration::from_millis(999));
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting.clock.advance(SignedDuration::from_millis(1));
    assert_eq!(
        setting.get("/readyz").await.status,
        StatusCode::SERVICE_UNAVAILABLE
    );
}

#[tokio::test]
async fn a_database_that_says_nothing_is_given_up_on_and_its_password_is_not_told() {
    // Takes connections, and never says a word.
    let silent = TcpListener::bind(ANYWHERE).await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let url = format!("postgres://attache:hunter2@127.0.0.1:{port}/attache");
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    let setting = Setting::on(folder, tempfile::tempdir().unwrap(), &url).await;
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"database: no answer within a second; check `url` under [database], and the server it names");
    let metrics = setting.get("/metrics").await.body;
    assert!(!metrics.contains("hunter2") && metrics.contains("attache_database_up 0.0"));
}

#[tokio::test]
async fn each_reason_has_a_line() {
    let kept = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/nowhere/attache.db", kept.path().display());
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", "half [[ writ");
    let setting = Setting::on(folder, kept, &url).await;
    setting.is_connected.store(false, Ordering::Relaxed);
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    insta::assert_snapshot!(answer.body, @"
    gateway: not connected to Discord; the bot keeps trying, and the log says since when
    knowledge: no hotspot could be read; `attache check` says why
    database: refuses; check `url` under [database], and the log
    ");
}

#[tokio::test]
async fn a_broken_save_shows_in_the_metrics_until_it_is_mended() {
    let setting = Setting::new().await;
    let was = setting
        .metric("attache_knowledge_loaded_timestamp_seconds")
        .await;
    let file = std::fs::read(setting.folder.path().join("hotspots/arctic.toml")).unwrap();
    setting.folder.write("hotspots/arctic.toml", "half [[ writ");
    setting.later();
    setting.library.reload().unwrap();
    assert_eq!(
        setting.metric("attache_knowledge_reload_ok").await,
        Some(0.0)
    );
    assert_eq!(
        setting.metric("attache_knowledge_problems").await,
        Some(1.0)
    );
    let loaded = setting
        .metric("attache_knowledge_loaded_timestamp_seconds")
        .await;
    assert_eq!(loaded, was, "the old knowledge is still in use");
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting
        .folder
        .write("hotspots/arctic.toml", [file, b"\n".to_vec()].concat());
    setting.later();
    setting.library.reload().unwrap();
    assert_eq!(
        setting.metric("attache_knowledge_reload_ok").await,
        Some(1.0)
    );
    assert_eq!(
        setting.metric("attache_knowledge_problems").await,
        Some(0.0)
    );
    let loaded = setting
        .metric("attache_knowledge_loaded_timestamp_seconds")
        .await;
    assert_eq!(loaded.zip(was).map(|(now, then)| now - then), Some(10.0));
}

#[tokio::test]
async fn the_metrics_say_what_is_loaded_counted_and_overdue() {
    let setting = Setting::new().await;
    let knowledge = setting.library.current();
    let expect = async |sample: &str, value: f64| {
        assert_eq!(setting.metric(sample).await, Some(value), "{sample}");
    };
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let count = |number: usize| number as f64;
    expect(
        "attache_knowledge_entries{kind=\"hotspot\"}",
        count(knowledge.hotspots().len()),
    )
    .await;
    expect(
        "attache_knowledge_entries{kind=\"summit\"}",
        count(knowledge.summits().len()),
    )
    .await;
    let end: Timestamp = "2026-07-02T00:00:00Z".parse().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a moment of this century")]
    expect(
        "attache_facts_until_timestamp_seconds",
        end.as_second() as f64,
    )
    .await;
    expect("attache_alerts{state=\"planned\"}", 0.0).await;
    expect("attache_alerts_overdue_seconds", 0.0).await;

    setting
        .store
        .put_subscription(&subscription())
        .await
        .unwrap();
    let now = setting.clock.now();
    let due = [-90, -30, 600].map(|seconds| alert(now + SignedDuration::from_secs(seconds)));
    setting.store.plan(&due).await.unwrap();
    setting.later();
    expect("attache_alerts{state=\"planned\"}", 3.0).await;
    expect("attache_alerts_overdue_seconds", 95.0).await;
    setting
        .store
        .pause_subscription("s", SubscriptionReason::BotRemoved, None, now)
        .await
        .unwrap();
    setting.later();
    expect("attache_alerts_overdue_seconds", 0.0).await;

    let (first, second) = (setting.metrics.begin(), setting.metrics.begin());
    expect("attache_interactions_in_flight", 2.0).await;
    drop((first, second));
    setting.metrics.interactions_let_go.add();
    setting.metrics.posts.add();
    setting.metrics.posts_failed.add();
    setting.metrics.rate_limited.add();
    expect("attache_interactions_in_flight", 0.0).await;
    expect("attache_interactions_total{outcome=\"answered\"}", 2.0).await;
    expect("attache_interactions_total{outcome=\"let_go\"}", 1.0).await;
    expect("attache_posts_total{outcome=\"posted\"}", 1.0).await;
    expect("attache_posts_total{outcome=\"failed\"}", 1.0).await;
    expect("attache_rate_limited_total", 1.0).await;
    if cfg!(target_os = "linux") {
        let resident = setting
            .metric("process_resident_memory_bytes")
            .await
            .unwrap();
        assert!(resident > 1_000_000.0, "{resident}");
    }
}

/// <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>
#[tokio::test]
async fn every_sample_follows_its_type() {
    let setting = Setting::new().await;
    let answer = setting.get("/metrics").await;
    assert_eq!(
        answer.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    assert!(answer.body.ends_with('\n'));
    let mut family = "";
    for line in answer.body.lines() {
        if let Some(declared) = line.strip_prefix("# TYPE ") {
            let (name, kind) = declared.split_once(' ').unwrap();
            assert!(["gauge", "counter"].contains(&kind), "{line}");
            assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
            family = name;
        } else if !line.starts_with("# HELP ") {
            let (sample, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            assert_eq!(sample.split('{').next(), Some(family), "{line}");
        }
    }
}

#[tokio::test]
async fn the_summits_are_those_of_the_export_and_whoever_has_them_is_told_so() {
    let setting = Setting::new().await;
    let answer = setting.get("/summits.ics").await;
    assert_eq!(answer.body, to_ics(setting.library.current().events()));
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    assert_eq!(
        answer.header(LAST_MODIFIED),
        "Mon, 23 Nov 2026 12:00:00 GMT"
    );
    let tag = answer.header(ETAG);
    for (headers, is_known) in [
        (vec![(NONE, tag)], true),
        (vec![(NONE, &*format!("\"other\", W/{tag}"))], true),
        (vec![(NONE, "*")], true),
        (vec![(NONE, "\"other\"")], false),
        (vec![(SINCE, "Mon, 23 Nov 2026 12:00:00 GMT")], true),
        (vec![(SINCE, "Mon, 23 Nov 2026 11:59:59 GMT")], false),
        (vec![(SINCE, "yesterday")], false),
        // The tag goes before the date.
        (
            vec![
                (NONE, "\"other\""),
                (SINCE, "Mon, 23 Nov 2026 12:00:00 GMT"),
            ],
            false,
        ),
    ] {
        let again = setting.ask("/summits.ics", &headers).await;
        let expected = if is_known {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::OK
        };
        assert_eq!(again.status, expected, "{headers:?}");
        assert_eq!(again.header(ETAG), tag);
        assert_eq!(again.body.is_empty(), is_known);
    }
}

#[tokio::test]
async fn only_an_edit_of_the_summits_makes_a_new_calendar() {
    let setting = Setting::new().await;
    let first = setting.get("/summits.ics").await;
    setting.later();
    setting
        .folder
        .write("hotspots/antarctica.toml", hotspot("Antarctica", ""));
    let source = "[tass-2019-06-05]\npublisher = \"TASS\"\ngrade = \"A\"\n";
    let sources = setting.folder.path().join("sources.toml");
    let all = std::fs::read_to_string(&sources).unwrap();
    std::fs::write(&sources, format!("{all}\n{source}")).unwrap();
    setting.library.reload().unwrap();
    assert!(setting.library.current().hotspot("antarctica").is_some());
    let second = setting.get("/summits.ics").await;
    assert_eq!(second.header(ETAG), first.header(ETAG));
    assert_eq!(second.header(LAST_MODIFIED), first.header(LAST_MODIFIED));

    let path = setting.folder.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("city = \"Miami\"", "city = \"Doral\"")).unwrap();
    setting.library.reload().unwrap();
    let third = setting.get("/summits.ics").await;
    assert_ne!(third.header(ETAG), first.header(ETAG));
    assert_eq!(third.header(LAST_MODIFIED), "Mon, 23 Nov 2026 12:00:05 GMT");
    assert!(third.body.contains("Doral"));
}

#[tokio::test]
async fn other_paths_and_methods_are_refused() {
    let setting = Setting::new().await;
    let answer = setting.get("/").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    insta::assert_snapshot!(answer.body, @"Nothing here. Try /healthz, /readyz, /metrics or /summits.ics.");
    let url = format!("http://{}/metrics", setting.address);
    let posted = reqwest::Client::new()
        .post(url)
        .body("x")
        .send()
        .await
        .unwrap();
    assert_eq!(posted.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_address_that_is_taken_is_one_sentence_that_says_what_to_do() {
    let first = OperatorListener::bind(ANYWHERE).await.unwrap();
    let address = first.address().unwrap();
    let error = OperatorListener::bind(address)
        .await
        .unwrap_err()
        .to_string();
    insta::assert_snapshot!(error.replace(&address.to_string(), "ADDRESS"), @r#"cannot listen on ADDRESS (`listen` under [web]): another program uses it, such as a second `attache`; stop that one, choose another address, or turn it off with `listen = ""`"#);
    // <https://www.rfc-editor.org/rfc/rfc5737>: documentation's own, so no machine has it.
    let error = OperatorListener::bind("192.0.2.1:8600".parse().unwrap())
        .await
        .unwrap_err();
    insta::assert_snapshot!(error, @r#"cannot listen on 192.0.2.1:8600 (`listen` under [web]): this machine has no address 192.0.2.1; choose another address, or turn it off with `listen = ""`"#);
}

#[tokio::test]
async fn headers_without_end_are_refused() {
    let setting = Setting::new().await;
    let request = format!(
        "GET /healthz HTTP/1.1\r\nHost: x\r\nX: {}\r\n",
        "x".repeat(64 * 1024)
    );
    let line = setting.line(request.as_bytes()).await;
    let answer = all_of(line).await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
        "{answer}"
    );
    assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_is_not_waited_for() {
    let setting = Setting::new().await;
    let request = b"POST /summits.ics HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\nxxx";
    let answer = all_of(setting.line(request).await).await;
    assert!(answer.starts_with("HTTP/1.1 405 "), "{answer}");
}

#[tokio::test]
async fn what_is_not_http_harms_nobody() {
    let setting = Setting::new().await;
    for sent in [
        &b"\x16\x03\x01\x02\0\x01\0"[..],
        b"\0\xff\r\n\r\n",
        b"GET\r\n\r\n",
    ] {
        let answer = all_of(setting.line(sent).await).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 400 "),
            "{answer}"
        );
    }
    assert_eq!(setting.get("/healthz").await.status, StatusCode::OK);
}

/// With time paused, whatever only waits for time to pass is there at once.
#[tokio::test(start_paused = true)]
async fn the_slow_are_cut_off_and_keep_no_other_out() {
    const MORE_THAN_FIT: usize = 70;
    let kept = tempfile::tempdir().unwrap();
    let setting = Setting::on(Folder::new(), kept, "sqlite::memory:").await;
    let mut slow = Vec::new();
    for _ in 0..MORE_THAN_FIT {
        slow.push(setting.line(b"GET /healthz HTT").await);
    }
    let answer = all_of(
        setting
            .line(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            .await,
    )
    .await;
    assert!(
        answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("alive\n"),
        "{answer}"
    );
    for line in slow {
        let answer = all_of(line).await;
        assert!(
            answer.is_empty() || answer.starts_with("HTTP/1.1 408 "),
            "{answer}"
        );
    }
}

fn subscription() -> Subscription {
    let long_ago = Timestamp::UNIX_EPOCH;
    Subscription {
        id: "s".to_owned(),
        spec: SubscriptionSpec::for_channel(Snowflake(42)),
        origin: Origin::Command,
        state: SubscriptionState::Active,
        reason: None,
        detail: None,
        guild_id: None,
        created_by: None,
        created_at: long_ago,
        changed_at: long_ago,
        paused_by: None,
        removed_by: None,
    }
}

fn alert(due_at: Timestamp) -> AlertSpec {
    AlertSpec {
        id: due_at.to_string(),
        kind: AlertKind::Lead {
            before: "7d".parse().unwrap(),
        },
        subscription_id: "s".to_owned(),
        summit_id: Some("g20-2026".to_owned()),
        destination: Destination::Channel(42),
        due_at,
        begins_at: Some(due_at),
        dates: Some("14–15 December 2026".to_owned()),
    }
}
