//! What is reported of a file, with line and column.

use std::path::Path;

use attache::config::Config;

use super::{load, no_variables, problems, problems_with};

#[test]
fn an_unknown_key_is_told_with_its_place_and_the_nearest() {
    insta::assert_snapshot!(problems("[discord]\napi_ulr = \"https://discord.com\"\n"), @"attache.toml:2:1: unknown key `api_ulr`; did you mean `api_url`?");
    insta::assert_snapshot!(problems("[discrod]\n"), @"attache.toml:1:2: unknown key `discrod`; did you mean `discord`?");
    insta::assert_snapshot!(problems("[канал]\n"), @"attache.toml:1:2: this is not TOML: invalid unquoted key, expected letters, numbers, `-`, `_`");
}

#[test]
fn a_token_in_the_file_is_refused_and_never_repeated() {
    let problems = problems("[discord]\ntoken = \"MTIz.secret\"\n");
    assert!(!problems.contains("secret"));
    insta::assert_snapshot!(problems, @"attache.toml:2:1: unknown key `token`; allowed are `api_url`, `editors_channel`, `register`, `shards`, `token_file`");
}

#[test]
fn a_wrong_type_is_reported() {
    insta::assert_snapshot!(problems("discord = 1\n[knowledge]\nwatch = \"yes\"\ndir = 7\nstale_after = 180\n"), @r"
    attache.toml:1:11: `discord` is a whole number, it must be a table
    attache.toml:3:9: `watch` is a text in quotes, it must be `true` or `false`
    attache.toml:4:7: `dir` is a whole number, it must be a text in quotes
    attache.toml:5:15: `stale_after` is a whole number, it must be a text in quotes
    ");
}

#[test]
fn a_length_of_time_or_an_address_of_no_kind_is_reported() {
    insta::assert_snapshot!(problems("[knowledge]\nstale_after = \"пол года\"\n"), @"attache.toml:2:15: `пол года` is not a length of time; write for example `180d` or `2h 30m`");
    insta::assert_snapshot!(problems("[discord]\napi_url = \"discord.com\"\n"), @"attache.toml:2:11: `discord.com` is not the address of a service; write `https://` or `http://` and a host, such as `https://discord.com`, `http://127.0.0.1:8080` or `http://[::1]:8080`");
    insta::assert_snapshot!(problems("[knowledge]\ndir = \"\"\n"), @"attache.toml:2:7: `dir` is empty");
}

#[test]
fn an_age_must_be_a_length_of_days_ahead() {
    insta::assert_snapshot!(problems("[knowledge]\nstale_after = \"-1d\"\n"), @"attache.toml:2:15: `-1d` is not a length of time; write for example `180d` or `2h 30m`");
}

#[test]
fn what_is_not_toml_is_told_with_its_place() {
    insta::assert_snapshot!(problems("[discord]\napi_url = https://discord.com\n"), @"attache.toml:2:11: this is not TOML: string values must be quoted, expected literal string");
}

#[test]
fn a_file_that_was_asked_for_must_be_there() {
    let path = Path::new("/nowhere/attache.toml");
    assert!(Config::load(path, false, no_variables()).is_ok());
    let problems = Config::load(path, true, no_variables()).unwrap_err();
    insta::assert_snapshot!(problems[0], @"/nowhere/attache.toml: cannot be read: No such file or directory (os error 2)");
}

#[test]
fn a_folder_in_place_of_the_file_is_reported() {
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
    insta::assert_snapshot!(problems("[web]\nlisten = \"localhost\"\n"), @r#"attache.toml:2:10: `localhost` is not an address to listen on; write an IP address of this machine and a port, such as `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `""` for none"#);
    insta::assert_snapshot!(problems("[web]\nlisten = \" \"\n"), @"attache.toml:2:10: `listen` is empty");
    insta::assert_snapshot!(problems("[web]\nlisten = \"127.0.0.1:86000\"\n"), @r#"attache.toml:2:10: `127.0.0.1:86000` is not an address to listen on; write an IP address of this machine and a port, such as `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `""` for none"#);
    insta::assert_snapshot!(problems("[web]\nlisten = 8600\n"), @"attache.toml:2:10: `listen` is a whole number, it must be a text in quotes");
    insta::assert_snapshot!(problems_with("", &[("ATTACHE_WEB__LISTEN", "8600")]), @r#"ATTACHE_WEB__LISTEN: `8600` is not an address to listen on; write an IP address of this machine and a port, such as `127.0.0.1:8600` (this machine only), `0.0.0.0:8600` or `[::]:8600` (everybody), or `""` for none"#);
}
