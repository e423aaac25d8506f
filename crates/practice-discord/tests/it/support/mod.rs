//! What several suites share: a server whose every event must also make sense to serenity.

use std::sync::Arc;

use clock::ManualClock;
use practice_discord::{Options, driver::TestServer};
use serde_json::Value;
use serenity::model::event::Event;

/// A practice Discord as it usually is.
pub(crate) async fn start() -> TestServer {
    checked(TestServer::start().await)
}

/// One that is set up as `options` say, and goes by `clock`.
pub(crate) async fn start_with(clock: Arc<ManualClock>, options: Options) -> TestServer {
    checked(TestServer::start_with(clock, options).await)
}

fn checked(mut server: TestServer) -> TestServer {
    server.check_event = must_make_sense_to_serenity;
    server
}

fn must_make_sense_to_serenity(event: &Value) {
    if let Err(error) = serde_json::from_value::<Event>(event.clone()) {
        panic!("serenity cannot read {event}: {error}");
    }
}
