//! How payloads are compressed on their way to the bot: not at all, each by itself, or as one stream.
//!
//! <https://discord.com/developers/docs/events/gateway#encoding-and-compression>
//!
//! `flate2` (its Rust backend) and `zstd` (the reference implementation; no pure Rust encoder can flush a frame that
//! stays open, which is what `zstd-stream` is made of).

use std::io::{self, Write as _};

use axum::extract::ws::{Message, Utf8Bytes};
use flate2::{Compression, write::ZlibEncoder};

/// Payloads at least this long are compressed for a bot that asked for payload compression. Discord compresses "some"
/// and publishes no number; below this there is little to gain.
const MIN_COMPRESSED_BYTES: usize = 1 << 10;
/// The fastest level: what is saved on a loopback address is not worth waiting for.
const ZSTD_LEVEL: i32 = 1;

/// The `compress` of a gateway address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transport {
    Plain,
    ZlibStream,
    ZstdStream,
}

impl Transport {
    /// The compression with this name; `None` is plain.
    pub(super) fn named(name: Option<&str>) -> Result<Self, String> {
        match name {
            None => Ok(Self::Plain),
            Some("zlib-stream") => Ok(Self::ZlibStream),
            Some("zstd-stream") => Ok(Self::ZstdStream),
            Some(other) => Err(format!(
                "This gateway cannot compress as {other:?}. Connect with compress=zlib-stream, \
                 compress=zstd-stream, or without compress."
            )),
        }
    }
}

/// Makes WebSocket messages of payloads. A stream has one context for as long as its connection lives.
pub(super) enum Encoder {
    Plain,
    /// `compress: true` in IDENTIFY: large payloads, each a zlib stream of its own.
    Payload,
    ZlibStream(ZlibEncoder<Vec<u8>>),
    ZstdStream(zstd::stream::write::Encoder<'static, Vec<u8>>),
}

impl Encoder {
    /// An encoder for a new connection.
    ///
    /// # Errors
    ///
    /// If there is no memory for the zstd context.
    pub(super) fn new(transport: Transport) -> io::Result<Self> {
        Ok(match transport {
            Transport::Plain => Self::Plain,
            Transport::ZlibStream => {
                Self::ZlibStream(ZlibEncoder::new(Vec::new(), Compression::fast()))
            }
            Transport::ZstdStream => {
                let encoder = zstd::stream::write::Encoder::new(Vec::new(), ZSTD_LEVEL)?;
                Self::ZstdStream(encoder)
            }
        })
    }

    /// Turns payload compression on; a compressed transport makes it void, as on Discord. (discord.py asks for both.)
    pub(super) fn compress_payloads(&mut self) {
        if matches!(self, Self::Plain) {
            *self = Self::Payload;
        }
    }

    /// The message that carries a payload: text if it is not compressed, else binary and flushed, so that the bot
    /// can read all of it before the next comes.
    pub(super) fn encode(&mut self, payload: Utf8Bytes) -> io::Result<Message> {
        let bytes = payload.as_bytes();
        match self {
            Self::Payload if bytes.len() >= MIN_COMPRESSED_BYTES => {
                let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
                encoder.write_all(bytes)?;
                Ok(Message::Binary(encoder.finish()?.into()))
            }
            Self::Plain | Self::Payload => Ok(Message::Text(payload)),
            // A flush ends with `00 00 ff ff`, by which bots know the end of a payload.
            Self::ZlibStream(encoder) => {
                encoder.write_all(bytes)?;
                encoder.flush()?;
                Ok(Message::Binary(std::mem::take(encoder.get_mut()).into()))
            }
            // A flush ends a block and not the frame.
            Self::ZstdStream(encoder) => {
                encoder.write_all(bytes)?;
                encoder.flush()?;
                Ok(Message::Binary(std::mem::take(encoder.get_mut()).into()))
            }
        }
    }
}
