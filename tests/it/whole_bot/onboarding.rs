//! The tour: from its first page to its last, through restarts, and what was missed back after days.

use std::fs;
use std::path::Path;

use attache::pages::AsOf;
use attache::tours::{Question, questions_about};
use jiff::{SignedDuration, Span};
use practice_discord::{Snowflake, ids};
use serde_json::json;

use crate::whole_bot::office::{Knob, Message, Office, Plan, Seen, copy_of_knowledge};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Said to whoever presses what is another's.
const NOT_YOURS: &str = "This is somebody else's tour. /onboard start begins one of your own.";

impl Office {
    async fn onboard(
        &mut self,
        (person, channel): (Snowflake, Snowflake),
        subcommand: &str,
        options: &[(&str, &str)],
    ) -> Message {
        self.below((person, &json!(channel)), "onboard", subcommand, options)
            .await
    }

    /// `/onboard start` in #general: the thread that opens, and what the bot wrote into it.
    async fn tour(&mut self, person: Snowflake, options: &[(&str, &str)]) -> (Snowflake, Message) {
        self.tour_in(ids::GENERAL, person, options).await
    }

    async fn tour_in(
        &mut self,
        channel: Snowflake,
        person: Snowflake,
        options: &[(&str, &str)],
    ) -> (Snowflake, Message) {
        let told = self.onboard((person, channel), "start", options).await;
        assert!(told.is_private(), "{told:?}");
        let threads = self.setting.threads(person).await;
        let thread = threads.last().expect("a thread")["id"].clone();
        let thread: Snowflake = thread.as_str().unwrap().parse().unwrap();
        assert!(
            told.description().contains(&format!("<#{thread}>")),
            "{told:?}"
        );
        (thread, self.told_in(thread).await)
    }

    /// The message after a press of this person's.
    async fn pressed(&mut self, person: Snowflake, message: &Message, label: &str) -> Message {
        let knob = message.knob(label);
        self.press_as(person, message, &knob).await.message()
    }

    /// From wherever a tour is to its next question.
    async fn reach_question(&mut self, person: Snowflake, mut message: Message) -> Message {
        while !message.labels().contains(&"A".to_owned()) {
            let onward = message.labels()[0].clone();
            message = self.pressed(person, &message, &onward).await;
        }
        message
    }

    /// Answers the question that a message shows.
    async fn answer(&mut self, person: Snowflake, message: &Message, is_right: bool) -> Message {
        let knob = self.choice(person, message, is_right);
        self.press_as(person, message, &knob).await.message()
    }

    /// The right choice of the question that a message shows, or a wrong one.
    fn choice(&self, person: Snowflake, message: &Message, is_right: bool) -> Knob {
        let question = self.question_on(message);
        let place = (0..question.choices.len())
            .find(|place| question.is_right(person.0, *place) == Some(is_right))
            .unwrap();
        message.knob(["A", "B", "C", "D", "E"][place])
    }

    /// The question that a message shows, as the knowledge has it now.
    fn question_on(&self, message: &Message) -> Question {
        let (knowledge, print) = (self.knowledge(), print_of(message));
        let moment = AsOf {
            today: self.today(),
            stale_after: Span::new().days(180),
        };
        let hotspots = knowledge.hotspots().map(|hotspot| hotspot.id.clone());
        let organizations = knowledge.organizations().map(|one| one.id.clone());
        hotspots
            .chain(organizations)
            .flat_map(|topic| questions_about(&knowledge, &topic, moment))
            .find(|question| question.print == print)
            .expect("a question of the knowledge")
    }

    /// Takes the tour to its end; the first `wrong` answers are wrong. Returns the last page.
    async fn through(&mut self, person: Snowflake, mut message: Message, wrong: usize) -> Message {
        let mut answered = 0;
        loop {
            let labels = message.labels();
            let Some(first) = labels.first().cloned() else {
                return message;
            };
            message = if first == "A" {
                answered += 1;
                self.answer(person, &message, answered > wrong).await
            } else {
                self.pressed(person, &message, &first).await
            };
        }
    }

    /// The next question that comes back in this channel.
    async fn asked_in(&mut self, channel: Snowflake) -> Message {
        loop {
            let message = self.told_in(channel).await;
            if message.title().starts_with("You missed this one: ") {
                return message;
            }
        }
    }

