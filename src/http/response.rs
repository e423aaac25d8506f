//! An answer, whose body may still be on its way.

use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::StatusCode;
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderMap;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};

use super::error::HttpError;

/// An answer, whose body may still be on its way.
pub(crate) struct Response {
    answer: hyper::Response<Incoming>,
    /// When its end must be there.
    deadline: Option<Instant>,
    /// The longest body that is read, in bytes.
    most: usize,
}

impl Response {
    pub(super) fn new(
        answer: hyper::Response<Incoming>,
        deadline: Option<Instant>,
        most: usize,
    ) -> Self {
        Self {
            answer,
            deadline,
            most,
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.answer.status()
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        self.answer.headers()
    }

    /// Reads the body to its end.
    ///
    /// # Errors
    /// It is too long, the connection breaks, or the end does not come in time.
    pub(crate) async fn bytes(self) -> Result<Bytes, HttpError> {
        let body = Limited::new(self.answer.into_body(), self.most);
        match within(self.deadline, body.collect()).await? {
            Ok(body) => Ok(body.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => Err(HttpError::TooLong(self.most)),
            // A `Limited` body fails by its length, or as the body below it does.
            Err(error) => match error.downcast::<hyper::Error>() {
                Ok(error) => Err(HttpError::Cut(*error)),
                Err(_) => Err(HttpError::TooLong(self.most)),
            },
        }
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// As for [`bytes`](Self::bytes); or it is not the JSON of a `T`.
    pub(crate) async fn json<T: DeserializeOwned>(self) -> Result<T, HttpError> {
        serde_json::from_slice(&self.bytes().await?).map_err(HttpError::NotJson)
    }
}

/// What `work` comes to, unless the deadline passes before.
pub(super) async fn within<T>(
    deadline: Option<Instant>,
    work: impl Future<Output = T>,
) -> Result<T, HttpError> {
    match deadline {
        Some(deadline) => timeout_at(deadline, work)
            .await
            .map_err(|_| HttpError::TooSlow),
        None => Ok(work.await),
    }
}
