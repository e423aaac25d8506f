//! A stand-in for a language model's server on this machine, which replies as a test orders it to.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Response, Uri};
use futures_util::stream;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How the server replies.
#[derive(Clone)]
pub(crate) enum Reply {
    /// With what this makes of the passages it was sent.
    Says(fn(&[Value]) -> String),
    /// With this text of the model's.
    Text(String),
    /// With this status, content type and body.
    Raw(u16, &'static str, String),
    /// Elsewhere.
    Redirect(String),
    /// Not at all.
    Never,
    /// With a good answer, so long after it was asked.
    After(Duration),
    /// With a body that has no end.
    Endless,
    /// With a byte every tenth of a second.
    Dripping,
    /// With half of a body, and a broken connection.
    Broken,
    /// It takes no schema of a reply, and says so.
    RefusesSchema,
    /// It takes neither `max_tokens`, nor a temperature, nor a schema.
    RefusesAll,
}

/// A request as it came in.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) path: String,
    pub(crate) authorization: Option<String>,
    pub(crate) body: Value,
}

impl Seen {
    /// What the model was told that is not its instructions.
    pub(crate) fn data(&self) -> Value {
        let text = self.body["messages"][1]["content"].as_str();
        serde_json::from_str(text.expect("a text")).expect("JSON")
    }
}

pub(crate) struct Model {
    address: String,
    inner: Arc<Inner>,
    server: JoinHandle<()>,
}

struct Inner {
    reply: Mutex<Reply>,
    seen: Mutex<Vec<Seen>>,
    count: watch::Sender<usize>,
}

impl Drop for Model {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Model {
    pub(crate) async fn that(reply: Reply) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address").to_string();
        let inner = Arc::new(Inner {
            reply: Mutex::new(reply),
            seen: Mutex::default(),
            count: watch::Sender::new(0),
        });
        let router = Router::new().fallback(serve).with_state(Arc::clone(&inner));
        let server = tokio::spawn(async move {
            axum::serve(listener, router).await.expect("a server");
        });
        Self {
            address,
            inner,
            server,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// From now on.
    pub(crate) fn replies(&self, reply: Reply) {
        *self.inner.reply.lock().unwrap() = reply;
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.inner.seen.lock().unwrap().clone()
    }

    /// Waits until it has been asked so often.
    pub(crate) async fn asked(&self, times: usize) {
        let mut count = self.inner.count.subscribe();
        count
            .wait_for(|count| *count >= times)
            .await
            .expect("a server");
    }
}

async fn serve(
    State(inner): State<Arc<Inner>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let header = headers.get("authorization");
    let seen = Seen {
        path: uri.path().to_owned(),
        authorization: header.map(|value| value.to_str().expect("ASCII").to_owned()),
        body: serde_json::from_slice(&body).unwrap_or_default(),
    };
    let request = seen.body.clone();
    inner.seen.lock().unwrap().push(seen.clone());
    inner.count.send_modify(|count| *count += 1);
    let reply = inner.reply.lock().unwrap().clone();
    match reply {
        Reply::Says(words) => completion(&words(&passages(&seen))),
        Reply::Text(text) => completion(&text),
        Reply::Raw(status, kind, body) => raw(status, kind, body),
        Reply::Redirect(to) => Response::builder()
            .status(307)
            .header("location", to)
            .body(Body::empty())
            .expect("a response"),
        Reply::Never => std::future::pending().await,
        Reply::After(wait) => {
            tokio::time::sleep(wait).await;
            completion(&good(&passages(&seen)))
        }
        Reply::Endless => {
            let chunk = || Ok::<_, std::io::Error>(Bytes::from(vec![b' '; 16_384]));
            Response::new(Body::from_stream(stream::repeat_with(chunk)))
        }
        Reply::Dripping => {
            let drip = |()| async {
                tokio::time::sleep(Duration::from_millis(100)).await;
                Some((Ok::<_, std::io::Error>(Bytes::from_static(b" ")), ()))
            };
            Response::new(Body::from_stream(stream::unfold((), drip)))
        }
        Reply::Broken => {
            let half = Ok(Bytes::from_static(b"{\"choices\":[{\"message\":"));
            let parts = [half, Err(std::io::Error::other("gone"))];
            Response::new(Body::from_stream(stream::iter(parts)))
        }
        Reply::RefusesSchema if request.get("response_format").is_some() => raw(
            400,
            "application/json",
            r#"{"error":"unknown field response_format"}"#.to_owned(),
        ),
        Reply::RefusesAll => {
            refuse_all(&request).unwrap_or_else(|| completion(&good(&passages(&seen))))
        }
        Reply::RefusesSchema => completion(&good(&passages(&seen))),
    }
}

fn refuse_all(request: &Value) -> Option<Response<Body>> {
    let complaint = [
        (
            "max_tokens",
            "Unsupported parameter: use 'max_completion_tokens' instead of 'max_tokens'.",
        ),
        (
            "temperature",
            "Unsupported value: 'temperature' does not support 0 with this model.",
        ),
        ("response_format", "Unsupported response_format."),
    ];
    let (_, why) = complaint
        .iter()
        .find(|(key, _)| request.get(key).is_some())?;
    let body = json!({ "error": { "message": why } }).to_string();
    Some(raw(400, "application/json", body))
}

fn passages(seen: &Seen) -> Vec<Value> {
    seen.data()["passages"]
        .as_array()
        .expect("passages")
        .clone()
}

pub(crate) fn completion(text: &str) -> Response<Body> {
    let message = json!({ "role": "assistant", "content": text });
    let body = json!({
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "stand-in",
        "service_tier": "on_demand",
        "choices": [{ "index": 0, "message": message, "finish_reason": "eos" }],
        "usage": { "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 },
    });
    raw(200, "application/json", body.to_string())
}

fn raw(status: u16, kind: &str, body: String) -> Response<Body> {
    Response::builder()
        .status(status)
        .header("content-type", kind)
        .body(Body::from(body))
        .expect("a response")
}

/// The first statement of a passage.
pub(crate) fn statement(passage: &Value) -> String {
    let text = passage["text"].as_str().expect("a text");
    let end = text.find(". ").map_or(text.len(), |end| end + 1);
    text[..end].to_owned()
}

/// What a good model makes of the passages: the first statement of each, last first.
pub(crate) fn good(passages: &[Value]) -> String {
    let sentence =
        |passage: &Value| json!({ "text": statement(passage), "passages": [passage["number"]] });
    let sentences: Vec<Value> = passages.iter().rev().map(sentence).collect();
    json!({ "sentences": sentences }).to_string()
}
