//! A reply as Discord gets it, held to Discord's limits and to what its Markdown may do.

use std::collections::BTreeSet;

use attache::knowledge::{Knowledge, Stance};
use attache::reply::{CustomId, Page, Reply, Tab, View, description, entries_markdown, escape};
use strum::VariantArray as _;

/// Everything in `reply` that Discord would refuse. Characters are Unicode code points, as Discord counts them.
/// <https://discord.com/developers/docs/resources/message#embed-object-embed-limits>
/// <https://discord.com/developers/docs/components/reference>
pub(crate) fn refused_by_discord(reply: &Reply) -> Vec<String> {
    let mut refused = Vec::new();
    let mut total = 0;
    let mut text = |what: &str, text: &str, least: usize, most: usize| {
        let length = text.chars().count();
        total += length;
        if !(least..=most).contains(&length) {
            refused.push(format!(
                "{what} has {length} characters, not {least} to {most}"
            ));
        }
    };
    text("the title", &escape(&reply.page.title), 1, 256);
    text("the description", &description(&reply.page), 0, 4_096);
    text("the footer", &reply.page.footer, 0, 2_048);
    let fields: Vec<_> = reply
        .page
        .sections
        .iter()
        .filter_map(|s| Some((s.heading.as_ref()?, s)))
        .collect();
    for (heading, section) in &fields {
        text("a field's name", &escape(heading), 1, 256);
        text(
            "a field's value",
            &entries_markdown(&section.entries),
            1,
            1_024,
        );
    }
    if total > 6_000 {
        refused.push(format!("the embed has {total} characters, more than 6000"));
    }
    if fields.len() > 25 {
        refused.push(format!("{} fields, more than 25", fields.len()));
    }
    refused.extend(refused_components(reply));
    refused
}

fn refused_components(reply: &Reply) -> Vec<String> {
    let mut refused = Vec::new();
    if reply.buttons.len() + usize::from(reply.menu.is_some()) > 5 {
        refused.push("more than 5 rows".to_owned());
    }
    if reply
        .buttons
        .iter()
        .any(|row| !(1..=5).contains(&row.len()))
    {
        refused.push("a row without a button, or with more than 5".to_owned());
    }
    let mut ids = BTreeSet::new();
    for button in reply.buttons.iter().flatten() {
        let id = button.press.to_string();
        if !(1..=100).contains(&id.chars().count()) {
            refused.push(format!("the custom_id {id}"));
        }
        if !(1..=80).contains(&button.label.chars().count()) {
            refused.push(format!("the label {:?}", button.label));
        }
        if id.parse() != Ok(button.press.clone()) {
            refused.push(format!("the custom_id {id}, which does not read back"));
        }
        if !ids.insert(id.clone()) {
            refused.push(format!("the custom_id {id} twice"));
        }
    }
    if let Some(menu) = &reply.menu {
        let values: BTreeSet<String> = menu
            .options
            .iter()
            .map(|(_, _, view)| view.to_string())
            .collect();
        if !(1..=25).contains(&menu.options.len()) || values.len() < menu.options.len() {
            refused.push(format!(
                "a menu of {} options, {} different",
                menu.options.len(),
                values.len()
            ));
        }
        if let Some(value) = values.iter().find(|value| value.chars().count() > 100) {
            refused.push(format!("the option {value}"));
        }
        if menu.options.iter().any(|(name, _, _)| name.is_empty())
            || menu.placeholder.chars().count() > 150
        {
            refused.push("an option without a name, or a placeholder too long".to_owned());
        }
        if !ids.insert(CustomId::Open.to_string()) {
            refused.push("the menu's custom_id twice".to_owned());
        }
    }
    refused
}

