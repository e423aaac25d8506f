//! The buttons of a tour. Each carries its owner, so that nobody else can press it.

use crate::reply::{Button, ButtonState, CustomId, TourAction, shorten};

/// Longest label of a button, in characters.
/// <https://discord.com/developers/docs/components/reference#button-button-structure>
const MAX_LABEL: usize = 80;

/// A button of this user's tour.
pub(super) fn button(owner: u64, label: impl Into<String>, act: TourAction) -> Button {
    Button {
        label: shorten(&label.into(), MAX_LABEL),
        press: CustomId::Tour { owner, act },
        state: ButtonState::Open,
    }
}

/// The same, highlighted as the one to press next.
pub(super) fn main_button(owner: u64, label: impl Into<String>, act: TourAction) -> Button {
    button(owner, label, act).here_if(true)
}
