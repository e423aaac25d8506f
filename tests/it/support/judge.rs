//! Judges what the bot sends: against Discord's own API document, against the limits that Discord has put in writing
//! only, and against our promise to ping nobody.
//!
//! Lengths are counted in characters (Unicode code points). Every fault is a sentence that begins with its place.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jsonschema::{Draft, Validator};
use practice_discord::Request;
use serde_json::{Map, Value, json};

/// Made by `tests/discord/extract.mjs`, which says how.
static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../discord/openapi-subset.json")).expect("a JSON document")
});

/// A validator for each method and path of the document.
static VALIDATORS: LazyLock<HashMap<(String, &str), Validator>> = LazyLock::new(|| {
    let paths = DOCUMENT["requests"].as_object().expect("requests by path");
    let each = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("schemas by method");
        methods.iter().map(move |(method, schema)| {
            // Discord passes over keys that a command does not have, and serenity sends some; in a message such a key
            // is a slip that Discord would swallow in silence.
            let is_strict = !path.starts_with("/applications");
            let (mut schema, mut components) = (schema.clone(), DOCUMENT["components"].clone());
            if is_strict {
                refuse_unknown_keys(&mut schema);
                refuse_unknown_keys(&mut components);
            }
            let whole = json!({ "allOf": [schema], "components": components });
            let validator = jsonschema::options()
                .with_draft(Draft::Draft202012)
                .build(&whole);
            let validator = validator.unwrap_or_else(|error| panic!("{method} {path}: {error}"));
            ((method.to_uppercase(), path.as_str()), validator)
        })
    });
    each.collect()
});

fn refuse_unknown_keys(schema: &mut Value) {
    if let Value::Object(object) = schema {
        if object.get("type") == Some(&json!("object"))
            && object.get("properties").is_some_and(Value::is_object)
        {
            object.entry("additionalProperties").or_insert(json!(false));
        }
        object.values_mut().for_each(refuse_unknown_keys);
    } else if let Value::Array(items) = schema {
        items.iter_mut().for_each(refuse_unknown_keys);
    }
}

/// Everything that is wrong with a request of the bot's. Reading and taking away have no body to judge.
pub(crate) fn faults_of(request: &Request) -> Vec<String> {
    if matches!(request.method.as_str(), "GET" | "DELETE") {
        return Vec::new();
    }
    let mut faults = Faults(Vec::new());
    let path = template(&request.path);
    // The document wants no body there.
    if path == "/channels/{channel_id}/typing" && request.body.is_null() {
        return Vec::new();
    }
    match VALIDATORS.get(&(request.method.clone(), path.as_str())) {
        Some(validator) => {
            let found = validator.iter_errors(&request.body);
            faults
                .0
                .extend(found.map(|error| format!("{}: {error}", error.instance_path())));
        }
        None => faults.say("", "is not a request that the document has"),
    }
    faults.limits(&path, &request.body);
    faults.0
}

/// The path with names in the places of its ids.
fn template(path: &str) -> String {
    let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
    match parts[..] {
        ["interactions", _, _, "callback"] => {
            "/interactions/{interaction_id}/{interaction_token}/callback".to_owned()
        }
        ["applications", _, "commands"] => "/applications/{application_id}/commands".to_owned(),
        ["applications", _, "commands", _] => {
            "/applications/{application_id}/commands/{command_id}".to_owned()
        }
        ["applications", _, "guilds", _, "commands"] => {
            "/applications/{application_id}/guilds/{guild_id}/commands".to_owned()
        }
        ["applications", _, "guilds", _, "commands", _] => {
            "/applications/{application_id}/guilds/{guild_id}/commands/{command_id}".to_owned()
        }
        ["channels", _, "messages"] => "/channels/{channel_id}/messages".to_owned(),
        ["channels", _, "messages", _] => "/channels/{channel_id}/messages/{message_id}".to_owned(),
        ["channels", _] => "/channels/{channel_id}".to_owned(),
        ["channels", _, last @ ("typing" | "threads")] => {
            format!("/channels/{{channel_id}}/{last}")
        }
        ["channels", _, "thread-members", "@me"] => {
            "/channels/{channel_id}/thread-members/@me".to_owned()
        }
        ["channels", _, "thread-members", _] => {
            "/channels/{channel_id}/thread-members/{user_id}".to_owned()
        }
        ["webhooks", _, _] => "/webhooks/{webhook_id}/{webhook_token}".to_owned(),
        ["webhooks", _, _, "messages", "@original"] => {
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original".to_owned()
        }
        ["webhooks", _, _, "messages", _] => {
            "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}".to_owned()
        }
        _ => path.to_owned(),
    }
}

