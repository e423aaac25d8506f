//! The body of a message: text, embeds, components, `allowed_mentions`, nonce.
//!
//! <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>

use serde_json::Value;

use super::{FormErrors, at, components::check_rows, layout::check_layout};
use crate::{api_error::ApiError, world::COMPONENTS_V2};

const CONTENT: usize = 2_000;
const EMBEDS: usize = 10;
const EMBED_TITLE: usize = 256;
const EMBED_DESCRIPTION: usize = 4_096;
const EMBED_FIELDS: usize = 25;
const EMBED_FIELD_NAME: usize = 256;
const EMBED_FIELD_VALUE: usize = 1_024;
const EMBED_FOOTER: usize = 2_048;
const EMBED_AUTHOR: usize = 256;
/// Code points over all embeds of one message.
const EMBEDS_TOTAL: usize = 6_000;
const COLOR: u64 = 0xff_ff_ff;
const NONCE: usize = 25;
const WEB: [&str; 2] = ["http", "https"];
const WEB_OR_FILE: [&str; 3] = ["http", "https", "attachment"];

/// Whether a message may be empty.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// New: it must have text, an embed or a file.
    New,
    /// Edited: what it does not hold stays.
    Change,
}

/// Checks a message's body, whose errors are reported below `path`.
pub(crate) fn check_message(
    path: &str,
    body: &Value,
    files: usize,
    strictness: Strictness,
) -> Result<(), ApiError> {
    let flags = body["flags"].as_u64().unwrap_or(0);
    check(path, body, files, strictness, flags & COMPONENTS_V2 != 0)
}

/// Checks what is to be changed of the message `before`. One that consists of components alone stays so.
pub(crate) fn check_edit(
    path: &str,
    before: &Value,
    body: &Value,
    files: usize,
) -> Result<(), ApiError> {
    let flags = [before, body].map(|one| one["flags"].as_u64().unwrap_or(0));
    let is_layout = (flags[0] | flags[1]) & COMPONENTS_V2 != 0;
    check(path, body, files, Strictness::Change, is_layout)
}

fn check(
    path: &str,
    body: &Value,
    files: usize,
    strictness: Strictness,
    is_layout: bool,
) -> Result<(), ApiError> {
    let mut errors = FormErrors::default();
    errors.optional_text(path, body, "content", CONTENT);
    let embeds = errors.list(path, body, "embeds", 0..=EMBEDS);
    let mut together = 0;
    for (n, embed) in embeds.iter().enumerate() {
        together += check_embed(&mut errors, &at(path, format!("embeds.{n}")), embed);
    }
    if together > EMBEDS_TOTAL {
        let message = "Embed size exceeds maximum size of 6000";
        errors.add(&at(path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", message);
    }
    if is_layout {
        check_layout(&mut errors, path, body);
    } else {
        check_rows(&mut errors, path, body);
    }
    check_allowed_mentions(
        &mut errors,
        &at(path, "allowed_mentions"),
        &body["allowed_mentions"],
    );
    match &body["nonce"] {
        Value::Number(_) => {}
        nonce => {
            errors.bounded(&at(path, "nonce"), nonce, 0..=NONCE, false);
        }
    }
    errors.into_result()?;
    let says_nothing = body["content"]
        .as_str()
        .is_none_or(|text| text.trim().is_empty());
    let is_empty = if is_layout {
        body["components"].as_array().is_none_or(Vec::is_empty)
    } else {
        says_nothing && embeds.is_empty() && files == 0
    };
    if strictness == Strictness::New && is_empty {
        return Err(ApiError::EMPTY_MESSAGE);
    }
    Ok(())
}

/// Checks one embed, and returns how much it counts towards the message's 6,000.
fn check_embed(errors: &mut FormErrors, path: &str, embed: &Value) -> usize {
    let mut counted = errors.optional_text(path, embed, "title", EMBED_TITLE);
    counted += errors.optional_text(path, embed, "description", EMBED_DESCRIPTION);
    let (footer, author) = (&embed["footer"], &embed["author"]);
    if !footer.is_null() {
        counted += errors.required_text(&at(path, "footer"), footer, "text", EMBED_FOOTER);
    }
    if !author.is_null() {
        counted += errors.required_text(&at(path, "author"), author, "name", EMBED_AUTHOR);
    }
    for (n, field) in errors
        .list(path, embed, "fields", 0..=EMBED_FIELDS)
        .iter()
        .enumerate()
    {
        let path = at(path, format!("fields.{n}"));
        counted += check_field_text(errors, &path, field, "name", EMBED_FIELD_NAME);
        counted += check_field_text(errors, &path, field, "value", EMBED_FIELD_VALUE);
    }
    errors.url(path, embed, "url", &WEB);
    errors.url(&at(path, "author"), author, "url", &WEB);
    errors.url(&at(path, "author"), author, "icon_url", &WEB_OR_FILE);
    errors.url(&at(path, "footer"), footer, "icon_url", &WEB_OR_FILE);
    errors.url(&at(path, "image"), &embed["image"], "url", &WEB_OR_FILE);
    errors.url(
        &at(path, "thumbnail"),
        &embed["thumbnail"],
        "url",
        &WEB_OR_FILE,
    );
    if embed["color"].as_u64().is_some_and(|color| color > COLOR) {
        let message = "int value should be less than or equal to 16777215.";
        errors.add(&at(path, "color"), "NUMBER_TYPE_MAX", message);
    }
    let timestamp = embed["timestamp"].as_str();
    if timestamp.is_some_and(|text| text.parse::<jiff::Timestamp>().is_err()) {
        let message = "Could not parse the timestamp. Should be ISO8601.";
        errors.add(&at(path, "timestamp"), "DATE_TIME_TYPE_PARSE", message);
    }
    if counted == 0 && embed["image"].is_null() && embed["thumbnail"].is_null() {
        errors.required(&at(path, "description"));
    }
    counted
}

/// A field's text must be there and not be blank: Discord calls both "required".
fn check_field_text(
    errors: &mut FormErrors,
    path: &str,
    field: &Value,
    key: &str,
    max: usize,
) -> usize {
    if field[key]
        .as_str()
        .is_some_and(|text| text.trim().is_empty())
    {
        errors.required(&at(path, key));
        return 0;
    }
    errors.required_text(path, field, key, max)
}

fn check_allowed_mentions(errors: &mut FormErrors, path: &str, allowed: &Value) {
    for (n, what) in errors
        .list(path, allowed, "parse", 0..=3)
        .iter()
        .enumerate()
    {
        let exclusive = what
            .as_str()
            .filter(|what| matches!(*what, "users" | "roles"));
        if !matches!(what.as_str(), Some("users" | "roles" | "everyone")) {
            let message = "Value must be one of ('everyone', 'users', 'roles').";
            errors.add(
                &at(path, format!("parse.{n}")),
                "BASE_TYPE_CHOICES",
                message,
            );
        } else if let Some(what) = exclusive
            && allowed[what].as_array().is_some_and(|ids| !ids.is_empty())
        {
            let message =
                format!("parse:[\"{what}\"] and {what}: [ids...] are mutually exclusive.");
            errors.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
    errors.list(path, allowed, "users", 0..=100);
    errors.list(path, allowed, "roles", 0..=100);
}
