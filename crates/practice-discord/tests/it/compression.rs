//! The gateway's compressions, read by decoders that share no code with the encoders: `zlib-rs` and `ruzstd`.

use futures_util::{SinkExt, StreamExt};
use practice_discord::{
    Compression,
    driver::{GatewayBot, INTENTS, TestServer},
    ids::{ADA, GENERAL},
};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Error, Message},
};
use zlib_rs::{Inflate, InflateFlush};

use crate::support::start;

/// With which `zlib-stream` ends each payload.
const SYNC_FLUSH: [u8; 4] = [0x00, 0x00, 0xff, 0xff];
/// Enough for every payload here.
const ROOM: usize = 1 << 20;
const TRANSPORTS: [&str; 3] = ["", "&compress=zlib-stream", "&compress=zstd-stream"];

/// A bot's side of a gateway connection, message by message.
struct Raw {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    decoder: Decoder,
    /// Every message as it came.
    messages: Vec<Message>,
}

/// Decodes one message after the other with one context, as libraries do.
enum Decoder {
    Plain,
    Zlib(Box<Inflate>),
    Zstd(zstd::stream::write::Decoder<'static, Vec<u8>>),
}

impl Raw {
    async fn dial(server: &TestServer, transport: &str) -> Self {
        let address = server.discord.address();
        let url = format!("ws://{address}/gateway?v=10&encoding=json{transport}");
        let decoder = match transport {
            "" => Decoder::Plain,
            "&compress=zlib-stream" => Decoder::Zlib(Box::new(Inflate::new(true, 15))),
            _ => Decoder::Zstd(zstd::stream::write::Decoder::new(Vec::new()).expect("memory")),
        };
        Self {
            socket: connect_async(url).await.expect("a socket").0,
            decoder,
            messages: Vec::new(),
        }
    }

    async fn send(&mut self, op: u64, data: &Value) {
        let payload = json!({ "op": op, "d": data }).to_string();
        let sent = self.socket.send(Message::text(payload)).await;
        sent.expect("an open socket");
    }

    async fn message(&mut self) -> Message {
        let message = self.socket.next().await.expect("a message");
        let message = message.expect("an open socket");
        self.messages.push(message.clone());
        message
    }

    /// The next payload, of which one message must hold all.
    async fn payload(&mut self) -> Value {
        let message = self.message().await;
        let decoded = match &mut self.decoder {
            Decoder::Plain => {
                assert!(message.is_text(), "{message:?}");
                message.into_data().to_vec()
            }
            Decoder::Zlib(inflate) => {
                assert!(message.is_binary(), "{message:?}");
                inflated(inflate, &message.into_data())
            }
            Decoder::Zstd(decoder) => {
                assert!(message.is_binary(), "{message:?}");
                std::io::Write::write_all(decoder, &message.into_data()).expect("zstd");
                std::io::Write::flush(decoder).expect("zstd");
                std::mem::take(decoder.get_mut())
            }
        };
        serde_json::from_slice(&decoded).expect("one whole payload")
    }

