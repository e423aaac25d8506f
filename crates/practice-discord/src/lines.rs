//! Connections that can be cut off, so that one who stops in the middle of a request holds nothing up.

use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    extract::connect_info::Connected,
    serve::{IncomingStream, Listener},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::{TcpListener, TcpStream},
    select,
    sync::watch,
};

use super::shared::ended;

/// Accepts connections that end, as if the other side had, once `cut` is true.
pub(crate) struct Lines {
    pub(crate) listener: TcpListener,
    pub(crate) cut: watch::Receiver<bool>,
}

/// A connection; `cut` is gone once it has come to pass.
pub(crate) struct Line {
    tcp: TcpStream,
    scissors: Scissors,
    cut: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

/// Cuts one connection, as if the other side had.
#[derive(Clone)]
pub(crate) struct Scissors(watch::Sender<bool>);

impl Scissors {
    pub(crate) fn cut(&self) {
        self.0.send_replace(true);
    }
}

impl Connected<IncomingStream<'_, Lines>> for Scissors {
    fn connect_info(incoming: IncomingStream<'_, Lines>) -> Self {
        incoming.io().scissors.clone()
    }
}

impl Listener for Lines {
    type Io = Line;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Line, SocketAddr) {
        let (tcp, address) = Listener::accept(&mut self.listener).await;
        // Small frames go out at once: an answer must not wait until the last was acknowledged.
        if let Err(error) = tcp.set_nodelay(true) {
            tracing::debug!(%error, "A connection to the practice Discord will be slower.");
        }
        let mut cut = self.cut.clone();
        let scissors = Scissors(watch::Sender::new(false));
        let mut here = scissors.0.subscribe();
        let cut = Box::pin(async move {
            select! {
                () = ended(&mut cut) => {}
                () = ended(&mut here) => {}
            }
        });
        (
            Line {
                tcp,
                scissors,
                cut: Some(cut),
            },
            address,
        )
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let is_cut = self
            .cut
            .as_mut()
            .is_none_or(|cut| cut.as_mut().poll(context).is_ready());
        if is_cut {
            self.cut = None;
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.tcp).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.tcp).poll_shutdown(context)
    }
}
