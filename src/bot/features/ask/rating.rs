//! 👍 and 👎 below an answer, counted for the editors without who pressed; 👎 opens a form that asks why.

use tracing::warn;

use crate::bot::editors_channel;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::rest::Nonce;
use crate::bot::state::in_time;
use crate::reply::{
    CustomId, Entry, Form, FormAnswers, FormChoice, FormField, FormInput, Page, Reply, Section,
};
use crate::store::{MissReason, Question};
use crate::text::{Locale, text};

/// Longest remark, in characters: with every one of them escaped it still fits into an embed beside its question.
const MAX_REMARK: u16 = 1_000;
/// The fields of the form.
const REASON: &str = "reason";
const REMARK: &str = "remark";
const REASONS: [MissReason; 3] = [MissReason::Page, MissReason::Fact, MissReason::Unknown];

/// Counts what a reader thinks of an answer. One that did not help is counted by now, whatever becomes of the form.
pub(in crate::bot) async fn rate(
    press: Press<'_>,
    question: &str,
    has_helped: bool,
) -> Result<(), Failure> {
    let locale = press.locale();
    let is_known = in_time(press.state.store.rate_question(question, has_helped)).await?;
    match (is_known, has_helped) {
        (false, _) => press.responder.post(&too_old(locale)).await,
        (true, true) => press.responder.post(&thanks(locale)).await,
        (true, false) => press.responder.open_form(&form(question, locale)).await,
    }
}

/// Records why an answer did not help, and brings it to the editors.
pub(in crate::bot) async fn explain(
    form: Press<'_>,
    question: &str,
    answers: &FormAnswers,
) -> Result<(), Failure> {
    let (state, locale) = (form.state, form.locale());
    let old = || Failure::User(text!(locale, "bot-button-old"));
    let reason = answers.text(REASON).and_then(|word| word.parse().ok());
    let reason: MissReason = reason.ok_or_else(old)?;
    let remark = answers.text(REMARK);
    let deferred = form.responder.defer_regardless().await;
    let explained = in_time(state.store.explain_rating(question, reason, remark)).await;
    let reply = match explained {
        Err(failure) => Err(failure),
        Ok(None) => Ok(too_old(locale)),
        Ok(Some(question)) => {
            let nonce = Nonce::of(&["rating", &form.interaction.id.to_string()]);
            let note = note(form, &question, reason, remark);
            // It is on record, and `attache gaps` shows it.
            if let Err(error) = editors_channel::post(state, &note, nonce).await {
                warn!(%error, "Why an answer did not help could not be posted to the editors.");
            }
            Ok(thanks(locale))
        }
    };
    deferred.finish(reply).await
}

fn form(question: &str, locale: Locale) -> Form {
    let reasons = REASONS.map(|reason| FormChoice {
        label: words(reason, locale),
        value: reason.as_ref().to_owned(),
        is_chosen: reason == REASONS[0],
    });
    Form {
        title: text!(locale, "bot-rating-form-title"),
        custom_id: CustomId::ExplainRating {
            question: question.to_owned(),
        },
        fields: vec![
            FormField {
                id: REASON,
                label: text!(locale, "bot-rating-reason-label"),
                hint: String::new(),
                is_required: true,
                input: FormInput::OneOf(reasons.into()),
            },
            FormField {
                id: REMARK,
                label: text!(locale, "bot-rating-remark-label"),
                hint: text!(locale, "bot-rating-remark-hint"),
                is_required: false,
                input: FormInput::Text {
                    placeholder: text!(locale, "bot-feedback-placeholder"),
                    min: 0,
                    max: MAX_REMARK,
                },
            },
        ],
    }
}

fn words(reason: MissReason, locale: Locale) -> String {
    match reason {
        MissReason::Page => text!(locale, "bot-rating-page"),
        MissReason::Fact => text!(locale, "bot-rating-fact"),
        MissReason::Unknown => text!(locale, "bot-rating-unknown"),
    }
}

fn thanks(locale: Locale) -> Reply {
    Reply::private(text!(locale, "bot-rating-thanks-title"), "")
}

fn too_old(locale: Locale) -> Reply {
    Reply::private(
        text!(locale, "bot-rating-too-old-title"),
        text!(locale, "bot-rating-too-old"),
    )
}

/// What the editors read, in the language of the knowledge, without who wrote it.
fn note(form: Press<'_>, question: &Question, reason: MissReason, remark: Option<&str>) -> Page {
    let locale = Locale::English;
    let knowledge = form.state.knowledge();
    let page = question.answered_by.as_deref();
    let page = page.map(|id| knowledge.topic_name(id));
    let mut entries = vec![
        Entry::remark(&*question.text).labelled("Question"),
        Entry::remark(words(reason, locale)).labelled("Kind"),
    ];
    entries.extend(page.map(|page| Entry::remark(page).labelled("Answered from")));
    Page {
        title: text!(locale, "bot-rating-note-title"),
        lead: remark.unwrap_or_default().to_owned(),
        sections: vec![Section::running(entries)],
        ..Page::default()
    }
}
