//! `/alerts` and `/handover`, as a watch-officer types them.

use practice_discord::Snowflake;
use practice_discord::ids::{ADA, BACKUP, BOT_ROLE, GENERAL, GUILD, NOOR, WATCH, WATCH_FLOOR};
use serde_json::json;

use super::office::{Message, Office, Seen};

fn id(of: Snowflake) -> String {
    of.0.to_string()
}

/// What a subscription is called, from the page that tells of it.
pub(super) fn short(told: &Message) -> String {
    let text = told.description();
    let start = text.find("**").expect("a label") + 2;
    text[start..start + 6].to_owned()
}

/// A subcommand, its options, and the title and a part of what is told.
type Line<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);

#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn a_subscription_is_made_listed_changed_paused_tried_and_removed() {
    let mut office = Office::open().await;
    let (floor, watch) = (id(WATCH_FLOOR), id(WATCH));
    let told = office
        .alerts(
            ADA,
            "add",
            &[
                ("summit", "G20"),
                ("before", "7d 1d 2h"),
                ("channel", &floor),
                ("role", &watch),
            ],
        )
        .await;
    let name = short(&told);
    assert_eq!(
        told.description(),
        format!(
            "**{name}** · G20: 7d, 1d, 2h before · next alert <t:1796652000:f> · <t:1796652000:R> · in <#{floor}> · mentions <@&{watch}>"
        )
    );
    assert_eq!(told.footer(), "3 alerts are planned");
    let edit = [
        ("id", &*name),
        ("before", "3d"),
        ("zone", "Europe/Brussels"),
        ("handover", "08:00, 20:00"),
        ("clear", "role"),
    ];
    let no_handover = [("id", &*name), ("clear", "handover")];
    let id = [("id", &*name)];
    let lines: [Line<'_>; 11] = [
        ("list", &[], "Subscriptions", "next alert <t:1796652000:f>"),
        (
            "test",
            &id,
            "The test is posted",
            "I can see the channel, post, embed",
        ),
        (
            "edit",
            &edit,
            "Changed",
            ": 3d before; zone Europe/Brussels; handover at 08:00, 20:00 · next alert <t:1795460400:f> ·",
        ),
        (
            "edit",
            &no_handover,
            "Changed",
            ": 3d before; zone Europe/Brussels · next alert <t:1796997600:f> ·",
        ),
        (
            "pause",
            &id,
            "Paused",
            "Alerts missed while paused are not sent later.",
        ),
        ("pause", &id, "Already paused", "/alerts resume continues."),
        (
            "list",
            &[],
            "Subscriptions",
            "Paused; /alerts resume continues ·",
        ),
        ("resume", &id, "Resumed", "next alert <t:1796997600:f>"),
        (
            "history",
            &id,
            &format!("{name} · G20"),
            "No alert has been due yet.",
        ),
        ("remove", &id, "Removed", "Nothing more is posted"),
        ("list", &[], "No subscriptions", "/alerts add"),
    ];
    for (subcommand, options, title, part) in lines {
        let told = office.alerts(ADA, subcommand, options).await;
        assert_eq!(told.title(), title, "{subcommand}");
        assert!(told.is_private(), "{subcommand}");
        let text = told.description();
        assert!(text.contains(part), "{subcommand}: {text}");
    }
    let trial = office.told_in(WATCH_FLOOR).await;
    assert_eq!(trial.title(), "Test of alerts: G20");
    assert!(!trial.pings(), "{:#}", trial.0);
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn what_is_wrong_is_told_in_a_sentence_and_nothing_is_stored() {
    let mut office = Office::open().await;
    let (everyone, watch, backup) = (id(GUILD), id(WATCH), id(BACKUP));
    let direct = office.direct_channel().await;
    let direct = direct.as_str().expect("an id").to_owned();
    let bot = id(BOT_ROLE);
    let wrong: [(&[(&str, &str)], &str); 15] = [
        (
            &[("summit", "banana"), ("before", "7d")],
            "No organization, series or summit is called “banana”.",
        ),
        (
            &[("summit", ","), ("before", "7d")],
            "Name at least one summit",
        ),
        (
            &[("summit", "G20"), ("before", "banana")],
            "banana\\` is not a length of time; write for example",
        ),
        (
            &[("summit", "G20"), ("before", ",")],
            "Name at least one time before the summit",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "1h 2h 3h 4h 5h 6h 7h 8h 9h 10h 11h"),
            ],
            "At most ten times before a summit; you gave 11",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "7d"),
                ("zone", "Europe/Brusells"),
            ],
            "Did you mean \\`Europe/Brussels\\`?",
        ),
        (
            &[("summit", "G20"), ("before", "7d"), ("channel", &direct)],
            "That channel isn't on this server.",
        ),
        (
            &[("summit", "G20"), ("before", "7d"), ("role", &everyone)],
            "Alerts never mention everyone.",
        ),
        (
            &[("summit", "G20"), ("before", "7d"), ("role", &bot)],
            "I may not mention that role.",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "7d"),
                ("escalate_to", &backup),
            ],
            "set acknowledge\\_within",
        ),
        (
            &[("summit", "G20"), ("before", "7d"), ("quiet_hours", "22-6")],
            "is not a pair of times of day; write for example",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "7d"),
                ("weekly_digest", "someday"),
            ],
            "is not a time of the week",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "7d"),
                ("acknowledge_within", "soon"),
                ("role", &watch),
            ],
            "soon\\` is not a length of time",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "7d"),
                ("handover", "08:00 25:00"),
            ],
            "25:00\\` is not a time of day; write for example",
        ),
        (
            &[
                ("summit", "G20"),
                ("before", "7d"),
                ("handover", "1:00 2:00 3:00 4:00 5:00 6:00 7:00"),
            ],
            "At most six handovers a day; you gave 7",
        ),
    ];
    for (options, part) in wrong {
        let told = office.alerts(ADA, "add", options).await;
        assert!(told.is_private(), "{options:?}");
        let text = told.whole();
        assert!(text.contains(part), "{options:?}: {text}");
    }
    let list = office.alerts(ADA, "list", &[]).await;
    assert_eq!(list.title(), "No subscriptions");
    let handover = office.ask("handover", &[]).await;
    assert!(
        handover.description().contains("no subscriptions"),
        "{}",
        handover.description()
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_twice_and_what_is_not_there_are_told() {
    let mut office = Office::open().await;
    let g20 = [("summit", "G20"), ("before", "7d")];
    let name = short(&office.alerts(ADA, "add", &g20).await);
    let twin = office.alerts(ADA, "add", &g20).await;
    let text = twin.whole();
    assert!(
        text.contains(&name) && text.contains("/alerts edit"),
        "{text}"
    );
    let none = office.alerts(ADA, "pause", &[("id", "zzzzzz")]).await;
    let text = none.whole();
    assert!(text.contains("/alerts list shows"), "{text}");
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn alerts_are_offered_on_servers_to_those_who_may_manage_them() {
    let mut office = Office::open().await;
    let options = || json!([{ "name": "list", "type": 1, "options": [] }]);
    let (general, direct) = (json!(GENERAL), office.direct_channel().await);
    for (person, channel) in [(NOOR, &general), (ADA, &direct)] {
        let reference = office.begin((person, channel), "alerts", options()).await;
        let seen = office.outcome(&reference, channel).await;
        assert!(matches!(seen, Seen::Failed(_)), "{seen:?}");
    }
    assert_eq!(
        office.alerts(ADA, "list", &[]).await.title(),
        "No subscriptions"
    );
    office.close().await;
}
