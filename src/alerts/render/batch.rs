//! One message in place of several: due at the same instant, or while the bot was offline.

use jiff::Timestamp;

use super::NoticeRenderer;
use super::parts::{MAX_LIST, dates, tone, when};
use super::words::counted;
use crate::reply::{Entry, Page, Section, fit};
use crate::store::Alert;

/// The summits that a batch is about, soonest first.
#[derive(Default)]
struct Summits {
    begun: Vec<(Option<Timestamp>, Entry)>,
    ahead: Vec<(Option<Timestamp>, Entry)>,
}

impl NoticeRenderer<'_> {
    /// The headline and the page of several alerts.
    pub(super) fn batch(&self, alerts: &[Alert]) -> (String, Page) {
        let first = &alerts[0];
        let summits = self.summits(alerts);
        let still_ahead = format!("Still ahead: {}", counted(summits.ahead.len(), "summit"));
        let sections = [
            (
                "You missed the beginning of these.".to_owned(),
                summits.begun,
            ),
            (format!("{still_ahead}."), summits.ahead),
        ];
        let sections = sections.into_iter().filter(|(_, list)| !list.is_empty());
        let sections = sections.map(|(remark, list)| {
            let entries = list.into_iter().map(|(_, entry)| entry);
            let entries = std::iter::once(Entry::remark(remark)).chain(entries);
            Section::running(fit(entries.collect(), MAX_LIST / 2))
        });
        let is_late = self.is_late(first);
        let (headline, title) = if is_late {
            let count = counted(alerts.len(), "alert");
            (format!("You missed {count}"), "Missed alerts")
        } else {
            (still_ahead, "Summits ahead")
        };
        let page = Page {
            title: title.to_owned(),
            tone: tone(&first.spec.kind),
            warning: is_late.then(|| self.what_was_missed(alerts)),
            sections: sections.collect(),
            footer: self.footer(first),
            ..Page::default()
        };
        (headline, page)
    }

    fn what_was_missed(&self, alerts: &[Alert]) -> String {
        let count = counted(alerts.len(), "alert");
        match self.downtime {
            Some(downtime) => format!("Offline {}. You missed {count}:", self.local_span(downtime)),
            None => format!(
                "Late: the first was due {}. You missed {count}:",
                self.local(alerts[0].spec.due_at)
            ),
        }
    }

    /// Each summit once, by its latest alert.
    fn summits(&self, alerts: &[Alert]) -> Summits {
        let mut summits = Summits::default();
        let mut seen: Vec<&Option<String>> = Vec::new();
        for alert in alerts.iter().rev() {
            if seen.contains(&&alert.spec.summit_id) {
                continue;
            }
            seen.push(&alert.spec.summit_id);
            let ahead = alert.spec.begins_at.filter(|at| *at > self.now);
            let entry = match self.summit(alert).zip(ahead) {
                Some((summit, begins_at)) => when(summit, alert, begins_at),
                None => Entry::remark(dates(alert)),
            };
            let list = match ahead {
                Some(_) => &mut summits.ahead,
                None => &mut summits.begun,
            };
            list.push((alert.spec.begins_at, entry.labelled(self.name(alert))));
        }
        for list in [&mut summits.begun, &mut summits.ahead] {
            list.sort_by_key(|(begins_at, _)| *begins_at);
        }
        summits
    }
}