    /// How many messages with a question that came back were sent.
    fn asked(&self) -> usize {
        let requests = self.setting.discord.requests();
        let is_review = |body: &serde_json::Value| body.to_string().contains("/review/");
        requests
            .iter()
            .filter(|request| request.path.ends_with("/messages") && is_review(&request.body))
            .count()
    }
}

/// By which the buttons of a question know it.
fn print_of(message: &Message) -> String {
    let knob = message.knob("A");
    knob.custom_id.split('/').nth(4).unwrap().to_owned()
}

fn at_of(message: &Message) -> &str {
    let bar = message
        .description()
        .lines()
        .find(|line| line.contains('▰'));
    let (_, at) = bar.unwrap_or_default().split_once(' ').unwrap_or_default();
    at.split(" · ").next().unwrap_or_default()
}

#[tokio::test]
async fn every_track_is_walked_to_its_end() {
    let mut office = Office::open().await;
    for (track, steps) in [("newcomer", 8), ("watch-officer", 10), ("analyst", 17)] {
        let (_, message) = office.tour(ids::NOOR, &[("track", track)]).await;
        assert_eq!(message.labels(), ["Begin ▶", "Stop"]);
        let end = office.through(ids::NOOR, message, 1).await;
        assert!(end.title().starts_with("You are through: "), "{end:?}");
        let questions = format!("{} right, 1 wrong.", steps - 1);
        assert!(end.description().contains(&questions), "{end:?}");
    }
    assert!(office.close().await > 100);
}

#[tokio::test]
async fn a_page_of_the_tour_fits_a_phone_and_leads_back_and_forth() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let page = office.pressed(ids::NOOR, &message, "Begin ▶").await;
    assert_eq!(page.labels(), ["To the question", "Stop"]);
    assert_eq!(page.0["embeds"].as_array().unwrap().len(), 1);
    assert!(page.description().contains("▰▱▱▱▱▱▱▱ 1 of 8 · Newcomer"));
    assert!(page.footer().starts_with("Newest fact here: "), "{page:?}");
    let question = office.pressed(ids::NOOR, &page, "To the question").await;
    assert!(question.labels().contains(&"◀ Back to the page".to_owned()));
    let again = office
        .pressed(ids::NOOR, &question, "◀ Back to the page")
        .await;
    assert_eq!(again.description(), page.description());
    office.close().await;
}

#[tokio::test]
async fn two_restarts_in_mid_tour_and_a_week_lose_nothing() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let mut answered = office.answer(ids::NOOR, &question, true).await;
    office.restart_bot().await;
    let question = office.reach_question(ids::NOOR, answered).await;
    assert_eq!(at_of(&question), "2 of 8");
    office.restart_bot().await;
    office.setting.clock.advance(DAY * 7);
    // The button of last week still answers the question that is shown.
    answered = office.answer(ids::NOOR, &question, true).await;
    assert_eq!(answered.title(), "Right");
    let question = office.reach_question(ids::NOOR, answered).await;
    assert_eq!(at_of(&question), "3 of 8");
    office.restart_bot().await;
    // In another channel the tour goes on where it runs, at the very question.
    let told = office
        .onboard((ids::NOOR, ids::EDITORS), "continue", &[])
        .await;
    assert!(told.is_private() && told.description().contains(&format!("<#{thread}>")));
    let shown = office.told_in(thread).await;
    assert_eq!(
        (shown.title(), print_of(&shown)),
        (question.title(), print_of(&question))
    );
    let end = office.through(ids::NOOR, shown, 0).await;
    assert!(end.description().contains("8 right, 0 wrong."), "{end:?}");
    office.close().await;
}

