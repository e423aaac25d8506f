//! The program as a stranger runs it: what it prints, and with which code it ends.

mod output;
mod secrets;

use std::fs::File;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use clock::SystemClock;
use practice_discord::{PracticeDiscord, Request, TOKEN};
use serde_json::Value;
use tokio::time::timeout;

/// The program at the project's root, with nothing of this machine's settings.
fn attache(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in std::env::vars() {
        if name.starts_with("ATTACHE_") || name == "DISCORD_TOKEN" {
            command.env_remove(name);
        }
    }
    // Tests run side by side; one port is not enough for them.
    command.env("ATTACHE_WEB__LISTEN", "127.0.0.1:0");
    command
}

fn run(arguments: &[&str]) -> Output {
    attache(arguments).output().unwrap()
}

/// Runs what ends by itself if all is well, and what says less than a pipe holds.
fn ended(command: &mut Command) -> Output {
    const LIMIT: Duration = Duration::from_mins(1);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > LIMIT {
            child.kill().unwrap();
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

fn printed(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn said(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn a_page_is_printed_without_colours_where_there_is_no_terminal() {
    let output = run(&["issue", "arctik"]);
    assert!(output.status.success());
    assert!(
        printed(&output).starts_with("The Arctic\nYou asked for “arctik”. This is The Arctic.\n")
    );
    assert!(
        !printed(&output).contains('\u{1b}'),
        "colours are for terminals"
    );
}

#[test]
fn a_name_nobody_has_ends_with_1_and_the_nearest() {
    let output = run(&["issue", "g7"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("nothing is called `g7`; the nearest are g20"),
        "{}",
        said(&output)
    );
}

#[test]
fn every_answer_can_be_had_as_json() {
    for arguments in [
        &["issue", "north korea", "--json"][..],
        &["aligned-with-us", "--json"],
        &["check", "--json"],
        &["schema", "--json"],
        &["commands", "--json"],
    ] {
        let output = run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        serde_json::from_str::<Value>(printed(&output))
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
    }
}

#[test]
fn the_table_shows_what_changed_since_2019() {
    let output = run(&["aligned-with-us", "opposed"]);
    let line = printed(&output)
        .lines()
        .find(|line| line.starts_with("Afghanistan"))
        .unwrap();
    assert!(
        line.contains("opposed") && line.contains("aligned (Jun 2019)"),
        "{line}"
    );
}

#[test]
fn what_is_used_wrong_ends_with_2() {
    for arguments in [&["isue", "arctic"][..], &["issue"], &["run"]] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
    assert!(said(&run(&["run"])).contains("set the variable DISCORD_TOKEN"));
}

#[test]
fn broken_settings_are_told_with_their_place() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("attache.toml");
    std::fs::write(&config, "[discord]\napi_ulr = \"https://discord.com\"\n").unwrap();
    let output = run(&["check", "--config", config.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let place = format!(
        "{}:2:1: unknown key `api_ulr`; did you mean `api_url`?",
        config.display()
    );
    assert!(printed(&output).contains(&place), "{}", printed(&output));
}

#[test]
fn check_refuses_a_database_of_another_kind_and_shows_no_password() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("attache.toml");
    let address = "mysql://attache:hunter2@localhost/attache";
    std::fs::write(&config, format!("[database]\nurl = \"{address}\"\n")).unwrap();
    let output = run(&["check", "--config", config.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let printed = printed(&output);
    let place = format!(
        "{}:2:7: `mysql:…` under [database] is no address",
        config.display()
    );
    assert!(printed.contains(&place), "{printed}");
    assert!(!printed.contains("hunter2"), "{printed}");
    let from_variable = attache(&["check"])
        .env("ATTACHE_DATABASE__URL", address)
        .output()
        .unwrap();
    let printed = self::printed(&from_variable);
    let problem = "\nATTACHE_DATABASE__URL: `mysql:…` under [database] is no address";
    assert!(printed.contains(problem), "{printed}");
    assert_eq!(from_variable.status.code(), Some(1));
}

#[test]
fn check_refuses_an_address_of_an_assistant_that_cannot_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("attache.toml");
    for url in [
        "http://host:65536/v1",
        "http://::1/v1",
        "http://host/v1?key=1",
    ] {
        let text = format!("[assistant]\nurl = \"{url}\"\nmodel = \"m\"\n");
        std::fs::write(&config, text).unwrap();
        let output = run(&["check", "--config", config.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(1), "{url}");
        assert!(
            printed(&output).contains("attache.toml:2:7: `"),
            "{}",
            printed(&output)
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn discord_may_be_at_an_ipv6_address() {
    let listen = SocketAddr::from((Ipv6Addr::LOCALHOST, 0));
    let Ok(discord) = PracticeDiscord::start(listen, Arc::new(SystemClock)).await else {
        println!("skipped, as this machine has no IPv6");
        return;
    };
    assert!(discord.url().starts_with("http://[::1]:"));
    let kept = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}/attache.db", kept.path().display());
    let mut bot = attache(&["run"])
        .env("DISCORD_TOKEN", TOKEN)
        .env("ATTACHE_DISCORD__API_URL", discord.url())
        .env("ATTACHE_DATABASE__URL", database)
        .spawn()
        .unwrap();
    let registers = |request: &Request| request.method == "PUT" && request.status == 200;
    let registered = timeout(Duration::from_mins(1), discord.request(registers)).await;
    bot.kill().unwrap();
    bot.wait().unwrap();
    registered.expect("the commands are registered");
    discord.shutdown().await;
}

#[test]
fn check_names_the_hours_in_which_nobody_is_on_duty_and_lets_them_pass() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("attache.toml");
    let rota = "[[alerts.duty]]\nserver = 1\nname = \"watch\"\n\
                [[alerts.duty.shift]]\ndays = [\"monday-friday\"]\nhours = \"08:00-08:00\"\nuser = 31\n";
    std::fs::write(&config, rota).unwrap();
    let output = run(&["check", "--config", config.to_str().unwrap()]);
    let told = printed(&output);
    let note = "attache.toml:4:1: nobody is on duty from saturday 08:00 to monday 08:00";
    assert!(told.contains("note: ") && told.contains(note), "{told}");
    assert!(output.status.success());
}

#[test]
fn a_knowledge_folder_that_is_not_there_is_named() {
    let output = run(&["check", "--knowledge", "/nowhere"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("`/nowhere` cannot be read"),
        "{}",
        said(&output)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_start_while_discord_is_away_is_one_sentence_and_goes_on_when_it_is_back() {
    // Ports that were free a moment ago, and that nobody listens on.
    let free = || TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let [discord, web] = [free(), free()].map(|port| port.local_addr().unwrap());
    let kept = tempfile::tempdir().unwrap();
    let log = kept.path().join("log");
    let mut bot = attache(&["run"])
        .env("DISCORD_TOKEN", TOKEN)
        .env("ATTACHE_DISCORD__API_URL", format!("http://{discord}"))
        .env("ATTACHE_WEB__LISTEN", web.to_string())
        .env(
            "ATTACHE_DATABASE__URL",
            format!("sqlite://{}/attache.db", kept.path().display()),
        )
        .stderr(File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let mut readiness = async |status: u16| loop {
        let answer = reqwest::get(format!("http://{web}/readyz")).await;
        if let Ok(answer) = answer
            && answer.status().as_u16() == status
        {
            return answer.text().await.unwrap();
        }
        assert!(bot.try_wait().unwrap().is_none(), "it goes on");
        tokio::time::sleep(Duration::from_millis(50)).await;
    };
    let patience = Duration::from_mins(1);
    let why = timeout(patience, readiness(503)).await.expect("a 503");
    assert!(why.starts_with("gateway: not connected"), "{why}");
    let is_said = || {
        std::fs::read_to_string(&log)
            .unwrap()
            .contains("keeps trying")
    };
    let said = async {
        while !is_said() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(patience, said).await.expect("a sentence");
    let discord = PracticeDiscord::start(discord, Arc::new(SystemClock));
    let discord = discord.await.unwrap();
    timeout(patience, readiness(200)).await.expect("a 200");
    let stopped = Command::new("kill").arg(bot.id().to_string()).status();
    assert!(stopped.unwrap().success());
    assert_eq!(bot.wait().unwrap().code(), Some(0));
    let log = std::fs::read_to_string(&log).unwrap();
    let sentences = log.lines().filter(|line| line.contains("keeps trying"));
    let sentences: Vec<&str> = sentences.collect();
    assert_eq!(sentences.len(), 1, "{log}");
    assert!(sentences[0].contains("does not answer"), "{log}");
    discord.shutdown().await;
}

#[test]
fn an_address_that_is_taken_is_one_sentence_and_nothing_is_said_to_discord() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = attache(&["run"])
        .env("DISCORD_TOKEN", "x")
        .env("ATTACHE_WEB__LISTEN", &address)
        .env("ATTACHE_DISCORD__API_URL", format!("http://{address}"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    insta::assert_snapshot!(said(&output).replace(&address, "ADDRESS"), @r#"error: cannot listen on ADDRESS (`listen` under [web]): another program uses it, such as a second `attache`; stop that one, choose another address, or turn it off with `listen = ""`"#);
    taken.set_nonblocking(true).unwrap();
    assert!(taken.accept().is_err(), "the stand-in was asked");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_one_sentence_that_does_not_show_it() {
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let discord = PracticeDiscord::start(listen, Arc::new(SystemClock))
        .await
        .unwrap();
    let mut command = attache(&["run"]);
    command
        .env("DISCORD_TOKEN", "not-the-token")
        .env("ATTACHE_DATABASE__URL", "sqlite::memory:")
        .env("ATTACHE_WEB__LISTEN", "")
        .env("ATTACHE_DISCORD__API_URL", discord.url());
    let output = tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains("does not accept the bot token"),
        "{}",
        said(&output)
    );
    assert!(!said(&output).contains("not-the-token"));
    discord.shutdown().await;
}

#[test]
fn the_shipped_settings_are_sound() {
    assert!(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("config/attache.toml")
            .exists()
    );
    let output = run(&["check"]);
    assert!(output.status.success(), "{}", printed(&output));
}

#[test]
fn alerts_plan_prints_each_alert_in_the_zone_of_its_channel() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("attache.toml");
    let subscription = "[[alerts.subscription]]\nchannel = 7\nsummits = [\"g20-2026\"]\nbefore = [\"1d\"]\ntime_zone = \"Europe/Brussels\"\n";
    std::fs::write(&config, subscription).unwrap();
    let with = |arguments: &[&str]| {
        let config = config.to_str().unwrap();
        run(&[
            &["--config", config, "alerts", "plan", "--from", "2026-11-23"],
            arguments,
        ]
        .concat())
    };
    let table = with(&[]);
    assert!(
        printed(&table).contains("2026-12-13 15:00:00 UTC+1  7"),
        "{}",
        printed(&table)
    );
    let json: Value = serde_json::from_slice(&with(&["--json"]).stdout).unwrap();
    assert_eq!(json[0]["due_at"], "2026-12-13T14:00:00Z");
    let none: Value =
        serde_json::from_slice(&with(&["--json", "--until", "2026-12-12"]).stdout).unwrap();
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn a_subscription_with_a_zone_that_does_not_exist_is_told_with_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let config = dir.path().join("attache.toml");
    let subscription = "[[alerts.subscription]]\nchannel = 7\nsummits = [\"g20\"]\nbefore = [\"1d\"]\ntime_zone = \"Europe/Brusels\"\n";
    std::fs::write(&config, subscription).unwrap();
    let told = run(&["--config", config.to_str().unwrap(), "alerts", "plan"]);
    assert_eq!(told.status.code(), Some(1));
    let expected = "attache.toml:5:13: there is no time zone `Europe/Brusels`; did you mean `Europe/Brussels`?";
    assert!(said(&told).contains(expected), "{}", said(&told));
}