struct Faults(Vec<String>);

impl Faults {
    fn say(&mut self, place: &str, what: &str) {
        self.0.push(format!("{place}: {what}"));
    }

    /// A text that may be left out.
    fn text(&mut self, place: &str, text: &Value, least: usize, most: usize) -> usize {
        let Some(text) = text.as_str() else { return 0 };
        let length = text.chars().count();
        if !(least..=most).contains(&length) {
            self.say(
                place,
                &format!("has {length} characters, not {least} to {most}"),
            );
        }
        length
    }

    fn count(&mut self, place: &str, things: &Value, least: usize, most: usize) {
        let Some(things) = things.as_array() else {
            return;
        };
        if !(least..=most).contains(&things.len()) {
            self.say(
                place,
                &format!("has {} entries, not {least} to {most}", things.len()),
            );
        }
    }

    fn limits(&mut self, path: &str, body: &Value) {
        if path.starts_with("/interactions") {
            match body["type"].as_u64() {
                Some(4 | 7) => self.message("/data", &body["data"]),
                Some(5) => {}
                Some(8) => self.choices("/data/choices", &body["data"]["choices"]),
                Some(9) => self.modal("/data", &body["data"]),
                other => self.say("/type", &format!("{other:?} is no answer of ours")),
            }
        } else if path.starts_with("/applications") {
            self.commands(body);
        } else if path.contains("/messages") || path.starts_with("/webhooks") {
            self.message("", body);
        } else if path.starts_with("/channels") {
            // A thread; the document lets a new name be empty, and Discord does not.
            self.text("/name", &body["name"], 1, 100);
        }
    }

    /// <https://discord.com/developers/docs/resources/message#create-message>
    fn message(&mut self, place: &str, message: &Value) {
        self.text(&format!("{place}/content"), &message["content"], 0, 2_000);
        self.pings_as_promised(&format!("{place}/allowed_mentions"), message);
        self.count(&format!("{place}/embeds"), &message["embeds"], 0, 10);
        let total: usize = numbered(&format!("{place}/embeds"), &message["embeds"])
            .map(|(place, embed)| self.embed(&place, embed))
            .sum();
        if total > 6_000 {
            self.say(
                &format!("{place}/embeds"),
                &format!("have {total} characters, not 6000"),
            );
        }
        let is_empty = |part: &str| {
            message[part].as_array().is_none_or(Vec::is_empty)
                && message[part].as_str().is_none_or(str::is_empty)
        };
        if ["content", "embeds", "attachments"]
            .into_iter()
            .all(is_empty)
        {
            self.say(place, "is an empty message");
        }
        self.rows(&format!("{place}/components"), &message["components"]);
    }

    /// Nobody is pinged, but for the one role that an alert is for, and the one learner whom a question is for. An alert
    /// is what carries a nonce, a question is what nobody but the one it calls can answer.
    fn pings_as_promised(&mut self, place: &str, message: &Value) {
        let allowed = &message["allowed_mentions"];
        let is_alert = message["nonce"].is_string();
        let count = |kind: &str| allowed[kind].as_array().map_or(0, Vec::len);
        if !allowed["parse"].is_array() {
            self.say(
                place,
                "is not set, so that Discord would ping whom it finds",
            );
        }
        let roles = usize::from(is_alert);
        let users = usize::from(is_alert && calls_its_owner(message));
        let pings = count("parse") > 0 || count("users") > users || count("roles") > roles;
        if pings || allowed["replied_user"] == true {
            self.say(place, "lets somebody be pinged");
        }
    }

    /// What counts towards the total of the message.
    /// <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
    fn embed(&mut self, place: &str, embed: &Value) -> usize {
        self.count(&format!("{place}/fields"), &embed["fields"], 0, 25);
        let mut total = 0;
        for (part, text, most) in [
            ("title", &embed["title"], 256),
            ("description", &embed["description"], 4_096),
            ("footer/text", &embed["footer"]["text"], 2_048),
            ("author/name", &embed["author"]["name"], 256),
        ] {
            total += self.text(&format!("{place}/{part}"), text, 1, most);
        }
        for (place, field) in numbered(&format!("{place}/fields"), &embed["fields"]) {
            total += self.text(&format!("{place}/name"), &field["name"], 1, 256);
            total += self.text(&format!("{place}/value"), &field["value"], 1, 1_024);
        }
        if total == 0 {
            self.say(place, "says nothing");
        }
        total
    }

