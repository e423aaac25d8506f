//! The dates in a sentence and in the statements it rests on: a sentence may say less of a date, never another.

use std::ops::Range;

use super::token::Token;
use crate::document::PartialDate;

/// Years that a number of four digits by itself is taken for; others count things.
const YEARS: Range<i16> = 1_800..2_200;
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date as far as a text gives it; a part that it leaves out is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct WrittenDate {
    day: Option<i16>,
    month: Option<i16>,
    year: Option<i16>,
}

impl WrittenDate {
    /// Whether `known` gives at least the same parts, and the same values.
    pub(super) fn is_within(self, known: Self) -> bool {
        let agrees = |part: Option<i16>, known| part.is_none() || part == known;
        agrees(self.day, known.day)
            && agrees(self.month, known.month)
            && agrees(self.year, known.year)
    }

    /// How many parts it has, from 0 to 3.
    pub(super) fn precision(self) -> usize {
        [self.day, self.month, self.year]
            .into_iter()
            .flatten()
            .count()
    }
}

impl From<PartialDate> for WrittenDate {
    fn from(date: PartialDate) -> Self {
        let first = date.first_day();
        let is_year = matches!(date, PartialDate::Year(_));
        Self {
            day: matches!(date, PartialDate::Day(_)).then(|| first.day().into()),
            month: (!is_year).then(|| first.month().into()),
            year: Some(first.year()),
        }
    }
}

/// A date in a text, and the words with content (by their stems) between which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub date: WrittenDate,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl Dated {
    /// Whether it stands at the same word.
    fn is_beside(&self, other: &Self) -> bool {
        let words = [&self.before, &self.after].into_iter().flatten();
        let others = [&other.before, &other.after];
        words
            .into_iter()
            .any(|word| others.contains(&&Some(word.clone())))
    }
}

/// Whether each date in a sentence stands in `statements` too, once for each; where those have several, beside the same
/// word. A date of the passage is as good, unless the statements give another.
pub(super) fn are_supported(
    sentence: &[Dated],
    statements: &[&Dated],
    of_passage: &[WrittenDate],
) -> bool {
    let is_of_none_other =
        |of: &WrittenDate| statements.iter().all(|known| known.date.is_within(*of));
    let is_of_passage = |date: WrittenDate| {
        let mut fitting = of_passage.iter().filter(|of| is_of_none_other(of));
        fitting.any(|of| date.is_within(*of))
    };
    let are_several = statements.len() > 1;
    let mut left = statements.to_vec();
    let mut most_precise_first: Vec<&Dated> = sentence.iter().collect();
    most_precise_first.sort_by_key(|dated| std::cmp::Reverse(dated.date.precision()));
    most_precise_first.into_iter().all(|dated| {
        let fits = |known: &&Dated| {
            dated.date.is_within(known.date) && (!are_several || dated.is_beside(known))
        };
        let fitting = (0..left.len()).filter(|at| fits(&left[*at]));
        let nearest = fitting.min_by_key(|at| left[*at].date.precision());
        nearest.map(|at| left.swap_remove(at)).is_some() || is_of_passage(dated.date)
    })
}

/// The dates in `tokens`, each with the place of one of its tokens, and which of the tokens they are made of.
pub(super) fn dates(tokens: &[Token]) -> (Vec<(usize, WrittenDate)>, Vec<bool>) {
    let mut is_taken = vec![false; tokens.len()];
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if let Some(month) = month(tokens, at) {
            found.push((at, date_around(tokens, at, month, &mut is_taken)));
        }
    }
    // A year by itself: "by 2019".
    for (at, is_taken) in is_taken.iter_mut().enumerate() {
        let plausible = year(tokens, at).filter(|year| YEARS.contains(year));
        if let Some(year) = plausible.filter(|_| !*is_taken) {
            *is_taken = true;
            let date = WrittenDate {
                year: Some(year),
                ..WrittenDate::default()
            };
            found.push((at, date));
        }
    }
    (found, is_taken)
}

