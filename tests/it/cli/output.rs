//! Where an answer cannot be written: a full disk is a failure that is told, a reader that has gone away is none.

use std::fs::OpenOptions;
use std::io::pipe;

use super::{attache, said};

/// A command of each kind, every one with an answer.
const COMMANDS: [&[&str]; 9] = [
    &["export", "ics"],
    &["issue", "arctic"],
    &["issue", "arctic", "--json"],
    &["summits"],
    &["check"],
    &["aligned-with-us"],
    &["commands"],
    &["schema", "--json"],
    &["--help"],
];

#[test]
fn an_answer_that_cannot_be_written_ends_with_1_and_a_sentence() {
    for arguments in COMMANDS {
        // <https://man7.org/linux/man-pages/man4/full.4.html>
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = attache(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let sentence = said(&output);
        let expected = "error: not all could be printed: No space left on device";
        assert!(sentence.contains(expected), "{arguments:?}: {sentence}");
        assert_eq!(sentence.matches("error:").count(), 1, "{sentence}");
    }
}

#[test]
fn a_reader_that_has_gone_away_is_no_failure() {
    for arguments in COMMANDS {
        let (reader, writer) = pipe().unwrap();
        drop(reader);
        let output = attache(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(said(&output), "", "{arguments:?}");
    }
}

#[test]
fn an_answer_that_is_a_failure_stays_one_where_it_cannot_be_written() {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = attache(&["issue", "g7", "--json"]).stdout(full).output();
    let output = output.unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("nothing is called `g7`"));
    assert!(said(&output).contains("not all could be printed"));
}
