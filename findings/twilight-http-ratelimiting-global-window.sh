#!/usr/bin/env bash
# twilight-http-ratelimiting 0.18.0 (with tokio 1.54.1): its global limit of 50 requests a second counts in a fixed window that
# begins with the first request. A burst across the end of the window lets about twice as many leave at once: one request, then
# 149 more asked for 990 ms later, gives 99 permits within 20 ms. Time is tokio's paused clock, so the figure is exact.
# Whoever needs to stay below a limit that the server counts otherwise has to space the requests themselves.
# Needs the Rust toolchain and crates.io. Ends with 1 if the behaviour is another.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "window"
version = "0.1.0"
edition = "2024"

[dependencies]
twilight-http-ratelimiting = "=0.18.0"
tokio = { version = "=1.54.1", features = ["rt", "time", "macros", "test-util"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use std::time::Duration;

use tokio::time::{Instant, sleep};
use twilight_http_ratelimiting::{Endpoint, Method, RateLimiter};

fn endpoint(channel: u32) -> Endpoint {
    let path = format!("channels/{channel}/messages");
    Endpoint { method: Method::Post, path }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let limiter = RateLimiter::default();
    limiter.acquire(endpoint(0)).await.complete(None);
    sleep(Duration::from_millis(990)).await;
    let mut left = Vec::new();
    for channel in 1..150 {
        limiter.acquire(endpoint(channel)).await.complete(None);
        left.push(Instant::now());
    }
    let within = |first: &Instant| {
        let near = left.iter().filter(|at| **at >= *first && **at - *first < Duration::from_millis(20));
        near.count()
    };
    println!("{}", left.iter().map(within).max().unwrap_or(0));
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
echo "permits within 20 ms, with a limit of 50 a second: $seen"
[ "$seen" -eq 99 ]
