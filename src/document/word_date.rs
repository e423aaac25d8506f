//! Dates in words: `last year`, `2 weeks ago`, `17 June 2026`, вчера, 去年.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::date::PartialDate;
use super::human_words::{
    AFTER, BEFORE, CHINESE, FILLERS, Lean, ORDINALS, PHRASES, Unit, fold, month, number, unit,
    weekday,
};

/// Reads dates as seen from a day.
#[derive(Clone, Copy)]
pub(super) struct Reader {
    pub today: Date,
    pub lean: Lean,
}

impl Reader {
    /// A date that has words, or a year alone.
    pub(super) fn words(self, given: &str) -> Option<PartialDate> {
        let folded = fold(given);
        let words = tokens(&folded);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let bare = without_fillers(&words);
        self.phrase(&folded)
            .or_else(|| self.phrase(&bare.join(" ")))
            .or_else(|| self.phrase(&bare.concat()))
            .or_else(|| self.amount(&words))
            .or_else(|| self.amount(bare))
            .or_else(|| self.with_month(bare))
            .or_else(|| self.week_day(bare))
            .or_else(|| year_alone(bare))
    }

    /// `last year`, `demain`
    fn phrase(self, text: &str) -> Option<PartialDate> {
        let found = PHRASES
            .iter()
            .find(|(_, _, phrases)| phrases.contains(&text));
        let (unit, offset, _) = found?;
        self.named(*unit, *offset)
    }

    /// The day, week, month or year that lies `offset` of them from today.
    fn named(self, unit: Unit, offset: i32) -> Option<PartialDate> {
        let moved = self.moved(unit, offset)?;
        Some(match unit {
            Unit::Day => PartialDate::Day(moved),
            Unit::Week => {
                let monday = i32::from(moved.weekday().to_monday_zero_offset());
                let to_end = if self.lean == Lean::Past {
                    -monday
                } else {
                    6 - monday
                };
                PartialDate::Day(moved.checked_add(Span::new().days(to_end)).ok()?)
            }
            Unit::Month => PartialDate::Month {
                year: moved.year(),
                month: moved.month(),
            },
            Unit::Year => PartialDate::Year(moved.year()),
        })
    }

    /// `2 weeks ago`, `in 3 days`, `30d`, `the last 2 months`, il y a 2 semaines, через неделю, 两周前
    fn amount(self, words: &[&str]) -> Option<PartialDate> {
        let (before, rest) = strip_first(words, BEFORE);
        let (rest, after) = strip_last(rest, AFTER);
        let (count, unit) = match rest {
            [count, named] => (number(count)?, unit(named)?),
            // "через неделю" is in one week; a unit alone is "this year" or no date.
            // A letter or two are the beginning of a word: "last y".
            [named] if before.or(after).is_some() && named.len() > 2 => (1, unit(named)?),
            _ => return None,
        };
        let lean = before.or(after).unwrap_or(self.lean);
        let count = if lean == Lean::Past {
            count.checked_neg()?
        } else {
            count
        };
        self.moved(unit, count).map(PartialDate::Day)
    }

    /// `17 June 2026`, `Jun 17`, `June`, `17 июня`
    fn with_month(self, words: &[&str]) -> Option<PartialDate> {
        let words = words.strip_prefix(&["in"]).unwrap_or(words);
        let (before, words) = strip_first(words, BEFORE);
        if let Some(lean) = before.filter(|lean| *lean != self.lean) {
            return Self { lean, ..self }.with_month(words);
        }
        let mut found = None;
        let mut numbers: Vec<i16> = Vec::new();
        for word in words.iter().filter(|word| !is_joining(word)) {
            match month(word) {
                Some(month) if found.is_none() => found = Some(month),
                Some(_) => return None,
                None => numbers.push(word.parse().ok()?),
            }
        }
        let month = found?;
        match numbers[..] {
            [] => self.month_of(month),
            [year] if year >= 1000 => partial_month(year, month.into()),
            [day] => self.day_near(month.into(), day).map(PartialDate::Day),
            [day, year] if year >= 1000 => day_of(year, month.into(), day).map(PartialDate::Day),
            [year, day] if year >= 1000 => day_of(year, month.into(), day).map(PartialDate::Day),
            _ => None,
        }
    }

