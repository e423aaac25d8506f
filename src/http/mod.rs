//! The one way to other machines' HTTP servers: Discord's REST API and the assistant's model server.
//!
//! A client keeps its connections, over TCP or over TLS with the certificates of `webpki-roots`. It says nothing that it was not
//! given but a `Host`, follows no redirects, and takes no proxy from the environment: what is sent is meant for the address in
//! the settings alone.

mod address;
mod client;
mod error;
mod response;
#[cfg(test)]
mod tests;

pub(crate) use address::{
    address_and_login, is_followed_by_a_query, is_service_address, without_login,
};
pub(crate) use client::{HttpClient, Limits, MAX_IDLE};
pub(crate) use error::HttpError;
pub(crate) use response::Response;
