//! The tour: from its first page to its last, through restarts, and what was missed back after days.
//!
//! Here is what a learner does; the promises are in the files beside it.

mod places;
mod reviews;
mod starting;
mod steps;

use std::fs;
use std::path::Path;

use attache::pages::AsOf;
use attache::tours::{Question, questions_about};
use jiff::{SignedDuration, Span};
use practice_discord::{Snowflake, ids};
use serde_json::json;

use crate::whole_bot::office::{Knob, Message, Office};

pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

impl Office {
    pub(super) async fn onboard(
        &mut self,
        (person, channel): (Snowflake, Snowflake),
        subcommand: &str,
        options: &[(&str, &str)],
    ) -> Message {
        self.below((person, &json!(channel)), "onboard", subcommand, options)
            .await
    }

    /// `/onboard start` in #general: the thread that opens, and what the bot wrote into it.
    pub(super) async fn tour(
        &mut self,
        person: Snowflake,
        options: &[(&str, &str)],
    ) -> (Snowflake, Message) {
        self.tour_in(ids::GENERAL, person, options).await
    }

    pub(super) async fn tour_in(
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
    pub(super) async fn pressed(
        &mut self,
        person: Snowflake,
        message: &Message,
        label: &str,
    ) -> Message {
        let knob = message.knob(label);
        self.press_as(person, message, &knob).await.message()
    }

    /// From wherever a tour is to its next question.
    pub(super) async fn reach_question(
        &mut self,
        person: Snowflake,
        mut message: Message,
    ) -> Message {
        while !message.labels().contains(&"A".to_owned()) {
            let onward = message.labels()[0].clone();
            message = self.pressed(person, &message, &onward).await;
        }
        message
    }

    /// Answers the question that a message shows.
    pub(super) async fn answer(
        &mut self,
        person: Snowflake,
        message: &Message,
        is_right: bool,
    ) -> Message {
        let knob = self.choice(person, message, is_right);
        self.press_as(person, message, &knob).await.message()
    }

    /// The right choice of the question that a message shows, or a wrong one.
    pub(super) fn choice(&self, person: Snowflake, message: &Message, is_right: bool) -> Knob {
        let question = self.question_on(message);
        let place = (0..question.choices.len())
            .find(|place| question.is_right(person.0, *place) == Some(is_right))
            .unwrap();
        message.knob(["A", "B", "C", "D", "E"][place])
    }

    /// The question that a message shows, as the knowledge has it now.
    pub(super) fn question_on(&self, message: &Message) -> Question {
        let (knowledge, fingerprint) = (self.knowledge(), fingerprint_of(message));
        let moment = AsOf {
            today: self.today(),
            stale_after: Span::new().days(180),
        };
        let hotspots = knowledge.hotspots().map(|hotspot| hotspot.id.clone());
        let organizations = knowledge.organizations().map(|one| one.id.clone());
        hotspots
            .chain(organizations)
            .flat_map(|topic| questions_about(&knowledge, &topic, moment))
            .find(|question| question.fingerprint == fingerprint)
            .expect("a question of the knowledge")
    }

    /// Takes the tour to its end; the first `wrong` answers are wrong. Returns the last page.
    pub(super) async fn through(
        &mut self,
        person: Snowflake,
        mut message: Message,
        wrong: usize,
    ) -> Message {
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
    pub(super) async fn asked_in(&mut self, channel: Snowflake) -> Message {
        loop {
            let message = self.told_in(channel).await;
            if message.title().starts_with("Try again: ") {
                return message;
            }
        }
    }

    /// How many messages with a question that came back were sent.
    pub(super) fn asked(&self) -> usize {
        let requests = self.setting.discord.requests();
        let is_review = |body: &serde_json::Value| body.to_string().contains("/review/");
        requests
            .iter()
            .filter(|request| request.path.ends_with("/messages") && is_review(&request.body))
            .count()
    }
}

/// By which the buttons of a question know it.
fn fingerprint_of(message: &Message) -> String {
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
