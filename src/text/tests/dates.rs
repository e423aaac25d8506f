//! Dates and lengths of time in each language; in English as they always were.

use crate::calendar::Dates;
use crate::text::{Locale, dates};

/// What `start` to `end` is in English, French, Russian and Chinese.
fn in_all(start: &str, end: Option<&str>) -> [String; 4] {
    let dates = Dates {
        start: start.parse().unwrap(),
        end: end.map(|end| end.parse().unwrap()),
        zone: None,
    };
    assert_eq!(dates::range(&dates, Locale::English), dates.to_string());
    Locale::ALL.map(|locale| dates::range(&dates, locale))
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table of dates and languages")]
fn from_when_to_when_is_written_as_each_language_does() {
    for (start, end, [english, french, russian, chinese]) in [
        (
            "2026-12-17",
            None,
            [
                "17 December 2026",
                "17 décembre 2026",
                "17 декабря 2026 г.",
                "2026年12月17日",
            ],
        ),
        (
            "2026-12-14",
            Some("2026-12-15"),
            [
                "14–15 December 2026",
                "14–15 décembre 2026",
                "14–15 декабря 2026 г.",
                "2026年12月14日至15日",
            ],
        ),
        (
            "2026-08-31",
            Some("2026-09-01"),
            [
                "31 August – 1 September 2026",
                "31 août – 1er septembre 2026",
                "31 августа – 1 сентября 2026 г.",
                "2026年8月31日至9月1日",
            ],
        ),
        (
            "2026-12-31",
            Some("2027-01-01"),
            [
                "31 December 2026 – 1 January 2027",
                "31 décembre 2026 – 1er janvier 2027",
                "31 декабря 2026 г. – 1 января 2027 г.",
                "2026年12月31日至2027年1月1日",
            ],
        ),
        (
            "2027-06",
            None,
            ["June 2027", "juin 2027", "июнь 2027 г.", "2027年6月"],
        ),
        (
            "2027-06",
            Some("2027-07"),
            [
                "June – July 2027",
                "juin – juillet 2027",
                "июнь – июль 2027 г.",
                "2027年6月至7月",
            ],
        ),
        ("2027", None, ["2027", "2027", "2027 г.", "2027年"]),
        (
            "2027",
            Some("2028"),
            [
                "2027 – 2028",
                "2027 – 2028",
                "2027–2028 гг.",
                "2027年至2028年",
            ],
        ),
        (
            "2026-12-14T09:00",
            None,
            [
                "14 December 2026, 09:00",
                "14 décembre 2026, 09:00",
                "14 декабря 2026 г., 09:00",
                "2026年12月14日 09:00",
            ],
        ),
        (
            "2027-01-10T19:00",
            Some("2027-01-11T00:00"),
            [
                "10 January 2027, 19:00–24:00",
                "10 janvier 2027, 19:00–24:00",
                "10 января 2027 г., 19:00–24:00",
                "2027年1月10日 19:00–24:00",
            ],
        ),
        (
            "2027-01-31T09:00",
            Some("2027-02-02T00:00"),
            [
                "31 January – 1 February 2027, 09:00",
                "31 janvier – 1er février 2027, 09:00",
                "31 января – 1 февраля 2027 г., 09:00",
                "2027年1月31日至2月1日 09:00",
            ],
        ),
    ] {
        assert_eq!(
            in_all(start, end),
            [english, french, russian, chinese],
            "{start}"
        );
    }
}

#[test]
fn a_short_date_is_in_english_what_it_always_was() {
    for (date, others) in [
        (
            "2019-05-01",
            ["1er mai 2019", "1 мая 2019 г.", "2019年5月1日"],
        ),
        (
            "2026-02-11",
            ["11 févr. 2026", "11 февр. 2026 г.", "2026年2月11日"],
        ),
        ("2026-03", ["mars 2026", "март 2026 г.", "2026年3月"]),
        ("2019", ["2019", "2019 г.", "2019年"]),
    ] {
        let date = date.parse().unwrap();
        assert_eq!(dates::short(date, Locale::English), date.to_string());
        let [_, rest @ ..] = Locale::ALL;
        assert_eq!(rest.map(|locale| dates::short(date, locale)), others);
    }
}

#[test]
fn a_count_of_days_has_the_plural_of_its_language() {
    let today = jiff::civil::date(2026, 11, 27);
    for (days, shown) in [
        (0, ["today", "aujourd’hui", "сегодня", "今天"]),
        (1, ["tomorrow", "demain", "завтра", "明天"]),
        (3, ["in 3 days", "dans 3 jours", "через 3 дня", "3天后"]),
        (
            17,
            ["in 17 days", "dans 17 jours", "через 17 дней", "17天后"],
        ),
        (
            21,
            ["in 21 days", "dans 21 jours", "через 21 день", "21天后"],
        ),
        (-1, ["1 day ago", "il y a 1 jour", "1 день назад", "1天前"]),
    ] {
        let day = today.saturating_add(jiff::Span::new().days(days));
        assert_eq!(
            Locale::ALL.map(|locale| dates::days_from(today, day, locale)),
            shown
        );
    }
    for (count, unit, shown) in [
        (
            2,
            dates::TimeUnit::Day,
            [
                "2 days before",
                "2 jours avant",
                "за 2 дня до начала",
                "提前2天",
            ],
        ),
        (
            1,
            dates::TimeUnit::Week,
            [
                "1 week before",
                "1 semaine avant",
                "за 1 неделю до начала",
                "提前1周",
            ],
        ),
    ] {
        assert_eq!(
            Locale::ALL.map(|locale| dates::before(count, unit, locale)),
            shown
        );
    }
    assert_eq!(
        dates::length(2, dates::TimeUnit::Year, Locale::Russian),
        "2 года"
    );
    assert_eq!(dates::weekday(today, Locale::French), "ven.");
}
