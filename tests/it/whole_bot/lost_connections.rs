//! Discord stores what the bot sends, and the connection is cut before it says so. The bot sends it again, and whoever reads
//! there sees it once.

use std::time::Duration;

use practice_discord::ids::{ADA, BOT, EDITORS, GENERAL, GUILD, NOOR, READING_ROOM};
use practice_discord::{Fault, Snowflake};
use serde_json::{Value, json};

use crate::support::folder::Folder;
use crate::whole_bot::office::{Message, Office};

const QUESTION: &str = "who is propping up maduro?";

fn messages_of(channel: Snowflake) -> String {
    format!("/channels/{channel}/messages")
}

impl Office {
    /// Lets Discord carry out the next such request and cut the connection instead of an answer.
    fn cut_after(&self, path: &str) {
        self.setting
            .discord
            .fail_next("POST", path, Fault::StoredThenReset);
    }

    fn times_sent(&self, path: &str) -> usize {
        let requests = self.setting.discord.requests();
        let sent =
            |request: &&practice_discord::Request| request.method == "POST" && request.path == path;
        requests.iter().filter(sent).count()
    }

    /// Waits until the bot has sent this so often.
    async fn sent(&self, path: &str, times: usize) {
        let sent = async {
            let mut looks = tokio::time::interval(Duration::from_millis(10));
            while self.times_sent(path) < times {
                looks.tick().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), sent)
            .await
            .unwrap_or_else(|_| panic!("{path} was sent {} times", self.times_sent(path)));
    }

    /// What the bot has said in a channel and still stands there.
    fn said_by_bot(&self, channel: Snowflake) -> Vec<Value> {
        // That it added somebody to a thread is said in its name too.
        const ADDED: u64 = 1;
        let mut messages = self.setting.discord.messages();
        messages.retain(|message| {
            message["channel_id"] == json!(channel)
                && message["author"]["id"] == json!(BOT)
                && message["type"] != ADDED
        });
        messages
    }

