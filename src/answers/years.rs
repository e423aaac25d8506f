//! The years that a question names, however it says them.

use std::collections::BTreeSet;

use jiff::civil::Date;

/// The months by the first letters of their names.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
/// Counts that are written out.
const NUMBERS: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// The years that `words` name: "2019", "Nov 25", "seven years ago", "last year", "now".
pub(super) fn years(words: &[&str], today: Date) -> BTreeSet<i16> {
    let mut years = BTreeSet::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| words[at]);
        let number: Option<i16> = word.parse().ok();
        match number {
            Some(year @ 1945..=2100) => {
                years.insert(year);
            }
            // "Nov 25" in a hurry is November 2025.
            Some(short @ 15..=40) if word.len() == 2 && before.is_some_and(is_month) => {
                years.insert(2000 + short);
            }
            _ => {}
        }
        if matches!(*word, "ago" | "back")
            && before.is_some_and(|unit| matches!(unit, "years" | "winters" | "summers"))
        {
            let count = at.checked_sub(2).and_then(|at| count(words[at]));
            years.extend(count.map(|count| today.year() - count));
        }
        if *word == "ago" && before == Some("year") {
            years.insert(today.year() - 1);
        }
        if *word == "year" {
            match before {
                Some("last") => {
                    years.insert(today.year() - 1);
                }
                Some("next") => {
                    years.insert(today.year() + 1);
                }
                Some("this") => {
                    years.insert(today.year());
                }
                _ => {}
            }
        }
    }
    years
}

fn is_month(word: &str) -> bool {
    MONTHS
        .iter()
        .any(|month| word.starts_with(month) && word.len() <= 9)
}

fn count(word: &str) -> Option<i16> {
    if let Ok(count @ 1..=80) = word.parse() {
        return Some(count);
    }
    let at = NUMBERS.iter().position(|number| *number == word)?;
    i16::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_however_they_are_said() {
        let today = Date::constant(2026, 11, 25);
        for (asked, year) in [
            ("in 2019", 2019),
            ("un vote nov 25", 2025),
            ("seven years ago", 2019),
            ("7 years back", 2019),
            ("the vote last year", 2025),
            ("and next year", 2027),
        ] {
            let words: Vec<&str> = asked.split(' ').collect();
            assert_eq!(years(&words, today), [year].into(), "{asked}");
        }
        for asked in ["the 17 partners", "in may 2 ships", "10000"] {
            let words: Vec<&str> = asked.split(' ').collect();
            assert!(years(&words, today).is_empty(), "{asked}");
        }
    }
}
