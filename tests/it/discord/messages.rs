//! Messages and forms: their lengths, their counts, and that nobody is pinged who should not be.

use std::collections::HashSet;

use serde_json::Value;

use super::faults::{Faults, numbered};

impl Faults {
    /// <https://discord.com/developers/docs/resources/message#create-message>
    pub(super) fn message(&mut self, place: &str, message: &Value) {
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

    /// Every message that the bot posts can be sent twice and is posted once.
    /// <https://discord.com/developers/docs/resources/message#create-message>
    pub(super) fn nonce(&mut self, message: &Value) {
        let length = message["nonce"]
            .as_str()
            .map_or(0, |nonce| nonce.chars().count());
        if !(1..=25).contains(&length) || message["enforce_nonce"] != true {
            self.say(
                "/nonce",
                "does not keep the message from being posted twice",
            );
        }
    }

    /// Nobody is pinged, but for the one role that an alert is for, and the one learner whom a question is for. An alert
    /// has its own buttons, a question is what nobody but the one it calls can answer.
    fn pings_as_promised(&mut self, place: &str, message: &Value) {
        let allowed = &message["allowed_mentions"];
        let count = |kind: &str| allowed[kind].as_array().map_or(0, Vec::len);
        if !allowed["parse"].is_array() {
            self.say(
                place,
                "is not set, so that Discord would ping whom it finds",
            );
        }
        let roles = usize::from(is_alert(message));
        let users = usize::from(calls_its_owner(message));
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

    /// <https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal>
    pub(super) fn modal(&mut self, place: &str, modal: &Value) {
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
}

/// Whether a message has a button of an alert and its text begins with the role that it notifies.
fn is_alert(message: &Value) -> bool {
    let role = &message["allowed_mentions"]["roles"][0];
    let role = role.as_str().unwrap_or_default();
    let text = message["content"].as_str().unwrap_or_default();
    text.starts_with(&format!("<@&{role}> "))
        && buttons(message).any(|custom_id| custom_id.contains("/alert/"))
}

/// What a message's buttons and menus carry.
fn buttons(message: &Value) -> impl Iterator<Item = &str> {
    let rows = message["components"].as_array().into_iter().flatten();
    let all = rows.flat_map(|row| row["components"].as_array().into_iter().flatten());
    all.map(|one| one["custom_id"].as_str().unwrap_or_default())
}

/// Whether all that a message says beside its embeds is the name of the learner whose its buttons are.
fn calls_its_owner(message: &Value) -> bool {
    let user = &message["allowed_mentions"]["users"][0];
    let Some(id) = user.as_str().and_then(|id| id.parse::<u64>().ok()) else {
        return false;
    };
    let own = format!("1/tour/{id:016x}/");
    message["content"] == format!("<@{id}>")
        && buttons(message).all(|custom_id| custom_id.starts_with(&own))
}
