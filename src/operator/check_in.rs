//! The check-in: an address of the operator's choice is asked every minute for as long as `/readyz` says that the bot can do its
//! work. A dead man's switch there that hears nothing for a while calls somebody, also if this machine is gone.

use std::convert::Infallible;
use std::time::Duration;

use hyper::Method;
use hyper::header::{AUTHORIZATION, HeaderMap};
use tokio::time::{MissedTickBehavior, interval};
use tracing::{info, warn};

use super::health::not_ready;
use super::state::OperatorState;
use crate::http::{HttpClient, Limits, address_and_login};

/// How often the address is asked.
const EVERY: Duration = Duration::from_mins(1);
const LIMITS: Limits = Limits {
    connect: None,
    total: Some(Duration::from_secs(10)),
    body: 0,
};

/// Who is asked, and how often.
#[derive(Debug, Clone)]
pub struct CheckIn {
    url: String,
    every: Duration,
}

impl CheckIn {
    /// Once a minute this address, as it stands in the settings; `None` if that is empty.
    pub fn at(url: &str) -> Option<Self> {
        (!url.is_empty()).then(|| Self {
            url: url.to_owned(),
            every: EVERY,
        })
    }

    /// The same, this often.
    #[must_use]
    pub fn every(mut self, every: Duration) -> Self {
        self.every = every;
        self
    }

    /// Asks for as long as the bot can do its work.
    pub(super) async fn repeat(self, state: &OperatorState) -> Infallible {
        let Some((url, login)) = address_and_login(&self.url) else {
            // The settings were checked.
            return std::future::pending().await;
        };
        let headers = login.map(|login| (AUTHORIZATION, login));
        let client = HttpClient::new(HeaderMap::from_iter(headers), LIMITS);
        let mut turns = interval(self.every);
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut is_silent = false;
        loop {
            turns.tick().await;
            let silence = check_in_once(&client, &url, state).await.err();
            let was_silent = std::mem::replace(&mut is_silent, silence.is_some());
            match silence {
                Some(why) if !was_silent => warn!(why, "The check-in has stopped."),
                None if was_silent => info!("The check-in goes on."),
                _ => {}
            }
        }
    }
}

/// Asks once, unless the bot cannot do its work. The error says why nobody knows that it can.
async fn check_in_once(
    client: &HttpClient,
    url: &str,
    state: &OperatorState,
) -> Result<(), String> {
    let reasons = not_ready(state).await;
    if !reasons.is_empty() {
        return Err(reasons.join("; "));
    }
    let answer = client.send(Method::GET, url, None).await;
    let status = answer.map_err(|error| error.to_string())?.status();
    if status.is_success() {
        Ok(())
    } else {
        Err(format!("`check_in_url` answers {}", status.as_u16()))
    }
}
