//! Questions in plain words, wherever they are asked: mentions, replies, direct messages, `/ask`.

use std::time::Duration;

use jiff::SignedDuration;
use practice_discord::Snowflake;
use practice_discord::ids::{ADA, BOT, EDITORS, GENERAL, NOOR};
use serde_json::json;

use super::office::{Message, Office};

/// A mention of the bot, as Discord writes it.
fn mention(question: &str) -> String {
    format!("<@{BOT}> {question}")
}

/// Says something to the bot, and waits for its answer.
async fn told(office: &mut Office, person: Snowflake, text: &str) -> Message {
    let said = office.say(person, GENERAL, text, None).await;
    let answer = office.told_in(GENERAL).await;
    assert_eq!(answer.0["message_reference"]["message_id"], said.0["id"]);
    answer
}

fn topics(message: &Message) -> Vec<String> {
    let knobs = message.knobs().into_iter();
    let topics = knobs.filter(|knob| knob.custom_id.starts_with("1/look/topic/"));
    topics.map(|knob| knob.label).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mention_is_answered_below_the_question_with_dates_and_sources_and_nobody_is_pinged() {
    let mut office = Office::open().await;
    let answer = told(&mut office, ADA, &mention("who is propping up maduro?")).await;
    assert_eq!(answer.title(), "Venezuela");
    let text = answer.description();
    assert!(text.contains("“who is propping up maduro?”"), "{text}");
    assert!(
        text.contains("In 2019") && text.contains("U.S. Institute of Peace"),
        "{text}"
    );
    assert!(!answer.pings(), "{:#}", answer.0);
    assert!(!answer.is_private());
    let typing = format!("/channels/{GENERAL}/typing");
    let requests = office.setting.discord.requests();
    assert!(requests.iter().any(|request| request.path == typing));
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follow_up_is_understood_even_after_a_restart_but_not_by_another_nor_after_a_while() {
    let mut office = Office::open().await;
    told(
        &mut office,
        ADA,
        &mention("how did china react to maduro's capture?"),
    )
    .await;
    office.settled(ADA, "how did china react").await;
    office.restart_bot().await;
    let answer = told(&mut office, ADA, &mention("and russia?")).await;
    let text = answer.description();
    assert!(
        text.contains("Continuing: ") && text.contains("armed aggression"),
        "{text}"
    );
    // Nobody else has asked before.
    let other = told(&mut office, NOOR, &mention("and russia?")).await;
    assert!(
        !other.description().contains("Continuing:"),
        "{}",
        other.description()
    );
    office.settled(ADA, "and russia?").await;
    office.setting.clock.advance(SignedDuration::from_mins(16));
    let late = told(&mut office, ADA, &mention("and china?")).await;
    assert!(
        !late.description().contains("Continuing:"),
        "{}",
        late.description()
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_knows_is_declined_with_three_topics_and_kept_for_the_editors_without_a_name() {
    let mut office = Office::open().await;
    let question = "what is China's policy on Brazilian soybeans?";
    let answer = told(&mut office, ADA, &mention(question)).await;
    assert_eq!(answer.title(), "I couldn't find that in my pages");
    assert_eq!(topics(&answer).len(), 3, "{:?}", answer.labels());
    let first = topics(&answer)[0].clone();
    let page = office.press(&answer, &first).await.message();
    assert!(page.is_private());
    assert_eq!(page.title(), first);
    office.settled(ADA, "soybeans").await;
    let status = office.editors_status().await;
    let text = status.description();
    assert!(
        text.contains("soybeans") && text.contains("asked once, not answered"),
        "{text}"
    );
    assert!(!text.contains(&ADA.to_string()), "{text}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_did_not_help_is_counted_for_the_editors() {
    let mut office = Office::open().await;
    let answer = office
        .ask("ask", &[("question", "who chairs the SCO?")])
        .await;
    assert!(
        answer.description().contains("Kyrgyzstan"),
        "{}",
        answer.description()
    );
    office.settled(ADA, "who chairs the SCO?").await;
    let form = office.press(&answer, "👎").await;
    let reason = json!({ "type": 21, "custom_id": "reason", "value": "fact" });
    let remark = json!({ "type": 4, "custom_id": "remark", "value": "The chair has changed." });
    let fields = [reason, remark].map(|field| json!({ "type": 18, "component": field }));
    let thanks = office.submit_fields(&form, json!(fields)).await;
    assert!(thanks.is_private());
    assert_eq!(thanks.title(), "Thanks! (anonymous)");
    let note = office.told_in(EDITORS).await;
    let text = note.whole();
    assert!(
        text.contains("The chair has changed.") && text.contains("who chairs the SCO?"),
        "{text}"
    );
    assert!(
        !text.contains(&ADA.to_string()) && !text.contains("Ada"),
        "{text}"
    );
    let store = office.store();
    let gaps = store.gaps(5).await.expect("a database");
    let [gap] = &gaps[..] else {
        panic!("{gaps:?}");
    };
    assert_eq!((gap.missed, gap.missed_fact, gap.missed_page), (1, 1, 0));
    assert_eq!(gap.remark.as_deref(), Some("The chair has changed."));
    store.close().await;
    let status = office.editors_status().await;
    let text = status.description();
    assert!(
        text.contains("answered from Shanghai Cooperation Organization, which did not help"),
        "{text}"
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_direct_message_and_a_reply_are_questions_and_other_messages_are_left_alone() {
    let mut office = Office::open().await;
    let direct = office.direct_channel().await;
    let direct: Snowflake = direct
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    office.say(ADA, direct, "when is the next G20?", None).await;
    let answer = office.told_in(direct).await;
    assert!(
        answer.title().starts_with("G20 leaders' summit"),
        "{}",
        answer.title()
    );
    office.say(ADA, GENERAL, "who backs Maduro?", None).await;
    let first = told(
        &mut office,
        ADA,
        &mention("what does russia want in syria?"),
    )
    .await;
    assert_eq!(first.title(), "Syria");
    office.settled(ADA, "what does russia want in syria?").await;
    office.say(ADA, GENERAL, "and china?", Some(&first)).await;
    let second = office.told_in(GENERAL).await;
    assert_eq!(second.title(), "Syria");
    assert!(
        second.description().contains("Continuing:"),
        "{}",
        second.description()
    );
    // A bare mention is greeted.
    let greeting = told(&mut office, ADA, &mention("")).await;
    assert_eq!(greeting.title(), "What would you like to know?");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_sees_what_is_kept_of_them_and_only_they_can_delete_it() {
    let mut office = Office::open().await;
    let none = office.attache(NOOR, "privacy").await;
    assert!(
        none.description()
            .contains("Nothing is stored about you now"),
        "{}",
        none.description()
    );
    told(&mut office, ADA, &mention("who backs Maduro?")).await;
    office.settled(ADA, "who backs Maduro?").await;
    let kept = office.attache(ADA, "privacy").await;
    let text = kept.description();
    assert!(text.contains("your last question in 1 channel"), "{text}");
    assert_eq!(kept.0["attachments"][0]["filename"], "kept-about-you.json");
    let knob = kept.knob("Delete all of it");
    // The message is for Ada alone; a forged one, with her button, is of no use to anybody else.
    let button = json!({ "type": 2, "style": 2, "label": "x", "custom_id": knob.custom_id });
    let forged = office
        .leave_behind(json!([{ "type": 1, "components": [button] }]))
        .await;
    let refused = office
        .press_as(NOOR, &forged, &forged.knob("x"))
        .await
        .message();
    assert!(
        refused.title().contains("somebody else's"),
        "{}",
        refused.whole()
    );
    let deleted = office.press(&kept, "Delete all of it").await.message();
    assert_eq!(deleted.title(), "Deleted");
    let none = office.attache(ADA, "privacy").await;
    assert!(
        none.description()
            .contains("Nothing is stored about you now")
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_away_keeps_no_question_from_being_answered() {
    let mut office = Office::open().await;
    office.take_database_away().await;
    let answer = office
        .ask("ask", &[("question", "who backs Maduro?")])
        .await;
    assert_eq!(answer.title(), "Venezuela");
    office.close().await;
}

impl Office {
    /// Waits until this question, asked in #general, is written down.
    async fn settled(&mut self, person: Snowflake, question: &str) {
        let store = self.store();
        let written = async {
            let since = jiff::Timestamp::UNIX_EPOCH;
            let kept = || store.turn(GENERAL.0, person.0, since);
            while !kept()
                .await
                .expect("a database")
                .is_some_and(|turn| turn.contains(question))
            {
                tokio::task::yield_now().await;
            }
        };
        let patience = Duration::from_secs(10);
        tokio::time::timeout(patience, written)
            .await
            .expect("a turn that is kept");
        store.close().await;
    }
}
