//! `/alerts events`: the calendar as the server's own scheduled events, through the practice Discord.

use std::time::Duration;

use jiff::SignedDuration;
use practice_discord::ids::{ADA, GUILD, SAM};
use practice_discord::{Fault, Snowflake};
use serde_json::{Value, json};

use super::office::{Office, Plan};
use crate::support::folder::Folder;

const NAME: &str = "G20 leaders' summit (Miami, 2026)";
/// *Create Events*
const CREATE_EVENTS: u64 = 1 << 44;
/// Statuses of an event.
const SCHEDULED: u64 = 1;
const ACTIVE: u64 = 2;
const CANCELED: u64 = 4;

async fn office_on(knowledge: &Folder) -> Office {
    Office::open_as(Plan {
        knowledge: Some(knowledge.path().to_owned()),
        ..Plan::default()
    })
    .await
}

/// The server's events, those that are over too.
fn events(office: &Office) -> Vec<Value> {
    office.setting.discord.scheduled_events(GUILD)
}

/// Those that are to come or under way.
fn open(office: &Office) -> Vec<Value> {
    let is_open = |event: &Value| matches!(event["status"].as_u64(), Some(SCHEDULED | ACTIVE));
    events(office).into_iter().filter(is_open).collect()
}

/// Waits until the events are as `wanted`; gives them.
async fn until(office: &Office, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let all = async {
        loop {
            let events = events(office);
            if wanted(&events) {
                return events;
            }
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(10);
    let events = tokio::time::timeout(patience, all).await;
    events.unwrap_or_else(|_| panic!("never so: {:#?}", self::events(office)))
}

async fn turn_on(office: &mut Office, summits: &str) -> String {
    let options = [("turn", "on"), ("summit", summits)];
    let answer = office.alerts(ADA, "events", &options).await;
    assert_eq!(answer.title(), "Scheduled events: on", "{}", answer.whole());
    answer.description().to_owned()
}

/// The G20's event, once it is there and on record.
async fn g20_event(office: &mut Office) -> Value {
    turn_on(office, "g20-2026").await;
    let made = until(office, |events| events.len() == 1).await.remove(0);
    settled(office).await;
    made
}

/// Waits until the bot has nothing left to do for the events.
async fn settled(office: &Office) {
    let store = office.store();
    let on_record = async {
        loop {
            let rows = store.scheduled_events(GUILD.0).await.expect("a database");
            let is_settled = rows.iter().all(|row| row.state.as_ref() != "begun");
            if is_settled && !rows.is_empty() {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let patience = Duration::from_secs(10);
    tokio::time::timeout(patience, on_record)
        .await
        .expect("events on record");
    store.close().await;
}

fn edit_summits(knowledge: &Folder, edits: &[(&str, &str)]) {
    let file = knowledge.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&file).expect("the summits' file");
    let edited = edits
        .iter()
        .fold(text.clone(), |text, (from, to)| text.replace(from, to));
    assert_ne!(text, edited);
    std::fs::write(&file, edited).expect("a file that can be written");
}

async fn reload(office: &mut Office) {
    let reloaded = office.attache(ADA, "reload").await;
    assert_eq!(reloaded.title(), "Reloaded", "{:#}", reloaded.0);
}

fn id_of(event: &Value) -> Snowflake {
    let id = event["id"].as_str().expect("an id");
    id.parse().expect("a snowflake")
}

fn pass(office: &Office, time: SignedDuration) {
    office.setting.clock.advance(time);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_summit_becomes_an_event_that_says_when_where_and_what_to_watch() {
    let mut office = Office::open().await;
    let none = office.alerts(ADA, "events", &[]).await;
    assert_eq!(none.title(), "Scheduled events: off");
    let answer = turn_on(&mut office, "g20-2026").await;
    assert_eq!(
        answer,
        "1 summit becomes an event of this server, and follows the calendar."
    );
    let event = until(&office, |events| events.len() == 1).await.remove(0);
    assert_eq!(event["name"], NAME);
    assert_eq!(
        event["entity_metadata"]["location"],
        "Trump National Doral, Miami, United States"
    );
    assert_eq!(
        event["scheduled_start_time"],
        "2026-12-14T14:00:00.000000+00:00"
    );
    // The last minute of the last day, by the venue's clock.
    assert_eq!(
        event["scheduled_end_time"],
        "2026-12-16T04:59:00.000000+00:00"
    );
    assert_eq!(
        event["description"],
        "Watch whether Putin and Xi come to Miami.\nconfirmed, as of 19 Feb 2026\nThe hour is not known yet.\n/summit g20-2026"
    );
    settled(&office).await;
    let standing = office.alerts(ADA, "events", &[]).await;
    assert_eq!(standing.title(), format!("Scheduled events: {NAME}"));
    let text = standing.description();
    assert!(text.contains(&format!("1 event; next: {NAME}")), "{text}");
    // What the last line says can be typed.
    let page = office.ask("summit", &[("name", "g20-2026")]).await;
    assert!(page.title().contains("G20"), "{}", page.title());
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_follows_its_summit_until_that_is_called_off() {
    let copy = Folder::copy_of_shipped();
    let mut office = office_on(&copy).await;
    let made = g20_event(&mut office).await;
    let moved = [("2026-12-14", "2026-12-16"), ("2026-12-15", "2026-12-17")];
    edit_summits(&copy, &moved);
    reload(&mut office).await;
    let event = until(&office, |events| {
        events[0]["scheduled_start_time"] == "2026-12-16T14:00:00.000000+00:00"
    });
    let event = event.await.remove(0);
    assert_eq!(event["id"], made["id"], "moved, and not made anew");
    let path = copy.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&path).expect("a file");
    let at = text.find("[g20-2026]").expect("the summit");
    let (before, after) = text.split_at(at);
    let after = after.replacen("status = \"confirmed\"", "status = \"cancelled\"", 1);
    std::fs::write(&path, format!("{before}{after}")).expect("a file");
    reload(&mut office).await;
    let ended = until(&office, |events| events[0]["status"] == CANCELED).await;
    assert_eq!(ended.len(), 1, "{ended:#?}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn turned_off_the_bots_events_are_deleted_and_those_of_others_stay() {
    let mut office = Office::open().await;
    let by_sam = json!({
        "name": "Lunch",
        "entity_metadata": { "location": "Canteen" },
        "scheduled_start_time": "2026-12-01T12:00:00Z",
        "scheduled_end_time": "2026-12-01T13:00:00Z",
    });
    office.setting.discord.schedule_as(SAM, GUILD, &by_sam);
    turn_on(&mut office, "g20-2026").await;
    until(&office, |events| events.len() == 2).await;
    let answer = office.alerts(ADA, "events", &[("turn", "off")]).await;
    let text = answer.description();
    assert_eq!(
        text,
        "The events that I made here are being deleted. All others stay."
    );
    let left = until(&office, |events| events.len() == 1).await;
    assert_eq!(left[0]["name"], "Lunch");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crash_after_discord_made_an_event_doubles_none() {
    let mut office = Office::open().await;
    let path = format!("/guilds/{GUILD}/scheduled-events");
    let discord = &office.setting.discord;
    discord.fail_next("POST", &path, Fault::StoredThenReset);
    turn_on(&mut office, "g20-2026").await;
    until(&office, |events| events.len() == 1).await;
    office.restart_bot().await;
    settled(&office).await;
    let made = open(&office);
    assert_eq!(made.len(), 1, "{made:#?}");
    let posts = office.setting.discord.requests().into_iter();
    let posts = posts.filter(|request| request.method == "POST" && request.path == path);
    assert_eq!(posts.count(), 1);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_deleted_stays_away_and_what_a_person_changed_stays_but_where_the_calendar_changes()
 {
    let copy = Folder::copy_of_shipped();
    let mut office = office_on(&copy).await;
    let made = g20_event(&mut office).await;
    let named = json!({ "name": "The big one" });
    office
        .setting
        .discord
        .change_event(GUILD, id_of(&made), &named);
    let moved = [("2026-12-14", "2026-12-16"), ("2026-12-15", "2026-12-17")];
    edit_summits(&copy, &moved);
    reload(&mut office).await;
    let event = until(&office, |events| {
        events[0]["scheduled_start_time"] == "2026-12-16T14:00:00.000000+00:00"
    });
    assert_eq!(event.await[0]["name"], "The big one");
    settled(&office).await;
    office.setting.discord.delete_event(GUILD, id_of(&made));
    pass(&office, SignedDuration::from_hours(25));
    let is_noted = async {
        loop {
            let standing = office.alerts(ADA, "events", &[]).await.whole();
            if standing.contains("1 event was deleted here and is not made again") {
                return;
            }
        }
    };
    let patience = Duration::from_secs(20);
    tokio::time::timeout(patience, is_noted)
        .await
        .expect("a note of it");
    assert_eq!(events(&office).len(), 0);
    // Asked for again, it is made again.
    turn_on(&mut office, "g20-2026").await;
    until(&office, |events| events.len() == 1).await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_more_summits_than_discord_has_room_for_the_nearest_become_events() {
    let copy = Folder::copy_of_shipped();
    let summit = |day: u32| {
        format!(
            "[far-{day}]\nseries = \"Far\"\nname = \"Summit {day}\"\nstart = 2027-11-0{day}\n\
             status = \"confirmed\"\ntext = \"Watch it.\"\nas_of = 2026-02-19\n\
             sources = [\"gazeta-2026-02-19\"]\n\n"
        )
    };
    let far: String = (1..=3).map(summit).collect();
    copy.write("summits/far.toml", far);
    let mut office = office_on(&copy).await;
    for n in 0..99 {
        let form = json!({
            "name": format!("Event {n}"),
            "entity_metadata": { "location": "Here" },
            "scheduled_start_time": "2027-12-01T12:00:00Z",
            "scheduled_end_time": "2027-12-01T13:00:00Z",
        });
        office.setting.discord.schedule_as(SAM, GUILD, &form);
    }
    let answer = turn_on(&mut office, "all").await;
    assert!(answer.starts_with("1 summit becomes an event"), "{answer}");
    let left_out =
        "3 summits are left out: Discord allows 100 events a server, and the nearest are kept.";
    assert!(answer.contains(left_out), "{answer}");
    let made = until(&office, |events| events.len() == 100).await;
    assert_eq!(made.last().expect("an event")["name"], NAME);
    settled(&office).await;
    let is_told = async {
        while !office
            .alerts(ADA, "events", &[])
            .await
            .whole()
            .contains(left_out)
        {}
    };
    let patience = Duration::from_secs(20);
    tokio::time::timeout(patience, is_told)
        .await
        .expect("a standing that tells it");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_permission_it_is_asked_for_and_once_it_is_given_the_events_go_on() {
    let mut office = Office::open().await;
    office.setting.discord.deny_bot_in_guilds(CREATE_EVENTS);
    let options = [("turn", "on"), ("summit", "g20-2026")];
    let answer = office.alerts(ADA, "events", &options).await.whole();
    assert!(answer.contains("I lack Create Events."), "{answer}");
    assert_eq!(events(&office).len(), 0);
    // Taken away later, it pauses the events of this server and nothing else.
    office.setting.discord.deny_bot_in_guilds(0);
    let path = format!("/guilds/{GUILD}/scheduled-events");
    let missing = Fault::Refused {
        status: 403,
        code: 50_013,
    };
    office.setting.discord.fail_next("POST", &path, missing);
    turn_on(&mut office, "g20-2026").await;
    let is_paused = async {
        loop {
            let standing = office.alerts(ADA, "events", &[]).await.whole();
            if standing.contains("Paused: I lack Create Events.") {
                return;
            }
        }
    };
    let patience = Duration::from_secs(20);
    tokio::time::timeout(patience, is_paused)
        .await
        .expect("a pause that is told");
    pass(&office, SignedDuration::from_mins(61));
    until(&office, |events| events.len() == 1).await;
    settled(&office).await;
    office.close_but_for(&[50_013]).await;
}
