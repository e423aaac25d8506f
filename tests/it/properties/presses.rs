//! What buttons carry: read from whoever sends it, and the same after a restart.

use attache::document::PartialDate;
use attache::knowledge::Stance;
use attache::reply::{CustomId, MAX_CUSTOM_ID, Tab, View};
use proptest::prelude::*;

use crate::properties::cases;

fn date() -> impl Strategy<Value = PartialDate> {
    (1..9999_i16, 1..=12_i8, 1..=28_i8, 0..3).prop_map(|(year, month, day, precision)| {
        match precision {
            0 => PartialDate::Year(year),
            1 => PartialDate::Month { year, month },
            _ => PartialDate::Day(jiff::civil::date(year, month, day)),
        }
    })
}

fn tab() -> impl Strategy<Value = Tab> {
    prop_oneof![
        Just(Tab::Overview),
        Just(Tab::China),
        Just(Tab::Russia),
        prop::option::of(date()).prop_map(Tab::Timeline),
        Just(Tab::Terms),
        Just(Tab::Sources),
        Just(Tab::More),
    ]
}

fn view() -> impl Strategy<Value = View> {
    // A topic's id is a file's name; a term's is its name in letters, digits and hyphens.
    let id = || "[a-z0-9-]{1,40}";
    let page = || 0..=usize::from(u16::MAX);
    let stance = prop::option::of(prop::sample::select(Stance::ALL.to_vec()));
    prop_oneof![
        (id(), tab(), page()).prop_map(|(id, tab, page)| View::Topic { id, tab, page }),
        (stance, page()).prop_map(|(stance, page)| View::Alignment { stance, page }),
        page().prop_map(|page| View::Hotspots { page }),
        (id(), id()).prop_map(|(first, second)| View::Compare { first, second }),
        "[a-z北極щ0-9-]{1,60}".prop_map(|id| View::Term { id }),
        page().prop_map(|page| View::Glossary { page }),
    ]
}

fn press() -> impl Strategy<Value = CustomId> {
    prop_oneof![
        view().prop_map(CustomId::Show),
        prop::option::of("[a-z0-9-]{1,40}").prop_map(|page| CustomId::Report { page }),
        Just(CustomId::Open),
    ]
}

/// Words like those of a button, and some that are not.
fn nearly_a_press() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "1",
        "2",
        "topic",
        "alignment",
        "hotspots",
        "compare",
        "term",
        "glossary",
        "report",
        "open",
        "arctic",
        "china",
        "since-2019",
        "since-2019-13",
        "since-",
        "all",
        "partly",
        "0",
        "-1",
        "65535",
        "65536",
        "99999999999999999999",
        "",
        "北极",
        "+1",
        " 1",
    ]);
    prop::collection::vec(part, 0..7).prop_map(|parts| parts.join("/"))
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn a_button_means_the_same_when_it_is_read_back(press in press()) {
        let id = press.to_string();
        prop_assert!(id.chars().count() <= MAX_CUSTOM_ID, "{}", id);
        prop_assert_eq!(id.parse(), Ok(press));
    }

    #[test]
    fn whatever_is_sent_is_refused_or_means_what_it_says(text in prop_oneof![nearly_a_press(), any::<String>()]) {
        if let Ok(press) = text.parse::<CustomId>() {
            // The same, but for ways to write a number that no button of ours uses.
            let again = press.to_string();
            prop_assert_eq!(again.parse(), Ok(press));
        }
        let _ = text.parse::<View>();
        let _ = text.parse::<Tab>();
        let _ = text.parse::<PartialDate>();
    }
}
