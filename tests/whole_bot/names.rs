//! From what somebody types to the page they meant.

use crate::office::Office;

#[tokio::test]
async fn another_name_finds_the_page_and_what_was_assumed_is_said() {
    let mut office = Office::open().await;
    for (typed, title) in [
        ("Maduro", "Venezuela"),
        ("DPRK", "North Korea"),
        ("Kabul", "Afghanistan"),
        ("ШОС", "Shanghai Cooperation Organization (SCO)"),
        ("arctik", "The Arctic"),
    ] {
        let page = office.issue(typed).await;
        assert_eq!(page.title(), title, "{typed}");
        let assumed = format!("*You asked for “{typed}”. This is ");
        assert!(
            page.description().starts_with(&assumed),
            "{typed}: {}",
            page.description()
        );
        assert!(!page.is_private(), "{typed}");
    }
    let term = office
        .ask("glossary", &[("term", "freeze for freeze")])
        .await;
    assert_eq!(term.title(), "double suspension");
    assert!(
        term.description()
            .starts_with("*You asked for “freeze for freeze”.")
    );
    let exact = office.issue("arctic").await;
    assert!(
        !exact.description().contains("You asked for"),
        "{}",
        exact.description()
    );
    office.close().await;
}
