//! Of what time a question asks.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::words::WORDS;

/// Of what time a question asks, by its words alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum AskedTime {
    /// Nothing says; what holds now is meant.
    #[default]
    Open,
    /// It says that it asks for what holds now.
    Now,
    /// A past tense or a year that is over.
    Then,
}

impl AskedTime {
    /// By its words and the years that it names.
    pub(super) fn of(words: &[&str], years: &BTreeSet<i16>, today: Date) -> Self {
        if words.iter().any(|word| WORDS.now.has(word)) {
            Self::Now
        } else if words.iter().any(|word| WORDS.past.has(word))
            || years.iter().any(|year| *year < today.year())
        {
            Self::Then
        } else {
            Self::Open
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::words;

    #[test]
    fn a_past_tense_or_a_year_that_is_over_asks_for_what_was() {
        let time = |text: &str, years: &[i16]| {
            let words = words::all(text);
            let plain: Vec<&str> = words.iter().map(|word| word.plain.as_str()).collect();
            let years = years.iter().copied().collect();
            AskedTime::of(&plain, &years, Date::constant(2026, 11, 25))
        };
        assert_eq!(time("what did china want", &[]), AskedTime::Then);
        assert_eq!(time("the arctic in 2019", &[2019]), AskedTime::Then);
        assert_eq!(time("who is the chair in 2027", &[2027]), AskedTime::Open);
        assert_eq!(time("what does china want", &[]), AskedTime::Open);
        assert_eq!(time("who did they back then, and now", &[]), AskedTime::Now);
        assert_eq!(time("что сейчас в Сирии", &[]), AskedTime::Now);
    }
}
