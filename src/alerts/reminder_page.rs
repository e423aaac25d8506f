//! What somebody sees of their reminders: the answer to *Tell me* and `/remind`, and the list. Only they see it.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::listing::joint;
use super::reminders::{Asked, Reminder, ReminderChange};
use super::render::words::{before_words, lead_words};
use crate::config::Lead;
use crate::document::Precision;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{
    Audience, Button, ButtonState, CustomId, Entry, MAX_BUTTON_LABEL, Occasion, Page, Reply,
    Section, fit_and_count, shorten,
};
use crate::text::{Locale, text};

/// How many buttons a message may have. <https://discord.com/developers/docs/components/reference#action-row>
const MAX_BUTTONS: usize = 25;
/// How many characters of an embed the list may take; Discord allows 4,096 in its description.
const MAX_LIST: usize = 3_500;

impl Asked {
    /// What is to come, and a button to call it off.
    pub fn reply(&self, knowledge: &Knowledge, locale: Locale) -> Reply {
        let reminder = &self.reminder;
        let title = match self.change {
            ReminderChange::New => text!(locale, "alerts-remind-set-title"),
            ReminderChange::OtherLeads => text!(locale, "alerts-remind-changed-title"),
            ReminderChange::Resumed => text!(locale, "alerts-remind-resumed-title"),
            ReminderChange::Nothing => text!(locale, "alerts-remind-kept-title"),
        };
        let start = knowledge.summit(reminder.summit_id());
        let start = start.and_then(|summit| summit.start);
        let has_hour = start.is_some_and(|start| start.precision() == Precision::Minute);
        let begins = Entry {
            occasion: self.begins_at.map(|at| occasion(at, has_hour)),
            ..Entry::default()
        };
        let mut entries = vec![begins.labelled(reminder.summit(knowledge))];
        if self.begins_at.is_some() {
            entries.extend(self.leads(locale));
        } else {
            let leads = leads(reminder, locale);
            let later = text!(locale, "alerts-remind-no-day", leads = leads);
            entries.push(Entry::remark(later));
        }
        let remove = button(
            text!(locale, "alerts-remind-remove-button"),
            CustomId::StopReminding {
                subscription: reminder.subscription.id.clone(),
            },
        );
        own(Page {
            title,
            sections: vec![Section::running(entries)],
            footer: text!(locale, "alerts-remind-footer"),
            ..Page::default()
        })
        .with_row(vec![remove])
    }

    /// A line for each lead: when its message comes, or that its time has passed.
    fn leads(&self, locale: Locale) -> Vec<Entry> {
        let subscription = &self.reminder.subscription;
        let line = |lead: &Lead| {
            let planned = self.reminder.planned.iter().find(|(one, _)| one == lead);
            let entry = match planned {
                Some((_, due_at)) => Entry {
                    occasion: Some(occasion(*due_at, true)),
                    ..Entry::default()
                },
                None => Entry::remark(text!(locale, "alerts-remind-passed")),
            };
            entry.labelled(before_words(*lead, locale))
        };
        subscription.spec.before.iter().map(line).collect()
    }
}

impl Reminder {
    fn summit(&self, knowledge: &Knowledge) -> String {
        title_of(self.summit_id(), knowledge)
    }

    /// In one line: when the next message comes, or why none does.
    fn entry(&self, knowledge: &Knowledge, locale: Locale) -> Entry {
        let leads = leads(self, locale);
        let is_dated = knowledge
            .summit(self.summit_id())
            .and_then(Summit::dates)
            .is_some_and(|dates| dates.can_be_counted_down());
        let text = match self.planned.first() {
            _ if self.is_paused() => text!(locale, "alerts-remind-list-paused", leads = leads),
            Some(_) => text!(locale, "alerts-remind-list-before", leads = leads),
            None if is_dated => text!(locale, "alerts-remind-list-none-left"),
            None => text!(locale, "alerts-remind-list-no-day", leads = leads),
        };
        let next = self.planned.first().filter(|_| !self.is_paused());
        Entry {
            occasion: next.map(|(_, due_at)| occasion(*due_at, true)),
            ..Entry::remark(text).labelled(self.summit(knowledge))
        }
    }
}

/// Somebody's reminders, each with a button that removes it; `removed` is the id of the summit of one that is just gone.
pub fn reminder_list(
    reminders: &[Reminder],
    removed: Option<&str>,
    knowledge: &Knowledge,
    locale: Locale,
) -> Reply {
    let removed = removed.map(|id| {
        let summit = title_of(id, knowledge);
        text!(locale, "alerts-remind-removed-title", summit = summit)
    });
    if reminders.is_empty() {
        let empty = text!(locale, "alerts-remind-list-empty");
        return own(Page {
            title: removed.unwrap_or_else(|| text!(locale, "alerts-remind-list-empty-title")),
            lead: empty,
            ..Page::default()
        });
    }
    let paused = reminders.iter().find(|one| one.is_paused());
    let entries = reminders.iter().map(|one| one.entry(knowledge, locale));
    let entries = fit_and_count(entries.collect(), MAX_LIST, locale);
    let resume = paused.map(|one| {
        let summit = one.summit_id().to_owned();
        let label = text!(locale, "alerts-remind-resume-button");
        button(label, CustomId::Remind { summit })
    });
    let remove = reminders.iter().map(|one| {
        let summit = one.summit(knowledge);
        let label = text!(locale, "alerts-remind-remove-one-button", summit = summit);
        let subscription = one.subscription.id.clone();
        button(
            shorten(&label, MAX_BUTTON_LABEL),
            CustomId::StopReminding { subscription },
        )
    });
    let buttons: Vec<Button> = resume.into_iter().chain(remove).take(MAX_BUTTONS).collect();
    own(Page {
        title: removed.unwrap_or_else(|| text!(locale, "alerts-remind-list-title")),
        warning: paused.map(|one| why_paused(one, locale)),
        lead: text!(locale, "alerts-remind-list"),
        sections: vec![Section::running(entries)],
        ..Page::default()
    })
    .with_rows(&buttons)
}

/// The title of a summit; its id if the calendar has it no more.
fn title_of(id: &str, knowledge: &Knowledge) -> String {
    let summit = knowledge.summit(id);
    summit.map_or_else(|| id.to_owned(), Summit::title)
}

/// What keeps the messages from coming, in Discord's own words, and how to mend it.
fn why_paused(reminder: &Reminder, locale: Locale) -> String {
    let detail = reminder.subscription.detail.as_deref().unwrap_or_default();
    text!(locale, "alerts-remind-paused", detail = detail)
}

/// "1d, 1h"
fn leads(reminder: &Reminder, locale: Locale) -> String {
    let leads = reminder.subscription.spec.before.iter();
    let leads: Vec<String> = leads.map(|lead| lead_words(*lead, locale)).collect();
    leads.join(joint(locale))
}

/// Discord shows it by the reader's own clock.
fn occasion(at: Timestamp, has_hour: bool) -> Occasion {
    let at = at.to_zoned_datetime(TimeZone::UTC);
    Occasion { at, has_hour }
}

fn own(page: Page) -> Reply {
    Reply {
        audience: Audience::Asker,
        ..Reply::of(page)
    }
}

fn button(label: String, press: CustomId) -> Button {
    Button {
        label,
        press,
        state: ButtonState::Open,
    }
}
