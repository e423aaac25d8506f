//! `summits/*.toml`: a meeting, when and where it is, and how certain that is.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::plain::plain_name;
use crate::calendar::{Dates, Event, EventStatus};
use crate::document::{PartialDate, When};

/// `summits/*.toml`: one table a summit, named by its id.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Summits(pub BTreeMap<String, Summit>);

/// A meeting of leaders, or of those who prepare one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Summit {
    /// The key of its table.
    #[serde(skip_deserializing)]
    pub id: String,
    /// The id of the organization that meets, if it has a page.
    pub organization: Option<String>,
    /// The short name readers know: SCO, G20, NATO, China-Russia.
    #[schemars(length(max = 30))]
    pub series: String,
    /// Its name, with or without the series.
    #[schemars(length(max = 100))]
    pub name: String,
    /// When it begins, by the venue's clock; left out if no date is known.
    pub start: Option<When>,
    /// When it ends, as precise as the start.
    pub end: Option<When>,
    /// The sources do not fix the date.
    #[serde(default)]
    pub approximate: bool,
    /// The city it is in.
    #[schemars(length(max = 60))]
    pub city: Option<String>,
    /// The building it is in.
    #[schemars(length(max = 100))]
    pub venue: Option<String>,
    /// The state it is in.
    #[schemars(length(max = 60))]
    pub country: Option<String>,
    /// The IANA zone of the venue; left out if the venue is not known.
    #[schemars(length(max = 60))]
    pub time_zone: Option<String>,
    /// How certain it is, or that it is over.
    pub status: SummitStatus,
    /// The planned date has passed, and no source seen says that it took place.
    #[serde(default)]
    pub unverified: bool,
    /// Ids of hotspots that it matters to.
    #[serde(default)]
    #[schemars(length(max = 10))]
    pub watch: Vec<String>,
    /// What to watch, what is known and what is in dispute.
    #[schemars(length(max = 600))]
    pub text: String,
    /// The date of the newest source.
    pub as_of: PartialDate,
    /// To be raised when dates, place or status change again on sources of the same date.
    #[serde(default)]
    #[schemars(range(min = 0, max = 9))]
    pub revision: u8,
    /// Ids from `sources.toml`.
    #[schemars(length(min = 1, max = 8))]
    pub sources: Vec<String>,
    /// Other ways in which people ask for it; never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 14), inner(length(min = 1, max = 120)))]
    pub asked: Vec<String>,
}

/// How certain a summit is; shown as files have it.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
    strum::Display,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum SummitStatus {
    /// The host has fixed it.
    Confirmed,
    /// Somebody in office has named it.
    Announced,
    /// It follows from a rule or from reports.
    Expected,
    /// It took place.
    Held,
    /// It does not take place.
    Cancelled,
}

/// Where a summit stands on a given day; the later in the list, the less is left to plan for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It is still to come, or going on.
    Ahead,
    /// No date is known.
    Undated,
    /// Its planned date has passed, and no source says that it took place.
    NotConfirmed,
    /// It took place, or was cancelled and its date has passed.
    Over,
}

impl Summit {
    /// When it is, in the venue's zone. None if no date is known.
    pub fn dates(&self) -> Option<Dates<'_>> {
        Some(Dates {
            start: self.start?,
            end: self.end,
            zone: self.time_zone.as_deref(),
        })
    }

    /// Where it stands on the day `today`.
    pub fn standing(&self, today: Date) -> Standing {
        match self.dates() {
            _ if self.status == SummitStatus::Held => Standing::Over,
            None if self.status == SummitStatus::Cancelled => Standing::Over,
            None => Standing::Undated,
            Some(dates) if dates.last_day() >= today => Standing::Ahead,
            Some(_) if self.status == SummitStatus::Cancelled => Standing::Over,
            Some(_) => Standing::NotConfirmed,
        }
    }

    /// Whether it is still to be on the day `today`, as far as anybody knows: to come, going on, or without a date; and not
    /// cancelled.
    pub fn is_expected(&self, today: Date) -> bool {
        self.status != SummitStatus::Cancelled && self.standing(today) <= Standing::Undated
    }

    /// "Miami, United States". None if neither is known.
    pub fn place(&self) -> Option<String> {
        let parts: Vec<&str> = [&self.city, &self.country]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// What `/summits` filters by: the organization's id, or the series in the same form.
    pub fn group(&self) -> String {
        self.organization
            .clone()
            .unwrap_or_else(|| plain_name(&self.series).replace(' ', "-"))
    }

    /// The name with what distinguishes it from others of its series: "G20 leaders' summit (Miami, 2026)".
    pub fn title(&self) -> String {
        let series = Some(&self.series)
            .filter(|series| !plain_name(&self.name).contains(&plain_name(series)));
        let city = self
            .city
            .as_deref()
            .filter(|city| !self.name.contains(city));
        let year = self.year().filter(|year| !self.name.contains(year));
        let distinction: Vec<&str> = city.into_iter().chain(year.as_deref()).collect();
        let mut title =
            series.map_or_else(String::new, |series| format!("{series}: ")) + &self.name;
        if !distinction.is_empty() {
            title = format!("{title} ({})", distinction.join(", "));
        }
        title
    }

    /// What a watch calls it: "G20 Miami". None if its city is not known, which would tell it from no other of its series.
    pub fn short_title(&self) -> Option<String> {
        let city = self.city.as_deref()?;
        Some(format!("{} {city}", self.series))
    }

    /// What a reader may type for it; several summits can share one, such as a city.
    pub fn names(&self) -> Vec<String> {
        let (series, city, year) = (&self.series, self.city.as_deref(), self.year());
        let mut names = vec![self.name.clone(), series.clone()];
        names.extend(year.map(|year| format!("{series} {year}")));
        if let Some(city) = city {
            names.extend([
                city.to_owned(),
                format!("{series} in {city}"),
                format!("{series} {city}"),
            ]);
        }
        names
    }

    /// It as calendars elsewhere see it, with `url` to read more. None if no date is known.
    pub fn event<'s>(&'s self, url: Option<&'s str>) -> Option<Event<'s>> {
        let place: Vec<&str> = [&self.venue, &self.city, &self.country]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        let status = match self.status {
            SummitStatus::Cancelled => EventStatus::Cancelled,
            SummitStatus::Confirmed | SummitStatus::Held if !self.approximate => {
                EventStatus::Confirmed
            }
            _ => EventStatus::Tentative,
        };
        Some(Event {
            id: &self.id,
            title: self.title(),
            dates: self.dates()?,
            place: (!place.is_empty()).then(|| place.join(", ")),
            text: format!(
                "{}\nStatus: {}, as of {}.",
                self.text.trim(),
                self.status,
                self.as_of
            ),
            url,
            status,
            as_of: self.as_of,
            revision: self.revision,
        })
    }

    fn year(&self) -> Option<String> {
        self.start.map(|start| start.first_day().year().to_string())
    }
}
