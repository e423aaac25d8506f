//! How far each page is what a question is about.

use super::index::Index;
use super::passage::Subject;
use super::question::ParsedQuery;
use super::statement::PassagePage;

/// What counts for all passages of a page.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PageScore {
    /// How far the page is about what the question names, from 0 to 1.
    pub subject: f32,
    /// Whether the question names the page itself.
    pub is_named: bool,
    /// Whether it is the summit that comes next, of those that the question can mean.
    pub is_next_summit: bool,
}

impl PageScore {
    /// `next` is the id of the next summit of all.
    pub(super) fn of(
        index: &Index,
        asked: &ParsedQuery,
        page: &Subject,
        next: Option<&str>,
    ) -> Self {
        let summit = match page {
            Subject::Summit(id) => index.knowledge.summit(id),
            _ => None,
        };
        let is_of_series = summit.is_some_and(|summit| asked.series.contains(&summit.series));
        let of_series = if is_of_series { 0.7 } else { 0.0 };
        let named = asked.subjects.iter();
        let subject = named
            .map(|named| about(index, named, page))
            .fold(of_series, f32::max);
        let names_nothing = asked.subjects.is_empty() && asked.series.is_empty();
        let today = index.as_of.today;
        Self {
            subject,
            is_named: asked.subjects.contains(page),
            is_next_summit: summit.is_some_and(|summit| {
                if names_nothing {
                    next == Some(summit.id.as_str())
                } else {
                    subject > 0.0 && index.is_next(summit, today)
                }
            }),
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
