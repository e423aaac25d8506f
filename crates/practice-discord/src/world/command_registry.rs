//! Which commands are registered, for every server or for this one.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::snowflake::Snowflake;

/// Where a command is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    Global,
    Guild,
}

/// Names in one language that Discord refuses although they keep to its pattern: locale and name.
pub(crate) type RefusedNames = BTreeSet<(String, String)>;

/// Discord's type of the command that opens an Activity.
pub(crate) const ENTRY_POINT: u64 = 4;

#[derive(Default)]
pub(crate) struct CommandRegistry {
    global: Vec<Value>,
    guild: Vec<Value>,
    pub(crate) refused: RefusedNames,
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

    /// Whether `bodies` in the place of everything else would remove the Entry Point command.
    pub(crate) fn would_lose_entry_point(&self, scope: Scope, bodies: &[Value]) -> bool {
        let has_one = |commands: &[Value]| commands.iter().any(|one| one["type"] == ENTRY_POINT);
        has_one(self.of(scope)) && !has_one(bodies)
    }

    /// The commands of both scopes.
    pub(crate) fn all(&self) -> Vec<&Value> {
        self.global.iter().chain(&self.guild).collect()
    }

    /// Whether users can install the command for themselves.
    pub(crate) fn is_for_users(&self, id: &Value) -> bool {
        let command = self.all().into_iter().find(|command| command["id"] == *id);
        let types = command.and_then(|command| command["integration_types"].as_array());
        types.is_some_and(|types| types.iter().any(|one| *one == 1))
    }

    /// The command with this id, of either scope.
    pub(crate) fn get(&self, id: Snowflake) -> Option<&Value> {
        let id = id.to_string();
        self.all().into_iter().find(|command| command["id"] == id)
    }
}
