//! What can be wrong with a track of the tour that types cannot express.

use std::collections::BTreeSet;

use super::checker::Checker;
use crate::document::{Step, nearest};
use crate::knowledge::parsed::Placed;
use crate::knowledge::plain::plain_name;
use crate::knowledge::track::{Remember, Track, TrackStep};

/// Longest id of a track, in characters: a button's `custom_id` has 100, and a tour's carry the track beside a page's id
/// and a question's.
const MAX_TRACK_ID: usize = 20;

impl<'p> Checker<'p> {
    pub(super) fn track(&mut self, document: &'p Placed<'_>, track: &'p Track) {
        let length = track.id.chars().count();
        if length > MAX_TRACK_ID {
            let message = format!(
                "`{}` has {length} characters, at most {MAX_TRACK_ID} fit for a track",
                track.id
            );
            self.problems
                .push(document.problem(&[], message).with_hint("rename the file"));
        }
        let mut taken = BTreeSet::new();
        for (at, step) in track.steps.iter().enumerate() {
            let own: [Step<'_>; 2] = ["step".into(), at.into()];
            self.topic(document, &own, step);
            if !taken.insert(&step.topic) {
                let message = format!("there is already a step to `{}`", step.topic);
                let path = [&own[..], &["topic".into()]].concat();
                self.problems.push(document.problem(&path, message));
            }
            self.track_terms(document, &own, step);
        }
    }

    fn topic(&mut self, document: &'p Placed<'_>, own: &[Step<'_>], step: &TrackStep) {
        let id = step.topic.as_str();
        let is_organization = self.organizations.contains(id);
        if !is_organization && !self.hotspots.contains_key(id) {
            let all = self.hotspots.keys().chain(&self.organizations).copied();
            let near = nearest(id, all);
            let message = format!("there is no hotspot or organization `{id}`");
            let path = [own, &["topic".into()]].concat();
            self.problems
                .push(document.problem(&path, message).did_you_mean(near));
            return;
        }
        for (item, remember) in step.remember.iter().enumerate() {
            let fits = if is_organization {
                remember.is_of_organizations()
            } else {
                !remember.is_of_organizations_only()
            };
            if !fits {
                let path = [own, &["remember".into(), item.into()]].concat();
                self.problems
                    .push(document.problem(&path, misplaced(*remember, id, is_organization)));
            }
        }
    }

    fn track_terms(&mut self, document: &'p Placed<'_>, own: &[Step<'_>], step: &TrackStep) {
        let Some(known) = &self.terms else { return };
        for (item, name) in step.terms.iter().flatten().enumerate() {
            if known
                .iter()
                .any(|term| plain_name(term) == plain_name(name))
            {
                continue;
            }
            let near = nearest(name, known.iter().copied());
            let message = format!("there is no term `{name}` in glossary.toml");
            let path = [own, &["terms".into(), item.into()]].concat();
            self.problems
                .push(document.problem(&path, message).did_you_mean(near));
        }
    }
}

fn misplaced(remember: Remember, id: &str, is_organization: bool) -> String {
    let (what, allowed) = if is_organization {
        ("an organization", "`members`, `chair`, `latest`")
    } else {
        (
            "a hotspot",
            "`joint`, `china`, `russia`, `us`, `alignment`, `latest`",
        )
    };
    format!("`{id}` is {what}, which has no `{remember}`; allowed are {allowed}")
}
