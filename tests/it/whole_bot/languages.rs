//! What the commands say to people who do not read English.

use practice_discord::ids::GUILD;
use serde_json::Value;

use crate::whole_bot::office::{Office, Plan};

const LOCALES: [&str; 3] = ["fr", "ru", "zh-CN"];
const SUBCOMMAND: u64 = 1;
const MENU: u64 = 3;

#[track_caller]
fn translated(path: &str, owner: &Value, part: &str) {
    for locale in LOCALES {
        let text = owner[format!("{part}_localizations")][locale]
            .as_str()
            .unwrap_or_default();
        assert!(!text.is_empty(), "{path} has no {part} in {locale}");
    }
}

fn options(path: &str, owner: &Value) -> usize {
    let mut count = 0;
    for option in owner["options"].as_array().into_iter().flatten() {
        let path = format!("{path} {}", option["name"].as_str().unwrap());
        translated(&path, option, "description");
        // Subcommands are typed and told to others, so they keep their names, as commands do.
        if option["type"] != SUBCOMMAND {
            translated(&path, option, "name");
        }
        for choice in option["choices"].as_array().into_iter().flatten() {
            translated(&format!("{path} {}", choice["name"]), choice, "name");
        }
        count += 1 + options(&path, option);
    }
    count
}

#[tokio::test]
async fn every_command_option_and_choice_is_registered_in_every_language() {
    let office = Office::open().await;
    let commands = office.registered().await;
    let commands = commands.as_array().unwrap();
    let mut count = 0;
    for command in commands {
        let name = command["name"].as_str().unwrap();
        let part = if command["type"] == MENU {
            "name"
        } else {
            "description"
        };
        translated(name, command, part);
        count += options(name, command);
    }
    assert_eq!((commands.len(), count), (18, 71));
    office.close().await;
}

#[tokio::test]
async fn commands_can_be_registered_for_one_server_alone() {
    let mut office = Office::open_as(Plan {
        guild_commands: true,
        ..Plan::default()
    })
    .await;
    let commands = office.registered().await;
    for command in commands.as_array().unwrap() {
        assert_eq!(
            command["guild_id"],
            GUILD.to_string(),
            "{}",
            command["name"]
        );
    }
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");
    office.close().await;
}
