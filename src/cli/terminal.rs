//! A page for a terminal: wrapped to its width, coloured only if it is one.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator};

use super::error::CommandError;
use super::output::print_json;
use super::style::{BOLD, DIM, RED};
use crate::calendar::utc_offset;
use crate::reply::inline::plain;
use crate::reply::{Entry, Page, Section};

/// Widest line, in columns: longer ones are hard to read.
const MAX_WIDTH: usize = 100;
/// Shown only where a word is divided, which is never done here.
const SOFT_HYPHEN: char = '\u{ad}';

pub(super) fn print(page: &Page, json: bool) -> Result<(), CommandError> {
    if json {
        return print_json(page);
    }
    say!("{BOLD}{}{BOLD:#}", page.title);
    if let Some(assumed) = &page.assumed {
        say!("{DIM}{}{DIM:#}", wrap(assumed, ""));
    }
    if let Some(warning) = &page.warning {
        say!("{RED}{}{RED:#}", wrap(&plain(warning), ""));
    }
    if !page.lead.is_empty() {
        say!("\n{}", wrap(&plain(&page.lead), ""));
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
        say!("{}", wrap(&plain(&line(entry)), "  "));
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
        let day = occasion.at.strftime("%-d %b %Y");
        if !occasion.has_hour {
            return day.to_string();
        }
        let (time, offset) = (
            occasion.at.strftime("%H:%M"),
            utc_offset(occasion.at.offset()),
        );
        format!("{day} {time} {offset}")
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
    let options = Options::new(width)
        .word_separator(WordSeparator::Custom(words))
        .initial_indent(indent)
        .subsequent_indent(indent);
    textwrap::fill(text, options)
}

/// Where a line may end, by Unicode's rules: after a space or a dash, between Chinese characters. textwrap's own way to them
/// is ICU4X, twenty crates; its other one knows spaces alone. After a hyphen textwrap itself decides.
/// <https://www.unicode.org/reports/tr14/>
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let ends = unicode_linebreak::linebreaks(line).map(|(end, _)| end);
    let ends = ends.filter(move |&end| {
        let is_last = end == line.len();
        end > 0 && (is_last || !line[..end].ends_with(['-', SOFT_HYPHEN]))
    });
    let mut start = 0;
    Box::new(ends.map(move |end| {
        let word = Word::from(&line[start..end]);
        start = end;
        word
    }))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_unicode_lets_it() {
        let wrapped = |text: &str| {
            let options = Options::new(12).word_separator(WordSeparator::Custom(words));
            textwrap::wrap(text, options).join("|")
        };
        assert_eq!(wrapped(""), "");
        assert_eq!(
            wrapped("Moscow and Beijing agree"),
            "Moscow and|Beijing|agree"
        );
        assert_eq!(wrapped("2021—2025—2029"), "2021—2025—|2029");
        assert_eq!(wrapped("a Sino-Russian pact"), "a Sino-|Russian pact");
        assert_eq!(wrapped("中国和俄罗斯的联合声明"), "中国和俄罗斯|的联合声明");
        assert_eq!(wrapped("1,000 km, “no”"), "1,000 km,|“no”");
    }
}
