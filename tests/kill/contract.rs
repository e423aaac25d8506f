//! Two posts of one process, each within a second of its instant.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use clock::SystemClock;
use jiff::{SignedDuration, Timestamp};
use practice_discord::{PracticeDiscord, Request, ids};
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::bot::Recipe;
use super::calendar::{Calendar, seconds_after};
use super::database::{Database, Server};
use super::oracle::judge;

/// How far from its due instant a post may be.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(1);

/// One subscription, a summit 60 seconds ahead, told 50 and 30 seconds before: two posts, each at its second, and still
/// two if the process is killed in between.
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
pub(crate) async fn hold() -> Result<String, String> {
    let listen = "127.0.0.1:0".parse().unwrap();
    let discord = PracticeDiscord::start(listen, Arc::new(SystemClock))
        .await
        .unwrap();
    let begins = seconds_after(Timestamp::now(), 60);
    let subscription = format!(
        "channel = {}\nsummits = [\"all\"]\nbefore = [\"50s\", \"30s\"]\nmention_role = {}",
        ids::WATCH_FLOOR,
        ids::WATCH
    );
    let calendar = Calendar::new(&[begins], &[subscription], "");
    let database = Database::without_tables(&Server::Sqlite).await;
    let recipe = Recipe::of(&discord, &calendar, &database.url);
    let promised = calendar.promised(Timestamp::now());
    let path = format!("/channels/{}/messages", ids::WATCH_FLOOR);
    let is_post = |request: &Request| request.method == "POST" && request.path == path;
    let bot = recipe.start();
    let first = timeout(Duration::from_secs(30), discord.request(is_post)).await;
    first.map_err(|_| format!("no first post\n{}", recipe.last_words()))?;
    sleep(Duration::from_secs(5)).await;
    bot.kill()?;
    let mut bot = recipe.start();
    let until_begun = Duration::try_from(begins.duration_since(Timestamp::now()));
    sleep(until_begun.unwrap_or_default()).await;
    bot.is_alive()?;
    drop(bot);
    let requests = discord.requests();
    let posts: Vec<&Request> = requests.iter().filter(|request| is_post(request)).collect();
    if posts.len() != 2 {
        return Err(format!(
            "{} posts: {posts:#?}\n{}",
            posts.len(),
            recipe.last_words()
        ));
    }
    let mut told = "two posts, one killed process".to_owned();
    for (post, before) in posts.iter().zip([50, 30]) {
        let due = begins - SignedDuration::from_secs(before);
        let off = post.at.duration_since(due);
        let called = json!({ "parse": [], "roles": [ids::WATCH] });
        let nonce = post.body["nonce"].as_str().unwrap_or_default();
        let is_right = post.status == 200
            && post.body["enforce_nonce"] == true
            && (1..=25).contains(&nonce.len())
            && promised
                .iter()
                .any(|alert| alert.id == nonce && alert.due_at == due)
            && post.body["allowed_mentions"] == called;
        if !is_right || off.is_negative() || off > TOLERANCE {
            return Err(format!(
                "{before} seconds before, off by {off:?}: {post:#?}"
            ));
        }
        write!(told, ", {} ms after its instant", off.as_millis()).unwrap();
    }
    let rows = database.store.open_alerts("", "~", Timestamp::MIN).await;
    judge(
        &promised,
        &rows.map_err(|error| error.to_string())?,
        &discord.messages(),
    )?;
    discord.shutdown().await;
    database.remove().await;
    Ok(told)
}
