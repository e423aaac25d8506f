//! What readers see of the summits, on pages and from the running bot.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use attache::bot::{Bot, Token};
use attache::config::Config;
use attache::document::PartialDate;
use attache::knowledge::{Knowledge, Library, load};
use attache::pages::{AsOf, Search, find_group, find_summit, show};
use attache::reply::{Page, View, description};
use attache::text::Locale;
use clock::ManualClock;
use jiff::ToSpan as _;
use jiff::civil::date;
use practice_discord::TOKEN;
use practice_discord::driver::TestServer;
use practice_discord::ids::ADA;
use serde_json::json;

const SUMMITS: &str = r#"
[sco-2026]
organization = "sco"
series = "SCO"
name = "SCO summit"
start = 2026-08-31
end = 2026-09-01
city = "Bishkek"
status = "announced"
watch = ["iran"]
text = "x"
as_of = 2026-05-01
sources = ["tass"]

[sco-2027]
organization = "sco"
series = "SCO"
name = "SCO summit"
start = "2027-06"
status = "expected"
text = "x"
as_of = 2026-05-01
sources = ["tass"]

[eaeu-2027]
series = "EAEU"
name = "EAEU council"
start = 2027-05-28T10:00:00
city = "Bishkek"
time_zone = "Asia/Bishkek"
status = "confirmed"
text = "x"
as_of = 2026-05-01
sources = ["tass"]

[g20-2026]
series = "G20"
name = "G20 leaders' summit"
start = 2026-12-14
end = 2026-12-15
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "confirmed"
watch = ["iran", "iran"]
text = "Who comes."
as_of = 2026-02-19
sources = ["tass"]
"#;

fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in [
        (
            "hotspots/iran.toml",
            "name = \"Iran\"\nsummary = \"x\"\n[[alignment]]\nstance = \"unclear\"\nreason = \"x\"\nas_of = 2026-01-01\nsources = [\"tass\"]\n",
        ),
        (
            "organizations/sco.toml",
            "name = \"Shanghai Cooperation Organization\"\nshort = \"SCO\"\nsummary = \"x\"\n",
        ),
        (
            "sources.toml",
            "[tass]\npublisher = \"TASS\"\ngrade = \"A\"\n",
        ),
        ("summits/all.toml", SUMMITS),
    ] {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    dir
}

fn knowledge(dir: &Path) -> Knowledge {
    let loaded = load(dir, as_of().today).unwrap();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.knowledge
}

fn as_of() -> AsOf {
    AsOf {
        today: date(2026, 11, 23),
        stale_after: 180.days(),
    }
}

fn page(knowledge: &Knowledge, view: &View) -> Page {
    show(knowledge, view, as_of(), Locale::English)
        .unwrap()
        .page
}

#[test]
fn what_is_ahead_comes_first_and_what_was_planned_is_shown_as_that() {
    let dir = folder();
    let all = View::Summits {
        group: None,
        until: None,
        page: 0,
    };
    insta::assert_snapshot!(description(&page(&knowledge(dir.path()), &all)));
}

#[test]
fn the_list_can_be_narrowed() {
    let dir = folder();
    let knowledge = knowledge(dir.path());
    let until: PartialDate = "2026".parse().unwrap();
    for (group, until, titles) in [
        (
            Some("sco"),
            None,
            &["SCO summit (2027)", "SCO summit (Bishkek, 2026)"][..],
        ),
        (
            None,
            Some(until),
            &[
                "G20 leaders' summit (Miami, 2026)",
                "SCO summit (Bishkek, 2026)",
            ],
        ),
        (Some("nato"), None, &[]),
    ] {
        let view = View::Summits {
            group: group.map(str::to_owned),
            until,
            page: 0,
        };
        let shown = page(&knowledge, &view);
        let labels: Vec<_> = shown.sections[0]
            .entries
            .iter()
            .filter_map(|entry| entry.label.as_deref())
            .collect();
        assert_eq!(labels, titles);
    }
}

#[test]
fn a_page_says_when_where_and_how_certain_and_that_its_facts_are_old() {
    let dir = folder();
    let shown = page(
        &knowledge(dir.path()),
        &View::Summit {
            id: "g20-2026".into(),
        },
    );
    insta::assert_snapshot!(description(&shown));
}

#[test]
fn a_summit_is_found_by_what_people_call_it_and_of_several_the_next_to_come() {
    let dir = folder();
    let knowledge = knowledge(dir.path());
    for (name, id) in [
        ("G20 in Miami", "g20-2026"),
        ("SCO 2027", "sco-2027"),
        ("sco", "sco-2027"),
        ("Bishkek", "eaeu-2027"),
        ("SCO in Bishkek", "sco-2026"),
        ("g20 leaders summmit", "g20-2026"),
    ] {
        match find_summit(&knowledge, name, as_of().today, Locale::English) {
            Search::Found { id: found, .. } => assert_eq!(found, id, "{name}"),
            Search::Nothing(reply) => panic!("{name}: {reply:?}"),
        }
    }
    assert_eq!(
        find_group(&knowledge, "Shanghai Cooperation Organization").as_deref(),
        Ok("sco")
    );
    assert_eq!(find_group(&knowledge, "g20").as_deref(), Ok("g20"));
    assert!(find_group(&knowledge, "banana").is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bot_attaches_a_calendar_file_where_the_day_is_known() {
    let (dir, setting) = (folder(), TestServer::start().await);
    let mut page = setting.page().await;
    let clock = Arc::new(ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap()));
    let library = Arc::new(Library::open(dir.path(), clock.clone()).unwrap());
    let mut config = Config::default();
    config.discord.api_url = setting.discord.url();
    let kept = tempfile::tempdir().unwrap();
    config.database.url = format!("sqlite://{}/attache.db", kept.path().display());
    let token = Token::find(Some(TOKEN.to_owned()), None).unwrap();
    let bot = Bot::new(&config, &token, library, clock).unwrap();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let serving = tokio::spawn(bot.serve(async {
        let _ = stopped.await;
    }));
    let commands = page
        .until(|frame| {
            let listed = frame["commands"].as_array();
            frame["t"] == "commands"
                && listed.is_some_and(|listed| listed.iter().any(|one| one["name"] == "summit"))
        })
        .await;
    let listed = commands["commands"].as_array().unwrap();
    let command = listed.iter().find(|one| one["name"] == "summit").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for (name, files) in [("G20 in Miami", vec!["g20-2026.ics"]), ("SCO 2027", vec![])] {
        let options = json!([{ "name": "name", "type": 3, "value": name }]);
        // A command that comes before the bot is connected reaches nobody; three seconds later it may be used again.
        let message = loop {
            page.use_command(ADA, &command, &options).await;
            let answered = page.frame("message");
            match tokio::time::timeout(Duration::from_millis(500), answered).await {
                Ok(mut frame) => break frame["message"].take(),
                Err(_) => setting.pass(3),
            }
        };
        let attached = message["attachments"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let names: Vec<&str> = attached
            .iter()
            .filter_map(|file| file["filename"].as_str())
            .collect();
        assert_eq!(names, files, "{message}");
    }
    let _ = stop.send(());
    serving.await.unwrap().unwrap();
}
