//! What people see: the bot's messages, and what can be pressed on them.

use serde_json::Value;

/// Discord's types of components: <https://discord.com/developers/docs/components/reference#component-object-component-types>
pub(super) const BUTTON: u64 = 2;
pub(super) const STRING_SELECT: u64 = 3;
/// The flag of a message that only one person sees.
const ONLY_YOU: u64 = 1 << 6;

/// What somebody sees after they did something.
#[derive(Debug)]
pub(crate) enum Seen {
    Message(Message),
    Form { reference: String, modal: Value },
    Choices(Vec<Value>),
    Failed(String),
}

/// A message of the bot's, as it stands in the channel.
#[derive(Clone, Debug)]
pub(crate) struct Message(pub(crate) Value);

/// Something on a message that can be pressed; a menu once for each of its values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Knob {
    pub(crate) custom_id: String,
    pub(crate) value: Option<String>,
    pub(crate) label: String,
}

impl Seen {
    pub(crate) fn message(self) -> Message {
        match self {
            Self::Message(message) => message,
            other => panic!("no message: {other:?}"),
        }
    }
}

impl Message {
    fn embed(&self, part: &str) -> &str {
        self.0["embeds"][0]
            .pointer(part)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    pub(crate) fn title(&self) -> &str {
        self.embed("/title")
    }

    pub(crate) fn description(&self) -> &str {
        self.embed("/description")
    }

    /// Title and text, as a reader takes them in.
    pub(crate) fn whole(&self) -> String {
        format!("{}. {}", self.title(), self.description())
    }

    pub(crate) fn footer(&self) -> &str {
        self.embed("/footer/text")
    }

    /// Whether only whoever asked sees it.
    pub(crate) fn is_private(&self) -> bool {
        self.0["flags"].as_u64().unwrap_or_default() & ONLY_YOU != 0
    }

    /// Everything that can be pressed.
    pub(crate) fn knobs(&self) -> Vec<Knob> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut knobs = Vec::new();
        for component in self
            .components()
            .filter(|component| component["disabled"] != true)
        {
            let custom_id = text(&component["custom_id"]);
            if component["type"] == BUTTON {
                let label = text(&component["label"]);
                knobs.push(Knob {
                    custom_id,
                    value: None,
                    label,
                });
                continue;
            }
            for option in component["options"].as_array().into_iter().flatten() {
                let (value, label) = (Some(text(&option["value"])), text(&option["label"]));
                knobs.push(Knob {
                    custom_id: custom_id.clone(),
                    value,
                    label,
                });
            }
        }
        knobs
    }

    pub(crate) fn knob(&self, label: &str) -> Knob {
        let knob = self.knobs().into_iter().find(|knob| knob.label == label);
        knob.unwrap_or_else(|| panic!("nothing says {label:?} on {:#}", self.0))
    }

    pub(crate) fn labels(&self) -> Vec<String> {
        self.knobs().into_iter().map(|knob| knob.label).collect()
    }

    /// Buttons and menus, switched off or not.
    pub(crate) fn components(&self) -> impl Iterator<Item = &Value> {
        let rows = self.0["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }

    /// Whether Discord would have notified anybody.
    pub(crate) fn pings(&self) -> bool {
        let calls = |kind: &str| self.0[kind].as_array().is_some_and(|all| !all.is_empty());
        self.0["mention_everyone"] == true || calls("mentions") || calls("mention_roles")
    }
}
