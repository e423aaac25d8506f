//! What variables override, and how a wrong one is reported.

use std::path::Path;

use attache::config::{Register, Shards, Snowflake};
use jiff::ToSpan as _;

use super::{load, problems_with};

#[test]
fn a_variable_goes_before_the_file() {
    let text =
        "[discord]\napi_url = \"https://discord.com\"\nregister = [7]\n[knowledge]\nwatch = true\n";
    let config = load(
        text,
        &[
            ("ATTACHE_DISCORD__API_URL", "http://127.0.0.1:1"),
            ("ATTACHE_DISCORD__REGISTER", "[1, 2]"),
            ("ATTACHE_DISCORD__SHARDS", "{ total = 2, from = 1, to = 1 }"),
            ("ATTACHE_DISCORD__EDITORS_CHANNEL", "42"),
            ("ATTACHE_KNOWLEDGE__WATCH", "false"),
            ("ATTACHE_KNOWLEDGE__STALE_AFTER", "30d"),
        ],
    )
    .unwrap();
    assert_eq!(config.discord.api_url, "http://127.0.0.1:1");
    assert_eq!(
        config.discord.register,
        Register::Guilds(vec![Snowflake(1), Snowflake(2)])
    );
    assert_eq!(
        config.discord.shards,
        Shards::Range {
            total: 2,
            from: 1,
            to: 1
        }
    );
    assert_eq!(config.discord.editors_channel, Some(Snowflake(42)));
    assert!(!config.knowledge.watch);
    assert_eq!(config.knowledge.stale_after.fieldwise(), 30.days());
}

#[test]
fn a_variable_leaves_its_neighbours_in_the_file_alone() {
    let text = "[discord]\napi_url = \"http://a.b\"\nregister = [7]\n";
    let config = load(text, &[("ATTACHE_DISCORD__REGISTER", "global")]).unwrap();
    assert_eq!(
        (config.discord.api_url.as_str(), config.discord.register),
        ("http://a.b", Register::Global)
    );
}

#[test]
fn a_text_in_a_variable_needs_no_quotes_whatever_it_looks_like() {
    for value in [
        "5",
        "true",
        "[x]",
        "2019-06-05",
        "a \"quoted\" 'dir'",
        "back\\slash",
        "знание\nдва",
    ] {
        let config = load("", &[("ATTACHE_KNOWLEDGE__DIR", value)]).unwrap();
        assert_eq!(config.knowledge.dir, Path::new(value));
    }
}

#[test]
fn a_wrong_variable_is_reported_by_its_name() {
    let one = |name: &str, value: &str| problems_with("", &[(name, value)]);
    insta::assert_snapshot!(one("ATTACHE_DISCORD__API_ULR", "http://a.b"), @"ATTACHE_DISCORD__API_ULR: unknown key `api_ulr`; did you mean `api_url`?");
    insta::assert_snapshot!(one("ATTACHE_DISCRD__API_URL", "http://a.b"), @"ATTACHE_DISCRD__API_URL: unknown key `discrd`; did you mean `discord`?");
    insta::assert_snapshot!(one("ATTACHE_DISCORD__API_URL", "да"), @"ATTACHE_DISCORD__API_URL: `да` is not the address of a service; write `https://` or `http://` and a host, such as `https://discord.com`, `http://127.0.0.1:8080` or `http://[::1]:8080`");
    insta::assert_snapshot!(one("ATTACHE_KNOWLEDGE__WATCH", "yes"), @"ATTACHE_KNOWLEDGE__WATCH: `watch` is a text in quotes, it must be `true` or `false`");
    insta::assert_snapshot!(one("ATTACHE_DISCORD__EDITORS_CHANNEL", "general"), @"ATTACHE_DISCORD__EDITORS_CHANNEL: `general` is not a Discord id; it has digits only");
    insta::assert_snapshot!(one("ATTACHE_DISCORD__SHARDS", "{ total = 2, from = 1, to = 2 }"), @"ATTACHE_DISCORD__SHARDS: `shards` runs from 1 to 2 of 2; `from` is at most `to`, and `to` below `total`");
    insta::assert_snapshot!(one("ATTACHE_DISCORD__", "x"), @"ATTACHE_DISCORD__: this is not TOML: unquoted keys cannot be empty, expected letters, numbers, `-`, `_`");
    insta::assert_snapshot!(one("ATTACHE_DISCORD__API_URL__X", "x"), @"ATTACHE_DISCORD__API_URL__X: `api_url` is a table, it must be a text in quotes");
    insta::assert_snapshot!(one("ATTACHE_ключ__x y", "x"), @"ATTACHE_ключ__x y: this is not TOML: key with no value, expected `=`");
}

#[test]
fn other_variables_are_none_of_ours() {
    for name in [
        "ATTACHE_LOG",
        "ATTACHE_",
        "DISCORD_TOKEN",
        "PATH__X",
        "attache_discord__api_url",
    ] {
        assert!(load("", &[(name, "x")]).is_ok(), "{name}");
    }
}

#[test]
fn a_broken_file_and_a_broken_variable_are_reported_together() {
    let problems = problems_with(
        "[knowledge]\nwach = true\n",
        &[("ATTACHE_DISCORD__SHRDS", "auto")],
    );
    insta::assert_snapshot!(problems, @r"
    attache.toml:2:1: unknown key `wach`; did you mean `watch`?
    ATTACHE_DISCORD__SHRDS: unknown key `shrds`; did you mean `shards`?
    ");
}