    /// <https://discord.com/developers/docs/components/reference>
    fn rows(&mut self, place: &str, rows: &Value) {
        self.count(place, rows, 0, 5);
        let mut seen = HashSet::new();
        for (place, row) in numbered(place, rows) {
            let place = format!("{place}/components");
            let has_select = numbered(&place, &row["components"]).any(|(_, one)| one["type"] != 2);
            self.count(
                &place,
                &row["components"],
                1,
                if has_select { 1 } else { 5 },
            );
            for (place, component) in numbered(&place, &row["components"]) {
                self.component(&place, component);
                let custom_id = component["custom_id"].as_str();
                if custom_id.is_some_and(|custom_id| !seen.insert(custom_id)) {
                    self.say(
                        &place,
                        &format!("{custom_id:?} stands in this message twice"),
                    );
                }
            }
        }
    }

    fn component(&mut self, place: &str, component: &Value) {
        self.text(
            &format!("{place}/custom_id"),
            &component["custom_id"],
            1,
            100,
        );
        self.text(&format!("{place}/label"), &component["label"], 1, 80);
        self.text(
            &format!("{place}/placeholder"),
            &component["placeholder"],
            0,
            150,
        );
        self.count(&format!("{place}/options"), &component["options"], 1, 25);
        if component["type"] == 2 && component["label"].is_null() && component["emoji"].is_null() {
            self.say(place, "is a button that says nothing");
        }
        let mut seen = HashSet::new();
        for (place, option) in numbered(&format!("{place}/options"), &component["options"]) {
            self.text(&format!("{place}/label"), &option["label"], 1, 100);
            self.text(&format!("{place}/value"), &option["value"], 1, 100);
            self.text(
                &format!("{place}/description"),
                &option["description"],
                1,
                100,
            );
            if !seen.insert(&option["value"]) {
                self.say(&place, "has the value of another option");
            }
        }
    }

    fn choices(&mut self, place: &str, choices: &Value) {
        self.count(place, choices, 0, 25);
        for (place, choice) in numbered(place, choices) {
            self.text(&format!("{place}/name"), &choice["name"], 1, 100);
            self.localized(
                &format!("{place}/name_localizations"),
                &choice["name_localizations"],
                100,
            );
            self.text(&format!("{place}/value"), &choice["value"], 1, 100);
        }
    }

    /// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal>
    fn modal(&mut self, place: &str, modal: &Value) {
        self.text(&format!("{place}/custom_id"), &modal["custom_id"], 1, 100);
        self.text(&format!("{place}/title"), &modal["title"], 1, 45);
        self.count(&format!("{place}/components"), &modal["components"], 1, 5);
        let mut seen = HashSet::new();
        for (place, row) in numbered(&format!("{place}/components"), &modal["components"]) {
            self.count(&format!("{place}/components"), &row["components"], 1, 1);
            for (place, input) in numbered(&format!("{place}/components"), &row["components"]) {
                self.text(&format!("{place}/custom_id"), &input["custom_id"], 1, 100);
                self.text(&format!("{place}/label"), &input["label"], 1, 45);
                self.text(
                    &format!("{place}/placeholder"),
                    &input["placeholder"],
                    0,
                    100,
                );
                self.text(&format!("{place}/value"), &input["value"], 0, 4_000);
                if !seen.insert(&input["custom_id"]) {
                    self.say(&place, "has the custom_id of another input");
                }
            }
        }
    }

