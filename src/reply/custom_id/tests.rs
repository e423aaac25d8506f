//! What a button carries is read as it was written, and nothing else is.

use super::*;
use crate::knowledge::Stance;
use crate::reply::view::Tab;

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
fn a_button_means_the_same_when_it_is_read_back() {
    let since = Tab::Timeline(Some("2024-01".parse().unwrap()));
    for custom_id in [
        CustomId::Show(View::Topic {
            id: "arctic".into(),
            tab: Tab::China,
            page: 0,
        }),
        CustomId::Show(View::Topic {
            id: "arctic".into(),
            tab: since,
            page: 3,
        }),
        CustomId::Show(View::Alignment {
            stance: Some(Stance::Partly),
            page: 1,
        }),
        CustomId::Show(View::Compare {
            first: "iran".into(),
            second: "syria".into(),
        }),
        CustomId::Show(View::Term {
            id: "double-suspension".into(),
        }),
        CustomId::Show(View::Summits {
            group: Some("sco".into()),
            until: Some("2027-06".parse().unwrap()),
            page: 1,
        }),
        CustomId::Show(View::Summit {
            id: "g20-2026".into(),
        }),
        CustomId::Forget { owner: u64::MAX },
        CustomId::ShowPrivately(View::Summit {
            id: "g20-2026".into(),
        }),
        CustomId::Rate {
            question: "0123456789abcdef01234567".into(),
            has_helped: false,
        },
        CustomId::ExplainRating {
            question: "0123456789abcdef01234567".into(),
        },
        CustomId::Report {
            page: Some("arctic".into()),
        },
        CustomId::Report { page: None },
        CustomId::Open,
        CustomId::HandOverDuty,
        CustomId::Subscriptions { page: 2 },
        CustomId::History {
            subscription: "0123ab".into(),
            page: 0,
        },
        CustomId::Alert {
            id: "0123456789abcdef01234567".into(),
            act: AlertAction::Snooze,
        },
        CustomId::Remind {
            summit: "g20-2026".into(),
        },
        CustomId::StopReminding {
            subscription: "0123456789abcdef01234567".into(),
        },
        CustomId::TakeOver { signed: 31 },
        CustomId::Tour {
            owner: u64::MAX,
            act: TourAction::Quiz {
                topic: "arctic".into(),
            },
        },
        CustomId::Tour {
            owner: 0,
            act: TourAction::Answer {
                print: "0123456789ab".into(),
                place: 4,
            },
        },
        CustomId::Tour {
            owner: 31,
            act: TourAction::Here,
        },
    ] {
        assert_eq!(custom_id.to_string().parse(), Ok(custom_id));
    }
}

/// Such buttons hang in channels: they have to be read for good, letter by letter.
#[test]
fn buttons_that_were_posted_long_ago_are_still_read() {
    for posted in [
        "1/topic/arctic/since-2024-01/3",
        "1/alignment/all/0",
        "1/alignment/partly/1",
        "1/hotspots/2",
        "1/summits/all/ever/0",
        "1/summits/sco/2027-06/1",
        "1/summit/g20-2026",
        "1/compare/iran/syria",
        "1/term/double-suspension",
        "1/glossary/0",
        "1/look/topic/iran/overview/0",
        "1/rate/0123456789abcdef01234567/yes",
        "1/rate/0123456789abcdef01234567/no",
        "1/forget/000000000000001f",
        "1/report/arctic",
        "1/report/",
        "1/open",
        "1/tour/000000000000001f/quiz/arctic",
        "1/tour/000000000000001f/answer/0123456789ab/4",
        "1/alert/0123456789abcdef01234567/acknowledge",
        "1/alert/0123456789abcdef01234567/snooze",
        "1/alert/0123456789abcdef01234567/details",
        "1/subscriptions/1",
        "1/history/0123ab/3",
        "1/alert/0123456789abcdef01234567/remove",
        "1/remind/g20-2026",
        "1/stop-reminding/0123456789abcdef01234567",
        "1/alert/0123456789abcdef01234567/takeover",
        "1/take-over/0",
        "1/take-over/31",
    ] {
        let read: CustomId = posted.parse().expect(posted);
        assert_eq!(read.to_string(), posted);
    }
}

#[test]
fn what_no_button_of_ours_says_is_refused() {
    for given in [
        "",
        "1",
        "1/",
        "0/topic/arctic/china/0",
        "1/topic/arctic/china/-1",
        "1/topic/arctic",
        "1/alert//acknowledge",
        "1/alert/g/acknowledge",
        "1/alert/0a/forget",
        "1/subscriptions/",
        "1/subscriptions/-1",
        "1/history/0123ab",
        "1/history/g/1",
        "1/remind/",
        "1/stop-reminding/g",
        "1/rate/0a/maybe",
        "1/take-over/",
        "1/take-over/+1",
        "1/take-over/4294967296",
        "1/forget/",
        "1/forget/+1",
        "1/rate/x y/yes",
        "1/look/nowhere",
        "1/tour/31",
        "1/tour/+31/here",
        "1/report",
        "1/open/",
        "1/tour/g/here",
        "1/tour/31/quiz/",
        "1/tour/31/answer/0123456789ab/256",
        "1/tour/31/answer/0a",
        "1/tour/31/forget",
    ] {
        assert_eq!(given.parse::<CustomId>(), Err(()), "{given}");
    }
}
