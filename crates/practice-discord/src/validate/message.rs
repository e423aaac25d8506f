//! The body of a message: text, embeds, components, `allowed_mentions`, nonce.
//!
//! <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>

use serde_json::Value;

use super::{Faults, at, components::check_rows};
use crate::Refusal;

const CONTENT: usize = 2_000;
const EMBEDS: usize = 10;
const EMBED_TITLE: usize = 256;
const EMBED_DESCRIPTION: usize = 4_096;
const EMBED_FIELDS: usize = 25;
const EMBED_FIELD_NAME: usize = 256;
const EMBED_FIELD_VALUE: usize = 1_024;
const EMBED_FOOTER: usize = 2_048;
const EMBED_AUTHOR: usize = 256;
/// Over all embeds of one message.
const EMBEDS_TOGETHER: usize = 6_000;
const COLOR: u64 = 0xff_ff_ff;
const NONCE: usize = 25;
const WEB: [&str; 2] = ["http", "https"];
const WEB_OR_FILE: [&str; 3] = ["http", "https", "attachment"];

/// Whether a message may lack everything that makes one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strictness {
    /// A new message: it must say something.
    New,
    /// A change: what it does not name stays.
    Change,
}

/// Checks a message's body, whose faults are reported below `place`.
pub(crate) fn check_message(
    place: &str,
    body: &Value,
    files: usize,
    strictness: Strictness,
) -> Result<(), Refusal> {
    let mut faults = Faults::default();
    faults.text(place, body, "content", CONTENT);
    let embeds = faults.list(place, body, "embeds", 0..=EMBEDS);
    let mut together = 0;
    for (n, embed) in embeds.iter().enumerate() {
        together += check_embed(&mut faults, &at(place, format!("embeds.{n}")), embed);
    }
    if together > EMBEDS_TOGETHER {
        let message = "Embed size exceeds maximum size of 6000";
        faults.add(&at(place, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", message);
    }
    check_rows(&mut faults, place, body);
    check_allowed_mentions(
        &mut faults,
        &at(place, "allowed_mentions"),
        &body["allowed_mentions"],
    );
    match &body["nonce"] {
        Value::Number(_) => {}
        nonce => {
            faults.bounded(&at(place, "nonce"), nonce, 0..=NONCE, false);
        }
    }
    faults.verdict()?;
    let says_nothing = body["content"]
        .as_str()
        .is_none_or(|text| text.trim().is_empty());
    if strictness == Strictness::New && says_nothing && embeds.is_empty() && files == 0 {
        return Err(Refusal::EMPTY_MESSAGE);
    }
    Ok(())
}

/// Checks one embed, and returns how much it counts towards the message's 6,000.
fn check_embed(faults: &mut Faults, place: &str, embed: &Value) -> usize {
    let mut counted = faults.text(place, embed, "title", EMBED_TITLE);
    counted += faults.text(place, embed, "description", EMBED_DESCRIPTION);
    let (footer, author) = (&embed["footer"], &embed["author"]);
    if !footer.is_null() {
        counted += faults.needed(&at(place, "footer"), footer, "text", EMBED_FOOTER);
    }
    if !author.is_null() {
        counted += faults.needed(&at(place, "author"), author, "name", EMBED_AUTHOR);
    }
    for (n, field) in faults
        .list(place, embed, "fields", 0..=EMBED_FIELDS)
        .iter()
        .enumerate()
    {
        let place = at(place, format!("fields.{n}"));
        counted += check_field_text(faults, &place, field, "name", EMBED_FIELD_NAME);
        counted += check_field_text(faults, &place, field, "value", EMBED_FIELD_VALUE);
    }
    faults.url(place, embed, "url", &WEB);
    faults.url(&at(place, "author"), author, "url", &WEB);
    faults.url(&at(place, "author"), author, "icon_url", &WEB_OR_FILE);
    faults.url(&at(place, "footer"), footer, "icon_url", &WEB_OR_FILE);
    faults.url(&at(place, "image"), &embed["image"], "url", &WEB_OR_FILE);
    faults.url(
        &at(place, "thumbnail"),
        &embed["thumbnail"],
        "url",
        &WEB_OR_FILE,
    );
    if embed["color"].as_u64().is_some_and(|color| color > COLOR) {
        let message = "int value should be less than or equal to 16777215.";
        faults.add(&at(place, "color"), "NUMBER_TYPE_MAX", message);
    }
    let timestamp = embed["timestamp"].as_str();
    if timestamp.is_some_and(|text| text.parse::<jiff::Timestamp>().is_err()) {
        let message = "Could not parse the timestamp. Should be ISO8601.";
        faults.add(&at(place, "timestamp"), "DATE_TIME_TYPE_PARSE", message);
    }
    if counted == 0 && embed["image"].is_null() && embed["thumbnail"].is_null() {
        faults.required(&at(place, "description"));
    }
    counted
}

/// A field's text must be there and not be blank: Discord calls both "required".
fn check_field_text(
    faults: &mut Faults,
    place: &str,
    field: &Value,
    key: &str,
    max: usize,
) -> usize {
    if field[key]
        .as_str()
        .is_some_and(|text| text.trim().is_empty())
    {
        faults.required(&at(place, key));
        return 0;
    }
    faults.needed(place, field, key, max)
}

fn check_allowed_mentions(faults: &mut Faults, place: &str, allowed: &Value) {
    for (n, what) in faults
        .list(place, allowed, "parse", 0..=3)
        .iter()
        .enumerate()
    {
        let exclusive = what
            .as_str()
            .filter(|what| matches!(*what, "users" | "roles"));
        if !matches!(what.as_str(), Some("users" | "roles" | "everyone")) {
            let message = "Value must be one of ('everyone', 'users', 'roles').";
            faults.add(
                &at(place, format!("parse.{n}")),
                "BASE_TYPE_CHOICES",
                message,
            );
        } else if let Some(what) = exclusive
            && allowed[what].as_array().is_some_and(|ids| !ids.is_empty())
        {
            let message =
                format!("parse:[\"{what}\"] and {what}: [ids...] are mutually exclusive.");
            faults.add(place, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message);
        }
    }
    faults.list(place, allowed, "users", 0..=100);
    faults.list(place, allowed, "roles", 0..=100);
}
