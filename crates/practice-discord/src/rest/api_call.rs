//! A REST request as the routes see it: read to its end, JSON or multipart alike.

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, Multipart, Request},
    http::{
        header::{AUTHORIZATION, CONTENT_TYPE},
        request::Parts,
    },
};
use serde_json::Value;

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
            Ok(bytes) => call.read_body(parts, bytes).await,
            Err(_) => Err(ApiError::TOO_LARGE),
        };
        match read {
            Ok(()) => Ok(call),
            Err(error) => Err((call, error)),
        }
    }

    async fn read_body(&mut self, parts: Parts, bytes: Bytes) -> Result<(), ApiError> {
        let kind = parts
            .headers
            .get(CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            return self
                .read_form(Request::from_parts(parts, Body::from(bytes)))
                .await;
        }
        if !bytes.is_empty() {
            self.body = serde_json::from_slice(&bytes).map_err(|_| ApiError::NOT_JSON)?;
        }
        Ok(())
    }

    async fn read_form(&mut self, request: Request) -> Result<(), ApiError> {
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| ApiError::NOT_JSON)?;
        while let Some(field) = form.next_field().await.map_err(|_| ApiError::NOT_JSON)? {
            let name = field.name().unwrap_or_default().to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let content_type = field
                .content_type()
                .unwrap_or("application/octet-stream")
                .to_owned();
            let bytes = field.bytes().await.map_err(|_| ApiError::NOT_JSON)?;
            if name == "payload_json" {
                self.body = serde_json::from_slice(&bytes).map_err(|_| ApiError::NOT_JSON)?;
            } else if let Some(file_name) = file_name {
                let index = name
                    .strip_prefix("files[")
                    .and_then(|rest| rest.strip_suffix(']'));
                let index = index.and_then(|index| index.parse().ok()).unwrap_or(0);
                self.files.push(Upload {
                    index,
                    name: file_name,
                    content_type,
                    bytes,
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
