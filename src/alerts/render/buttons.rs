//! The buttons below an alert. Each carries the alert's id, by which its message is found again after a crash. A person's own
//! reminder has *Remove* in place of *Acknowledge*: there is nobody else to see that it is taken.

use strum::VariantArray as _;

use super::NoticeRenderer;
use crate::alerts::SnoozeLength;
use crate::reply::{AlertAction, Button, ButtonState, CustomId, Reply};
use crate::store::{Alert, AlertKind, Destination};
use crate::text::text;

impl NoticeRenderer<'_> {
    /// The row of buttons of the message of these alerts, which the first leads.
    pub(super) fn buttons(&self, alerts: &[Alert]) -> Vec<Button> {
        let (locale, first) = (self.locale, &alerts[0]);
        let button = |label: String, act| Button {
            label,
            press: CustomId::Alert {
                id: first.spec.id.clone(),
                act,
            },
            state: ButtonState::Open,
        };
        let is_notice = matches!(first.spec.kind, AlertKind::OwnerNotice { .. });
        let is_own = matches!(first.spec.destination, Destination::User(_)) && !is_notice;
        let mut row = Vec::new();
        if !is_own {
            let acknowledge = text!(locale, "alerts-acknowledge-button");
            row.push(Button {
                state: ButtonState::Wanted,
                ..button(acknowledge, AlertAction::Acknowledge)
            });
        }
        if first.spec.kind.is_reminder() {
            let lengths = SnoozeLength::VARIANTS.iter();
            // Nobody has said by which clock a person lives.
            let lengths = lengths.filter(|length| !is_own || **length != SnoozeLength::Morning);
            let lengths = lengths.filter(|length| self.is_in_time(**length, alerts));
            row.extend(lengths.map(|length| match length {
                SnoozeLength::Quarter => {
                    let label = text!(locale, "alerts-snooze-quarter-button");
                    button(label, AlertAction::SnoozeQuarter)
                }
                SnoozeLength::Hour => {
                    let label = text!(locale, "alerts-snooze-button");
                    button(label, AlertAction::Snooze)
                }
                SnoozeLength::Morning => {
                    let label = text!(locale, "alerts-snooze-morning-button");
                    button(label, AlertAction::SnoozeMorning)
                }
            }));
        }
        let is_about_a_summit = !matches!(
            first.spec.kind,
            AlertKind::Digest { .. } | AlertKind::OwnerNotice { .. } | AlertKind::Removed { .. }
        );
        if is_about_a_summit {
            let details = text!(locale, "alerts-details-button");
            row.push(button(details, AlertAction::Details));
        }
        if is_own {
            let remove = text!(locale, "alerts-remind-remove-button");
            row.push(button(remove, AlertAction::Remove));
        }
        row
    }

    /// Whether one of the summits begins after the alert would come again.
    fn is_in_time(&self, length: SnoozeLength, alerts: &[Alert]) -> bool {
        let again = length.until(self.now, self.subscription);
        let mut begins = alerts.iter().filter_map(|alert| alert.spec.begins_at);
        begins.any(|begins_at| begins_at > again)
    }

    /// Takes away what can no longer be pressed: all but *Details*.
    pub(super) fn keep_details(reply: &mut Reply) {
        let is_details = |button: &Button| {
            matches!(
                button.press,
                CustomId::Alert {
                    act: AlertAction::Details,
                    ..
                }
            )
        };
        for row in &mut reply.buttons {
            // The message is found again by what its buttons carry, so one of them stays.
            if row.iter().any(is_details) {
                row.retain(is_details);
            } else {
                row.truncate(1);
                for button in row {
                    button.state = ButtonState::Off;
                }
            }
        }
    }
}
