use super::{Pager, stance_word, told};
use crate::knowledge::{Knowledge, Topic};
use crate::reply::{Entry, Menu, Page, Reply, Section, Tab, View};

/// Options a menu can hold. <https://discord.com/developers/docs/components/reference#string-select>
const MAX_OPTIONS: usize = 25;

/// A line of the list: under which heading, what, and a word about it.
struct Line<'k> {
    heading: String,
    topic: Topic<'k>,
    word: String,
}

/// The list of hotspots by region, and the organizations after them.
pub(super) fn show(knowledge: &Knowledge, number: usize) -> Reply {
    let mut lines: Vec<Line<'_>> = lines(knowledge);
    let mut pages: Vec<Vec<Line<'_>>> = Vec::new();
    while lines.len() > MAX_OPTIONS {
        let rest = lines.split_off(MAX_OPTIONS);
        pages.push(std::mem::replace(&mut lines, rest));
    }
    pages.push(lines);
    let sheet = Pager::of_pages(pages, number);
    let entries = sheet
        .items
        .chunk_by(|one, next| one.heading == next.heading)
        .map(region);
    let end = knowledge
        .facts_until()
        .map(|day| format!("All facts end {}", told(day)));
    let page = Page {
        title: "Hotspots".to_owned(),
        lead: lead(knowledge),
        sections: vec![Section::running(entries.collect())],
        footer: sheet.footer(&end.unwrap_or_default()),
        ..Page::default()
    };
    let menu = menu(&sheet.items);
    let mut reply = Reply::of(page).with_row(sheet.buttons(|page| View::Hotspots { page }));
    reply.menu = menu;
    reply
}

fn lines(knowledge: &Knowledge) -> Vec<Line<'_>> {
    let mut hotspots: Vec<_> = knowledge.hotspots().collect();
    hotspots.sort_by_key(|hotspot| hotspot.region);
    let hotspots = hotspots.into_iter().map(|hotspot| Line {
        heading: hotspot.region.to_string(),
        topic: Topic::Hotspot(hotspot),
        word: stance_word(hotspot),
    });
    let organizations = knowledge.organizations().map(|organization| Line {
        heading: "Organizations".to_owned(),
        topic: Topic::Organization(organization),
        word: organization.short.clone().unwrap_or_default(),
    });
    hotspots.chain(organizations).collect()
}

fn region(lines: &[Line<'_>]) -> Entry {
    let names: Vec<String> = lines
        .iter()
        .map(|line| match line.topic {
            Topic::Hotspot(hotspot) => format!("{} ({})", hotspot.name, line.word),
            Topic::Organization(organization) => organization
                .short
                .clone()
                .unwrap_or_else(|| organization.name.clone()),
        })
        .collect();
    Entry::remark(names.join(", ")).labelled(&lines[0].heading)
}

fn lead(knowledge: &Knowledge) -> String {
    format!(
        "{} hotspots and {} organizations. The word behind each hotspot is how Chinese and Russian conduct there sits \
         with U.S. aims.",
        knowledge.hotspots().len(),
        knowledge.organizations().len()
    )
}

fn menu(lines: &[Line<'_>]) -> Option<Menu> {
    let options: Vec<_> = lines
        .iter()
        .map(|line| {
            let id = line.topic.id().to_owned();
            let view = View::Topic {
                id,
                tab: Tab::Overview,
                page: 0,
            };
            (line.topic.name().to_owned(), line.word.clone(), view)
        })
        .collect();
    (!options.is_empty()).then(|| Menu {
        placeholder: "Open a page …".to_owned(),
        options,
    })
}
