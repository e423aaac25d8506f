//! A reply as the body of a Discord message.

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};
use serenity::all::{
    ButtonStyle, CreateActionRow, CreateAllowedMentions, CreateButton, CreateEmbed,
    CreateEmbedFooter, CreateInteractionResponseMessage, CreateSelectMenu, CreateSelectMenuKind,
    CreateSelectMenuOption,
};

use crate::reply::{
    Audience, Button, ButtonState, CustomId, MAX_DESCRIPTION, Menu, Page, Reply, Tone, description,
    entries_markdown, escape, shorten,
};

/// The body of an interaction's answer. Nobody is ever pinged by one.
pub(super) fn message(reply: &Reply) -> Box<RawValue> {
    raw(&compose(reply))
}

/// The same, so that something can be added.
pub(super) fn compose(reply: &Reply) -> CreateInteractionResponseMessage {
    CreateInteractionResponseMessage::new()
        .embed(embed(&reply.page))
        .components(components(reply))
        .ephemeral(reply.audience == Audience::Asker)
        .allowed_mentions(CreateAllowedMentions::new())
}

/// A reply's rows of buttons, and below them its menu.
pub(super) fn components(reply: &Reply) -> Vec<CreateActionRow> {
    let buttons = reply.buttons.iter().map(|row| buttons(row));
    buttons.chain(reply.menu.as_ref().map(menu)).collect()
}

/// A body that is sent as it is.
pub(super) fn raw(body: &impl Serialize) -> Box<RawValue> {
    to_raw_value(body).expect("a message body has text keys only")
}

pub(super) fn embed(page: &Page) -> CreateEmbed {
    let description = shorten(&description(page), MAX_DESCRIPTION);
    let mut embed = CreateEmbed::new()
        .title(title(page))
        .color(colour(page.tone));
    if !description.is_empty() {
        embed = embed.description(description);
    }
    if !page.footer.is_empty() {
        embed = embed.footer(CreateEmbedFooter::new(&page.footer));
    }
    page.sections
        .iter()
        .fold(embed, |embed, section| match &section.heading {
            Some(heading) => embed.field(
                escape(heading),
                entries_markdown(&section.entries),
                section.is_inline,
            ),
            None => embed,
        })
}

/// Struck through where it no longer holds.
fn title(page: &Page) -> String {
    let title = escape(&page.title);
    if page.is_struck {
        format!("~~{title}~~")
    } else {
        title
    }
}

fn buttons(row: &[Button]) -> CreateActionRow {
    CreateActionRow::Buttons(row.iter().map(button).collect())
}

fn button(button: &Button) -> CreateButton {
    let style = match button.state {
        ButtonState::Here => ButtonStyle::Primary,
        ButtonState::Wanted => ButtonStyle::Success,
        ButtonState::Open | ButtonState::Off => ButtonStyle::Secondary,
    };
    CreateButton::new(button.press.to_string())
        .label(&button.label)
        .style(style)
        .disabled(button.state == ButtonState::Off)
}

fn menu(menu: &Menu) -> CreateActionRow {
    let options = menu.options.iter().map(|(name, word, view)| {
        let option = CreateSelectMenuOption::new(shorten(name, 100), view.to_string());
        if word.is_empty() {
            option
        } else {
            option.description(shorten(word, 100))
        }
    });
    let kind = CreateSelectMenuKind::String {
        options: options.collect(),
    };
    CreateActionRow::SelectMenu(
        CreateSelectMenu::new(CustomId::Open.to_string(), kind).placeholder(&menu.placeholder),
    )
}

/// Told apart by lightness too, for those who do not see red from green.
fn colour(tone: Tone) -> u32 {
    match tone {
        Tone::Plain => 0x4F_6D_8F,
        Tone::Aligned => 0x4C_B0_7A,
        Tone::Partly => 0xE0_A9_3B,
        Tone::Opposed => 0xB0_3A_48,
        Tone::Unclear => 0x8A_8F_98,
    }
}
