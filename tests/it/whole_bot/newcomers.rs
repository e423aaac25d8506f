//! A server that has just installed the bot: one message that says what it is, and alerts by one form.

use practice_discord::{NewGuild, ids};
use serde_json::{Value, json};

use super::office::{Office, Seen};

#[tokio::test]
async fn a_server_that_installs_the_bot_is_told_once_what_it_is_and_how_it_is_asked() {
    let mut office = Office::open().await;
    let guild = office.setting.discord.join_guild(&NewGuild::numbered(7));
    let channel = ids::further_channel(guild, 0);
    let told = office.told_in(channel).await;
    assert_eq!(told.title(), "Attaché is here");
    for command in ["/issue", "/ask", "/summits"] {
        assert!(
            told.description().contains(command),
            "{}",
            told.description()
        );
    }
    assert_eq!(told.labels(), ["Set up alerts", "What can you do?"]);
    // Discord names every server again after each connection.
    office.restart_bot().await;
    let posts = |office: &Office| {
        let path = format!("/channels/{channel}/messages");
        let requests = office.setting.discord.requests();
        requests
            .iter()
            .filter(|request| request.path == path)
            .count()
    };
    assert_eq!(office.issue("iran").await.title(), "Iran");
    assert_eq!(posts(&office), 1);
    office.close().await;
}

#[tokio::test]
async fn the_bot_introduces_itself_where_it_may_and_in_the_servers_language() {
    const SEND_MESSAGES: u64 = 1 << 11;
    let mut office = Office::open().await;
    let guild = office.setting.discord.join_guild(&NewGuild {
        locale: "fr".to_owned(),
        channels: 2,
        denied: vec![(0, SEND_MESSAGES)],
        ..NewGuild::numbered(8)
    });
    let told = office.told_in(ids::further_channel(guild, 1)).await;
    assert!(told.title().contains("Attaché"), "{}", told.title());
    assert_ne!(told.title(), "Attaché is here");
    office.close_but_for(&[50_013, 50_001]).await;
}

#[tokio::test]
async fn alerts_are_set_up_by_one_form_and_a_test_is_posted_from_there() {
    let mut office = Office::open().await;
    let help = office.ask("help", &[]).await;
    let form = office.press(&help, "Set up alerts").await;
    let Seen::Form { modal, .. } = &form else {
        panic!("no form: {form:?}");
    };
    let fields = modal["components"].as_array().unwrap();
    assert_eq!(fields.len(), 5, "{modal:#}");
    let filled = json!([
        { "type": 18, "component": { "type": 3, "custom_id": "summits", "values": ["all"] } },
        { "type": 18, "component": { "type": 22, "custom_id": "before", "values": ["7d", "2h"] } },
        { "type": 18, "component": { "type": 8, "custom_id": "channel", "values": [ids::WATCH_FLOOR] } },
        { "type": 18, "component": { "type": 6, "custom_id": "role", "values": [ids::WATCH] } },
        { "type": 18, "component": { "type": 3, "custom_id": "zone", "values": ["Europe/Brussels"] } },
    ]);
    let done = office.submit_fields(&form, filled).await;
    assert_eq!(done.title(), "Subscribed");
    assert!(done.is_private());
    let tested = office.press(&done, "Post a test").await.message();
    assert_eq!(tested.title(), "The test is posted");
    let test = office.told_in(ids::WATCH_FLOOR).await;
    assert_eq!(test.0["content"], "Test of alerts");
    office.close().await;
}

#[tokio::test]
async fn who_may_not_set_alerts_is_told_and_gets_no_form() {
    let mut office = Office::open().await;
    let guild = office.setting.discord.join_guild(&NewGuild::numbered(9));
    let told = office.told_in(ids::further_channel(guild, 0)).await;
    let knob = told.knob("Set up alerts");
    let refused = office.press_as(ids::NOOR, &told, &knob).await.message();
    assert_eq!(
        refused.title(),
        "Only server managers can see and change its alerts"
    );
    assert!(refused.is_private());
    office.close().await;
}

#[tokio::test]
async fn help_is_for_whoever_asks_and_in_their_language() {
    let mut office = Office::open().await;
    let of_manager = office.ask("help", &[]).await;
    assert!(field(&of_manager.0, "For managers of this server").is_some());
    let of_member = office.command(ids::NOOR, "help", &[]).await.message();
    assert!(field(&of_member.0, "For managers of this server").is_none());
    assert!(field(&of_member.0, "On watch").is_some());
    office.close().await;
}

