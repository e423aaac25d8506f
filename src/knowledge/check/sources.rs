//! What can be wrong with the sources that types cannot express.

use std::collections::BTreeMap;

use super::checker::Checker;
use crate::document::Step;
use crate::knowledge::parsed::Placed;
use crate::knowledge::source::Source;

impl<'p> Checker<'p> {
    pub(super) fn sources(&mut self, document: &'p Placed<'_>, sources: &BTreeMap<String, Source>) {
        for (id, source) in sources {
            if let Some(date) = source.date {
                self.date(document, &[Step::Key(id), "date".into()], date);
            }
        }
    }
}
