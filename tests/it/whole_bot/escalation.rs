//! An alert that nobody acknowledges, and everybody who is called for it, through the practice Discord.

use attache::config::SubscriptionSpec;
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids::{ADA, BACKUP, GENERAL, NOOR, SAM, WATCH_FLOOR};
use practice_discord::{Fault, Snowflake};
use serde_json::{Value, json};

use super::alerts::posts;
use super::office::{Message, Office, Plan};

const G20: &str = "2026-12-14T14:00:00Z";

/// The backup after ten minutes, Noor after 25, and again every 15.
pub(super) async fn office(before: &str) -> Office {
    let keys = format!(
        "channel = {WATCH_FLOOR}\nsummits = [\"g20-2026\"]\nbefore = [\"{before}\"]\nrepeat_escalation = \"15m\"\n\
         escalation = [{{ after = \"10m\", role = {BACKUP} }}, {{ after = \"25m\", user = {NOOR} }}]"
    );
    let spec: SubscriptionSpec = toml::from_str(&keys).expect("a subscription");
    Office::open_as(Plan {
        subscriptions: vec![spec],
        ..Plan::default()
    })
    .await
}

/// Moves the clock to so many minutes after the alert a week ahead.
fn go_to(office: &Office, minutes: i64) {
    use clock::Clock as _;
    let begins: Timestamp = G20.parse().expect("a moment");
    let at = begins - SignedDuration::from_hours(24 * 7) + SignedDuration::from_mins(minutes);
    let clock = &office.setting.clock;
    clock.advance(at.duration_since(clock.now()));
}

/// The bodies of the requests of this method on the messages of the watch floor.
fn sent(office: &Office, method: &str) -> Vec<Value> {
    let path = format!("/channels/{WATCH_FLOOR}/messages");
    let requests = office.setting.discord.requests().into_iter();
    let on_messages =
        requests.filter(|request| request.method == method && request.path.starts_with(&path));
    on_messages.map(|request| request.body).collect()
}

/// The alert and the calls of both steps, as they stand in the channel.
pub(super) async fn called(office: &mut Office) -> [Message; 3] {
    go_to(office, 0);
    let alert = office.told_in(WATCH_FLOOR).await;
    go_to(office, 10);
    let first = office.told_in(WATCH_FLOOR).await;
    go_to(office, 25);
    let second = office.told_in(WATCH_FLOOR).await;
    [alert, first, second]
}

/// `<t:…:f> (<t:…:R>)` of so many minutes after the alert.
fn moment(minutes: i64) -> String {
    let begins: Timestamp = G20.parse().expect("a moment");
    let at = begins - SignedDuration::from_hours(24 * 7) + SignedDuration::from_mins(minutes);
    let seconds = at.as_second();
    format!("<t:{seconds}:f> (<t:{seconds}:R>)")
}

