//! Questions that no page answers are read from `declined.toml`, used at once when it is saved, and told of if they are wrong.

use std::fs;
use std::sync::Arc;

use attache::knowledge::{Library, Reload};
use clock::ManualClock;

use crate::support::folder::{Folder, TODAY, hotspot, shipped};

const SOUND: &str = r#"[[declined]]
kind = "figures"
questions = ["What does a barrel of Brent cost?", "塞尔维亚有多少人口"]

[[declined]]
kind = "everyday"
questions = ["как сварить борщ"]
"#;

fn folder_with(declined: &str) -> Folder {
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    folder.write("declined.toml", declined);
    folder
}

/// What is told of a file with `broken` in place of `sound`.
fn told(sound: &str, broken: &str) -> String {
    assert!(SOUND.contains(sound), "{sound}");
    folder_with(&SOUND.replacen(sound, broken, 1)).problems()
}

#[test]
fn the_questions_are_read_in_the_order_of_the_file() {
    let loaded = folder_with(SOUND).load();
    assert_eq!(loaded.problems, []);
    let expected = [
        "What does a barrel of Brent cost?",
        "塞尔维亚有多少人口",
        "как сварить борщ",
    ];
    assert_eq!(loaded.knowledge.declined(), expected);
}

#[test]
fn the_shipped_knowledge_has_some() {
    let loaded = attache::knowledge::load(&shipped(), TODAY).unwrap();
    let declined = loaded.knowledge.declined();
    let first = "what is the population of serbia";
    assert_eq!(declined.first().map(String::as_str), Some(first));
}

#[test]
fn a_folder_without_the_file_and_a_file_without_a_table_have_none() {
    for folder in [Folder::new(), folder_with("")] {
        let loaded = folder.load();
        assert_eq!(loaded.problems, []);
        assert!(loaded.knowledge.declined().is_empty());
    }
}

#[test]
fn a_question_that_stands_there_twice_is_told_whatever_its_spelling() {
    insta::assert_snapshot!(told("塞尔维亚有多少人口", "what does a  barrel of Brent\u{200b} cost"), @"declined.toml:3:51: `what does a  barrel of Brent\u{200b} cost` is already declined, among `figures`");
    insta::assert_snapshot!(told("как сварить борщ", "塞尔维亚有多少人口？"), @"declined.toml:7:14: `塞尔维亚有多少人口？` is already declined, among `figures`");
    // Questions are compared whole, not as far as names are.
    let long = "how far is it ".repeat(8);
    let two = format!("{long}to Bishkek\", \"{long}to Baku");
    assert_eq!(told("как сварить борщ", &two), "");
}

#[test]
fn an_empty_question_is_told() {
    insta::assert_snapshot!(told("как сварить борщ", ""), @"declined.toml:7:14: `questions` is empty");
    insta::assert_snapshot!(told("как сварить борщ", " \u{3000}"), @"declined.toml:7:14: `questions` is empty");
    insta::assert_snapshot!(told("как сварить борщ", "?!"), @"declined.toml:7:14: `?!` has no letter or digit in it");
    insta::assert_snapshot!(told("как сварить борщ", r"\u200b"), @"declined.toml:7:14: `\u{200b}` has no letter or digit in it");
    insta::assert_snapshot!(told("\"как сварить борщ\"", ""), @"declined.toml:7:13: `questions` has 0 entries, it needs 1 or more");
}

#[test]
fn a_table_of_another_shape_is_told() {
    insta::assert_snapshot!(told("kind = \"everyday\"", ""), @"declined.toml:5:1: the key `kind` is missing");
    insta::assert_snapshot!(told("kind = \"everyday\"", "kinds = \"everyday\""), @r"
    declined.toml:5:1: the key `kind` is missing
    declined.toml:6:1: unknown key `kinds`; did you mean `kind`?
    ");
    insta::assert_snapshot!(told("[\"как сварить борщ\"]", "\"как сварить борщ\""), @"declined.toml:7:13: `questions` is a text in quotes, it must be a list in `[ ]`");
    insta::assert_snapshot!(told("[[declined]]", "[[decline]]"), @"declined.toml:1:3: unknown key `decline`; did you mean `declined`?");
}

/// As much as is read of a question.
#[test]
fn a_question_has_at_most_400_characters() {
    for (length, expected) in [
        (400, ""),
        (
            401,
            "declined.toml:7:14: `questions` has 401 characters, at most 400 fit",
        ),
    ] {
        let question = "北".repeat(length);
        assert_eq!(told("как сварить борщ", &question), expected, "{length}");
    }
}

#[test]
fn a_save_is_used_and_a_broken_one_is_not() {
    let folder = folder_with(SOUND);
    let clock = Arc::new(ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap()));
    let library = Library::open(folder.path(), clock).unwrap();
    let declined = || library.current().declined().to_vec();
    assert_eq!(declined().len(), 3);

    let added = SOUND.replace("борщ\"", "борщ\", \"红烧肉怎么做\"");
    folder.write("declined.toml", &added);
    assert!(matches!(library.reload().unwrap(), Reload::Swapped));
    assert_eq!(declined()[3], "红烧肉怎么做");

    folder.write("declined.toml", added.replace("红烧肉怎么做", "…"));
    assert!(matches!(library.reload().unwrap(), Reload::Kept(problems) if problems.len() == 1));
    assert_eq!(declined()[3], "红烧肉怎么做");

    // What is read again is another file.
    folder.write("declined.toml", &added);
    folder.write("hotspots/arctic.toml", hotspot("High North", ""));
    assert!(matches!(library.reload().unwrap(), Reload::Swapped));
    assert_eq!(declined().len(), 4);

    fs::remove_file(folder.path().join("declined.toml")).unwrap();
    assert!(matches!(library.reload().unwrap(), Reload::Swapped));
    assert_eq!(declined(), [""; 0]);
}
