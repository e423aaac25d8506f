//! Discord fails, cuts the line, says nothing or asks to wait when an interaction is answered: whoever asked is answered all
//! the same, and what they asked for is done once.

use std::time::Duration;

use practice_discord::ids::{ADA, ANNOUNCEMENTS, EDITORS, GENERAL, NOOR, WATCH_FLOOR};
use practice_discord::{Fault, Request, Snowflake};
use serde_json::{Value, json};

use super::alerts;
use super::escalation;
use super::office::{Message, Office, Plan, Seen};
use super::subscribing::short;

const BROKEN: &str = "Something broke here";

/// What can become of the first try of an answer so that the next one settles it.
const PASSING: [(&str, Fault); 8] = [
    ("a failure", Fault::Status(503)),
    ("a refusal by what stands before the API", Fault::Page(403)),
    ("a page in place of the answer", Fault::Page(200)),
    ("a limit", limit(0.2)),
    ("a limit of no time", limit(0.0)),
    ("stored, and the line is cut", Fault::StoredThenReset),
    ("stored, and nothing is said", Fault::StoredThenHang),
    ("nothing is said", Fault::Hang),
];

/// A limit that ends long after the three seconds.
const TOO_LONG: Fault = limit(30.0);
const ANSWERED_ELSEWHERE: Fault = refused(400, 40_060);
const EXPIRED: Fault = refused(404, 10_062);

const fn limit(retry_after_seconds: f64) -> Fault {
    Fault::RateLimited {
        retry_after_seconds,
        global: false,
    }
}

const fn refused(status: u16, code: u32) -> Fault {
    Fault::Refused { status, code }
}

impl Office {
    fn lose_answer(&self, fault: Fault) {
        let discord = &self.setting.discord;
        discord.fail_next("POST", "/interactions/", fault);
    }

    /// Promises are stored, the line is cut, and from then on every callback fails.
    fn lose_track_of_answer(&self) {
        self.lose_answer(Fault::StoredThenReset);
        for _ in 0..10 {
            self.lose_answer(Fault::Status(503));
        }
    }

    /// Waits until the bot has tried so often to answer interactions.
    async fn tried(&self, times: usize) {
        let tried = async {
            let mut looks = tokio::time::interval(Duration::from_millis(10));
            while self.callbacks().len() < times {
                looks.tick().await;
            }
        };
        let tried = tokio::time::timeout(Duration::from_secs(30), tried).await;
        let callbacks = self.callbacks();
        tried.unwrap_or_else(|_| panic!("tried {} times: {callbacks:#?}", callbacks.len()));
        assert_eq!(callbacks.len(), times, "{callbacks:#?}");
    }

    /// The titles of what the bot has said in a channel for everybody.
    fn titles_in(&self, channel: Snowflake) -> Vec<String> {
        let messages = self.setting.discord.messages().into_iter();
        let said = messages.filter(|message| {
            message["channel_id"] == json!(channel) && message["author"]["bot"] == true
        });
        said.map(|message| Message(message).title().to_owned())
            .collect()
    }

    /// How often `/alerts add` was carried out; what was removed since counts as well.
    async fn subscriptions(&self) -> usize {
        self.store().subscriptions().await.unwrap().len()
    }

    async fn add_alerts(&mut self, before: &str) -> Message {
        let options = [("summit", "G20"), ("before", before)];
        self.alerts(ADA, "add", &options).await
    }

