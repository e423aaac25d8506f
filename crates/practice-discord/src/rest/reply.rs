//! What a request is answered with, and the id that a path names.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::{api_error::ApiError, snowflake::Snowflake};

/// What a request is answered with: a status and a body, null for none.
pub(super) struct Reply {
    pub(super) status: StatusCode,
    pub(super) body: Value,
}

pub(super) type ApiResult = Result<Reply, ApiError>;

impl Reply {
    pub(super) const NOTHING: Self = Self {
        status: StatusCode::NO_CONTENT,
        body: Value::Null,
    };

    #[expect(clippy::unnecessary_wraps, reason = "routes end with it")]
    pub(super) fn ok(body: impl Into<Value>) -> ApiResult {
        Ok(Self {
            status: StatusCode::OK,
            body: body.into(),
        })
    }

    #[expect(clippy::unnecessary_wraps, reason = "routes end with it")]
    pub(super) fn created(body: Value) -> ApiResult {
        Ok(Self {
            status: StatusCode::CREATED,
            body,
        })
    }
}

impl From<ApiError> for Reply {
    fn from(error: ApiError) -> Self {
        Self {
            status: error.status,
            body: error.to_json(),
        }
    }
}

/// An id out of a path.
pub(super) fn id_in(path: &str) -> Result<Snowflake, ApiError> {
    path.parse().map_err(|_| {
        let message = format!("Value \"{path}\" is not snowflake.");
        ApiError::form(json!({
            "id": { "_errors": [{ "code": "NUMBER_TYPE_COERCE", "message": message }] },
        }))
    })
}