    /// <https://discord.com/developers/docs/interactions/application-commands>
    fn commands(&mut self, body: &Value) {
        let list = if body.is_array() {
            body.clone()
        } else {
            json!([body])
        };
        self.count("", &list, 0, 100);
        let mut seen = HashSet::new();
        for (place, command) in numbered("", &list) {
            let kind = command["type"].as_u64().unwrap_or(1);
            if !seen.insert((kind, command["name"].as_str())) {
                self.say(&place, "has the name of another command");
            }
            let least = usize::from(kind == 1);
            self.text(
                &format!("{place}/description"),
                &command["description"],
                least,
                100,
            );
            self.localized(
                &format!("{place}/description_localizations"),
                &command["description_localizations"],
                100,
            );
            self.names(&place, command, kind == 1);
            if kind != 1 && !command["description"].as_str().is_none_or(str::is_empty) {
                self.say(&place, "stands in a menu, which shows no description");
            }
            let total = self.options(&place, command) + longest(command);
            if total > 8_000 {
                self.say(&place, &format!("has {total} characters in all, not 8000"));
            }
        }
    }

    fn options(&mut self, place: &str, owner: &Value) -> usize {
        let place = format!("{place}/options");
        self.count(&place, &owner["options"], 0, 25);
        let (mut total, mut seen, mut was_optional) = (0, HashSet::new(), false);
        for (place, option) in numbered(&place, &owner["options"]) {
            self.names(&place, option, true);
            if option["description"].is_null() {
                self.say(&place, "has no description");
            }
            self.text(
                &format!("{place}/description"),
                &option["description"],
                1,
                100,
            );
            self.localized(
                &format!("{place}/description_localizations"),
                &option["description_localizations"],
                100,
            );
            if !seen.insert(&option["name"]) {
                self.say(&place, "has the name of another option");
            }
            if option["required"] == true && was_optional {
                self.say(&place, "is required and stands behind one that is not");
            }
            was_optional |= option["required"] != true;
            self.choices(&format!("{place}/choices"), &option["choices"]);
            let has_choices = option["choices"]
                .as_array()
                .is_some_and(|choices| !choices.is_empty());
            if option["autocomplete"] == true && has_choices {
                self.say(&place, "has choices and completes itself");
            }
            let choices = numbered("", &option["choices"]);
            total += longest(option) + choices.map(|(_, choice)| longest(choice)).sum::<usize>();
            total += self.options(&place, option);
        }
        total
    }

    fn names(&mut self, place: &str, owner: &Value, is_typed: bool) {
        self.text(&format!("{place}/name"), &owner["name"], 1, 32);
        self.localized(
            &format!("{place}/name_localizations"),
            &owner["name_localizations"],
            32,
        );
        let locals = owner["name_localizations"]
            .as_object()
            .into_iter()
            .flat_map(Map::values);
        for name in std::iter::once(&owner["name"])
            .chain(locals)
            .filter_map(Value::as_str)
        {
            let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'');
            if is_typed && (name.to_lowercase() != name || !name.chars().all(is_plain)) {
                self.say(place, &format!("`{name}` cannot be typed as a name"));
            }
        }
    }

    fn localized(&mut self, place: &str, texts: &Value, most: usize) {
        for (locale, text) in texts.as_object().into_iter().flatten() {
            self.text(&format!("{place}/{locale}"), text, 1, most);
        }
    }
}

/// Name, description and value in whichever language is longest, as Discord counts them towards 8,000.
fn longest(owner: &Value) -> usize {
    let length = |text: &Value| text.as_str().map_or(0, |text| text.chars().count());
    let most = |part: &str| {
        let locals = owner[format!("{part}_localizations")].as_object();
        let locals = locals.into_iter().flat_map(Map::values).map(length);
        locals
            .chain([length(&owner[part])])
            .max()
            .unwrap_or_default()
    };
    most("name") + most("description") + length(&owner["value"])
}

/// The entries of an array, each with its place; none of anything else.
fn numbered<'v>(place: &str, list: &'v Value) -> impl Iterator<Item = (String, &'v Value)> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter()
        .enumerate()
        .map(move |(n, one)| (format!("{place}/{n}"), one))
}

/// Whether all that a message says beside its embeds is the name of the learner whose its buttons are.
fn calls_its_owner(message: &Value) -> bool {
    let user = &message["allowed_mentions"]["users"][0];
    let Some(id) = user.as_str().and_then(|id| id.parse::<u64>().ok()) else {
        return false;
    };
    let own = format!("1/tour/{id:016x}/");
    let rows = message["components"].as_array().into_iter().flatten();
    let mut buttons = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    let is_own = |button: &Value| {
        button["custom_id"]
            .as_str()
            .is_some_and(|custom_id| custom_id.starts_with(&own))
    };
    message["content"] == format!("<@{id}>") && buttons.all(is_own)
}
