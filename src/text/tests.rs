//! Every language has every text, each text is used and given what it names, and each fits where Discord shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{Locale, Value, bundle, format, text};

mod dates;

/// A text's key, and the variables that stand in it.
type Texts = BTreeMap<String, BTreeSet<String>>;

/// The texts of a file: an entry begins at the start of a line, and what is indented goes on.
fn texts_of(locale: Locale) -> Texts {
    let mut texts = Texts::new();
    let mut key = String::new();
    for line in locale.texts().lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if !line.starts_with(' ') {
            let (name, _) = line
                .split_once(" =")
                .unwrap_or_else(|| panic!("{locale}: {line}"));
            name.clone_into(&mut key);
            let twice = texts.insert(key.clone(), BTreeSet::new());
            assert!(twice.is_none(), "{locale}: {key} stands there twice");
        }
        let variables = line.split('$').skip(1).map(|after| {
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_');
            after[..end.unwrap_or(after.len())].to_owned()
        });
        texts.entry(key.clone()).or_default().extend(variables);
    }
    texts
}

/// Every `text!` in the sources: where, the key, and the variables it is given.
fn uses() -> Vec<(PathBuf, String, BTreeSet<String>)> {
    let mut files = Vec::new();
    rust_files(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut uses = Vec::new();
    for file in files {
        let code = fs::read_to_string(&file).unwrap();
        let code: String = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .flat_map(|line| [line, "\n"])
            .collect();
        for (at, _) in code.match_indices("text!(") {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let arguments = arguments(&code[at + "text!(".len()..]);
            let key = arguments[1].trim_matches('"').to_owned();
            let name = |argument: &String| argument.split('=').next().unwrap().trim().to_owned();
            uses.push((file.clone(), key, arguments[2..].iter().map(name).collect()));
        }
    }
    uses
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs")
            && !path.ends_with("text/tests.rs")
        {
            found.push(path);
        }
    }
}

/// The arguments of a call whose opening bracket was just read, up to the bracket that closes it.
fn arguments(code: &str) -> Vec<String> {
    let mut arguments = vec![String::new()];
    let (mut depth, mut is_text) = (0, false);
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_text => {
                chars.next();
                continue;
            }
            '"' => is_text = !is_text,
            '(' | '[' | '{' if !is_text => depth += 1,
            ')' if !is_text && depth == 0 => break,
            ')' | ']' | '}' if !is_text => depth -= 1,
            ',' if !is_text && depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().unwrap().push(c);
    }
    let trimmed = arguments.iter().map(|argument| argument.trim().to_owned());
    trimmed.filter(|argument| !argument.is_empty()).collect()
}

#[test]
fn every_language_has_the_same_texts_with_the_same_variables() {
    let english = texts_of(Locale::English);
    assert!(english.len() > 20);
    for locale in Locale::ALL {
        let own = texts_of(locale);
        for (key, variables) in &english {
            assert_eq!(own.get(key), Some(variables), "{locale}: {key}");
        }
        for key in own.keys() {
            assert!(english.contains_key(key), "{key} is in {locale} alone");
        }
    }
}

#[test]
fn every_text_that_the_program_asks_for_exists_and_is_given_what_it_names() {
    let english = texts_of(Locale::English);
    for (file, key, variables) in uses() {
        let file = file.display();
        let named = english
            .get(&key)
            .unwrap_or_else(|| panic!("{file}: no text is called {key}"));
        assert_eq!(&variables, named, "{file}: {key}");
    }
}

#[test]
fn no_text_is_there_that_nobody_asks_for() {
    let used: BTreeSet<String> = uses().into_iter().map(|(_, key, _)| key).collect();
    let unused: Vec<String> = texts_of(Locale::English)
        .into_keys()
        .filter(|key| !used.contains(key))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_file_is_read_to_its_end() {
    for locale in Locale::ALL {
        let read = fluent_bundle::FluentResource::try_new(locale.texts().to_owned());
        let errors = read.err().map(|(_, errors)| errors);
        assert!(errors.is_none(), "{locale}: {errors:?}");
    }
}

/// What a variable may stand for: numbers of each plural, and a word.
fn samples() -> [Value<'static>; 6] {
    [0, 1, 2, 5, 21]
        .map(Value::from)
        .into_iter()
        .chain([Value::from("x")])
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

#[test]
fn every_text_can_be_shown_and_fits_where_discord_shows_it() {
    let limits = [
        ("-button", 80),
        ("-option", 100),
        ("-placeholder", 150),
        ("-title", 256),
        ("-heading", 256),
    ];
    for locale in Locale::ALL {
        let bundle = bundle(locale);
        for (key, variables) in texts_of(locale) {
            for sample in samples() {
                let args = variables
                    .iter()
                    .map(|name| (name.as_str(), sample.clone()))
                    .collect();
                let message = bundle.get_message(&key).unwrap();
                let mut errors = Vec::new();
                let text =
                    bundle.format_pattern(message.value().unwrap(), Some(&args), &mut errors);
                assert!(errors.is_empty(), "{locale}: {key}: {errors:?}");
                assert!(!text.trim().is_empty(), "{locale}: {key} is empty");
                let limit = limits.iter().find(|(end, _)| key.ends_with(end));
                let most = limit.map_or(2_000, |(_, most)| *most);
                assert!(
                    text.chars().count() <= most,
                    "{locale}: {key} is too long: {text}"
                );
            }
        }
    }
}

#[test]
fn french_keeps_a_colon_with_its_word_and_chinese_has_its_own_punctuation() {
    for line in Locale::French
        .texts()
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        for sign in [':', ';', '!', '?', '»'] {
            assert!(
                !line.contains(&format!(" {sign}")),
                "a space that breaks: {line}"
            );
        }
        assert!(!line.contains("« "), "a space that breaks: {line}");
        assert!(!line.contains('\''), "an apostrophe is ’: {line}");
    }
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for line in Locale::Chinese
        .texts()
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let signs: Vec<char> = line.chars().collect();
        for pair in signs.windows(2) {
            assert!(!(is_han(pair[0]) && ",.;:!?()".contains(pair[1])), "{line}");
        }
    }
}

#[test]
fn a_text_that_is_missing_falls_back_to_its_key() {
    assert_eq!(
        format(Locale::Russian, "there-is-no-such-text", &[]),
        "there-is-no-such-text"
    );
}

#[test]
fn discords_locales_become_the_languages_that_the_bot_speaks() {
    for (tag, locale) in [
        ("en-US", Locale::English),
        ("en-GB", Locale::English),
        ("fr", Locale::French),
        ("ru", Locale::Russian),
        ("zh-CN", Locale::Chinese),
        ("zh-TW", Locale::Chinese),
        ("de", Locale::English),
        ("", Locale::English),
    ] {
        assert_eq!(Locale::of_discord(tag), locale, "{tag}");
    }
    for locale in Locale::ALL {
        assert_eq!(locale.to_string().parse(), Ok(locale));
    }
}

#[test]
fn the_macro_takes_words_and_numbers() {
    let date = String::from("x");
    assert_eq!(
        text!(Locale::English, "dates-with-time", date = &date, time = 9),
        "x, 9"
    );
}
