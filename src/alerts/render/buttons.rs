//! The buttons below an alert. Each carries the alert's id, by which its message is found again after a crash.

use crate::reply::{AlertAction, Button, ButtonState, CustomId};
use crate::store::{Alert, AlertKind};

/// The row of buttons of the message that `alert` leads.
pub(super) fn buttons(alert: &Alert) -> Vec<Button> {
    let button = |label: &str, act| Button {
        label: label.to_owned(),
        press: CustomId::Alert {
            id: alert.spec.id.clone(),
            act,
        },
        state: ButtonState::Open,
    };
    let mut row = vec![button("Acknowledge", AlertAction::Acknowledge)];
    if alert.spec.kind.is_reminder() {
        row.push(button("Snooze 1 h", AlertAction::Snooze));
    }
    let is_about_a_summit = !matches!(
        alert.spec.kind,
        AlertKind::Digest { .. } | AlertKind::OwnerNotice { .. }
    );
    if is_about_a_summit {
        row.push(button("Details", AlertAction::Details));
    }
    row
}
