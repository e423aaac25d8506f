//! What buttons carry: read from whoever sends it, and the same after a restart.

use attache::document::PartialDate;
use attache::knowledge::Stance;
use attache::reply::{AlertAction, CustomId, MAX_CUSTOM_ID, Tab, TourAction, View};
use proptest::prelude::*;
use strum::VariantArray as _;

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
    let stance = prop::option::of(prop::sample::select(Stance::VARIANTS.to_vec()));
    prop_oneof![
        (id(), tab(), page()).prop_map(|(id, tab, page)| View::Topic { id, tab, page }),
        (stance, page()).prop_map(|(stance, page)| View::Alignment { stance, page }),
        page().prop_map(|page| View::Hotspots { page }),
        (prop::option::of(id()), prop::option::of(date()), page())
            .prop_map(|(group, until, page)| View::Summits { group, until, page }),
        id().prop_map(|id| View::Summit { id }),
        (id(), id()).prop_map(|(first, second)| View::Compare { first, second }),
        "[a-z北極щ0-9-]{1,60}".prop_map(|id| View::Term { id }),
        page().prop_map(|page| View::Glossary { page }),
    ]
}

/// What the buttons of tours do.
fn tour_action() -> impl Strategy<Value = TourAction> {
    let topic = || "[a-z0-9-]{1,40}";
    let fingerprint = || "[0-9a-f]{12}";
    prop_oneof![
        Just(TourAction::Here),
        topic().prop_map(|topic| TourAction::Page { topic }),
        topic().prop_map(|topic| TourAction::Quiz { topic }),
        (fingerprint(), any::<u8>()).prop_map(|(print, place)| TourAction::Answer { print, place }),
        (fingerprint(), any::<u8>()).prop_map(|(print, place)| TourAction::Review { print, place }),
        topic().prop_map(|track| TourAction::Begin { track }),
        Just(TourAction::Stop),
    ]
}

fn custom_id() -> impl Strategy<Value = CustomId> {
    let hash = || "[0-9a-f]{24}";
    let alert_action = prop::sample::select(vec![
        AlertAction::Acknowledge,
        AlertAction::Snooze,
        AlertAction::Details,
        AlertAction::Remove,
    ]);
    prop_oneof![
        view().prop_map(CustomId::Show),
        view().prop_map(CustomId::ShowPrivately),
        (hash(), any::<bool>()).prop_map(|(question, has_helped)| CustomId::Rate {
            question,
            has_helped
        }),
        hash().prop_map(|question| CustomId::ExplainRating { question }),
        any::<u64>().prop_map(|owner| CustomId::Forget { owner }),
        prop::option::of("[a-z0-9-]{1,40}").prop_map(|page| CustomId::Report { page }),
        Just(CustomId::Open),
        (any::<u64>(), tour_action()).prop_map(|(owner, act)| CustomId::Tour { owner, act }),
        "[a-z0-9-]{1,40}".prop_map(|summit| CustomId::Remind { summit }),
        hash().prop_map(|subscription| CustomId::StopReminding { subscription }),
        (hash(), alert_action).prop_map(|(id, act)| CustomId::Alert { id, act }),
    ]
}

/// Words like those of a button, and some that are not.
fn nearly_a_custom_id() -> impl Strategy<Value = String> {
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
        "look",
        "rate",
        "forget",
        "tour",
        "alert",
        "remind",
        "stop-reminding",
        "summits",
        "summit",
        "yes",
        "here",
        "snooze",
        "0123456789abcdef",
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
    fn a_button_means_the_same_when_it_is_read_back(custom_id in custom_id()) {
        let id = custom_id.to_string();
        prop_assert!(id.chars().count() <= MAX_CUSTOM_ID, "{}", id);
        prop_assert_eq!(id.parse(), Ok(custom_id));
    }

    #[test]
    fn whatever_is_sent_is_refused_or_means_what_it_says(text in prop_oneof![nearly_a_custom_id(), any::<String>()]) {
        if let Ok(custom_id) = text.parse::<CustomId>() {
            // The same, but for ways to write a number that no button of ours uses.
            let again = custom_id.to_string();
            prop_assert_eq!(again.parse(), Ok(custom_id));
        }
        let _ = text.parse::<View>();
        let _ = text.parse::<Tab>();
        let _ = text.parse::<PartialDate>();
    }
}
