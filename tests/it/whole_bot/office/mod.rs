//! A practice server with the real bot in it, and people who use it through the page's socket.
//!
//! `Office::open` starts both. What people do is in `people.rs`, what they see in `seen.rs`; `Office::close` stops the bot
//! and judges every request that it made.

mod frames;
mod people;
mod plan;
mod seen;

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::Arc;

use attache::bot::{Bot, StartError, Token};
use attache::config::{self, Config, Register};
use attache::knowledge::{Knowledge, Library};
use attache::metrics::Metrics;
use attache::operator::IsConnected;
use clock::SharedClock;
use practice_discord::driver::{Page, TestServer};
use practice_discord::{Options, Request, TOKEN, ids};
use serde_json::Value;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::discord::faults_of;
use crate::support::folder::shipped;

pub(crate) use plan::{NOON, Plan};
pub(crate) use seen::{Knob, Message, Seen};

/// More than any test makes.
const KEEP_REQUESTS: usize = 100_000;

pub(crate) struct Office {
    pub(crate) setting: TestServer,
    pub(crate) library: Arc<Library>,
    page: Page,
    pub(crate) config: Config,
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
        let options = Options {
            keep_requests: KEEP_REQUESTS,
            entry_point: plan.entry_point,
            ..Options::new(plan.clock.clone())
        };
        let setting = TestServer::start_with(plan.clock, options).await;
        if let Some((locale, name)) = plan.refused_name {
            setting.discord.refuse_localized_name(locale, name);
        }
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
        config.alerts.duty = plan.duty;
        config.assistant = plan.assistant;
        let dir = plan.knowledge.unwrap_or_else(shipped);
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
        self.start_bot_alone(clock);
        self.connected(true).await;
        self.read_commands().await;
    }

    /// Starts a bot, and waits for nothing: Discord may not let it in.
    pub(crate) fn start_bot_alone(&mut self, clock: SharedClock) {
        let token = Token::find(Some(TOKEN.to_owned()), None).unwrap();
        let bot = Bot::new(&self.config, &token, Arc::clone(&self.library), clock).unwrap();
        self.metrics = bot.metrics();
        self.is_connected = Some(Box::new(bot.is_connected()));
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(bot.serve(async move {
            // A test that ends early drops the sender, which also stops the bot.
            let _: Result<(), _> = stopped.await;
        }));
        self.bot = Some(Running { stop, task });
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

    /// Waits until the bot ends by itself, and says why.
    pub(crate) async fn bot_ended(&mut self) -> StartError {
        let Running { stop, task } = self.bot.take().expect("a bot that serves");
        let end = task
            .await
            .expect("no panic")
            .expect_err("an end that nobody asked for");
        // Only now may what stops it be dropped.
        drop(stop);
        end
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
