//! What is wrong with a track of the tour is told in words, with file, line, column and what to do.

use crate::support::folder::{Folder, hotspot};

const SOUND: &str = r#"name = "Newcomer"
about = "For newcomers."

[[step]]
topic = "arctic"

[[step]]
topic = "sco"
remember = ["members", "latest"]
terms = ["Polar silk road"]
"#;

fn folder_with(track: &str) -> Folder {
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    folder.write(
        "organizations/sco.toml",
        "name = \"SCO\"\nsummary = \"What it is.\"\n",
    );
    folder.write(
        "glossary.toml",
        "[[term]]\nname = \"Polar Silk Road\"\ntext = \"A plan.\"\nas_of = 2018-01-26\nsources = [\"digest\"]\n",
    );
    folder.write("onboarding/newcomer.toml", track);
    folder
}

fn told(sound: &str, broken: &str) -> String {
    assert!(SOUND.contains(sound), "{sound}");
    folder_with(&SOUND.replacen(sound, broken, 1)).problems()
}

#[test]
fn a_sound_track_is_read_with_its_steps_in_order() {
    let loaded = folder_with(SOUND).load();
    assert_eq!(loaded.problems, []);
    let track = loaded.knowledge.track("newcomer").unwrap();
    let topics: Vec<&str> = track.steps.iter().map(|step| step.topic.as_str()).collect();
    assert_eq!(topics, ["arctic", "sco"]);
}

#[test]
fn a_step_that_leads_nowhere_or_twice_to_the_same_page_is_told() {
    insta::assert_snapshot!(told("\"arctic\"", "\"artic\""), @"onboarding/newcomer.toml:5:9: there is no hotspot or organization `artic`; did you mean `arctic`?");
    insta::assert_snapshot!(told("\"sco\"\nremember = [\"members\", \"latest\"]", "\"arctic\""), @"onboarding/newcomer.toml:8:9: there is already a step to `arctic`");
}

#[test]
fn a_track_without_a_step_is_told() {
    let (head, _) = SOUND.split_once("[[step]]").unwrap();
    insta::assert_snapshot!(folder_with(head).problems(), @"onboarding/newcomer.toml:1:1: the key `step` is missing");
    insta::assert_snapshot!(folder_with(&format!("{head}step = []")).problems(), @"onboarding/newcomer.toml:4:8: `step` has 0 entries, it needs 1 or more");
}

#[test]
fn a_statement_that_the_page_does_not_have_is_told() {
    insta::assert_snapshot!(told("\"latest\"]", "\"china\"]"), @"onboarding/newcomer.toml:9:24: `sco` is an organization, which has no `china`; allowed are `members`, `chair`, `latest`");
    insta::assert_snapshot!(told("topic = \"arctic\"", "topic = \"arctic\"\nremember = [\"chair\"]"), @"onboarding/newcomer.toml:6:13: `arctic` is a hotspot, which has no `chair`; allowed are `joint`, `china`, `russia`, `us`, `alignment`, `latest`");
    insta::assert_snapshot!(told("\"latest\"]", "\"lastest\"]"), @"onboarding/newcomer.toml:9:24: `remember` is `lastest`; allowed are `joint`, `china`, `russia`, `us`, `alignment`, `latest`, `members`, `chair`; did you mean `latest`?");
}

#[test]
fn a_term_that_the_glossary_does_not_have_is_told() {
    insta::assert_snapshot!(told("Polar silk road", "Polar Silk Rode"), @"onboarding/newcomer.toml:10:10: there is no term `Polar Silk Rode` in glossary.toml; did you mean `Polar Silk Road`?");
}

#[test]
fn a_name_that_does_not_fit_beside_others_on_a_button_is_told() {
    let folder = folder_with(SOUND);
    folder.write("onboarding/twenty-letters-fit-x.toml", SOUND);
    folder.write("onboarding/twenty-letters-fit-xy.toml", SOUND);
    insta::assert_snapshot!(folder.problems(), @"onboarding/twenty-letters-fit-xy.toml:1:1: `twenty-letters-fit-xy` has 21 characters, at most 20 fit for a track; rename the file");
}

#[test]
fn a_track_to_a_broken_page_is_not_blamed_for_it() {
    let folder = folder_with(SOUND);
    folder.write("hotspots/arctic.toml", "name = 1");
    let told = folder.problems();
    assert!(!told.contains("onboarding"), "{told}");
    assert!(folder.load().knowledge.track("newcomer").is_some());
}
