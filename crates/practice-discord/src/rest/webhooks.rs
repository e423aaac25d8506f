//! `/webhooks/{application}/{token}`: what follows the first answer, for fifteen minutes.

use super::{
    api_call::ApiCall,
    reply::{ApiResult, Reply},
};
use crate::{
    api_error::ApiError,
    ids,
    snowflake::Snowflake,
    validate::{Strictness, check_edit, check_message},
    world::{AllowedMentions, EPHEMERAL, Interaction, LOADING, NewMessage, SETTABLE, World},
};

pub(super) fn answer(world: &mut World, call: &ApiCall, token: &str, rest: &[&str]) -> ApiResult {
    let interaction = world.interactions.answered(token, world.real_now)?.clone();
    let channel = interaction.channel;
    match (call.method.as_str(), rest) {
        ("POST", []) => follow_up(world, call, &interaction),
        ("GET", ["messages", name]) => {
            let id = own_message(world, &interaction, name)?;
            Reply::ok(world.channel(channel)?.message(id)?.json.clone())
        }
        ("PATCH", ["messages", name]) => {
            let id = own_message(world, &interaction, name)?;
            let before = &world.channel(channel)?.message(id)?.json;
            check_edit("", before, &call.body, call.files.len())?;
            Reply::ok(world.edit(channel, id, &call.body, &call.files)?)
        }
        ("DELETE", ["messages", name]) => {
            let id = own_message(world, &interaction, name)?;
            world.delete(channel, id)?;
            Ok(Reply::NOTHING)
        }
        _ => Err(ApiError::NO_SUCH_ROUTE),
    }
}

/// A message of this interaction, by id or as `@original`.
fn own_message(
    world: &World,
    interaction: &Interaction,
    name: &str,
) -> Result<Snowflake, ApiError> {
    if name == "@original" {
        return interaction.original.ok_or(ApiError::UNKNOWN_MESSAGE);
    }
    let id = name.parse().map_err(|_| ApiError::UNKNOWN_MESSAGE)?;
    let message = world.channel(interaction.channel)?.message(id)?;
    let is_own = message.response_to == Some(interaction.id) || interaction.original == Some(id);
    if is_own {
        Ok(id)
    } else {
        Err(ApiError::UNKNOWN_MESSAGE)
    }
}

/// The first message after "is thinking…" replaces it, for whoever saw that; further ones are new.
fn follow_up(world: &mut World, call: &ApiCall, interaction: &Interaction) -> ApiResult {
    let body = &call.body;
    check_message("", body, call.files.len(), Strictness::New)?;
    let original = interaction.original.and_then(|id| {
        let message = world.channel(interaction.channel).ok()?.message(id).ok()?;
        (message.json["flags"].as_u64()? & LOADING != 0).then_some(id)
    });
    if let Some(original) = original {
        return Reply::ok(world.edit(interaction.channel, original, body, &call.files)?);
    }
    let flags = body["flags"].as_u64().unwrap_or(0) & (EPHEMERAL | SETTABLE);
    let mut extra = interaction.response_fields();
    extra.remove("interaction");
    if let (Some(metadata), Some(original)) =
        (extra.get_mut("interaction_metadata"), interaction.original)
    {
        metadata["original_response_message_id"] = original.to_string().into();
    }
    let reply_to = interaction.original.filter(|id| {
        world
            .channel(interaction.channel)
            .is_ok_and(|channel| channel.message(*id).is_ok())
    });
    let message = world.post(NewMessage {
        channel: interaction.channel,
        author: ids::BOT,
        body,
        files: &call.files,
        kind: if reply_to.is_some() { 19 } else { 0 },
        flags,
        ephemeral_for: (flags & EPHEMERAL != 0).then_some(interaction.asker.person),
        reply_to,
        response_to: Some(interaction.id),
        allowed: AllowedMentions::read(&body["allowed_mentions"], AllowedMentions::users_only()),
        extra,
    })?;
    Reply::ok(message)
}
