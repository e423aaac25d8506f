#!/usr/bin/env bash
# twilight-gateway 0.18.0: a shard that cannot reach the gateway doubles its pause after each failure up to 255 seconds, with no
# setting for it, and nothing from outside ends a pause that has begun. So a bot whose gateway was away for ten minutes may be
# deaf for four more after it is back. The pauses have no jitter: all shards of all processes that lost the same gateway knock at
# the same seconds. Measured on tokio's paused clock, against a port at which nobody listens: 0, 1, 2, 4, 8, 16, 32, 64, 128, 255
# and 255 seconds before the first eleven tries.
# Whoever wants to be back sooner counts the errors of kind `Reconnect` and makes the shard anew, with its session, after a pause
# of their own.
# Needs the Rust toolchain and crates.io. Ends with 1 if the behaviour is another.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "pauses"
version = "0.1.0"
edition = "2024"

[dependencies]
futures-util = { version = "0.3", default-features = false }
rustls = { version = "0.23", default-features = false, features = ["ring", "std"] }
tokio = { version = "1", features = ["rt", "macros", "time", "test-util"] }
twilight-gateway = { version = "=0.18.0", default-features = false, features = ["rustls-webpki-roots"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
use futures_util::StreamExt as _;
use tokio::time::Instant;
use twilight_gateway::error::ReceiveMessageErrorType;
use twilight_gateway::{ConfigBuilder, Intents, Shard, ShardId};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    rustls::crypto::ring::default_provider().install_default().expect("the first");
    // Time stands still but for what is waited for.
    tokio::time::pause();
    let config = ConfigBuilder::new("token".to_owned(), Intents::GUILDS)
        .proxy_url("ws://127.0.0.1:1".to_owned())
        .build();
    let mut shard = Shard::with_config(ShardId::ONE, config);
    let mut pauses = Vec::new();
    let mut last = Instant::now();
    while pauses.len() < 11 {
        let next = shard.next().await.expect("a shard that goes on");
        let error = next.expect_err("nobody listens");
        assert!(matches!(error.kind(), ReceiveMessageErrorType::Reconnect), "{error}");
        pauses.push(last.elapsed().as_secs());
        last = Instant::now();
    }
    println!("seconds before each try: {pauses:?}");
    let doubled = [0, 1, 2, 4, 8, 16, 32, 64, 128, 255, 255];
    std::process::exit(i32::from(pauses != doubled));
}
RUST
cargo run --quiet --manifest-path "$folder/Cargo.toml"
