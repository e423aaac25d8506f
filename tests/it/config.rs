//! Every setting, and every way to get one wrong, told with its place or the name of its variable.

use std::fs;
use std::path::Path;

use attache::config::{Config, Register, Shards, Snowflake};
use attache::document::Problem;
use jiff::ToSpan as _;

/// The settings that `text` and the variables make.
fn load(text: &str, variables: &[(&str, &str)]) -> Result<Config, Vec<Problem>> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("attache.toml");
    fs::write(&path, text).unwrap();
    let environment = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Config::load(&path, true, environment).map_err(|problems| {
        let inside = |problem: Problem| Problem {
            file: problem
                .file
                .strip_prefix(dir.path())
                .unwrap_or(&problem.file)
                .to_owned(),
            ..problem
        };
        problems.into_iter().map(inside).collect()
    })
}

/// What is told of a file with this text.
fn told(text: &str) -> String {
    told_of(text, &[])
}

fn told_of(text: &str, variables: &[(&str, &str)]) -> String {
    let problems = load(text, variables).expect_err("it is accepted");
    problems
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("\n")
}

fn no_variables() -> impl Iterator<Item = (String, String)> {
    std::iter::empty()
}

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

    [alerts]
    day_starts_at = "09:00"
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
    assert_eq!(config.alerts.subscription.len(), 1);
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

#[test]
fn an_unknown_key_is_told_with_its_place_and_the_nearest() {
    insta::assert_snapshot!(told("[discord]\napi_ulr = \"https://discord.com\"\n"), @"attache.toml:2:1: unknown key `api_ulr`; did you mean `api_url`?");
    insta::assert_snapshot!(told("[discrod]\n"), @"attache.toml:1:2: unknown key `discrod`; did you mean `discord`?");
    insta::assert_snapshot!(told("[канал]\n"), @"attache.toml:1:2: this is not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`");
}

#[test]
fn a_token_in_the_file_is_refused_and_never_repeated() {
    let problems = told("[discord]\ntoken = \"MTIz.secret\"\n");
    assert!(!problems.contains("secret"));
    insta::assert_snapshot!(problems, @"attache.toml:2:1: unknown key `token`; allowed are `api_url`, `editors_channel`, `register`, `shards`, `token_file`");
}