    /// Asserts that the one message in a channel is this, and that it was sent twice.
    async fn stands_once(&self, channel: Snowflake, message: &Message) {
        let path = messages_of(channel);
        self.sent(&path, 2).await;
        let said = self.said_by_bot(channel);
        assert_eq!(said.len(), 1, "{said:#?}");
        assert_eq!(said[0]["id"], message.0["id"]);
        assert_eq!(self.times_sent(&path), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_mention_stands_once() {
    let mut office = Office::open().await;
    office.cut_after(&messages_of(GENERAL));
    office
        .say(ADA, GENERAL, &format!("<@{BOT}> {QUESTION}"), None)
        .await;
    let answer = office.told_in(GENERAL).await;
    assert_eq!(answer.title(), "Venezuela");
    office.stands_once(GENERAL, &answer).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_reply_stands_once_and_another_question_gets_its_own() {
    let mut office = Office::open().await;
    let page = office.issue("venezuela").await;
    let said = office.said_by_bot(GENERAL).len();
    office.cut_after(&messages_of(GENERAL));
    let question = office.say(NOOR, GENERAL, QUESTION, Some(&page)).await;
    let answer = office.told_in(GENERAL).await;
    assert_eq!(
        answer.0["message_reference"]["message_id"],
        question.0["id"]
    );
    office.sent(&messages_of(GENERAL), 2).await;
    assert_eq!(office.said_by_bot(GENERAL).len(), said + 1);
    // The same words again are another question.
    office.say(NOOR, GENERAL, QUESTION, Some(&page)).await;
    let again = office.told_in(GENERAL).await;
    assert_ne!(again.0["id"], answer.0["id"]);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_direct_message_stands_once() {
    let mut office = Office::open().await;
    let direct = office.direct_channel().await;
    let channel = direct.as_str().unwrap().parse().unwrap();
    office.cut_after(&messages_of(channel));
    let answer = office.say_in(&direct, QUESTION).await;
    assert_eq!(answer.title(), "Venezuela");
    office.stands_once(channel, &answer).await;
    office.close().await;
}

#[tokio::test]
async fn a_notice_for_the_editors_stands_once_and_the_next_one_too() {
    let knowledge = Folder::copy_of_shipped();
    let mut office = Office::open_on(knowledge.path()).await;
    let file = knowledge.path().join("hotspots/arctic.toml");
    let sound = std::fs::read_to_string(&file).unwrap();
    let broken = sound.replacen("summary = ", "sumary = ", 1);
    std::fs::write(&file, &broken).unwrap();
    office.cut_after(&messages_of(EDITORS));
    office.attache(ADA, "reload").await;
    let notice = office.told_in(EDITORS).await;
    office.stands_once(EDITORS, &notice).await;
    // The same fault after it was corrected is another notice, though it says the same.
    std::fs::write(&file, &sound).unwrap();
    office.attache(ADA, "reload").await;
    office.told_in(EDITORS).await;
    std::fs::write(&file, &broken).unwrap();
    office.attache(ADA, "reload").await;
    let again = office.told_in(EDITORS).await;
    assert_eq!(again.description(), notice.description());
    assert_eq!(office.said_by_bot(EDITORS).len(), 3);
    office.close().await;
}

#[tokio::test]
async fn feedback_stands_once_and_whoever_wrote_it_is_thanked() {
    let mut office = Office::open().await;
    let form = office.command(ADA, "feedback", &[("page", "arctic")]).await;
    office.cut_after(&messages_of(EDITORS));
    let told = office.submit(&form, "The map is wrong.").await;
    assert_eq!(told.title(), "Thank you");
    let note = office.told_in(EDITORS).await;
    office.stands_once(EDITORS, &note).await;
    // Who writes the same twice has said it twice.
    let form = office.command(ADA, "feedback", &[("page", "arctic")]).await;
    office.submit(&form, "The map is wrong.").await;
    assert_eq!(office.said_by_bot(EDITORS).len(), 2);
    office.close().await;
}

#[tokio::test]
async fn a_question_that_comes_back_stands_once() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(NOOR, message).await;
    office.answer(NOOR, &question, false).await;
    let (said, path) = (office.said_by_bot(thread).len(), messages_of(thread));
    let sent = office.times_sent(&path);
    office.cut_after(&path);
    office.setting.clock.advance(super::tours::DAY * 3);
    office.asked_in(thread).await;
    office.sent(&path, sent + 2).await;
    assert_eq!(office.said_by_bot(thread).len(), said + 1);
    office.close().await;
}

#[tokio::test]
async fn a_tour_gets_one_thread_and_one_first_page() {
    let mut office = Office::open().await;
    let threads = format!("/channels/{GENERAL}/threads");
    office.cut_after(&threads);
    // The first message after that is the tour's first page.
    office.cut_after("/channels/");
    let (thread, first) = office.tour(NOOR, &[("track", "newcomer")]).await;
    assert!(first.title().starts_with("Welcome"), "{first:?}");
    assert_eq!(office.setting.threads(NOOR).await.len(), 1);
    assert_eq!(office.times_sent(&threads), 1, "it was found");
    office.stands_once(thread, &first).await;
    // Another person's tour is another thread.
    office.tour(ADA, &[("track", "newcomer")]).await;
    assert_eq!(office.setting.threads(ADA).await.len(), 1);
    office.close().await;
}

#[tokio::test]
async fn a_thread_that_cannot_be_looked_for_is_not_started_again() {
    let mut office = Office::open().await;
    let threads = format!("/channels/{GENERAL}/threads");
    office.cut_after(&threads);
    let active = format!("/guilds/{GUILD}/threads/active");
    let away = Fault::Status(503);
    office.setting.discord.fail_next("GET", &active, away);
    office.tour(NOOR, &[("track", "newcomer")]).await;
    assert_eq!(office.setting.threads(NOOR).await.len(), 1);
    assert_eq!(office.times_sent(&threads), 1);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test]
async fn a_thread_that_was_not_started_is_started_and_an_older_one_of_the_same_name_is_no_mistake_for_it()
 {
    let mut office = Office::open().await;
    let track = [("track", "newcomer")];
    let (older, _) = office.tour(NOOR, &track).await;
    let kept = office.attache(NOOR, "privacy").await;
    let deleted = office.pressed(NOOR, &kept, "Delete all of it").await;
    assert_eq!(deleted.title(), "Deleted");
    let threads = format!("/channels/{GENERAL}/threads");
    let away = Fault::Status(502);
    office.setting.discord.fail_next("POST", &threads, away);
    let (newer, _) = office.tour(NOOR, &track).await;
    assert_ne!(newer, older);
    assert_eq!(office.setting.threads(NOOR).await.len(), 2);
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test]
async fn a_tour_in_direct_messages_begins_once() {
    let mut office = Office::open().await;
    office.cut_after("/users/@me/channels");
    office.cut_after("/channels/");
    office
        .onboard((NOOR, READING_ROOM), "start", &[("track", "newcomer")])
        .await;
    let requests = office.setting.discord.requests();
    let sent = requests
        .iter()
        .rev()
        .find(|one| one.path.ends_with("/messages"));
    let channel = sent.unwrap().path.split('/').nth(2).unwrap();
    let channel = channel.parse().unwrap();
    let first = office.told_in(channel).await;
    office.stands_once(channel, &first).await;
    office.close().await;
}
