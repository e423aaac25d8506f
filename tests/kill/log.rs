//! What becomes of the real program when its log cannot be written, and what that log never holds.

use std::fs::{self, OpenOptions};
use std::io::{PipeReader, Write as _, pipe};
use std::process::Stdio;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use base64::prelude::{BASE64_STANDARD_NO_PAD, Engine as _};
use clock::SystemClock;
use jiff::Timestamp;
use practice_discord::driver::Page;
use practice_discord::{Options, PracticeDiscord, Request, TOKEN, ids};
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::bot::Recipe;
use super::calendar::{Calendar, seconds_after};
use super::database::{Database, Server};
use super::oracle::judge;
use super::stop::{all_ended, ended_well};

const CHANNELS: u32 = 4;
/// When the first alert is due: time to start and to plan.
const FIRST_DUE: i64 = 6;
/// Every second from then on something is due in every channel.
const SECONDS: i64 = 4;
/// How long anything is waited for.
const PATIENCE: Duration = Duration::from_secs(40);
/// More than a pipe holds, in bytes. <https://man7.org/linux/man-pages/man7/pipe.7.html>
const MORE_THAN_A_PIPE: usize = 16 << 20;

/// Who reads the log.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Reader {
    /// Somebody who ended, as `attache run 2>&1 | head -1`.
    Gone,
    /// Somebody who has stopped reading, as `attache run 2>&1 | less`.
    StandsStill,
    /// A file on a disk without room.
    FullDisk,
}

/// Everything is posted, and SIGTERM ends the process well and in time, whatever becomes of its log.
pub(crate) async fn post_without_a_reader(reader: Reader) -> Result<String, String> {
    let begin = Timestamp::now();
    let discord = practice_discord().await;
    let calendar = Calendar::each_second(seconds_after(begin, FIRST_DUE), SECONDS, CHANNELS);
    let database = Database::without_tables(&Server::Sqlite).await;
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let promised = calendar.promised(begin);
    let (log, full) = log_for(reader);
    let mut bot = recipe.start_as(&[], Some("trace"), log);
    let rows = all_ended(&database.store, promised.len()).await?;
    bot.is_alive()?;
    let metrics = judge(&promised, &rows, &discord.messages())?;
    if metrics.posted != promised.len() {
        let all = promised.len();
        return Err(format!("{} of {all} are posted: {rows:#?}", metrics.posted));
    }
    bot.signal("TERM");
    let ended = ended_well(&mut bot, &recipe).await?;
    if full.is_some_and(|full| !full.is_full()) {
        return Err("the pipe was not full".to_owned());
    }
    discord.shutdown().await;
    database.remove().await;
    Ok(format!(
        "{} alerts in {} messages, ended after {} ms",
        metrics.posted,
        metrics.messages,
        ended.as_millis()
    ))
}

/// A token that was reset ends the process, to be started again, although nobody reads why.
pub(crate) async fn end_without_a_reader() -> Result<String, String> {
    let begin = Timestamp::now();
    let discord = practice_discord().await;
    let calendar = Calendar::each_second(seconds_after(begin, FIRST_DUE), SECONDS, CHANNELS);
    let database = Database::without_tables(&Server::Sqlite).await;
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let (log, full) = log_for(Reader::StandsStill);
    let mut bot = recipe.start_as(&[], Some("trace"), log);
    all_ended(&database.store, calendar.promised(begin).len()).await?;
    discord.close_sessions(4004, "Authentication failed.");
    let closed_at = Instant::now();
    let status = loop {
        match bot.ended() {
            Some(status) => break status,
            None if closed_at.elapsed() > PATIENCE => return Err("it does not end".to_owned()),
            None => sleep(Duration::from_millis(20)).await,
        }
    };
    let was_full = full.is_some_and(|full| full.is_full());
    discord.shutdown().await;
    database.remove().await;
    if status.code() != Some(1) || !was_full {
        return Err(format!("{status}, with a full pipe: {was_full}"));
    }
    Ok(format!(
        "ended after {} ms",
        closed_at.elapsed().as_millis()
    ))
}

/// A pipe that is full, as nobody reads it.
struct FullPipe {
    /// What fills it waits for room, as whoever else writes to it.
    filling: JoinHandle<()>,
    _unread: PipeReader,
}

impl FullPipe {
    fn is_full(&self) -> bool {
        !self.filling.is_finished()
    }
}