#[test]
fn a_wrong_type_is_told() {
    insta::assert_snapshot!(told("discord = 1\n[knowledge]\nwatch = \"yes\"\ndir = 7\nstale_after = 180\n"), @r"
    attache.toml:1:11: `discord` is a whole number, it must be a table
    attache.toml:3:9: `watch` is a text in quotes, it must be `true` or `false`
    attache.toml:4:7: `dir` is a whole number, it must be a text in quotes
    attache.toml:5:15: `stale_after` is a whole number, it must be a text in quotes
    ");
}

#[test]
fn a_length_of_time_or_an_address_of_no_kind_is_told() {
    insta::assert_snapshot!(told("[knowledge]\nstale_after = \"пол года\"\n"), @"attache.toml:2:15: `пол года` is not a length of time; write for example `180d` or `2h 30m`");
    insta::assert_snapshot!(told("[discord]\napi_url = \"discord.com\"\n"), @"attache.toml:2:11: `discord.com` is not a web address; it starts with `https://` or `http://` and has no spaces, brackets or `<>`");
    insta::assert_snapshot!(told("[knowledge]\ndir = \"\"\n"), @"attache.toml:2:7: `dir` is empty");
}

#[test]
fn an_age_must_be_a_length_of_days_ahead() {
    insta::assert_snapshot!(told("[knowledge]\nstale_after = \"-1d\"\n"), @"attache.toml:2:15: `-1d` is not a length of time; write for example `180d` or `2h 30m`");
}

#[test]
fn shards_run_from_the_first_to_the_last_below_their_number() {
    let shards = |range: &str| load(&format!("[discord]\nshards = {range}\n"), &[]);
    for sound in [
        "{ total = 1, from = 0, to = 0 }",
        "{ total = 16, from = 15, to = 15 }",
    ] {
        assert!(shards(sound).is_ok(), "{sound}");
    }
    for broken in [
        "{ total = 0, from = 0, to = 0 }",
        "{ total = 16, from = 8, to = 7 }",
        "{ total = 16, from = 0, to = 16 }",
        "{ total = 16, from = -1, to = 1 }",
        "{ total = 16 }",
        "{ total = 16, from = 0, to = 1, more = 1 }",
        "16",
        "\"all\"",
    ] {
        assert!(shards(broken).is_err(), "{broken}");
    }
    insta::assert_snapshot!(told("[discord]\nshards = { total = 16, from = 0, to = 16 }\n"), @"attache.toml:2:10: `shards` runs from 0 to 16 of 16; `from` is at most `to`, and `to` below `total`");
    insta::assert_snapshot!(told("[discord]\nshards = \"all\"\n"), @r#"attache.toml:2:10: `shards` must be `"auto"` or `{ total = 16, from = 0, to = 7 }`"#);
    insta::assert_snapshot!(told("[discord]\nshards = { total = 16 }\n"), @r#"attache.toml:2:10: `shards` must be `"auto"` or `{ total = 16, from = 0, to = 7 }`"#);
}

#[test]
fn an_id_of_no_kind_is_told() {
    insta::assert_snapshot!(told("[discord]\nregister = \"everywhere\"\n"), @r#"attache.toml:2:12: `register` must be `"global"` or a list of guild ids, such as `[123456789012345678]`"#);
    insta::assert_snapshot!(told("[discord]\nregister = [1, 0]\n"), @r#"attache.toml:2:12: `register` must be `"global"` or a list of guild ids, such as `[123456789012345678]`"#);
    insta::assert_snapshot!(told("[discord]\neditors_channel = \"#редакция\"\n"), @"attache.toml:2:19: `#редакция` is not a Discord id; it has digits only");
    insta::assert_snapshot!(told("[discord]\neditors_channel = 0\n"), @"attache.toml:2:19: `0` is not a Discord id");
    insta::assert_snapshot!(told("[discord]\neditors_channel = -1\n"), @"attache.toml:2:19: a Discord id is a number, such as `123456789012345678`");
}

#[test]
fn what_is_not_toml_is_told_with_its_place() {
    insta::assert_snapshot!(told("[discord]\napi_url = https://discord.com\n"), @"attache.toml:2:11: this is not TOML: string values must be quoted, expected literal string");
}

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
fn a_wrong_variable_is_told_by_its_name() {
    let one = |name: &str, value: &str| told_of("", &[(name, value)]);
    insta::assert_snapshot!(one("ATTACHE_DISCORD__API_ULR", "http://a.b"), @"ATTACHE_DISCORD__API_ULR: unknown key `api_ulr`; did you mean `api_url`?");
    insta::assert_snapshot!(one("ATTACHE_DISCRD__API_URL", "http://a.b"), @"ATTACHE_DISCRD__API_URL: unknown key `discrd`; did you mean `discord`?");
    insta::assert_snapshot!(one("ATTACHE_DISCORD__API_URL", "да"), @"ATTACHE_DISCORD__API_URL: `да` is not a web address; it starts with `https://` or `http://` and has no spaces, brackets or `<>`");
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
fn a_broken_file_and_a_broken_variable_are_told_together() {
    let problems = told_of(
        "[knowledge]\nwach = true\n",
        &[("ATTACHE_DISCORD__SHRDS", "auto")],
    );
    insta::assert_snapshot!(problems, @r"
    attache.toml:2:1: unknown key `wach`; did you mean `watch`?
    ATTACHE_DISCORD__SHRDS: unknown key `shrds`; did you mean `shards`?
    ");
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let path = Path::new("/nowhere/attache.toml");
    assert!(Config::load(path, false, no_variables()).is_ok());
    let problems = Config::load(path, true, no_variables()).unwrap_err();
    insta::assert_snapshot!(problems[0], @"/nowhere/attache.toml: cannot be read: No such file or directory (os error 2)");
}

#[test]
fn a_folder_in_place_of_the_file_is_told() {
    let dir = tempfile::tempdir().unwrap();
    let problems = Config::load(dir.path(), true, no_variables()).unwrap_err();
    insta::assert_snapshot!(problems[0].message, @"is a folder; only plain files are read");
}

#[test]
fn the_operators_address_can_be_moved_and_turned_off() {
    let listen = |text: &str| {
        load(&format!("[web]\nlisten = \"{text}\"\n"), &[])
            .unwrap()
            .web
            .listen
    };
    for address in ["127.0.0.1:0", "0.0.0.0:9100", "[::1]:8600"] {
        assert_eq!(listen(address), Some(address.parse().unwrap()));
    }
    assert_eq!(listen(""), None);
    let off = load("", &[("ATTACHE_WEB__LISTEN", "")]).unwrap();
    assert_eq!(off.web.listen, None);
    insta::assert_snapshot!(told("[web]\nlisten = \"localhost\"\n"), @r#"attache.toml:2:10: `localhost` is not an address to listen on; write an IP address of this machine and a port, such as `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `""` for none"#);
    insta::assert_snapshot!(told("[web]\nlisten = \" \"\n"), @"attache.toml:2:10: `listen` is empty");
    insta::assert_snapshot!(told("[web]\nlisten = \"127.0.0.1:86000\"\n"), @r#"attache.toml:2:10: `127.0.0.1:86000` is not an address to listen on; write an IP address of this machine and a port, such as `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `""` for none"#);
    insta::assert_snapshot!(told("[web]\nlisten = 8600\n"), @"attache.toml:2:10: `listen` is a whole number, it must be a text in quotes");
    insta::assert_snapshot!(told_of("", &[("ATTACHE_WEB__LISTEN", "8600")]), @r#"ATTACHE_WEB__LISTEN: `8600` is not an address to listen on; write an IP address of this machine and a port, such as `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `""` for none"#);
}

#[test]
fn the_assistant_is_off_until_it_has_an_address() {
    let off = load("[assistant]\nurl = \"\"\nmodel = \"\"\n", &[]).unwrap();
    assert!(!off.assistant.is_on());
    let text = "[assistant]\nurl = \"http://127.0.0.1:1/v1\"\nmodel = \"llama3.1\"\ntimeout = \"30s\"\nmax_tokens = 64\n";
    let on = load(text, &[]).unwrap().assistant;
    assert!(on.is_on());
    assert_eq!((on.max_wait().as_secs(), on.max_tokens), (30, 64));
    let off = load(text, &[("ATTACHE_ASSISTANT__URL", "")]).unwrap();
    assert!(!off.assistant.is_on());
}

#[test]
fn wrong_settings_of_the_assistant_are_told_with_their_place() {
    insta::assert_snapshot!(told("[assistant]\nurl = \"localhost:8080\"\n"), @"attache.toml:2:7: `localhost:8080` is not a web address; it starts with `https://` or `http://` and has no spaces, brackets or `<>`");
    insta::assert_snapshot!(told("[assistant]\nurl = \" \"\n"), @"attache.toml:2:7: `url` is empty");
    insta::assert_snapshot!(told("[assistant]\nurl = \"http://127.0.0.1:1/v1\"\n"), @r#"attache.toml:2:7: `url` has no `model` beside it; give the name by which the server knows the model, such as `model = "llama3.1"`"#);
    insta::assert_snapshot!(told_of("", &[("ATTACHE_ASSISTANT__URL", "http://127.0.0.1:1/v1")]), @r#"ATTACHE_ASSISTANT__URL: `url` has no `model` beside it; give the name by which the server knows the model, such as `model = "llama3.1"`"#);
    insta::assert_snapshot!(told("[assistant]\ntimeout = \"31s\"\n"), @"attache.toml:2:11: `timeout` is 31s; allowed are 1s to 30s");
    insta::assert_snapshot!(told("[assistant]\ntimeout = \"999ms\"\n"), @"attache.toml:2:11: `timeout` is 999ms; allowed are 1s to 30s");
    insta::assert_snapshot!(told("[assistant]\ntimeout = \"1mo\"\n"), @"attache.toml:2:11: `timeout` is 1mo; allowed are 1s to 30s");
    insta::assert_snapshot!(told("[assistant]\nmax_tokens = 63\n"), @"attache.toml:2:14: `max_tokens` is 63, allowed are 64 to 4096");
    insta::assert_snapshot!(told("[assistant]\nmodle = \"北\"\n"), @"attache.toml:2:1: unknown key `modle`; did you mean `model`?");
}

#[test]
fn the_address_and_the_model_may_come_from_different_places() {
    let file = "[assistant]\nmodel = \"llama3.1\"\n";
    let config = load(file, &[("ATTACHE_ASSISTANT__URL", "http://127.0.0.1:1/v1")]).unwrap();
    assert!(config.assistant.is_on());
}

#[test]
fn the_key_comes_from_its_variable_and_is_shown_nowhere() {
    let problems = told("[assistant]\nkey = \"sk-secret\"\n");
    assert!(!problems.contains("secret"), "{problems}");
    let config = load("", &[("ATTACHE_ASSISTANT_KEY", " sk-secret\n")]).unwrap();
    let key = config.assistant.key.as_ref().expect("a key");
    assert_eq!(key.expose(), "sk-secret");
    let shown = format!("{config:?}{}", toml::to_string(&config).unwrap());
    assert!(!shown.contains("secret"), "{shown}");
    for none in ["", "  ", "two words", "ключ"] {
        let config = load("", &[("ATTACHE_ASSISTANT_KEY", none)]).unwrap();
        assert!(config.assistant.key.is_none(), "{none}");
    }
}
