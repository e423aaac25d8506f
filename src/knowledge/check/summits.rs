//! What can be wrong with a summit that types cannot express, and what the editors should look at.

use super::checker::Checker;
use crate::calendar::{find_zone, nearest_zone, places_keeping};
use crate::document::{Precision, Step, When, nearest};
use crate::knowledge::id::{is_id, not_an_id};
use crate::knowledge::parsed::Placed;
use crate::knowledge::summit::{Standing, Summit, SummitStatus};

impl<'p> Checker<'p> {
    pub(super) fn summit(&mut self, document: &'p Placed<'_>, id: &'p str, summit: &'p Summit) {
        self.summit_id(document, id);
        self.date(document, &[id.into(), "as_of".into()], summit.as_of);
        self.sources_exist(document, &[id.into()], &summit.sources);
        for (item, hotspot) in summit.watch.iter().enumerate() {
            self.hotspot_exists(document, &[id.into(), "watch".into(), item.into()], hotspot);
        }
        if let Some(organization) = &summit.organization
            && !self.organizations.contains(organization.as_str())
        {
            let near = nearest(organization, self.organizations.iter().copied());
            let message = format!("there is no organization `{organization}`");
            let problem = document.problem(&[id.into(), "organization".into()], message);
            self.problems.push(problem.did_you_mean(near));
        }
        self.summit_zone(document, id, summit);
        self.summit_dates(document, id, summit);
        self.summit_status(document, id, summit);
    }

    fn summit_zone(&mut self, document: &'p Placed<'_>, id: &'p str, summit: &'p Summit) {
        let Some(zone) = &summit.time_zone else {
            return;
        };
        let at = [id.into(), "time_zone".into()];
        if find_zone(zone).is_none() {
            let problem = document.problem(&at, format!("there is no time zone `{zone}`"));
            self.problems
                .push(problem.did_you_mean(nearest_zone(zone).as_deref()));
        } else if let Some(places) = places_keeping(zone, None) {
            let message =
                format!("`{zone}` is no place, and only a place says when its clocks change");
            let hint = format!("write a place, such as `{}`", places.join("`, `"));
            let note = document.problem(&at, message);
            self.notes.push(note.with_hint(hint));
        }
    }

    fn summit_id(&mut self, document: &'p Placed<'_>, id: &'p str) {
        if !is_id(id) {
            self.problems
                .push(document.problem(&[id.into()], not_an_id(id)));
        }
        let owner = *self.summits.entry(id).or_insert(document.path());
        if owner != document.path() {
            let message = format!("the summit `{id}` is already in {}", owner.display());
            self.problems.push(document.problem(&[id.into()], message));
        }
    }

    fn summit_dates(&mut self, document: &'p Placed<'_>, id: &str, summit: &Summit) {
        let wrong_end = summit.end.and_then(|end| wrong_end(summit.start, end));
        let needs_zone = summit
            .start
            .is_some_and(|start| start.precision() == Precision::Minute)
            && summit.time_zone.is_none();
        let wrong_zone = needs_zone.then(|| {
            let message = "a `start` with an hour needs the venue's `time_zone`".to_owned();
            ("start", message)
        });
        for (key, message) in wrong_end.into_iter().chain(wrong_zone) {
            self.problems
                .push(document.problem(&[Step::Key(id), Step::Key(key)], message));
        }
    }

    fn summit_status(&mut self, document: &'p Placed<'_>, id: &str, summit: &Summit) {
        let standing = summit.standing(self.today);
        if summit.status == SummitStatus::Held
            && let Some(start) = summit.start.filter(|start| start.first_day() > self.today)
        {
            let message = format!(
                "`status` is `held`, but it begins on {}; today is {}",
                start.to_iso(),
                self.today
            );
            self.problems
                .push(document.problem(&[id.into(), "status".into()], message));
        } else if summit.unverified && standing != Standing::NotConfirmed {
            let message = "`unverified` is for a date that has passed, with a status that is neither `held` nor `cancelled`";
            self.problems
                .push(document.problem(&[id.into(), "unverified".into()], message));
        } else if standing == Standing::NotConfirmed
            && let Some(dates) = summit.dates()
        {
            let message = format!("{} was planned for {dates}; not confirmed", summit.title());
            let hint = "look for a source, then write `status = \"held\"` or `\"cancelled\"`";
            self.notes.push(
                document
                    .problem(&[id.into(), "status".into()], message)
                    .with_hint(hint),
            );
        }
    }
}

/// The key to look at and what is wrong with `end` beside `start`.
fn wrong_end(start: Option<When>, end: When) -> Option<(&'static str, String)> {
    let Some(start) = start else {
        return Some(("end", "an `end` needs a `start`".to_owned()));
    };
    let (start_precision, end_precision) = (start.precision(), end.precision());
    if start_precision != end_precision {
        let message = format!(
            "`start` is known to the {start_precision} and `end` to the {end_precision}; write both alike"
        );
        return Some(("end", message));
    }
    let is_reversed = (start.first_day(), start.to_iso()) > (end.first_day(), end.to_iso());
    is_reversed.then(|| {
        let (start, end) = (start.to_iso(), end.to_iso());
        ("start", format!("`start` is {start}, after `end`, {end}"))
    })
}
