//! What the options of commands offer while somebody types, on the knowledge that is shipped.

use std::sync::LazyLock;
use std::time::Instant;

use attache::document::{Lean, PartialDate, When, read_date};
use attache::knowledge::{Knowledge, Stance, load};
use attache::pages::find_topic;
use attache::pages::suggest::{
    Hint, MAX_SUGGESTIONS, Suggestion, acknowledge_within, alert_summits, before, groups, handover,
    hotspots, quiet_hours, since, summits, terms, time_zones, topics, until, weekly_digest,
};
use jiff::civil::{Date, date};

use crate::support::folder::{Folder, TODAY, hotspot, shipped};

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| load(&shipped(), TODAY).unwrap().knowledge);

/// 17 days before the leaders of the G20 meet in Miami.
const DAY: Date = date(2026, 11, 27);
/// Its noon, for what depends on summer time.
const WINTER: &str = "2026-11-27T12:00:00Z";

fn labels(offered: &[Suggestion]) -> Vec<&str> {
    offered.iter().map(|one| one.label.as_str()).collect()
}

fn values(offered: &[Suggestion]) -> Vec<&str> {
    offered.iter().map(|one| one.value.as_str()).collect()
}

#[track_caller]
fn begins(offered: &[Suggestion], first: &[&str]) {
    let values = values(offered);
    assert!(values.starts_with(first), "{values:?}");
}

#[test]
fn topics_are_offered_by_whole_words_before_parts_and_what_changed_last_first() {
    let offered = topics(&KNOWLEDGE, "");
    begins(&offered, &["iran", "sudan"]);
    let first_organization = offered.iter().position(|one| one.value == "sco").unwrap();
    let last_hotspot = offered
        .iter()
        .rposition(|one| KNOWLEDGE.hotspot(&one.value).is_some());
    assert!(Some(first_organization) > last_hotspot, "{offered:?}");
    for (typed, first) in [
        ("sco", "sco"),
        ("ШОС", "sco"),
        ("arc", "arctic"),
        ("Kab", "afghanistan"),
        ("korea n", "north-korea"),
        ("venezeu", "venezuela"),
        ("北极", "arctic"),
        ("核协", "iran"),
        ("Taiwan", "south-china-sea"),
        ("Kherson", "ukraine"),
    ] {
        begins(&topics(&KNOWLEDGE, typed), &[first]);
    }
    assert_eq!(topics(&KNOWLEDGE, "qqqq"), []);
}

#[test]
fn a_hotspot_has_its_stance_beside_it_and_an_organization_nothing() {
    let offered = topics(&KNOWLEDGE, "arctic");
    let arctic = Suggestion {
        label: "The Arctic".to_owned(),
        value: "arctic".to_owned(),
        hint: Hint::Stance(Stance::Opposed),
    };
    assert_eq!(offered[0], arctic);
    let council = offered
        .iter()
        .find(|one| one.value == "arctic-council")
        .unwrap();
    assert_eq!(council.hint, Hint::None);
    let only_hotspots = hotspots(&KNOWLEDGE, "arctic");
    assert!(
        only_hotspots
            .iter()
            .all(|one| KNOWLEDGE.hotspot(&one.value).is_some())
    );
}

#[test]
fn summits_to_come_stand_before_those_without_a_day_and_the_past_backwards() {
    let offered = summits(&KNOWLEDGE, "", DAY);
    assert_eq!(offered.len(), MAX_SUGGESTIONS);
    begins(&offered, &["g20-2026"]);
    assert_eq!(offered[0].hint, Hint::InDays(17));
    let at = |wanted: fn(&Hint) -> bool| offered.iter().position(|one| wanted(&one.hint));
    let undated = at(|hint| *hint == Hint::Undated).unwrap();
    let past = at(|hint| matches!(hint, Hint::Past(_))).unwrap();
    assert!(undated < past, "{offered:?}");
    let days = offered[past..].iter().map(|one| match one.hint {
        Hint::Past(when) => when.last_day(),
        other => panic!("{other:?}"),
    });
    assert!(days.is_sorted_by(|one, next| one >= next), "{offered:?}");
    let month: When = "2026-12".parse().unwrap();
    let eaeu = offered
        .iter()
        .find(|one| one.value == "eaeu-2026-12")
        .unwrap();
    assert_eq!(eaeu.hint, Hint::During(month));
}

