//! The buttons below an alert. Each carries the alert's id, by which its message is found again after a crash.

use crate::reply::{AlertAction, Button, ButtonState, CustomId};
use crate::store::{Alert, AlertKind};
use crate::text::{Locale, text};

/// The row of buttons of the message that `alert` leads.
pub(super) fn buttons(alert: &Alert, locale: Locale) -> Vec<Button> {
    let button = |label: String, act| Button {
        label,
        press: CustomId::Alert {
            id: alert.spec.id.clone(),
            act,
        },
        state: ButtonState::Open,
    };
    let acknowledge = text!(locale, "alerts-acknowledge-button");
    let mut row = vec![button(acknowledge, AlertAction::Acknowledge)];
    if alert.spec.kind.is_reminder() {
        let snooze = text!(locale, "alerts-snooze-button");
        row.push(button(snooze, AlertAction::Snooze));
    }
    let is_about_a_summit = !matches!(
        alert.spec.kind,
        AlertKind::Digest { .. } | AlertKind::OwnerNotice { .. }
    );
    if is_about_a_summit {
        let details = text!(locale, "alerts-details-button");
        row.push(button(details, AlertAction::Details));
    }
    row
}
