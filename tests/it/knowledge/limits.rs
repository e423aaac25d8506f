//! Both sides of every limit of a file of the knowledge, counted in characters.

use std::path::Path;

use attache::document::Document;
use attache::knowledge::{FileKind, schema};

use crate::support::folder::{Folder, hotspot};

/// The largest file, in bytes.
const MIB: usize = 1024 * 1024;

fn is_sound(text: &str) -> bool {
    let folder = Folder::new();
    folder.write("hotspots/page.toml", text);
    folder.problems().is_empty()
}

#[test]
fn a_text_at_the_limit_is_read_and_one_past_it_is_not() {
    for (sound, most) in [
        ("They differ.", 600),
        ("What happens there.", 1_000),
        ("Page", 60),
    ] {
        let text = |length: usize| hotspot("Page", "").replace(sound, &"北".repeat(length));
        assert!(is_sound(&text(most)), "{sound}: {most}");
        assert!(!is_sound(&text(most + 1)), "{sound}: {}", most + 1);
    }
}

#[test]
fn the_length_given_and_the_length_allowed_are_told() {
    let folder = Folder::new();
    let text = hotspot("Page", "").replace("They differ.", &"北".repeat(601));
    folder.write("hotspots/page.toml", text);
    insta::assert_snapshot!(folder.problems(), @"hotspots/page.toml:7:10: `reason` has 601 characters, at most 600 fit");
}

#[test]
fn a_list_at_the_limit_is_read_and_one_past_it_is_not() {
    let sources = |count: usize| {
        let list = vec!["\"digest\""; count].join(", ");
        hotspot("Page", "").replace("\"tass-2019-06-05\"", &list)
    };
    for (count, expected) in [(0, false), (1, true), (5, true), (6, false)] {
        assert_eq!(is_sound(&sources(count)), expected, "{count} sources");
    }
    let aliases = |count: usize| {
        let list: Vec<String> = (0..count)
            .map(|number| format!("\"alias {number}\""))
            .collect();
        hotspot("Page", &format!("aliases = [{}]", list.join(", ")))
    };
    for (count, expected) in [(0, true), (100, true), (101, false)] {
        assert_eq!(is_sound(&aliases(count)), expected, "{count} aliases");
    }
}

#[test]
fn a_point_at_the_pole_is_read_and_one_past_it_is_not() {
    for (latitude, longitude, expected) in [
        ("90", "180", true),
        ("-90.0", "-180.0", true),
        ("90.1", "0", false),
        ("0", "-180.1", false),
        ("nan", "0", false),
        ("inf", "0", false),
        ("0x5A", "0b1", true),
        ("0x5B", "0", false),
        ("9_0", "1_8_0.0", true),
        ("9_1", "0", false),
    ] {
        let location = format!("location = {{ latitude = {latitude}, longitude = {longitude} }}");
        assert_eq!(
            is_sound(&hotspot("Page", &location)),
            expected,
            "{location}"
        );
    }
}

#[test]
fn a_file_of_one_mebibyte_is_read_and_one_byte_more_is_not() {
    for (length, expected) in [
        (MIB, ""),
        (
            MIB + 1,
            "hotspots/page.toml: is larger than 1 MiB; split it or shorten it",
        ),
    ] {
        let folder = Folder::new();
        let mut text = hotspot("Page", "").into_bytes();
        text.resize(length, b'\n');
        folder.write("hotspots/page.toml", text);
        assert_eq!(folder.problems(), expected, "{length} bytes");
    }
}

#[test]
fn an_address_has_at_most_400_characters() {
    for (length, is_sound) in [(400, true), (401, false)] {
        let url = format!("https://a.b/{}", "x".repeat(length - 12));
        let text = format!("[a]\npublisher = \"p\"\ngrade = \"A\"\nurl = \"{url}\"\n");
        let document = Document::parse(Path::new("sources.toml"), &text).unwrap();
        assert_eq!(
            document.check(schema(FileKind::Sources)).is_empty(),
            is_sound,
            "{length}"
        );
    }
}

#[test]
fn an_id_has_at_most_40_characters_of_the_allowed_kind() {
    for (id, expected) in [
        ("a".repeat(40), true),
        ("a".repeat(41), false),
        ("two-words-2".to_owned(), true),
        ("Upper".to_owned(), false),
        ("under_score".to_owned(), false),
        ("北极".to_owned(), false),
        ("with space".to_owned(), false),
        ("a.b".to_owned(), false),
    ] {
        let folder = Folder::new();
        folder.write(format!("hotspots/{id}.toml"), hotspot("Page", ""));
        assert_eq!(folder.problems().is_empty(), expected, "{id}");
        assert_eq!(
            folder.load().knowledge.hotspot(&id).is_some(),
            expected,
            "{id}"
        );
    }
    let folder = Folder::new();
    folder.write("hotspots/Арктика.toml", hotspot("Page", ""));
    insta::assert_snapshot!(folder.problems(), @"hotspots/Арктика.toml: `Арктика` cannot be an id; use lower case letters, digits and hyphens, at most 40; rename the file");
}
