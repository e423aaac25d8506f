//! The pages around the steps: welcome, end, stop, how far somebody is.

use jiff::Timestamp;
use jiff::civil::Date;

use super::buttons::{button, main_button};
use super::course::{Course, TourPosition};
use crate::calendar::find_zone;
use crate::document::PartialDate;
use crate::knowledge::{Knowledge, Track};
use crate::reply::{
    Audience, Entry, Mentioned, Page, Reply, Section, Tone, TourAct, fit_and_count,
};
use crate::store::{Card, Learner, PlaceKind, Reviews, Tour, TourState};

/// What a page may have of a list of people, in characters.
const MAX_TABLE: usize = 2_500;

/// The first message of a tour.
pub(super) fn welcome(course: &Course<'_>, learner: &Learner) -> Reply {
    let steps = match course.count() {
        1 => "One step".to_owned(),
        count => format!("{count} short steps"),
    };
    let entries = [
        format!(
            "{steps}, each with a question. Stop whenever you like: /onboard continue goes on where you were."
        ),
        format!(
            "What you miss comes back after some days: one message a day at most, at {} ({}). /onboard stop ends it at once.",
            clock(learner),
            learner.zone
        ),
    ];
    let page = Page {
        title: format!("Welcome: {}", course.track.name),
        lead: course.track.about.clone(),
        sections: vec![Section::running(entries.map(Entry::remark).into())],
        ..Page::default()
    };
    Reply::of(page).with_row(vec![
        main_button(learner.id, "Begin ▶", TourAct::Here),
        button(learner.id, "Stop", TourAct::Stop),
    ])
}

/// What `/onboard start` asks somebody who is in a tour.
pub(super) fn offer(course: &Course<'_>, wanted: &Track, owner: u64) -> Reply {
    let name = &course.track.name;
    let (title, label) = if course.track.id == wanted.id {
        ("You are in this tour".to_owned(), "Start anew".to_owned())
    } else {
        (
            format!("You are in another tour: {name}"),
            format!("Start {}", wanted.name),
        )
    };
    let page = Page {
        title,
        lead: format!(
            "{} · {name}\n\nGo on where you were, or start {} from its first step?",
            course.bar(),
            wanted.name
        ),
        ..Page::default()
    };
    let begin = TourAct::Begin {
        track: wanted.id.clone(),
    };
    let reply = Reply::of(page).with_row(vec![
        main_button(owner, "Continue", TourAct::Continue),
        button(owner, label, begin),
    ]);
    private(reply)
}

/// Behind the last step.
pub(super) fn end(course: &Course<'_>, tour: &Tour, learner: &Learner, cards: &[Card]) -> Reply {
    let (right, wrong) = score(tour);
    let entries = vec![
        Entry::remark(format!("{right} right, {wrong} wrong.")).labelled("Questions"),
        Entry::remark(coming_back(learner, cards)).labelled("What you missed"),
        Entry::remark("/onboard start has other tours. Ask about any page with /issue, or with /ask in your own words.")
            .labelled("From here"),
    ];
    let page = Page {
        title: format!("You are through: {}", course.track.name),
        tone: Tone::Aligned,
        lead: super::course::bar(course.count_done(), course.count()),
        sections: vec![Section::running(entries)],
        ..Page::default()
    };
    Reply::of(page)
}

/// After a stop.
pub(super) fn stopped() -> Reply {
    let text = "Nothing more is sent to you. What you did is kept: /onboard continue goes on where you were.";
    Reply::private("Stopped", text)
}

/// How far somebody is, for themselves.
pub(super) fn progress(
    knowledge: &Knowledge,
    learner: &Learner,
    tours: &[Tour],
    cards: &[Card],
) -> Reply {
    let mut entries: Vec<Entry> = tours.iter().map(|tour| line(knowledge, tour)).collect();
    if let Some(channel) = learner
        .channel
        .filter(|_| learner.place == PlaceKind::Thread)
        && let Some(first) = entries.first_mut()
    {
        *first = first.clone().mentioning("in", Mentioned::Channel(channel));
    }
    entries.push(Entry::remark(coming_back(learner, cards)).labelled("What you missed"));
    let page = Page {
        title: "Your tour".to_owned(),
        sections: vec![Section::running(entries)],
        footer: format!("Your clock: {} ({})", clock(learner), learner.zone),
        ..Page::default()
    };
    private(Reply::of(page))
}

