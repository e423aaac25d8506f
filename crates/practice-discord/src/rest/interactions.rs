//! `POST /interactions/{id}/{token}/callback`: the first answer to an interaction.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Answer, Call, Reply};
use crate::{
    Refusal, Snowflake, ids,
    validate::{Faults, Strictness, check_choices, check_message, check_modal},
    world::{Allowed, Draft, Interaction, LOADING, ONLY_YOU, World, kind},
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

pub(super) fn callback(world: &mut World, call: &Call, id: Snowflake, token: &str) -> Answer {
    let interaction = world
        .interactions
        .waiting(id, token, world.unmoved_now)?
        .clone();
    let (kind, data) = (call.body["type"].as_u64(), &call.body["data"]);
    let kind = fitting(&interaction, kind)?;
    let message = match kind {
        response::MESSAGE => {
            check_message("data", data, call.files.len(), Strictness::New)?;
            Some(post(world, &interaction, call, 0)?)
        }
        response::MESSAGE_LATER => Some(post(world, &interaction, call, LOADING)?),
        response::UPDATE => {
            check_message("data", data, call.files.len(), Strictness::Change)?;
            let source = interaction.source.ok_or(Refusal::UNKNOWN_MESSAGE)?;
            Some(world.edit(interaction.channel, source, data, &call.files)?)
        }
        response::CHOICES => {
            check_choices("data", data)?;
            let choices = in_the_language_of(&interaction, &data["choices"]);
            let asker = &interaction.asker;
            let frame = json!({ "t": "choices", "ref": asker.reference, "choices": choices });
            world.tell_page(asker.page, frame);
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
    world.interactions.settle(id, original);
    if !matches!(kind, response::CHOICES | response::MODAL) {
        world.acknowledge(&interaction.asker);
    }
    if call.parameter("with_response") == Some("true") {
        return Reply::ok(resource(&interaction, kind, message));
    }
    Ok(Reply {
        status: StatusCode::NO_CONTENT,
        body: Value::Null,
    })
}

/// The type of answer, if this interaction can be answered so.
fn fitting(interaction: &Interaction, given: Option<u64>) -> Result<u64, Refusal> {
    use response::{CHOICES, MESSAGE, MESSAGE_LATER, MODAL, PONG, UPDATE, UPDATE_LATER};
    let allowed: &[u64] = match (interaction.kind, interaction.source) {
        (kind::AUTOCOMPLETE, _) => &[PONG, CHOICES],
        (kind::COMPONENT, _) => &[PONG, MESSAGE, MESSAGE_LATER, UPDATE_LATER, UPDATE, MODAL],
        (kind::MODAL, Some(_)) => &[PONG, MESSAGE, MESSAGE_LATER, UPDATE_LATER, UPDATE],
        (kind::MODAL, None) => &[PONG, MESSAGE, MESSAGE_LATER],
        _ => &[PONG, MESSAGE, MESSAGE_LATER, MODAL],
    };
    given.filter(|kind| allowed.contains(kind)).ok_or_else(|| {
        let mut faults = Faults::default();
        faults.one_of("type", allowed);
        faults
            .verdict()
            .err()
            .unwrap_or(Refusal::UNKNOWN_INTERACTION)
    })
}

/// Writes the message that answers, or the one that says "is thinking…".
fn post(
    world: &mut World,
    interaction: &Interaction,
    call: &Call,
    flags: u64,
) -> Result<Value, Refusal> {
    let data = &call.body["data"];
    let asked = data["flags"].as_u64().unwrap_or(0) & ONLY_YOU;
    let loading = flags & LOADING != 0;
    let nothing = Value::Null;
    world.post(Draft {
        channel: interaction.channel,
        author: ids::BOT,
        body: if loading { &nothing } else { data },
        files: if loading { &[] } else { &call.files },
        kind: interaction.message_kind(),
        flags: flags | asked,
        only_for: (asked != 0).then_some(interaction.asker.person.id),
        reply_to: interaction
            .source
            .filter(|_| interaction.message_kind() == 19),
        answers: Some(interaction.id),
        allowed: Allowed::read(&data["allowed_mentions"], Allowed::users_only()),
        besides: interaction.marks(),
    })
}

/// The choices with their names in the asker's language, where the bot has given one.
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

/// What `with_response=true` asks for.
fn resource(interaction: &Interaction, kind: u64, message: Option<Value>) -> Value {
    let mut answer = json!({ "interaction": { "id": interaction.id, "type": interaction.kind } });
    if let Some(message) = message {
        let flags = message["flags"].as_u64().unwrap_or(0);
        let about = &mut answer["interaction"];
        about["response_message_id"] = message["id"].clone();
        about["response_message_loading"] = (flags & LOADING != 0).into();
        about["response_message_ephemeral"] = (flags & ONLY_YOU != 0).into();
        answer["resource"] = json!({ "type": kind, "message": message });
    }
    answer
}
