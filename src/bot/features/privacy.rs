//! `/attache privacy`: all that is stored about whoever asks, as a page and as a file, and a button that deletes it.

use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, responder};
use crate::bot::interactions::responder::InteractionResponder;
use crate::bot::state::{AppState, in_time};
use crate::reply::{Audience, Button, ButtonState, CustomId, Entry, Page, Reply, Section};
use crate::store::UserData;

/// See, download or delete what is stored about you
#[poise::command(slash_command)]
pub(super) async fn privacy(ctx: Context<'_>) -> Result<(), Failure> {
    let user = ctx.interaction.user.id.get();
    let data = in_time(ctx.data().store.user_data(user)).await?;
    let reply = page(&data, user);
    if data.is_empty() {
        return responder(ctx).post(&reply).await;
    }
    let text =
        serde_json::to_vec_pretty(&data).map_err(|error| Failure::Internal(Box::new(error)))?;
    let file = serenity::CreateAttachment::bytes(text, "kept-about-you.json");
    responder(ctx).post_with_file(&reply, file).await
}

/// Deletes what is stored about whoever pressed; the button carries for whom it was made.
pub(in crate::bot) async fn forget(
    state: &AppState,
    owner: u64,
    user: u64,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    if owner != user {
        let sentence =
            "This button is somebody else's. /attache privacy shows what is stored about you.";
        return Err(Failure::User(sentence.to_owned()));
    }
    in_time(state.store.forget(user)).await?;
    let lead =
        "Nothing is stored about you any more. The tour and its reviews have ended with that.";
    responder.update(&Reply::private("Deleted", lead)).await
}

/// What is stored about `user`, a line a kind, and the button that deletes it if there is anything.
fn page(data: &UserData, user: u64) -> Reply {
    let lines = [
        ("Questions", questions(data)),
        ("Tour", tour(data)),
        ("Alerts", alerts(data)),
        (
            "For the editors",
            "questions are counted without your name; feedback that you send is posted in the editors' channel with it"
                .to_owned(),
        ),
    ];
    let entries = lines.map(|(label, text)| Entry::remark(text).labelled(label));
    let lead = if data.is_empty() {
        "Nothing is stored about you now."
    } else {
        "The file has all of it. Delete removes it; subscriptions stay, as they belong to their channels, and an alert stays \
         acknowledged, but without your name."
    };
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(Page {
            title: "What is stored about you".to_owned(),
            lead: lead.to_owned(),
            sections: vec![Section::running(entries.to_vec())],
            ..Page::default()
        })
    };
    if data.is_empty() {
        return reply;
    }
    reply.with_row(vec![Button {
        label: "Delete all of it".to_owned(),
        press: CustomId::Forget { owner: user },
        state: ButtonState::Open,
    }])
}

fn questions(data: &UserData) -> String {
    match data.conversations.len() {
        0 => {
            "nothing; your last question in a channel is stored for a quarter of an hour".to_owned()
        }
        many => format!(
            "your last question in {}, for a quarter of an hour",
            count(many, "channel", "channels")
        ),
    }
}

fn tour(data: &UserData) -> String {
    data.tour.as_ref().map_or_else(
        || "nothing".to_owned(),
        |tour| {
            format!(
                "{}, {}, your time zone and the time of your reviews",
                count(tour.tours.len(), "track", "tracks"),
                count(
                    tour.cards.len(),
                    "question you missed",
                    "questions you missed"
                ),
            )
        },
    )
}

fn alerts(data: &UserData) -> String {
    format!(
        "{} that you acknowledged or snoozed, {} that you made or paused",
        count(data.acknowledged.len(), "alert", "alerts"),
        count(data.subscriptions.len(), "subscription", "subscriptions")
    )
}

/// "no alerts", "1 alert", "7 alerts"
fn count(count: usize, one: &str, many: &str) -> String {
    match count {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}