    /// Payloads up to the event of this name, which is the last of them.
    async fn until(&mut self, event: &str) -> Vec<Value> {
        let mut payloads = Vec::new();
        loop {
            let payload = self.payload().await;
            let is_last = payload["t"] == event;
            payloads.push(payload);
            if is_last {
                return payloads;
            }
        }
    }
}

/// What a context makes of the next piece of its stream.
fn inflated(inflate: &mut Inflate, piece: &[u8]) -> Vec<u8> {
    let mut decoded = vec![0; ROOM];
    let (read, written) = (inflate.total_in(), inflate.total_out());
    let outcome = inflate.decompress(piece, &mut decoded, InflateFlush::SyncFlush);
    outcome.expect("zlib");
    assert_eq!(inflate.total_in() - read, piece.len() as u64, "all is read");
    decoded.truncate(usize::try_from(inflate.total_out() - written).expect("a length"));
    decoded
}

/// What can differ between two sessions that hear the same.
fn without_session(mut payload: Value) -> Value {
    if payload["t"] == "READY" {
        payload["d"]["session_id"].take();
    }
    payload
}

#[tokio::test]
async fn every_transport_carries_the_same_payloads() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bots = Vec::new();
    for transport in TRANSPORTS {
        let mut bot = Raw::dial(&server, transport).await;
        assert_eq!(bot.payload().await["op"], 10, "{transport}");
        bot.send(2, &GatewayBot::identity(INTENTS)).await;
        bots.push(bot);
    }
    let mut heard = Vec::new();
    for bot in &mut bots {
        heard.push(bot.until("GUILD_CREATE").await);
    }
    for n in 0..300 {
        let text = format!("<@1100000000000000020> {n}, 안녕 👩‍🚀, {}", "x".repeat(n));
        page.say(ADA, GENERAL, &text).await;
        for (bot, heard) in bots.iter_mut().zip(&mut heard) {
            heard.push(bot.payload().await);
        }
    }
    let heard: Vec<Vec<Value>> = heard
        .into_iter()
        .map(|all| all.into_iter().map(without_session).collect())
        .collect();
    assert_eq!(heard[0].len(), 302);
    assert_eq!(heard[1], heard[0], "zlib-stream");
    assert_eq!(heard[2], heard[0], "zstd-stream");
}

#[tokio::test]
async fn zlib_is_one_stream_and_each_payload_ends_with_a_flush() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = Raw::dial(&server, TRANSPORTS[1]).await;
    bot.send(2, &GatewayBot::identity(INTENTS)).await;
    bot.until("GUILD_CREATE").await;
    page.say(ADA, GENERAL, "a text to be repeated").await;
    bot.payload().await;
    page.say(ADA, GENERAL, "a text to be repeated").await;
    bot.payload().await;
    let pieces = bot
        .messages
        .iter()
        .map(|message| message.clone().into_data());
    let pieces: Vec<_> = pieces.collect();
    assert_eq!(pieces[0][0], 0x78, "the stream begins with its header");
    for piece in &pieces {
        assert_eq!(piece[piece.len() - 4..], SYNC_FLUSH);
    }
    let (first, second) = (&pieces[pieces.len() - 2], &pieces[pieces.len() - 1]);
    assert!(
        second.len() * 2 < first.len(),
        "the second of {} and {} bytes refers to the first",
        first.len(),
        second.len()
    );
}

#[tokio::test]
async fn zstd_is_one_frame_that_stays_open() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = Raw::dial(&server, TRANSPORTS[2]).await;
    let mut payloads = vec![bot.payload().await];
    bot.send(2, &GatewayBot::identity(INTENTS)).await;
    payloads.extend(bot.until("GUILD_CREATE").await);
    for n in 0..50 {
        page.say(ADA, GENERAL, &n.to_string()).await;
        payloads.push(bot.payload().await);
    }
    // ruzstd keeps back what later blocks may refer to, so the frame is closed for it: a last block, raw and empty.
    let pieces = bot
        .messages
        .iter()
        .map(|message| message.clone().into_data());
    let mut frame = pieces.collect::<Vec<_>>().concat();
    frame.extend([0x01, 0x00, 0x00]);
    let mut plain = Vec::new();
    let mut decoder = ruzstd::decoding::StreamingDecoder::new(frame.as_slice()).expect("a frame");
    std::io::Read::read_to_end(&mut decoder, &mut plain).expect("zstd");
    let stream = serde_json::Deserializer::from_slice(&plain).into_iter::<Value>();
    let read: Vec<Value> = stream.collect::<Result<_, _>>().expect("JSON");
    assert_eq!(read, payloads);
}

