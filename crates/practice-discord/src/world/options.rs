//! What a person fills in for a command: checked against its options, ids resolved to what they name.

use serde_json::{Map, Value, json};

use super::{channel::Channel, guild, state::World, users};
use crate::Snowflake;

/// Discord's types of option.
mod option {
    pub(super) const SUBCOMMAND: u64 = 1;
    pub(super) const SUBCOMMAND_GROUP: u64 = 2;
    pub(super) const USER: u64 = 6;
    pub(super) const CHANNEL: u64 = 7;
    pub(super) const ROLE: u64 = 8;
    pub(super) const MENTIONABLE: u64 = 9;
}

/// What is wrong with the options a person filled in, in words for that person; `complete` is false while they type.
pub(crate) fn option_error(defined: &Value, given: &[Value], complete: bool) -> Option<String> {
    let defined = defined.as_array().map_or(&[][..], Vec::as_slice);
    let find = |list: &[Value], name: &Value| list.iter().find(|one| one["name"] == *name).cloned();
    for option in given {
        let name = option["name"].as_str().unwrap_or_default();
        let Some(definition) = find(defined, &option["name"]) else {
            return Some(format!("This command has no option `{name}`"));
        };
        if definition["type"] != option["type"] {
            return Some(format!("The option `{name}` is of another type"));
        }
        let inner = option["options"].as_array().map_or(&[][..], Vec::as_slice);
        if let Some(fault) = option_error(&definition["options"], inner, complete) {
            return Some(fault);
        }
        if let Some(choices) = definition["choices"]
            .as_array()
            .filter(|all| !all.is_empty())
            && complete
            && !choices
                .iter()
                .any(|choice| choice["value"] == option["value"])
        {
            return Some(format!("`{name}` must be one of its choices"));
        }
    }
    let missing = defined.iter().find(|definition| {
        definition["required"] == true && find(given, &definition["name"]).is_none()
    });
    missing.filter(|_| complete).map(|definition| {
        format!(
            "`{}` is required",
            definition["name"].as_str().unwrap_or_default()
        )
    })
}

impl World {
    /// Collects everything that options name by id.
    pub(crate) fn resolve_options(&self, given: &[Value], resolved: &mut Map<String, Value>) {
        for option in given {
            match option["type"].as_u64() {
                Some(option::SUBCOMMAND | option::SUBCOMMAND_GROUP) => {
                    let inner = option["options"].as_array().map_or(&[][..], Vec::as_slice);
                    self.resolve_options(inner, resolved);
                }
                Some(kind) => self.resolve(kind, &option["value"], resolved),
                None => {}
            }
        }
    }

    /// Everything that the values of a select of this component type name.
    pub(crate) fn resolve_values(&self, component: u64, values: &[String]) -> Map<String, Value> {
        let kind = match component {
            5 => option::USER,
            6 => option::ROLE,
            7 => option::MENTIONABLE,
            8 => option::CHANNEL,
            _ => 0,
        };
        let mut resolved = Map::new();
        for value in values {
            self.resolve(kind, &json!(value), &mut resolved);
        }
        resolved
    }

    fn resolve(&self, kind: u64, id: &Value, resolved: &mut Map<String, Value>) {
        let Some(id) = id.as_str().and_then(|id| id.parse::<Snowflake>().ok()) else {
            return;
        };
        let mut put = |group: &str, thing: Option<Value>| {
            if let Some(thing) = thing {
                resolved.entry(group).or_insert(json!({}))[id.to_string()] = thing;
            }
        };
        if matches!(kind, option::USER | option::MENTIONABLE) {
            put("users", users::user(id));
            put("members", users::member_without_user(id));
        }
        if matches!(kind, option::ROLE | option::MENTIONABLE) {
            put("roles", guild::role_by_id(id));
        }
        if kind == option::CHANNEL {
            put("channels", self.channel(id).ok().map(Channel::to_json));
        }
    }
}
