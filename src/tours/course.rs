//! Where somebody is on a track. What is done is a set of pages, so that no order of presses skips a step or loses one, and
//! a track that was edited meanwhile goes on with what is new in it.

use crate::knowledge::{Knowledge, Track, TrackStep};
use crate::store::Tour;

/// A track as it is now, and what of it somebody has done.
#[derive(Debug, Clone)]
pub struct Course<'k> {
    /// The track.
    pub track: &'k Track,
    steps: Vec<&'k TrackStep>,
    done: Vec<String>,
    asking: Option<String>,
}

/// Where somebody is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TourPosition<'k> {
    /// At a step, counted from 0.
    At {
        /// The step.
        step: &'k TrackStep,
        /// Whether its question is shown.
        is_asked: bool,
    },
    /// Behind the last.
    End,
}

impl<'k> Course<'k> {
    /// The course of a tour; none if the knowledge no longer has its track.
    pub fn of(knowledge: &'k Knowledge, tour: &Tour) -> Option<Self> {
        let track = knowledge.track(&tour.track)?;
        // A page can be missing while its file is being mended.
        let is_there = |step: &&TrackStep| knowledge.topic(&step.topic).is_some();
        Some(Self {
            track,
            steps: track.steps.iter().filter(is_there).collect(),
            done: tour.done.iter().map(|step| step.topic.clone()).collect(),
            asking: tour.asking.clone(),
        })
    }

    /// Where they are: at the first step that is not done.
    pub fn stand(&self) -> TourPosition<'k> {
        let next = self.steps.iter().find(|step| !self.is_done(&step.topic));
        next.map_or(TourPosition::End, |step| TourPosition::At {
            step,
            is_asked: self.asking.as_ref() == Some(&step.topic),
        })
    }

    /// The page they are at.
    pub fn topic(&self) -> Option<&'k str> {
        match self.stand() {
            TourPosition::At { step, .. } => Some(&step.topic),
            TourPosition::End => None,
        }
    }

    /// How many steps there are.
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

    /// "▰▰▰▱▱ 3 of 5": the step they are at, or the last one that is done.
    pub fn bar(&self) -> String {
        let at = (self.count_done() + usize::from(self.topic().is_some())).min(self.count());
        bar(at, self.count())
    }

    fn is_done(&self, topic: &str) -> bool {
        self.done.iter().any(|done| done == topic)
    }
}

/// "▰▰▰▱▱ 3 of 5", never wider than a phone.
pub fn bar(at: usize, of: usize) -> String {
    const WIDEST: usize = 12;
    let (filled, all) = if of > WIDEST {
        ((at * WIDEST).div_ceil(of.max(1)), WIDEST)
    } else {
        (at, of)
    };
    let filled = filled.min(all);
    format!(
        "{}{} {at} of {of}",
        "▰".repeat(filled),
        "▱".repeat(all - filled)
    )
}
