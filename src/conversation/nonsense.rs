//! Keyboard mash and marks, known without any list of it.

use super::utterance::Utterance;
use crate::knowledge::is_han;

/// Rows of keyboards, and the alphabet.
const ROWS: [&str; 8] = [
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "иуцукенгшщзх",
    "фывапролджэ",
    "ячсмитьбю",
];
/// Keys in a row that no word has.
const MIN_RUN: usize = 4;
/// Letters from which on a word needs a vowel; shorter ones may be the initials of something.
const MIN_WITHOUT_VOWEL: usize = 5;
/// Consonants in a row that no word has.
const MIN_CONSONANTS: usize = 6;

/// What a message without a letter or a digit says. None if it has one.
pub(super) fn of_marks_alone(bare: &str) -> Option<Utterance> {
    if bare.chars().any(char::is_alphanumeric) {
        return None;
    }
    let is_mark = |c: char| {
        c.is_ascii() || matches!(c, '¿' | '¡' | '…' | '？' | '！' | '。' | '，' | '«' | '»')
    };
    Some(if bare.is_empty() {
        Utterance::Greeting
    } else if bare.chars().all(is_mark) {
        Utterance::Nonsense
    } else {
        Utterance::Reaction
    })
}

/// Whether a word that no dictionary has was typed without a thought. Initials such as "pkk" are not.
pub(super) fn is_mash(plain: &str) -> bool {
    let letters: Vec<char> = plain.chars().collect();
    if letters.iter().any(|c| is_han(*c)) {
        return false;
    }
    if let [only] = letters[..] {
        return only.is_alphabetic();
    }
    let is_one_key = letters.iter().all(|c| *c == letters[0]) && letters.len() >= MIN_RUN;
    let has_vowel = letters.iter().any(|c| is_vowel(*c));
    is_one_key
        || letters.windows(MIN_RUN).any(is_run)
        || letters.len() >= MIN_WITHOUT_VOWEL
            && !has_vowel
            && !letters.iter().any(|c| c.is_numeric())
        || letters
            .split(|c| is_vowel(*c))
            .any(|group| group.len() >= MIN_CONSONANTS)
}

/// Whether these keys lie side by side, in either direction.
fn is_run(keys: &[char]) -> bool {
    let forth: String = keys.iter().collect();
    let back: String = keys.iter().rev().collect();
    ROWS.iter()
        .any(|row| row.contains(&forth) || row.contains(&back))
}

fn is_vowel(c: char) -> bool {
    "aeiouyаеиоуыэюяёі0123456789".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mash_is_known_and_words_and_initials_are_left_alone() {
        for mash in [
            "asdfgh",
            "lkjhg",
            "qwertyuiop",
            "sdkfjh",
            "x",
            "ффыва",
            "hjkl",
            "zzzz",
        ] {
            assert!(is_mash(mash), "{mash}");
        }
        for word in [
            "pkk",
            "dprk",
            "tigray",
            "kyrgyzstan",
            "g20",
            "шос",
            "сербия",
            "俄",
            "brics",
            "nagorno",
        ] {
            assert!(!is_mash(word), "{word}");
        }
    }

    #[test]
    fn marks_and_pictures_say_something_without_a_word() {
        assert_eq!(of_marks_alone("?!"), Some(Utterance::Nonsense));
        assert_eq!(of_marks_alone("😂😂"), Some(Utterance::Reaction));
        assert_eq!(of_marks_alone(""), Some(Utterance::Greeting));
        assert_eq!(of_marks_alone("👍 ok"), None);
    }
}