/// The date around a month: "21 October 2025", "October 21, 2025". Marks its tokens as taken.
fn date_around(tokens: &[Token], at: usize, month: i16, is_taken: &mut [bool]) -> WrittenDate {
    is_taken[at] = true;
    let mut date = WrittenDate {
        month: Some(month),
        ..WrittenDate::default()
    };
    let mut next = at + 1;
    let before = at
        .checked_sub(1)
        .and_then(|at| Some((at, day(tokens, at)?)));
    if let Some((at, found)) = before {
        date.day = Some(found);
        is_taken[at] = true;
    } else if let Some(found) = day(tokens, next) {
        date.day = Some(found);
        is_taken[next] = true;
        next += 1;
    }
    if let Some(found) = year(tokens, next) {
        date.year = Some(found);
        is_taken[next] = true;
    }
    date
}

fn day(tokens: &[Token], at: usize) -> Option<i16> {
    number(tokens, at, 2).filter(|day| (1..=31).contains(day))
}

fn year(tokens: &[Token], at: usize) -> Option<i16> {
    number(tokens, at, 4).filter(|year| (1_000..3_000).contains(year))
}

/// The number of at most so many digits that the token at `at` is.
fn number(tokens: &[Token], at: usize, digits: usize) -> Option<i16> {
    let stem = &tokens.get(at)?.stem;
    stem.parse().ok().filter(|_| stem.len() <= digits)
}

/// The month that the token at `at` is. *May* is one only beside a number, and *march* only with a capital.
pub(super) fn month(tokens: &[Token], at: usize) -> Option<i16> {
    let token = tokens.get(at)?;
    let names = |month: &str| {
        month == token.plain || (token.plain.len() == 3 && month.starts_with(&token.plain))
    };
    let month = MONTHS.iter().position(|month| names(month))?;
    let is_number = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at))
            .is_some_and(Token::is_number)
    };
    let is_beside = is_number(at.checked_sub(1)) || is_number(Some(at + 1));
    let is_plain_word = matches!(token.plain.as_str(), "may" | "mar" | "dec" | "jan" | "jun");
    let is_month = token.is_capitalised() && (is_beside || !(is_plain_word || token.is_first));
    is_month.then(|| i16::try_from(month + 1).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::super::token::statements;
    use super::*;

    fn read(text: &str) -> Vec<WrittenDate> {
        statements(text)
            .iter()
            .flat_map(|tokens| dates(tokens).0)
            .map(|(_, date)| date)
            .collect()
    }

    fn date(day: i16, month: i16, year: i16) -> WrittenDate {
        let some = |part: i16| (part > 0).then_some(part);
        WrittenDate {
            day: some(day),
            month: some(month),
            year: some(year),
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("on 21 October 2025", date(21, 10, 2025)),
            ("on October 21, 2025", date(21, 10, 2025)),
            ("since Oct 2025", date(0, 10, 2025)),
            ("May 2025", date(0, 5, 2025)),
            ("by 2019", date(0, 0, 2019)),
            ("the 3rd of it, 3 May", date(3, 5, 0)),
        ] {
            assert_eq!(read(text), [expected], "{text}");
        }
        for none in [
            "it may come",
            "they march on",
            "2,500 ships",
            "1000 ships",
            "May they come",
        ] {
            assert_eq!(read(none), [], "{none}");
        }
    }

    #[test]
    fn a_date_is_borne_out_by_one_that_says_as_much() {
        let known = WrittenDate::from("2025-10-21".parse::<PartialDate>().unwrap());
        assert!(date(0, 10, 2025).is_within(known) && date(0, 0, 2025).is_within(known));
        assert!(!date(22, 10, 2025).is_within(known) && !date(21, 10, 2024).is_within(known));
        assert!(!date(21, 10, 2025).is_within("2025-10".parse::<PartialDate>().unwrap().into()));
    }
}
