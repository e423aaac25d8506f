//! `/onboard progress`: how far somebody is, and, for whoever manages the server, who else is how far.

use super::course::{Course, TourPosition};
use super::messages::{open_questions, private, review_time, score};
use super::service::{NOT_STARTED, TourError, TourService, topic_name};
use crate::document::PartialDate;
use crate::knowledge::Knowledge;
use crate::reply::{Entry, Mentioned, Page, Reply, Section, fit_and_count};
use crate::store::{Card, Learner, PlaceKind, Tour, TourState};

/// Longest list of people, in characters: leaves room in Discord's description for the reader's own tours.
const MAX_TABLE: usize = 2_500;

impl TourService {
    /// How far somebody is; with `table_of` a guild's id, also how far everybody is who began there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn progress(&self, user: u64, table_of: Option<u64>) -> Result<Reply, TourError> {
        let knowledge = self.library.current();
        let own = match self.store.learner(user).await? {
            Some(learner) => {
                let tours = self.store.tours_of(user).await?;
                let cards = self.store.cards(user).await?;
                own_progress(&knowledge, &learner, &tours, &cards)
            }
            None => Reply::private("Your tour", NOT_STARTED),
        };
        Ok(match table_of {
            Some(guild) => with_table(own, &knowledge, &self.store.tours_in(guild).await?),
            None => own,
        })
    }
}

fn own_progress(knowledge: &Knowledge, learner: &Learner, tours: &[Tour], cards: &[Card]) -> Reply {
    let mut entries: Vec<Entry> = tours.iter().map(|tour| line(knowledge, tour)).collect();
    if learner.place == PlaceKind::Thread
        && let Some(channel) = learner.channel
        && let Some(newest) = entries.first_mut()
    {
        *newest = newest.clone().mentioning("in", Mentioned::Channel(channel));
    }
    entries.push(Entry::remark(open_questions(learner, cards)).labelled("Missed questions"));
    let page = Page {
        title: "Your tour".to_owned(),
        sections: vec![Section::running(entries)],
        footer: format!("Your time: {}", review_time(learner)),
        ..Page::default()
    };
    private(Reply::of(page))
}

/// Adds who of a server is how far.
fn with_table(mut reply: Reply, knowledge: &Knowledge, tours: &[Tour]) -> Reply {
    let lines = tours
        .iter()
        .map(|tour| line(knowledge, tour).mentioning("taken by", Mentioned::User(tour.learner)));
    let entries: Vec<Entry> = if tours.is_empty() {
        vec![Entry::remark("Nobody has started a tour here yet.")]
    } else {
        fit_and_count(lines.collect(), MAX_TABLE)
    };
    let heading = Entry::remark("").labelled("On this server");
    let lines = std::iter::once(heading).chain(entries);
    reply.page.sections.push(Section::running(lines.collect()));
    reply
}

/// "**Newcomer** · ▰▰▱▱ 2 of 4 · at The Arctic · 1 right, 1 wrong · last on 23 Nov 2026"
fn line(knowledge: &Knowledge, tour: &Tour) -> Entry {
    let seen = tour.seen_at.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let day = PartialDate::Day(seen.date());
    let rest = format!("{} · last on {day}", score(tour));
    let Some(course) = Course::of(knowledge, tour) else {
        let text = format!("not available right now · {rest}");
        return Entry::remark(text).labelled(&tour.track);
    };
    let at = match (tour.state, course.position()) {
        (_, TourPosition::End) => "finished".to_owned(),
        (TourState::Stopped, TourPosition::At { step, .. }) => {
            format!("stopped at {}", topic_name(knowledge, &step.topic))
        }
        (_, TourPosition::At { step, .. }) => {
            format!("at {}", topic_name(knowledge, &step.topic))
        }
    };
    Entry::remark(format!("{} · {at} · {rest}", course.bar_done())).labelled(&course.track.name)
}
