//! A file that goes with an answer.

use hyper::body::Bytes;
use serde_json::json;

/// A file that goes with a message.
#[derive(Debug, Clone)]
pub(in crate::bot) struct File {
    pub(in crate::bot) name: String,
    pub(in crate::bot) bytes: Vec<u8>,
}

impl File {
    /// The body that holds `json` and the file, and its content type.
    pub(super) fn beside(&self, json: &[u8]) -> (String, Bytes) {
        let boundary = format!("attache-{:016x}", fastrand::u64(..));
        let body = multipart(&boundary, json, self);
        let content_type = format!("multipart/form-data; boundary={boundary}");
        (content_type, body.into())
    }
}

/// A body of two parts, the JSON and the file.
/// <https://discord.com/developers/docs/reference#uploading-files>
fn multipart(boundary: &str, json: &[u8], file: &File) -> Vec<u8> {
    let name = json!(file.name);
    let mut body = Vec::with_capacity(json.len() + file.bytes.len() + 512);
    let mut put = |part: &[u8]| body.extend_from_slice(part);
    put(format!("--{boundary}\r\n").as_bytes());
    put(b"Content-Disposition: form-data; name=\"payload_json\"\r\n");
    put(b"Content-Type: application/json\r\n\r\n");
    put(json);
    put(format!("\r\n--{boundary}\r\n").as_bytes());
    put(
        format!("Content-Disposition: form-data; name=\"files[0]\"; filename={name}\r\n")
            .as_bytes(),
    );
    put(b"Content-Type: application/octet-stream\r\n\r\n");
    put(&file.bytes);
    put(format!("\r\n--{boundary}--\r\n").as_bytes());
    body
}
