//! A tour speaks the language of its learner, also where nobody asks: in what the bot sends days later.

use attache::reply::{Reply, TourAction, description};
use attache::text::Locale;
use attache::tours::{TourOptions, TourRefusal};
use jiff::SignedDuration;

use crate::support::folder::shipped;
use crate::tours::setup::{NOOR, Setup, acts};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What somebody reads around the facts of a reply.
fn frame(reply: &Reply) -> (&str, &str, &str) {
    let last = reply.buttons.iter().flatten().last().unwrap();
    (&reply.page.title, &last.label, &reply.page.footer)
}

async fn next_review(setup: &Setup) -> Reply {
    setup.clock.advance(DAY);
    let mut messages = setup.tours.due_reviews().await.unwrap().messages;
    assert_eq!(messages.len(), 1);
    messages.remove(0).reply
}

#[tokio::test]
async fn a_review_comes_in_the_language_of_the_learners_last_press() {
    let mut setup = Setup::on(&shipped());
    setup.locale = Locale::French;
    setup.start(NOOR, "analyst", &TourOptions::default()).await;
    setup.answer(NOOR, false).await;
    let review = next_review(&setup).await;
    let (title, stop, footer) = frame(&review);
    assert!(title.starts_with("À revoir\u{a0}: "), "{title}");
    assert_eq!(stop, "Arrêter");
    assert_eq!(
        footer,
        "Aucune autre question en attente · Faits et questions en anglais · /onboard stop y met fin"
    );

    setup.locale = Locale::Russian;
    let TourAction::Review { print, .. } = acts(&review)[0].clone() else {
        panic!("no question");
    };
    let place = setup.place(NOOR, &print, false);
    let act = TourAction::Review { print, place };
    let answered = setup.press(NOOR, &act).await.unwrap().unwrap();
    assert_eq!(answered.page.title, "Не совсем так");
    let shown = description(&answered.page);
    assert!(
        shown.contains("Этот вопрос вернётся 25 нояб. 2026 г."),
        "{shown}"
    );
    let review = next_review(&setup).await;
    let (title, stop, footer) = frame(&review);
    assert!(title.starts_with("Повторение: "), "{title}");
    assert_eq!(stop, "Остановить");
    assert_eq!(
        footer,
        "Других вопросов нет · Сведения и вопросы на английском языке · /onboard stop отключает это"
    );
}

#[tokio::test]
async fn a_tour_is_led_in_the_language_of_whoever_takes_it() {
    let mut setup = Setup::on(&shipped());
    setup.locale = Locale::Chinese;
    let options = TourOptions::default();
    setup.start(NOOR, "newcomer", &options).await;
    let step = setup.press(NOOR, &TourAction::Here).await.unwrap().unwrap();
    let labels: Vec<&str> = step.buttons[0]
        .iter()
        .map(|one| one.label.as_str())
        .collect();
    assert_eq!(labels, ["去答题", "停止"]);
    let answered = setup.answer(NOOR, true).await;
    assert_eq!(answered.page.title, "回答正确");
    assert_eq!(answered.page.footer, "资料与题目为英文");
    let progress = setup.tours.progress(NOOR, Some(1), setup.locale).await;
    let shown = description(&progress.unwrap().page);
    assert!(shown.contains("答对1题，答错0题"), "{shown}");
    // A message has no language: the learner's own is used.
    let stopped = setup.tours.stop(NOOR, None).await.unwrap();
    assert_eq!(stopped.page.title, "导览已停止");
}

#[tokio::test]
async fn a_reader_of_english_is_told_nothing_about_languages() {
    let setup = Setup::on(&shipped());
    setup.start(NOOR, "analyst", &TourOptions::default()).await;
    let answered = setup.answer(NOOR, false).await;
    assert_eq!(answered.page.footer, "");
    let review = next_review(&setup).await;
    let (_, _, footer) = frame(&review);
    assert_eq!(
        footer,
        "No other questions waiting · /onboard stop ends this"
    );
}

#[test]
fn what_a_learner_can_put_right_is_said_in_their_language() {
    let zone = TourRefusal::UnknownZone {
        given: "Europe/Brusels".to_owned(),
        nearest: Some("Europe/Brussels".to_owned()),
    };
    let said = [
        (
            Locale::English,
            "“Europe/Brusels” isn't a time zone I know. Did you mean Europe/Brussels? Use an IANA name such as \
             Europe/Brussels.",
        ),
        (
            Locale::French,
            "Le fuseau horaire «\u{a0}Europe/Brusels\u{a0}» est inconnu. Vouliez-vous dire Europe/Brussels\u{202f}? \
             Utilisez un nom IANA, par exemple Europe/Brussels.",
        ),
        (
            Locale::Russian,
            "Часовой пояс «Europe/Brusels» неизвестен. Возможно, вы имели в виду Europe/Brussels? Укажите название \
             IANA, например Europe/Brussels.",
        ),
        (
            Locale::Chinese,
            "不认识时区“Europe/Brusels”。您是否想写 Europe/Brussels？请使用 IANA 名称，例如 Europe/Brussels。",
        ),
    ];
    for (locale, sentence) in said {
        assert_eq!(zone.text(locale), sentence);
    }
}
