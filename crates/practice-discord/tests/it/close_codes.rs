//! Sessions that the gateway ends: with which code, and whether they can be resumed after it.

use practice_discord::{
    driver::INTENTS,
    ids::{ADA, GENERAL},
};
use serde_json::json;

use crate::support::start;

/// <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>, and those of
/// WebSocket itself. Which of them end the session: 4007 and 4009 say "start a new session", those that say not to
/// reconnect leave nothing to resume, and 4003 is for who has no session.
const CODES: [(u16, bool); 18] = [
    (1000, true),
    (1001, true),
    (1006, true),
    (4000, true),
    (4001, true),
    (4002, true),
    (4003, false),
    (4004, false),
    (4005, true),
    (4006, false),
    (4007, false),
    (4008, true),
    (4009, false),
    (4010, false),
    (4011, false),
    (4012, false),
    (4013, false),
    (4014, false),
];

#[tokio::test]
async fn a_live_session_ends_with_the_code_and_can_be_resumed_as_the_table_says() {
    let server = start().await;
    let mut page = server.page().await;
    for (code, is_resumable) in CODES {
        let mut bot = server.bot(INTENTS).await;
        server.discord.close_sessions(code, "a reason");
        assert_eq!(bot.next().await, Err(code));
        page.say(ADA, GENERAL, "missed").await;

        let mut again = server.dial().await;
        again.seq = bot.seq;
        again.resume(&bot.session, bot.seq).await;
        if is_resumable {
            again.event("MESSAGE_CREATE").await;
            again.event("RESUMED").await;
        } else {
            let answer = again.next().await.expect("an answer");
            assert_eq!(
                (&answer["op"], &answer["d"]),
                (&json!(9), &json!(false)),
                "{code}"
            );
        }
        server.discord.invalidate_sessions();
    }
}

#[tokio::test]
async fn all_sessions_end_at_once_and_the_page_sees_the_bot_go() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bots = [server.bot(INTENTS).await, server.bot(INTENTS).await];
    assert_eq!(page.frame("bot").await["connected"], true);
    server.discord.close_sessions(4000, "");
    for bot in &mut bots {
        assert_eq!(bot.next().await, Err(4000));
    }
    assert_eq!(page.frame("bot").await["connected"], false);
}

#[tokio::test]
async fn the_next_to_identify_is_refused_once() {
    let server = start().await;
    server.discord.refuse_next_identify(4014);
    let mut bot = server.dial().await;
    bot.send(2, &practice_discord::driver::GatewayBot::identity(INTENTS))
        .await;
    assert_eq!(bot.next().await, Err(4014));
    server.bot(INTENTS).await;
}
