//! Holds a text against the format that its schema names.

use std::net::SocketAddr;

use super::date::PartialDate;
use super::format::TextFormat;
use super::when::When;
use crate::http::{is_service_address, without_login};

/// Checks a text that is not blank.
///
/// # Errors
/// What is wrong with it, as a sentence that says what to write.
pub(super) fn check_format(format: TextFormat, text: &str) -> Result<(), String> {
    match format {
        TextFormat::PartialDate => {
            text.parse::<PartialDate>().map(drop).map_err(|error| error.to_string())
        }
        TextFormat::When => text.parse::<When>().map(drop).map_err(|error| error.to_string()),
        TextFormat::WebAddress => is_web_address(text)
            .then_some(())
            .ok_or_else(|| format!("`{text}` is not a web address; it starts with `https://` or `http://` and has no spaces, brackets or `<>`")),
        TextFormat::ServiceAddress => is_service_address(text).then_some(()).ok_or_else(|| {
            format!(
                "`{}` is not the address of a service; write `https://` or `http://` and a host, such as \
                 `https://discord.com`, `http://127.0.0.1:8080` or `http://[::1]:8080`",
                without_login(text)
            )
        }),
        TextFormat::Span => text
            .parse::<jiff::Span>()
            .ok()
            .filter(|span| !span.is_negative())
            .map(drop)
            .ok_or_else(|| format!("`{text}` is not a length of time; write for example `180d` or `2h 30m`")),
        TextFormat::ListenAddress if text.is_empty() => Ok(()),
        TextFormat::ListenAddress => text.parse::<SocketAddr>().map(drop).map_err(|_| {
            format!(
                "`{text}` is not an address to listen on; write an IP address of this machine and a port, such as \
                 `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `\"\"` for none"
            )
        }),
    }
}

/// Strict enough that the address cannot break out of a Markdown link.
fn is_web_address(text: &str) -> bool {
    let Some(rest) = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
    else {
        return false;
    };
    !rest.is_empty()
        && !rest.starts_with('/')
        && !rest
            .chars()
            .any(|c| c.is_whitespace() || c.is_control() || "<>()[]\"`\\|".contains(c))
}
