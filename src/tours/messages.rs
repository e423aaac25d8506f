//! The messages around the steps: welcome, the choice when a tour runs already, the end, and what is still open.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::buttons::{button, main_button};
use super::course::Course;
use super::question_page::in_english;
use super::schedule::MAX_UNANSWERED_REVIEWS;
use crate::calendar::find_zone;
use crate::document::PartialDate;
use crate::knowledge::Track;
use crate::reply::{Audience, Entry, Page, Reply, Section, Tone, TourAction};
use crate::store::{Card, Learner, PauseReason, Reviews, Tour};
use crate::text::{Locale, dates, text};

/// The first message of a tour.
pub(super) fn welcome(course: &Course<'_>, learner: &Learner) -> Reply {
    let locale = learner.locale;
    let time = review_time(learner);
    let entries = [
        text!(locale, "tours-welcome-steps", count = course.count()),
        text!(locale, "tours-welcome-reviews", time = time),
    ];
    let page = Page {
        locale,
        title: text!(locale, "tours-welcome-title", track = &course.track.name),
        lead: course.track.about.clone(),
        sections: vec![Section::running(entries.map(Entry::remark).into())],
        footer: in_english(locale).unwrap_or_default(),
        ..Page::default()
    };
    let (begin, stop) = (
        text!(locale, "tours-begin-button"),
        text!(locale, "tours-stop-button"),
    );
    Reply::of(page).with_row(vec![
        main_button(learner.id, begin, TourAction::Here),
        button(learner.id, stop, TourAction::Stop),
    ])
}

/// What `/onboard start` asks somebody who is in a tour.
pub(super) fn offer(course: &Course<'_>, wanted: &Track, owner: u64, locale: Locale) -> Reply {
    let name = &course.track.name;
    let (title, label) = if course.track.id == wanted.id {
        (
            text!(locale, "tours-same-title"),
            text!(locale, "tours-start-over-button"),
        )
    } else {
        (
            text!(locale, "tours-other-title", track = name),
            text!(locale, "tours-start-button", track = &wanted.name),
        )
    };
    let offer = text!(locale, "tours-offer", track = &wanted.name);
    let page = Page {
        locale,
        title,
        lead: format!("{} · {name}\n\n{offer}", course.bar(locale)),
        ..Page::default()
    };
    let begin = TourAction::Begin {
        track: wanted.id.clone(),
    };
    let go_on = text!(locale, "tours-continue-button");
    let reply = Reply::of(page).with_row(vec![
        main_button(owner, go_on, TourAction::Continue),
        button(owner, label, begin),
    ]);
    private(reply)
}

/// The message past the last step.
pub(super) fn end(course: &Course<'_>, tour: &Tour, learner: &Learner, cards: &[Card]) -> Reply {
    let locale = learner.locale;
    let score = text!(locale, "tours-score-sentence", score = score(tour, locale));
    let open = open_questions(learner, cards);
    let next = text!(locale, "tours-what-next-advice");
    let entries = vec![
        Entry::remark(score).labelled(text!(locale, "tours-questions")),
        Entry::remark(open).labelled(text!(locale, "tours-missed-questions")),
        Entry::remark(next).labelled(text!(locale, "tours-what-next")),
    ];
    let page = Page {
        locale,
        title: text!(locale, "tours-finished-title", track = &course.track.name),
        tone: Tone::Aligned,
        lead: course.bar_done(locale),
        sections: vec![Section::running(entries)],
        ..Page::default()
    };
    Reply::of(page)
}

/// The answer to a stop.
pub(super) fn stopped(locale: Locale) -> Reply {
    let title = text!(locale, "tours-stopped-title");
    Reply::private(title, text!(locale, "tours-stopped"))
}

/// "3 right, 1 wrong"
pub(super) fn score(tour: &Tour, locale: Locale) -> String {
    let count = |right: bool| {
        let of_kind = tour.done.iter().filter(|step| step.is_right == Some(right));
        of_kind.count()
    };
    text!(
        locale,
        "tours-score",
        right = count(true),
        wrong = count(false)
    )
}

/// How many missed questions are open, when the next comes, and how many have been learned.
pub(super) fn open_questions(learner: &Learner, cards: &[Card]) -> String {
    let locale = learner.locale;
    let days: Vec<Date> = cards.iter().filter_map(|card| card.due_on).collect();
    let known = cards.len() - days.len();
    let open = match days.len() {
        0 => text!(locale, "tours-none-open"),
        count => open_words(learner, count),
    };
    if known == 0 {
        return open;
    }
    let known = text!(locale, "tours-learned", count = known);
    // Chinese has no space between sentences.
    let space = if locale == Locale::Chinese { "" } else { " " };
    format!("{open}{space}{known}")
}

fn open_words(learner: &Learner, count: usize) -> String {
    let locale = learner.locale;
    match (learner.reviews, learner.next_ask_at) {
        (Reviews::Stopped, _) => text!(locale, "tours-open-stopped", count = count),
        (Reviews::Paused, _) => {
            let reason = match &learner.reason {
                Some(PauseReason::Unanswered) => {
                    let count = MAX_UNANSWERED_REVIEWS;
                    text!(locale, "tours-reason-unanswered", count = count)
                }
                Some(PauseReason::Unreachable(detail)) => detail.clone(),
                None => text!(locale, "tours-reason-unknown"),
            };
            text!(locale, "tours-open-paused", count = count, reason = reason)
        }
        (Reviews::Active, Some(next)) => {
            let when = local_time(learner, next);
            text!(locale, "tours-open-next", count = count, when = when)
        }
        (Reviews::Active, None) => text!(locale, "tours-open-unscheduled", count = count),
    }
}

/// "You'll see this again on 26 Nov 2026."
pub(super) fn returns_on(card: &Card, locale: Locale) -> String {
    match card.due_on {
        Some(day) => {
            let day = dates::short(PartialDate::Day(day), locale);
            text!(locale, "tours-returns", day = day)
        }
        None => text!(locale, "tours-learned-now"),
    }
}

/// "Tue 24 Nov 2026, 09:00 (Europe/Brussels)"
fn local_time(learner: &Learner, at: Timestamp) -> String {
    let locale = learner.locale;
    let zone = find_zone(&learner.zone).unwrap_or(TimeZone::UTC);
    let local = at.to_zoned_datetime(zone);
    text!(
        locale,
        "tours-local-time",
        weekday = dates::weekday(local.date(), locale),
        day = dates::short(PartialDate::Day(local.date()), locale),
        time = local.strftime("%H:%M").to_string(),
        zone = &learner.zone
    )
}

/// "09:00 (Europe/Brussels)"
pub(super) fn review_time(learner: &Learner) -> String {
    let time = learner.review_at.strftime("%H:%M").to_string();
    text!(
        learner.locale,
        "tours-review-time",
        time = time,
        zone = &learner.zone
    )
}

/// The same, for whoever asked alone.
pub(super) fn private(mut reply: Reply) -> Reply {
    reply.audience = Audience::Asker;
    reply
}
