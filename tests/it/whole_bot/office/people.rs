//! What people do: commands, presses, forms, and what they say.

use practice_discord::{Snowflake, ids};
use serde_json::{Value, json};

use super::seen::{BUTTON, STRING_SELECT};
use super::{Knob, Message, Office, Seen};

/// The type of an option that is true or false.
const BOOLEAN: u64 = 5;

impl Office {
    /// Begins a command in a channel without waiting for what comes of it.
    pub(crate) async fn begin(
        &mut self,
        (person, channel): (Snowflake, &Value),
        command: &str,
        options: Value,
    ) -> String {
        let id = &self.commands[command]["id"];
        let frame = json!({ "t": "command", "channel_id": channel, "id": id, "options": options });
        self.page.send(person, frame).await
    }

    /// Options as the page sends them; of a choice, the name is given here.
    fn filled(&self, command: &str, options: &[(&str, &str)]) -> Value {
        Self::filled_of(&self.commands[command], options)
    }

    fn filled_of(command: &Value, options: &[(&str, &str)]) -> Value {
        let fill = |(name, value): &(&str, &str)| {
            let known = command["options"].as_array().into_iter().flatten();
            let option = known
                .clone()
                .find(|option| option["name"] == *name)
                .expect("an option");
            let mut choices = option["choices"].as_array().into_iter().flatten();
            let choice = choices.find(|choice| choice["name"] == *value);
            let value = choice.map_or(json!(value), |choice| choice["value"].clone());
            let value = if option["type"] == BOOLEAN {
                json!(value == "true")
            } else {
                value
            };
            json!({ "name": name, "type": option["type"], "value": value })
        };
        options.iter().map(fill).collect()
    }

    /// `/command name:value …` in #general.
    pub(crate) async fn command(
        &mut self,
        person: Snowflake,
        command: &str,
        options: &[(&str, &str)],
    ) -> Seen {
        let general = json!(ids::GENERAL);
        let reference = self
            .begin((person, &general), command, self.filled(command, options))
            .await;
        self.outcome(&reference, &general).await
    }

    /// A command of Ada's that is answered with a message.
    pub(crate) async fn ask(&mut self, command: &str, options: &[(&str, &str)]) -> Message {
        self.command(ids::ADA, command, options).await.message()
    }

    /// `/issue name:…`
    pub(crate) async fn issue(&mut self, name: &str) -> Message {
        self.ask("issue", &[("name", name)]).await
    }

    /// `/attache status` or `/attache reload`
    pub(crate) async fn attache(&mut self, person: Snowflake, subcommand: &str) -> Message {
        let general = json!(ids::GENERAL);
        self.below((person, &general), "attache", subcommand, &[])
            .await
    }

    /// `/attache status` in the editors' channel, where it says what people asked.
    pub(crate) async fn editors_status(&mut self) -> Message {
        let editors = json!(ids::EDITORS);
        self.below((ids::ADA, &editors), "attache", "status", &[])
            .await
    }

    /// `/alerts subcommand name:value …` in #general.
    pub(crate) async fn alerts(
        &mut self,
        person: Snowflake,
        subcommand: &str,
        options: &[(&str, &str)],
    ) -> Message {
        let general = json!(ids::GENERAL);
        self.below((person, &general), "alerts", subcommand, options)
            .await
    }

    /// `/command subcommand name:value …`
    pub(crate) async fn below(
        &mut self,
        (person, channel): (Snowflake, &Value),
        command: &str,
        subcommand: &str,
        options: &[(&str, &str)],
    ) -> Message {
        let known = self.commands[command]["options"]
            .as_array()
            .expect("subcommands")
            .iter()
            .find(|one| one["name"] == subcommand)
            .expect("a subcommand");
        let filled = Self::filled_of(known, options);
        let options = json!([{ "name": subcommand, "type": 1, "options": filled }]);
        let reference = self.begin((person, channel), command, options).await;
        self.outcome(&reference, channel).await.message()
    }

    /// *Look this up* on a message of somebody who wrote this.
    pub(crate) async fn look_up(&mut self, text: &str) -> Message {
        let message = self.say(ids::NOOR, ids::GENERAL, text, None).await;
        self.look_up_on(&message).await
    }

    pub(crate) async fn look_up_on(&mut self, message: &Message) -> Message {
        let (channel, id) = (
            &message.0["channel_id"],
            &self.commands["Look this up"]["id"],
        );
        let target = &message.0["id"];
        let frame = json!({ "t": "command", "channel_id": channel, "id": id, "target_id": target });
        let reference = self.page.send(ids::ADA, frame).await;
        self.outcome(&reference, channel).await.message()
    }

    /// Says something in a person's name, in reply to a message if there is one, whose author that calls. What the
    /// bot answers is still to be waited for.
    pub(crate) async fn say(
        &mut self,
        person: Snowflake,
        channel: Snowflake,
        text: &str,
        reply_to: Option<&Message>,
    ) -> Message {
        let reply_to = reply_to.map(|message| &message.0["id"]);
        let frame =
            json!({ "t": "send", "channel_id": channel, "content": text, "reply_to": reply_to });
        self.page.send(person, frame).await;
        let person = json!(person);
        let said = self
            .wait(|frame| frame["message"]["author"]["id"] == person)
            .await;
        Message(said["message"].clone())
    }