#[tokio::test]
async fn what_was_missed_returns_after_days_in_the_learners_zone_until_it_is_known() {
    let mut office = Office::open().await;
    // It is noon in UTC and nine in the evening in Tokyo.
    let options = [
        ("track", "newcomer"),
        ("zone", "Asia/Tokyo"),
        ("time", "8:30"),
    ];
    let (thread, message) = office.tour(ids::NOOR, &options).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let missed = office.answer(ids::NOOR, &question, false).await;
    assert_eq!(missed.title(), "Not quite");
    assert!(
        missed.description().contains("You said") && missed.description().contains("The answer is")
    );
    assert!(
        missed
            .description()
            .contains("This one comes back on 24 Nov 2026.")
    );
    // 08:29 on the 24th in Tokyo, then 08:30.
    office
        .setting
        .clock
        .advance(SignedDuration::from_mins(11 * 60 + 29));
    office.restart_bot().await;
    assert_eq!(office.asked(), 0);
    office.setting.clock.advance(SignedDuration::from_mins(1));
    let back = office.told_in(thread).await;
    assert!(
        back.title().starts_with("You missed this one: "),
        "{back:?}"
    );
    assert_eq!(back.0["mentions"][0]["id"], json!(ids::NOOR));
    assert_eq!(print_of(&back), print_of(&question));
    let right = office.answer(ids::NOOR, &back, true).await;
    assert_eq!(right.title(), "Right");
    let mut told = right.description().to_owned();
    let mut pauses = Vec::new();
    while let Some((_, day)) = told.split_once("This one comes back on ") {
        let day = jiff::civil::Date::strptime("%d %b %Y.", day.trim()).unwrap();
        // The clock is at 08:30 in Tokyo, half an hour before midnight in UTC.
        let days = office.today().until(day).unwrap().get_days() - 1;
        pauses.push(days);
        office.setting.clock.advance(DAY * (days - 1));
        office.restart_bot().await;
        office
            .onboard((ids::NOOR, ids::GENERAL), "progress", &[])
            .await;
        assert_eq!(office.asked(), pauses.len(), "not before {day}");
        office.setting.clock.advance(DAY);
        let back = office.asked_in(thread).await;
        let right = office.answer(ids::NOOR, &back, true).await;
        right.description().clone_into(&mut told);
    }
    assert!(told.ends_with("You know this one by now; it does not come back."));
    assert!(pauses.len() > 1 && pauses.is_sorted(), "{pauses:?}");
    let progress = office
        .onboard((ids::NOOR, ids::GENERAL), "progress", &[])
        .await;
    let known = "Nothing is open. One that you missed once you know by now.";
    assert!(progress.description().contains(known), "{progress:?}");
    office.close().await;
}

#[tokio::test]
async fn a_jump_of_a_month_asks_once_and_the_rest_waits_for_a_press() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    office.through(ids::NOOR, message, 3).await;
    office.setting.clock.advance(DAY * 31);
    let back = office.asked_in(thread).await;
    assert!(
        back.footer().starts_with("2 more questions wait"),
        "{back:?}"
    );
    office.restart_bot().await;
    let right = office.answer(ids::NOOR, &back, true).await;
    assert_eq!(right.labels(), ["Next question ▶ (2 waiting)"]);
    let second = office
        .pressed(ids::NOOR, &right, "Next question ▶ (2 waiting)")
        .await;
    assert_ne!(print_of(&second), print_of(&back));
    let right = office.answer(ids::NOOR, &second, true).await;
    let third = office
        .pressed(ids::NOOR, &right, "Next question ▶ (1 waiting)")
        .await;
    let last = office.answer(ids::NOOR, &third, false).await;
    assert_eq!(last.labels(), [""; 0]);
    assert_eq!(office.asked(), 1, "one message a day at most");
    office.close().await;
}

#[tokio::test]
async fn stop_ends_it_at_once_and_continue_takes_it_up() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let missed = office.answer(ids::NOOR, &question, false).await;
    let page = office.pressed(ids::NOOR, &missed, "Next ▶").await;
    let told = office.onboard((ids::NOOR, ids::GENERAL), "stop", &[]).await;
    assert!(told.is_private());
    assert_eq!(told.title(), "Stopped");
    office.setting.clock.advance(DAY * 10);
    office.restart_bot().await;
    let late = office.pressed(ids::NOOR, &page, "To the question").await;
    assert!(late.is_private() && late.description().contains("You stopped your tour."));
    assert_eq!(office.asked(), 0);
    office
        .onboard((ids::NOOR, ids::GENERAL), "continue", &[])
        .await;
    office.asked_in(thread).await;
    office.close().await;
}

