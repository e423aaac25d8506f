//! A practice server with the real bot in it, and people who use it through the page's socket.

use std::collections::{HashMap, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use attache::bot::{Bot, StartError, Token};
use attache::config::{self, Config, Register};
use attache::knowledge::{Knowledge, Library};
use attache::metrics::Metrics;
use attache::operator::IsConnected;
use clock::{ManualClock, SharedClock};
use practice_discord::{Request, Snowflake, TOKEN, ids};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::support::judge::faults_of;
use crate::support::practice::{Page, Setting};

/// The day on which all of this happens; the shipped facts end in July 2026.
pub(crate) const NOON: &str = "2026-11-23T12:00:00Z";
/// More than any test makes.
const KEEP_REQUESTS: usize = 100_000;
const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
/// The flag of a message that only one person sees.
const ONLY_YOU: u64 = 1 << 6;

/// How the office is set up.
pub(crate) struct Plan {
    /// The practice Discord's clock.
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) knowledge: Option<PathBuf>,
    pub(crate) editors: Option<Snowflake>,
    /// Instead of the practice Discord's.
    pub(crate) bot_clock: Option<SharedClock>,
    pub(crate) library_clock: Option<SharedClock>,
    pub(crate) watch: bool,
    pub(crate) guild_commands: bool,
    /// `[[alerts.subscription]]`
    pub(crate) subscriptions: Vec<config::SubscriptionSpec>,
    /// `[assistant]`
    pub(crate) assistant: config::AssistantConfig,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            clock: Arc::new(ManualClock::at(NOON.parse().expect("a moment"))),
            knowledge: None,
            editors: Some(ids::EDITORS),
            bot_clock: None,
            library_clock: None,
            watch: false,
            guild_commands: false,
            subscriptions: Vec::new(),
            assistant: config::AssistantConfig::default(),
        }
    }
}

pub(crate) struct Office {
    pub(crate) setting: Setting,
    pub(crate) library: Arc<Library>,
    page: Page,
    config: Config,
    bot: Option<Running>,
    /// What the bot counts.
    pub(crate) metrics: Arc<Metrics>,
    /// Whether the bot thinks that it is connected.
    pub(crate) is_connected: Option<IsConnected>,
    /// Where the database is.
    _kept: tempfile::TempDir,
    /// As Discord has them, by name.
    commands: HashMap<String, Value>,
    /// Frames that came while another was waited for.
    unread: VecDeque<Value>,
}

struct Running {
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), StartError>>,
}

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

/// The shipped knowledge.
pub(crate) fn shipped() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"))
}

/// A copy of the shipped knowledge, to be changed.
pub(crate) fn copy_of_knowledge() -> TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let (path, name) = entry
                .map(|entry| (entry.path(), entry.file_name()))
                .unwrap();
            if path.is_dir() {
                copy(&path, &to.join(name));
            } else {
                fs::copy(&path, to.join(name)).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(shipped(), folder.path());
    folder
}

impl Office {
    pub(crate) async fn open() -> Self {
        Self::open_as(Plan::default()).await
    }

    pub(crate) async fn open_on(knowledge: &Path) -> Self {
        Self::open_as(Plan {
            knowledge: Some(knowledge.to_owned()),
            ..Plan::default()
        })
        .await
    }

    pub(crate) async fn open_as(plan: Plan) -> Self {
        let setting = Setting::with(plan.clock, KEEP_REQUESTS).await;
        let clock: SharedClock = setting.clock.clone();
        let mut config = Config::default();
        config.discord.api_url = setting.discord.url();
        let kept = tempfile::tempdir().unwrap();
        config.database.url = format!("sqlite://{}/attache.db", kept.path().display());
        config.discord.editors_channel = plan.editors.map(|channel| config::Snowflake(channel.0));
        if plan.guild_commands {
            config.discord.register = Register::Guilds(vec![config::Snowflake(ids::GUILD.0)]);
        }
        config.knowledge.watch = plan.watch;
        config.alerts.subscription = plan.subscriptions;
        config.assistant = plan.assistant;
        let dir = plan.knowledge.unwrap_or_else(|| shipped().to_owned());
        let library_clock = plan.library_clock.unwrap_or_else(|| clock.clone());
        let library = Arc::new(Library::open(&dir, library_clock).unwrap());
        let page = setting.page().await;
        let (commands, unread) = (HashMap::new(), VecDeque::new());
        let mut office = Self {
            setting,
            library,
            page,
            config,
            bot: None,
            metrics: Arc::default(),
            is_connected: None,
            _kept: kept,
            commands,
            unread,
        };
        office.start_bot(plan.bot_clock.unwrap_or(clock)).await;
        office
    }

    async fn start_bot(&mut self, clock: SharedClock) {
        let token = Token::find(Some(TOKEN.to_owned()), None).unwrap();
        let bot = Bot::log_in(&self.config, token, Arc::clone(&self.library), clock)
            .await
            .unwrap();
        self.metrics = bot.metrics();
        self.is_connected = Some(Box::new(bot.is_connected()));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(bot.serve(async move {
            // A test that ends early drops the sender, which also stops the bot.
            let _: Result<(), _> = stopped.await;
        }));
        self.bot = Some(Running { stop, task });
        self.connected(true).await;
        self.read_commands().await;
    }

