//! `/attache privacy`: all that is kept of whoever asks, as a page and as a file, and a button that deletes it.

use poise::serenity_prelude as serenity;

use crate::bot::Failure;
use crate::bot::features::context::{Context, waiting};
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::{AppState, in_time};
use crate::reply::{Audience, Button, ButtonState, CustomId, Entry, Page, Reply, Section};
use crate::store::UserData;

/// What is kept about you, as a page and a file, and a button that deletes it
#[poise::command(slash_command)]
pub(super) async fn privacy(ctx: Context<'_>) -> Result<(), Failure> {
    let user = ctx.interaction.user.id.get();
    let kept = in_time(ctx.data().floor.store().user_data(user)).await?;
    let reply = page(&kept, user);
    if kept.is_empty() {
        return waiting(ctx).post(&reply).await;
    }
    let text =
        serde_json::to_vec_pretty(&kept).map_err(|error| Failure::Internal(Box::new(error)))?;
    let file = serenity::CreateAttachment::bytes(text, "kept-about-you.json");
    waiting(ctx).post_with_file(&reply, file).await
}

/// Deletes what is kept of whoever pressed; the button carries for whom it was made.
pub(in crate::bot) async fn forget(
    state: &AppState,
    owner: u64,
    user: u64,
    waiting: InteractionResponder<'_>,
) -> Result<(), Failure> {
    if owner != user {
        let sentence =
            "This button is somebody else's. /attache privacy shows what is kept about you.";
        return Err(Failure::User(sentence.to_owned()));
    }
    in_time(state.floor.store().forget(user)).await?;
    let lead =
        "Nothing is kept about you any more. The tour and its questions have ended with that.";
    waiting.update(&Reply::private("Deleted", lead)).await
}

fn page(kept: &UserData, user: u64) -> Reply {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    let tour = match &kept.tour {
        None => "nothing".to_owned(),
        Some(tour) => format!(
            "{}, {}, your time zone and when you like to be asked",
            count(tour.tours.len(), "track", "tracks"),
            count(
                tour.cards.len(),
                "question you missed",
                "questions you missed"
            ),
        ),
    };
    let conversations = match kept.conversations.len() {
        0 => "nothing; your last question in a channel is kept for a quarter of an hour".to_owned(),
        many => format!(
            "your last question in {}, for a quarter of an hour",
            count(many, "channel", "channels")
        ),
    };
    let lines = [
        ("Questions", conversations),
        ("Tour", tour),
        (
            "Alerts",
            format!(
                "{} that you acknowledged or put off, {} that you made or paused",
                count(kept.acknowledged.len(), "alert", "alerts"),
                count(kept.subscriptions.len(), "subscription", "subscriptions")
            ),
        ),
        (
            "For the editors",
            "questions are counted without your name; feedback that you send is posted in the editors' channel with it"
                .to_owned(),
        ),
    ];
    let entries = lines.map(|(label, text)| Entry::remark(text).labelled(label));
    let lead = if kept.is_empty() {
        "Nothing is kept about you now."
    } else {
        "The file has all of it, as it is kept. Delete takes it away: subscriptions stay, for they belong to their channels, \
         and an alert stays acknowledged, but by nobody in particular."
    };
    let page = Page {
        title: "What is kept about you".to_owned(),
        lead: lead.to_owned(),
        sections: vec![Section::running(entries.to_vec())],
        ..Page::default()
    };
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(page)
    };
    if kept.is_empty() {
        return reply;
    }
    reply.with_row(vec![Button {
        label: "Delete all of it".to_owned(),
        press: CustomId::Forget { owner: user },
        state: ButtonState::Open,
    }])
}
