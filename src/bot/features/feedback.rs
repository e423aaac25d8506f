//! `/feedback`, and *Report a mistake* on a page: "this is wrong or out of date" goes to the editors' channel.

use poise::serenity_prelude as serenity;
use serenity::{CreateActionRow, CreateInputText, CreateModal, InputTextStyle, ModalInteraction};

use crate::bot::editors_channel;
use crate::bot::error::{self, Failure};
use crate::bot::features::context::{Context, responder};
use crate::bot::features::suggest::suggest_topics;
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::rest::Nonce;
use crate::bot::state::AppState;
use crate::pages::{Search, find_topic};
use crate::reply::{CustomId, Entry, Page, Reply, Section, shorten};

const NO_CHANNEL: &str = "This bot has no editors' channel yet, so feedback would reach nobody. The operator sets it as \
    editors_channel under [discord] in config/attache.toml.";

/// Longest note, in characters: with every one of them escaped it still fits into an embed.
const MAX_TEXT: u16 = 1_500;

/// Report something wrong or out of date to the editors
#[poise::command(slash_command)]
pub(super) async fn feedback(
    ctx: Context<'_>,
    #[description = "Page it is about"]
    #[autocomplete = "suggest_topics"]
    #[max_length = 100]
    page: Option<String>,
) -> Result<(), Failure> {
    let page = match page.map(|page| find_topic(&ctx.data().knowledge(), &page)) {
        Some(Search::Nothing(reply)) => return responder(ctx).post(&reply).await,
        Some(Search::Found { id, .. }) => Some(id),
        None => None,
    };
    open(ctx.data(), page.as_deref(), responder(ctx)).await
}

/// Opens the form.
pub(in crate::bot) async fn open(
    state: &AppState,
    page: Option<&str>,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    if state.settings.discord.editors_channel.is_none() {
        return Err(Failure::User(NO_CHANNEL.to_owned()));
    }
    let press = CustomId::Report {
        page: page.map(str::to_owned),
    };
    let input = CreateInputText::new(
        InputTextStyle::Paragraph,
        "What is wrong, and what is right?",
        "text",
    )
    .placeholder("A source helps: a link, an outlet, a date.")
    .min_length(3)
    .max_length(MAX_TEXT);
    let form = CreateModal::new(press.to_string(), shorten(&about(state, page), 45))
        .components(vec![CreateActionRow::InputText(input)]);
    responder.open_modal(&form).await
}

/// Brings a filled form to the editors. Whoever wrote it gets the text back if that fails.
pub(in crate::bot) async fn deliver(
    state: &AppState,
    page: Option<&str>,
    text: &str,
    form: &ModalInteraction,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let from = format!("{} ({})", form.user.name, form.user.id);
    let note = Page {
        title: about(state, page),
        lead: text.to_owned(),
        sections: vec![Section::running(vec![Entry::remark(from).labelled("From")])],
        footer: form.guild_id.map_or_else(
            || "direct message".to_owned(),
            |guild| format!("guild {guild}"),
        ),
        ..Page::default()
    };
    let deferred = responder.defer().await?;
    let nonce = Nonce::of(&["feedback", &form.id.to_string()]);
    let undelivered = match editors_channel::post(state, &note, nonce).await {
        Ok(true) => {
            let thanks = Reply::private("Thank you", "The editors have your note.");
            return deferred.finish(Ok(thanks)).await;
        }
        Ok(false) => NO_CHANNEL.to_owned(),
        Err(error) => error.to_string(),
    };
    let mut reply = error::broken(&format!("Feedback was not delivered: {undelivered}"));
    let text = Entry::remark(text).labelled("Your text");
    reply.page.sections.push(Section::running(vec![text]));
    deferred.finish(Ok(reply)).await
}

/// "Feedback on The Arctic"
fn about(state: &AppState, page: Option<&str>) -> String {
    let knowledge = state.knowledge();
    let name = page.map(|id| knowledge.topic(id).map_or(id, |topic| topic.name()));
    name.map_or_else(
        || "Feedback".to_owned(),
        |name| format!("Feedback on {name}"),
    )
}
