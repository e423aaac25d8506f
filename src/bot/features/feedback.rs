//! `/feedback`, and *Report a mistake* on a page: "this is wrong or out of date" goes to the editors' channel.

use tracing::{error, info};

use super::Press;
use super::command::{Command, CommandOption};
use super::context::Context;
use super::suggest::suggest_topics;
use crate::bot::editors_channel;
use crate::bot::error::{self, Failure};
use crate::bot::interactions::InteractionResponder;
use crate::bot::rest::{CreateMessage, Nonce};
use crate::bot::state::AppState;
use crate::pages::{Search, find_topic};
use crate::reply::{
    CustomId, Entry, Form, FormAnswers, FormChoice, FormField, FormInput, Page, Reply, Section,
};
use crate::text::{Locale, text};

/// Longest note, in characters: with every one of them escaped it still fits into an embed.
const MAX_TEXT: u16 = 1_500;
/// Shortest note, in characters.
const MIN_TEXT: u16 = 3;
/// The fields of the form.
const TEXT: &str = "text";
const KIND: &str = "kind";
/// What a note can be about, as the form sends it.
const KINDS: [&str; 4] = ["wrong", "outdated", "missing", "other"];

pub(super) fn feedback() -> Command {
    let description = "Report something wrong or out of date to the editors";
    Command::new("feedback", description, |ctx| Box::pin(run(ctx)))
        .option(CommandOption::text("page", "Page it is about", 100).suggesting(suggest_topics))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let locale = ctx.locale();
    let found = ctx
        .text("page")
        .map(|page| find_topic(&ctx.state.knowledge(), page, locale));
    let page = match found {
        Some(Search::Nothing(reply)) => return ctx.post(&reply).await,
        Some(Search::Found { id, .. }) => Some(id),
        None => None,
    };
    open(ctx.state, page.as_deref(), ctx.responder).await
}

/// Opens the form.
pub(in crate::bot) async fn open(
    state: &AppState,
    page: Option<&str>,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let locale = responder.locale();
    if state.settings.discord.editors_channel.is_none() {
        return Err(Failure::User(text!(locale, "bot-feedback-no-channel")));
    }
    let kinds = KINDS.map(|kind| FormChoice {
        label: kind_words(kind, locale),
        value: kind.to_owned(),
        is_chosen: kind == KINDS[0],
    });
    let form = Form {
        title: about(state, page, locale),
        custom_id: CustomId::Report {
            page: page.map(str::to_owned),
        },
        fields: vec![
            FormField {
                id: KIND,
                label: text!(locale, "bot-feedback-kind-label"),
                hint: String::new(),
                is_required: true,
                input: FormInput::OneOf(kinds.into()),
            },
            FormField {
                id: TEXT,
                label: text!(locale, "bot-feedback-text-label"),
                hint: text!(locale, "bot-feedback-text-hint"),
                is_required: true,
                input: FormInput::Text {
                    placeholder: text!(locale, "bot-feedback-placeholder"),
                    min: MIN_TEXT,
                    max: MAX_TEXT,
                },
            },
        ],
    };
    responder.open_form(&form).await
}

fn kind_words(kind: &str, locale: Locale) -> String {
    match kind {
        "wrong" => text!(locale, "bot-feedback-wrong"),
        "outdated" => text!(locale, "bot-feedback-outdated"),
        "missing" => text!(locale, "bot-feedback-missing"),
        _ => text!(locale, "bot-feedback-other"),
    }
}

/// Brings a filled form to the editors, whatever becomes of its answer. Whoever wrote it gets the text back if that fails.
pub(in crate::bot) async fn deliver(
    form: Press<'_>,
    page: Option<&str>,
    answers: &FormAnswers,
) -> Result<(), Failure> {
    let (state, locale) = (form.state, form.locale());
    let text = answers.text(TEXT).filter(|text| has_words(text));
    let Some(text) = text else {
        return Err(Failure::User(text!(locale, "bot-feedback-empty")));
    };
    let deferred = form.responder.defer_regardless().await;
    let nonce = Nonce::of(&["feedback", &form.interaction.id.to_string()]);
    let note = note(form, page, answers, text);
    let undelivered = match editors_channel::post(state, &note, nonce).await {
        Ok(true) => {
            let thanks = Reply::private(
                text!(locale, "bot-feedback-thanks-title"),
                text!(locale, "bot-feedback-thanks"),
            );
            return deferred.finish(Ok(thanks)).await;
        }
        Ok(false) => text!(locale, "bot-feedback-no-channel"),
        Err(error) => error.to_string(),
    };
    let cause = format!("Feedback was not delivered: {undelivered}");
    let mut reply = error::broken(&cause, locale);
    let label = text!(locale, "bot-feedback-your-text");
    let text = Entry::remark(text).labelled(&label);
    reply.page.sections.push(Section::running(vec![text]));
    if let Err(error) = deferred.give(reply.clone()).await {
        info!(%error, "Feedback could not be given back where it was written.");
        give_back_directly(form, &reply).await;
    }
    Ok(())
}

/// Writes to whoever wrote a text that reached nobody.
async fn give_back_directly(form: Press<'_>, reply: &Reply) {
    let given_back = async {
        let (rest, user) = (&form.state.rest, form.user()?);
        let channel = rest.open_dm(user).await?;
        let nonce = Nonce::of(&["feedback back", &form.interaction.id.to_string()]);
        let message = CreateMessage::of_reply(reply, nonce);
        rest.create_message(channel, &message).await?;
        Ok::<_, Failure>(())
    };
    if let Err(error) = given_back.await {
        error!(%error, "Feedback was lost: it reached neither the editors nor, again, whoever wrote it.");
    }
}

/// Whether there is something to read in it: invisible characters and marks alone are nothing.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// What the editors read, in the language of the knowledge.
fn note(form: Press<'_>, page: Option<&str>, answers: &FormAnswers, text: &str) -> Page {
    let locale = Locale::English;
    let interaction = form.interaction;
    let from = interaction.user.as_ref().map_or_else(
        || "unknown".to_owned(),
        |user| format!("{} ({})", user.username(), user.id),
    );
    let mut entries = vec![Entry::remark(from).labelled("From")];
    let kind = answers.text(KIND).filter(|kind| KINDS.contains(kind));
    if let Some(kind) = kind {
        entries.push(Entry::remark(kind_words(kind, locale)).labelled("Kind"));
    }
    Page {
        title: about(form.state, page, locale),
        lead: text.to_owned(),
        sections: vec![Section::running(entries)],
        footer: interaction.guild_id.map_or_else(
            || "direct message".to_owned(),
            |guild| format!("guild {guild}"),
        ),
        ..Page::default()
    }
}

/// "Feedback on The Arctic"
fn about(state: &AppState, page: Option<&str>, locale: Locale) -> String {
    let knowledge = state.knowledge();
    let name = page.map(|id| knowledge.topic_name(id));
    match name {
        Some(name) => text!(locale, "bot-feedback-on-title", name = name.to_owned()),
        None => text!(locale, "bot-feedback-title"),
    }
}
