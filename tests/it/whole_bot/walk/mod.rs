//! Every command with every name, and every button and menu that comes to light on the way.

mod expected;
mod starts;
mod typing;

use std::collections::{HashSet, VecDeque};

use attache::reply::{CustomId, View};

use crate::whole_bot::office::{Knob, Message, Office, Seen};
use expected::check;
use starts::{Start, starts};

/// How to come to a page again: a command, and what to press then.
#[derive(Clone)]
struct Trail {
    start: usize,
    presses: Vec<Knob>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_and_button_is_valid_titled_dated_and_warns_when_it_is_old() {
    let mut walk = Walk::begin().await;
    for start in 0..walk.starts.len() {
        walk.show(start).await;
    }
    walk.press_everything().await;
    println!(
        "{} pages, {} different presses",
        walk.starts.len(),
        walk.known.len()
    );
    let mut office = walk.office;
    typing::forms(&mut office).await;
    typing::menu_of_a_message(&mut office).await;
    let partials = typing::autocomplete(&mut office).await;
    office.attache(practice_discord::ids::ADA, "status").await;
    office.attache(practice_discord::ids::ADA, "reload").await;
    let judged = office.close().await;
    println!("{partials} partial names; judged {judged} requests");
}

struct Walk {
    office: Office,
    starts: Vec<Start>,
    queue: VecDeque<Trail>,
    known: HashSet<(String, Option<String>)>,
    /// The message last pressed or posted, and where it stands.
    here: Option<Message>,
}

impl Walk {
    async fn begin() -> Self {
        let office = Office::open().await;
        let starts = starts(&office.knowledge());
        Self {
            office,
            starts,
            queue: VecDeque::new(),
            known: HashSet::new(),
            here: None,
        }
    }

    /// Uses a command, and notes what can be pressed on its answer.
    async fn show(&mut self, start: usize) {
        let message = self.post(start).await;
        check(&self.office.knowledge(), &self.starts[start].view, &message);
        self.note(
            &message,
            &Trail {
                start,
                presses: Vec::new(),
            },
        );
    }

    async fn post(&mut self, start: usize) -> Message {
        let Start {
            command, options, ..
        } = &self.starts[start];
        let options: Vec<(&str, &str)> = options
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.office.ask(command, &options).await
    }

    fn note(&mut self, message: &Message, trail: &Trail) {
        for knob in message.knobs() {
            if self
                .known
                .insert((knob.custom_id.clone(), knob.value.clone()))
            {
                let mut trail = trail.clone();
                trail.presses.push(knob);
                self.queue.push_back(trail);
            }
        }
    }

    async fn press_everything(&mut self) {
        while let Some(trail) = self.queue.pop_front() {
            let (knob, before) = trail.presses.split_last().expect("something to press");
            let message = match self.here.take() {
                Some(here) if here.knobs().contains(knob) => here,
                _ => self.go_to(trail.start, before).await,
            };
            let person = practice_discord::ids::ADA;
            match self.office.press_as(person, &message, knob).await {
                // Whoever presses *Tell me* is answered alone.
                Seen::Message(shown) if knob.custom_id.starts_with("1/remind/") => {
                    assert!(shown.is_private(), "{:#}", shown.0);
                    self.here = Some(message);
                }
                Seen::Message(shown) => {
                    assert_eq!(
                        shown.0["id"], message.0["id"],
                        "{knob:?} must change the message"
                    );
                    check(&self.office.knowledge(), &view_of(knob), &shown);
                    self.note(&shown, &trail);
                    self.here = Some(shown);
                }
                Seen::Form { modal, .. } => {
                    assert!(
                        modal["title"].as_str().unwrap().starts_with("Feedback on "),
                        "{modal}"
                    );
                }
                other => panic!("{knob:?}: {other:?}"),
            }
        }
    }

    async fn go_to(&mut self, start: usize, presses: &[Knob]) -> Message {
        let mut message = self.post(start).await;
        for knob in presses {
            let person = practice_discord::ids::ADA;
            message = self.office.press_as(person, &message, knob).await.message();
        }
        message
    }
}

fn view_of(knob: &Knob) -> View {
    match (knob.custom_id.parse(), &knob.value) {
        (Ok(CustomId::Show(view)), None) => view,
        (Ok(CustomId::Open), Some(value)) => value.parse().unwrap(),
        _ => panic!("{knob:?} leads nowhere"),
    }
}
