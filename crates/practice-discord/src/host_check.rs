//! Which requests are answered at all: those addressed to this machine, from no other site's page.

use axum::{
    extract::Request,
    http::{
        HeaderMap, StatusCode,
        header::{HOST, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Refuses a foreign `Host` (DNS rebinding) and a foreign `Origin` (another site's page) with 403.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    if is_for_us(request.headers()) {
        next.run(request).await
    } else {
        let why = "The practice Discord answers only pages and programs of this machine.\n";
        (StatusCode::FORBIDDEN, why).into_response()
    }
}

fn is_for_us(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else {
        return false;
    };
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|b| b.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    let origin = headers.get(ORIGIN);
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
        && origin.is_none_or(|origin| origin.as_bytes() == format!("http://{host}").as_bytes())
}