fn field<'m>(message: &'m Value, heading: &str) -> Option<&'m Value> {
    let fields = message["embeds"][0]["fields"].as_array()?;
    fields.iter().find(|field| field["name"] == heading)
}

#[tokio::test]
async fn where_the_bot_may_not_read_the_history_it_answers_without_a_reply() {
    const READ_MESSAGE_HISTORY: u64 = 1 << 16;
    const NO_HISTORY: u64 = 160_002;
    let mut office = Office::open().await;
    office
        .setting
        .discord
        .deny_bot(ids::GENERAL, READ_MESSAGE_HISTORY);
    let question = format!("<@{}> what does China want in the Arctic?", ids::BOT);
    let answer = office.say_in(&json!(ids::GENERAL), &question).await;
    assert!(answer.0["message_reference"].is_null(), "{:#}", answer.0);
    let content = answer.0["content"].as_str().unwrap();
    assert!(content.contains("Read Message History"), "{content}");
    assert!(!answer.title().is_empty());
    office.close_but_for(&[NO_HISTORY]).await;
}

#[tokio::test]
async fn a_mention_of_the_bots_role_is_answered_with_what_to_do() {
    let mut office = Office::open().await;
    let question = format!("<@&{}> what does China want?", ids::BOT_ROLE);
    let answer = office.say_in(&json!(ids::GENERAL), &question).await;
    assert_eq!(answer.title(), "Mention me, not my role");
    assert!(answer.description().contains(&format!("<@{}>", ids::BOT)));
    office.close().await;
}

#[tokio::test]
async fn forwards_polls_and_pictures_in_a_direct_message_are_answered_and_not_greeted() {
    let mut office = Office::open().await;
    let direct = office.direct_channel().await;
    let channel = practice_discord::Snowflake(direct.as_str().unwrap().parse().unwrap());
    for (message, title) in [
        (
            json!({ "content": "", "message_snapshots": [{ "message": { "content": "Iran signed", "type": 0 } }] }),
            "Topics in this message",
        ),
        (
            json!({ "content": "", "poll": { "question": { "text": "SCO or BRICS?" }, "answers": [] } }),
            "Topics in this message",
        ),
        (
            json!({ "content": "", "attachments": [{ "id": "5", "filename": "a.png", "size": 1, "url": "https://example.com/a.png", "proxy_url": "https://example.com/a.png" }] }),
            "I can only read text",
        ),
    ] {
        office
            .setting
            .discord
            .post_message_json(ids::ADA, channel, &message);
        let answer = office.told_in(channel).await;
        assert_eq!(answer.title(), title, "{message}");
    }
    office.close().await;
}

#[tokio::test]
async fn what_others_asked_is_shown_to_nobody_elsewhere() {
    let mut office = Office::open().await;
    office
        .ask("ask", &[("question", "How do I cook rice in Atlantis?")])
        .await;
    let status = office.attache(ids::NOOR, "status").await;
    assert!(
        !status.description().contains("Atlantis"),
        "{}",
        status.description()
    );
    assert!(
        !status.description().contains("Questions"),
        "{}",
        status.description()
    );
    let general = office.attache(ids::ADA, "status").await;
    assert!(
        !general.description().contains("Atlantis"),
        "{}",
        general.description()
    );
    let there = office.editors_status().await;
    assert!(
        there.description().contains("Atlantis"),
        "{}",
        there.description()
    );
    office.close().await;
}

#[tokio::test]
async fn a_server_can_fix_its_language() {
    let mut office = Office::open().await;
    let general = json!(ids::GENERAL);
    let fixed = office
        .below(
            (ids::ADA, &general),
            "attache",
            "language",
            &[("language", "Русский")],
        )
        .await;
    assert!(fixed.is_private());
    let page = office.issue("iran").await;
    assert!(
        page.footer().chars().any(|c| ('а'..='я').contains(&c)),
        "{}",
        page.footer()
    );
    // A restart keeps it.
    office.restart_bot().await;
    let help = office.ask("help", &[]).await;
    assert!(
        help.title().chars().any(|c| ('а'..='я').contains(&c)),
        "{}",
        help.title()
    );
    let back = office
        .below(
            (ids::ADA, &general),
            "attache",
            "language",
            &[("language", "each reader's own")],
        )
        .await;
    assert_eq!(back.title(), "Language");
    let refused = office
        .below(
            (ids::NOOR, &general),
            "attache",
            "language",
            &[("language", "English")],
        )
        .await;
    assert_eq!(refused.title(), "Only server managers can fix the language");
    office.close().await;
}
