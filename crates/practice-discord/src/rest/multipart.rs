//! A body of several parts: JSON and files.
//!
//! <https://www.rfc-editor.org/rfc/rfc7578>, as far as libraries for bots write it. The body is read as a whole before, so
//! nothing here waits.

use axum::body::Bytes;
use memchr::memmem;

/// One part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) name: String,
    /// `None` if it is no file.
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    pub(super) bytes: Bytes,
}

/// The parts of a body with this `content-type`. `None` if it is not in the form.
pub(super) fn parts(content_type: &str, body: &Bytes) -> Option<Vec<Part>> {
    let boundary = parameter(content_type, "boundary")?;
    let opening = format!("--{boundary}");
    let delimiter = format!("\r\n{opening}");
    let mut at = if body.starts_with(opening.as_bytes()) {
        opening.len()
    } else {
        memmem::find(body, delimiter.as_bytes())? + delimiter.len()
    };
    let mut parts = Vec::new();
    while !body[at..].starts_with(b"--") {
        // The head begins with the end of the delimiter's own line.
        let head = at + memmem::find(&body[at..], b"\r\n")?;
        let begin = head + memmem::find(&body[head..], b"\r\n\r\n")? + 4;
        let end = begin + memmem::find(&body[begin..], delimiter.as_bytes())?;
        let head = std::str::from_utf8(&body[head..begin]).ok()?;
        parts.push(part(head, body.slice(begin..end))?);
        at = end + delimiter.len();
    }
    Some(parts)
}

fn part(head: &str, bytes: Bytes) -> Option<Part> {
    let header = |wanted: &str| {
        let mut headers = head.lines().filter_map(|line| line.split_once(':'));
        let found = headers.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.trim())
    };
    let disposition = header("content-disposition")?;
    Some(Part {
        name: parameter(disposition, "name")?,
        file_name: parameter(disposition, "filename"),
        content_type: header("content-type").map(str::to_owned),
        bytes,
    })
}

/// The value of `key` in a header such as `form-data; name="files[0]"; filename="a.png"`, without its quotes and the
/// backslashes in them.
fn parameter(header: &str, key: &str) -> Option<String> {
    let mut rest = header.split_once(';')?.1;
    loop {
        let (name, value) = rest.split_once('=')?;
        let (value, after) = if let Some(quoted) = value.strip_prefix('"') {
            unquoted(quoted)?
        } else {
            let end = value.find(';').unwrap_or(value.len());
            (value[..end].trim().to_owned(), &value[end..])
        };
        if name.trim_matches([' ', ';']).eq_ignore_ascii_case(key) {
            return Some(value);
        }
        rest = after;
    }
}

/// What stands before the closing quote, and what after it.
fn unquoted(quoted: &str) -> Option<(String, &str)> {
    let mut value = String::new();
    let mut signs = quoted.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return Some((value, &quoted[at + 1..])),
            // Only these are escaped; a Windows path may have others.
            '\\' if quoted[at + 1..].starts_with(['"', '\\']) => {
                value.extend(signs.next().map(|(_, sign)| sign));
            }
            sign => value.push(sign),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Option<Vec<Part>> {
        let body = Bytes::from(body.to_owned());
        parts("multipart/form-data; boundary=\"x y\"", &body)
    }

    #[test]
    fn parts_are_read_with_their_names_and_their_bytes_as_they_stand() {
        let body = "--x y\r\nContent-Disposition: form-data; name=\"payload_json\"\r\n\r\n{}\r\n\
            --x y\r\ncontent-type: image/png\r\nContent-Disposition: form-data; name=\"files[0]\"; \
            filename=\"a; \\\"b\\\" = c\\d.png\"\r\n\r\n\r\n--x \r\n\r\n\r\n\
            --x y\r\nContent-Disposition: form-data; filename=empty; name=files[1]\r\n\r\n\r\n--x y--\r\n";
        let part = |name: &str, file: Option<&str>, kind: Option<&str>, bytes: &'static str| Part {
            name: name.to_owned(),
            file_name: file.map(str::to_owned),
            content_type: kind.map(str::to_owned),
            bytes: Bytes::from_static(bytes.as_bytes()),
        };
        let expected = [
            part("payload_json", None, None, "{}"),
            part(
                "files[0]",
                Some("a; \"b\" = c\\d.png"),
                Some("image/png"),
                "\r\n--x \r\n\r\n",
            ),
            part("files[1]", Some("empty"), None, ""),
        ];
        assert_eq!(read(body).unwrap(), expected);
    }

    #[test]
    fn what_is_not_in_the_form_is_not_read() {
        let head = "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
        for body in [
            "",
            "{}",
            "--x y",
            "--x y\r\n",
            head,
            &format!("{head}cut off"),
            "--x y\r\nno: head\r\n\r\nb\r\n--x y--",
            "--x y\r\nContent-Disposition: form-data; name=\"a\r\n\r\nb\r\n--x y--",
        ] {
            assert_eq!(read(body), None, "{body}");
        }
        let body = Bytes::from_static(b"--x y--");
        assert_eq!(parts("multipart/form-data", &body), None);
    }
}
