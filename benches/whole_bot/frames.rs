//! The frames that are sent: those that the tests have of Discord, with other ids and names.

use serde_json::{Value, json};

const APPLICATION: &str = "1200000000000000001";
const GUILD: &str = "1200000000000000010";
const CHANNEL: &str = "1200000000000000020";
/// A slash command, as Discord sends it.
const COMMAND: &str = include_str!("../../tests/frames/lookup-plain.json");
/// A button, as Discord sends it.
const BUTTON: &str = include_str!("../../tests/frames/press-button.json");
/// A server, as Discord tells of it.
const GUILD_CREATE: &str = include_str!("../../tests/frames/guild-create-plain.json");
/// As long as the tokens that Discord gives.
const TOKEN_LENGTH: usize = 200;
/// Ids of one kind begin at a multiple of this.
const IDS_OF_A_KIND: u64 = 1_000_000_000_000_000;
const PLACE_OF_ID: &str = "7777777777777777777";
const PLACE_OF_TOKEN: &str = "@token@";
const PLACE_OF_SEQUENCE: &str = "8888888888";

/// What is asked of a bot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `/issue arctic`
    Issue,
    /// A button that turns the page.
    Turn,
    /// A letter typed into `/issue`.
    Suggest,
    /// `/ask`, with another question each time.
    Ask,
}

impl Kind {
    pub(crate) const ALL: [Self; 4] = [Self::Issue, Self::Turn, Self::Suggest, Self::Ask];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Issue => "/issue",
            Self::Turn => "page turned",
            Self::Suggest => "autocomplete",
            Self::Ask => "/ask",
        }
    }

    /// The id of the interaction with this number, by which its kind is known again.
    pub(crate) fn id(self, number: u64) -> u64 {
        (1_300 + self as u64) * IDS_OF_A_KIND + number
    }
}

/// Of which kind the interaction with this id is.
pub(crate) fn kind_of(id: u64) -> Option<Kind> {
    Kind::ALL
        .into_iter()
        .find(|kind| id / IDS_OF_A_KIND == 1_300 + *kind as u64)
}

/// The interaction that a token belongs to.
pub(crate) fn id_of(token: &str) -> u64 {
    let digits = token.split('-').next();
    digits.and_then(|id| id.parse().ok()).unwrap_or_default()
}

fn token(id: u64) -> String {
    format!("{id}-{:x<width$}", "", width = TOKEN_LENGTH - 20)
}

/// Frames that lack only their ids.
pub(crate) struct Frames {
    issue: Template,
    turn: Template,
    suggest: Template,
    ask: Template,
    strangers: Template,
}

/// A frame in pieces, between which the id, the token and the sequence number stand.
struct Template(String);

impl Template {
    fn of(mut frame: Value) -> Self {
        frame["d"]["id"] = json!(PLACE_OF_ID);
        Self(in_discords_order(&frame, PLACE_OF_SEQUENCE))
    }

    fn fill(&self, id: u64, sequence: u64) -> String {
        self.0
            .replace(PLACE_OF_ID, &id.to_string())
            .replace(PLACE_OF_SEQUENCE, &sequence.to_string())
    }
}