/// Who of a server has got how far, below what concerns whoever asked.
pub(super) fn table(mut reply: Reply, knowledge: &Knowledge, tours: &[Tour]) -> Reply {
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
    let table = Section::running(lines.collect());
    reply.page.sections.push(table);
    reply
}

/// "**Newcomer** · ▰▰▱▱ 2 of 4 · at The Arctic · 1 right, 1 wrong · last on 23 Nov 2026"
fn line(knowledge: &Knowledge, tour: &Tour) -> Entry {
    let (right, wrong) = score(tour);
    let day = PartialDate::Day(
        tour.seen_at
            .to_zoned_datetime(jiff::tz::TimeZone::UTC)
            .date(),
    );
    let rest = format!("{right} right, {wrong} wrong · last on {day}");
    let Some(course) = Course::of(knowledge, tour) else {
        let text = format!("this track is not in the knowledge now · {rest}");
        return Entry::remark(text).labelled(&tour.track);
    };
    let at = match (tour.state, course.stand()) {
        (_, TourPosition::End) => "through".to_owned(),
        (state, TourPosition::At { step, .. }) => {
            let name = knowledge
                .topic(&step.topic)
                .map_or("", |topic| topic.name());
            let stopped = if state == TourState::Stopped {
                ", stopped"
            } else {
                ""
            };
            format!("at {name}{stopped}")
        }
    };
    let done = super::course::bar(course.count_done(), course.count());
    Entry::remark(format!("{done} · {at} · {rest}")).labelled(&course.track.name)
}

fn score(tour: &Tour) -> (usize, usize) {
    let count = |right: bool| {
        let of_kind = tour.done.iter().filter(|step| step.is_right == Some(right));
        of_kind.count()
    };
    (count(true), count(false))
}

/// How many questions come back, and when the next does.
pub(super) fn coming_back(learner: &Learner, cards: &[Card]) -> String {
    let waiting: Vec<Date> = cards.iter().filter_map(|card| card.due_on).collect();
    let known = cards.len() - waiting.len();
    let known = match known {
        0 => String::new(),
        1 => " One that you missed once you know by now.".to_owned(),
        count => format!(" {count} that you missed once you know by now."),
    };
    let what = match waiting.len() {
        0 => return format!("Nothing is open.{known}"),
        1 => "One question comes back".to_owned(),
        count => format!("{count} questions come back"),
    };
    let when = match (learner.reviews, learner.next_ask_at) {
        (Reviews::Stopped, _) => {
            ", once you go on: you stopped. /onboard continue does.".to_owned()
        }
        (Reviews::Paused, _) => format!(
            ", but they are paused: {}. /onboard continue takes them up again.",
            learner.reason.as_deref().unwrap_or("no reason is known")
        ),
        (Reviews::Active, Some(next)) => format!(", the next on {}.", moment(learner, next)),
        (Reviews::Active, None) => ".".to_owned(),
    };
    format!("{what}{when}{known}")
}

/// "Tue 24 Nov 2026, 09:00 (Europe/Brussels)"
fn moment(learner: &Learner, at: Timestamp) -> String {
    let zone = find_zone(&learner.zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let here = at.to_zoned_datetime(zone);
    format!(
        "{} ({})",
        here.strftime("%a %-d %b %Y, %H:%M"),
        learner.zone
    )
}

fn clock(learner: &Learner) -> String {
    learner.review_at.strftime("%H:%M").to_string()
}

pub(super) fn private(mut reply: Reply) -> Reply {
    reply.audience = Audience::Asker;
    reply
}
