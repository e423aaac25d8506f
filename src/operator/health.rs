//! `/healthz`: is the process alive? `/readyz`: can it do its work, and if not, why?

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;

use super::{Desk, PATIENCE};

/// How the database stands. Its own words stay in the log: they may name hosts and users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Database {
    Answers,
    Refuses,
    IsSilent,
}

/// `GET /healthz`
pub(super) async fn alive() -> Response {
    ([(CACHE_CONTROL, "no-store")], "alive\n").into_response()
}

/// `GET /readyz`
pub(super) async fn ready(State(desk): State<Arc<Desk>>) -> Response {
    let reasons = desk.reasons_to_wait().await;
    let (status, body) = if reasons.is_empty() {
        (StatusCode::OK, "ready\n".to_owned())
    } else {
        let lines = reasons.iter().map(|reason| format!("{reason}\n"));
        (StatusCode::SERVICE_UNAVAILABLE, lines.collect())
    };
    (status, [(CACHE_CONTROL, "no-store")], body).into_response()
}

impl Desk {
    async fn reasons_to_wait(&self) -> Vec<&'static str> {
        let gateway = (!(self.observed.is_connected)().await).then_some(
            "gateway: not connected to Discord; the bot keeps trying by itself, the log says since when",
        );
        let is_empty = self.observed.library.current().hotspots().len() == 0;
        let knowledge =
            is_empty.then_some("knowledge: not one hotspot is sound; `attache check` says why");
        let database = match self.database().await {
            Database::Answers => None,
            Database::Refuses => {
                Some("database: refuses; look at `url` under [database] and at the log")
            }
            Database::IsSilent => Some(
                "database: no answer within a second; look at `url` under [database] and at the server it names",
            ),
        };
        [gateway, knowledge, database]
            .into_iter()
            .flatten()
            .collect()
    }

    pub(super) async fn database(&self) -> Database {
        let ask = async {
            match timeout(PATIENCE, self.observed.store.ping()).await {
                Ok(Ok(())) => Database::Answers,
                Ok(Err(_)) => Database::Refuses,
                Err(_) => Database::IsSilent,
            }
        };
        self.ping.get(self.observed.clock.now(), ask).await
    }
}
