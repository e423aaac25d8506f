//! As much of HTTP/1.1 as a stand-in for Discord needs, so cheap that it is never what is measured.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// A request that was read whole.
pub(crate) struct Request<'r> {
    pub(crate) method: &'r str,
    pub(crate) path: &'r str,
    pub(crate) body: &'r [u8],
}

/// Reads requests from a connection and answers each with what `answer` says, until it is closed.
pub(crate) async fn serve(
    mut stream: TcpStream,
    mut answer: impl FnMut(Request<'_>) -> String,
) -> io::Result<()> {
    let mut buffer = Vec::with_capacity(16 * 1024);
    loop {
        while let Some((head, length)) = whole(&buffer) {
            let text = String::from_utf8_lossy(&buffer[..head]);
            let mut words = text.split(' ');
            let request = Request {
                method: words.next().unwrap_or_default(),
                path: words.next().unwrap_or_default(),
                body: &buffer[head..head + length],
            };
            let response = answer(request);
            buffer.drain(..head + length);
            stream.write_all(response.as_bytes()).await?;
        }
        if stream.read_buf(&mut buffer).await? == 0 {
            return Ok(());
        }
    }
}

/// The lengths of the head and the body of the first request, once all of it is there.
fn whole(buffer: &[u8]) -> Option<(usize, usize)> {
    let head = buffer.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let length = length_of_body(&buffer[..head]);
    (buffer.len() >= head + length).then_some((head, length))
}

fn length_of_body(head: &[u8]) -> usize {
    const NAME: &[u8] = b"content-length:";
    head.split(|byte| *byte == b'\n')
        .find(|line| {
            line.get(..NAME.len())
                .is_some_and(|name| name.eq_ignore_ascii_case(NAME))
        })
        .and_then(|line| std::str::from_utf8(&line[NAME.len()..]).ok())
        .and_then(|length| length.trim().parse().ok())
        .unwrap_or(0)
}

/// A whole response with this status line, such as `200 OK`, and this JSON.
pub(crate) fn response(status: &str, json: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{json}",
        json.len()
    )
}
