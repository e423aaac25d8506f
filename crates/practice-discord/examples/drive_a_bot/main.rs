//! Drives any bot that has a command `/echo text`, whatever it is written in:
//!
//! ```text
//! cargo run -p practice-discord --example drive_a_bot -- node bot.mjs
//! ```
//!
//! Starts a practice Discord, then the bot with `DISCORD_URL` and `DISCORD_TOKEN` in its environment. Ada uses the
//! command on the page, the bot is asked to reconnect and resume, and Noor uses it again. At the end the bot's standard
//! input is closed.
//!
//! With `--tour` before the command line, the bot is one with buttons, replies and threads, such as the one in
//! `tests/clients/serenity`, and has to end by itself.

mod tour;

use std::{
    env,
    error::Error,
    process::{Child, Command, ExitStatus, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use clock::SystemClock;
use practice_discord::{
    PracticeDiscord, Snowflake, TOKEN,
    driver::Page,
    ids::{ADA, GENERAL, NOOR},
};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

/// Long enough for an interpreter to load a library on a busy machine.
const BOT_TIMEOUT: Duration = Duration::from_mins(1);
/// How often the bot's process is looked at.
const POLL_INTERVAL: Duration = Duration::from_millis(100);

/// The bot's process, which ends with this value.
struct Bot(Child);

impl Bot {
    /// Waits until the bot ends by itself.
    async fn ended(&mut self) -> std::io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status);
            }
            sleep(POLL_INTERVAL).await;
        }
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::main]
#[expect(clippy::print_stdout, reason = "an example's output")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1).peekable();
    let is_tour = arguments.next_if(|argument| argument == "--tour").is_some();
    let program = arguments.next().ok_or("which bot? Give its command line")?;
    let began = Instant::now();
    let listen = "127.0.0.1:0".parse()?;
    let discord = PracticeDiscord::start(listen, Arc::new(SystemClock)).await?;
    let mut page = Page::open(discord.address()).await;
    let bot = Command::new(program)
        .args(arguments)
        .env("DISCORD_URL", discord.url())
        .env("DISCORD_TOKEN", TOKEN)
        .stdin(Stdio::piped())
        .spawn()?;
    let mut bot = Bot(bot);

    tokio::select! {
        driven = timeout(BOT_TIMEOUT, async {
            if is_tour {
                tour::drive(&discord, &mut page).await;
            } else {
                drive(&discord, &mut page).await;
            }
        }) => driven?,
        status = bot.ended() => return Err(format!("the bot ended by itself: {}", status?).into()),
    }
    let seconds = began.elapsed().as_secs_f64();
    for compression in discord.compressions() {
        println!("answered over a gateway with compression {compression}, in {seconds:.1} s");
    }
    if is_tour {
        drop(bot.0.stdin.take());
        let ended = timeout(BOT_TIMEOUT, bot.ended()).await??;
        assert!(ended.success(), "an orderly end: {ended}");
        page.until(|frame| frame["t"] == "bot" && frame["connected"] == false)
            .await;
    }
    drop(bot);
    discord.shutdown().await;
    Ok(())
}

async fn drive(discord: &PracticeDiscord, page: &mut Page) {
    let is_connected = |frame: &Value| frame["t"] == "bot" && frame["connected"] == true;
    let (mut echo, mut connected) = (None, false);
    while echo.is_none() || !connected {
        let frame = page.until(|_| true).await;
        connected |= is_connected(&frame);
        let commands = frame["commands"].as_array().into_iter().flatten();
        let found = commands.clone().find(|command| command["name"] == "echo");
        echo = found.map(|command| command["id"].clone()).or(echo);
    }
    let echo = echo.as_ref().and_then(Value::as_str).expect("an id");
    say(page, ADA, echo, "안녕, 👩‍🚀!").await;

    discord.ask_to_reconnect();
    page.until(is_connected).await;
    say(page, NOOR, echo, "and after a resume").await;
}

/// Uses the command, and holds the answer against what it must be.
async fn say(page: &mut Page, person: Snowflake, echo: &str, text: &str) {
    let options = json!([{ "name": "text", "type": 3, "value": text }]);
    let asked = page.use_command(person, echo, &options).await;
    let answer = page.frame("message").await["message"].take();
    assert_eq!(answer["content"], format!("You said: {text}"));
    assert_eq!(answer["channel_id"], GENERAL.to_string());
    assert_eq!(
        answer["interaction_metadata"]["user"]["id"],
        person.to_string()
    );
    assert_eq!(page.frame("ack").await["ref"], asked);
}