#[test]
fn a_summit_is_found_by_whole_words_and_sco_is_not_in_moscow() {
    let offered = summits(&KNOWLEDGE, "sco", DAY);
    begins(&offered, &["sco-2027"]);
    let inside = offered
        .iter()
        .position(|one| one.value == "cn-ru-2025-05")
        .unwrap();
    let last_whole = offered
        .iter()
        .rposition(|one| one.value.starts_with("sco-"))
        .unwrap();
    assert!(last_whole < inside, "{offered:?}");
    begins(&summits(&KNOWLEDGE, "ШОС", DAY), &["sco-2027"]);
    begins(&summits(&KNOWLEDGE, "miami", DAY), &["g20-2026"]);
    begins(&summits(&KNOWLEDGE, "g20 2027", DAY), &["g20-2027"]);
    begins(&summits(&KNOWLEDGE, "tianj", DAY), &["sco-2025"]);
    begins(&summits(&KNOWLEDGE, "sco kyrgyz", DAY), &["sco-2026"]);
    let opening = summits(&KNOWLEDGE, "g20", date(2026, 12, 14));
    assert_eq!(opening[0].hint, Hint::InDays(0));
    let second_day = summits(&KNOWLEDGE, "g20", date(2026, 12, 15));
    assert_eq!(second_day[0].hint, Hint::UnderWay);
    let cancelled = summits(&KNOWLEDGE, "budapest", DAY);
    assert_eq!(cancelled[0].hint, Hint::Cancelled);
}

#[test]
fn groups_are_offered_by_their_next_summit() {
    let offered = groups(&KNOWLEDGE, "", DAY);
    begins(&offered, &["g20", "eaeu"]);
    assert_eq!(offered[0].hint, Hint::InDays(17));
    begins(&groups(&KNOWLEDGE, "nato", DAY), &["nato"]);
    begins(&groups(&KNOWLEDGE, "上合组织", DAY), &["sco"]);
}

#[test]
fn an_alert_is_offered_everything_then_groups_then_summits_and_the_last_name_is_completed() {
    let offered = alert_summits(&KNOWLEDGE, "", DAY);
    begins(&offered, &["all", "g20"]);
    assert_eq!(offered[0].hint, Hint::Everything);
    assert_eq!(offered[1].hint, Hint::EverySummit);
    let second = alert_summits(&KNOWLEDGE, "g20, sc", DAY);
    begins(&second, &["g20, sco"]);
    assert!(
        second.iter().all(|one| one.value.starts_with("g20, ")),
        "{second:?}"
    );
    let past = alert_summits(&KNOWLEDGE, "tianjin", DAY);
    assert!(past.iter().all(|one| one.value != "sco-2025"), "{past:?}");
}

#[test]
fn terms_are_offered_by_any_of_their_names() {
    begins(&terms(&KNOWLEDGE, "freeze"), &["double-suspension"]);
    begins(&terms(&KNOWLEDGE, "路"), &[]);
    begins(&terms(&KNOWLEDGE, "polar"), &["polar-silk-road"]);
    assert_eq!(
        terms(&KNOWLEDGE, "").len(),
        KNOWLEDGE.terms().len().min(MAX_SUGGESTIONS)
    );
}

#[test]
fn zones_in_use_come_first_then_those_of_the_reader_then_by_city_and_country() {
    let in_use = ["Europe/Brussels".to_owned(), "No/Where".to_owned()];
    let now = WINTER.parse().unwrap();
    for (typed, locale, first) in [
        ("", "fr", &["Europe/Brussels", "Europe/Paris"][..]),
        ("", "ru", &["Europe/Brussels", "Europe/Moscow"]),
        ("", "zh-CN", &["Europe/Brussels", "Asia/Shanghai"]),
        ("", "zh-TW", &["Europe/Brussels", "Asia/Taipei"]),
        ("", "en-GB", &["Europe/Brussels", "Europe/London"]),
        ("", "en-US", &["Europe/Brussels", "America/New_York"]),
        ("", "xx", &["Europe/Brussels", "America/New_York"]),
        ("paris", "en-US", &["Europe/Paris"]),
        ("new york", "fr", &["America/New_York"]),
        ("york", "fr", &["America/New_York"]),
        ("sco", "fr", &["America/Scoresbysund", "Europe/London"]),
        ("Belgium", "fr", &["Europe/Brussels"]),
        ("netherl", "fr", &["Europe/Amsterdam"]),
        ("russia", "fr", &["Europe/Moscow"]),
        ("china", "en-US", &["Asia/Shanghai"]),
        ("Kherson", "uk", &["Europe/Kyiv"]),
        ("europe/b", "fr", &["Europe/Brussels"]),
        ("bishk", "fr", &["Asia/Bishkek"]),
        ("utc", "fr", &["UTC"]),
        ("US/Eastern", "fr", &["US/Eastern"]),
        ("kol", "fr", &["Asia/Kolkata"]),
        ("bst", "fr", &["Europe/London", "Asia/Dhaka"]),
        (
            "IST",
            "fr",
            &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"],
        ),
        ("est", "fr", &["America/New_York"]),
        ("GMT+2", "fr", &["Europe/Kyiv", "Europe/Bucharest"]),
    ] {
        let offered = time_zones(typed, locale, &in_use, now);
        assert!(
            values(&offered).starts_with(first),
            "{typed} {locale}: {:?}",
            values(&offered)
        );
    }
    assert!(values(&time_zones("", "ja", &[], now)).ends_with(&["UTC"]));
    let offered = time_zones("sco", "fr", &[], now);
    assert!(
        values(&offered).ends_with(&["Europe/Moscow"]),
        "{offered:?}"
    );
    assert_eq!(time_zones("qqqq", "fr", &in_use, now), []);
}

