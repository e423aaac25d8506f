//! A WebSocket to the practice Discord, frame by frame.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async, tungstenite::Message};

/// Longer than anything takes here, on a busy machine too; a test that waits so long has failed.
const FRAME_TIMEOUT: Duration = Duration::from_mins(1);

pub(super) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub(super) async fn dial(address: SocketAddr, path: &str) -> Self {
        let url = format!("ws://{address}{path}");
        Self(connect_async(url).await.expect("a socket").0)
    }

    pub(super) async fn send(&mut self, frame: &Value) {
        let sent = self.0.send(Message::text(frame.to_string())).await;
        sent.expect("an open socket");
    }

    /// The next JSON frame, or the close code: 1005 if the server gave none, 1006 if the connection was lost.
    pub(super) async fn next(&mut self) -> Result<Value, u16> {
        loop {
            let message = timeout(FRAME_TIMEOUT, self.0.next())
                .await
                .expect("a frame in time");
            match message {
                Some(Ok(Message::Text(text))) => {
                    return Ok(serde_json::from_str(&text).expect("a frame of JSON"));
                }
                Some(Ok(Message::Close(frame))) => {
                    return Err(frame.map_or(1005, |frame| frame.code.into()));
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Err(1006),
            }
        }
    }
}
