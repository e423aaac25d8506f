//! The shards of this process, on a thread and runtime of their own: whatever a connection does, alerts and the operator's
//! address go on, and however busy those are, the heart beats.

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use futures_util::StreamExt as _;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use tokio::sync::mpsc;
use tokio::task::LocalSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;
use tracing::{debug, info, warn};
use twilight_gateway::error::{ReceiveMessageError, ReceiveMessageErrorType};
use twilight_gateway::queue::InMemoryQueue;
use twilight_gateway::{CloseFrame, Config, ConfigBuilder, Intents, Message, Shard, ShardId};

use super::connection::ConnectionBoard;

/// What Discord tells the bot of; none of it is privileged. Of messages it tells all, but the text only of those that
/// mention the bot and of direct ones.
const INTENTS: Intents = Intents::GUILDS
    .union(Intents::GUILD_MESSAGES)
    .union(Intents::DIRECT_MESSAGES);
/// How long a session may take to close.
const CLOSE_TIMEOUT: Duration = Duration::from_millis(500);

/// After so many failures to connect, the pauses between which have grown to eight seconds, they grow no more.
const PATIENT: u32 = 5;
/// The pause between two tries from then on; up to two seconds more, so that not all bots come back at once.
const LONGEST_PAUSE: Duration = Duration::from_secs(10);

/// How many sessions may be begun, as `GET /gateway/bot` says.
/// <https://discord.com/developers/docs/events/gateway#session-start-limit-object>
#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::bot) struct SessionLimit {
    /// Sessions a day.
    total: u32,
    /// Those left of them.
    remaining: u32,
    /// Milliseconds until all may be begun again.
    reset_after: u64,
    /// Sessions that may be begun within five seconds.
    max_concurrency: u16,
}

impl SessionLimit {
    /// How long no session may begin, as none is left; `None` if one may now.
    pub(in crate::bot) fn wait(self) -> Option<Duration> {
        (self.remaining == 0).then(|| Duration::from_millis(self.reset_after))
    }
}

impl Default for SessionLimit {
    /// Discord's own, for an application that is not large.
    fn default() -> Self {
        Self {
            total: 1_000,
            remaining: 1_000,
            reset_after: 86_400_000,
            max_concurrency: 1,
        }
    }
}

/// Where to connect, and as which shards.
pub(in crate::bot) struct GatewaySettings {
    /// As `GET /gateway/bot` gives it.
    pub(in crate::bot) url: String,
    /// Of how many shards the bot consists, in all processes.
    pub(in crate::bot) total: u32,
    /// The first of this process.
    pub(in crate::bot) from: u32,
    /// The last of this process.
    pub(in crate::bot) to: u32,
    pub(in crate::bot) limit: SessionLimit,
}

impl GatewaySettings {
    /// How many shards this process runs.
    fn shards(&self) -> usize {
        (self.from..=self.to).count()
    }
}

/// Why the gateway ended though nobody asked it to.
#[derive(Debug, thiserror::Error)]
pub(in crate::bot) enum GatewayEnd {
    /// Discord closed a session with a code after which it takes no other.
    #[error("{}", reason(*.0))]
    Closed(u16),
    /// The thread could not be started, or has panicked.
    #[error("the gateway's thread ended: {0}")]
    Thread(String),
}

/// What a close code after which nothing may be tried again means, and what to do.
/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>
fn reason(code: u16) -> String {
    let known = match code {
        4004 => {
            "Discord does not accept the bot token any more (4004); copy it again from the Bot page of the Discord \
             developer portal"
        }
        4010 => {
            "Discord does not know this shard (4010); look at `shards` under [discord] in the config"
        }
        4011 => {
            "the bot is on too many servers for this many shards (4011); raise `shards` under [discord] in the config, or \
             set it to \"auto\""
        }
        4012 => "Discord no longer takes this version of its API (4012); install a newer attache",
        4013 => {
            "Discord does not know the intents that the bot asks for (4013); install a newer attache"
        }
        4014 => {
            "Discord does not grant an intent that the bot asks for (4014); look at the Bot page of the Discord developer \
             portal"
        }
        code => return format!("Discord ended the connection for good, with code {code}"),
    };
    known.to_owned()
}

/// The running shards.
pub(in crate::bot) struct Gateway {
    ended: mpsc::Receiver<GatewayEnd>,
    stop: CancellationToken,
    thread: Option<thread::JoinHandle<()>>,
}

/// Hears every dispatched frame, on the gateway's thread: it must not take long.
pub(in crate::bot) type OnFrame = Arc<dyn Fn(String) + Send + Sync>;

