//! How payloads are compressed on their way to the bot: not at all, each by itself, or as one stream.
//!
//! <https://discord.com/developers/docs/events/gateway#encoding-and-compression>
//!
//! `flate2` (its Rust backend) and `zstd` (the reference implementation; no pure Rust encoder can flush a frame that
//! stays open, which is what `zstd-stream` is made of).

use std::io::{self, Write as _};

use axum::body::Bytes;
use flate2::write::ZlibEncoder;
use tokio_websockets::Message;

use crate::hub::Compression;

/// Payloads at least this long are compressed for a bot that asked for payload compression. Discord compresses "some"
/// and publishes no number; below this there is little to gain.
const MIN_COMPRESSED_BYTES: usize = 1 << 10;
/// The fastest level: what is saved on a loopback address is not worth waiting for.
const ZSTD_LEVEL: i32 = 1;

/// The compression that an address asks for by this name; without a name none.
pub(super) fn transport_named(name: Option<&str>) -> Result<Compression, String> {
    match name {
        None => Ok(Compression::None),
        Some("zlib-stream") => Ok(Compression::ZlibStream),
        Some("zstd-stream") => Ok(Compression::ZstdStream),
        Some(other) => Err(format!(
            "This gateway cannot compress as {other:?}. Connect with compress=zlib-stream, \
             compress=zstd-stream, or without compress."
        )),
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
    pub(super) fn new(compression: Compression) -> io::Result<Self> {
        Ok(match compression {
            Compression::None => Self::Plain,
            Compression::Payload => Self::Payload,
            Compression::ZlibStream => {
                Self::ZlibStream(ZlibEncoder::new(Vec::new(), flate2::Compression::fast()))
            }
            Compression::ZstdStream => {
                let encoder = zstd::stream::write::Encoder::new(Vec::new(), ZSTD_LEVEL)?;
                Self::ZstdStream(encoder)
            }
        })
    }

    pub(super) fn compression(&self) -> Compression {
        match self {
            Self::Plain => Compression::None,
            Self::Payload => Compression::Payload,
            Self::ZlibStream(_) => Compression::ZlibStream,
            Self::ZstdStream(_) => Compression::ZstdStream,
        }
    }

    /// Turns payload compression on; a compressed transport makes it void, as on Discord. (discord.py asks for both.)
    pub(super) fn compress_payloads(&mut self) {
        if matches!(self, Self::Plain) {
            *self = Self::Payload;
        }
    }

    /// The message that carries a payload: text if it is not compressed, else binary and flushed, so that the bot
    /// can read all of it before the next comes.
    pub(super) fn encode(&mut self, payload: Bytes) -> io::Result<Message> {
        let bytes = &*payload;
        match self {
            Self::Payload if bytes.len() >= MIN_COMPRESSED_BYTES => {
                let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(bytes)?;
                Ok(Message::binary(encoder.finish()?))
            }
            Self::Plain | Self::Payload => Ok(Message::text(payload)),
            // A flush ends with `00 00 ff ff`, by which bots know the end of a payload.
            Self::ZlibStream(encoder) => {
                encoder.write_all(bytes)?;
                encoder.flush()?;
                Ok(Message::binary(std::mem::take(encoder.get_mut())))
            }
            // A flush ends a block and not the frame.
            Self::ZstdStream(encoder) => {
                encoder.write_all(bytes)?;
                encoder.flush()?;
                Ok(Message::binary(std::mem::take(encoder.get_mut())))
            }
        }
    }
}
