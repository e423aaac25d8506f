//! What can be pressed or chosen below a page.

use super::custom_id::CustomId;
use super::limits::{MAX_BUTTON_LABEL, shorten};
use super::view::View;
use crate::text::{Locale, text};

/// A button below a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Its text, at most [`MAX_BUTTON_LABEL`] characters.
    pub label: String,
    /// What a press does.
    pub press: CustomId,
    /// Whether it can be pressed, and how it looks.
    pub state: ButtonState,
}

/// Whether a button can be pressed, and how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonState {
    /// It can be pressed.
    Open,
    /// It can be pressed, and is what most readers want: green.
    Wanted,
    /// It marks the page that is shown; a press brings that up to date.
    Here,
    /// It is greyed out.
    Off,
}

impl Button {
    /// A button that replaces the message's page with `view`.
    pub fn to(label: impl Into<String>, view: View) -> Self {
        Self::doing(label, CustomId::Show(view))
    }

    /// A button that does what `press` says.
    pub fn doing(label: impl Into<String>, press: CustomId) -> Self {
        Self {
            label: shorten(&label.into(), MAX_BUTTON_LABEL),
            press,
            state: ButtonState::Open,
        }
    }

    /// A button that shows `view` to whoever presses it, and leaves the message as it is.
    pub fn privately(label: impl Into<String>, view: View) -> Self {
        Self {
            press: CustomId::ShowPrivately(view.clone()),
            ..Self::to(label, view)
        }
    }

    /// A button that opens the form "Report a mistake" about the page with this id.
    pub fn report(page: &str, locale: Locale) -> Self {
        let press = CustomId::Report {
            page: Some(page.to_owned()),
        };
        Self {
            label: text!(locale, "reply-report-button"),
            press,
            state: ButtonState::Open,
        }
    }

    /// A button that reminds whoever presses it of the summit with this id.
    pub fn remind(summit: &str, locale: Locale) -> Self {
        let press = CustomId::Remind {
            summit: summit.to_owned(),
        };
        Self {
            label: text!(locale, "reply-remind-button"),
            press,
            state: ButtonState::Open,
        }
    }

    /// Marks it as the page that is shown.
    #[must_use]
    pub fn here_if(mut self, is_here: bool) -> Self {
        if is_here {
            self.state = ButtonState::Here;
        }
        self
    }

    /// Greys it out unless there is something to show.
    #[must_use]
    pub fn off_unless(mut self, is_open: bool) -> Self {
        if !is_open {
            self.state = ButtonState::Off;
        }
        self
    }
}

/// A list to choose a page from, as a Discord select menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What it says while nothing is chosen, at most 150 characters.
    pub placeholder: String,
    /// One to 25 choices: the name, a word about it, and the page it opens.
    pub options: Vec<(String, String, View)>,
}
