//! How the scheduled events of a server stand, as its managers see it.

use crate::alerts::listing::summit_names;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{Entry, Page, Reply, Section};
use crate::store::{EventCalendar, EventCalendarState, EventPause, EventState, ScheduledEvent};
use crate::text::{Locale, text};

/// How the scheduled events of a server stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventStanding {
    /// What is wanted there.
    pub calendar: EventCalendar,
    /// Its events, by summit.
    pub events: Vec<ScheduledEvent>,
    /// How many summits are wanted whose day is not known yet.
    pub undated: usize,
}

impl EventStanding {
    fn count(&self, state: EventState) -> usize {
        let of_state = self.events.iter().filter(|one| one.state == state);
        of_state.count()
    }

    /// It as a page.
    pub fn reply(&self, knowledge: &Knowledge, locale: Locale) -> Reply {
        let summits = summit_names(&self.calendar.summits, knowledge, locale);
        let title = match self.calendar.state {
            EventCalendarState::On => text!(locale, "alerts-events-on-title", summits = summits),
            EventCalendarState::Off => text!(locale, "alerts-events-off-title"),
        };
        let remarks = self.remarks(locale).into_iter().map(Entry::remark);
        Reply::of(Page {
            title,
            lead: self.lead(knowledge, locale),
            sections: vec![Section::running(remarks.collect())],
            warning: self.warning(locale),
            locale,
            ..Page::default()
        })
    }

    fn lead(&self, knowledge: &Knowledge, locale: Locale) -> String {
        let count = self.count(EventState::Made);
        if self.calendar.state == EventCalendarState::Off {
            return text!(locale, "alerts-events-being-deleted", count = count);
        }
        let made = self
            .events
            .iter()
            .filter(|one| one.state == EventState::Made);
        let next = made.min_by_key(|one| one.sent.starts_at);
        let next = next.map(|one| {
            let summit = knowledge.summit(&one.summit_id);
            summit.map_or_else(|| one.sent.name.clone(), Summit::title)
        });
        match next {
            Some(next) => text!(locale, "alerts-events-next", count = count, next = next),
            None => text!(locale, "alerts-events-none"),
        }
    }

    /// Why nothing can be done for now, and what to do about it.
    fn warning(&self, locale: Locale) -> Option<String> {
        let pause = self.calendar.pause?;
        let detail = self.calendar.detail.clone().unwrap_or_default();
        Some(match pause {
            EventPause::MissingPermission => text!(locale, "alerts-events-paused-permission"),
            EventPause::Refused => text!(locale, "alerts-events-paused", detail = detail),
        })
    }

    fn remarks(&self, locale: Locale) -> Vec<String> {
        let left_out = usize::try_from(self.calendar.left_out).unwrap_or(usize::MAX);
        let (begun, dismissed) = (
            self.count(EventState::Begun),
            self.count(EventState::Dismissed),
        );
        let rejected = self
            .events
            .iter()
            .filter(|one| one.state == EventState::Rejected);
        let rejected = rejected.map(|one| {
            let detail = one.detail.clone().unwrap_or_default();
            text!(
                locale,
                "alerts-events-rejected",
                name = &one.sent.name,
                detail = detail
            )
        });
        let counted = |count: usize, line: String| (count > 0).then_some(line);
        let lines = [
            counted(begun, text!(locale, "alerts-events-begun", count = begun)),
            counted(
                left_out,
                text!(locale, "alerts-events-left-out", count = left_out),
            ),
            counted(
                dismissed,
                text!(locale, "alerts-events-dismissed", count = dismissed),
            ),
            counted(
                self.undated,
                text!(locale, "alerts-events-undated", count = self.undated),
            ),
        ];
        lines.into_iter().flatten().chain(rejected).collect()
    }
}
