//! `/summits.ics`: the feed, and who has it already.

use attache::calendar::to_ics;
use reqwest::StatusCode;
use reqwest::header::{ETAG, IF_MODIFIED_SINCE as SINCE, IF_NONE_MATCH as NONE, LAST_MODIFIED};

use super::Setting;
use crate::support::folder::hotspot;

#[tokio::test]
async fn the_summits_are_those_of_the_export_and_whoever_has_them_is_told_so() {
    let setting = Setting::new().await;
    let answer = setting.get("/summits.ics").await;
    assert_eq!(answer.body, to_ics(setting.library.current().events()));
    assert_eq!(
        answer.header("content-type"),
        "text/calendar; charset=utf-8"
    );
    assert_eq!(answer.header("cache-control"), "public, max-age=300");
    assert_eq!(
        answer.header(LAST_MODIFIED),
        "Mon, 23 Nov 2026 12:00:00 GMT"
    );
    let tag = answer.header(ETAG);
    for (headers, is_known) in [
        (vec![(NONE, tag)], true),
        (vec![(NONE, &*format!("\"other\", W/{tag}"))], true),
        (vec![(NONE, "*")], true),
        (vec![(NONE, "\"other\"")], false),
        (vec![(SINCE, "Mon, 23 Nov 2026 12:00:00 GMT")], true),
        (vec![(SINCE, "Mon, 23 Nov 2026 11:59:59 GMT")], false),
        (vec![(SINCE, "yesterday")], false),
        // The tag goes before the date.
        (
            vec![
                (NONE, "\"other\""),
                (SINCE, "Mon, 23 Nov 2026 12:00:00 GMT"),
            ],
            false,
        ),
    ] {
        let again = setting.ask("/summits.ics", &headers).await;
        let expected = if is_known {
            StatusCode::NOT_MODIFIED
        } else {
            StatusCode::OK
        };
        assert_eq!(again.status, expected, "{headers:?}");
        assert_eq!(again.header(ETAG), tag);
        assert_eq!(again.body.is_empty(), is_known);
    }
}

#[tokio::test]
async fn only_an_edit_of_the_summits_makes_a_new_calendar() {
    let setting = Setting::new().await;
    let first = setting.get("/summits.ics").await;
    setting.later();
    setting
        .folder
        .write("hotspots/antarctica.toml", hotspot("Antarctica", ""));
    let source = "[tass-2019-06-05]\npublisher = \"TASS\"\ngrade = \"A\"\n";
    let sources = setting.folder.path().join("sources.toml");
    let all = std::fs::read_to_string(&sources).unwrap();
    std::fs::write(&sources, format!("{all}\n{source}")).unwrap();
    setting.library.reload().unwrap();
    assert!(setting.library.current().hotspot("antarctica").is_some());
    let second = setting.get("/summits.ics").await;
    assert_eq!(second.header(ETAG), first.header(ETAG));
    assert_eq!(second.header(LAST_MODIFIED), first.header(LAST_MODIFIED));

    let path = setting.folder.path().join("summits/2026.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("city = \"Miami\"", "city = \"Doral\"")).unwrap();
    setting.library.reload().unwrap();
    let third = setting.get("/summits.ics").await;
    assert_ne!(third.header(ETAG), first.header(ETAG));
    assert_eq!(third.header(LAST_MODIFIED), "Mon, 23 Nov 2026 12:00:05 GMT");
    assert!(third.body.contains("Doral"));
}
