//! `[discord]`: ids and shards.

use super::{load, problems};

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
    insta::assert_snapshot!(problems("[discord]\nshards = { total = 16, from = 0, to = 16 }\n"), @"attache.toml:2:10: `shards` runs from 0 to 16 of 16; `from` is at most `to`, and `to` below `total`");
    insta::assert_snapshot!(problems("[discord]\nshards = \"all\"\n"), @r#"attache.toml:2:10: `shards` must be `"auto"` or `{ total = 16, from = 0, to = 7 }`"#);
    insta::assert_snapshot!(problems("[discord]\nshards = { total = 16 }\n"), @r#"attache.toml:2:10: `shards` must be `"auto"` or `{ total = 16, from = 0, to = 7 }`"#);
}

#[test]
fn an_address_may_be_an_ipv6_one_and_has_no_login() {
    let address = |url: &str| load(&format!("[discord]\napi_url = \"{url}\"\n"), &[]);
    for sound in [
        "https://discord.com",
        "http://[::1]:8080",
        "https://discord.com/",
    ] {
        assert_eq!(address(sound).unwrap().discord.api_url, sound);
    }
    let check_in = "[web]\ncheck_in_url = \"https://name:password@[2001:db8::1]/ping?id=1\"\n";
    assert!(load(check_in, &[]).is_ok());
    insta::assert_snapshot!(problems("[discord]\napi_url = \"https://name:hunter2@discord.com\"\n"), @"attache.toml:2:11: `api_url` has a name or password in it; the header that would carry them carries the bot's token");
    insta::assert_snapshot!(problems("[discord]\napi_url = \"https://discord.com?v=10\"\n"), @"attache.toml:2:11: `api_url` has a `?` or `#` in it; paths are put behind it");
    insta::assert_snapshot!(problems("[discord]\napi_url = \"http://name:hunter2@::1\"\n"), @"attache.toml:2:11: `http://…@::1` is not the address of a service; write `https://` or `http://` and a host, such as `https://discord.com`, `http://127.0.0.1:8080` or `http://[::1]:8080`");
}

#[test]
fn an_id_of_no_kind_is_reported() {
    insta::assert_snapshot!(problems("[discord]\nregister = \"everywhere\"\n"), @r#"attache.toml:2:12: `register` must be `"global"` or a list of guild ids, such as `[123456789012345678]`"#);
    insta::assert_snapshot!(problems("[discord]\nregister = [1, 0]\n"), @r#"attache.toml:2:12: `register` must be `"global"` or a list of guild ids, such as `[123456789012345678]`"#);
    insta::assert_snapshot!(problems("[discord]\neditors_channel = \"#редакция\"\n"), @"attache.toml:2:19: `#редакция` is not a Discord id; it has digits only");
    insta::assert_snapshot!(problems("[discord]\neditors_channel = 0\n"), @"attache.toml:2:19: `0` is not a Discord id");
    insta::assert_snapshot!(problems("[discord]\neditors_channel = -1\n"), @"attache.toml:2:19: a Discord id is a number, such as `123456789012345678`");
}
