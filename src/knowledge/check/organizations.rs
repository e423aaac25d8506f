//! What can be wrong with an organization that types cannot express.

use super::checker::Checker;
use crate::knowledge::organization::Organization;
use crate::knowledge::parsed::Placed;

impl<'p> Checker<'p> {
    pub(super) fn organization(&mut self, document: &'p Placed<'_>, organization: &Organization) {
        let mut names = vec![("name", &organization.name)];
        names.extend(organization.short.iter().map(|short| ("short", short)));
        self.names(document, &organization.id, &names, &organization.aliases);
        if let Some(founded) = organization.founded {
            self.date(document, &["founded".into()], founded);
        }
        for (at, members) in organization.members.iter().enumerate() {
            self.statement(
                document,
                ("members", at),
                "as_of",
                members.as_of,
                &members.sources,
            );
        }
        for (at, chair) in organization.chairs.iter().enumerate() {
            self.statement(
                document,
                ("chair", at),
                "as_of",
                chair.as_of,
                &chair.sources,
            );
        }
        for (at, statement) in organization.statements.iter().enumerate() {
            self.statement(
                document,
                ("statement", at),
                "as_of",
                statement.as_of,
                &statement.sources,
            );
        }
    }
}
