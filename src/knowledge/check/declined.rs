//! What can be wrong with the declined questions that types cannot express.

use std::collections::HashMap;

use super::checker::Checker;
use crate::knowledge::declined::DeclinedQuestions;
use crate::knowledge::parsed::Placed;
use crate::knowledge::plain::plain_text;

impl<'p> Checker<'p> {
    /// A question stands in the file only once, however it is spelt.
    pub(super) fn declined(&mut self, document: &'p Placed<'_>, kinds: &[DeclinedQuestions]) {
        let mut claimed: HashMap<String, &str> = HashMap::new();
        for (at, DeclinedQuestions { kind, questions }) in kinds.iter().enumerate() {
            for (item, question) in questions.iter().enumerate() {
                let plain = plain_text(question);
                let message = if plain.is_empty() {
                    format!("`{question}` has no letter or digit in it")
                } else if let Some(other) = claimed.insert(plain, kind) {
                    format!("`{question}` is already declined, among `{other}`")
                } else {
                    continue;
                };
                let path = [
                    "declined".into(),
                    at.into(),
                    "questions".into(),
                    item.into(),
                ];
                self.problems.push(document.problem(&path, message));
            }
        }
    }
}
