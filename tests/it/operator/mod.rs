//! The operator's address, asked over real HTTP.

mod calendar;
mod check_in;
mod connections;
mod health;
mod metrics;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use attache::knowledge::Library;
use attache::metrics::Metrics;
use attache::operator::{CheckIn, Observed, OperatorListener, watch};
use attache::store::Store;
use clock::{ManualClock, SharedClock};
use jiff::SignedDuration;
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::support::folder::Folder;

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
        Self::watched(folder, kept, database, None).await
    }

    /// The same, with a check-in.
    async fn watched(
        folder: Folder,
        kept: TempDir,
        database: &str,
        check_in: Option<CheckIn>,
    ) -> Self {
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
        serving.spawn(async move { match watch(Some(listening), check_in, observed).await {} });
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