    /// Takes the bot down; whatever it had to send is sent then.
    pub(crate) async fn stop_bot(&mut self) {
        let Some(Running { stop, task }) = self.bot.take() else {
            return;
        };
        stop.send(()).expect("a bot that serves");
        task.await.expect("no panic").expect("an orderly end");
        self.connected(false).await;
    }

    /// Takes the bot down and starts another, as an upgrade does. What stands in the channels stays.
    pub(crate) async fn restart_bot(&mut self) {
        self.stop_bot().await;
        let clock: SharedClock = self.setting.clock.clone();
        self.library = Arc::new(Library::open(self.library.dir(), clock.clone()).unwrap());
        self.start_bot(clock).await;
    }

    /// Waits until the bot has come or gone.
    pub(crate) async fn connected(&mut self, is_there: bool) {
        self.wait(|frame| frame["t"] == "bot" && frame["connected"] == is_there)
            .await;
    }

    async fn read_commands(&mut self) {
        let commands = self.registered().await;
        let commands = commands.as_array().expect("commands").iter();
        let name = |one: &Value| one["name"].as_str().expect("a name").to_owned();
        self.commands = commands.map(|one| (name(one), one.clone())).collect();
    }

    /// The commands as Discord has them.
    pub(crate) async fn registered(&self) -> Value {
        self.setting.page().await.hello["commands"].take()
    }

    /// The day by the practice Discord's clock.
    pub(crate) fn today(&self) -> jiff::civil::Date {
        use clock::Clock as _;
        self.setting.clock.today()
    }

    pub(crate) fn knowledge(&self) -> Arc<Knowledge> {
        self.library.current()
    }

