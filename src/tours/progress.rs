//! `/onboard progress`: how far somebody is, and, for whoever manages the server, who else is how far.

use super::course::{Course, TourPosition};
use super::messages::{open_questions, private, review_time, score};
use super::refusal::{TourError, TourRefusal};
use super::service::{TourService, topic_name};
use crate::document::PartialDate;
use crate::knowledge::Knowledge;
use crate::reply::{Entry, Mentioned, Page, Reply, Section, fit_and_count};
use crate::store::{Card, Learner, PlaceKind, Tour, TourState};
use crate::text::{Locale, dates, text};

/// Longest list of people, in characters: leaves room in Discord's description for the reader's own tours.
const MAX_TABLE: usize = 2_500;

impl TourService {
    /// How far somebody is; with `table_of` a guild's id, also how far everybody is who began there.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn progress(
        &self,
        user: u64,
        table_of: Option<u64>,
        locale: Locale,
    ) -> Result<Reply, TourError> {
        let knowledge = self.library.current();
        let own = match self.store.learner(user).await? {
            Some(learner) => {
                let learner = self.in_language(learner, locale).await?;
                let tours = self.store.tours_of(user).await?;
                let cards = self.store.cards(user).await?;
                own_progress(&knowledge, &learner, &tours, &cards)
            }
            None => Reply::private(
                text!(locale, "tours-your-tour-title"),
                TourRefusal::NotStarted.text(locale),
            ),
        };
        Ok(match table_of {
            Some(guild) => {
                let tours = self.store.tours_in(guild).await?;
                with_table(own, &knowledge, &tours, locale)
            }
            None => own,
        })
    }
}

fn own_progress(knowledge: &Knowledge, learner: &Learner, tours: &[Tour], cards: &[Card]) -> Reply {
    let locale = learner.locale;
    let lines = tours.iter().map(|tour| line(knowledge, tour, locale));
    let mut entries: Vec<Entry> = lines.collect();
    if learner.place == PlaceKind::Thread
        && let Some(channel) = learner.channel
        && let Some(newest) = entries.first_mut()
    {
        let place = text!(locale, "tours-mention-in");
        *newest = newest
            .clone()
            .mentioning(place, Mentioned::Channel(channel));
    }
    let missed = text!(locale, "tours-missed-questions");
    entries.push(Entry::remark(open_questions(learner, cards)).labelled(missed));
    let page = Page {
        locale,
        title: text!(locale, "tours-your-tour-title"),
        sections: vec![Section::running(entries)],
        footer: text!(locale, "tours-your-time", time = review_time(learner)),
        ..Page::default()
    };
    private(Reply::of(page))
}

/// Adds who of a server is how far.
fn with_table(mut reply: Reply, knowledge: &Knowledge, tours: &[Tour], locale: Locale) -> Reply {
    let lines = tours.iter().map(|tour| {
        let taken_by = text!(locale, "tours-mention-taken-by");
        line(knowledge, tour, locale).mentioning(taken_by, Mentioned::User(tour.learner))
    });
    let entries: Vec<Entry> = if tours.is_empty() {
        vec![Entry::remark(text!(locale, "tours-nobody"))]
    } else {
        fit_and_count(lines.collect(), MAX_TABLE, locale)
    };
    let heading = Entry::remark("").labelled(text!(locale, "tours-on-this-server"));
    let lines = std::iter::once(heading).chain(entries);
    reply.page.sections.push(Section::running(lines.collect()));
    reply
}

/// "**Newcomer** · ▰▰▱▱ 2 of 4 · at The Arctic · 1 right, 1 wrong · last on 23 Nov 2026"
fn line(knowledge: &Knowledge, tour: &Tour, locale: Locale) -> Entry {
    let seen = tour.seen_at.to_zoned_datetime(jiff::tz::TimeZone::UTC);
    let day = dates::short(PartialDate::Day(seen.date()), locale);
    let last = text!(locale, "tours-last-on", day = day);
    let rest = format!("{} · {last}", score(tour, locale));
    let Some(course) = Course::of(knowledge, tour) else {
        let unavailable = text!(locale, "tours-unavailable");
        return Entry::remark(format!("{unavailable} · {rest}")).labelled(&tour.track);
    };
    let at = match (tour.state, course.position()) {
        (_, TourPosition::End) => text!(locale, "tours-finished"),
        (TourState::Stopped, TourPosition::At { step, .. }) => {
            let topic = topic_name(knowledge, &step.topic);
            text!(locale, "tours-stopped-at", topic = topic)
        }
        (_, TourPosition::At { step, .. }) => {
            let topic = topic_name(knowledge, &step.topic);
            text!(locale, "tours-at", topic = topic)
        }
    };
    let text = format!("{} · {at} · {rest}", course.bar_done(locale));
    Entry::remark(text).labelled(&course.track.name)
}