#[test]
fn no_zone_is_offered_that_is_an_offset_alone() {
    let now = WINTER.parse().unwrap();
    for typed in ["EST", "GMT+2", "gmt", "PST", "utc-5", "CET"] {
        for offered in values(&time_zones(typed, "fr", &[], now)) {
            let is_place = offered.contains('/') && !offered.starts_with("Etc/");
            assert!(is_place || offered == "UTC", "{typed}: {offered}");
        }
    }
    let offered = time_zones("Etc/GMT-2", "fr", &[], now);
    assert_eq!(values(&offered), ["Etc/GMT-2"], "asked for as IANA has it");
}

#[test]
fn leads_are_completed_and_what_was_typed_comes_first_if_it_is_valid() {
    for (typed, first) in [
        ("", &["30d 7d 1d 2h", "7d 1d", "1d 2h"][..]),
        ("3", &["3d", "3h", "3w", "3m", "30d 7d 1d 2h"]),
        ("7d", &["7d", "7d 1d", "7d 2h"]),
        ("7d 1", &["7d 1d", "7d 1h"]),
        ("7d, 1d", &["7d 1d", "7d 1d 2h"]),
        ("1 day", &["1d", "1d 2h"]),
        ("2 weeks", &["2w", "2w 7d"]),
        ("45m", &["45m", "45m 30m"]),
        ("30d", &["30d", "30d 7d"]),
    ] {
        begins(&before(typed), first);
    }
    assert_eq!(
        values(&before("400")),
        ["400h", "400m"],
        "400 days are more than a year"
    );
    assert_eq!(before("soon"), []);
    assert_eq!(before("7x 1d"), []);
    assert_eq!(
        before("1d 1d 1d 1d 1d 1d 1d 1d 1d 1d 1d"),
        [],
        "ten at most"
    );
}

#[test]
fn deadlines_quiet_hours_and_digests_are_completed() {
    begins(&acknowledge_within(""), &["15m", "30m", "1h"]);
    begins(&acknowledge_within("45"), &["45m", "45h"]);
    begins(&acknowledge_within("1h"), &["1h"]);
    begins(&quiet_hours(""), &["22:00-06:00", "23:00-07:00"]);
    begins(
        &quiet_hours("22"),
        &["22:00-06:00", "22:00-07:00", "22:00-08:00"],
    );
    begins(&quiet_hours("10pm"), &["22:00-06:00"]);
    begins(&quiet_hours("21:30-5"), &["21:30-05:00"]);
    begins(&quiet_hours("22h - 6h"), &["22:00-06:00"]);
    assert_eq!(quiet_hours("soon"), []);
    let days = weekly_digest("", "en-US");
    begins(&days, &["monday 08:00", "tuesday 08:00"]);
    assert_eq!(days.len(), MAX_SUGGESTIONS);
    begins(
        &weekly_digest("fri", "en-US"),
        &["friday 08:00", "friday 09:00"],
    );
    begins(&weekly_digest("friday 9", "en-US"), &["friday 09:00"]);
    let lundi = weekly_digest("lun", "fr");
    assert_eq!(
        (lundi[0].label.as_str(), lundi[0].value.as_str()),
        ("lundi 08:00", "monday 08:00")
    );
    begins(&weekly_digest("周五 8点", "zh-CN"), &["friday 08:00"]);
}

