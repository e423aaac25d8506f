//! Where and to whom commands are offered, and what of it is refused at registration.

use std::sync::Arc;

use clock::ManualClock;
use practice_discord::{
    Options,
    driver::INTENTS,
    ids::{self, ADA, GENERAL, NOOR},
};
use serde_json::{Value, json};

use crate::support::{start, start_with};

fn global() -> String {
    format!("/applications/{}/commands", ids::BOT)
}

fn of_guild() -> String {
    format!("/applications/{}/guilds/{}/commands", ids::BOT, ids::GUILD)
}

fn with(change: &Value) -> Value {
    let mut command = json!({ "name": "ask", "description": "Ask anything" });
    for (key, value) in change.as_object().expect("an object") {
        command[key] = value.clone();
    }
    command
}

#[tokio::test]
async fn what_says_where_a_command_is_offered_is_checked_and_given_back() {
    let server = start().await;
    let fits = json!({
        "contexts": [0, 1, 2], "integration_types": [0, 1], "nsfw": false,
        "default_member_permissions": "18014398509481983",
    });
    let stored = server.rest.post(&global(), &with(&fits)).await;
    assert_eq!(stored.status, 201, "{stored:?}");
    for (key, value) in fits.as_object().expect("an object") {
        assert_eq!(&stored.body[key], value);
    }
    let id = stored.id();
    assert_eq!(
        server.rest.get(&format!("{}/{id}", global())).await.body,
        stored.body
    );
    for (wrong, place) in [
        (json!({ "contexts": [] }), "/contexts/_errors"),
        (json!({ "contexts": [0, 3] }), "/contexts/1/_errors"),
        (json!({ "contexts": [1, 1] }), "/contexts/1/_errors"),
        (
            json!({ "integration_types": [] }),
            "/integration_types/_errors",
        ),
        (
            json!({ "integration_types": [2] }),
            "/integration_types/0/_errors",
        ),
        (
            json!({ "integration_types": [0, 0] }),
            "/integration_types/1/_errors",
        ),
        (
            json!({ "default_member_permissions": "18014398509481984" }),
            "/default_member_permissions/_errors",
        ),
        (
            json!({ "default_member_permissions": "x" }),
            "/default_member_permissions/_errors",
        ),
        (json!({ "handler": 1 }), "/handler/_errors"),
        (json!({ "nsfw": "no" }), "/nsfw/_errors"),
    ] {
        let refused = server.rest.post(&global(), &with(&wrong)).await;
        assert_eq!(refused.error(), (400, 50035), "{wrong}");
        assert!(
            refused.body["errors"].pointer(place).is_some(),
            "{refused:?}"
        );
    }
}

#[tokio::test]
async fn the_entry_point_command_cannot_be_left_out_of_a_bulk_registration() {
    let clock = Arc::new(ManualClock::at(
        "2026-03-02T09:00:00Z".parse().expect("a moment"),
    ));
    let options = Options {
        entry_point: true,
        ..Options::new(clock.clone())
    };
    let server = start_with(clock, options).await;
    let known = server.rest.get(&global()).await.body;
    let launch = known[0].clone();
    assert_eq!(
        (&launch["name"], &launch["type"], &launch["handler"]),
        (&json!("launch"), &json!(4), &json!(2))
    );
    let without = json!([with(&json!({}))]);
    assert_eq!(
        server.rest.put(&global(), &without).await.error(),
        (400, 50240)
    );
    assert_eq!(server.rest.get(&global()).await.body, known);
    let with_it = json!([with(&json!({})), { "name": "launch", "type": 4, "handler": 2 }]);
    let stored = server.rest.put(&global(), &with_it).await;
    assert_eq!((stored.status, &stored.body[1]["id"]), (200, &launch["id"]));
    // One by one nothing is lost, and a guild has no such command.
    assert_eq!(
        server.rest.post(&global(), &with(&json!({}))).await.status,
        200
    );
    assert_eq!(server.rest.put(&of_guild(), &without).await.status, 200);
    assert_eq!(
        server.rest.put(&of_guild(), &with_it).await.error(),
        (400, 50035)
    );
}

