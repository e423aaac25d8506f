//! "What can you do?" and `/help`: what the bot can do for whoever asks.

use crate::reply::{Audience, Button, ButtonState, CustomId, Entry, Page, Reply, Section, View};
use crate::text::{Locale, text};

/// What somebody may do here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpRole {
    /// Ask.
    Member,
    /// See and change a server's alerts.
    Manager,
}

/// What the bot can do for somebody.
pub fn help_page(role: HelpRole, locale: Locale) -> Reply {
    let line = |command: &str, text: String| Entry::remark(text).labelled(command);
    let mut sections = vec![Section::titled(
        text!(locale, "conversation-help-look-heading"),
        vec![
            line("/issue", text!(locale, "conversation-help-issue")),
            line(
                "/aligned-with-us",
                text!(locale, "conversation-help-aligned"),
            ),
            line("/summits", text!(locale, "conversation-help-summits")),
            line("/remind", text!(locale, "conversation-help-remind")),
            line("/ask", text!(locale, "conversation-help-ask")),
            line("/onboard start", text!(locale, "conversation-help-onboard")),
            line("/feedback", text!(locale, "conversation-help-feedback")),
        ],
    )];
    if role == HelpRole::Manager {
        sections.push(Section::titled(
            text!(locale, "conversation-help-manage-heading"),
            vec![
                line("/alerts add", text!(locale, "conversation-help-alerts-add")),
                line(
                    "/alerts list",
                    text!(locale, "conversation-help-alerts-list"),
                ),
                line(
                    "/alerts test",
                    text!(locale, "conversation-help-alerts-test"),
                ),
                line(
                    "/attache language",
                    text!(locale, "conversation-help-language"),
                ),
            ],
        ));
    }
    let reply = Reply {
        audience: Audience::Asker,
        ..Reply::of(Page {
            title: text!(locale, "conversation-help-title"),
            lead: text!(locale, "conversation-help"),
            sections,
            ..Page::default()
        })
    };
    reply.with_row(buttons(role, locale))
}

fn buttons(role: HelpRole, locale: Locale) -> Vec<Button> {
    let hotspots = Button::privately(
        text!(locale, "conversation-help-hotspots-button"),
        View::Hotspots { page: 0 },
    );
    let set_up = Button {
        label: text!(locale, "conversation-set-up-button"),
        press: CustomId::SetUpAlerts,
        state: ButtonState::Open,
    };
    match role {
        HelpRole::Member => vec![hotspots],
        HelpRole::Manager => vec![hotspots, set_up],
    }
}
