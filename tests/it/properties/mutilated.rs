//! Files as a slipping hand, a bad disk or a half-done copy leaves them.

use std::fs;

use attache::document::{LineColumn, Problem};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::properties::cases;
use crate::support::folder::{Folder, shipped, toml_files};

/// One thing that happens to a file.
#[derive(Debug, Clone)]
enum Accident {
    DeleteBytes(Index, usize),
    DuplicateBytes(Index, usize),
    FlipBit(Index, u8),
    Truncate(Index),
    Insert(Index, String),
    DeleteLine(Index),
    DuplicateLine(Index),
    SwapLines(Index, Index),
}

fn accident() -> impl Strategy<Value = Accident> {
    let at = any::<Index>;
    let text = prop_oneof![
        any::<String>(),
        "[\\[\\]{}\"'=.,#\\\\\n]{1,6}",
        Just("\u{feff}".to_owned()),
        Just("\r\n".to_owned()),
        Just("\0".to_owned()),
        Just("[[position]]\n".to_owned()),
        Just("= 1979-05-27T00:32:00.999999-07:00\n".to_owned()),
        Just("[".repeat(200)),
        Just("a.".repeat(200)),
    ];
    prop_oneof![
        (at(), 1..40_usize).prop_map(|(at, count)| Accident::DeleteBytes(at, count)),
        (at(), 1..40_usize).prop_map(|(at, count)| Accident::DuplicateBytes(at, count)),
        (at(), 0..8_u8).prop_map(|(at, bit)| Accident::FlipBit(at, bit)),
        at().prop_map(Accident::Truncate),
        (at(), text).prop_map(|(at, text)| Accident::Insert(at, text)),
        at().prop_map(Accident::DeleteLine),
        at().prop_map(Accident::DuplicateLine),
        (at(), at()).prop_map(|(one, other)| Accident::SwapLines(one, other)),
    ]
}

impl Accident {
    fn happen_to(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        match self {
            Self::DeleteBytes(at, count) => {
                let at = at.index(bytes.len());
                bytes.drain(at..(at + count).min(bytes.len()));
            }
            Self::DuplicateBytes(at, count) => {
                let at = at.index(bytes.len());
                let copy = bytes[at..(at + count).min(bytes.len())].to_vec();
                bytes.splice(at..at, copy);
            }
            Self::FlipBit(at, bit) => {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
            Self::Truncate(at) => bytes.truncate(at.index(bytes.len())),
            Self::Insert(at, text) => {
                let at = at.index(bytes.len());
                bytes.splice(at..at, text.bytes());
            }
            Self::DeleteLine(at) => Self::to_lines(bytes, |lines| {
                lines.remove(at.index(lines.len()));
            }),
            Self::DuplicateLine(at) => Self::to_lines(bytes, |lines| {
                let at = at.index(lines.len());
                lines.insert(at, lines[at].clone());
            }),
            Self::SwapLines(one, other) => Self::to_lines(bytes, |lines| {
                let count = lines.len();
                lines.swap(one.index(count), other.index(count));
            }),
        }
    }

    fn to_lines(bytes: &mut Vec<u8>, change: impl FnOnce(&mut Vec<Vec<u8>>)) {
        let mut lines = bytes
            .split(|byte| *byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect();
        change(&mut lines);
        *bytes = lines.join(&b'\n');
    }
}

fn is_inside(place: LineColumn, bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let line = text.split('\n').nth(place.line - 1);
    line.is_some_and(|line| {
        place.line > 0 && (1..=line.chars().count() + 1).contains(&place.column)
    })
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn a_mutilated_file_is_reported_with_places_inside_it(
        file in any::<Index>(),
        accidents in prop::collection::vec(accident(), 1..4),
    ) {
        let files = toml_files(&shipped());
        let file = file.get(&files);
        let mut bytes = fs::read(file).unwrap();
        for accident in &accidents {
            accident.happen_to(&mut bytes);
        }
        let inside = file.strip_prefix(shipped()).unwrap();
        let folder = Folder::new();
        let path = folder.write(inside, &bytes);
        let loaded = folder.load();
        for problem in &loaded.problems {
            let Problem { file, place, message, .. } = problem;
            prop_assert_eq!(file, &path);
            prop_assert!(!message.is_empty());
            if let Some(place) = place {
                prop_assert!(is_inside(*place, &bytes), "{}", problem);
            }
        }
        // What is not reported is used.
        let used = loaded.knowledge.hotspots().len() + loaded.knowledge.organizations().len();
        let is_page = inside.parent().is_some_and(|folder| folder.to_str() != Some(""));
        prop_assert_eq!(used, usize::from(is_page && loaded.problems.is_empty()));
    }
}