    /// The next frame that `wanted` accepts, be it one that was passed over before.
    pub(crate) async fn wait(&mut self, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&wanted) {
            return self.unread.remove(at).expect("it is there");
        }
        loop {
            let frame = self.page.until(|_| true).await;
            if wanted(&frame) {
                return frame;
            }
            self.unread.push_back(frame);
        }
    }

    /// The next message of the bot's in this channel.
    pub(crate) async fn told_in(&mut self, channel: Snowflake) -> Message {
        // That it added somebody to a thread is said in its name too.
        const ADDED: u64 = 1;
        let channel = json!(channel);
        let is_told = |frame: &Value| {
            let message = &frame["message"];
            message["channel_id"] == channel
                && message["author"]["bot"] == true
                && message["type"] != ADDED
        };
        Message(self.wait(is_told).await["message"].take())
    }

    /// What came of the frame with this reference, sent in this channel.
    pub(crate) async fn outcome(&mut self, reference: &str, channel: &Value) -> Seen {
        let mut message = None;
        loop {
            let mut frame = self
                .wait(|frame| {
                    let is_message = frame["message"]["channel_id"] == *channel
                        && frame["message"]["author"]["bot"] == true;
                    is_message || frame["ref"] == reference
                })
                .await;
            match frame["t"].as_str() {
                Some("message") => message = Some(Message(frame["message"].take())),
                Some("ack") => {
                    let message = message.expect("a message before its end");
                    return Seen::Message(self.finished(message).await);
                }
                Some("modal") => {
                    let (reference, modal) = (reference.to_owned(), frame["modal"].take());
                    return Seen::Form { reference, modal };
                }
                Some("choices") => {
                    let choices = frame["choices"].as_array().expect("a list");
                    return Seen::Choices(choices.clone());
                }
                Some("failed") => {
                    return Seen::Failed(frame["text"].as_str().unwrap_or_default().to_owned());
                }
                _ => {}
            }
        }
    }

    /// The message itself, or, where it is a promise of an answer, the answer in its place.
    async fn finished(&mut self, message: Message) -> Message {
        const LOADING: u64 = 1 << 7;
        let is_promise = |message: &Value| message["flags"].as_u64().unwrap_or(0) & LOADING != 0;
        if !is_promise(&message.0) {
            return message;
        }
        let id = message.0["id"].clone();
        let mut frame = self
            .wait(|frame| frame["message"]["id"] == id && !is_promise(&frame["message"]))
            .await;
        Message(frame["message"].take())
    }

    /// Begins a command in a channel without waiting for what comes of it.
    pub(crate) async fn begin(
        &mut self,
        (person, channel): (Snowflake, &Value),
        command: &str,
        options: Value,
    ) -> String {
        let id = &self.commands[command]["id"];
        let frame = json!({ "t": "command", "channel_id": channel, "id": id, "options": options });
        self.page.ask(person, frame).await
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
        self.page.ask(person, frame).await;
        let person = json!(person);
        let said = self
            .wait(|frame| frame["message"]["author"]["id"] == person)
            .await;
        Message(said["message"].clone())
    }

    /// The bot's database, as another process sees it.
    pub(crate) fn store(&self) -> attache::store::Store {
        attache::store::Store::at(&self.config.database.url).expect("an address")
    }

    /// Takes the tables away under the bot.
    pub(crate) async fn take_database_away(&self) {
        use sqlx::{Connection as _, Executor as _};
        sqlx::any::install_default_drivers();
        let url = &self.config.database.url;
        let mut database = sqlx::AnyConnection::connect(url).await.expect("a database");
        for table in ["conversation", "question"] {
            let text = format!("DROP TABLE {table}");
            database.execute(text.as_str()).await.expect("a table");
        }
        database.close().await.expect("an end");
    }

    pub(crate) async fn look_up_on(&mut self, message: &Message) -> Message {
        let (channel, id) = (
            &message.0["channel_id"],
            &self.commands["Look this up"]["id"],
        );
        let target = &message.0["id"];
        let frame = json!({ "t": "command", "channel_id": channel, "id": id, "target_id": target });
        let reference = self.page.ask(ids::ADA, frame).await;
        self.outcome(&reference, channel).await.message()
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
        let reference = self.page.ask(ids::ADA, frame).await;
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
        let channel = &message.0["channel_id"];
        let frame = json!({
            "t": "press",
            "channel_id": channel,
            "message_id": message.0["id"],
            "custom_id": knob.custom_id,
            "component_type": if knob.value.is_some() { STRING_SELECT } else { BUTTON },
            "values": knob.value.iter().collect::<Vec<_>>(),
        });
        let reference = self.page.ask(person, frame).await;
        self.outcome(&reference, channel).await
    }

    /// Presses the button with this label, as Ada.
    pub(crate) async fn press(&mut self, message: &Message, label: &str) -> Seen {
        let knob = message.knob(label);
        self.press_as(ids::ADA, message, &knob).await
    }

    /// Fills in a form that stands open on Ada's page in #general.
    pub(crate) async fn submit(&mut self, form: &Seen, text: &str) -> Message {
        let Seen::Form { reference, modal } = form else {
            panic!("no form: {form:?}")
        };
        let input = json!({ "type": 4, "custom_id": "text", "value": text });
        let general = json!(ids::GENERAL);
        let frame = json!({
            "t": "submit",
            "channel_id": general,
            "modal_ref": reference,
            "custom_id": modal["custom_id"],
            "components": [{ "type": 1, "components": [input] }],
        });
        let reference = self.page.ask(ids::ADA, frame).await;
        self.outcome(&reference, &general).await.message()
    }

    /// Posts a message in the bot's name, such as one that an older version of it left behind.
    pub(crate) async fn leave_behind(&self, components: Value) -> Message {
        let path = format!("/channels/{}/messages", ids::GENERAL);
        let body = json!({
            "content": "A page of long ago",
            "components": components,
            "allowed_mentions": { "parse": [] },
        });
        let answer = self.setting.post(&path, &body).await;
        assert_eq!(answer.status, 200, "{answer:?}");
        Message(answer.body)
    }

    /// What the bot answers to a message of Ada's in a channel.
    pub(crate) async fn say_in(&mut self, channel: &Value, content: &str) -> Message {
        let frame = json!({ "t": "send", "channel_id": channel, "content": content });
        self.page.ask(ids::ADA, frame).await;
        let is_answer = |frame: &Value| {
            frame["message"]["channel_id"] == *channel && frame["message"]["author"]["bot"] == true
        };
        Message(self.wait(is_answer).await["message"].take())
    }

    /// A direct channel with Ada.
    pub(crate) async fn direct_channel(&mut self) -> Value {
        self.page.ask(ids::ADA, json!({ "t": "open_dm" })).await;
        self.wait(|frame| frame["t"] == "channel").await["channel"]["id"].take()
    }

    /// The first answers that were given to interactions.
    pub(crate) fn callbacks(&self) -> Vec<Request> {
        let is_callback = |request: &Request| request.path.starts_with("/interactions/");
        self.setting
            .discord
            .requests()
            .into_iter()
            .filter(is_callback)
            .collect()
    }

    /// Takes the bot down and judges every request that was made; none may have been refused. Returns how many.
    pub(crate) async fn close(self) -> usize {
        self.close_but_for(&[]).await
    }

    /// The same, where requests refused with one of these codes belong to the test.
    pub(crate) async fn close_but_for(mut self, codes: &[u64]) -> usize {
        self.stop_bot().await;
        let judged = self.judge(codes);
        self.setting.discord.shutdown().await;
        judged
    }

    /// Judges every request so far, and returns how many.
    #[track_caller]
    pub(crate) fn judge(&self, codes: &[u64]) -> usize {
        let requests = self.setting.discord.requests();
        assert!(requests.len() < KEEP_REQUESTS, "some were forgotten");
        for request in &requests {
            let faults = faults_of(request);
            assert!(faults.is_empty(), "{request:#?}\n{}", faults.join("\n"));
            let is_meant = request.code.is_some_and(|code| codes.contains(&code));
            assert!(request.status < 400 || is_meant, "refused: {request:#?}");
        }
        requests.len()
    }
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
