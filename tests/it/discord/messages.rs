//! Messages: their lengths, their counts, and that nobody is pinged who should not be.

use serde_json::Value;

use super::{
    faults::{Faults, numbered},
    layouts::{all_below, is_layout},
};

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
        let shown: &[&str] = if is_layout(message) {
            &["components"]
        } else {
            &["content", "embeds", "attachments"]
        };
        if shown.iter().all(|part| is_empty(part)) {
            self.say(place, "is an empty message");
        }
        self.components(&format!("{place}/components"), message);
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

    /// Nobody is pinged, but for the one role or user that an alert is for, and the one learner whom a question is for. An
    /// alert has its own buttons, a question is what nobody but the one it calls can answer.
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
        let users = usize::from(is_alert(message) || calls_its_owner(message));
        let is_more_than_one = count("roles") + count("users") > 1;
        let pings = count("parse") > 0 || count("users") > users || count("roles") > roles;
        let pings = pings || is_more_than_one;
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
}

/// Whether a message has a button of an alert and its text begins with the role or the user that it notifies.
fn is_alert(message: &Value) -> bool {
    let notified = |kind: &str| {
        message["allowed_mentions"][kind][0]
            .as_str()
            .unwrap_or_default()
    };
    let (role, user) = (notified("roles"), notified("users"));
    let text = message["content"].as_str().unwrap_or_default();
    let names_them = [format!("<@&{role}> "), format!("<@{user}> ")];
    names_them.iter().any(|name| text.starts_with(name))
        && buttons(message).any(|custom_id| custom_id.contains("/alert/"))
}

/// What a message's buttons and menus carry.
fn buttons(message: &Value) -> impl Iterator<Item = &str> {
    let all = all_below(message).into_iter();
    all.filter_map(|one| one["custom_id"].as_str())
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
