//! Names are found in texts as by looking for each of them everywhere.

use proptest::prelude::*;

use super::*;

/// Every window of words and every name without spaces, one after the other.
fn plainly<'n>(names: &'n Names, text: &str) -> Vec<(Range<usize>, &'n str)> {
    let plain = plain_text(text);
    let words: Vec<&str> = plain.split(' ').collect();
    let bare = plain_words(text);
    let bare: Vec<&str> = bare.split(' ').collect();
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let most = names.max_words.max(MAX_COUNTRY_WORDS).min(words.len() - at);
        let longest = (1..=most).rev().find_map(|length| {
            let last = at + length - 1;
            let last_words = [words.get(last), bare.get(last)].into_iter().flatten();
            last_words.copied().find_map(|last_word| {
                let name = [&words[at..last], &[last_word]].concat().join(" ");
                let name = name.trim_start_matches("the ");
                let entry = names.by_name.get(name).copied();
                (entry.is_some() || is_country(name)).then_some((length, entry))
            })
        });
        let (length, entry) = longest.unwrap_or((1, None));
        found.extend(entry.map(|entry| (at..at + length, &*names.indexed[entry].id)));
        at += length;
    }
    for entry in names
        .indexed
        .iter()
        .filter(|entry| is_without_spaces(&entry.plain))
    {
        if let Some(byte) = plain.find(&*entry.plain) {
            let at = plain[..byte].matches(' ').count();
            found.push((at..at + 1, &entry.id));
        }
    }
    found.sort_by_key(|(span, _)| span.start);
    found
}

fn names_of(words: &[String]) -> Names {
    let mut names = Names::default();
    for (at, name) in words.iter().enumerate() {
        names.insert(&format!("page-{}", at / 2), "Page", name, at % 2 == 0);
    }
    names
}

const WORDS: [&str; 18] = [
    "the", "iran", "iran's", "south", "sudan", "simon's", "simons", "town", "united", "arab",
    "伊朗", "伊", "朗核", "核", "北", "G7", "é", "emirates",
];

/// Some of the words with one of these between them.
fn words_with(
    between: &'static [&'static str],
    count: std::ops::Range<usize>,
) -> impl Strategy<Value = String> {
    let word = (
        prop::sample::select(&WORDS[..]),
        prop::sample::select(between),
    );
    let text = |parts: Vec<(&str, &str)>| {
        parts
            .into_iter()
            .map(|(word, after)| [word, after].concat())
            .collect()
    };
    prop::collection::vec(word, count).prop_map(text)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn a_text_names_what_looking_for_every_name_everywhere_finds(
        names in prop::collection::vec(words_with(&[" ", " ", ""], 1..4), 0..12),
        text in words_with(&[" ", " ", "", ", ", "-", "'s "], 0..14),
    ) {
        let names = names_of(&names);
        prop_assert_eq!(names.spans(&text), plainly(&names, &text));
    }

    /// A page is meant by a slip if that is the only nearest of all names.
    #[test]
    fn a_slip_leads_where_comparing_with_every_name_leads(
        words in prop::collection::vec("[a-c]{3,9}", 1..20),
        typed in "[a-c]{3,10}",
    ) {
        let names = names_of(&words);
        let errors = names.indexed.iter().filter_map(|entry| {
            Some((typing_errors(&typed, &entry.plain)?, &*entry.id))
        });
        let all: BTreeSet<(usize, &str)> = errors.collect();
        let least = all.first().map(|(errors, _)| *errors);
        let nearest: Vec<&str> = all.iter().filter(|(errors, _)| Some(*errors) == least).map(|(_, id)| *id).collect();
        let only = if let [only] = nearest[..] { Some(only) } else { None };
        prop_assert_eq!(names.fix_typo(&typed), only);
    }

    #[test]
    fn what_is_typed_is_continued_by_the_names_that_ranking_all_finds(
        names in prop::collection::vec(words_with(&[" ", " ", ""], 1..4), 0..12),
        typed in words_with(&[" ", "", ""], 0..3),
        typed_characters in 0..12_usize,
    ) {
        let names = names_of(&names);
        let typed: String = typed.chars().take(typed_characters).collect();
        let mut all: HashMap<&str, NameRank> = HashMap::new();
        for entry in &names.indexed {
            if let Some(rank) = rank(&entry.plain, entry.is_own, &plain_name(&typed)) {
                let least = all.entry(&entry.id).or_insert(rank);
                *least = rank.min(*least);
            }
        }
        let found: HashMap<&str, NameRank> = names.matching(&typed).into_iter().collect();
        if all.is_empty() {
            prop_assert!(found.len() <= 1);
        } else {
            prop_assert_eq!(found, all);
        }
    }
}
