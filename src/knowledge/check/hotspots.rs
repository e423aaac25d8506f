//! What can be wrong with a hotspot that types cannot express.

use super::checker::Checker;
use crate::knowledge::hotspot::{Hotspot, Quiz};
use crate::knowledge::parsed::Placed;

impl<'p> Checker<'p> {
    pub(super) fn hotspot(&mut self, document: &'p Placed<'_>, hotspot: &Hotspot) {
        let names = [("name", &hotspot.name)];
        self.names(document, &hotspot.id, &names, &hotspot.aliases);
        if let Some(parent) = &hotspot.part_of {
            self.part_of(document, hotspot, parent);
        }
        for (at, position) in hotspot.positions.iter().enumerate() {
            self.statement(
                document,
                ("position", at),
                "as_of",
                position.as_of,
                &position.sources,
            );
        }
        for (at, event) in hotspot.developments.iter().enumerate() {
            self.statement(
                document,
                ("development", at),
                "date",
                event.date,
                &event.sources,
            );
        }
        for (at, verdict) in hotspot.alignments.iter().enumerate() {
            self.statement(
                document,
                ("alignment", at),
                "as_of",
                verdict.as_of,
                &verdict.sources,
            );
        }
        for (at, gap) in hotspot.gaps.iter().enumerate() {
            self.statement(document, ("gap", at), "as_of", gap.as_of, &[]);
        }
        for (at, quiz) in hotspot.quizzes.iter().enumerate() {
            self.statement(document, ("quiz", at), "as_of", quiz.as_of, &quiz.sources);
            self.quiz_answer(document, at, quiz);
        }
    }

    fn quiz_answer(&mut self, document: &'p Placed<'_>, at: usize, quiz: &Quiz) {
        let (answer, last) = (quiz.answer, quiz.choices.len());
        if answer > last {
            let path = ["quiz".into(), at.into(), "answer".into()];
            let message = format!("`answer` is {answer}, there are choices 1 to {last}");
            self.problems.push(document.problem(&path, message));
        }
    }

    /// A hotspot is part of one that exists, and never of itself through others.
    fn part_of(&mut self, document: &'p Placed<'_>, hotspot: &Hotspot, parent: &str) {
        let path = ["part_of".into()];
        if !self.hotspot_exists(document, &path, parent) {
            return;
        }
        let mut above = Some(parent);
        // Above may be a circle that this page is outside of; it is reported where it closes.
        for _ in 0..self.hotspots.len() {
            let Some(id) = above else { return };
            if id == hotspot.id {
                let message = format!("`{parent}` is itself part of `{}`", hotspot.id);
                return self.problems.push(document.problem(&path, message));
            }
            above = self.hotspots.get(id).copied().flatten();
        }
    }
}
