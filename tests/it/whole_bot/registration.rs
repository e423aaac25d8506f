//! The commands as Discord has them after a start: none that is not ours is lost, and none is left out for another's sake.

use serde_json::Value;

use super::office::{Office, Plan};

fn named<'c>(commands: &'c Value, name: &str) -> Option<&'c Value> {
    commands.as_array()?.iter().find(|one| one["name"] == name)
}

#[tokio::test]
async fn a_command_with_which_an_activity_is_opened_is_kept() {
    const LOSES_ENTRY_POINT: u64 = 50_240;
    let mut office = Office::open_as(Plan {
        entry_point: true,
        ..Plan::default()
    })
    .await;
    let commands = office.registered().await;
    let launch = named(&commands, "launch").expect("the command that was there");
    assert_eq!(launch["type"], 4);
    assert!(named(&commands, "issue").is_some());
    assert_eq!(office.issue("iran").await.title(), "Iran");
    office.close_but_for(&[LOSES_ENTRY_POINT]).await;
}

#[tokio::test]
async fn one_name_that_discord_refuses_costs_only_its_translation() {
    const INVALID_FORM: u64 = 50_035;
    let mut office = Office::open_as(Plan {
        refused_name: Some(("fr", "nom")),
        ..Plan::default()
    })
    .await;
    let commands = office.registered().await;
    let all = commands.as_array().unwrap().len();
    assert_eq!(all, 18);
    let issue = named(&commands, "issue").unwrap();
    assert!(
        issue["options"][0]["name_localizations"]["fr"].is_null(),
        "{issue:#}"
    );
    let hotspots = named(&commands, "hotspots").unwrap();
    assert!(
        hotspots["description_localizations"]["fr"].is_string(),
        "{hotspots:#}"
    );
    assert_eq!(office.issue("iran").await.title(), "Iran");
    office.close_but_for(&[INVALID_FORM]).await;
}

#[tokio::test]
async fn a_command_is_offered_where_it_can_work() {
    let office = Office::open().await;
    let commands = office.registered().await;
    for command in commands.as_array().unwrap() {
        let name = command["name"].as_str().unwrap();
        let (contexts, installs) = match name {
            "alerts" | "duty" | "handover" => ([0].as_slice(), [0].as_slice()),
            "onboard" => ([0, 1].as_slice(), [0].as_slice()),
            _ => ([0, 1, 2].as_slice(), [0, 1].as_slice()),
        };
        assert_eq!(command["contexts"], serde_json::json!(contexts), "{name}");
        assert_eq!(
            command["integration_types"],
            serde_json::json!(installs),
            "{name}"
        );
        let manage_server = (1_u64 << 5).to_string();
        let permissions = &command["default_member_permissions"];
        if name == "alerts" {
            assert_eq!(permissions, &serde_json::json!(manage_server));
        } else {
            assert!(permissions.is_null(), "{name}: {permissions}");
        }
    }
    office.close().await;
}
