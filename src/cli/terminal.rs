//! A page for a terminal: wrapped to its width, coloured only if it is one.

use super::error::CommandError;
use super::output::print_json;
use super::style::{BOLD, DIM, RED};
use crate::reply::{Entry, Page, Section};

/// Widest line, in columns: longer ones are hard to read.
const MAX_WIDTH: usize = 100;

pub(super) fn print(page: &Page, json: bool) -> Result<(), CommandError> {
    if json {
        return print_json(page);
    }
    say!("{BOLD}{}{BOLD:#}", page.title);
    if let Some(assumed) = &page.assumed {
        say!("{DIM}{}{DIM:#}", wrap(assumed, ""));
    }
    if let Some(warning) = &page.warning {
        say!("{RED}{}{RED:#}", wrap(warning, ""));
    }
    if !page.lead.is_empty() {
        say!("\n{}", wrap(&page.lead, ""));
    }
    for section in &page.sections {
        print_section(section);
    }
    say!("\n{DIM}{}{DIM:#}", page.footer);
    Ok(())
}

fn print_section(section: &Section) {
    if let Some(heading) = &section.heading {
        say!("\n{BOLD}{heading}{BOLD:#}");
    } else {
        say!();
    }
    for entry in &section.entries {
        say!("{}", wrap(&line(entry), "  "));
        for source in &entry.sources {
            let url = source.url.as_deref().unwrap_or_default();
            say!("    {DIM}{} {url}{DIM:#}", source.publisher);
        }
    }
}

/// A statement on one line, its sources in brackets behind it.
pub(super) fn cited_line(entry: &Entry) -> String {
    let publishers: Vec<&str> = entry
        .sources
        .iter()
        .map(|source| source.publisher.as_str())
        .collect();
    if publishers.is_empty() {
        line(entry)
    } else {
        format!("{} ({})", line(entry), publishers.join(", "))
    }
}

fn line(entry: &Entry) -> String {
    let about = if entry.approximate { "about " } else { "" };
    let date = entry.date.map(|date| format!("{about}{date}"));
    let begins = entry.occasion.as_ref().map(|occasion| {
        let format = if occasion.has_hour {
            "%-d %b %Y %H:%M %Z"
        } else {
            "%-d %b %Y"
        };
        occasion.at.strftime(format).to_string()
    });
    let unconfirmed = if entry.unconfirmed {
        " (unconfirmed)"
    } else {
        ""
    };
    let text = format!("{}{unconfirmed}", entry.text);
    let parts = [
        entry.label.clone(),
        date,
        begins,
        Some(text).filter(|text| !text.is_empty()),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn wrap(text: &str, indent: &str) -> String {
    let width = textwrap::termwidth().min(MAX_WIDTH);
    let options = textwrap::Options::new(width)
        .initial_indent(indent)
        .subsequent_indent(indent);
    textwrap::fill(text, options)
}

/// Columns as wide as their widest cell.
pub(super) fn print_table<const N: usize>(heads: [&str; N], rows: &[[String; N]]) {
    let widths: [usize; N] = std::array::from_fn(|column| {
        let cells = rows
            .iter()
            .map(|row| textwrap::core::display_width(&row[column]));
        cells.chain([heads[column].len()]).max().unwrap_or_default()
    });
    let line = |cells: [&str; N]| {
        let padded = cells.iter().zip(widths).map(|(cell, width)| {
            let missing = width.saturating_sub(textwrap::core::display_width(cell));
            format!("{cell}{}", " ".repeat(missing))
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    say!("{BOLD}{}{BOLD:#}", line(heads));
    for row in rows {
        say!(
            "{}",
            line(std::array::from_fn(|column| row[column].as_str()))
        );
    }
}
