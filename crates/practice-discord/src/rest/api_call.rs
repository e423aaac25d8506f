//! A REST request as the routes see it: read to its end, JSON or multipart alike.

use axum::{
    body::{Bytes, to_bytes},
    extract::Request,
    http::header::{AUTHORIZATION, CONTENT_TYPE},
};
use serde_json::Value;

use super::multipart;
use crate::{api_error::ApiError, world::Upload};

/// Discord takes 25 MiB a request.
const MAX_BODY_BYTES: usize = 25 << 20;

#[derive(Default)]
pub(super) struct ApiCall {
    pub(super) method: String,
    /// Below `/api` and `/v10`.
    pub(super) path: String,
    pub(super) query: String,
    pub(super) token: Option<String>,
    pub(super) body: Value,
    pub(super) files: Vec<Upload>,
}

impl ApiCall {
    /// Reads a request to its end; one that cannot be read comes back without its body.
    pub(super) async fn read(request: Request) -> Result<Self, (Self, ApiError)> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path().strip_prefix("/api").unwrap_or_default();
        let token = parts
            .headers
            .get(AUTHORIZATION)
            .and_then(|token| token.to_str().ok());
        let mut call = Self {
            method: parts.method.to_string(),
            path: path.strip_prefix("/v10").unwrap_or(path).to_owned(),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            token: token.map(str::to_owned),
            ..Self::default()
        };
        let read = match to_bytes(body, MAX_BODY_BYTES).await {
            Ok(bytes) => {
                let kind = parts.headers.get(CONTENT_TYPE);
                let kind = kind.and_then(|kind| kind.to_str().ok());
                call.read_body(kind.unwrap_or_default(), &bytes)
            }
            Err(_) => Err(ApiError::TOO_LARGE),
        };
        match read {
            Ok(()) => Ok(call),
            Err(error) => Err((call, error)),
        }
    }

    fn read_body(&mut self, kind: &str, bytes: &Bytes) -> Result<(), ApiError> {
        if kind.starts_with("multipart/form-data") {
            return self.read_form(kind, bytes);
        }
        if !bytes.is_empty() {
            self.body = serde_json::from_slice(bytes).map_err(|_| ApiError::NOT_JSON)?;
        }
        Ok(())
    }

    fn read_form(&mut self, kind: &str, bytes: &Bytes) -> Result<(), ApiError> {
        for part in multipart::parts(kind, bytes).ok_or(ApiError::NOT_JSON)? {
            if part.name == "payload_json" {
                self.body = serde_json::from_slice(&part.bytes).map_err(|_| ApiError::NOT_JSON)?;
            } else if let Some(name) = part.file_name {
                let index = part
                    .name
                    .strip_prefix("files[")
                    .and_then(|rest| rest.strip_suffix(']'));
                let kind = part.content_type;
                self.files.push(Upload {
                    index: index.and_then(|index| index.parse().ok()).unwrap_or(0),
                    name,
                    content_type: kind.unwrap_or_else(|| "application/octet-stream".to_owned()),
                    bytes: part.bytes,
                });
            }
        }
        Ok(())
    }

    pub(super) fn segments(&self) -> Vec<&str> {
        self.path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect()
    }

    /// Whether a query parameter is set, in any of the ways in which libraries write that (discord.py sends `1`).
    pub(super) fn flag(&self, name: &str) -> bool {
        matches!(self.parameter(name), Some("true" | "True" | "1"))
    }

    /// The value of a query parameter. Nothing here needs percent-decoding.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut pairs = self
            .query
            .split('&')
            .filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    }
}
