use super::token::Token;
use crate::document::PartialDate;

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

/// A date as far as a text tells it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Told {
    day: Option<i16>,
    month: Option<i16>,
    year: Option<i16>,
}

impl Told {
    /// Whether `known` says at least as much, and the same.
    pub(super) fn is_within(self, known: Self) -> bool {
        let agrees = |told: Option<i16>, known| told.is_none() || told == known;
        agrees(self.day, known.day)
            && agrees(self.month, known.month)
            && agrees(self.year, known.year)
    }

    /// How many parts of it are told.
    pub(super) fn precision(self) -> usize {
        [self.day, self.month, self.year]
            .into_iter()
            .flatten()
            .count()
    }
}

impl From<PartialDate> for Told {
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

/// A date, and the words between which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub told: Told,
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

/// Whether each date in a sentence is told in `statements`, once for each; where those tell several, at the same word. The
/// date of the passage is as good, unless the statements are of another.
pub(super) fn are_told(sentence: &[Dated], statements: &[&Dated], of_passage: &[Told]) -> bool {
    let is_of_none_other = |of: &Told| statements.iter().all(|known| known.told.is_within(*of));
    let is_of_passage = |told: Told| {
        let mut fitting = of_passage.iter().filter(|of| is_of_none_other(of));
        fitting.any(|of| told.is_within(*of))
    };
    let are_several = statements.len() > 1;
    let mut left = statements.to_vec();
    let mut most_precise_first: Vec<&Dated> = sentence.iter().collect();
    most_precise_first.sort_by_key(|dated| std::cmp::Reverse(dated.told.precision()));
    most_precise_first.into_iter().all(|dated| {
        let fits = |known: &&Dated| {
            dated.told.is_within(known.told) && (!are_several || dated.is_beside(known))
        };
        let fitting = (0..left.len()).filter(|at| fits(&left[*at]));
        let nearest = fitting.min_by_key(|at| left[*at].told.precision());
        nearest.map(|at| left.swap_remove(at)).is_some() || is_of_passage(dated.told)
    })
}

/// The dates in `tokens`, each with the place of one of its tokens, and which of the tokens they are made of.
pub(super) fn dates(tokens: &[Token]) -> (Vec<(usize, Told)>, Vec<bool>) {
    let mut taken = vec![false; tokens.len()];
    let mut found = Vec::new();
    let number = |at: usize, most: i16, digits: usize| {
        let digits_there = &tokens.get(at)?.stem;
        let value: i16 = digits_there.parse().ok()?;
        (digits_there.len() <= digits && (1..=most).contains(&value)).then_some(value)
    };
    let day = |at| number(at, 31, 2);
    let year = |at: usize| number(at, 2_999, 4).filter(|year| *year >= 1_000);
    for at in 0..tokens.len() {
        let Some(month) = month(tokens, at) else {
            continue;
        };
        taken[at] = true;
        let mut told = Told {
            month: Some(month),
            ..Told::default()
        };
        let mut next = at + 1;
        if let Some(found) = at.checked_sub(1).and_then(day) {
            told.day = Some(found);
            taken[at - 1] = true;
        } else if let Some(found) = day(next) {
            told.day = Some(found);
            taken[next] = true;
            next += 1;
        }
        if let Some(found) = year(next) {
            told.year = Some(found);
            taken[next] = true;
        }
        found.push((at, told));
    }
    for (at, taken) in taken.iter_mut().enumerate() {
        let is_plausible = |year: &i16| (1_800..2_200).contains(year);
        if let Some(year) = year(at).filter(|year| !*taken && is_plausible(year)) {
            *taken = true;
            let told = Told {
                year: Some(year),
                ..Told::default()
            };
            found.push((at, told));
        }
    }
    (found, taken)
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

    fn told(text: &str) -> Vec<Told> {
        statements(text)
            .iter()
            .flat_map(|tokens| dates(tokens).0)
            .map(|(_, told)| told)
            .collect()
    }

    fn date(day: i16, month: i16, year: i16) -> Told {
        let some = |part: i16| (part > 0).then_some(part);
        Told {
            day: some(day),
            month: some(month),
            year: some(year),
        }
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, read) in [
            ("on 21 October 2025", date(21, 10, 2025)),
            ("on October 21, 2025", date(21, 10, 2025)),
            ("since Oct 2025", date(0, 10, 2025)),
            ("May 2025", date(0, 5, 2025)),
            ("by 2019", date(0, 0, 2019)),
            ("the 3rd of it, 3 May", date(3, 5, 0)),
        ] {
            assert_eq!(told(text), [read], "{text}");
        }
        for none in [
            "it may come",
            "they march on",
            "2,500 ships",
            "1000 ships",
            "May they come",
        ] {
            assert_eq!(told(none), [], "{none}");
        }
    }

    #[test]
    fn a_date_is_borne_out_by_one_that_says_as_much() {
        let known = Told::from("2025-10-21".parse::<PartialDate>().unwrap());
        assert!(date(0, 10, 2025).is_within(known) && date(0, 0, 2025).is_within(known));
        assert!(!date(22, 10, 2025).is_within(known) && !date(21, 10, 2024).is_within(known));
        assert!(!date(21, 10, 2025).is_within("2025-10".parse::<PartialDate>().unwrap().into()));
    }
}
