//! A token or a password that stands in the wrong place is shown nowhere.

use std::fs::{self, Permissions};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};
use std::sync::Arc;

use clock::SystemClock;
use practice_discord::PracticeDiscord;

use super::{attache, ended, printed, run, said};

/// Discord's own example, so nobody's. <https://discord.com/developers/docs/reference#authentication>
const EXAMPLE: &str = "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs";
/// Its part that nobody else has.
const SECRET: &str = "ZnCjm1XVW7vRze4b7Cq4se7kKWs";

fn assert_is_hidden(output: &Output, what: &str) {
    let all = format!("{}{}", printed(output), said(output));
    assert!(!all.contains(SECRET), "{what}: {all}");
    assert!(!all.is_empty(), "{what}: nothing is said");
}

#[test]
fn a_token_on_the_command_line_is_refused_and_not_repeated() {
    let option = format!("--config={EXAMPLE}");
    for arguments in [
        &["run", EXAMPLE][..],
        &[EXAMPLE],
        &["run", "--config", EXAMPLE],
        &["check", &option],
        &["check", "--json", "--knowledge", EXAMPLE],
        &["issue", EXAMPLE],
        &["run", "--token", EXAMPLE],
    ] {
        let output = run(arguments);
        assert_is_hidden(&output, &format!("{arguments:?}"));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(
            said(&output).contains("a bot token stands on the command line"),
            "{}",
            said(&output)
        );
    }
}

#[test]
fn a_token_in_place_of_a_setting_is_not_repeated() {
    for setting in [
        "DISCORD__API_URL",
        "DISCORD__REGISTER",
        "DISCORD__EDITORS_CHANNEL",
        "DATABASE__URL",
        "KNOWLEDGE__DIR",
        "WEB__LISTEN",
        "WEB__CHECK_IN_URL",
        "ASSISTANT__URL",
        "DISCORD__TOKEN",
    ] {
        for arguments in [&["check"][..], &["check", "--json"], &["run"]] {
            let mut command = attache(arguments);
            command.env(format!("ATTACHE_{setting}"), EXAMPLE);
            let output = ended(command.env("DISCORD_TOKEN", "x"));
            assert_is_hidden(&output, &format!("{setting}: {arguments:?}"));
            assert!(!output.status.success(), "{setting}: {arguments:?}");
        }
    }
}

#[test]
fn a_password_in_an_address_is_refused_where_it_cannot_be_sent_and_never_repeated() {
    for (setting, address) in [
        ("DISCORD__API_URL", "http://name:hunter2@127.0.0.1:1"),
        ("DISCORD__API_URL", "http://name:hunter2@::1:8080"),
        ("WEB__CHECK_IN_URL", "http//name:hunter2@host"),
        ("ASSISTANT__URL", "http://name:hunter2@host:65536"),
        ("DATABASE__URL", "mysql://name:hunter2@host/attache"),
    ] {
        for command in ["check", "run"] {
            let mut command = attache(&[command]);
            command.env(format!("ATTACHE_{setting}"), address);
            let output = ended(command.env("DISCORD_TOKEN", "x"));
            let all = format!("{}{}", printed(&output), said(&output));
            assert!(!output.status.success(), "{setting}: {all}");
            assert!(!all.contains("hunter2"), "{setting}: {all}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_file_that_others_can_read_is_warned_of_once() {
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let discord = PracticeDiscord::start(listen, Arc::new(SystemClock));
    let discord = discord.await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    fs::write(&file, EXAMPLE).unwrap();
    for (mode, warnings) in [(0o600, 0), (0o640, 1), (0o604, 1)] {
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        let mut command: Command = attache(&["run"]);
        command
            .env("ATTACHE_DISCORD__TOKEN_FILE", &file)
            .env("ATTACHE_DISCORD__API_URL", discord.url());
        // The practice Discord takes another token, so that the program ends by itself.
        let output = tokio::task::spawn_blocking(move || ended(&mut command));
        let output = output.await.unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", said(&output));
        let count = said(&output).matches("can be read by others").count();
        assert_eq!(count, warnings, "{mode:o}: {}", said(&output));
        assert_is_hidden(&output, "the token file");
    }
    discord.shutdown().await;
}