/// Where the process is to write its log, and the pipe if nobody reads it.
fn log_for(reader: Reader) -> (Stdio, Option<FullPipe>) {
    if reader == Reader::FullDisk {
        // <https://man7.org/linux/man-pages/man4/full.4.html>
        let full = OpenOptions::new().write(true).open("/dev/full");
        return (full.unwrap().into(), None);
    }
    let (unread, log) = pipe().unwrap();
    if reader == Reader::Gone {
        return (log.into(), None);
    }
    let mut other = log.try_clone().unwrap();
    let filling = thread::spawn(move || {
        // Ends with a failure once the pipe is dropped.
        let _ = other.write_all(&vec![b'.'; MORE_THAN_A_PIPE]);
    });
    let full = FullPipe {
        filling,
        _unread: unread,
    };
    (log.into(), Some(full))
}

/// Asked for all there is to log, the process logs neither the bot's token nor that of an interaction, in whatever form.
pub(crate) async fn log_all() -> Result<String, String> {
    let discord = practice_discord().await;
    let calendar = Calendar::each_second(
        seconds_after(Timestamp::now(), FIRST_DUE),
        SECONDS,
        CHANNELS,
    );
    let database = Database::without_tables(&Server::Sqlite).await;
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let mut sizes = Vec::new();
    for (arguments, filter) in [(&["-vv"][..], None), (&[], Some("trace"))] {
        let begun = fs::read(&recipe.log).map_or(0, |log| log.len());
        let mut bot = recipe.start_verbose(arguments, filter);
        let token = answered(&discord).await?;
        bot.signal("TERM");
        ended_well(&mut bot, &recipe).await?;
        let log = fs::read(&recipe.log).unwrap().split_off(begun);
        let log = String::from_utf8_lossy(&log);
        // Of every kind that could hold one, or the test would show nothing.
        if !log.contains("TRACE") || !log.contains("twilight_gateway") {
            return Err(format!("not all is logged:\n{}", recipe.last_words()));
        }
        for secret in [TOKEN, &token] {
            if let Some(form) = forms(secret).into_iter().find(|form| log.contains(form)) {
                return Err(format!("{arguments:?}: the log holds `{form}`"));
            }
        }
        sizes.push(log.len());
    }
    discord.shutdown().await;
    database.remove().await;
    Ok(format!("no token in logs of {sizes:?} bytes"))
}

/// Somebody uses `/help` until it is answered. The token of that interaction.
async fn answered(discord: &PracticeDiscord) -> Result<String, String> {
    let since = Timestamp::now();
    let begun = Instant::now();
    while begun.elapsed() < PATIENCE {
        let mut page = Page::open(discord.address()).await;
        let commands = page.hello["commands"].as_array();
        let help = commands.and_then(|all| all.iter().find(|one| one["name"] == "help"));
        if let Some(id) = help.and_then(|help| help["id"].as_str()).map(str::to_owned) {
            page.use_command(ids::NOOR, &id, &json!([])).await;
        }
        let is_answer = |request: &Request| {
            request.at > since && request.status < 300 && request.path.ends_with("/callback")
        };
        let answer = timeout(Duration::from_secs(1), discord.request(is_answer)).await;
        if let Ok(answer) = answer {
            let token = answer.path.split('/').nth(3).expect("a token");
            return Ok(token.to_owned());
        }
    }
    Err("/help is not answered".to_owned())
}

/// How a secret could stand in a log: as it is, in hex, in base64 wherever it begins, as a list of bytes.
fn forms(secret: &str) -> Vec<String> {
    let bytes = secret.as_bytes();
    let hex = hex::encode(bytes);
    let decimal: Vec<String> = bytes.iter().map(u8::to_string).collect();
    let mut forms = vec![
        secret.to_owned(),
        hex.to_uppercase(),
        hex,
        decimal.join(", "),
        decimal.join(","),
    ];
    // What stands before it shifts it by a byte or two; the letters at both ends mix with others.
    for skipped in 0..3 {
        let whole = (bytes.len() - skipped) / 3 * 3;
        let middle = &bytes[skipped..skipped + whole];
        forms.push(BASE64_STANDARD_NO_PAD.encode(middle));
    }
    forms
}

async fn practice_discord() -> PracticeDiscord {
    let options = Options {
        further_guilds: 1,
        further_channels: CHANNELS,
        ..Options::new(Arc::new(SystemClock))
    };
    let listen = "127.0.0.1:0".parse().expect("an address");
    PracticeDiscord::start_with(listen, options).await.unwrap()
}
