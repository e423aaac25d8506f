//! The properties of a component, such as `DTSTART;TZID=Europe/Brussels:20261214T090000`.

use std::path::Path;

use icalendar::parser::{ParseString, Property};

use super::lines::{Component, MAX_QUOTED, problem};
use crate::calendar::EventStatus;
use crate::document::Problem;

/// The properties of a component, each with its line in the file.
pub(super) struct Properties<'c>(Vec<(usize, Property<'c>)>);

impl<'c> Properties<'c> {
    pub(super) fn parse(file: &Path, component: &'c Component) -> Result<Self, Problem> {
        let properties = component.lines.iter().map(|line| {
            // The parser takes a line without a colon for a property without a value.
            let property = Property::try_from(line.text.as_str())
                .ok()
                .filter(|_| line.text.contains(':'));
            property
                .map(|property| (line.number, property))
                .ok_or_else(|| {
                    let start: String = line.text.chars().take(MAX_QUOTED).collect();
                    let message = format!("`{start}` is not of the form `NAME:value`");
                    problem(file, line.number, message)
                        .with_hint("export the calendar again, or remove the line")
                })
        });
        properties.collect::<Result<_, _>>().map(Self)
    }

    /// The first property of this name, and its line.
    pub(super) fn get(&self, name: &str) -> Option<(usize, &Property<'c>)> {
        let found = self
            .0
            .iter()
            .find(|(_, property)| property.name.as_str().eq_ignore_ascii_case(name));
        found.map(|(line, property)| (*line, property))
    }

    /// The value of the first property of this name. None if there is none, or it is blank.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let (_, property) = self.get(name)?;
        let text = property.val.as_str().trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub(super) fn sequence(&self) -> Option<i32> {
        self.text("SEQUENCE")?.parse().ok()
    }

    pub(super) fn status(&self) -> Option<EventStatus> {
        match self.text("STATUS")?.to_ascii_uppercase().as_str() {
            "CONFIRMED" => Some(EventStatus::Confirmed),
            "TENTATIVE" => Some(EventStatus::Tentative),
            "CANCELLED" => Some(EventStatus::Cancelled),
            _ => None,
        }
    }
}

/// The value of a property's parameter, such as `TZID`.
pub(super) fn parameter<'p>(property: &'p Property<'_>, name: &str) -> Option<&'p str> {
    let found = property
        .params
        .iter()
        .find(|one| one.key.as_str().eq_ignore_ascii_case(name))?;
    found.val.as_ref().map(ParseString::as_str)
}
