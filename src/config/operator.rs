//! `[web]`: the operator's address.

use std::net::{Ipv4Addr, SocketAddr};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::assistant::optional_service_address_schema;
use crate::document::TextFormat;

/// The port of the default address; the practice Discord's page has the same, and no other program that is common.
const PORT: u16 = 8600;

/// The operator's address: health, metrics, and the summits for calendars elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct WebConfig {
    /// Where `attache run` listens, such as `127.0.0.1:8600`; `""` turns it off, port 0 takes any free one.
    #[schemars(schema_with = "listen_address_schema")]
    #[serde(serialize_with = "write_address", deserialize_with = "read_address")]
    pub listen: Option<SocketAddr>,
    /// An address that is asked once a minute for as long as the bot can do its work; a dead man's switch there calls somebody
    /// when that ends. Empty is off.
    #[schemars(schema_with = "optional_service_address_schema")]
    pub check_in_url: String,
}

/// For this machine only: the address has no password.
impl Default for WebConfig {
    fn default() -> Self {
        Self {
            listen: Some(SocketAddr::from((Ipv4Addr::LOCALHOST, PORT))),
            check_in_url: String::new(),
        }
    }
}

fn listen_address_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "string", "format": TextFormat::ListenAddress.as_ref() })
}

#[expect(clippy::ref_option, reason = "serde passes it like this")]
fn write_address<S: Serializer>(
    address: &Option<SocketAddr>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&address.map_or_else(String::new, |address| address.to_string()))
}

fn read_address<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    let address = (!text.is_empty()).then(|| text.parse()).transpose();
    address.map_err(de::Error::custom)
}