#[tokio::test]
async fn nobody_else_can_press_or_see_a_tour() {
    let mut office = Office::open().await;
    // A direct message is its owner's alone; a forged press reaches it all the same.
    let told = office
        .onboard(
            (ids::LENA, ids::READING_ROOM),
            "start",
            &[("track", "newcomer")],
        )
        .await;
    assert!(told.is_private());
    let left = office.leave_behind(told.0["components"].clone()).await;
    for knob in left.knobs() {
        let Seen::Message(declined) = office.press_as(ids::SAM, &left, &knob).await else {
            panic!("no answer to {knob:?}");
        };
        assert!(declined.is_private());
        assert_eq!(declined.description(), NOT_YOURS);
    }
    let page = office.pressed(ids::LENA, &left, "Begin ▶").await;
    assert_eq!(at_of(&page), "1 of 8", "nothing has changed for its owner");
    office.close_but_for(&[50_007]).await;
}

#[tokio::test]
async fn a_question_is_answered_once_whatever_is_pressed_later() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let copy = office.leave_behind(question.0["components"].clone()).await;
    let (right, wrong) = (
        office.choice(ids::NOOR, &question, true),
        office.choice(ids::NOOR, &question, false),
    );
    office.press_as(ids::NOOR, &question, &right).await;
    let shown = office.press_as(ids::NOOR, &copy, &wrong).await.message();
    assert_eq!(at_of(&shown), "2 of 8");
    let progress = office
        .onboard((ids::NOOR, ids::GENERAL), "progress", &[])
        .await;
    assert!(
        progress.description().contains("1 right, 0 wrong"),
        "{progress:?}"
    );
    office.close().await;
}

#[tokio::test]
async fn where_no_thread_is_allowed_it_opens_in_direct_messages() {
    let mut office = Office::open().await;
    let told = office
        .onboard(
            (ids::NOOR, ids::READING_ROOM),
            "start",
            &[("track", "newcomer")],
        )
        .await;
    assert!(
        told.is_private() && told.description().contains("direct messages"),
        "{told:?}"
    );
    let requests = office.setting.discord.requests();
    let sent = requests
        .iter()
        .rev()
        .find(|request| request.path.ends_with("/messages"))
        .unwrap();
    let channel = sent.path.split('/').nth(2).unwrap().parse().unwrap();
    let message = office.told_in(channel).await;
    let end = office.through(ids::NOOR, message, 1).await;
    assert!(end.title().starts_with("You are through"), "{end:?}");
    office.setting.clock.advance(DAY * 3);
    let back = office.told_in(channel).await;
    assert!(
        back.title().starts_with("You missed this one: "),
        "{back:?}"
    );
    assert!(!back.pings(), "a direct message needs no call");
    office.close().await;
}

#[tokio::test]
async fn where_neither_is_allowed_it_stays_with_whoever_asked_and_questions_rest() {
    let mut office = Office::open().await;
    let here = (ids::LENA, ids::READING_ROOM);
    let mut message = office
        .onboard(here, "start", &[("track", "newcomer")])
        .await;
    assert!(
        message.is_private() && message.title().starts_with("Welcome"),
        "{message:?}"
    );
    message = office.reach_question(ids::LENA, message).await;
    assert!(message.is_private());
    office.answer(ids::LENA, &message, false).await;
    office.setting.clock.advance(DAY * 3);
    let paused = "they are paused: Discord answered 403";
    let mut progress = office.onboard(here, "progress", &[]).await;
    for _ in 0..1_000 {
        if progress.description().contains(paused) {
            break;
        }
        tokio::task::yield_now().await;
        progress = office.onboard(here, "progress", &[]).await;
    }
    assert!(progress.description().contains(paused), "{progress:?}");
    let again = office.onboard(here, "continue", &[]).await;
    assert_eq!(at_of(&again), "2 of 8");
    office.close_but_for(&[50_007]).await;
}

#[tokio::test]
async fn starting_again_offers_to_go_on_or_to_start_anew() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, true).await;
    let start = [("track", "newcomer")];
    let offer = office
        .onboard((ids::NOOR, ids::GENERAL), "start", &start)
        .await;
    assert!(offer.is_private());
    assert_eq!(offer.labels(), ["Continue", "Start anew"]);
    office.pressed(ids::NOOR, &offer, "Continue").await;
    assert_eq!(at_of(&office.told_in(thread).await), "2 of 8");
    office.pressed(ids::NOOR, &offer, "Start anew").await;
    let threads = office.setting.threads(ids::NOOR).await;
    let newest = threads.last().unwrap()["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    let welcome = office.told_in(newest).await;
    let page = office.pressed(ids::NOOR, &welcome, "Begin ▶").await;
    assert_eq!(at_of(&page), "1 of 8");
    let other = office
        .onboard((ids::NOOR, ids::GENERAL), "start", &[("track", "ana")])
        .await;
    assert_eq!(other.labels(), ["Continue", "Start Analyst"]);
    office.close().await;
}

