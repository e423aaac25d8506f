//! What `/duty` shows: who is on duty and until when, who is next, and a button that hands the shift over.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::duty::Duty;
use crate::reply::{
    Button, ButtonState, CustomId, Entry, Mentioned, Occasion, Page, Reply, Section, Tone,
};
use crate::store::FORGOTTEN_USER;
use crate::text::{Locale, text};

impl Duty {
    /// The page, in the language of `locale`.
    pub fn reply(&self, locale: Locale) -> Reply {
        let until = self.now.map(|turn| {
            let until = text!(locale, "alerts-duty-until");
            at(turn.until).labelled(until)
        });
        let entries = [Some(self.now_entry(locale)), until, self.next_entry(locale)];
        let reply = Reply::of(Page {
            locale,
            title: text!(locale, "alerts-duty-title", rota = self.rota.name.as_str()),
            tone: if self.now.is_some() {
                Tone::Aligned
            } else {
                Tone::Partly
            },
            sections: vec![Section::running(entries.into_iter().flatten().collect())],
            ..Page::default()
        });
        if self.now.is_none() {
            return reply;
        }
        reply.with_row(vec![Button {
            label: text!(locale, "alerts-duty-hand-over-button"),
            press: CustomId::HandOverDuty,
            state: ButtonState::Open,
        }])
    }

    /// "On duty · @lena", or that nobody is, and who is called meanwhile.
    fn now_entry(&self, locale: Locale) -> Entry {
        let label = text!(locale, "alerts-duty-now");
        let Some(turn) = self.now else {
            let nobody = text!(locale, "alerts-duty-nobody");
            let entry = Entry::remark(nobody).labelled(label);
            return match self.rota.role {
                Some(role) => {
                    let called = text!(locale, "alerts-duty-role");
                    entry.mentioning(called, Mentioned::Role(role.0))
                }
                None => entry,
            };
        };
        let entry = Entry::default().labelled(label);
        let mut entry = entry.mentioning("", Mentioned::User(turn.user));
        if let Some(by) = self.handed_over_by.filter(|by| *by != FORGOTTEN_USER) {
            let by_whom = text!(locale, "alerts-duty-handed-over-by");
            entry = entry.mentioning(by_whom, Mentioned::User(by));
        }
        entry
    }

    /// "Next · Monday, 08:00 · @noor"
    fn next_entry(&self, locale: Locale) -> Option<Entry> {
        let turn = self.next?;
        let next = text!(locale, "alerts-duty-next");
        let entry = at(turn.from).labelled(next);
        Some(entry.mentioning("", Mentioned::User(turn.user)))
    }
}

/// A moment, as each reader's own clock has it.
fn at(moment: Timestamp) -> Entry {
    Entry {
        occasion: Some(Occasion {
            at: moment.to_zoned_datetime(TimeZone::UTC),
            has_hour: true,
        }),
        ..Entry::default()
    }
}
