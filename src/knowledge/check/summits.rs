//! What can be wrong with a summit that types cannot tell, and what the editors should look at.

use super::Check;
use crate::calendar::{find_zone, nearest_zone};
use crate::document::{Document, Precision, Step, nearest};
use crate::knowledge::folder::{MAX_ID, is_id};
use crate::knowledge::{Standing, Summit, SummitStatus};

impl<'p> Check<'p> {
    pub(super) fn summit(&mut self, document: &Document<'p>, id: &'p str, summit: &'p Summit) {
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
        if let Some(zone) = &summit.time_zone
            && find_zone(zone).is_none()
        {
            let problem = document.problem(
                &[id.into(), "time_zone".into()],
                format!("there is no time zone `{zone}`"),
            );
            self.problems
                .push(problem.did_you_mean(nearest_zone(zone).as_deref()));
        }
        self.summit_dates(document, id, summit);
        self.summit_status(document, id, summit);
    }

    fn summit_id(&mut self, document: &Document<'p>, id: &'p str) {
        if !is_id(id) {
            let message = format!(
                "`{id}` cannot be an id; use lower case letters, digits and hyphens, at most {MAX_ID}"
            );
            self.problems.push(document.problem(&[id.into()], message));
        }
        let owner = *self.summits.entry(id).or_insert(document.path());
        if owner != document.path() {
            let message = format!("the summit `{id}` already stands in {}", owner.display());
            self.problems.push(document.problem(&[id.into()], message));
        }
    }

    fn summit_dates(&mut self, document: &Document<'p>, id: &str, summit: &Summit) {
        let mut report = |key: &str, message: String| {
            self.problems
                .push(document.problem(&[Step::Key(id), Step::Key(key)], message));
        };
        if let Some(end) = summit.end {
            match summit.start {
                None => report("end", "an `end` needs a `start`".to_owned()),
                Some(start) if start.precision() != end.precision() => {
                    let (start, end) = (start.precision(), end.precision());
                    report(
                        "end",
                        format!(
                            "`start` is known to the {start} and `end` to the {end}; write both alike"
                        ),
                    );
                }
                Some(start)
                    if (start.first_day(), start.to_iso()) > (end.first_day(), end.to_iso()) =>
                {
                    report(
                        "start",
                        format!(
                            "`start` is {}, after `end`, {}",
                            start.to_iso(),
                            end.to_iso()
                        ),
                    );
                }
                Some(_) => {}
            }
        }
        if summit
            .start
            .is_some_and(|start| start.precision() == Precision::Minute)
            && summit.time_zone.is_none()
        {
            report(
                "start",
                "a `start` with an hour needs the venue's `time_zone`".to_owned(),
            );
        }
    }

    fn summit_status(&mut self, document: &Document<'p>, id: &str, summit: &Summit) {
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