    /// `Friday`, `last Monday`, `vendredi prochain`
    fn week_day(self, words: &[&str]) -> Option<PartialDate> {
        let (before, rest) = strip_first(words, BEFORE);
        let (rest, after) = strip_last(rest, AFTER);
        let [word] = rest else { return None };
        let day = Weekday::from_monday_one_offset(weekday(word)?).ok()?;
        let lean = before.or(after).unwrap_or(self.lean);
        let is_today = self.today.weekday() == day && before.or(after).is_none();
        let step = if lean == Lean::Past { -1 } else { 1 };
        let found = if is_today {
            self.today
        } else {
            self.today.nth_weekday(step, day).ok()?
        };
        Some(PartialDate::Day(found))
    }

    /// The latest month of that name that has begun, or the next that has not ended.
    pub(super) fn month_of(self, month: i8) -> Option<PartialDate> {
        let year = self.today.year();
        let year = match self.lean {
            Lean::Past if month > self.today.month() => year - 1,
            Lean::Future if month < self.today.month() => year + 1,
            _ => year,
        };
        partial_month(year, month.into())
    }

    /// The latest such day up to today, or the next from today on.
    pub(super) fn day_near(self, month: i16, day: i16) -> Option<Date> {
        let year = self.today.year();
        let step = if self.lean == Lean::Past { -1 } else { 1 };
        // 29 February comes once in four years, or in eight.
        let years = (0..=8).map(|at| year + at * step);
        let mut days = years.filter_map(|year| day_of(year, month, day));
        days.find(|date| match self.lean {
            Lean::Past => *date <= self.today,
            Lean::Future => *date >= self.today,
        })
    }

    fn moved(self, unit: Unit, count: i32) -> Option<Date> {
        let span = match unit {
            Unit::Day => Span::new().try_days(count),
            Unit::Week => Span::new().try_weeks(count),
            Unit::Month => Span::new().try_months(count),
            Unit::Year => Span::new().try_years(count),
        };
        self.today.checked_add(span.ok()?).ok()
    }
}

fn without_fillers<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    let start = words.iter().position(|word| !FILLERS.contains(word));
    &words[start.unwrap_or(words.len())..]
}

/// Words between the parts of a date: 17th of June, 1er juin, 17 июня 2026 года.
fn is_joining(word: &str) -> bool {
    FILLERS.contains(&word) || ORDINALS.contains(&word) || matches!(unit(word), Some(Unit::Year))
}

fn strip_first<'w>(
    words: &'w [&'w str],
    known: &[(&'static [&'static str], Lean)],
) -> (Option<Lean>, &'w [&'w str]) {
    let found = known
        .iter()
        .find_map(|(first, lean)| Some((*lean, words.strip_prefix(*first)?)));
    found.map_or((None, words), |(lean, rest)| (Some(lean), rest))
}

fn strip_last<'w>(
    words: &'w [&'w str],
    known: &[(&'static [&'static str], Lean)],
) -> (&'w [&'w str], Option<Lean>) {
    let found = known
        .iter()
        .find_map(|(last, lean)| Some((words.strip_suffix(*last)?, *lean)));
    found.map_or((words, None), |(rest, lean)| (rest, Some(lean)))
}

/// `2026 год`
fn year_alone(words: &[&str]) -> Option<PartialDate> {
    let words = words.strip_prefix(&["in"]).unwrap_or(words);
    let [year, rest @ ..] = words else {
        return None;
    };
    let year: i16 = year.parse().ok().filter(|year| *year >= 1000)?;
    let is_year = |word: &&str| ["г", "год", "года", "году", "年"].contains(word);
    rest.iter().all(is_year).then_some(PartialDate::Year(year))
}

/// Words and numbers of a folded text: `17th` is two, and so is 两周.
fn tokens(folded: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    for word in folded.split(' ') {
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let known = CHINESE.iter().find(|word| rest.starts_with(**word));
            let length = match known {
                Some(word) => word.len(),
                None if is_chinese(first) => first.len_utf8(),
                None => {
                    let is_digit = first.is_ascii_digit();
                    let ends = |c: char| c.is_ascii_digit() != is_digit || is_chinese(c);
                    rest.find(ends).unwrap_or(rest.len())
                }
            };
            tokens.push(rest[..length].to_owned());
            rest = &rest[length..];
        }
    }
    tokens
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

pub(super) fn partial_month(year: i16, month: i16) -> Option<PartialDate> {
    let first = day_of(year, month, 1)?;
    Some(PartialDate::Month {
        year: first.year(),
        month: first.month(),
    })
}

pub(super) fn day_of(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