    /// Ends it all. Faults were ordered, so not every request was to Discord's liking; but nobody was told that it broke.
    async fn close_after_faults(mut self) {
        self.stop_bot().await;
        let requests = self.setting.discord.requests();
        let says_broken = |request: &&Request| request.body.to_string().contains(BROKEN);
        let broken: Vec<&Request> = requests.iter().filter(says_broken).collect();
        assert!(broken.is_empty(), "{broken:#?}");
        self.setting.discord.shutdown().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_a_turn_and_suggestions_arrive_once_whatever_becomes_of_their_first_try() {
    let mut office = Office::open().await;
    let mut tries = 0;
    for (round, (fault_is, fault)) in PASSING.into_iter().enumerate() {
        office.lose_answer(fault);
        let page = office.issue("iran").await;
        assert_eq!(page.title(), "Iran", "{fault_is}");
        office.tried(tries + 2).await;
        office.lose_answer(fault);
        let turned = office.press(&page, "China").await.message();
        assert_eq!(turned.title(), "Iran · China", "{fault_is}");
        office.tried(tries + 4).await;
        office.lose_answer(fault);
        let offered = office.suggestions("issue", &[], ("name", "ira")).await;
        assert!(!offered.is_empty(), "{fault_is}");
        tries += 6;
        office.tried(tries).await;
        let shown = office.titles_in(GENERAL);
        assert_eq!(shown.len(), round + 1, "{fault_is}: {shown:?}");
    }
    office.close_after_faults().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledgement_is_shown_whatever_becomes_of_its_first_try() {
    use clock::Clock as _;
    let days: Vec<String> = (2..2 + PASSING.len())
        .map(|day| format!("{day}d"))
        .collect();
    let before: Vec<&str> = days.iter().map(String::as_str).collect();
    let mut office = alerts::office(&before).await;
    let clock = office.setting.clock.clone();
    let begins: jiff::Timestamp = "2026-12-14T14:00:00Z".parse().unwrap();
    let mut tries = 0;
    for (day, (fault_is, fault)) in (2_i64..).zip(PASSING).collect::<Vec<_>>().into_iter().rev() {
        let due = begins - jiff::SignedDuration::from_hours(24 * day);
        clock.advance(due.duration_since(clock.now()));
        let alert = office.told_in(WATCH_FLOOR).await;
        office.lose_answer(fault);
        let knob = alert.knob("Acknowledge");
        let taken = office.press_as(NOOR, &alert, &knob).await.message();
        let by = format!("**Acknowledged** by <@{NOOR}>");
        assert!(taken.description().contains(&by), "{fault_is}: {taken:?}");
        assert_eq!(taken.0["id"], alert.0["id"], "{fault_is}: not said anew");
        tries += 2;
        office.tried(tries).await;
    }
    office.close_after_faults().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_is_made_once_whatever_becomes_of_the_first_try_of_its_promise() {
    let mut office = Office::open().await;
    let mut tries = 0;
    for (made, (fault_is, fault)) in (1..).zip(PASSING) {
        // What is made is called by its moment, among other things.
        office.setting.pass(1);
        office.lose_answer(fault);
        let told = office.add_alerts("1d").await;
        assert_eq!(told.title(), "Subscribed", "{fault_is}");
        office.tried(tries + 2).await;
        assert_eq!(office.subscriptions().await, made, "{fault_is}");
        let removed = office.alerts(ADA, "remove", &[("id", &short(&told))]).await;
        assert_eq!(removed.title(), "Removed", "{fault_is}");
        tries += 3;
        office.tried(tries).await;
    }
    office.close_after_faults().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_is_delivered_once_whatever_becomes_of_the_first_try_of_its_promise() {
    let mut office = Office::open().await;
    let mut tries = 0;
    for (sent, (fault_is, fault)) in (1..).zip(PASSING) {
        // Discord takes five messages in five seconds.
        office.setting.pass(10);
        let form = feedback_form(&mut office).await;
        office.lose_answer(fault);
        let told = office.submit(&form, "The map is wrong.").await;
        assert_eq!(told.title(), "Thank you", "{fault_is}");
        tries += 3;
        office.tried(tries).await;
        assert_eq!(office.titles_in(EDITORS).len(), sent, "{fault_is}");
    }
    office.close_after_faults().await;
}

/// What somebody asks for that takes a promise.
#[derive(Debug, Clone, Copy)]
enum Promised {
    Alerts,
    Tour,
    Feedback,
}

impl Promised {
    const ALL: [Self; 3] = [Self::Alerts, Self::Tour, Self::Feedback];

    /// Asks for it, and asserts what whoever asked sees in the end, and that it is done once.
    async fn is_done(self, office: &mut Office, lose: fn(&Office)) {
        match self {
            Self::Alerts => {
                lose(office);
                assert_eq!(office.add_alerts("1d").await.title(), "Subscribed");
                assert_eq!(office.subscriptions().await, 1);
            }
            Self::Tour => {
                lose(office);
                let (_, first) = office.tour(NOOR, &[("track", "newcomer")]).await;
                assert!(first.title().starts_with("Welcome"), "{first:?}");
                assert_eq!(office.setting.threads(NOOR).await.len(), 1);
            }
            Self::Feedback => {
                let form = feedback_form(office).await;
                lose(office);
                let told = office.submit(&form, "The map is wrong.").await;
                assert_eq!((told.title(), told.is_private()), ("Thank you", true));
                assert_eq!(office.titles_in(EDITORS), ["Feedback on The Arctic"]);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_promised_and_never_heard_is_done_and_answered_as_if_it_were_the_first_answer() {
    for promised in Promised::ALL {
        let mut office = Office::open().await;
        let lose = |office: &Office| office.lose_answer(TOO_LONG);
        promised.is_done(&mut office, lose).await;
        office.close_after_faults().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_promised_and_may_have_been_heard_is_done_and_put_in_the_place_of_the_promise() {
    for promised in Promised::ALL {
        let mut office = Office::open().await;
        promised
            .is_done(&mut office, Office::lose_track_of_answer)
            .await;
        office.close_after_faults().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_somebody_else_has_answered_is_not_done_twice() {
    for fault in [ANSWERED_ELSEWHERE, EXPIRED] {
        let mut office = Office::open().await;
        office.lose_answer(fault);
        let options = json!([{ "name": "add", "type": 1, "options": [
            { "name": "summit", "type": 3, "value": "G20" },
            { "name": "before", "type": 3, "value": "1d" },
        ] }]);
        office
            .begin((ADA, &json!(GENERAL)), "alerts", options)
            .await;
        office.tried(1).await;
        office.stop_bot().await;
        assert_eq!(office.subscriptions().await, 0, "{fault:?}");
        office.close_after_faults().await;
    }
}

async fn feedback_form(office: &mut Office) -> Seen {
    office.command(ADA, "feedback", &[("page", "arctic")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_reaches_the_editors_though_its_form_has_expired() {
    let mut office = Office::open().await;
    let form = feedback_form(&mut office).await;
    office.lose_answer(EXPIRED);
    office.begin_submit(&form, "The map is wrong.").await;
    let note = office.told_in(EDITORS).await;
    assert!(note.description().contains("The map is wrong."));
    office.close_after_faults().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn feedback_that_reaches_nobody_is_given_back_by_whatever_way_is_open() {
    // The bot may not write in #announcements.
    let plan = || Plan {
        editors: Some(ANNOUNCEMENTS),
        ..Plan::default()
    };
    let text = "The map is wrong.";
    // The promise was never heard: what would have taken its place is the first answer.
    let mut office = Office::open_as(plan()).await;
    let form = feedback_form(&mut office).await;
    office.lose_answer(TOO_LONG);
    let told = office.submit(&form, text).await;
    assert!(told.is_private() && told.description().contains(text));
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
    // Nothing can be answered any more.
    let mut office = Office::open_as(plan()).await;
    let form = feedback_form(&mut office).await;
    for _ in 0..2 {
        office.lose_answer(EXPIRED);
    }
    office.begin_submit(&form, text).await;
    let is_given_back = |request: &Request| {
        let embeds = request.body["embeds"].to_string();
        request.status == 200 && embeds.contains(text) && request.path.ends_with("/messages")
    };
    let given_back = office.setting.discord.request(is_given_back);
    let given_back = tokio::time::timeout(Duration::from_secs(30), given_back);
    let channel = given_back.await.expect("a message").path;
    let opened = office.setting.discord.requests();
    let opened = opened.iter().find(|one| one.path == "/users/@me/channels");
    assert_eq!(opened.unwrap().body["recipient_id"], json!(ADA));
    assert!(!channel.contains(&ANNOUNCEMENTS.to_string()));
    office.stop_bot().await;
    office.setting.discord.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledgement_whose_answer_never_arrives_is_shown_in_every_message() {
    let mut office = escalation::office("7d").await;
    let messages = escalation::called(&mut office).await;
    for _ in 0..20 {
        office.lose_answer(Fault::Status(503));
    }
    let pressed = &messages[2];
    let knob = pressed.knob("Acknowledge");
    office.begin_press(NOOR, pressed, &knob).await;
    let by = format!("**Acknowledged** by <@{NOOR}>");
    for message in &messages {
        let says_so = |frame: &Value| {
            let description = frame["message"]["embeds"][0]["description"].as_str();
            frame["message"]["id"] == message.0["id"]
                && description.is_some_and(|text| text.contains(&by))
        };
        office.wait(says_so).await;
    }
    let callbacks = office.callbacks();
    assert!((2..=6).contains(&callbacks.len()), "{callbacks:#?}");
    assert!(callbacks.iter().all(|one| one.body["type"] == 7));
    office.close_after_faults().await;
}