#[tokio::test]
async fn a_refused_name_is_named_by_its_place_and_language() {
    let server = start().await;
    let names = json!({ "name_localizations": { "fr": "demander", "ru": "спросить" } });
    let bodies = json!([{ "name": "help", "description": "Help" }, with(&names)]);
    server.discord.refuse_localized_name("ru", "спросить");
    let refused = server.rest.put(&global(), &bodies).await;
    assert_eq!(refused.error(), (400, 50035));
    let tree = json!({ "1": { "name_localizations": { "ru": { "_errors": [
        { "code": "APPLICATION_COMMAND_INVALID_NAME", "message": "Command name is invalid" },
    ] } } } });
    assert_eq!(refused.body["errors"], tree);
    assert_eq!(server.rest.get(&global()).await.body, json!([]));
    let names = json!({ "name_localizations": { "fr": "demander" } });
    assert_eq!(
        server
            .rest
            .put(&global(), &json!([with(&names)]))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_menu_takes_names_of_several_words_in_languages_that_there_are() {
    let server = start().await;
    let menu = |locale: &str| json!({ "name": "Look this up", "type": 3, "name_localizations": { locale: "Chercher ceci" } });
    assert_eq!(server.rest.post(&global(), &menu("fr")).await.status, 201);
    assert_eq!(
        server.rest.post(&global(), &menu("xx")).await.error(),
        (400, 50035)
    );
}

#[tokio::test]
async fn a_command_is_used_only_where_and_by_whom_it_is_offered() {
    let server = start().await;
    let mut page = server.page().await;
    let direct = page.direct_channel(NOOR).await;
    for (offer, in_guild, in_direct) in [
        (json!({}), true, true),
        (json!({ "contexts": [0] }), true, false),
        (json!({ "contexts": [1] }), false, true),
        (json!({ "contexts": [2] }), false, false),
        (
            json!({ "contexts": null, "dm_permission": false }),
            true,
            false,
        ),
        (json!({ "default_member_permissions": "32" }), false, true),
        (json!({ "default_member_permissions": "0" }), false, true),
        (json!({ "default_member_permissions": "2048" }), true, true),
        (json!({ "integration_types": [1] }), false, false),
    ] {
        let id = server
            .rest
            .put(&global(), &json!([with(&offer)]))
            .await
            .body[0]["id"]
            .take();
        for (channel, is_offered) in [(GENERAL, in_guild), (direct, in_direct)] {
            let mut bot = server.bot(INTENTS).await;
            let frame = json!({ "t": "command", "channel_id": channel, "id": id });
            if is_offered {
                page.send(NOOR, frame).await;
                bot.until("INTERACTION_CREATE").await;
            } else {
                let refused = page.outcome(NOOR, frame).await;
                assert_eq!(refused["t"], "failed", "{offer} in {channel}");
            }
            server.discord.invalidate_sessions();
        }
    }
    // An administrator may use what is left to administrators.
    let offer = json!({ "default_member_permissions": "0" });
    let id = server
        .rest
        .put(&global(), &json!([with(&offer)]))
        .await
        .body[0]["id"]
        .take();
    let mut bot = server.bot(INTENTS).await;
    page.send(
        ADA,
        json!({ "t": "command", "channel_id": GENERAL, "id": id }),
    )
    .await;
    bot.until("INTERACTION_CREATE").await;
}

#[tokio::test]
async fn an_interaction_says_where_it_was_begun_and_who_installed_the_bot() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let direct = page.direct_channel(NOOR).await;
    let offer = json!({ "integration_types": [0, 1] });
    let id = server.rest.post(&global(), &with(&offer)).await.id();
    let frame =
        |channel| json!({ "t": "command", "channel_id": channel, "id": id, "locale": "ru" });
    page.send(NOOR, frame(GENERAL)).await;
    let asked = bot.until("INTERACTION_CREATE").await;
    assert_eq!(asked["context"], 0);
    assert_eq!(
        asked["authorizing_integration_owners"],
        json!({ "0": ids::GUILD })
    );
    assert_eq!(
        (&asked["locale"], &asked["guild_locale"]),
        (&json!("ru"), &json!("en-US"))
    );
    assert_eq!(
        asked["guild"],
        json!({ "id": ids::GUILD, "locale": "en-US", "features": [] })
    );
    assert_eq!(
        (&asked["channel"]["type"], &asked["entitlements"]),
        (&json!(0), &json!([]))
    );
    assert_eq!(asked["attachment_size_limit"], 10_485_760);
    assert!(asked["member"]["permissions"].is_string() && asked["app_permissions"].is_string());

    server.discord.install_for(NOOR);
    page.send(NOOR, frame(direct)).await;
    let asked = bot.until("INTERACTION_CREATE").await;
    assert_eq!(
        (&asked["context"], &asked["channel"]["type"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        asked["authorizing_integration_owners"],
        json!({ "0": "0", "1": NOOR })
    );
    page.send(ADA, frame(GENERAL)).await;
    let asked = bot.until("INTERACTION_CREATE").await;
    assert_eq!(asked["member"]["permissions"], "9007199254740991");
    assert_eq!(
        asked["authorizing_integration_owners"],
        json!({ "0": ids::GUILD })
    );
}
