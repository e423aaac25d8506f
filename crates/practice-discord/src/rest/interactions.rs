//! `POST /interactions/{id}/{token}/callback`: the first answer to an interaction.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply},
};
use crate::{
    api_error::ApiError,
    ids,
    snowflake::Snowflake,
    validate::{FormErrors, Strictness, check_choices, check_edit, check_message, check_modal},
    world::{AllowedMentions, EPHEMERAL, Interaction, LOADING, NewMessage, SETTABLE, World, kind},
};

/// Discord's types of answer.
mod response {
    pub(super) const PONG: u64 = 1;
    pub(super) const MESSAGE: u64 = 4;
    pub(super) const MESSAGE_LATER: u64 = 5;
    pub(super) const UPDATE_LATER: u64 = 6;
    pub(super) const UPDATE: u64 = 7;
    pub(super) const CHOICES: u64 = 8;
    pub(super) const MODAL: u64 = 9;
}

pub(super) fn callback(world: &mut World, call: &ApiCall, id: Snowflake, token: &str) -> ApiResult {
    let interaction = world
        .interactions
        .waiting(id, token, world.real_now)?
        .clone();
    let (kind, data) = (call.body["type"].as_u64(), &call.body["data"]);
    let kind = check_response_type(&interaction, kind)?;
    let message = match kind {
        response::MESSAGE => {
            check_message("data", data, call.files.len(), Strictness::New)?;
            Some(post(world, &interaction, call, 0)?)
        }
        response::MESSAGE_LATER => Some(post(world, &interaction, call, LOADING)?),
        response::UPDATE => {
            let source = interaction.source.ok_or(ApiError::UNKNOWN_MESSAGE)?;
            let before = &world.channel(interaction.channel)?.message(source)?.json;
            check_edit("data", before, data, call.files.len())?;
            Some(world.edit(interaction.channel, source, data, &call.files)?)
        }
        response::CHOICES => {
            check_choices("data", data)?;
            let choices = in_the_language_of(&interaction, &data["choices"]);
            let asker = &interaction.asker;
            let frame = json!({ "t": "choices", "ref": asker.reference, "choices": choices });
            world.send_to_page(asker.page, frame);
            None
        }
        response::MODAL => {
            check_modal("data", data)?;
            world.open_modal(&interaction, data);
            None
        }
        _ => None,
    };
    let made = message
        .as_ref()
        .and_then(|message| message["id"].as_str()?.parse().ok());
    let original = if kind == response::UPDATE_LATER {
        interaction.source
    } else {
        made
    };
    world.interactions.mark_answered(id, original);
    if !matches!(kind, response::CHOICES | response::MODAL) {
        world.acknowledge_asker(&interaction.asker);
    }
    if call.flag("with_response") {
        return Reply::ok(resource(&interaction, kind, message));
    }
    Ok(Reply {
        status: StatusCode::NO_CONTENT,
        body: Value::Null,
    })
}

/// The type of answer, if it fits this interaction.
fn check_response_type(interaction: &Interaction, given: Option<u64>) -> Result<u64, ApiError> {
    use response::{CHOICES, MESSAGE, MESSAGE_LATER, MODAL, PONG, UPDATE, UPDATE_LATER};
    let allowed: &[u64] = match (interaction.kind, interaction.source) {
        (kind::AUTOCOMPLETE, _) => &[PONG, CHOICES],
        (kind::COMPONENT, _) => &[PONG, MESSAGE, MESSAGE_LATER, UPDATE_LATER, UPDATE, MODAL],
        (kind::MODAL, Some(_)) => &[PONG, MESSAGE, MESSAGE_LATER, UPDATE_LATER, UPDATE],
        (kind::MODAL, None) => &[PONG, MESSAGE, MESSAGE_LATER],
        _ => &[PONG, MESSAGE, MESSAGE_LATER, MODAL],
    };
    given.filter(|kind| allowed.contains(kind)).ok_or_else(|| {
        let mut errors = FormErrors::default();
        errors.one_of("type", allowed);
        errors
            .into_result()
            .err()
            .unwrap_or(ApiError::UNKNOWN_INTERACTION)
    })
}

/// Writes the message that answers, or the one that says "is thinking…".
fn post(
    world: &mut World,
    interaction: &Interaction,
    call: &ApiCall,
    flags: u64,
) -> Result<Value, ApiError> {
    let data = &call.body["data"];
    let asked = data["flags"].as_u64().unwrap_or(0);
    let is_ephemeral = asked & EPHEMERAL != 0;
    let loading = flags & LOADING != 0;
    let nothing = Value::Null;
    world.post(NewMessage {
        channel: interaction.channel,
        author: ids::BOT,
        body: if loading { &nothing } else { data },
        files: if loading { &[] } else { &call.files },
        kind: interaction.message_kind(),
        // Of one that is still to come only this is known.
        flags: flags
            | asked
                & if loading {
                    EPHEMERAL
                } else {
                    EPHEMERAL | SETTABLE
                },
        ephemeral_for: is_ephemeral.then_some(interaction.asker.person),
        reply_to: interaction
            .source
            .filter(|_| interaction.message_kind() == 19),
        response_to: Some(interaction.id),
        allowed: AllowedMentions::read(&data["allowed_mentions"], AllowedMentions::users_only()),
        extra: interaction.response_fields(),
    })
}

/// The choices, with their names in the requester's language where the bot gave one.
fn in_the_language_of(interaction: &Interaction, choices: &Value) -> Vec<Value> {
    let each = choices.as_array().into_iter().flatten();
    each.map(|choice| {
        let local = &choice["name_localizations"][&interaction.asker.locale];
        let name = if local.is_string() {
            local
        } else {
            &choice["name"]
        };
        json!({ "name": name, "value": choice["value"] })
    })
    .collect()
}

/// The body for `with_response=true`.
fn resource(interaction: &Interaction, kind: u64, message: Option<Value>) -> Value {
    let mut answer = json!({ "interaction": { "id": interaction.id, "type": interaction.kind } });
    if let Some(message) = message {
        let flags = message["flags"].as_u64().unwrap_or(0);
        let about = &mut answer["interaction"];
        about["response_message_id"] = message["id"].clone();
        about["response_message_loading"] = (flags & LOADING != 0).into();
        about["response_message_ephemeral"] = (flags & EPHEMERAL != 0).into();
        answer["resource"] = json!({ "type": kind, "message": message });
    }
    answer
}