impl Gateway {
    /// Starts a thread that connects.
    ///
    /// # Errors
    /// The system gives no thread or no runtime.
    pub(in crate::bot) fn start(
        settings: GatewaySettings,
        token: &SecretString,
        board: ConnectionBoard,
        on_frame: OnFrame,
    ) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        board.begin(settings.shards());
        let (sender, ended) = mpsc::channel(1);
        let stop = CancellationToken::new();
        let (token, stopped) = (token.clone(), stop.clone());
        let thread = thread::Builder::new()
            .name("gateway".to_owned())
            .spawn(move || {
                // The queue for identifying starts a task of its own.
                let _in_runtime = runtime.enter();
                let shards = LocalSet::new();
                for (place, id, config) in configs(&settings, &token) {
                    let shard = Connection {
                        board: board.clone(),
                        on_frame: Arc::clone(&on_frame),
                        ended: sender.clone(),
                        stop: stopped.clone(),
                        place,
                        config,
                    };
                    shards.spawn_local(shard.run(id));
                }
                drop(sender);
                runtime.block_on(shards);
            })?;
        Ok(Self {
            ended,
            stop,
            thread: Some(thread),
        })
    }

    /// Waits until the connection has ended for good, and says why.
    pub(in crate::bot) async fn ended(&mut self) -> GatewayEnd {
        let ended = self.ended.recv().await;
        ended.unwrap_or_else(|| GatewayEnd::Thread("no shard is left".to_owned()))
    }

    /// Closes the sessions and waits for the thread.
    pub(in crate::bot) async fn shut_down(mut self) {
        self.stop.cancel();
        if let Some(thread) = self.thread.take() {
            let joined = tokio::task::spawn_blocking(move || thread.join());
            if timeout(2 * CLOSE_TIMEOUT, joined).await.is_err() {
                warn!("The gateway's sessions did not close in time.");
            }
        }
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

type ShardConfig = (usize, ShardId, Config<InMemoryQueue>);

fn configs(settings: &GatewaySettings, token: &SecretString) -> Vec<ShardConfig> {
    let limit = settings.limit;
    let queue = InMemoryQueue::new(
        limit.max_concurrency.max(1),
        limit.remaining.min(limit.total),
        Duration::from_millis(limit.reset_after),
        limit.total,
    );
    let base = ConfigBuilder::new(token.expose_secret().to_owned(), INTENTS)
        .proxy_url(settings.url.trim_end_matches('/').to_owned())
        .queue(queue)
        .build();
    (settings.from..=settings.to)
        .enumerate()
        .map(|(place, shard)| (place, ShardId::new(shard, settings.total), base.clone()))
        .collect()
}

/// One shard of this process.
struct Connection {
    /// Among the shards of this process.
    place: usize,
    board: ConnectionBoard,
    on_frame: OnFrame,
    ended: mpsc::Sender<GatewayEnd>,
    stop: CancellationToken,
    config: Config<InMemoryQueue>,
}

impl Connection {
    /// Holds the connection until it is to stop or Discord takes it no more. One that is lost is taken up again.
    async fn run(self, id: ShardId) {
        let mut shard = Shard::with_config(id, self.config.clone());
        let (mut last_code, mut failures) = (None, 0);
        loop {
            let next = tokio::select! {
                () = self.stop.cancelled() => {
                    self.board.set(self.place, false);
                    return close(&mut shard).await;
                }
                next = shard.next() => next,
            };
            match next {
                Some(Ok(Message::Text(frame))) => {
                    failures = 0;
                    (self.on_frame)(frame);
                }
                Some(Ok(Message::Close(frame))) => {
                    last_code = frame.as_ref().map(|frame| frame.code);
                    info!(
                        shard = shard.id().number(),
                        code = last_code,
                        "Discord ended a session."
                    );
                }
                Some(Err(error)) => {
                    failures += u32::from(is_lost(&error));
                    self.note(&error, failures);
                    if failures >= PATIENT {
                        shard = self.begun_anew(&shard).await;
                    }
                }
                None => {
                    self.board.set(self.place, false);
                    let end = GatewayEnd::Closed(last_code.unwrap_or_default());
                    let _ = self.ended.try_send(end);
                    return;
                }
            }
            let is_connected = shard.state().is_identified();
            if self.board.set(self.place, is_connected) {
                let shard = shard.id().number();
                info!(
                    shard,
                    is_connected, "The connection to Discord has changed."
                );
            }
        }
    }

    /// The same shard, with its session, after a pause: by itself one that has failed often waits ever longer, up to four
    /// minutes, and nobody is answered for as long after Discord is back.
    async fn begun_anew(&self, shard: &Shard<InMemoryQueue>) -> Shard<InMemoryQueue> {
        let pause = LONGEST_PAUSE + Duration::from_millis(fastrand::u64(..2_000));
        tokio::select! {
            () = self.stop.cancelled() => {}
            () = sleep(pause) => {}
        }
        let mut config = ConfigBuilder::from(self.config.clone());
        if let Some(session) = shard.session() {
            config = config.session(session.clone());
        }
        Shard::with_config(shard.id(), config.build())
    }

    /// `failures`: how often in a row Discord could not be reached; the first is for the operator.
    fn note(&self, error: &ReceiveMessageError, failures: u32) {
        // Its text holds the frame, and with that what people wrote.
        let shard = self.place;
        match (is_lost(error), failures) {
            (true, 1) => warn!(shard, "Discord cannot be reached; it is tried again."),
            (true, _) => debug!(shard, failures, "Discord cannot be reached."),
            (false, _) => debug!(shard, "A frame of the gateway could not be read."),
        }
    }
}

/// Whether Discord could not be reached.
fn is_lost(error: &ReceiveMessageError) -> bool {
    matches!(error.kind(), ReceiveMessageErrorType::Reconnect)
}

async fn close(shard: &mut Shard<InMemoryQueue>) {
    shard.close(CloseFrame::NORMAL);
    let closed = async {
        while let Some(next) = shard.next().await {
            if matches!(next, Ok(Message::Close(_)) | Err(_)) {
                return;
            }
        }
    };
    let _ = timeout(CLOSE_TIMEOUT, closed).await;
}
