//! What is read of a file, and what holds without one.

use std::fs;
use std::path::Path;

use attache::config::{Config, Register, Shards, Snowflake};
use jiff::ToSpan as _;

use super::{load, no_variables};

#[test]
fn an_empty_file_has_the_defaults() {
    let config = load("", &[]).unwrap();
    insta::assert_snapshot!(toml::to_string(&config).unwrap(), @r#"
    [discord]
    api_url = "https://discord.com"
    register = "global"
    shards = "auto"

    [knowledge]
    dir = "knowledge"
    watch = true
    stale_after = "180d"

    [database]
    url = "sqlite://attache.db"

    [web]
    listen = "127.0.0.1:8600"
    check_in_url = ""

    [alerts]
    day_starts_at = "09:00"
    duty = []
    subscription = []

    [assistant]
    url = ""
    model = ""
    timeout = "4s"
    max_tokens = 600
    "#);
}

#[test]
fn the_shipped_file_has_the_defaults() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/attache.toml");
    let shipped = Config::load(&shipped, true, no_variables()).unwrap();
    let defaults = Config::default();
    assert_eq!(
        toml::to_string(&shipped).unwrap(),
        toml::to_string(&defaults).unwrap()
    );
}

#[test]
fn what_the_shipped_file_shows_commented_out_can_be_switched_on() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config/attache.toml");
    let text = fs::read_to_string(shipped).unwrap();
    let is_setting =
        |line: &str| line.starts_with("# ") && (line.contains(" = ") || line.starts_with("# [["));
    let lines: Vec<&str> = text
        .lines()
        .map(|line| {
            if is_setting(line) {
                line.trim_start_matches("# ")
            } else {
                line
            }
        })
        .collect();
    let config = load(&lines.join("\n"), &[]).unwrap();
    assert_eq!(
        config.discord.editors_channel,
        Some(Snowflake(123_456_789_012_345_678))
    );
    let steps = config.alerts.subscription.iter();
    let steps = steps.map(|one| one.escalation_chain().steps.len());
    assert_eq!(steps.collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn every_setting_is_read() {
    let config = load(
        r#"
[discord]
api_url = "http://127.0.0.1:8600"
token_file = "/run/secrets/token"
register = [1, "2"]
shards = { total = 16, from = 0, to = 7 }
editors_channel = "123456789012345678"

[knowledge]
dir = "/srv/знание"
watch = false
stale_after = "1y 2mo"
"#,
        &[],
    )
    .unwrap();
    assert_eq!(config.discord.api_url, "http://127.0.0.1:8600");
    assert_eq!(
        config.discord.token_file.as_deref(),
        Some(Path::new("/run/secrets/token"))
    );
    assert_eq!(
        config.discord.register,
        Register::Guilds(vec![Snowflake(1), Snowflake(2)])
    );
    assert_eq!(
        config.discord.shards,
        Shards::Range {
            total: 16,
            from: 0,
            to: 7
        }
    );
    assert_eq!(
        config.discord.editors_channel,
        Some(Snowflake(123_456_789_012_345_678))
    );
    assert_eq!(config.knowledge.dir, Path::new("/srv/знание"));
    assert!(!config.knowledge.watch);
    assert_eq!(config.knowledge.stale_after.fieldwise(), 1.year().months(2));
}

#[test]
fn the_words_for_all_are_read() {
    let config = load("[discord]\nregister = \"global\"\nshards = \"auto\"\n", &[]).unwrap();
    assert_eq!(config.discord.register, Register::Global);
    assert_eq!(config.discord.shards, Shards::Auto);
}
