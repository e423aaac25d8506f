//! `/attache privacy`: all that is stored about whoever asks, as a page and as a file, and a button that deletes it.

use super::Press;
use super::command::Command;
use super::context::Context;
use crate::bot::error::Failure;
use crate::bot::rest::File;
use crate::bot::state::in_time;
use crate::reply::{Audience, Button, ButtonState, CustomId, Entry, Page, Reply, Section};
use crate::store::UserData;
use crate::text::{Locale, text};

pub(super) fn privacy() -> Command {
    let description = "See, download or delete what is stored about you";
    Command::new("privacy", description, |ctx| Box::pin(run(ctx)))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let user = ctx.user()?.id.get();
    let data = in_time(ctx.state.store.user_data(user)).await?;
    let reply = page(&data, user, ctx.locale());
    if data.is_empty() {
        return ctx.post(&reply).await;
    }
    let bytes =
        serde_json::to_vec_pretty(&data).map_err(|error| Failure::Internal(Box::new(error)))?;
    let name = "kept-about-you.json".to_owned();
    ctx.responder
        .post_with_file(&reply, File { name, bytes })
        .await
}

/// Deletes what is stored about whoever pressed; the button carries for whom it was made.
pub(in crate::bot) async fn forget(press: Press<'_>, owner: u64) -> Result<(), Failure> {
    let (user, locale) = (press.user()?, press.locale());
    if owner != user {
        return Err(Failure::User(text!(locale, "bot-privacy-not-yours")));
    }
    in_time(press.state.store.forget(user)).await?;
    let deleted = Reply::private(
        text!(locale, "bot-privacy-deleted-title"),
        text!(locale, "bot-privacy-deleted"),
    );
    press.show_done(&deleted).await;
    Ok(())
}

/// What is stored about `user`, a line a kind, and the button that deletes it if there is anything.
fn page(data: &UserData, user: u64, locale: Locale) -> Reply {
    let lines = [
        (
            text!(locale, "bot-privacy-questions"),
            questions(data, locale),
        ),
        (text!(locale, "bot-privacy-tour"), tour(data, locale)),
        (text!(locale, "bot-privacy-alerts"), alerts(data, locale)),
        (text!(locale, "bot-privacy-calls"), calls(data, locale)),
        (
            text!(locale, "bot-privacy-reminders"),
            reminders(data, locale),
        ),
        (
            text!(locale, "bot-privacy-editors"),
            text!(locale, "bot-privacy-editors-text"),
        ),
    ];
    let entries = lines.map(|(label, text)| Entry::remark(text).labelled(label));
    let lead = if data.is_empty() {
        text!(locale, "bot-privacy-nothing")
    } else {
        text!(locale, "bot-privacy-lead")
    };
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(Page {
            title: text!(locale, "bot-privacy-title"),
            lead,
            sections: vec![Section::running(entries.to_vec())],
            ..Page::default()
        })
    };
    if data.is_empty() {
        return reply;
    }
    reply.with_row(vec![Button {
        label: text!(locale, "bot-privacy-delete-button"),
        press: CustomId::Forget { owner: user },
        state: ButtonState::Open,
    }])
}

fn questions(data: &UserData, locale: Locale) -> String {
    let channels = data.conversations.len();
    text!(locale, "bot-privacy-questions-text", channels = channels)
}

fn tour(data: &UserData, locale: Locale) -> String {
    match &data.tour {
        None => text!(locale, "bot-privacy-tour-nothing"),
        Some(tour) => {
            let (tracks, missed) = (tour.tours.len(), tour.cards.len());
            text!(
                locale,
                "bot-privacy-tour-text",
                tracks = tracks,
                missed = missed
            )
        }
    }
}

fn calls(data: &UserData, locale: Locale) -> String {
    let (called, shifts) = (data.called_by.len(), data.shifts.len());
    text!(
        locale,
        "bot-privacy-calls-text",
        called = called,
        shifts = shifts
    )
}

fn reminders(data: &UserData, locale: Locale) -> String {
    let count = data.reminders.len();
    text!(locale, "bot-privacy-reminders-text", count = count)
}

fn alerts(data: &UserData, locale: Locale) -> String {
    text!(
        locale,
        "bot-privacy-alerts-text",
        acknowledged = data.acknowledged.len(),
        subscriptions = data.subscriptions.len(),
        handovers = data.handovers.len()
    )
}
