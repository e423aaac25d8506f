//! The registration of commands, and what people may do with them.

use practice_discord::ids::{self, ADA, NOOR};
use serde_json::{Value, json};

use crate::support::start;
use practice_discord::driver::INTENTS;

fn global() -> String {
    format!("/applications/{}/commands", ids::BOT)
}

fn of_guild() -> String {
    format!("/applications/{}/guilds/{}/commands", ids::BOT, ids::GUILD)
}

fn command(name: &str) -> Value {
    json!({ "name": name, "description": "Something" })
}

fn with_options(options: &Value) -> Value {
    json!({ "name": "issue", "description": "Something", "options": options })
}

#[tokio::test]
async fn a_command_of_the_same_name_keeps_its_id() {
    let server = start().await;
    let first = server
        .rest
        .put(&global(), &json!([command("issue"), command("ask")]))
        .await;
    let second = server
        .rest
        .put(&global(), &json!([command("ask"), command("hotspots")]))
        .await;
    assert_eq!(second.body[0]["id"], first.body[1]["id"]);
    assert_ne!(second.body[0]["version"], first.body[1]["version"]);
    assert_eq!(server.rest.get(&global()).await.body, second.body);
    let again = server.rest.post(&global(), &command("ask")).await;
    assert_eq!(
        (again.status, &again.body["id"]),
        (200, &second.body[0]["id"])
    );
    assert_eq!(
        server.rest.post(&global(), &command("new")).await.status,
        201
    );
}

#[tokio::test]
async fn commands_of_both_scopes_reach_the_page() {
    let server = start().await;
    let mut page = server.page().await;
    server.rest.put(&global(), &json!([command("issue")])).await;
    page.frame("commands").await;
    let local = server
        .rest
        .put(&of_guild(), &json!([command("test")]))
        .await
        .body[0]
        .take();
    assert_eq!(local["guild_id"], ids::GUILD.to_string());
    let shown = page.frame("commands").await["commands"].take();
    let names: Vec<_> = shown
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["name"])
        .collect();
    assert_eq!(names, ["issue", "test"]);
    let path = format!("{}/{}", of_guild(), local["id"].as_str().expect("an id"));
    let renamed = server
        .rest
        .patch(&path, &json!({ "name": "trial" }))
        .await
        .body;
    assert_eq!(
        (&renamed["name"], &renamed["id"]),
        (&json!("trial"), &local["id"])
    );
    assert_eq!(server.rest.delete(&path).await.status, 204);
    assert_eq!(
        server.page().await.hello["commands"]
            .as_array()
            .map(Vec::len),
        Some(1)
    );
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn a_command_that_breaks_a_rule_is_refused_at_its_place() {
    let server = start().await;
    let option = |name: &str| json!({ "type": 3, "name": name, "description": "d" });
    let many: Vec<_> = (0..26).map(|n| option(&format!("o{n}"))).collect();
    let choices = |count: usize| vec![json!({ "name": "c", "value": "v" }); count];
    let mut crowded = option("o");
    crowded["choices"] = choices(26).into();
    let mut undecided = option("o");
    undecided["choices"] = choices(1).into();
    undecided["autocomplete"] = true.into();
    let mut required = option("b");
    required["required"] = true.into();
    let mut local = command("issue");
    local["name_localizations"] = json!({ "fr": "Majuscule", "xx": "x" });
    for (body, place, code) in [
        (
            command("Issue"),
            "/0/name",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (
            command("two words"),
            "/0/name",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (command(&"n".repeat(33)), "/0/name", "BASE_TYPE_BAD_LENGTH"),
        (
            json!({ "name": "issue" }),
            "/0/description",
            "BASE_TYPE_REQUIRED",
        ),
        (
            json!({ "name": "issue", "description": "d".repeat(101) }),
            "/0/description",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            local.clone(),
            "/0/name_localizations/fr",
            "APPLICATION_COMMAND_INVALID_NAME",
        ),
        (local, "/0/name_localizations/xx", "BASE_TYPE_CHOICES"),
        (
            with_options(&json!(many)),
            "/0/options",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            with_options(&json!([crowded])),
            "/0/options/0/choices",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            with_options(&json!([undecided])),
            "/0/options/0",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
        ),
        (
            with_options(&json!([option("a"), required])),
            "/0/options/1",
            "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        ),
        (
            with_options(&json!([option("a"), option("a")])),
            "/0/options/1",
            "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        ),
        (
            json!({ "name": "Menu", "type": 3, "description": "d" }),
            "/0/description",
            "BASE_TYPE_MAX_LENGTH",
        ),
    ] {
        let refused = server.rest.put(&global(), &json!([body])).await;
        assert_eq!(refused.error(), (400, 50_035), "{place}");
        let found = refused.body["errors"].pointer(&format!("{place}/_errors/0/code"));
        assert_eq!(found, Some(&json!(code)), "{:?}", refused.body);
    }
    let twins = server
        .rest
        .put(&global(), &json!([command("a"), command("a")]))
        .await;
    assert_eq!(
        twins.body["errors"]["1"]["_errors"][0]["code"],
        "APPLICATION_COMMANDS_DUPLICATE_NAME"
    );
    let names = ["справка", "帮助", "aligned-with-us", "ความช่วยเหลือ"];
    let allowed = server.rest.put(&global(), &json!(names.map(command))).await;
    assert_eq!(allowed.status, 200, "{:?}", allowed.body);
}

#[tokio::test]
async fn people_use_only_what_they_may_and_as_it_is_meant() {
    let server = start().await;
    let mut page = server.page().await;
    let mut bot = server.bot(INTENTS).await;
    let mut alerts = with_options(&json!([{
        "type": 1, "name": "add", "description": "d",
        "options": [{ "type": 8, "name": "role", "description": "d", "required": true }],
    }]));
    alerts["name"] = "alerts".into();
    alerts["default_member_permissions"] = "32".into();
    let id = server.rest.register(&alerts).await;
    let role = json!([{ "name": "role", "type": 8, "value": ids::WATCH }]);
    let add = |options: &Value| json!([{ "name": "add", "type": 1, "options": options }]);

    page.use_command(NOOR, &id, &add(&role)).await;
    let failed = page.frame("failed").await;
    assert_eq!(
        failed["text"],
        "You do not have permission to use this command"
    );
    page.use_command(ADA, &id, &add(&json!([]))).await;
    assert_eq!(page.frame("failed").await["text"], "`role` is required");
    page.use_command(ADA, &id, &json!([{ "name": "sub", "type": 1 }]))
        .await;
    assert_eq!(
        page.frame("failed").await["text"],
        "This command has no option `sub`"
    );
    page.use_command(ADA, &id, &add(&role)).await;
    let interaction = bot.until("INTERACTION_CREATE").await;
    let watch = ids::WATCH.to_string();
    assert_eq!(
        interaction["data"]["resolved"]["roles"][&watch]["name"],
        "watch"
    );
    assert_eq!(interaction["data"]["options"], add(&role));
}
