//! `/help`: what the bot can do for whoever asks, and how it is asked.

use super::Press;
use super::command::Command;
use super::context::Context;
use crate::bot::error::Failure;
use crate::conversation::{HelpRole as Role, help_page};
use crate::reply::{Entry, Section};
use crate::text::{Locale, text};

pub(super) fn help() -> Command {
    let description = "What this bot can do, and how to ask it";
    Command::new("help", description, |ctx| Box::pin(run(ctx)))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let is_manager = ctx.guild().is_some() && ctx.is_manager();
    let role = if is_manager {
        Role::Manager
    } else {
        Role::Member
    };
    let mut reply = help_page(role, ctx.locale());
    if ctx.guild().is_some() {
        reply.page.sections.push(watch(ctx.locale()));
    }
    ctx.post(&reply).await
}

/// The same, from the button of the message with which the bot introduces itself.
pub(in crate::bot) async fn press(press: Press<'_>) -> Result<(), Failure> {
    press
        .responder
        .post(&help_page(Role::Member, press.locale()))
        .await
}

/// What a watch-officer needs.
fn watch(locale: Locale) -> Section {
    let line = |command: String, text: String| Entry::remark(text).labelled(command);
    Section::titled(
        text!(locale, "bot-help-watch-heading"),
        vec![
            line("/handover".to_owned(), text!(locale, "bot-help-handover")),
            line("/duty".to_owned(), text!(locale, "bot-help-duty")),
            line(
                text!(locale, "bot-help-acknowledge-label"),
                text!(locale, "bot-help-acknowledge"),
            ),
        ],
    )
}
