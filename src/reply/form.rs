//! A form as plain data: what it asks for, and what was filled in.

use std::collections::BTreeMap;

use super::custom_id::CustomId;

/// A form that opens over the channel: a title and one to five questions.
/// <https://discord.com/developers/docs/components/reference#label>
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// At most [`MAX_FORM_TITLE`] characters.
    pub title: String,
    /// What happens with it when it is sent.
    pub custom_id: CustomId,
    /// One to five.
    pub fields: Vec<FormField>,
}

/// Longest title of a form and longest label of a field, in characters.
pub const MAX_FORM_TITLE: usize = 45;
/// Longest line below a label, in characters.
pub const MAX_FORM_HINT: usize = 100;

/// A question of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// By which the answer is found; unique in the form.
    pub id: &'static str,
    /// What is asked, at most [`MAX_FORM_TITLE`] characters.
    pub label: String,
    /// A line below it, at most [`MAX_FORM_HINT`] characters; none when empty.
    pub hint: String,
    /// Whether the form can only be sent with an answer to it.
    pub is_required: bool,
    /// How it is answered.
    pub input: FormInput,
}

/// How a question is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum FormInput {
    /// A text of several lines.
    Text {
        /// Shown while it is empty.
        placeholder: String,
        /// Fewest characters, 0 to 4,000.
        min: u16,
        /// Most characters, 1 to 4,000.
        max: u16,
    },
    /// One of two to ten choices, all of them in sight.
    OneOf(Vec<FormChoice>),
    /// Any of one to ten choices, all of them in sight.
    AnyOf(Vec<FormChoice>),
    /// Up to `most` of up to 25 choices in a menu.
    Menu {
        /// What can be chosen.
        choices: Vec<FormChoice>,
        /// Most that can be chosen at once.
        most: u8,
    },
    /// A channel of the server in which messages can be posted.
    TextChannel {
        /// The id of the one that is chosen at first.
        chosen: Option<u64>,
    },
    /// A role of the server.
    Role,
    /// A user of the server.
    User,
}

/// Something that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormChoice {
    /// What it is called, at most 100 characters.
    pub label: String,
    /// By which it is known, at most 100 characters.
    pub value: String,
    /// Whether it is chosen at first.
    pub is_chosen: bool,
}

/// What was filled into a form, by the id of each field.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct FormAnswers(BTreeMap<String, Vec<String>>);

impl FormAnswers {
    /// Notes what was filled in.
    pub fn insert(&mut self, id: String, values: Vec<String>) {
        self.0.insert(id, values);
    }

    /// The text or the one choice, without the blanks around it. `None` if there is none.
    pub fn text(&self, id: &str) -> Option<&str> {
        let text = self.values(id).first().map(|text| text.trim());
        text.filter(|text| !text.is_empty())
    }

    /// All that was chosen.
    pub fn values(&self, id: &str) -> &[String] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }
}
