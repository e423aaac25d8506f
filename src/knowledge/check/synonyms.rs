//! What can be wrong with the synonyms that types cannot express.

use std::collections::HashMap;

use super::checker::Checker;
use crate::knowledge::parsed::Placed;
use crate::knowledge::plain::plain_name;
use crate::knowledge::synonym::Synonym;

impl<'p> Checker<'p> {
    /// A word that people use stands for one thing only.
    pub(super) fn synonyms(&mut self, document: &'p Placed<'_>, synonyms: &[Synonym]) {
        let mut claimed: HashMap<String, &str> = HashMap::new();
        for (at, synonym) in synonyms.iter().enumerate() {
            for (item, said) in synonym.says.iter().enumerate() {
                let plain = plain_name(said);
                let message = if plain.is_empty() {
                    format!("`{said}` has no letter or digit in it")
                } else if let Some(other) = claimed.insert(plain, &synonym.means) {
                    format!("`{said}` already stands for `{other}`")
                } else {
                    continue;
                };
                let path = ["synonym".into(), at.into(), "says".into(), item.into()];
                self.problems.push(document.problem(&path, message));
            }
        }
    }
}
