//! What becomes of an edit of the knowledge: used whole, or kept out and told.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use clock::ManualClock;
use practice_discord::ids::{ADA, EDITORS, GENERAL, NOOR, SAM, WATCH_FLOOR};
use serde_json::json;

use crate::support::folder::Folder;
use crate::whole_bot::clocks::GatedClock;
use crate::whole_bot::office::{NOON, Office, Plan};

const GENERATED: usize = 2_000;

fn edit(knowledge: &Path, file: &str, from: &str, to: &str) {
    let path = knowledge.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has no {from:?}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[tokio::test]
async fn only_who_may_manage_the_server_can_reload() {
    let mut office = Office::open().await;
    for person in [NOOR, SAM] {
        let told = office.attache(person, "reload").await;
        assert_eq!(
            (told.title(), told.is_private()),
            ("Only server managers can reload", true)
        );
        let status = office.attache(person, "status").await;
        assert_eq!((status.title(), status.is_private()), ("Status", true));
    }
    let told = office.attache(ADA, "reload").await;
    assert_eq!((told.title(), told.is_private()), ("Nothing to do", true));
    // In a direct message nobody manages a server.
    let direct = office.direct_channel().await;
    let options = json!([{ "name": "reload", "type": 1, "options": [] }]);
    let reference = office.begin((ADA, &direct), "attache", options).await;
    let told = office.outcome(&reference, &direct).await.message();
    assert_eq!(told.title(), "Only server managers can reload");
    office.close().await;
}

#[tokio::test]
async fn a_sound_edit_is_used_after_a_reload() {
    let knowledge = Folder::copy_of_shipped();
    let mut office = Office::open_on(knowledge.path()).await;
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");
    edit(
        knowledge.path(),
        "hotspots/arctic.toml",
        "name = \"The Arctic\"",
        "name = \"The High North\"",
    );
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");
    let told = office.attache(ADA, "reload").await;
    assert_eq!((told.title(), told.is_private()), ("Reloaded", true));
    assert_eq!(office.issue("arctic").await.title(), "The High North");
    office.close().await;
}

#[tokio::test]
async fn a_broken_edit_keeps_the_old_page_and_the_editors_are_told_until_it_is_fixed() {
    let knowledge = Folder::copy_of_shipped();
    let mut office = Office::open_on(knowledge.path()).await;
    let file = "hotspots/arctic.toml";
    edit(knowledge.path(), file, "summary = ", "sumary = ");
    let told = office.attache(ADA, "reload").await;
    assert_eq!((told.title(), told.is_private()), ("Not reloaded", true));
    assert!(
        told.description().contains("arctic.toml"),
        "{}",
        told.description()
    );
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");

    let note = office.told_in(EDITORS).await;
    assert_eq!(
        (note.title(), note.is_private()),
        ("The last save was not used", false)
    );
    for part in [
        "The previous version is still live. To fix:",
        "arctic.toml",
        "sumary",
        "summary",
    ] {
        assert!(
            note.description().contains(part),
            "no {part} in {}",
            note.description()
        );
    }
    let status = office.attache(NOOR, "status").await;
    assert!(status.is_private());
    for part in ["To fix", "arctic.toml", "sumary"] {
        assert!(
            status.description().contains(part),
            "no {part} in {}",
            status.description()
        );
    }

    edit(knowledge.path(), file, "sumary = ", "summary = ");
    assert_eq!(office.attache(ADA, "reload").await.title(), "Reloaded");
    assert_eq!(
        office.told_in(EDITORS).await.title(),
        "Fixed: the files are in use again"
    );
    let status = office.attache(NOOR, "status").await;
    assert!(
        !status.description().contains("To fix"),
        "{}",
        status.description()
    );
    office.close().await;
}

#[tokio::test]
async fn what_is_broken_at_the_start_is_left_out_and_told() {
    let knowledge = Folder::copy_of_shipped();
    edit(
        knowledge.path(),
        "hotspots/serbia.toml",
        "summary = ",
        "sumary = ",
    );
    let mut office = Office::open_on(knowledge.path()).await;
    assert_eq!(
        office.told_in(EDITORS).await.title(),
        "Some knowledge files are left out"
    );
    assert_eq!(office.issue("serbia").await.title(), "No such page");
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");
    office.close().await;
}

#[tokio::test]
async fn many_problems_are_told_within_the_limits() {
    let knowledge = Folder::copy_of_shipped();
    let mut office = Office::open_on(knowledge.path()).await;
    for entry in fs::read_dir(knowledge.path().join("hotspots")).unwrap() {
        let mut text = fs::read_to_string(entry.as_ref().unwrap().path()).unwrap();
        for n in 0..50 {
            write!(
                text,
                "\n[[position]]\n\"@everyone **{n}** {}\" = 1\n",
                "х".repeat(500)
            )
            .unwrap();
        }
        fs::write(entry.unwrap().path(), text).unwrap();
    }
    let told = office.attache(ADA, "reload").await;
    assert_eq!(told.title(), "Not reloaded");
    let note = office.told_in(EDITORS).await;
    let status = office.attache(NOOR, "status").await;
    for message in [told, note, status] {
        assert!(!message.pings() && !message.description().contains("@everyone"));
    }
    office.close().await;
}

#[tokio::test]
async fn a_saved_file_is_used_and_a_broken_one_told_without_a_command() {
    let knowledge = Folder::copy_of_shipped();
    let plan = Plan {
        knowledge: Some(knowledge.path().to_owned()),
        watch: true,
        ..Plan::default()
    };
    let mut office = Office::open_as(plan).await;
    // Once this is answered, the bot watches.
    office.issue("arctic").await;
    edit(
        knowledge.path(),
        "hotspots/arctic.toml",
        "summary = ",
        "sumary = ",
    );
    assert_eq!(
        office.told_in(EDITORS).await.title(),
        "The last save was not used"
    );
    edit(
        knowledge.path(),
        "hotspots/arctic.toml",
        "sumary = ",
        "summary = ",
    );
    assert_eq!(
        office.told_in(EDITORS).await.title(),
        "Fixed: the files are in use again"
    );
    office.close().await;
}

#[tokio::test]
async fn a_page_is_shown_while_a_large_folder_is_read() {
    let knowledge = Folder::copy_of_shipped();
    let hands = Arc::new(ManualClock::at(NOON.parse().unwrap()));
    let (clock, mut gate) = GatedClock::new(Arc::clone(&hands));
    let mut office = Office::open_as(Plan {
        clock: hands,
        knowledge: Some(knowledge.path().to_owned()),
        library_clock: Some(clock),
        ..Plan::default()
    })
    .await;
    let model = fs::read_to_string(knowledge.path().join("hotspots/syria.toml")).unwrap();
    let (head, rest) = model.split_once("summary = ").unwrap();
    assert!(head.contains("name = "), "{head}");
    for n in 0..GENERATED {
        let text = format!("name = \"Generated {n}\"\nsummary = {rest}");
        fs::write(
            knowledge
                .path()
                .join(format!("hotspots/generated-{n:04}.toml")),
            text,
        )
        .unwrap();
    }
    edit(
        knowledge.path(),
        "hotspots/arctic.toml",
        "name = \"The Arctic\"",
        "name = \"The High North\"",
    );

    // The clock is asked before the folder is read, and again before it is used.
    gate.shut();
    let floor = json!(WATCH_FLOOR);
    let options = json!([{ "name": "reload", "type": 1, "options": [] }]);
    let reload = office.begin((ADA, &floor), "attache", options).await;
    gate.arrival().await;
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");
    gate.let_pass();
    let mut shown = 0;
    loop {
        assert_eq!(office.issue("arctic").await.title(), "The Arctic");
        shown += 1;
        if gate.has_arrival() {
            break;
        }
    }
    println!("{shown} pages were shown while the folder was read");
    assert_eq!(office.issue("arctic").await.title(), "The Arctic");
    gate.let_pass();
    let told = office.outcome(&reload, &floor).await.message();
    assert_eq!(told.title(), "Reloaded", "{}", told.description());
    let page = office.issue("arctic").await;
    assert_eq!(
        (page.title(), &page.0["channel_id"]),
        ("The High North", &json!(GENERAL))
    );
    assert_eq!(
        office.issue("generated 1999").await.title(),
        "Generated 1999"
    );
    office.close().await;
}
