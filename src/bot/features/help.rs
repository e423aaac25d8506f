//! `/help`: what the bot can do for whoever asks, and how it is asked.

use super::Press;
use super::command::Command;
use super::context::Context;
use crate::bot::error::Failure;
use crate::reply::{Audience, Button, ButtonState, CustomId, Entry, Page, Reply, Section, View};
use crate::text::{Locale, text};

/// What somebody may do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Role {
    /// Ask.
    Member,
    /// See and change a server's alerts.
    Manager,
}

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
    let mut reply = page(role, ctx.locale());
    if ctx.guild().is_some() {
        reply.page.sections.push(watch(ctx.locale()));
    }
    ctx.post(&reply).await
}

/// The same, from the button of the message with which the bot introduces itself.
pub(in crate::bot) async fn press(press: Press<'_>) -> Result<(), Failure> {
    press
        .responder
        .post(&page(Role::Member, press.locale()))
        .await
}

/// What the bot can do for somebody.
pub(super) fn page(role: Role, locale: Locale) -> Reply {
    let line = |command: &str, text: String| Entry::remark(text).labelled(command);
    let mut sections = vec![Section::titled(
        text!(locale, "bot-help-look-heading"),
        vec![
            line("/issue", text!(locale, "bot-help-issue")),
            line("/aligned-with-us", text!(locale, "bot-help-aligned")),
            line("/summits", text!(locale, "bot-help-summits")),
            line("/remind", text!(locale, "bot-help-remind")),
            line("/ask", text!(locale, "bot-help-ask")),
            line("/onboard start", text!(locale, "bot-help-onboard")),
            line("/feedback", text!(locale, "bot-help-feedback")),
        ],
    )];
    if role == Role::Manager {
        sections.push(Section::titled(
            text!(locale, "bot-help-manage-heading"),
            vec![
                line("/alerts add", text!(locale, "bot-help-alerts-add")),
                line("/alerts list", text!(locale, "bot-help-alerts-list")),
                line("/alerts test", text!(locale, "bot-help-alerts-test")),
                line("/attache language", text!(locale, "bot-help-language")),
            ],
        ));
    }
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(Page {
            title: text!(locale, "bot-help-title"),
            lead: text!(locale, "bot-help"),
            sections,
            ..Page::default()
        })
    };
    let hotspots = Button::privately(
        text!(locale, "bot-help-hotspots-button"),
        View::Hotspots { page: 0 },
    );
    let set_up = Button {
        label: text!(locale, "bot-set-up-button"),
        press: CustomId::SetUpAlerts,
        state: ButtonState::Open,
    };
    let buttons = match role {
        Role::Member => vec![hotspots],
        Role::Manager => vec![hotspots, set_up],
    };
    reply.with_row(buttons)
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
