//! What is answered, as plain data: rendered for Discord by `discord`, for the terminal by `cli`.

mod entry;
mod limits;
mod markdown;
mod tour;
mod view;

pub use entry::{Citation, Entry, Mention, Mentioned, Occasion};
pub use limits::{
    MAX_CONTENT, MAX_CUSTOM_ID, MAX_DESCRIPTION, MAX_EMBED_TOTAL, MAX_FIELD_VALUE, fit,
    fit_and_count, fit_page, paginate, shorten,
};
pub use markdown::{description, entries as entries_markdown, entry as entry_markdown, escape};
pub use tour::TourAction;
pub use view::{AlertAction, CustomId, Tab, View};

use jiff::Timestamp;
use serde::Serialize;

use crate::knowledge::Stance;

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reply {
    /// What is shown.
    pub page: Page,
    /// Rows of at most five.
    #[serde(skip)]
    pub buttons: Vec<Vec<Button>>,
    /// A list to choose another page from.
    #[serde(skip)]
    pub menu: Option<Menu>,
    /// Who sees it.
    #[serde(skip)]
    pub audience: Audience,
}

/// Who sees a reply.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Audience {
    /// The whole channel.
    #[default]
    Everyone,
    /// Whoever asked; Discord calls it ephemeral.
    Asker,
}

/// One page of an answer. All texts are plain; whoever renders them escapes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Page {
    /// The heading.
    pub title: String,
    /// The colour at its side.
    pub tone: Tone,
    /// What was assumed about the question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed: Option<String>,
    /// What to be careful about, said before anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
    /// Who looks after it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<Taken>,
    /// The first paragraph.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub lead: String,
    /// Everything else.
    pub sections: Vec<Section>,
    /// As of when, and which page of how many.
    pub footer: String,
}

/// Who looks after an alert, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// What was done: "Acknowledged".
    pub how: String,
    /// The user's id; shown by name, and called by no message.
    pub by: u64,
    /// When.
    pub at: Timestamp,
}

/// A part of a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    /// Its heading; none for text that runs on under the first paragraph.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its statements.
    pub entries: Vec<Entry>,
    /// Whether it may stand beside its neighbour.
    #[serde(skip)]
    pub beside: bool,
}

impl Section {
    /// Statements that run on under the first paragraph.
    pub fn running(entries: Vec<Entry>) -> Self {
        Self {
            heading: None,
            entries,
            beside: false,
        }
    }

    /// Statements under a heading of their own, as many as fit into a field of an embed.
    pub fn titled(heading: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self {
            heading: Some(heading.into()),
            entries: fit(entries, MAX_FIELD_VALUE),
            beside: false,
        }
    }
}

/// A colour with a meaning; the words say it too.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// No verdict.
    #[default]
    Plain,
    /// With U.S. aims.
    Aligned,
    /// With some of them.
    Partly,
    /// Against them.
    Opposed,
    /// Not known.
    Unclear,
}

impl From<Stance> for Tone {
    fn from(stance: Stance) -> Self {
        match stance {
            Stance::Aligned => Self::Aligned,
            Stance::Partly => Self::Partly,
            Stance::Opposed => Self::Opposed,
            Stance::Unclear => Self::Unclear,
        }
    }
}

/// Something to press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What it says, at most 80 characters.
    pub label: String,
    /// What it does.
    pub press: CustomId,
    /// How it stands.
    pub state: ButtonState,
}

/// How a button stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ButtonState {
    /// It can be pressed.
    Open,
    /// It shows where one is; it can be pressed, to bring the page up to date.
    Here,
    /// There is nothing behind it now.
    Off,
}

impl Button {
    /// A button that shows another view.
    pub fn to(label: impl Into<String>, view: View) -> Self {
        Self {
            label: shorten(&label.into(), 80),
            press: CustomId::Show(view),
            state: ButtonState::Open,
        }
    }

    /// A button that shows another view to whoever presses it, and leaves the message as it is.
    pub fn look(label: impl Into<String>, view: View) -> Self {
        Self {
            press: CustomId::Look(view.clone()),
            ..Self::to(label, view)
        }
    }

    /// A button that opens the form for "this is wrong or out of date", about the page with this id.
    pub fn report(page: &str) -> Self {
        let press = CustomId::Report {
            page: Some(page.to_owned()),
        };
        Self {
            label: "Report a mistake".to_owned(),
            press,
            state: ButtonState::Open,
        }
    }

    /// The same, marked as the place one is at.
    #[must_use]
    pub fn here_if(mut self, is_here: bool) -> Self {
        if is_here {
            self.state = ButtonState::Here;
        }
        self
    }

    /// The same, switched off where there is nothing behind it.
    #[must_use]
    pub fn off_unless(mut self, is_open: bool) -> Self {
        if !is_open {
            self.state = ButtonState::Off;
        }
        self
    }
}

/// A list to choose a page from, of at most 25.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Menu {
    /// What it says while nothing is chosen.
    pub placeholder: String,
    /// What can be chosen: the name, a word about it, and where it leads.
    pub options: Vec<(String, String, View)>,
}

impl Reply {
    /// A page with nothing to press.
    pub fn of(page: Page) -> Self {
        Self {
            page,
            buttons: Vec::new(),
            menu: None,
            audience: Audience::Everyone,
        }
    }

    /// One sentence for whoever asked.
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

    /// Adds a row of buttons, unless it is empty.
    #[must_use]
    pub fn with_row(mut self, row: Vec<Button>) -> Self {
        if !row.is_empty() {
            self.buttons.push(row);
        }
        self
    }

    /// Says what was assumed about the question.
    #[must_use]
    pub fn assuming(mut self, assumed: Option<String>) -> Self {
        self.page.assumed = assumed;
        self
    }
}
