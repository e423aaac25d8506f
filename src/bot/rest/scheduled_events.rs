//! The scheduled events of a server: one request each, tried once, with its refusal in the words of `alerts::events`.
//!
//! <https://discord.com/developers/docs/resources/guild-scheduled-event>

use async_trait::async_trait;
use hyper::Method;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::client::{ApiRequest, RestClient};
use super::error::RestError;
use crate::alerts::PostError;
use crate::alerts::events::{EventBoard, EventChange, EventError, FoundEvent};
use crate::bot::gateway::{Id, lenient};
use crate::bot::own_id::OwnId;
use crate::store::EventContent;

/// An event that takes place somewhere else than in a channel, the only kind that needs no channel.
const EXTERNAL: u8 = 3;
/// Members of the server see it; there is no other level.
const GUILD_ONLY: u8 = 2;
/// Statuses of an event.
const ACTIVE: u8 = 2;
const CANCELED: u8 = 4;

/// *Unknown guild scheduled event*
const UNKNOWN_EVENT: i64 = 10_070;
/// *Maximum number of uncompleted guild scheduled events reached (100)*
const TOO_MANY_EVENTS: i64 = 30_038;
/// *Missing permissions*
const MISSING_PERMISSIONS: i64 = 50_013;
/// *Cannot update a finished event*
const FINISHED_EVENT: i64 = 180_000;

/// The events' way to Discord.
pub(in crate::bot) struct DiscordEvents {
    rest: RestClient,
    own: OwnId,
}

/// An event as Discord lists it.
#[derive(Deserialize)]
struct Listed {
    id: Id,
    /// Whoever made it; null of events from before October 2021.
    #[serde(default, deserialize_with = "lenient")]
    creator_id: Option<Id>,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<u8>,
    #[serde(default, deserialize_with = "lenient")]
    description: Option<String>,
}

#[derive(Deserialize)]
struct Created {
    id: Id,
}

impl DiscordEvents {
    /// One that shares the limits of `rest`; `own` is the bot.
    pub(in crate::bot) fn new(rest: &RestClient, own: &OwnId) -> Self {
        Self {
            rest: rest.without_retries(),
            own: own.clone(),
        }
    }

    async fn send(&self, request: ApiRequest) -> Result<(), EventError> {
        Ok(self.rest.done(&request).await?)
    }
}

#[async_trait]
impl EventBoard for DiscordEvents {
    async fn list(&self, guild: u64) -> Result<Vec<FoundEvent>, EventError> {
        let listed: Vec<Listed> = self.rest.get(&events_of(guild)).await?;
        let mut found: Vec<FoundEvent> = listed
            .into_iter()
            .map(|one| FoundEvent {
                id: one.id.get(),
                is_own: one.creator_id.map(Id::get) == Some(self.own.get()),
                is_active: one.status == Some(ACTIVE),
                description: one.description.unwrap_or_default(),
            })
            .collect();
        found.sort_by_key(|event| event.id);
        Ok(found)
    }

    async fn create(&self, guild: u64, content: &EventContent) -> Result<u64, EventError> {
        let request = ApiRequest::new(Method::POST, events_of(guild)).with(&json!({
            "name": content.name,
            "description": content.description,
            "entity_metadata": { "location": content.location },
            "scheduled_start_time": content.starts_at.to_string(),
            "scheduled_end_time": content.ends_at.to_string(),
            "entity_type": EXTERNAL,
            "privacy_level": GUILD_ONLY,
        }));
        let created: Created = self.rest.read(&request).await?;
        Ok(created.id.get())
    }

    async fn change(&self, guild: u64, event: u64, change: &EventChange) -> Result<(), EventError> {
        let fields = [
            ("name", change.name.as_ref().map(|name| json!(name))),
            (
                "description",
                change.description.as_ref().map(|text| json!(text)),
            ),
            (
                "entity_metadata",
                change
                    .location
                    .as_ref()
                    .map(|location| json!({ "location": location })),
            ),
            (
                "scheduled_start_time",
                change.starts_at.map(|at| json!(at.to_string())),
            ),
            (
                "scheduled_end_time",
                change.ends_at.map(|at| json!(at.to_string())),
            ),
        ];
        let fields = fields.into_iter();
        let fields: Map<String, Value> = fields
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        let request = ApiRequest::new(Method::PATCH, event_at(guild, event));
        self.send(request.with(&fields)).await
    }

    async fn cancel(&self, guild: u64, event: u64) -> Result<(), EventError> {
        let request = ApiRequest::new(Method::PATCH, event_at(guild, event));
        self.send(request.with(&json!({ "status": CANCELED })))
            .await
    }

    async fn delete(&self, guild: u64, event: u64) -> Result<(), EventError> {
        self.send(ApiRequest::new(Method::DELETE, event_at(guild, event)))
            .await
    }
}

fn events_of(guild: u64) -> String {
    format!("/guilds/{guild}/scheduled-events")
}

fn event_at(guild: u64, event: u64) -> String {
    format!("{}/{event}", events_of(guild))
}

impl From<RestError> for EventError {
    fn from(error: RestError) -> Self {
        let code = match &error {
            RestError::Unavailable(refusal) | RestError::Rejected(refusal) => refusal.code,
            _ => 0,
        };
        let is_refused = matches!(&error, RestError::Unavailable(_));
        let detail = error.to_string();
        match code {
            UNKNOWN_EVENT | FINISHED_EVENT => return Self::Gone(detail),
            TOO_MANY_EVENTS => return Self::Full(detail),
            MISSING_PERMISSIONS => return Self::MissingPermission(detail),
            _ => {}
        }
        match PostError::from(error) {
            PostError::RateLimited { after, everywhere } => Self::RateLimited { after, everywhere },
            PostError::Ambiguous(detail) | PostError::RefusedForNow { detail, .. } => {
                Self::ForNow(detail)
            }
            _ if is_refused => Self::Refused(detail),
            _ => Self::Rejected(detail),
        }
    }
}
