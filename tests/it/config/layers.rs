//! A rule that the file and a variable break together is reported where the value in effect was written.

use super::{load, problems_with};

#[test]
fn a_broken_rule_is_reported_where_the_value_in_effect_was_written() {
    let file = "[discord]\nshards = { total = 16, from = 0, to = 16 }\n";
    insta::assert_snapshot!(problems_with(file, &[]), @"attache.toml:2:10: `shards` runs from 0 to 16 of 16; `from` is at most `to`, and `to` below `total`");
    let variable = ("ATTACHE_DISCORD__SHARDS", "{ total = 2, from = 1, to = 0 }");
    insta::assert_snapshot!(problems_with(file, &[variable]), @"ATTACHE_DISCORD__SHARDS: `shards` runs from 1 to 0 of 2; `from` is at most `to`, and `to` below `total`");
    assert!(load(file, &[("ATTACHE_DISCORD__SHARDS", "auto")]).is_ok());
}

#[test]
fn a_value_that_no_layer_can_be_read_with_is_reported_in_each() {
    let file = "[discord]\neditors_channel = \"#editors\"\n";
    let variable = ("ATTACHE_DISCORD__REGISTER", "everywhere");
    insta::assert_snapshot!(problems_with(file, &[variable]), @r#"
    attache.toml:2:19: `#editors` is not a Discord id; it has digits only
    ATTACHE_DISCORD__REGISTER: `register` must be `"global"` or a list of guild ids, such as `[123456789012345678]`
    "#);
}
