//! The address of a service, as an operator writes it in the settings.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use hyper::Uri;
use hyper::header::HeaderValue;
use percent_encoding::percent_decode_str;
use url::Url;

/// An address as it stands in the settings, split into what a request is sent to and the `Authorization` that a name and
/// password in it stand for. None if it is no address.
pub(crate) fn address_and_login(written: &str) -> Option<(String, Option<HeaderValue>)> {
    let mut url = Url::parse(written).ok()?;
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let name = decoded(url.username());
    let password = url.password().map(decoded);
    let login = (!name.is_empty() || password.is_some()).then(|| {
        let plain = format!("{name}:{}", password.unwrap_or_default());
        format!("Basic {}", BASE64_STANDARD.encode(plain))
    });
    let login = login.and_then(|login| HeaderValue::try_from(login).ok());
    let login = login.map(|mut login| {
        login.set_sensitive(true);
        login
    });
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some((url.into(), login))
}

/// Whether requests can be sent to this address: `http://` or `https://`, a host, which may be an IPv6 address in brackets,
/// and whatever may follow.
pub(crate) fn is_service_address(written: &str) -> bool {
    const NOWHERE: &str = "<>()\"`\\|";
    let rest = written.strip_prefix("https://");
    let Some(rest) = rest.or_else(|| written.strip_prefix("http://")) else {
        return false;
    };
    let is_wrong = |c: char| c.is_whitespace() || c.is_control() || NOWHERE.contains(c);
    if rest.starts_with('/') || rest.contains(is_wrong) {
        return false;
    }
    let host_ends = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    // Whatever reads addresses takes brackets around a host alone.
    !rest[host_ends..].contains(['[', ']'])
        && address_and_login(written).is_some_and(|(address, _)| address.parse::<Uri>().is_ok())
}

/// Whether the address ends with something behind which no path can be put.
pub(crate) fn is_followed_by_a_query(written: &str) -> bool {
    written.contains(['?', '#'])
}

/// An address as it may be shown: without the name and password in it.
pub(crate) fn without_login(written: &str) -> String {
    let start = written.find("://").map_or(0, |scheme| scheme + 3);
    match written.rfind('@').filter(|at| *at >= start) {
        Some(at) => format!("{}…{}", &written[..start], &written[at..]),
        None => written.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_may_be_at_any_host_and_nowhere_else() {
        for sound in [
            "https://discord.com",
            "http://127.0.0.1:8080/v1/",
            "http://[::1]:8080",
            "https://[2001:db8::1]/v1",
            "http://name:pass%40word@[::1]:65535/ping?id=1",
            "https://hc-ping.com/0a1b?create=1#x",
            "http://бот.example/",
        ] {
            assert!(is_service_address(sound), "{sound}");
        }
        for broken in [
            "",
            "discord.com",
            "ftp://discord.com",
            "http://",
            "http:///v1",
            "http://::1:8080",
            "http://[::1",
            "http://[::1]x",
            "http://[discord.com]",
            "http://host:65536",
            "http://host/[x]",
            "http://ho st",
            "http://<host>",
            "http://host\\x",
        ] {
            assert!(!is_service_address(broken), "{broken}");
        }
    }

    #[test]
    fn what_is_shown_of_an_address_has_no_login_in_it() {
        assert_eq!(
            without_login("http://a:b@[::1]:8080/x"),
            "http://…@[::1]:8080/x"
        );
        assert_eq!(without_login("http://a:b@c@host"), "http://…@host");
        assert_eq!(without_login("a:b@host"), "…@host");
        assert_eq!(without_login("https://discord.com"), "https://discord.com");
    }
}
