//! Any order of presses, old ones and forged ones too, skips no step, loses none, and never breaks.

use attache::knowledge::Track;
use attache::reply::TourAction;
use attache::store::TourState;
use attache::tours::TourOptions;
use proptest::prelude::*;
use tokio::runtime::Runtime;

use crate::support::folder::{Folder, hotspot};
use crate::tours::setup::{NOOR, Setup, acts};

/// What somebody does; numbers choose among what there is.
#[derive(Debug, Clone)]
enum Deed {
    /// A button of a message that was shown, be it long ago.
    Old(usize),
    /// Another choice of a question that was shown.
    Choice(usize, u8),
    Forged(TourAction),
    Restart,
    Stop,
    Continue,
}

fn forged() -> impl Strategy<Value = TourAction> {
    let word = prop_oneof![
        Just("arctic".to_owned()),
        Just("iran".to_owned()),
        "[a-z]{1,8}"
    ];
    let print = "[0-9a-f]{12}";
    prop_oneof![
        word.clone().prop_map(|topic| TourAction::Quiz { topic }),
        word.clone().prop_map(|topic| TourAction::Page { topic }),
        (print, 0_u8..=255).prop_map(|(print, place)| TourAction::Answer { print, place }),
        (print, 0_u8..=255).prop_map(|(print, place)| TourAction::Review { print, place }),
        Just(TourAction::Here),
        Just(TourAction::Back),
        Just(TourAction::More),
        Just(TourAction::Continue),
        word.prop_map(|track| TourAction::Begin { track }),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any::<usize>().prop_map(Deed::Old),
        3 => (any::<usize>(), 0_u8..6).prop_map(|(which, place)| Deed::Choice(which, place)),
        2 => forged().prop_map(Deed::Forged),
        1 => Just(Deed::Restart),
        1 => Just(Deed::Stop),
        1 => Just(Deed::Continue),
    ]
}

fn folder() -> Folder {
    let folder = Folder::new();
    for id in ["arctic", "iran", "syria", "ukraine"] {
        let quiz = format!(
            "[[quiz]]\nquestion = \"Where is {id}?\"\nchoices = [\"Here\", \"There\", \"Nowhere\"]\nanswer = 2\nwhy = \"w\"\n\
             as_of = 2019-06-05\nsources = [\"digest\"]\n"
        );
        folder.write(format!("hotspots/{id}.toml"), hotspot(id, "") + &quiz);
    }
    let steps =
        ["arctic", "iran", "syria", "ukraine"].map(|id| format!("[[step]]\ntopic = \"{id}\"\n"));
    let text = format!(
        "name = \"Short\"\nabout = \"For tests.\"\n{}",
        steps.concat()
    );
    folder.write("onboarding/short.toml", text);
    folder
}

#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn live_through(deeds: Vec<Deed>) {
    let folder = folder();
    let mut setup = Setup::on(folder.path());
    let options = TourOptions::default();
    setup.start(NOOR, "short", &options).await;
    let mut seen = vec![TourAction::Here];
    let mut before = setup.tour(NOOR, "short").await;
    for deed in deeds {
        let act = match &deed {
            Deed::Old(which) => Some(seen[which % seen.len()].clone()),
            Deed::Choice(which, place) => match seen[which % seen.len()].clone() {
                TourAction::Answer { print, .. } => Some(TourAction::Answer {
                    print,
                    place: *place,
                }),
                other => Some(other),
            },
            Deed::Forged(act) => Some(act.clone()),
            Deed::Restart => {
                setup.restart();
                None
            }
            Deed::Stop => Some(TourAction::Stop),
            Deed::Continue => {
                let reply = setup
                    .tours
                    .resume(NOOR, &options, setup.locale)
                    .await
                    .unwrap();
                seen.extend(acts(&reply));
                None
            }
        };
        if let Some(act) = act
            && let Ok(Some(reply)) = setup.press(NOOR, &act).await
        {
            seen.extend(acts(&reply));
        }
        let after = setup.tour(NOOR, "short").await;
        let knowledge = setup.library.current();
        let track: &Track = knowledge.track("short").unwrap();
        let done: Vec<&str> = after.done.iter().map(|step| step.topic.as_str()).collect();
        let steps: Vec<&str> = track.steps.iter().map(|step| step.topic.as_str()).collect();
        assert!(
            after.done.starts_with(&before.done),
            "what was done stays as it was: {deed:?}"
        );
        assert!(
            after.done.len() <= before.done.len() + 1,
            "one step at a time: {deed:?}"
        );
        let mut sorted = done.clone();
        sorted.sort_unstable();
        assert_eq!(
            sorted,
            steps[..done.len()],
            "in the order of the track: {deed:?}"
        );
        before = after;
    }
    // From wherever that led, the tour is walked to its end.
    setup
        .tours
        .resume(NOOR, &options, setup.locale)
        .await
        .unwrap();
    for _ in before.done.len()..4 {
        setup.answer(NOOR, true).await;
    }
    let end = setup.press(NOOR, &TourAction::Here).await.unwrap().unwrap();
    assert!(end.page.title.starts_with("Tour finished"), "{end:?}");
    assert_eq!(setup.tour(NOOR, "short").await.state, TourState::Done);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_presses_skips_a_step_or_loses_one(deeds in prop::collection::vec(deed(), 0..40)) {
        Runtime::new().unwrap().block_on(live_through(deeds));
    }
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts() {
    let folder = folder();
    let setup = Setup::on(folder.path());
    setup.start(NOOR, "short", &TourOptions::default()).await;
    let topic = "arctic".to_owned();
    let shown = setup
        .press(NOOR, &TourAction::Quiz { topic })
        .await
        .unwrap()
        .unwrap();
    let answers: Vec<TourAction> = acts(&shown)
        .into_iter()
        .filter(|act| matches!(act, TourAction::Answer { .. }))
        .collect();
    futures_util::future::join_all(answers.iter().map(|act| setup.press(NOOR, act))).await;
    let tour = setup.tour(NOOR, "short").await;
    assert_eq!(tour.done.len(), 1);
    let cards = setup.store.cards(NOOR).await.unwrap();
    assert_eq!(cards.is_empty(), tour.done[0].is_right == Some(true));
}

#[tokio::test]
async fn a_step_that_is_added_later_is_taken_and_none_is_taken_twice() {
    let folder = folder();
    let setup = Setup::on(folder.path());
    setup.start(NOOR, "short", &TourOptions::default()).await;
    for _ in 0..4 {
        setup.answer(NOOR, true).await;
    }
    let steps = ["ukraine", "serbia", "arctic"].map(|id| format!("[[step]]\ntopic = \"{id}\"\n"));
    folder.write("hotspots/serbia.toml", hotspot("Serbia", ""));
    let text = format!(
        "name = \"Short\"\nabout = \"For tests.\"\n{}",
        steps.concat()
    );
    folder.write("onboarding/short.toml", text);
    setup.library.reload().unwrap();
    let page = setup
        .tours
        .resume(NOOR, &TourOptions::default(), setup.locale)
        .await
        .unwrap();
    assert_eq!(page.page.title, "Serbia");
    assert!(
        page.page.lead.starts_with("▰▰▰ 3 of 3"),
        "{}",
        page.page.lead
    );
    setup.answer(NOOR, true).await;
    let end = setup.press(NOOR, &TourAction::Here).await.unwrap().unwrap();
    assert_eq!(end.page.title, "Tour finished: Short");
}
