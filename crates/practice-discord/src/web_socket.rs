//! The server's side of a WebSocket: a request that asks for one is answered with 101, and its connection becomes messages.
//!
//! axum's own are tungstenite's; the bot's gateway already brings `tokio-websockets`, which has a server's side as well.
//! <https://www.rfc-editor.org/rfc/rfc6455#section-4.2>

use axum::{
    extract::FromRequestParts,
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{
            CONNECTION, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_VERSION, UPGRADE,
        },
        request::Parts,
    },
    response::{IntoResponse as _, Response},
};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;
use sha1_smol::Sha1;
use tokio_websockets::{CloseCode, Limits, Message, ServerBuilder, WebSocketStream};

/// What stands behind the client's key in the hash that the answer carries.
const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
/// The longest reason that a close frame has room for, in bytes.
const MAX_REASON_BYTES: usize = 123;
const REFUSAL: (StatusCode, &str) = (StatusCode::BAD_REQUEST, "Here is a WebSocket only.\n");

/// A WebSocket with a client. It answers pings by itself, and a close frame with one.
pub(crate) type Socket = WebSocketStream<TokioIo<Upgraded>>;

/// A request that asks for a WebSocket; any other is refused.
pub(crate) struct UpgradeRequest {
    accept: HeaderValue,
    upgrade: OnUpgrade,
}

impl<S: Sync> FromRequestParts<S> for UpgradeRequest {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let headers = &parts.headers;
        let asks = lists(headers, CONNECTION, "upgrade")
            && lists(headers, UPGRADE, "websocket")
            && lists(headers, SEC_WEBSOCKET_VERSION, "13");
        let key = headers.get(SEC_WEBSOCKET_KEY).filter(|_| asks);
        let accept = key.and_then(accept).ok_or(REFUSAL)?;
        let upgrade = parts.extensions.remove::<OnUpgrade>().ok_or(REFUSAL)?;
        Ok(Self { accept, upgrade })
    }
}

impl UpgradeRequest {
    /// Answers with 101, and has `serve` go on with the socket. A message of more than `max_bytes` ends it.
    pub(crate) fn accept<F>(
        self,
        max_bytes: usize,
        serve: impl FnOnce(Socket) -> F + Send + 'static,
    ) -> Response
    where
        F: Future<Output = ()> + Send,
    {
        tokio::spawn(async move {
            // Fails if the client has gone meanwhile.
            if let Ok(upgraded) = self.upgrade.await {
                let limits = Limits::default().max_payload_len(Some(max_bytes));
                let server = ServerBuilder::new().limits(limits);
                serve(server.serve(TokioIo::new(upgraded))).await;
            }
        });
        let headers = [
            (CONNECTION, HeaderValue::from_static("upgrade")),
            (UPGRADE, HeaderValue::from_static("websocket")),
            (SEC_WEBSOCKET_ACCEPT, self.accept),
        ];
        (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
    }
}

/// A close frame. Without the code if WebSocket has no such code, or reserves it for an end without a frame.
pub(crate) fn close_frame(code: u16, reason: &str) -> Message {
    let code = CloseCode::try_from(code).ok();
    let code = code.filter(|code| !code.is_reserved());
    let mut end = reason.len().min(MAX_REASON_BYTES);
    while !reason.is_char_boundary(end) {
        end -= 1;
    }
    Message::close(code, &reason[..end])
}

/// Whether a header that is a list has this word in it.
fn lists(headers: &HeaderMap, name: HeaderName, word: &str) -> bool {
    let values = headers.get_all(name);
    let mut words = values
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    words.any(|one| one.trim().eq_ignore_ascii_case(word))
}

/// By which the client sees that its key was read.
fn accept(key: &HeaderValue) -> Option<HeaderValue> {
    let mut hash = Sha1::new();
    hash.update(key.as_bytes());
    hash.update(GUID);
    HeaderValue::try_from(BASE64_STANDARD.encode(hash.digest().bytes())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 6455, section 1.3.
    #[test]
    fn the_key_is_answered_as_the_rfc_has_it() {
        let key = HeaderValue::from_static("dGhlIHNhbXBsZSBub25jZQ==");
        assert_eq!(accept(&key).unwrap(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    #[test]
    fn a_close_frame_leaves_out_what_cannot_be_sent() {
        let sent = |code| {
            close_frame(code, "why")
                .as_close()
                .map(|(code, _)| code.into())
        };
        assert_eq!(sent(4004), Some(4004_u16));
        // Received without a code, that is what a client reads.
        assert_eq!(sent(1006), Some(1005));
        assert_eq!(sent(7), Some(1005));
        let long = "é".repeat(100);
        let frame = close_frame(4000, &long);
        assert_eq!(frame.as_close().unwrap().1.len(), 122);
    }
}
