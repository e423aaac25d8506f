//! One message in place of several: due at the same instant, or while the bot was offline.

use jiff::Timestamp;

use super::NoticeRenderer;
use super::parts::{MAX_LIST, tone, when};
use crate::reply::{Entry, MomentStyle, Page, Section, fit, inline};
use crate::store::Alert;
use crate::text::text;

/// The summits that a batch is about, soonest first.
#[derive(Default)]
struct Summits {
    begun: Vec<(Option<Timestamp>, Entry)>,
    ahead: Vec<(Option<Timestamp>, Entry)>,
}

impl NoticeRenderer<'_> {
    /// The headline and the page of several alerts.
    pub(super) fn batch(&self, alerts: &[Alert]) -> (String, Page) {
        let (locale, first) = (self.locale, &alerts[0]);
        let summits = self.summits(alerts);
        let still_ahead = text!(locale, "alerts-ahead", count = summits.ahead.len());
        let of_begun = text!(locale, "alerts-missed-beginnings");
        let of_ahead = text!(locale, "alerts-ahead-sentence", ahead = &still_ahead);
        let sections = [(of_begun, summits.begun), (of_ahead, summits.ahead)];
        let sections = sections.into_iter().filter(|(_, list)| !list.is_empty());
        let sections = sections.map(|(remark, list)| {
            let entries = list.into_iter().map(|(_, entry)| entry);
            let entries = std::iter::once(Entry::remark(remark)).chain(entries);
            Section::running(fit(entries.collect(), MAX_LIST / 2))
        });
        let is_late = self.is_late(first);
        let (headline, title) = if is_late {
            let title = text!(locale, "alerts-missed-title");
            (self.count_missed(alerts), title)
        } else {
            (still_ahead, text!(locale, "alerts-ahead-title"))
        };
        let page = Page {
            title,
            tone: tone(first, self.now),
            warning: self.warnings([
                alerts.iter().find_map(|alert| self.unread(alert)),
                is_late.then(|| self.what_was_missed(alerts)),
            ]),
            sections: sections.collect(),
            ..Page::default()
        };
        (headline, page)
    }

    fn count_missed(&self, alerts: &[Alert]) -> String {
        text!(self.locale, "alerts-missed", count = alerts.len())
    }

    fn what_was_missed(&self, alerts: &[Alert]) -> String {
        let (locale, missed) = (self.locale, self.count_missed(alerts));
        if let Some(downtime) = self.downtime {
            let span = Self::span(downtime);
            text!(
                locale,
                "alerts-missed-offline",
                span = span,
                missed = missed
            )
        } else {
            let at = inline::moment(alerts[0].spec.due_at, MomentStyle::Short);
            text!(locale, "alerts-missed-late", at = at, missed = missed)
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
            let dates = self.dates(alert);
            let entry = match self.summit(alert).zip(ahead) {
                Some((summit, begins_at)) => when(summit, begins_at, &dates, self.locale),
                None => dates,
            };
            let entry = Entry::remark(entry);
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