#[tokio::test]
async fn a_tour_that_was_left_for_another_or_stopped_goes_on_where_it_was() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, true).await;
    for (track, button, at) in [
        ("analyst", "Start Analyst", "1 of 17"),
        ("newcomer", "Start Newcomer", "2 of 8"),
    ] {
        let offer = office
            .onboard((ids::NOOR, ids::GENERAL), "start", &[("track", track)])
            .await;
        office.pressed(ids::NOOR, &offer, button).await;
        let threads = office.setting.threads(ids::NOOR).await;
        let newest = threads.last().unwrap()["id"].as_str().unwrap();
        let mut shown = office.told_in(newest.parse().unwrap()).await;
        if shown.title().starts_with("Welcome") {
            shown = office.pressed(ids::NOOR, &shown, "Begin ▶").await;
        }
        assert_eq!(at_of(&shown), at);
    }
    office.onboard((ids::NOOR, ids::GENERAL), "stop", &[]).await;
    let (_, shown) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    assert_eq!(
        at_of(&shown),
        "2 of 8",
        "starting what was stopped loses nothing"
    );
    office.close().await;
}

#[tokio::test]
async fn an_answer_in_a_tour_leads_back_to_the_step_below() {
    let mut office = Office::open().await;
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let asked = format!("<@{}> who backs Maduro?", ids::BOT);
    office.say(ids::NOOR, thread, &asked, None).await;
    let answer = office.told_in(thread).await;
    assert_eq!(answer.title(), "Venezuela");
    let shown = office.pressed(ids::NOOR, &answer, "Back to the step").await;
    assert_ne!(shown.0["id"], answer.0["id"], "the answer stays");
    assert_eq!(shown.description(), question.description());
    office.say(ids::NOOR, ids::GENERAL, &asked, None).await;
    let elsewhere = office.told_in(ids::GENERAL).await;
    assert!(
        elsewhere
            .knobs()
            .iter()
            .all(|knob| knob.label != "Back to the step"),
        "outside of a tour there is no step to go back to"
    );
    office.close().await;
}

#[tokio::test]
async fn what_cannot_be_is_told_with_the_nearest() {
    let mut office = Office::open().await;
    let here = (ids::NOOR, ids::GENERAL);
    for (options, told) in [
        (
            &[("track", "nowhere")][..],
            "There is no tour “nowhere”. Choose one of: Analyst, Newcomer, Watch-officer.",
        ),
        (
            &[("track", "newcomer"), ("zone", "Europe/Brusels")],
            "There is no time zone “Europe/Brusels”. Did you mean Europe/Brussels? Zones are called as IANA calls them, such as Europe/Brussels.",
        ),
        (
            &[("track", "newcomer"), ("time", "25:00")],
            "“25:00” is no time of day. Write it as 09:00 or 18:30.",
        ),
    ] {
        let declined = office.onboard(here, "start", options).await;
        assert!(declined.is_private());
        assert_eq!(declined.description(), told);
    }
    for subcommand in ["continue", "stop"] {
        let declined = office.onboard(here, subcommand, &[]).await;
        assert_eq!(
            declined.description(),
            "You are in no tour yet. /onboard start begins one."
        );
    }
    office.close().await;
}

#[tokio::test]
async fn a_table_is_for_those_who_manage_the_server() {
    let mut office = Office::open().await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, false).await;
    let own = office
        .onboard((ids::SAM, ids::GENERAL), "progress", &[])
        .await;
    assert!(!own.description().contains("<@"), "{own:?}");
    let table = office
        .onboard((ids::ADA, ids::GENERAL), "progress", &[])
        .await;
    assert!(table.is_private() && !table.pings());
    let line = format!(
        "0 right, 1 wrong · last on 23 Nov 2026 · taken by <@{}>",
        ids::NOOR
    );
    assert!(table.description().contains(&line), "{table:?}");
    office.close().await;
}

