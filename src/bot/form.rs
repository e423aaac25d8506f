//! A form as the JSON of a modal: a label a question, in which the input stands.
//! <https://discord.com/developers/docs/components/reference#label>

use serde_json::{Value, json};

use super::channel_kinds::WITH_TEXT;
use crate::reply::{
    Form, FormChoice, FormField, FormInput, MAX_FORM_HINT, MAX_FORM_TITLE, shorten,
};

/// Types of components. <https://discord.com/developers/docs/components/reference#component-object-component-types>
const STRING_SELECT: u8 = 3;
const TEXT_INPUT: u8 = 4;
const USER_SELECT: u8 = 5;
const ROLE_SELECT: u8 = 6;
const CHANNEL_SELECT: u8 = 8;
const LABEL: u8 = 18;
const RADIO_GROUP: u8 = 21;
const CHECKBOX_GROUP: u8 = 22;
/// A text input of several lines.
const PARAGRAPH: u8 = 2;
/// Longest placeholder of a text input or a menu, in characters.
const MAX_PLACEHOLDER: usize = 100;
/// Longest name of a choice, in characters.
const MAX_CHOICE: usize = 100;

pub(super) fn form_body(form: &Form) -> Value {
    json!({
        "custom_id": form.custom_id.to_string(),
        "title": shorten(&form.title, MAX_FORM_TITLE),
        "components": form.fields.iter().map(label).collect::<Vec<_>>(),
    })
}

fn label(field: &FormField) -> Value {
    let mut label = json!({
        "type": LABEL,
        "label": shorten(&field.label, MAX_FORM_TITLE),
        "component": input(field),
    });
    if !field.hint.is_empty() {
        label["description"] = json!(shorten(&field.hint, MAX_FORM_HINT));
    }
    label
}

fn input(field: &FormField) -> Value {
    let mut input = match &field.input {
        FormInput::Text {
            placeholder,
            min,
            max,
        } => json!({
            "type": TEXT_INPUT,
            "style": PARAGRAPH,
            "placeholder": shorten(placeholder, MAX_PLACEHOLDER),
            "min_length": min,
            "max_length": max,
        }),
        FormInput::OneOf(choices) => json!({ "type": RADIO_GROUP, "options": options(choices) }),
        FormInput::AnyOf(choices) => json!({
            "type": CHECKBOX_GROUP,
            "options": options(choices),
            "min_values": u8::from(field.is_required),
            "max_values": choices.len(),
        }),
        FormInput::Menu { choices, most } => json!({
            "type": STRING_SELECT,
            "options": options(choices),
            "min_values": u8::from(field.is_required),
            "max_values": usize::from(*most).min(choices.len()),
        }),
        FormInput::TextChannel { chosen } => {
            let mut select = json!({ "type": CHANNEL_SELECT, "channel_types": WITH_TEXT });
            if let Some(chosen) = chosen {
                select["default_values"] = json!([{ "id": chosen.to_string(), "type": "channel" }]);
            }
            select
        }
        FormInput::User => {
            json!({ "type": USER_SELECT, "min_values": u8::from(field.is_required) })
        }
        FormInput::Role => json!({ "type": ROLE_SELECT, "min_values": 0 }),
    };
    input["custom_id"] = json!(field.id);
    input["required"] = json!(field.is_required);
    input
}

fn options(choices: &[FormChoice]) -> Vec<Value> {
    let option = |choice: &FormChoice| {
        json!({
            "label": shorten(&choice.label, MAX_CHOICE),
            "value": choice.value,
            "default": choice.is_chosen,
        })
    };
    choices.iter().map(option).collect()
}
