//! What can be wrong with the glossary that types cannot express.

use std::collections::HashMap;

use super::checker::Checker;
use crate::knowledge::glossary::Term;
use crate::knowledge::parsed::Placed;
use crate::knowledge::plain::plain_name;

impl<'p> Checker<'p> {
    pub(super) fn terms(&mut self, document: &'p Placed<'_>, terms: &[Term]) {
        let mut claimed: HashMap<String, &str> = HashMap::new();
        for (at, term) in terms.iter().enumerate() {
            self.statement(document, ("term", at), "as_of", term.as_of, &term.sources);
            for (item, hotspot) in term.hotspots.iter().enumerate() {
                let path = ["term".into(), at.into(), "hotspots".into(), item.into()];
                self.hotspot_exists(document, &path, hotspot);
            }
            for name in std::iter::once(&term.name).chain(&term.aliases) {
                if let Some(other) = claimed.insert(plain_name(name), &term.name) {
                    let message = format!("`{name}` is already a name of the term `{other}`");
                    self.problems
                        .push(document.problem(&["term".into(), at.into()], message));
                }
            }
        }
    }
}