/// What in `page` would ping somebody or lead to an address that is none of `urls`.
pub(crate) fn acting_in(page: &Page, urls: &BTreeSet<String>) -> Option<String> {
    let fields = page
        .sections
        .iter()
        .filter(|section| section.heading.is_some())
        .flat_map(|section| {
            [
                escape(section.heading.as_deref().unwrap_or_default()),
                entries_markdown(&section.entries),
            ]
        });
    [escape(&page.title), description(page)]
        .into_iter()
        .chain(fields)
        .find_map(|text| acting(&text, urls))
}

/// The same in a Markdown text.
pub(crate) fn acting(markdown: &str, urls: &BTreeSet<String>) -> Option<String> {
    let mut text = markdown.to_owned();
    for url in urls {
        text = text.replace(&format!("]({url})"), "");
    }
    for mention in ["@everyone", "@here"] {
        if text.contains(mention) {
            return Some(format!("{mention} in {markdown}"));
        }
    }
    let mut is_escaped = false;
    let characters: Vec<char> = text.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let next = characters.get(at + 1);
        let acts = match c {
            '<' => !is_escaped && !is_timestamp(&characters[at..]),
            ']' => !is_escaped && next == Some(&'('),
            ':' => next == Some(&'/') && characters.get(at + 2) == Some(&'/'),
            _ => false,
        };
        if acts {
            return Some(format!("{c:?} at {at} in {text}"));
        }
        is_escaped = *c == '\\' && !is_escaped;
    }
    None
}

/// `<t:1797256800:D>`: Discord shows it in the reader's own zone.
fn is_timestamp(text: &[char]) -> bool {
    let inner: String = text.iter().skip(1).take_while(|c| **c != '>').collect();
    let parts: Vec<&str> = inner.split(':').collect();
    matches!(parts[..], ["t", seconds, "D" | "f" | "R"] if seconds.parse::<i64>().is_ok())
}

/// The first page of every view that a button can lead to.
pub(crate) fn all_views(knowledge: &Knowledge) -> Vec<View> {
    let since = Tab::Timeline(Some("2019-03".parse().unwrap()));
    let tabs = [
        Tab::Overview,
        Tab::China,
        Tab::Russia,
        Tab::Timeline(None),
        since,
        Tab::Terms,
        Tab::Sources,
        Tab::More,
    ];
    let hotspots: Vec<&str> = knowledge
        .hotspots()
        .map(|hotspot| hotspot.id.as_str())
        .collect();
    let topics = hotspots
        .iter()
        .copied()
        .chain(knowledge.organizations().map(|sco| sco.id.as_str()));
    let mut views = vec![View::Hotspots { page: 0 }, View::Glossary { page: 0 }];
    let topics = topics.flat_map(|id| tabs.map(|tab| (id.to_owned(), tab)));
    views.extend(topics.map(|(id, tab)| View::Topic { id, tab, page: 0 }));
    let stances = Stance::VARIANTS.iter().copied().map(Some).chain([None]);
    views.extend(stances.map(|stance| View::Alignment { stance, page: 0 }));
    for first in &hotspots {
        let pairs = hotspots
            .iter()
            .map(|second| ((*first).to_owned(), (*second).to_owned()));
        views.extend(pairs.map(|(first, second)| View::Compare { first, second }));
    }
    views.extend(knowledge.summits().map(|summit| View::Summit {
        id: summit.id.clone(),
    }));
    let groups = knowledge
        .summits()
        .map(|summit| Some(summit.group()))
        .chain([None]);
    views.extend(groups.map(|group| View::Summits {
        group,
        until: None,
        page: 0,
    }));
    views.extend(
        knowledge
            .terms()
            .iter()
            .map(|term| View::Term { id: term.id() }),
    );
    views
}

/// The page after this one, if the view has pages.
pub(crate) fn next_page(mut view: View) -> Option<View> {
    match &mut view {
        View::Topic { page, .. }
        | View::Alignment { page, .. }
        | View::Hotspots { page }
        | View::Summits { page, .. }
        | View::Glossary { page } => {
            *page += 1;
            Some(view)
        }
        View::Compare { .. } | View::Term { .. } | View::Summit { .. } => None,
    }
}
