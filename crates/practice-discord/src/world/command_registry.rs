//! Which commands are registered, for every server or for this one.

use serde_json::Value;

use crate::snowflake::Snowflake;

/// Where a command is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Global,
    Guild,
}

#[derive(Default)]
pub(crate) struct CommandRegistry {
    global: Vec<Value>,
    guild: Vec<Value>,
}

impl CommandRegistry {
    pub(crate) fn of(&self, scope: Scope) -> &Vec<Value> {
        match scope {
            Scope::Global => &self.global,
            Scope::Guild => &self.guild,
        }
    }

    pub(super) fn of_mut(&mut self, scope: Scope) -> &mut Vec<Value> {
        match scope {
            Scope::Global => &mut self.global,
            Scope::Guild => &mut self.guild,
        }
    }

    /// The commands of both scopes.
    pub(crate) fn all(&self) -> Vec<&Value> {
        self.global.iter().chain(&self.guild).collect()
    }

    /// The command with this id, of either scope.
    pub(crate) fn get(&self, id: Snowflake) -> Option<&Value> {
        let id = id.to_string();
        self.all().into_iter().find(|command| command["id"] == id)
    }
}
