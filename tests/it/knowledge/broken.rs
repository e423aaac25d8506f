//! What is wrong inside a file is told in words, with file, line, column and what to do; the rest still loads.

use crate::support::folder::{Folder, hotspot};

const ALIGNMENT_AT_THE_END: &str = "[[alignment]]";

/// A sound hotspot with one thing in it changed.
fn changed(sound: &str, broken: &str) -> String {
    let text = hotspot("Page", "");
    assert!(text.contains(sound), "{sound}");
    text.replacen(sound, broken, 1)
}

/// The same with tables of its own.
fn with(tables: &str) -> String {
    hotspot("Page", "").replace(ALIGNMENT_AT_THE_END, &format!("{tables}\n[[alignment]]"))
}

/// What is told of one file with this text.
fn told(text: &str) -> String {
    let folder = Folder::new();
    folder.write("hotspots/page.toml", text);
    folder.problems()
}

#[test]
fn ten_broken_files_are_told_at_once_and_the_rest_loads() {
    let folder = Folder::new();
    folder.write(
        "hotspots/a-key.toml",
        hotspot("A", "[[positon]]\nactor = \"china\""),
    );
    folder.write("hotspots/b-type.toml", hotspot("B", "region = 5"));
    folder.write(
        "hotspots/c-source.toml",
        hotspot("C", "").replace("tass-2019-06-05", "tas-2019-06-05"),
    );
    folder.write(
        "hotspots/d-no-source.toml",
        hotspot("D", "").replace("sources = ", "# "),
    );
    folder.write("hotspots/e-parent.toml", hotspot("E", "part_of = \"sond\""));
    folder.write(
        "hotspots/f-future.toml",
        hotspot("F", "").replace("2019-06-05\n", "2026-11-24\n"),
    );
    folder.write(
        "hotspots/g-empty.toml",
        hotspot("G", "").replace("They differ.", " "),
    );
    folder.write(
        "hotspots/h-long.toml",
        hotspot("H", "").replace("They differ.", &"北".repeat(601)),
    );
    folder.write(
        "hotspots/i-syntax.toml",
        hotspot("I", "aliases = [\"北极\", \"high north\""),
    );
    folder.write(
        "hotspots/j-encoding.toml",
        b"name = \"\xd0\xa8\xd0\x9e\xd0\xa1 \xff\"\n",
    );
    folder.write("hotspots/sound.toml", hotspot("Sound", ""));
    let loaded = folder.load();
    insta::assert_snapshot!(folder.list(&loaded.problems), @r"
    hotspots/a-key.toml:3:3: unknown key `positon`; did you mean `position`?
    hotspots/b-type.toml:3:10: `region` is a whole number; allowed are `Global`, `East Asia`, `Southeast Asia`, `Central and South Asia`, `Middle East`, `Africa`, `Europe`, `Arctic`, `Americas`, `Elsewhere`
    hotspots/c-source.toml:9:12: there is no source `tas-2019-06-05` in sources.toml; did you mean `tass-2019-06-05`?
    hotspots/d-no-source.toml:5:1: the key `sources` is missing
    hotspots/e-parent.toml:3:11: there is no hotspot `sond`; did you mean `sound`?
    hotspots/f-future.toml:8:9: `2026-11-24` is in the future; today is 2026-11-23
    hotspots/g-empty.toml:7:10: `reason` is empty
    hotspots/h-long.toml:7:10: `reason` has 601 characters, at most 600 fit
    hotspots/i-syntax.toml:5:1: this is not TOML: missing comma between array elements, expected `,`
    hotspots/j-encoding.toml:1:13: is not UTF-8 from here on; save the file as UTF-8
    ");
    let kept: Vec<&str> = loaded
        .knowledge
        .hotspots()
        .map(|hotspot| hotspot.id.as_str())
        .collect();
    assert_eq!(kept, ["sound"]);
    assert_eq!(loaded.knowledge.source_count(), 2);
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_or_with_all() {
    insta::assert_snapshot!(told(&with("[[positon]]")), @"hotspots/page.toml:5:3: unknown key `positon`; did you mean `position`?");
    insta::assert_snapshot!(told(&with("[location]\ncolour = 1")), @r"
    hotspots/page.toml:5:1: the key `latitude` is missing
    hotspots/page.toml:5:1: the key `longitude` is missing
    hotspots/page.toml:6:1: unknown key `colour`; allowed are `latitude`, `longitude`
    ");
}

#[test]
fn a_column_counts_characters_and_not_bytes() {
    let text = changed("name = \"Page\"", "aliases = [\"北极\", \"ШОС\", 7]");
    insta::assert_snapshot!(told(&text), @r"
    hotspots/page.toml:1:1: the key `name` is missing
    hotspots/page.toml:1:25: `aliases` is a whole number, it must be a text in quotes
    ");
}

#[test]
fn lines_that_end_as_on_windows_count_once() {
    insta::assert_snapshot!(told(&with("[[positon]]").replace('\n', "\r\n")), @"hotspots/page.toml:5:3: unknown key `positon`; did you mean `position`?");
}

#[test]
fn a_wrong_type_says_what_it_must_be() {
    let wrong = "location = \"north\"\naliases = \"one\"\nname = 1\nsummary = true\nregion = [\"Arctic\"]\n";
    let rest =
        with("[[development]]\ndate = 2019\napproximate = \"yes\"\ntext = 1.5\nsources = [1]");
    let (_, rest) = rest.split_once("\n\n").unwrap();
    insta::assert_snapshot!(told(&format!("{wrong}\n{rest}")), @r"
    hotspots/page.toml:1:12: `location` is a text in quotes, it must be a table
    hotspots/page.toml:2:11: `aliases` is a text in quotes, it must be a list in `[ ]`
    hotspots/page.toml:3:8: `name` is a whole number, it must be a text in quotes
    hotspots/page.toml:4:11: `summary` is `true` or `false`, it must be a text in quotes
    hotspots/page.toml:5:10: `region` is a list in `[ ]`; allowed are `Global`, `East Asia`, `Southeast Asia`, `Central and South Asia`, `Middle East`, `Africa`, `Europe`, `Arctic`, `Americas`, `Elsewhere`
    hotspots/page.toml:9:8: `date` is a whole number, it must be a text in quotes
    hotspots/page.toml:10:15: `approximate` is a text in quotes, it must be `true` or `false`
    hotspots/page.toml:11:8: `text` is a number, it must be a text in quotes
    hotspots/page.toml:12:12: `sources` is a whole number, it must be a text in quotes
    ");
}

#[test]
fn a_word_that_is_not_a_choice_is_told_with_the_nearest_and_with_all() {
    insta::assert_snapshot!(told(&changed("\"opposed\"", "\"oposed\"")), @"hotspots/page.toml:6:10: `stance` is `oposed`; allowed are `aligned`, `partly`, `opposed`, `unclear`; did you mean `opposed`?");
}

#[test]
fn what_does_not_exist_is_told_with_the_nearest() {
    let folder = Folder::new();
    folder.write(
        "hotspots/syria.toml",
        hotspot("Syria", "part_of = \"midle-east\""),
    );
    folder.write("hotspots/middle-east.toml", hotspot("Middle East", ""));
    folder.write(
        "glossary.toml",
        "[[term]]\nname = \"Astana Process\"\ntext = \"t\"\nhotspots = [\"syira\"]\nas_of = 2019\n\
         sources = [\"digset\", \"reuters\"]\n"
            .replace("= 2019", "= \"2019\""),
    );
    insta::assert_snapshot!(folder.problems(), @r"
    glossary.toml:4:13: there is no hotspot `syira`; did you mean `syria`?
    glossary.toml:6:12: there is no source `digset` in sources.toml; did you mean `digest`?
    glossary.toml:6:22: there is no source `reuters` in sources.toml
    hotspots/syria.toml:3:11: there is no hotspot `midle-east`; did you mean `middle-east`?
    ");
}

#[test]
fn pages_that_are_part_of_one_another_are_told() {
    let folder = Folder::new();
    folder.write("hotspots/one.toml", hotspot("One", "part_of = \"two\""));
    folder.write("hotspots/two.toml", hotspot("Two", "part_of = \"one\""));
    folder.write("hotspots/self.toml", hotspot("Self", "part_of = \"self\""));
    folder.write(
        "hotspots/beside.toml",
        hotspot("Beside", "part_of = \"one\""),
    );
    insta::assert_snapshot!(folder.problems(), @r"
    hotspots/one.toml:3:11: `two` is itself part of `one`
    hotspots/self.toml:3:11: `self` is itself part of `self`
    hotspots/two.toml:3:11: `one` is itself part of `two`
    ");
}

#[test]
fn a_name_of_two_pages_is_told_whatever_its_spelling() {
    let folder = Folder::new();
    folder.write(
        "hotspots/arctic.toml",
        hotspot("The Arctic", "aliases = [\"High-North\", \"北极\"]"),
    );
    folder.write(
        "hotspots/norway.toml",
        hotspot("Norway", "aliases = [\"ok\", \"the HIGH north\", \"北极\"]"),
    );
    insta::assert_snapshot!(folder.problems(), @r"
    hotspots/norway.toml:3:18: the name `the HIGH north` already belongs to hotspots/arctic.toml; a name leads to one page only; take it out of one of the two files
    hotspots/norway.toml:3:36: the name `北极` already belongs to hotspots/arctic.toml; a name leads to one page only; take it out of one of the two files
    ");
}

#[test]
fn a_name_without_a_letter_is_told() {
    insta::assert_snapshot!(told(&hotspot("Page", "aliases = [\"?!\"]")), @"hotspots/page.toml:3:12: `?!` has no letter or digit in it");
}

#[test]
fn a_term_named_twice_is_told() {
    let term =
        "[[term]]\nname = \"NAME\"\ntext = \"t\"\nas_of = \"2019\"\nsources = [\"digest\"]\n";
    let folder = Folder::new();
    folder.write(
        "glossary.toml",
        format!(
            "{}{}",
            term.replace("NAME", "Polar Silk Road"),
            term.replace("NAME", "polar silk-road")
        ),
    );
    insta::assert_snapshot!(folder.problems(), @"glossary.toml:6:1: `polar silk-road` is already a name of the term `Polar Silk Road`");
}

#[test]
fn today_is_not_the_future_and_tomorrow_is() {
    for (date, is_sound) in [
        ("2026-11-23", true),
        ("2026-11-24", false),
        ("\"2026-11\"", true),
        ("\"2026-12\"", false),
        ("\"2026\"", true),
        ("\"2027\"", false),
    ] {
        let text = changed("as_of = 2019-06-05", &format!("as_of = {date}"));
        assert_eq!(told(&text).is_empty(), is_sound, "{date}");
    }
    insta::assert_snapshot!(told(&changed("as_of = 2019-06-05", "as_of = \"2026-12\"")), @"hotspots/page.toml:8:9: `2026-12` is in the future; today is 2026-11-23");
}

#[test]
fn a_date_of_no_kind_is_told_with_what_to_write() {
    for date in [
        "\"June 2019\"",
        "2019-06-05T10:00:00Z",
        "10:00:00",
        "\"2019-02-29\"",
    ] {
        let problems = told(&changed("as_of = 2019-06-05", &format!("as_of = {date}")));
        assert!(
            problems.starts_with("hotspots/page.toml:8:9: "),
            "{date}: {problems}"
        );
        assert!(
            problems.contains("is not a date; write a day"),
            "{date}: {problems}"
        );
    }
    insta::assert_snapshot!(told(&changed("as_of = 2019-06-05", "as_of = \"5 июня 2019\"")), @r#"hotspots/page.toml:8:9: `5 июня 2019` is not a date; write a day (`2019-05-06`), a month (`"2019-05"`) or a year (`"2019"`)"#);
    insta::assert_snapshot!(told(&changed("as_of = 2019-06-05", "as_of = 2019-02-30")), @"hotspots/page.toml:8:9: this is not TOML: invalid date, expected day between 01 and 28");
}

#[test]
fn what_is_not_toml_is_told_where_it_stops_being_so() {
    insta::assert_snapshot!(told("name = \"北极\nsummary = \"s\"\n"), @r#"hotspots/page.toml:1:11: this is not TOML: invalid basic string, expected `"`"#);
    insta::assert_snapshot!(told("name = \"a\"\nname = \"b\"\n"), @"hotspots/page.toml:2:1: this is not TOML: duplicate key");
    insta::assert_snapshot!(told("[[position]\nactor = \"china\"\n"), @"hotspots/page.toml:1:12: this is not TOML: unclosed array table, expected `]`");
}

#[test]
fn an_empty_file_is_told_what_it_lacks() {
    insta::assert_snapshot!(told(""), @r"
    hotspots/page.toml:1:1: the key `alignment` is missing
    hotspots/page.toml:1:1: the key `name` is missing
    hotspots/page.toml:1:1: the key `summary` is missing
    ");
    insta::assert_snapshot!(told("\u{feff}"), @r"
    hotspots/page.toml:1:1: the key `alignment` is missing
    hotspots/page.toml:1:1: the key `name` is missing
    hotspots/page.toml:1:1: the key `summary` is missing
    ");
}

#[test]
fn a_quiz_whose_answer_is_not_among_its_choices_is_told() {
    let quiz = |answer: &str| {
        with(&format!(
            "[[quiz]]\nquestion = \"q\"\nchoices = [\"a\", \"b\"]\nanswer = {answer}\nwhy = \"w\"\n\
             as_of = 2019-06-05\nsources = [\"tass-2019-06-05\"]\n"
        ))
    };
    assert_eq!(told(&quiz("1")), "");
    assert_eq!(told(&quiz("2")), "");
    insta::assert_snapshot!(told(&quiz("0")), @"hotspots/page.toml:8:10: `answer` is 0, allowed are 1 to 5");
    insta::assert_snapshot!(told(&quiz("3")), @"hotspots/page.toml:8:10: `answer` is 3, there are choices 1 to 2");
    insta::assert_snapshot!(told(&quiz("6")), @"hotspots/page.toml:8:10: `answer` is 6, allowed are 1 to 5");
    insta::assert_snapshot!(told(&quiz("-1")), @"hotspots/page.toml:8:10: `answer` is -1, allowed are 1 to 5");
    insta::assert_snapshot!(told(&quiz("1.5")), @"hotspots/page.toml:8:10: `answer` is a number, it must be a whole number");
    insta::assert_snapshot!(told(&quiz("0x2")), @"");
}

#[test]
fn an_address_that_could_break_a_link_is_told() {
    let problems = |url: &str| {
        let folder = Folder::new();
        let text = format!("[a]\npublisher = \"p\"\ngrade = \"A\"\nurl = '''{url}'''\n");
        folder.write("sources.toml", text);
        folder.problems()
    };
    for url in [
        "https://tass.com/a?b=c&d=%20#e",
        "http://例え.jp/道",
        "https://a.b:8080/~x_y*z",
    ] {
        assert_eq!(problems(url), "", "{url}");
    }
    for url in [
        "https://a.b/x) [click](https://evil.example",
        "https://a.b/(x)",
        "https://a.b/[x]",
        "https://a.b/x y",
        "https://a.b/x\ty",
        "https://a.b/x\ny",
        "https://a.b/<x>",
        "https://a.b/`x`",
        "https://a.b/\\",
        "https://a.b/|x|",
        "https://a.b/\u{a0}",
        "https://a.b/\u{2028}",
        "https://",
        "https:///x",
        "HTTPS://a.b",
        "ftp://a.b",
        "javascript:alert(1)",
        "//a.b",
        "a.b",
    ] {
        assert!(
            problems(url).contains("is not a web address"),
            "{url:?}: {}",
            problems(url)
        );
    }
    insta::assert_snapshot!(problems("https://a.b/x) [ш](https://c.d"), @"sources.toml:4:7: `https://a.b/x) [ш](https://c.d` is not a web address; it starts with `https://` or `http://` and has no spaces, brackets or `<>`");
}

#[test]
fn broken_sources_are_told_once_and_not_at_every_page() {
    let folder = Folder::new();
    folder.write(
        "sources.toml",
        "[tass-2019-06-05]\npublisher = \"TASS\"\ngrade = \"D\"\n",
    );
    folder.write("hotspots/page.toml", hotspot("Page", ""));
    insta::assert_snapshot!(folder.problems(), @"sources.toml:3:9: `grade` is `D`; allowed are `A`, `B`, `C`");
}

#[test]
fn missing_sources_are_told_at_every_page_that_names_one() {
    let folder = Folder::new();
    std::fs::remove_file(folder.path().join("sources.toml")).unwrap();
    folder.write("hotspots/page.toml", hotspot("Page", ""));
    insta::assert_snapshot!(folder.problems(), @"hotspots/page.toml:9:12: there is no source `tass-2019-06-05` in sources.toml");
}
