//! `attache ask` with an assistant, as a stranger runs it.

use std::io::Write as _;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::model::{Model, Reply, good};

/// Runs the program at the project's root, with this address of an assistant and nothing of this machine's settings.
async fn attache(url: &str, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
    command
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("ATTACHE_")) {
        command.env_remove(name);
    }
    command
        .env("ATTACHE_ASSISTANT__URL", url)
        .env("ATTACHE_ASSISTANT__MODEL", "stand-in")
        .env("ATTACHE_ASSISTANT__TIMEOUT", "30s")
        .env("ATTACHE_ASSISTANT_KEY", "sk-do-not-show");
    let run = tokio::task::spawn_blocking(move || command.output());
    run.await.expect("no panic").expect("a program")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

#[tokio::test]
async fn an_answer_in_the_terminal_is_reworded_too_and_keeps_what_was_found() {
    let model = Model::that(Reply::Says(good)).await;
    let output = attache(&model.url(), &["ask", "who backs Maduro?"]).await;
    let shown = printed(&output);
    assert!(
        shown.contains("\nReworded by stand-in, checked against the pages · Newest fact: "),
        "{shown}"
    );
    let output = attache(&model.url(), &["ask", "--json", "who backs Maduro?"]).await;
    let printed: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(printed["reworded"], true);
    assert_ne!(printed["answer"], printed["extractive"]);
    assert!(
        printed["answer"]
            .as_str()
            .expect("a text")
            .contains("(U.S. Institute of Peace)"),
        "{printed:#}"
    );
    assert_eq!(printed["turns"][0]["reworded"], true);
    let seen = model.seen();
    assert_eq!(seen.len(), 2);
    assert_eq!(
        seen[0].authorization.as_deref(),
        Some("Bearer sk-do-not-show")
    );
    // What it would have been without.
    let plain = attache("", &["ask", "--json", "who backs Maduro?"]).await;
    let plain: Value = serde_json::from_slice(&plain.stdout).expect("JSON");
    assert_eq!(plain["answer"], printed["extractive"]);
    assert!(plain.get("reworded").is_none() && plain.get("extractive").is_none());
}

#[tokio::test]
async fn a_batch_is_reworded_only_if_that_is_asked_for() {
    let model = Model::that(Reply::Says(good)).await;
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    writeln!(file, r#"{{"id":1,"turns":["who backs Maduro?"]}}"#).expect("room");
    let path = file.path().to_str().expect("UTF-8");
    let output = attache(&model.url(), &["ask", "--batch", path]).await;
    assert!(output.status.success() && !printed(&output).contains("reworded"));
    assert_eq!(model.seen().len(), 0);
    let output = attache(&model.url(), &["ask", "--batch", path, "--assistant"]).await;
    assert!(printed(&output).contains("\"reworded\":true"), "{output:?}");
    let output = attache("", &["ask", "--batch", path, "--assistant"]).await;
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        said.contains("there is no assistant; set `url` and `model` under [assistant]"),
        "{said}"
    );
}
