//! What is answered, as plain data: `bot` renders it for Discord, `cli` for the terminal.

mod button;
mod custom_id;
mod embed;
mod entry;
mod form;
pub mod inline;
mod limits;
mod markdown;
mod page;
mod tour;
mod view;

pub use button::{Button, ButtonState, Menu};
pub use custom_id::{AlertAction, CustomId};
pub use embed::{description, fit_page};
pub use entry::{Citation, Entry, Mention, Mentioned, Occasion, SourcesShown};
pub use form::{
    Form, FormAnswers, FormChoice, FormField, FormInput, MAX_FORM_HINT, MAX_FORM_TITLE,
};
pub use inline::MomentStyle;
pub use limits::{
    MAX_BUTTON_LABEL, MAX_BUTTONS_IN_ROW, MAX_CONTENT, MAX_CUSTOM_ID, MAX_DESCRIPTION,
    MAX_EMBED_TOTAL, MAX_FIELD_VALUE, fit, fit_and_count, paginate, shorten,
};
pub use markdown::{entries as entries_markdown, entry as entry_markdown, escape};
pub use page::{Page, Section, Taken, Tone};
pub use tour::TourAction;
pub use view::{Tab, View};

use serde::Serialize;

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// What is shown; the only part that a terminal prints.
    pub page: Page,
    /// At most five rows of one to five, a menu counted as a row.
    #[serde(skip)]
    pub buttons: Vec<Vec<Button>>,
    /// A list to choose another page from, below the buttons.
    #[serde(skip)]
    pub menu: Option<Menu>,
    /// Who sees it on Discord.
    #[serde(skip)]
    pub audience: Audience,
}

/// Who sees a reply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// The whole channel.
    #[default]
    Everyone,
    /// Only who asked; Discord calls such a message ephemeral.
    Asker,
}

impl Reply {
    /// A page without buttons, for the whole channel.
    pub fn of(page: Page) -> Self {
        Self {
            page,
            buttons: Vec::new(),
            menu: None,
            audience: Audience::Everyone,
        }
    }

    /// One sentence that only who asked sees.
    pub fn private(title: impl Into<String>, text: impl Into<String>) -> Self {
        let page = Page {
            title: title.into(),
            lead: text.into(),
            ..Page::default()
        };
        Self {
            audience: Audience::Asker,
            ..Self::of(page)
        }
    }

    /// Adds as many rows as `buttons` need.
    #[must_use]
    pub fn with_rows(self, buttons: &[Button]) -> Self {
        let rows = buttons.chunks(MAX_BUTTONS_IN_ROW);
        rows.fold(self, |reply, row| reply.with_row(row.to_vec()))
    }

    /// Adds a row of buttons, unless it is empty.
    #[must_use]
    pub fn with_row(mut self, row: Vec<Button>) -> Self {
        if !row.is_empty() {
            self.buttons.push(row);
        }
        self
    }

    /// Says above the page how the question was understood; nothing when none.
    #[must_use]
    pub fn assuming(mut self, assumed: Option<String>) -> Self {
        self.page.assumed = assumed;
        self
    }
}
