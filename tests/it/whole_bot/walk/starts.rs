//! Where the walk begins: every command with everything that can be named in it.

use attache::knowledge::{Knowledge, Stance};
use attache::reply::{Tab, View};
use strum::VariantArray as _;

/// What `/timeline since:` is tried with.
const SINCE: [&str; 5] = ["2019", "2025-06", "2026-01-01", "2026-11-23", "2030"];

/// A command, and what it must show.
pub(super) struct Start {
    pub(super) command: &'static str,
    pub(super) options: Vec<(&'static str, String)>,
    pub(super) view: View,
}

#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
pub(super) fn starts(knowledge: &Knowledge) -> Vec<Start> {
    let mut starts = Vec::new();
    let mut add = |command, options: Vec<(&'static str, String)>, view| {
        starts.push(Start {
            command,
            options,
            view,
        });
    };
    for id in topics(knowledge) {
        let view = View::Topic {
            id: id.clone(),
            tab: Tab::Overview,
            page: 0,
        };
        add("issue", vec![("name", id)], view);
    }
    add("hotspots", vec![], View::Hotspots { page: 0 });
    add(
        "aligned-with-us",
        vec![],
        View::Alignment {
            stance: None,
            page: 0,
        },
    );
    add(
        "aligned-with-us",
        vec![("stance", "all".into())],
        View::Alignment {
            stance: None,
            page: 0,
        },
    );
    for stance in Stance::VARIANTS.iter().copied() {
        let view = View::Alignment {
            stance: Some(stance),
            page: 0,
        };
        add(
            "aligned-with-us",
            vec![("stance", <&str>::from(stance).into())],
            view,
        );
    }
    for first in knowledge.hotspots() {
        for second in knowledge.hotspots() {
            let (first, second) = (first.id.clone(), second.id.clone());
            let options = vec![("first", first.clone()), ("second", second.clone())];
            add("compare", options, View::Compare { first, second });
        }
        let timeline = |since: Option<&str>| {
            let tab = Tab::Timeline(since.map(|since| since.parse().unwrap()));
            View::Topic {
                id: first.id.clone(),
                tab,
                page: 0,
            }
        };
        add("timeline", vec![("name", first.id.clone())], timeline(None));
        for since in SINCE {
            let options = vec![("name", first.id.clone()), ("since", since.to_owned())];
            add("timeline", options, timeline(Some(since)));
        }
    }
    let all_summits = View::Summits {
        group: None,
        until: None,
        page: 0,
    };
    add("summits", vec![], all_summits);
    for (organization, group) in [("SCO", "sco"), ("G20", "g20")] {
        let view = View::Summits {
            group: Some(group.to_owned()),
            until: Some("2027".parse().unwrap()),
            page: 0,
        };
        let options = vec![
            ("organization", organization.to_owned()),
            ("until", "2027".to_owned()),
        ];
        add("summits", options, view);
    }
    for summit in knowledge.summits() {
        let id = summit.id.clone();
        add("summit", vec![("name", id.clone())], View::Summit { id });
    }
    add("glossary", vec![], View::Glossary { page: 0 });
    for term in knowledge.terms() {
        add(
            "glossary",
            vec![("term", term.name.clone())],
            View::Term { id: term.id() },
        );
    }
    starts
}

pub(super) fn topics(knowledge: &Knowledge) -> Vec<String> {
    let organizations = knowledge
        .organizations()
        .map(|organization| organization.id.clone());
    knowledge
        .hotspots()
        .map(|hotspot| hotspot.id.clone())
        .chain(organizations)
        .collect()
}
