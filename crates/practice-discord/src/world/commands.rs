//! The commands the bot has registered, for every server or for this one.

use serde_json::{Map, Value, json};

use super::{
    command_registry::{ENTRY_POINT, Scope},
    state::World,
};
use crate::{api_error::ApiError, ids};

impl World {
    /// Puts `bodies` in the place of everything registered in this scope.
    pub(crate) fn overwrite_commands(&mut self, scope: Scope, bodies: &[Value]) -> Vec<Value> {
        let registered = bodies
            .iter()
            .map(|body| self.registered(scope, body))
            .collect();
        *self.commands.of_mut(scope) = registered;
        self.publish_commands();
        self.commands.of(scope).clone()
    }

    /// Registers one command; true if there was none of its name.
    pub(crate) fn put_command(&mut self, scope: Scope, body: &Value) -> (Value, bool) {
        let command = self.registered(scope, body);
        let commands = self.commands.of_mut(scope);
        let known = commands
            .iter_mut()
            .find(|known| known["id"] == command["id"]);
        let is_new = known.is_none();
        match known {
            Some(known) => *known = command.clone(),
            None => commands.push(command.clone()),
        }
        self.publish_commands();
        (command, is_new)
    }

    /// The command with this id as it would be with these changes.
    pub(crate) fn changed_command(
        &self,
        scope: Scope,
        id: &str,
        change: &Value,
    ) -> Result<Value, ApiError> {
        let known = self
            .commands
            .of(scope)
            .iter()
            .find(|command| command["id"] == id);
        let mut changed = known.ok_or(ApiError::UNKNOWN_COMMAND)?.clone();
        for (key, value) in change.as_object().into_iter().flatten() {
            changed[key] = value.clone();
        }
        Ok(changed)
    }

    /// Puts `body` in the place of the command with this id.
    pub(crate) fn replace_command(
        &mut self,
        scope: Scope,
        id: &str,
        body: &Value,
    ) -> Result<Value, ApiError> {
        let mut command = self.registered(scope, body);
        command["id"] = id.into();
        let known = self
            .commands
            .of_mut(scope)
            .iter_mut()
            .find(|known| known["id"] == id);
        *known.ok_or(ApiError::UNKNOWN_COMMAND)? = command.clone();
        self.publish_commands();
        Ok(command)
    }

    pub(crate) fn remove_command(&mut self, scope: Scope, id: &str) -> Result<(), ApiError> {
        let commands = self.commands.of_mut(scope);
        let at = commands.iter().position(|command| command["id"] == id);
        commands.remove(at.ok_or(ApiError::UNKNOWN_COMMAND)?);
        self.publish_commands();
        Ok(())
    }

    /// Registers the command that opens an Activity, as Discord does for an application that has one.
    pub(super) fn add_entry_point(&mut self) {
        let launch = json!({ "name": "launch", "type": ENTRY_POINT, "handler": 2 });
        let command = self.registered(Scope::Global, &launch);
        self.commands.of_mut(Scope::Global).push(command);
    }

    fn publish_commands(&mut self) {
        let frame = json!({ "t": "commands", "commands": self.commands.all() });
        self.send_to_pages(frame);
    }

    /// A command as Discord gives it back; the same name and type keep their id.
    fn registered(&mut self, scope: Scope, body: &Value) -> Value {
        let kind = body["type"].as_u64().unwrap_or(1);
        let same = |known: &&Value| known["name"] == body["name"] && known["type"] == kind;
        let known = self.commands.of(scope).iter().find(same);
        let id = match known.map(|known| known["id"].clone()) {
            Some(id) => id,
            None => json!(self.new_id()),
        };
        let mut command = Map::new();
        for key in [
            "name_localizations",
            "description_localizations",
            "contexts",
        ] {
            command.insert(key.into(), body[key].clone());
        }
        for (key, otherwise) in [
            ("name", json!("")),
            ("description", json!("")),
            ("options", json!([])),
            ("dm_permission", json!(true)),
            ("nsfw", json!(false)),
            ("integration_types", json!([0])),
        ] {
            let given = body.get(key).filter(|given| !given.is_null());
            command.insert(key.into(), given.cloned().unwrap_or(otherwise));
        }
        let permissions = match &body["default_member_permissions"] {
            Value::Number(bits) => bits.to_string().into(),
            other => other.clone(),
        };
        command.insert("default_member_permissions".into(), permissions);
        if kind == ENTRY_POINT {
            let handler = body["handler"].as_u64().unwrap_or(1);
            command.insert("handler".into(), handler.into());
        }
        command.insert("id".into(), id);
        command.insert("type".into(), kind.into());
        command.insert("application_id".into(), json!(ids::BOT));
        command.insert("version".into(), json!(self.new_id()));
        if scope == Scope::Guild {
            command.insert("guild_id".into(), json!(ids::GUILD));
        }
        command.into()
    }
}
