//! Where somebody is on a track. What is done is a set of pages, so that no order of presses skips a step or loses one, and
//! a track that was edited meanwhile goes on with what is new in it.

use crate::knowledge::{Knowledge, Track, TrackStep};
use crate::store::Tour;
use crate::text::{Locale, text};

/// Longest progress bar, in characters: a phone shows it and "12 of 17" on one line.
const MAX_BAR: usize = 12;

/// A track as it is now, and what of it a learner has done.
#[derive(Debug, Clone)]
pub struct Course<'k> {
    /// The track.
    pub track: &'k Track,
    steps: Vec<&'k TrackStep>,
    done: Vec<String>,
    asking: Option<String>,
}

/// Where a learner is on a track.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TourPosition<'k> {
    /// At the first step that is not done.
    At {
        /// The step.
        step: &'k TrackStep,
        /// Whether its question is shown instead of its page.
        is_asked: bool,
    },
    /// Past the last step.
    End,
}

impl<'k> Course<'k> {
    /// The course of a tour. `None` if the knowledge no longer has its track.
    pub fn of(knowledge: &'k Knowledge, tour: &Tour) -> Option<Self> {
        let track = knowledge.track(&tour.track)?;
        // A page can be missing while its file is being fixed.
        let is_there = |step: &&TrackStep| knowledge.topic(&step.topic).is_some();
        Some(Self {
            track,
            steps: track.steps.iter().filter(is_there).collect(),
            done: tour.done.iter().map(|step| step.topic.clone()).collect(),
            asking: tour.asking.clone(),
        })
    }

    /// Where the learner is.
    pub fn position(&self) -> TourPosition<'k> {
        let next = self.steps.iter().find(|step| !self.is_done(&step.topic));
        next.map_or(TourPosition::End, |step| TourPosition::At {
            step,
            is_asked: self.asking.as_ref() == Some(&step.topic),
        })
    }

    /// The topic of the current step. `None` past the last.
    pub fn topic(&self) -> Option<&'k str> {
        match self.position() {
            TourPosition::At { step, .. } => Some(&step.topic),
            TourPosition::End => None,
        }
    }

    /// How many steps there are, without those whose page is missing.
    pub fn count(&self) -> usize {
        self.steps.len()
    }

    /// How many of them are done.
    pub fn count_done(&self) -> usize {
        self.steps
            .iter()
            .filter(|step| self.is_done(&step.topic))
            .count()
    }

    /// "▰▰▰▱▱ 3 of 5": up to and with the current step.
    pub fn bar(&self, locale: Locale) -> String {
        let at = self.count_done() + usize::from(self.topic().is_some());
        progress_bar(at.min(self.count()), self.count(), locale)
    }

    /// "▰▰▱▱▱ 2 of 5": what is done, without the current step.
    pub fn bar_done(&self, locale: Locale) -> String {
        progress_bar(self.count_done(), self.count(), locale)
    }

    fn is_done(&self, topic: &str) -> bool {
        self.done.iter().any(|done| done == topic)
    }
}

/// "▰▰▰▱▱ 3 of 5", at most 12 characters wide before the numbers.
pub fn progress_bar(at: usize, of: usize, locale: Locale) -> String {
    let (filled, width) = if of > MAX_BAR {
        ((at * MAX_BAR).div_ceil(of.max(1)), MAX_BAR)
    } else {
        (at, of)
    };
    let filled = filled.min(width);
    let bar = "▰".repeat(filled) + &"▱".repeat(width - filled);
    text!(locale, "tours-progress", bar = bar, at = at, of = of)
}
