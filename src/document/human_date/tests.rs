//! Dates as people type them, seen from Wednesday, 25 November 2026.

use jiff::civil::{Date, date};

use super::{Lean, ReadDateError, read_date};
use crate::document::PartialDate;

const TODAY: Date = date(2026, 11, 25);

/// What means the same for `since` and for `until`.
const ONE_DATE: &[(&str, &str)] = &[
    ("2019-05-06", "2019-05-06"),
    ("2019-05", "2019-05"),
    ("2019", "2019"),
    (" 2019-5-6 ", "2019-05-06"),
    ("2019/05/06", "2019-05-06"),
    ("today", "2026-11-25"),
    ("Yesterday", "2026-11-24"),
    ("tomorrow", "2026-11-26"),
    ("the day before yesterday", "2026-11-23"),
    ("last year", "2025"),
    ("This Year", "2026"),
    ("next year", "2027"),
    ("last month", "2026-10"),
    ("this month", "2026-11"),
    ("next month", "2026-12"),
    ("2 weeks ago", "2026-11-11"),
    ("two weeks ago", "2026-11-11"),
    ("a year ago", "2025-11-25"),
    ("in 3 days", "2026-11-28"),
    ("3 months ago", "2026-08-25"),
    ("in the last 30 days", "2026-10-26"),
    ("next 2 weeks", "2026-12-09"),
    ("June 2026", "2026-06"),
    ("in June 2026", "2026-06"),
    ("Jun. 2026", "2026-06"),
    ("17 June 2026", "2026-06-17"),
    ("17th of June, 2026", "2026-06-17"),
    ("June 17, 2026", "2026-06-17"),
    ("17/6/2026", "2026-06-17"),
    ("6/17/2026", "2026-06-17"),
    ("6/6/2026", "2026-06-06"),
    ("17.6.2026", "2026-06-17"),
    ("6.7.2026", "2026-07-06"),
    ("6/2026", "2026-06"),
    ("29 February 2024", "2024-02-29"),
    ("last Monday", "2026-11-23"),
    ("next Friday", "2026-11-27"),
    ("last Wednesday", "2026-11-18"),
    ("hier", "2026-11-24"),
    ("avant-hier", "2026-11-23"),
    ("demain", "2026-11-26"),
    ("l'année dernière", "2025"),
    ("L’an prochain", "2027"),
    ("depuis l’année dernière", "2025"),
    ("le mois dernier", "2026-10"),
    ("il y a 2 semaines", "2026-11-11"),
    ("il y a un an", "2025-11-25"),
    ("dans 3 jours", "2026-11-28"),
    ("1er juin 2026", "2026-06-01"),
    ("17 août 2026", "2026-08-17"),
    ("février 2026", "2026-02"),
    ("вчера", "2026-11-24"),
    ("завтра", "2026-11-26"),
    ("в прошлом году", "2025"),
    ("с прошлого года", "2025"),
    ("в следующем месяце", "2026-12"),
    ("2 недели назад", "2026-11-11"),
    ("через неделю", "2026-12-02"),
    ("через 3 дня", "2026-11-28"),
    ("17 июня 2026 года", "2026-06-17"),
    ("май 2026", "2026-05"),
    ("昨天", "2026-11-24"),
    ("明天", "2026-11-26"),
    ("去年", "2025"),
    ("从去年", "2025"),
    ("明年", "2027"),
    ("上个月", "2026-10"),
    ("两周前", "2026-11-11"),
    ("3天后", "2026-11-28"),
    ("3个月前", "2026-08-25"),
    ("2026年6月17日", "2026-06-17"),
    ("2026年6月", "2026-06"),
    ("2026年", "2026"),
];

#[track_caller]
fn reads(lean: Lean, rows: &[(&str, &str)]) {
    for (given, iso) in rows {
        let read = read_date(given, TODAY, lean).map(PartialDate::to_iso);
        assert_eq!(read.as_deref(), Ok(*iso), "{given}");
    }
}

#[test]
fn what_means_one_date_is_read_either_way() {
    reads(Lean::Past, ONE_DATE);
    reads(Lean::Future, ONE_DATE);
}

#[test]
fn what_leaves_the_side_open_is_behind_today_for_since_and_ahead_for_until() {
    reads(
        Lean::Past,
        &[
            ("2 weeks", "2026-11-11"),
            ("30d", "2026-10-26"),
            ("last week", "2026-11-16"),
            ("this week", "2026-11-23"),
            ("Jun 17", "2026-06-17"),
            ("17 December", "2025-12-17"),
            ("25 November", "2026-11-25"),
            ("June", "2026-06"),
            ("December", "2025-12"),
            ("next June", "2027-06"),
            ("Friday", "2026-11-20"),
            ("Wednesday", "2026-11-25"),
            ("17/6", "2026-06-17"),
            ("6月17日", "2026-06-17"),
            ("29 Feb", "2024-02-29"),
            ("2 недели", "2026-11-11"),
            ("deux semaines", "2026-11-11"),
        ],
    );
    reads(
        Lean::Future,
        &[
            ("2 weeks", "2026-12-09"),
            ("30d", "2026-12-25"),
            ("next week", "2026-12-06"),
            ("this week", "2026-11-29"),
            ("Jun 17", "2027-06-17"),
            ("17 December", "2026-12-17"),
            ("25 November", "2026-11-25"),
            ("June", "2027-06"),
            ("December", "2026-12"),
            ("last June", "2026-06"),
            ("Friday", "2026-11-27"),
            ("Wednesday", "2026-11-25"),
            ("17/6", "2027-06-17"),
            ("6月17日", "2027-06-17"),
            ("29 Feb", "2028-02-29"),
        ],
    );
}

#[test]
fn a_date_that_can_be_two_is_refused_with_both() {
    let error = read_date("6/7/2026", TODAY, Lean::Past).unwrap_err();
    assert!(matches!(error, ReadDateError::Ambiguous { .. }));
    insta::assert_snapshot!(error, @"`6/7/2026` can be 6 Jul 2026 or 7 Jun 2026; write `2026-07-06` or `2026-06-07`");
    for given in ["06-07-2026", "1/2", "12 11 2026"] {
        let error = read_date(given, TODAY, Lean::Past).unwrap_err();
        assert!(matches!(error, ReadDateError::Ambiguous { .. }), "{given}");
    }
}

#[test]
fn what_is_no_date_is_refused_with_what_works() {
    for given in [
        "",
        " ",
        "soon",
        "the",
        "19",
        "0000",
        "2019-13",
        "31/2/2026",
        "30 February 2026",
        "13/13/2026",
        "June July",
        "17 June 26",
        "last",
        "week month",
        "2 bananas ago",
        "99999999999 days ago",
        "30000 years ago",
        "in 9000 years",
        "-1 days",
        "🤷",
        "去",
    ] {
        let error = read_date(given, TODAY, Lean::Past);
        assert!(
            matches!(error, Err(ReadDateError::Unknown { .. })),
            "{given}: {error:?}"
        );
    }
    let long = "x".repeat(4_000);
    let error = read_date(&long, TODAY, Lean::Past).unwrap_err();
    assert!(error.to_string().len() < 300);
    let error = read_date("soon", TODAY, Lean::Past).unwrap_err();
    insta::assert_snapshot!(error, @"`soon` is not a date; write for example `2026-06-17`, `17 June 2026`, `June 2026`, `2026`, `last year`, `2 weeks ago` or `tomorrow`");
}
