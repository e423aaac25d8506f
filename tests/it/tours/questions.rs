//! What is asked: sound for all of the shipped knowledge, and another once a fact is another.

use std::collections::HashSet;

use attache::knowledge::{Knowledge, TrackStep, load};
use attache::pages::AsOf;
use attache::reply::{CustomId, MAX_CUSTOM_ID, MAX_DESCRIPTION, Reply, description};
use attache::store::{Tour, TourState};
use attache::text::Locale;
use attache::tours::{
    Course, Question, lesson, question, question_for, question_page, questions_about,
};
use jiff::{Span, Timestamp};

use crate::support::folder::{Folder, TODAY, hotspot, shipped};
use crate::tours::setup::NOOR;

fn moment() -> AsOf {
    AsOf {
        today: TODAY,
        stale_after: Span::new().days(180),
    }
}

fn all(knowledge: &Knowledge) -> Vec<Question> {
    let hotspots = knowledge.hotspots().map(|hotspot| &hotspot.id);
    let organizations = knowledge
        .organizations()
        .map(|organization| &organization.id);
    hotspots
        .chain(organizations)
        .flat_map(|topic| questions_about(knowledge, topic, moment()))
        .collect()
}

#[test]
fn every_question_of_the_shipped_knowledge_can_be_asked() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let questions = all(&knowledge);
    let (mut keys, mut prints) = (HashSet::new(), HashSet::new());
    for one in &questions {
        assert!(
            keys.insert(&one.key) && prints.insert(&one.fingerprint),
            "{one:?}"
        );
        assert!((2..=5).contains(&one.choices.len()), "{one:?}");
        let different: HashSet<&String> = one.choices.iter().collect();
        assert_eq!(different.len(), one.choices.len(), "{one:?}");
        for choice in &one.choices {
            assert!((1..=80).contains(&choice.chars().count()), "{one:?}");
        }
        assert!((10..=900).contains(&one.text.chars().count()), "{one:?}");
        assert!(
            one.why.date.is_some() && !one.why.sources.is_empty(),
            "{one:?}"
        );
        if one.key.contains("/term/") {
            let (lower, right) = (one.text.to_lowercase(), one.right().to_lowercase());
            let says_it = lower
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == right);
            assert!(!says_it, "the question gives itself away: {one:?}");
        }
        assert_eq!(question(&knowledge, &one.key, moment()).as_ref(), Some(one));
    }
    for hotspot in knowledge.hotspots() {
        let own = questions
            .iter()
            .filter(|one| one.topic() == hotspot.id)
            .count();
        assert!(
            own >= 3,
            "{}: two that were written and the verdict",
            hotspot.id
        );
    }
    for organization in knowledge.organizations() {
        let own = questions.iter().any(|one| one.topic() == organization.id);
        assert!(own, "{} has no question", organization.id);
    }
}

#[test]
fn every_page_of_every_track_is_within_the_limits_and_its_buttons_too_in_each_language() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let check = |reply: &Reply| {
        let length = description(&reply.page).chars().count();
        assert!(length <= MAX_DESCRIPTION, "{length}: {}", reply.page.title);
        assert!(reply.page.title.chars().count() <= 256);
        for button in reply.buttons.iter().flatten() {
            let custom_id = button.press.to_string();
            assert!(custom_id.chars().count() <= MAX_CUSTOM_ID, "{custom_id}");
            assert!(matches!(button.press, CustomId::Tour { owner, .. } if owner == u64::MAX));
            assert_eq!(custom_id.parse(), Ok(button.press.clone()));
        }
    };
    assert_eq!(knowledge.tracks().len(), 3);
    for track in knowledge.tracks() {
        let tour = Tour {
            learner: u64::MAX,
            track: track.id.clone(),
            guild: None,
            state: TourState::Running,
            asking: None,
            started_at: Timestamp::UNIX_EPOCH,
            seen_at: Timestamp::UNIX_EPOCH,
            done: Vec::new(),
        };
        let course = Course::of(&knowledge, &tour).unwrap();
        for step in &track.steps {
            for locale in Locale::ALL {
                check_step(&knowledge, &course, step, locale, &check);
            }
        }
    }
}

fn check_step(
    knowledge: &Knowledge,
    course: &Course<'_>,
    step: &TrackStep,
    locale: Locale,
    check: &impl Fn(&Reply),
) {
    let owner = u64::MAX;
    let page = lesson::page(knowledge, course, step, owner, true, moment(), locale);
    check(&page);
    let remembered = &page.page.sections[0].entries;
    let (track, topic) = (&course.track.id, &step.topic);
    assert!((2..=3).contains(&remembered.len()), "{track}: {topic}");
    for one in questions_about(knowledge, topic, moment()) {
        let shown = question_page::shown(course, &one, topic, owner, locale);
        check(&shown);
        let is_marked = !shown.page.footer.is_empty();
        assert_eq!(is_marked, locale != Locale::English, "{locale}");
        for place in 0..one.choices.len() {
            let answered = question_page::answered(course, &one, owner, place, None, locale);
            check(&answered);
        }
    }
}

#[test]
fn choices_stand_in_the_same_order_for_one_user_and_in_others_for_others() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let one = question(&knowledge, "arctic/1", moment()).unwrap();
    assert_eq!(one.shown_to(NOOR), one.shown_to(NOOR));
    let places: HashSet<&str> = (0..50).map(|user| one.letter_of_right(user)).collect();
    assert_eq!(
        places,
        HashSet::from(["A", "B", "C"]),
        "the right one is anywhere"
    );
    let asked: HashSet<String> = (0..100)
        .filter_map(|user| question_for(&knowledge, "arctic", user, moment()))
        .map(|question| question.key)
        .collect();
    for key in [
        "arctic/1",
        "arctic/2",
        "arctic/stance",
        "arctic/term/polar-silk-road",
    ] {
        assert!(asked.contains(key), "{key} is asked of somebody: {asked:?}");
    }
}

#[test]
fn a_changed_fact_changes_its_question_and_no_other() {
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    folder.write("hotspots/iran.toml", hotspot("Iran", ""));
    let before = folder.load().knowledge;
    let text = hotspot("The Arctic", "").replace("opposed", "partly");
    folder.write("hotspots/arctic.toml", text);
    let after = folder.load().knowledge;
    let of = |knowledge: &Knowledge, key: &str| question(knowledge, key, moment()).unwrap();
    let (then, now) = (of(&before, "arctic/stance"), of(&after, "arctic/stance"));
    assert_eq!(then.right(), "Opposed: they work against each other");
    assert_eq!(now.right(), "Partly aligned: in some of it");
    assert_ne!(then.fingerprint, now.fingerprint);
    assert_eq!(of(&before, "iran/stance"), of(&after, "iran/stance"));
}

#[test]
fn the_questions_of_an_organization_come_from_its_facts() {
    let knowledge = load(&shipped(), TODAY).unwrap().knowledge;
    let of = |key: &str| question(&knowledge, key, moment()).unwrap();
    let chair = of("sco/chair");
    assert_eq!(chair.text, "Who chairs the SCO for the term 2025–2026?");
    assert_eq!(chair.right(), "Kyrgyzstan");
    let next = of("g20/next");
    assert_eq!(next.right(), "Miami, United States");
    assert!(next.text.contains("14–15 December 2026"), "{}", next.text);
    for (key, disputed) in [("brics/member", "Saudi Arabia"), ("csto/member", "Armenia")] {
        let member = of(key);
        assert!(
            !member.choices.iter().any(|choice| choice == disputed),
            "{member:?}"
        );
    }
}