#[tokio::test]
async fn a_changed_fact_changes_the_question_that_comes_back() {
    let folder = copy_of_knowledge();
    only_steps(folder.path(), &["sco"]);
    let mut office = Office::open_on(folder.path()).await;
    // Whoever starts is asked one of three questions about it.
    let (thread, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let before = office.question_on(&question);
    office.answer(ids::NOOR, &question, false).await;
    let file = folder.path().join("organizations/sco.toml");
    let text = fs::read_to_string(&file).unwrap();
    let right = before.right().split(',').next().unwrap().to_owned();
    assert!(
        text.contains(&format!("\"{right}\"")),
        "{right} is the answer in the file"
    );
    let text = text.replace(&format!("\"{right}\""), "\"Atlantis\"");
    fs::write(&file, text).unwrap();
    office.attache(ids::ADA, "reload").await;
    office.setting.clock.advance(DAY);
    let back = office.told_in(thread).await;
    let after = office.question_on(&back);
    assert_eq!(after.key, before.key);
    assert_ne!(after.print, before.print);
    assert!(!after.choices[0].contains(&right), "{after:?}");
    office.close().await;
}

#[tokio::test]
async fn a_page_that_is_deleted_in_mid_tour_is_passed_by() {
    let folder = copy_of_knowledge();
    only_steps(folder.path(), &["arctic", "serbia", "venezuela"]);
    let mut office = Office::open_on(folder.path()).await;
    let (_, message) = office.tour(ids::NOOR, &[("track", "newcomer")]).await;
    let question = office.reach_question(ids::NOOR, message).await;
    let answered = office.answer(ids::NOOR, &question, true).await;
    let question = office.reach_question(ids::NOOR, answered).await;
    assert_eq!(
        (question.title(), at_of(&question)),
        ("Serbia and Kosovo: a question", "2 of 3")
    );
    fs::remove_file(folder.path().join("hotspots/serbia.toml")).unwrap();
    // A bot that starts leaves out what is broken by that: the summits, and the tracks that lead there.
    only_steps(folder.path(), &["arctic", "venezuela"]);
    office.restart_bot().await;
    let late = office
        .press_as(ids::NOOR, &question, &question.knob("A"))
        .await;
    let page = late.message();
    assert_eq!((page.title(), at_of(&page)), ("Venezuela", "2 of 2"));
    let end = office.through(ids::NOOR, page, 0).await;
    assert!(end.description().contains("2 right, 0 wrong."), "{end:?}");
    office.close().await;
}

#[tokio::test]
async fn a_thread_that_is_gone_rests_the_questions_and_continue_opens_another() {
    let mut office = Office::open_as(Plan::default()).await;
    // Where the bot may delete a thread, as a moderator would.
    let track = [("track", "newcomer")];
    let (thread, message) = office.tour_in(ids::WATCH_FLOOR, ids::NOOR, &track).await;
    let question = office.reach_question(ids::NOOR, message).await;
    office.answer(ids::NOOR, &question, false).await;
    let deleted = office.setting.delete(&format!("/channels/{thread}")).await;
    assert_eq!(deleted.status, 200, "{deleted:?}");
    office.restart_bot().await;
    office.setting.clock.advance(DAY * 3);
    office
        .onboard((ids::NOOR, ids::GENERAL), "continue", &[])
        .await;
    let threads = office.setting.threads(ids::NOOR).await;
    let newest = threads.last().expect("another thread")["id"]
        .as_str()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(at_of(&office.told_in(newest).await), "2 of 8");
    office.setting.clock.advance(DAY);
    office.asked_in(newest).await;
    office.close_but_for(&[10_003]).await;
}

/// Lets the only track lead to these pages.
fn only_steps(knowledge: &Path, topics: &[&str]) {
    for track in ["analyst", "watch-officer"] {
        let _ = fs::remove_file(knowledge.join(format!("onboarding/{track}.toml")));
    }
    let steps: Vec<String> = topics
        .iter()
        .map(|topic| format!("[[step]]\ntopic = \"{topic}\"\n"))
        .collect();
    let text = format!(
        "name = \"Newcomer\"\nabout = \"For newcomers.\"\n{}",
        steps.join("")
    );
    fs::write(knowledge.join("onboarding/newcomer.toml"), text).unwrap();
}
