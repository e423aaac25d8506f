//! TCP connections that can be cut, so that a client that stops in the middle of a request holds nothing up.

use std::{
    future::Future as _,
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
};
use tokio_util::{
    sync::{CancellationToken, WaitForCancellationFutureOwned},
    task::{TaskTracker, task_tracker::TaskTrackerToken},
};

/// Accepts connections that end, as if the client had closed them, once `cut` is cancelled.
pub(crate) struct CuttableListener {
    pub(crate) listener: TcpListener,
    pub(crate) cut: CancellationToken,
    /// Counts the connections that are open.
    pub(crate) open: TaskTracker,
}

/// An accepted connection.
pub(crate) struct Connection {
    tcp: TcpStream,
    cut: ConnectionCut,
    /// `None` once the connection was cut, as a finished future must not be polled again.
    is_cut: Option<Pin<Box<WaitForCancellationFutureOwned>>>,
    _open: TaskTrackerToken,
}

/// Cuts one connection, as if the client had closed it.
#[derive(Clone)]
pub(crate) struct ConnectionCut(CancellationToken);

impl ConnectionCut {
    pub(crate) fn cut(&self) {
        self.0.cancel();
    }
}

impl Connected<IncomingStream<'_, CuttableListener>> for ConnectionCut {
    fn connect_info(incoming: IncomingStream<'_, CuttableListener>) -> Self {
        incoming.io().cut.clone()
    }
}

impl Listener for CuttableListener {
    type Io = Connection;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Connection, SocketAddr) {
        let (tcp, address) = Listener::accept(&mut self.listener).await;
        // Small frames go out at once: an answer must not wait until the last was acknowledged.
        if let Err(error) = tcp.set_nodelay(true) {
            tracing::debug!(%error, "A connection to the practice Discord will be slower.");
        }
        let cut = self.cut.child_token();
        let connection = Connection {
            tcp,
            is_cut: Some(Box::pin(cut.clone().cancelled_owned())),
            cut: ConnectionCut(cut),
            _open: self.open.token(),
        };
        (connection, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let is_cut = self
            .is_cut
            .as_mut()
            .is_none_or(|cut| cut.as_mut().poll(context).is_ready());
        if is_cut {
            self.is_cut = None;
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.tcp).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
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