    /// What the bot answers to a message of Ada's in a channel.
    pub(crate) async fn say_in(&mut self, channel: &Value, content: &str) -> Message {
        let frame = json!({ "t": "send", "channel_id": channel, "content": content });
        self.page.send(ids::ADA, frame).await;
        let is_answer = |frame: &Value| {
            frame["message"]["channel_id"] == *channel && frame["message"]["author"]["bot"] == true
        };
        Message(self.wait(is_answer).await["message"].take())
    }

    /// Locks a thread, as Ada.
    pub(crate) async fn lock_thread(&mut self, thread: Snowflake) {
        let frame = json!({ "t": "change_thread", "channel_id": thread, "locked": true });
        let reference = self.page.send(ids::ADA, frame).await;
        self.wait(|frame| frame["ref"] == reference).await;
    }

    /// A direct channel with Ada.
    pub(crate) async fn direct_channel(&mut self) -> Value {
        self.page.send(ids::ADA, json!({ "t": "open_dm" })).await;
        self.wait(|frame| frame["t"] == "channel").await["channel"]["id"].take()
    }

    /// What an option offers for what has been typed in it; `before` are options already filled.
    pub(crate) async fn suggestions(
        &mut self,
        command: &str,
        before: &[(&str, &str)],
        (option, partial): (&str, &str),
    ) -> Vec<Value> {
        let mut options = self.filled(command, before);
        let typed = json!({ "name": option, "type": 3, "value": partial, "focused": true });
        options.as_array_mut().expect("a list").push(typed);
        let (channel, id) = (json!(ids::GENERAL), &self.commands[command]["id"]);
        let frame =
            json!({ "t": "autocomplete", "channel_id": channel, "id": id, "options": options });
        let reference = self.page.send(ids::ADA, frame).await;
        match self.outcome(&reference, &channel).await {
            Seen::Choices(choices) => choices,
            other => panic!("no choices for {partial:?}: {other:?}"),
        }
    }

    pub(crate) async fn press_as(
        &mut self,
        person: Snowflake,
        message: &Message,
        knob: &Knob,
    ) -> Seen {
        let reference = self.begin_press(person, message, knob).await;
        self.outcome(&reference, &message.0["channel_id"]).await
    }

    /// Presses without waiting for what comes of it.
    pub(crate) async fn begin_press(
        &mut self,
        person: Snowflake,
        message: &Message,
        knob: &Knob,
    ) -> String {
        let channel = &message.0["channel_id"];
        let frame = json!({
            "t": "press",
            "channel_id": channel,
            "message_id": message.0["id"],
            "custom_id": knob.custom_id,
            "component_type": if knob.value.is_some() { STRING_SELECT } else { BUTTON },
            "values": knob.value.iter().collect::<Vec<_>>(),
        });
        self.page.send(person, frame).await
    }

    /// Presses the button with this label, as Ada.
    pub(crate) async fn press(&mut self, message: &Message, label: &str) -> Seen {
        let knob = message.knob(label);
        self.press_as(ids::ADA, message, &knob).await
    }

    /// Fills in the text of a form that stands open on Ada's page in #general.
    pub(crate) async fn submit(&mut self, form: &Seen, text: &str) -> Message {
        let reference = self.begin_submit(form, text).await;
        self.outcome(&reference, &json!(ids::GENERAL))
            .await
            .message()
    }

    /// The same without waiting for what comes of it.
    pub(crate) async fn begin_submit(&mut self, form: &Seen, text: &str) -> String {
        let input = json!({ "type": 4, "custom_id": "text", "value": text });
        let kind = json!({ "type": 21, "custom_id": "kind", "value": "wrong" });
        let fields = [kind, input].map(|field| json!({ "type": 18, "component": field }));
        self.send_form(form, json!(fields)).await
    }

    /// Fills in all fields of such a form.
    pub(crate) async fn submit_fields(&mut self, form: &Seen, fields: Value) -> Message {
        let reference = self.send_form(form, fields).await;
        self.outcome(&reference, &json!(ids::GENERAL))
            .await
            .message()
    }

    async fn send_form(&mut self, form: &Seen, fields: Value) -> String {
        let Seen::Form { reference, modal } = form else {
            panic!("no form: {form:?}")
        };
        let general = json!(ids::GENERAL);
        let frame = json!({
            "t": "submit",
            "channel_id": general,
            "modal_ref": reference,
            "custom_id": modal["custom_id"],
            "components": fields,
        });
        self.page.send(ids::ADA, frame).await
    }

    /// Posts a message in the bot's name, such as one that an older version of it left behind.
    pub(crate) async fn leave_behind(&self, components: Value) -> Message {
        let path = format!("/channels/{}/messages", ids::GENERAL);
        let body = json!({
            "content": "A page of long ago",
            "components": components,
            "allowed_mentions": { "parse": [] },
            "nonce": format!("left-{:016x}", fastrand::u64(..)),
            "enforce_nonce": true,
        });
        let answer = self.setting.rest.post(&path, &body).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        Message(answer.body)
    }
}