#[test]
fn dates_are_offered_with_the_day_they_stand_for() {
    let offered = since("", "en-US", TODAY);
    let month = Suggestion {
        label: "last month".to_owned(),
        value: "2026-10".to_owned(),
        hint: Hint::Date("2026-10".parse().unwrap()),
    };
    assert_eq!(offered[0], month);
    assert!(values(&offered).contains(&"2025"));
    assert_eq!(labels(&since("", "fr", TODAY))[0], "le mois dernier");
    assert_eq!(labels(&until("", "ru", TODAY))[0], "в следующем месяце");
    assert_eq!(labels(&until("", "zh-CN", TODAY))[0], "下个月");
    begins(&since("last y", "en-US", TODAY), &["2025"]);
    begins(&since("202", "en-US", TODAY), &["2026", "2025", "2024"]);
    begins(&until("202", "en-US", TODAY), &["2026", "2027", "2028"]);
    begins(&since("17 June", "en-US", TODAY), &["2026-06-17"]);
    begins(&until("17 June", "en-US", TODAY), &["2027-06-17"]);
    begins(
        &since("6/7/2026", "en-US", TODAY),
        &["2026-07-06", "2026-06-07"],
    );
    begins(&until("2 weeks", "fr", TODAY), &["2026-12-07"]);
    assert_eq!(since("qqqq", "en-US", TODAY), []);
}

#[test]
fn every_date_that_is_offered_is_one_that_can_be_typed() {
    for locale in ["en-US", "fr", "ru", "zh-CN"] {
        for (offered, lean) in [
            (since("", locale, TODAY), Lean::Past),
            (until("", locale, TODAY), Lean::Future),
        ] {
            // What says the same day in other words is offered once.
            assert!(offered.len() >= 9, "{locale}: {offered:?}");
            for one in offered {
                let typed = read_date(&one.label, TODAY, lean).map(PartialDate::to_iso);
                assert_eq!(typed.as_ref(), Ok(&one.value), "{locale}");
            }
        }
    }
}

#[test]
fn every_value_that_is_offered_is_one_that_discord_takes() {
    for typed in [
        "",
        " ",
        "a",
        "s",
        "1",
        "北",
        "🤷",
        "the",
        "2026",
        &"x".repeat(300),
    ] {
        let offered = [
            topics(&KNOWLEDGE, typed),
            hotspots(&KNOWLEDGE, typed),
            terms(&KNOWLEDGE, typed),
            summits(&KNOWLEDGE, typed, DAY),
            groups(&KNOWLEDGE, typed, DAY),
            alert_summits(&KNOWLEDGE, typed, DAY),
            time_zones(typed, "fr", &[], WINTER.parse().unwrap()),
            before(typed),
            quiet_hours(typed),
            acknowledge_within(typed),
            weekly_digest(typed, "fr"),
            since(typed, "fr", DAY),
            until(typed, "fr", DAY),
        ];
        for offered in offered {
            assert!(offered.len() <= MAX_SUGGESTIONS, "{typed}");
            for (at, one) in offered.iter().enumerate() {
                assert!(
                    (1..=100).contains(&one.value.chars().count()),
                    "{typed}: {one:?}"
                );
                assert!(!one.label.is_empty(), "{typed}: {one:?}");
                let again = offered[at + 1..]
                    .iter()
                    .any(|other| other.value == one.value);
                assert!(!again, "{typed}: {one:?} twice");
            }
        }
    }
}

/// Run by hand: `cargo test --release --test it -- --ignored ten_thousand --nocapture`.
#[test]
#[ignore = "prints how long it takes; time is no promise"]
fn ten_thousand_hotspots_take_ten_times_as_long_as_a_thousand() {
    for count in [1_000, 10_000] {
        let folder = Folder::new();
        for number in 0..count {
            let name = format!("Place {number}");
            let aliases = format!("aliases = [\"capital {number}\", \"leader {number}\"]");
            folder.write(
                format!("hotspots/place-{number}.toml"),
                hotspot(&name, &aliases),
            );
        }
        let knowledge = folder.load().knowledge;
        for typed in ["", "p", "place 77", "77", "plcae 7777", "Taiwan", "cheese"] {
            let start = Instant::now();
            let offered = topics(&knowledge, typed).len();
            let suggested = start.elapsed();
            let start = Instant::now();
            find_topic(&knowledge, typed, attache::text::Locale::English);
            println!(
                "{count} {typed:?}: {offered} in {suggested:?}, found in {:?}",
                start.elapsed()
            );
        }
    }
}

#[test]
fn shifts_are_offered_by_two_or_three_a_day_and_what_is_typed_is_completed() {
    begins(&handover(""), &["08:00 20:00", "07:00 19:00"]);
    begins(&handover("8, 8pm"), &["08:00 20:00"]);
    begins(&handover("06:00 "), &["06:00", "06:00 18:00"]);
    assert_eq!(values(&handover("noonish")), [""; 0]);
}
