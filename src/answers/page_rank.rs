//! How far each page is what a question is about.

use jiff::civil::Date;

use super::index::Index;
use super::intent::Intent;
use super::passage::Subject;
use super::question::ParsedQuery;
use super::statement::PassagePage;
use super::words::WORDS;
use crate::document::When;
use crate::knowledge::{Summit, SummitStatus};

/// What counts for all passages of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PageScore {
    /// How far the page is about what the question names, from 0 to 1.
    pub subject: f32,
    /// Whether the question names the page itself.
    pub is_named: bool,
    /// How far a summit is the one that is asked for, from 0 to 3; 0 for what is no summit.
    pub summit: f32,
}

impl PageScore {
    pub(super) fn of(index: &Index, asked: &ParsedQuery, page: &Subject, today: Date) -> Self {
        let asks_for_nothing = asked.subjects.is_empty() && asked.series.is_empty();
        if asks_for_nothing {
            return Self::default();
        }
        let summit = match page {
            Subject::Summit(id) => index.knowledge.summit(id),
            _ => None,
        };
        let is_of_series = summit.is_some_and(|summit| asked.series.contains(&summit.series));
        let of_series = if is_of_series { 0.7 } else { 0.0 };
        let named = asked.subjects.iter();
        let asks_when = matches!(asked.intent, Intent::Next | Intent::When);
        let wanted = summit.filter(|_| is_of_series && asks_when);
        Self {
            subject: named
                .map(|named| about(index, named, page))
                .fold(of_series, f32::max),
            is_named: asked.subjects.contains(page),
            summit: wanted.map_or(0.0, |summit| of_summit(index, asked, summit, today)),
        }
    }
}

/// How far `page` is about what the question names.
fn about(index: &Index, named: &Subject, page: &Subject) -> f32 {
    if named == page {
        return 1.0;
    }
    match (named, page) {
        // What is said of a term on its hotspot's page, and the other way round.
        (
            Subject::Hotspot(id) | Subject::Organization(id),
            Subject::Term(_) | Subject::Summit(_),
        ) => {
            let page = PassagePage::of(&index.knowledge, page);
            let topics = page.map_or_else(Vec::new, PassagePage::topics);
            match topics.iter().position(|topic| topic == id) {
                Some(0) => 0.8,
                Some(_) => 0.4,
                None => 0.0,
            }
        }
        (Subject::Term(id), Subject::Hotspot(page)) => {
            let term = index.knowledge.term(id);
            if term.is_some_and(|term| term.hotspots.contains(page)) {
                0.5
            } else {
                0.0
            }
        }
        _ => 0.0,
    }
}

/// How far a summit of a series that is asked for is the one: mostly the next to come.
fn of_summit(index: &Index, asked: &ParsedQuery, summit: &Summit, today: Date) -> f32 {
    let first = summit.start.map(When::first_day);
    let is_ahead =
        first.is_some_and(|first| first >= today) && summit.status != SummitStatus::Cancelled;
    let topics = summit.organization.iter().chain(&summit.watch).count();
    let is_of_it = topics < 2
        || asked
            .content_terms
            .iter()
            .all(|word| WORDS.meeting.has(&word.plain));
    match asked.intent {
        Intent::When if !is_of_it => 0.0,
        Intent::Next if index.is_next(summit, today) => 3.0,
        _ if !asked.years.is_empty() => first.map_or(0.0, |first| {
            if asked.years.contains(&first.year()) {
                1.5
            } else {
                0.0
            }
        }),
        _ if index.is_next(summit, today) => 1.5,
        _ if is_ahead => 0.5,
        _ => 0.0,
    }
}
