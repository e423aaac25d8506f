//! `[assistant]`: off by default, and its key shown nowhere.

use super::{load, problems, problems_with};

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
fn wrong_settings_of_the_assistant_are_reported_with_their_place() {
    insta::assert_snapshot!(problems("[assistant]\nurl = \"localhost:8080\"\n"), @"attache.toml:2:7: `localhost:8080` is not the address of a service; write `https://` or `http://` and a host, such as `https://discord.com`, `http://127.0.0.1:8080` or `http://[::1]:8080`");
    insta::assert_snapshot!(problems("[assistant]\nurl = \" \"\n"), @"attache.toml:2:7: `url` is empty");
    insta::assert_snapshot!(problems("[assistant]\nurl = \"http://127.0.0.1:1/v1\"\n"), @r#"attache.toml:2:7: `url` has no `model` beside it; give the name by which the server knows the model, such as `model = "llama3.1"`"#);
    insta::assert_snapshot!(problems_with("", &[("ATTACHE_ASSISTANT__URL", "http://127.0.0.1:1/v1")]), @r#"ATTACHE_ASSISTANT__URL: `url` has no `model` beside it; give the name by which the server knows the model, such as `model = "llama3.1"`"#);
    insta::assert_snapshot!(problems("[assistant]\ntimeout = \"31s\"\n"), @"attache.toml:2:11: `timeout` is 31s; allowed are 1s to 30s");
    insta::assert_snapshot!(problems("[assistant]\ntimeout = \"999ms\"\n"), @"attache.toml:2:11: `timeout` is 999ms; allowed are 1s to 30s");
    insta::assert_snapshot!(problems("[assistant]\ntimeout = \"1mo\"\n"), @"attache.toml:2:11: `timeout` is 1mo; allowed are 1s to 30s");
    insta::assert_snapshot!(problems("[assistant]\nmax_tokens = 63\n"), @"attache.toml:2:14: `max_tokens` is 63, allowed are 64 to 4096");
    insta::assert_snapshot!(problems("[assistant]\nmodle = \"北\"\n"), @"attache.toml:2:1: unknown key `modle`; did you mean `model`?");
}

#[test]
fn the_address_and_the_model_may_come_from_different_places() {
    let file = "[assistant]\nmodel = \"llama3.1\"\n";
    let config = load(file, &[("ATTACHE_ASSISTANT__URL", "http://127.0.0.1:1/v1")]).unwrap();
    assert!(config.assistant.is_on());
}

#[test]
fn the_key_comes_from_its_variable_and_is_shown_nowhere() {
    let problems = problems("[assistant]\nkey = \"sk-secret\"\n");
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
