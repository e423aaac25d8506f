use crate::reply::{Button, ButtonState, CustomId, TourAct, shorten};

/// A button of this user's tour.
pub(super) fn button(owner: u64, label: impl Into<String>, act: TourAct) -> Button {
    Button {
        label: shorten(&label.into(), 80),
        press: CustomId::Tour { owner, act },
        state: ButtonState::Open,
    }
}

/// The same, as the one to press next.
pub(super) fn main_button(owner: u64, label: impl Into<String>, act: TourAct) -> Button {
    button(owner, label, act).here_if(true)
}