#[tokio::test(flavor = "multi_thread")]
async fn one_after_the_other_is_called_and_each_call_says_who_was_and_who_is_next() {
    let mut office = office("7d").await;
    let [alert, first, second] = called(&mut office).await;
    let text = first.description();
    assert!(text.contains("within 10 minutes"), "{text}");
    assert!(text.contains("**Call 1 of 2**"), "{text}");
    assert!(
        text.contains(&format!("**Next** · {} · <@{NOOR}>", moment(25))),
        "{text}"
    );
    let text = second.description();
    let position = format!("**Call 2 of 2** · called before: <@&{BACKUP}>");
    assert!(text.contains(&position), "{text}");
    let next = format!(
        "**Next** · {} · again, up to 10 more times, until the summit begins · <@{NOOR}>",
        moment(40)
    );
    assert!(text.contains(&next), "{text}");
    // Between the steps too, a restart loses nothing and repeats nothing.
    office.restart_bot().await;
    go_to(&office, 40);
    let again = office.told_in(WATCH_FLOOR).await;
    assert!(again.description().contains("**Repeat 1 of 10**"));
    for call in [&first, &second, &again] {
        assert_eq!(call.0["message_reference"]["message_id"], alert.0["id"]);
    }
    let posts = posts(&office, WATCH_FLOOR, 4).await;
    let mentions: Vec<&Value> = posts.iter().map(|post| &post["allowed_mentions"]).collect();
    assert_eq!(
        mentions[1..],
        [
            &json!({ "parse": [], "roles": [BACKUP] }),
            &json!({ "parse": [], "users": [NOOR] }),
            &json!({ "parse": [], "users": [NOOR] }),
        ]
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_a_call_takes_the_alert_and_every_message_says_so() {
    let mut office = office("7d").await;
    let [alert, first, second] = called(&mut office).await;
    let taken = office
        .press_as(NOOR, &second, &second.knob("Acknowledge"))
        .await
        .message();
    let by = format!("**Acknowledged** by <@{NOOR}>");
    assert!(taken.description().contains(&by), "{}", taken.description());
    assert!(!taken.description().contains("**Next**"));
    for message in [&alert, &first] {
        let says_so = |frame: &Value| {
            let description = frame["message"]["embeds"][0]["description"].as_str();
            frame["message"]["id"] == message.0["id"]
                && description.is_some_and(|text| text.contains(&by))
        };
        office.wait(says_so).await;
    }
    // Nobody is called any more, by anything.
    go_to(&office, 24 * 60);
    office.attache(ADA, "status").await;
    assert_eq!(sent(&office, "POST").len(), 3);
    office.close().await;
}

/// As in a thread that was archived meanwhile: the press counts all the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_cannot_be_edited_keeps_nobody_from_taking_the_alert() {
    let mut office = office("7d").await;
    let [alert, first, _] = called(&mut office).await;
    let path = format!(
        "/channels/{WATCH_FLOOR}/messages/{}",
        alert.0["id"].as_str().expect("an id")
    );
    let archived = Fault::Refused {
        status: 400,
        code: 50_083,
    };
    office.setting.discord.fail_next("PATCH", &path, archived);
    let taken = office
        .press_as(SAM, &first, &first.knob("Acknowledge"))
        .await
        .message();
    assert!(taken.description().contains("**Acknowledged**"));
    let late = office
        .press_as(NOOR, &alert, &alert.knob("Acknowledge"))
        .await
        .message();
    // Whoever presses late sees who was quicker, and changes nothing.
    let by = format!("**Acknowledged** by <@{SAM}>");
    assert!(late.description().contains(&by), "{}", late.description());
    office.close_but_for(&[50_083]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_end_when_the_summit_begins_and_the_last_one_says_that_it_is() {
    let mut office = office("1h").await;
    let hour_before = 7 * 24 * 60 - 60;
    go_to(&office, hour_before);
    office.told_in(WATCH_FLOOR).await;
    for minutes in [10, 25, 40] {
        go_to(&office, hour_before + minutes);
        let call = office.told_in(WATCH_FLOOR).await;
        assert!(
            call.description().contains("**Next**"),
            "{minutes}: {}",
            call.description()
        );
    }
    go_to(&office, hour_before + 55);
    let last = office.told_in(WATCH_FLOOR).await;
    let text = last.description();
    assert!(
        text.contains("This is the last call; nobody else will be called."),
        "{text}"
    );
    go_to(&office, hour_before + 24 * 60);
    office.attache(ADA, "status").await;
    assert_eq!(sent(&office, "POST").len(), 5);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chain_is_typed_listed_tried_refused_and_cleared() {
    let mut office = Office::open().await;
    let id = |of: Snowflake| of.0.to_string();
    let add = |escalation: &str| {
        [
            ("summit", "G20".to_owned()),
            ("before", "7d".to_owned()),
            ("channel", id(GENERAL)),
            ("escalation", escalation.to_owned()),
        ]
    };
    let stranger = 1_100_000_000_000_999_999_u64;
    let wrong = [
        ("10m @backup".to_owned(), "mentions nobody"),
        (format!("10m <@{stranger}>"), "isn't on this server"),
        (
            format!("20m <@&{BACKUP}>, 10m <@{NOOR}>"),
            "comes later than the one before",
        ),
        (format!("20m <@&{BACKUP}>, repeat 5s"), "repeated after"),
    ];
    for (escalation, part) in wrong {
        let options = add(&escalation);
        let options = options
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        let told = office.alerts(ADA, "add", &options).await;
        assert!(
            told.whole().contains(part),
            "{escalation}: {}",
            told.whole()
        );
    }
    let options = add(&format!("10m <@&{BACKUP}>, 20m <@{NOOR}>, repeat 15m"));
    let options = options
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let told = office.alerts(ADA, "add", &options).await;
    let text = told.description();
    let listed = format!("after 10m <@&{BACKUP}> · after 20m <@{NOOR}>");
    assert!(
        text.contains(&listed) && text.contains("last call again every 15m"),
        "{text}"
    );
    let start = text.find("**").expect("a label") + 2;
    let name = text[start..start + 6].to_owned();
    let tried = office.alerts(ADA, "test", &[("id", &name)]).await;
    assert_eq!(tried.title(), "The test is posted", "{}", tried.whole());
    let cleared = office
        .alerts(ADA, "edit", &[("id", &name), ("clear", "escalation")])
        .await;
    assert!(
        !cleared.description().contains("after 10m"),
        "{}",
        cleared.description()
    );
    office.close_but_for(&[10_007]).await;
}
