//! What lies between a process and `PostgreSQL`: a line that stands still for a while, or is cut.

use std::net::SocketAddr;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// How the line is.
#[derive(Clone, Copy, Default)]
struct State {
    /// How often all connections were cut.
    cuts: u32,
    is_frozen: bool,
}

/// A proxy before a server. It goes with the test.
pub(crate) struct Line {
    url: String,
    state: watch::Sender<State>,
}

impl Line {
    /// One before the server of this address.
    pub(crate) async fn before(url: &str) -> Self {
        let (user, rest) = url.rsplit_once('@').expect("a server");
        let (server, database) = rest.split_once('/').expect("a database");
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address: SocketAddr = listener.local_addr().expect("an address");
        let url = format!("{user}@{address}/{database}");
        let state = watch::Sender::new(State::default());
        let (server, shared) = (server.to_owned(), state.clone());
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let Ok(server) = TcpStream::connect(&server).await else {
                    continue;
                };
                let _ = (client.set_nodelay(true), server.set_nodelay(true));
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = server.into_split();
                tokio::spawn(carry(from_client, to_server, shared.subscribe()));
                tokio::spawn(carry(from_server, to_client, shared.subscribe()));
            }
        });
        Self { url, state }
    }

    /// The address of the database by this line.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Nothing comes through, or all that was held up does.
    pub(crate) fn freeze(&self, is_frozen: bool) {
        self.state.send_modify(|state| state.is_frozen = is_frozen);
    }

    /// Closes all connections; new ones work.
    pub(crate) fn cut(&self) {
        self.state.send_modify(|state| state.cuts += 1);
    }
}

/// Carries one direction, until either side ends or the line is cut.
async fn carry(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, mut state: watch::Receiver<State>) {
    let cuts = state.borrow().cuts;
    let mut words = vec![0; 16 << 10];
    loop {
        let read = tokio::select! {
            read = from.read(&mut words) => read,
            _ = state.wait_for(|state| state.cuts != cuts) => return,
        };
        let may_pass = state.wait_for(|state| state.cuts != cuts || !state.is_frozen);
        let is_cut = may_pass.await.is_ok_and(|state| state.cuts != cuts);
        match read {
            Ok(count) if count > 0 && !is_cut => {
                if to.write_all(&words[..count]).await.is_err() {
                    return;
                }
            }
            _ => return,
        }
    }
}
