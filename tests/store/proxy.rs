//! What lies between the store and its server: a line that is slow, goes dead without a word, or is cut.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

use attache::store::Store;
use test_support::database::Database;

/// How many lines there have been, and up to which of them nothing comes through any more.
#[derive(Clone, Copy, Default)]
struct Lines {
    begun: usize,
    dead: usize,
    /// Whether new ones are dead from the start.
    are_all_dead: bool,
}

/// A proxy before the server of a database. It goes with the test.
pub(crate) struct Proxy {
    address: SocketAddr,
    lines: watch::Sender<Lines>,
}

impl Proxy {
    /// One by which each word takes so long, either way.
    pub(crate) async fn before(database: &Database, delay: Duration) -> Self {
        let (_, rest) = database.direct_url.rsplit_once('@').expect("a server");
        let (server, _) = rest.split_once('/').expect("a database");
        let server = server.to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let lines = watch::Sender::new(Lines::default());
        let shared = lines.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(&server).await else {
                    continue;
                };
                shared.send_modify(|lines| lines.begun += 1);
                let number = shared.borrow().begun;
                // Small words are not held back to make larger ones.
                let _ = (client.set_nodelay(true), server.set_nodelay(true));
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = server.into_split();
                let line = Arc::new(shared.subscribe());
                tokio::spawn(carry(
                    from_client,
                    to_server,
                    delay,
                    number,
                    Arc::clone(&line),
                ));
                tokio::spawn(carry(from_server, to_client, delay, number, line));
            }
        });
        Self { address, lines }
    }

    /// A store that goes by it.
    pub(crate) fn store(&self, database: &Database) -> Store {
        let (user, rest) = database.direct_url.rsplit_once('@').expect("a server");
        let (_, name) = rest.split_once('/').expect("a database");
        Store::at(&format!("{user}@{}/{name}", self.address)).expect("an address")
    }

    /// From now on nothing comes through on the lines that there are; new ones work.
    pub(crate) fn forget_all(&self) {
        self.lines.send_modify(|lines| lines.dead = lines.begun);
    }

    /// Nothing comes through any more, also on new lines; or it does again, on new ones.
    pub(crate) fn freeze(&self, is_frozen: bool) {
        self.lines.send_modify(|lines| {
            lines.dead = lines.begun;
            lines.are_all_dead = is_frozen;
        });
    }
}

/// Carries one direction of a line.
async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    delay: Duration,
    number: usize,
    lines: Arc<watch::Receiver<Lines>>,
) {
    let mut words = vec![0; 64 << 10];
    loop {
        let Ok(count) = from.read(&mut words).await else {
            return;
        };
        let came_at = Instant::now();
        let now = *lines.borrow();
        if number <= now.dead || now.are_all_dead {
            // Neither answered nor closed, until the test is over.
            std::future::pending::<()>().await;
        }
        if count == 0 {
            return;
        }
        sleep_until(came_at + delay).await;
        if to.write_all(&words[..count]).await.is_err() {
            return;
        }
    }
}