/// The event's name first and its data last.
fn in_discords_order(frame: &Value, sequence: &str) -> String {
    let (name, data) = (&frame["t"], &frame["d"]);
    format!(r#"{{"t":{name},"s":{sequence},"op":0,"d":{data}}}"#)
}

/// Asked in turn, so that no answer is ready.
const QUESTIONS: [&str; 8] = [
    "who is propping up maduro?",
    "what does china want in the arctic",
    "do russia and china agree on north korea?",
    "what happened in syria in 2025",
    "is beijing selling arms to iran",
    "who opposes the us in africa",
    "how close are serbia and china",
    "what is the shanghai cooperation organisation",
];

impl Frames {
    pub(crate) fn read() -> Self {
        let command: Value = serde_json::from_str(COMMAND).expect("a frame of the tests");
        let button: Value = serde_json::from_str(BUTTON).expect("a frame of the tests");
        Self {
            issue: interaction(&command, 2, "issue", &option("name", "arctic")),
            suggest: interaction(&command, 4, "issue", &typed("name", "arc")),
            ask: interaction(&command, 2, "ask", &option("question", "@question@")),
            turn: turn(button),
            strangers: Template::of(message(json!({
                "author": user("1200000000000000031", "ivo"),
                "content": "",
            }))),
        }
    }

    /// A frame of this kind.
    pub(crate) fn interaction(&self, kind: Kind, id: u64, sequence: u64) -> String {
        let template = match kind {
            Kind::Issue => &self.issue,
            Kind::Turn => &self.turn,
            Kind::Suggest => &self.suggest,
            Kind::Ask => &self.ask,
        };
        let frame = template.fill(id, sequence);
        let frame = frame.replace(PLACE_OF_TOKEN, &token(id));
        if kind == Kind::Ask {
            let turn = usize::try_from(id).unwrap_or_default() % QUESTIONS.len();
            return frame.replace("@question@", QUESTIONS[turn]);
        }
        frame
    }

    pub(crate) fn strangers_message(&self, id: u64, sequence: u64) -> String {
        self.strangers.fill(id, sequence)
    }
}

fn interaction(command: &Value, kind: u8, name: &str, options: &Value) -> Template {
    let mut frame = command.clone();
    frame["d"]["type"] = json!(kind);
    frame["d"]["token"] = json!(PLACE_OF_TOKEN);
    frame["d"]["data"] =
        json!({ "id": "1300000000000000060", "name": name, "type": 1, "options": options });
    Template::of(frame)
}

fn option(name: &str, value: &str) -> Value {
    json!([{ "name": name, "type": 3, "value": value }])
}

fn typed(name: &str, value: &str) -> Value {
    json!([{ "name": name, "type": 3, "value": value, "focused": true }])
}

fn turn(mut button: Value) -> Template {
    button["d"]["token"] = json!(PLACE_OF_TOKEN);
    button["d"]["data"] =
        json!({ "component_type": 2, "custom_id": "1/topic/arctic/china/0", "id": 3 });
    Template::of(button)
}

fn user(id: &str, name: &str) -> Value {
    json!({
        "id": id, "username": name, "global_name": name, "discriminator": "0", "avatar": null, "bot": false,
        "public_flags": 0, "flags": 0, "banner": null, "accent_color": null, "avatar_decoration_data": null,
        "collectibles": null, "primary_guild": null,
    })
}

/// A message of the channel; `own` replaces what is given here.
fn message(own: Value) -> Value {
    let mut data = json!({
        "id": "1", "channel_id": CHANNEL, "guild_id": GUILD, "type": 0, "content": "", "mentions": [], "mention_roles": [],
        "mention_everyone": false, "attachments": [], "embeds": [], "components": [], "pinned": false, "tts": false,
        "timestamp": "2026-11-28T09:00:00.000000+00:00", "edited_timestamp": null, "flags": 0,
        "member": {
            "roles": [], "joined_at": "2025-01-01T00:00:00.000000+00:00", "deaf": false, "mute": false, "flags": 0,
            "nick": null, "avatar": null, "banner": null, "premium_since": null, "pending": false,
            "communication_disabled_until": null,
        },
    });
    if let (Value::Object(data), Value::Object(own)) = (&mut data, own) {
        data.extend(own);
    }
    json!({ "op": 0, "t": "MESSAGE_CREATE", "s": 1, "d": data })
}

/// The bot's own answer as an event.
pub(crate) struct Echo(Template);

impl Echo {
    /// Of the callback with which a command was answered.
    pub(crate) fn of_callback(body: &[u8]) -> Option<Self> {
        let callback: Value = serde_json::from_slice(body).ok()?;
        let data = &callback["data"];
        let mut author = own_user();
        author["bot"] = json!(true);
        let mut own = json!({
            "author": author, "application_id": APPLICATION, "webhook_id": APPLICATION, "type": 20,
            "interaction_metadata": {
                "id": "1300000000000000050", "type": 2, "user": user("1200000000000000030", "mara"),
                "authorizing_integration_owners": { "0": GUILD },
            },
        });
        for part in ["content", "embeds", "components", "flags"] {
            if !data[part].is_null() {
                own[part] = data[part].clone();
            }
        }
        Some(Self(Template::of(message(own))))
    }

    pub(crate) fn frame(&self, id: u64, sequence: u64) -> String {
        self.0.fill(id, sequence)
    }
}

/// The bot, as Discord tells it who it is.
pub(crate) fn own_user() -> Value {
    let mut own = user(APPLICATION, "Attache");
    own["bot"] = json!(true);
    own["verified"] = json!(true);
    own["mfa_enabled"] = json!(false);
    own["email"] = json!(null);
    own
}

/// The first event of a session.
pub(crate) fn ready(port: u16) -> String {
    let frame = json!({ "op": 0, "t": "READY", "s": 1, "d": {
        "v": 10, "user": own_user(), "guilds": [{ "id": GUILD, "unavailable": true }], "session_id": "session",
        "session_type": "normal", "resume_gateway_url": format!("ws://127.0.0.1:{port}"), "shard": [0, 1],
        "application": { "id": APPLICATION, "flags": 0 }, "private_channels": [], "presences": [], "user_settings": {},
        "relationships": [], "geo_ordered_rtc_regions": [],
    }});
    in_discords_order(&frame, "1")
}

/// The one server that the bot is on.
pub(crate) fn guild(sequence: u64) -> String {
    let frame: Value = serde_json::from_str(GUILD_CREATE).expect("a frame of the tests");
    in_discords_order(&frame, &sequence.to_string())
}
