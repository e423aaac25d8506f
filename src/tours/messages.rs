//! The messages around the steps: welcome, the choice when a tour runs already, the end, and what is still open.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::buttons::{button, main_button};
use super::course::Course;
use crate::calendar::find_zone;
use crate::document::PartialDate;
use crate::knowledge::Track;
use crate::reply::{Audience, Entry, Page, Reply, Section, Tone, TourAction};
use crate::store::{Card, Learner, Reviews, Tour};

/// Said to whoever presses on in a tour that they stopped.
pub(super) const STOPPED: &str =
    "You stopped your tour. /onboard continue picks up where you left off.";

/// The first message of a tour.
pub(super) fn welcome(course: &Course<'_>, learner: &Learner) -> Reply {
    let steps = match course.count() {
        1 => "One short step".to_owned(),
        count => format!("{count} short steps"),
    };
    let entries = [
        format!(
            "{steps}, one question each. Stop any time; /onboard continue picks up where you left off."
        ),
        format!(
            "Questions you miss come back days later, at most one message a day, at {}. /onboard stop ends them.",
            review_time(learner)
        ),
    ];
    let page = Page {
        title: format!("Welcome: {}", course.track.name),
        lead: course.track.about.clone(),
        sections: vec![Section::running(entries.map(Entry::remark).into())],
        ..Page::default()
    };
    Reply::of(page).with_row(vec![
        main_button(learner.id, "Begin ▶", TourAction::Here),
        button(learner.id, "Stop", TourAction::Stop),
    ])
}

/// What `/onboard start` asks somebody who is in a tour.
pub(super) fn offer(course: &Course<'_>, wanted: &Track, owner: u64) -> Reply {
    let name = &course.track.name;
    let (title, label) = if course.track.id == wanted.id {
        (
            "You're already in this tour".to_owned(),
            "Start over".to_owned(),
        )
    } else {
        (
            format!("You're in another tour: {name}"),
            format!("Start {}", wanted.name),
        )
    };
    let page = Page {
        title,
        lead: format!(
            "{} · {name}\n\nContinue where you left off, or start {}?",
            course.bar(),
            wanted.name
        ),
        ..Page::default()
    };
    let begin = TourAction::Begin {
        track: wanted.id.clone(),
    };
    let reply = Reply::of(page).with_row(vec![
        main_button(owner, "Continue", TourAction::Continue),
        button(owner, label, begin),
    ]);
    private(reply)
}

/// The message past the last step.
pub(super) fn end(course: &Course<'_>, tour: &Tour, learner: &Learner, cards: &[Card]) -> Reply {
    let next = "/onboard start has other tours. Ask about any page with /issue, or with /ask in your own words.";
    let entries = vec![
        Entry::remark(format!("{}.", score(tour))).labelled("Questions"),
        Entry::remark(open_questions(learner, cards)).labelled("Missed questions"),
        Entry::remark(next).labelled("What next"),
    ];
    let page = Page {
        title: format!("Tour finished: {}", course.track.name),
        tone: Tone::Aligned,
        lead: course.bar_done(),
        sections: vec![Section::running(entries)],
        ..Page::default()
    };
    Reply::of(page)
}

/// The answer to a stop.
pub(super) fn stopped() -> Reply {
    let text = "No more questions will come. Your progress is kept: /onboard continue picks up where you left off.";
    Reply::private("Stopped", text)
}

/// "3 right, 1 wrong"
pub(super) fn score(tour: &Tour) -> String {
    let count = |right: bool| {
        let of_kind = tour.done.iter().filter(|step| step.is_right == Some(right));
        of_kind.count()
    };
    format!("{} right, {} wrong", count(true), count(false))
}

/// How many missed questions are open, when the next comes, and how many have been learned.
pub(super) fn open_questions(learner: &Learner, cards: &[Card]) -> String {
    let open: Vec<Date> = cards.iter().filter_map(|card| card.due_on).collect();
    let known = match cards.len() - open.len() {
        0 => String::new(),
        count => format!(" {count} learned."),
    };
    if open.is_empty() {
        return format!("None open.{known}");
    }
    let when = match (learner.reviews, learner.next_ask_at) {
        (Reviews::Stopped, _) => "stopped. /onboard continue starts them again.".to_owned(),
        (Reviews::Paused, _) => format!(
            "paused: {}. /onboard continue starts them again.",
            learner.reason.as_deref().unwrap_or("unknown reason")
        ),
        (Reviews::Active, Some(next)) => format!("next on {}.", local_time(learner, next)),
        (Reviews::Active, None) => "none scheduled.".to_owned(),
    };
    format!("{} open, {when}{known}", open.len())
}

/// "You'll see this again on 26 Nov 2026."
pub(super) fn returns_on(card: &Card) -> String {
    match card.due_on {
        Some(day) => format!("You'll see this again on {}.", PartialDate::Day(day)),
        None => "Learned: this question won't come back.".to_owned(),
    }
}

/// "Tue 24 Nov 2026, 09:00 (Europe/Brussels)"
fn local_time(learner: &Learner, at: Timestamp) -> String {
    let zone = find_zone(&learner.zone).unwrap_or(TimeZone::UTC);
    let local = at.to_zoned_datetime(zone).strftime("%a %-d %b %Y, %H:%M");
    format!("{local} ({})", learner.zone)
}

/// "09:00 (Europe/Brussels)"
pub(super) fn review_time(learner: &Learner) -> String {
    format!("{} ({})", learner.review_at.strftime("%H:%M"), learner.zone)
}

/// The same, for whoever asked alone.
pub(super) fn private(mut reply: Reply) -> Reply {
    reply.audience = Audience::Asker;
    reply
}