#[tokio::test]
async fn a_session_is_resumed_in_another_transport_than_it_began_in() {
    let server = start().await;
    let mut page = server.page().await;
    for (first, second) in [(1, 1), (2, 2), (0, 1), (1, 2), (2, 0)] {
        let mut bot = Raw::dial(&server, TRANSPORTS[first]).await;
        bot.send(2, &GatewayBot::identity(INTENTS)).await;
        let heard = bot.until("GUILD_CREATE").await;
        let ready = heard.iter().find(|payload| payload["t"] == "READY");
        let session = ready.expect("READY")["d"]["session_id"].clone();
        let seq = heard.last().expect("GUILD_CREATE")["s"].clone();
        drop(bot);
        page.until(|frame| frame["t"] == "bot" && frame["connected"] == false)
            .await;
        page.say(ADA, GENERAL, "missed").await;

        let mut bot = Raw::dial(&server, TRANSPORTS[second]).await;
        let identity = GatewayBot::identity(INTENTS);
        let data = json!({ "token": identity["token"], "session_id": session, "seq": seq });
        bot.send(6, &data).await;
        let heard = bot.until("RESUMED").await;
        let names: Vec<_> = heard.iter().map(|payload| payload["t"].clone()).collect();
        assert_eq!(
            names,
            [Value::Null, "MESSAGE_CREATE".into(), "RESUMED".into()]
        );
        assert_eq!(
            heard[1]["d"]["content"].as_str(),
            Some(""),
            "no intent for it"
        );
        drop(bot);
        page.until(|frame| frame["t"] == "bot" && frame["connected"] == false)
            .await;
    }
}

#[tokio::test]
async fn payload_compression_wraps_large_payloads_each_by_itself() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = Raw::dial(&server, "").await;
    assert_eq!(
        bot.payload().await["op"],
        10,
        "before IDENTIFY all is plain"
    );
    let mut identity = GatewayBot::identity(INTENTS);
    identity["compress"] = true.into();
    bot.send(2, &identity).await;
    page.until(|frame| frame["t"] == "bot").await;
    page.say(ADA, GENERAL, "small").await;
    bot.send(1, &Value::Null).await;
    let mut kinds = Vec::new();
    loop {
        let message = bot.message().await;
        let is_binary = message.is_binary();
        let bytes = message.into_data();
        let decoded = if is_binary {
            inflated(&mut Inflate::new(true, 15), &bytes)
        } else {
            bytes.to_vec()
        };
        assert_eq!(is_binary, decoded.len() >= 1_024, "{} bytes", decoded.len());
        let payload: Value = serde_json::from_slice(&decoded).expect("a payload");
        kinds.push((payload["t"].clone(), is_binary));
        if payload["op"] == 11 {
            break;
        }
    }
    assert!(kinds.contains(&("GUILD_CREATE".into(), true)), "{kinds:?}");
    assert!(kinds.contains(&(Value::Null, false)), "{kinds:?}");
    assert_eq!(server.discord.compressions(), [Compression::Payload]);
}

#[tokio::test]
async fn a_compressed_transport_makes_payload_compression_void() {
    let server = start().await;
    let mut bots = Vec::new();
    for transport in &TRANSPORTS[1..] {
        let mut bot = Raw::dial(&server, transport).await;
        let mut identity = GatewayBot::identity(INTENTS);
        identity["compress"] = true.into();
        bot.send(2, &identity).await;
        let heard = bot.until("GUILD_CREATE").await;
        assert_eq!(heard.len(), 3, "HELLO, READY and the guild");
        bots.push(bot);
    }
    let expected = [Compression::ZlibStream, Compression::ZstdStream];
    assert_eq!(server.discord.compressions(), expected);
}

#[tokio::test]
async fn what_the_gateway_does_not_speak_is_refused_with_the_reason() {
    let server = start().await;
    for (query, reason) in [
        ("v=10&encoding=json&compress=brotli", "compress=zlib-stream"),
        ("v=10&encoding=json&compress=", "compress=zlib-stream"),
        ("v=10&encoding=etf", "encoding=json"),
        ("v=10&encoding=etf&compress=zlib-stream", "encoding=json"),
        ("v=9&encoding=json", "v=10"),
    ] {
        let url = format!("ws://{}/gateway?{query}", server.discord.address());
        let Err(Error::Http(response)) = connect_async(url).await else {
            panic!("{query} was let in");
        };
        assert_eq!(response.status(), 400, "{query}");
        let body = response.into_body().expect("a body");
        let body: Value = serde_json::from_slice(&body).expect("JSON");
        let message = body["message"].as_str().expect("a message");
        assert!(message.contains(reason), "{query}: {message}");
    }
    let url = format!("ws://{}/gateway", server.discord.address());
    connect_async(url)
        .await
        .expect("the usual, if nothing is asked for");
}
