use jiff::{SignedDuration, Timestamp};

use super::Post;
use super::plan::{WEEK, begins};
use super::words::cause_words;
use crate::config::ClockTime;
use crate::document::Precision;
use crate::knowledge::{Knowledge, Summit};
use crate::reply::{
    AlertAction, Button, ButtonState, CustomId, Entry, Occasion, Page, Reply, Section, Taken, Tone,
    fit,
};
use crate::store::{Alert, AlertKind, Cause, Subscription};

/// Later than this is said.
pub(super) const LATE: SignedDuration = SignedDuration::from_secs(120);
/// How much of an embed a list of summits may take.
const LIST: usize = 3_000;

/// What a notice is composed of.
pub(super) struct Scene<'s> {
    pub knowledge: &'s Knowledge,
    pub subscription: &'s Subscription,
    pub day_starts_at: ClockTime,
    pub now: Timestamp,
    /// From when to when nobody was at the desk, if that was lately.
    pub away: Option<(Timestamp, Timestamp)>,
}

impl Scene<'_> {
    /// The message for alerts that go out together; the first leads them.
    pub(super) fn post(&self, group: &[Alert]) -> Post {
        let first = &group[0];
        let (headline, page) = match group {
            [one] => self.one(one),
            several => self.several(several),
        };
        let spec = &self.subscription.spec;
        let role = match first.spec.kind {
            AlertKind::Escalation { .. } => spec.escalate_to_role,
            AlertKind::Lead { .. } | AlertKind::Snooze { .. } => spec.mention_role,
            AlertKind::Moved { .. }
            | AlertKind::Cancelled { .. }
            | AlertKind::Digest { .. }
            | AlertKind::OwnerNotice { .. } => None,
        };
        Post {
            delivery: first.spec.id.clone(),
            headline,
            mention_role: role.map(|role| role.0),
            in_reply_to: None,
            reply: Reply::of(page).with_row(buttons(first)),
        }
    }

    /// The same once somebody looks after it.
    pub(super) fn taken(&self, group: &[Alert], taken: Taken) -> Reply {
        let mut reply = self.post(group).reply;
        reply.page.taken = Some(taken);
        for button in reply.buttons.iter_mut().flatten() {
            let is_details = matches!(
                button.press,
                CustomId::Alert {
                    act: AlertAction::Details,
                    ..
                }
            );
            *button = button.clone().off_unless(is_details);
        }
        reply
    }

    /// An alert already posted whose date no longer holds.
    pub(super) fn overtaken(&self, group: &[Alert], news: &Alert) -> Reply {
        let mut reply = self.post(group).reply;
        if let Some((by, at)) = group[0].acknowledged_by.zip(group[0].acknowledged_at) {
            let how = "Acknowledged".to_owned();
            reply = self.taken(group, Taken { how, by, at });
        }
        let change = match news.spec.kind {
            AlertKind::Cancelled { .. } => "is cancelled".to_owned(),
            _ => format!("is now on {}", dates(news)),
        };
        let summit = group
            .iter()
            .find(|one| one.spec.summit_id == news.spec.summit_id);
        let given = summit.map_or_else(String::new, |one| {
            format!(", told here for {},", dates(one))
        });
        reply.page.warning = Some(format!("{}{given} {change}.", self.name(news)));
        reply
    }

    fn one(&self, alert: &Alert) -> (String, Page) {
        let name = self.name(alert);
        let (headline, title, lead) = match &alert.spec.kind {
            AlertKind::Digest { .. } => return self.digest(),
            AlertKind::OwnerNotice {
                channel_id, cause, ..
            } => return owner(*channel_id, cause),
            AlertKind::Lead { .. } | AlertKind::Snooze { .. } => {
                let left = self.countdown(alert);
                (format!("{left}: {name}"), name, String::new())
            }
            AlertKind::Escalation { .. } => {
                let within = self.subscription.spec.acknowledge_within;
                let within = within.map_or_else(String::new, |lead| {
                    format!(" within {}", told_length(lead.length()))
                });
                (
                    format!("Not acknowledged: {name}"),
                    format!("Not acknowledged: {name}"),
                    format!("Nobody acknowledged the alert above{within}. Please take it over."),
                )
            }
            AlertKind::Moved { from, .. } => (
                format!("Moved: {name}"),
                format!("Moved: {name}"),
                format!(
                    "It was to be on {}. It is now on {}.",
                    from.as_deref().unwrap_or_default(),
                    dates(alert)
                ),
            ),
            AlertKind::Cancelled { from, .. } => (
                format!("Cancelled: {name}"),
                format!("Cancelled: {name}"),
                format!(
                    "It was to be on {}. No more alerts will come.",
                    from.as_deref().unwrap_or_default()
                ),
            ),
        };
        let summit = self.summit(alert);
        let mut entries = Vec::new();
        if let Some(summit) = summit {
            let is_off = matches!(alert.spec.kind, AlertKind::Cancelled { .. });
            let begins_at = alert.spec.begins_at.filter(|_| !is_off);
            entries.extend(begins_at.map(|begins_at| Self::when(summit, alert, begins_at)));
            entries.extend(
                summit
                    .place()
                    .map(|place| Entry::remark(place).labelled("Where")),
            );
            entries.push(
                Entry::remark(format!("{}, as of {}", summit.status, summit.as_of))
                    .labelled("Status"),
            );
            if alert.spec.kind.counts_down() {
                let text: Vec<&str> = summit.text.split_whitespace().collect();
                entries.push(Entry::remark(text.join(" ")).labelled("To watch"));
            }
        }
        let page = Page {
            title,
            tone: tone(&alert.spec.kind),
            lead,
            warning: self.lateness(alert),
            sections: vec![Section::running(entries)],
            footer: self.footer(alert),
            ..Page::default()
        };
        (headline, page)
    }

    /// One message in place of many that became due while nobody was at the desk, or at the same instant.
    fn several(&self, alerts: &[Alert]) -> (String, Page) {
        let first = &alerts[0];
        let is_late = self.is_late(first);
        let mut missed = Vec::new();
        let mut ahead = Vec::new();
        let mut seen: Vec<&Option<String>> = Vec::new();
        for alert in alerts.iter().rev() {
            if seen.contains(&&alert.spec.summit_id) {
                continue;
            }
            seen.push(&alert.spec.summit_id);
            let begins_at = alert.spec.begins_at.filter(|at| *at > self.now);
            let named = if begins_at.is_none() {
                &mut missed
            } else {
                &mut ahead
            };
            let entry = match self.summit(alert).zip(begins_at) {
                Some((summit, begins_at)) => Self::when(summit, alert, begins_at),
                None => Entry::remark(dates(alert)),
            };
            named.push((alert.spec.begins_at, entry.labelled(self.name(alert))));
        }
        missed.sort_by_key(|(begins, _)| *begins);
        ahead.sort_by_key(|(begins, _)| *begins);
        let only = |list: Vec<(Option<Timestamp>, Entry)>| {
            list.into_iter().map(|(_, entry)| entry).collect::<Vec<_>>()
        };
        let (missed, ahead) = (only(missed), only(ahead));
        let warning = is_late.then(|| {
            let why = self.away.map_or_else(
                || {
                    format!(
                        "Late. The first of these was due {}",
                        self.told(first.spec.due_at)
                    )
                },
                |(from, to)| format!("I was away {}–{}", self.told(from), self.told(to)),
            );
            format!("{why}. This message stands for {} alerts.", alerts.len())
        });
        let mut sections = Vec::new();
        if !missed.is_empty() {
            let missed = vec![Entry::remark("You missed the beginning of these.")]
                .into_iter()
                .chain(missed)
                .collect();
            sections.push(Section::running(fit(missed, LIST / 2)));
        }
        let still_ahead = format!("Still ahead: {}", counted(ahead.len(), "summit"));
        if !ahead.is_empty() {
            let ahead = std::iter::once(Entry::remark(still_ahead.clone() + "."))
                .chain(ahead)
                .collect();
            sections.push(Section::running(fit(ahead, LIST / 2)));
        }
        let headline = if is_late {
            format!("While I was away: {}", counted(alerts.len(), "alert"))
        } else {
            still_ahead
        };
        let page = Page {
            title: if is_late {
                "While I was away"
            } else {
                "Summits ahead"
            }
            .to_owned(),
            tone: tone(&first.spec.kind),
            warning,
            sections,
            footer: self.footer(first),
            ..Page::default()
        };
        (headline, page)
    }

    fn digest(&self) -> (String, Page) {
        let until = self.now.saturating_add(WEEK).unwrap_or(self.now);
        let wanted = self
            .knowledge
            .summits()
            .filter(|summit| self.subscription.covers(summit));
        let mut ahead: Vec<(Timestamp, Entry)> = wanted
            .filter_map(|summit| {
                let begins = begins(summit, self.day_starts_at)?;
                let at = begins.timestamp();
                let is_soon = at >= self.now && at < until;
                let dates = summit.dates()?.to_string();
                is_soon.then(|| (at, occasion(summit, begins, dates).labelled(summit.title())))
            })
            .collect();
        ahead.sort_by_key(|(at, _)| *at);
        let count = ahead.len();
        let headline = match count {
            0 => "The week ahead: no summit".to_owned(),
            _ => format!("The week ahead: {}", counted(count, "summit")),
        };
        let entries = ahead.into_iter().map(|(_, entry)| entry).collect();
        let page = Page {
            title: "The week ahead".to_owned(),
            lead: if count == 0 {
                "No summit is known to begin within seven days.".to_owned()
            } else {
                String::new()
            },
            sections: vec![Section::running(fit(entries, LIST))],
            footer: format!("As of {}", self.told(self.now)),
            ..Page::default()
        };
        (headline, page)
    }

    fn name(&self, alert: &Alert) -> String {
        let id = alert.spec.summit_id.clone().unwrap_or_default();
        self.summit(alert).map_or(id, Summit::title)
    }

    fn summit(&self, alert: &Alert) -> Option<&Summit> {
        self.knowledge.summit(alert.spec.summit_id.as_deref()?)
    }

    fn countdown(&self, alert: &Alert) -> String {
        let ahead = alert.spec.begins_at.filter(|at| *at > self.now);
        let Some(begins_at) = ahead else {
            return "Has begun".to_owned();
        };
        let left = begins_at.duration_since(self.now);
        format!("In {}", told_length(left))
    }

    fn is_late(&self, alert: &Alert) -> bool {
        self.now.duration_since(alert.spec.due_at) > LATE
    }

    fn lateness(&self, alert: &Alert) -> Option<String> {
        self.is_late(alert).then(|| {
            let due = alert.spec.due_at;
            let away = self.away.filter(|(from, to)| *from <= due && due <= *to);
            let why = away.map_or_else(String::new, |(from, to)| {
                format!(" I was away {}–{}.", self.told(from), self.told(to))
            });
            let begun = if alert.spec.begins_at.is_some_and(|at| at <= self.now) {
                " The summit has begun."
            } else {
                ""
            };
            format!("Late: this was due {}.{why}{begun}", self.told(due))
        })
    }

    fn when(summit: &Summit, alert: &Alert, begins_at: Timestamp) -> Entry {
        let zone = summit
            .time_zone
            .as_deref()
            .and_then(crate::calendar::find_zone);
        let at = begins_at.to_zoned_datetime(zone.unwrap_or(jiff::tz::TimeZone::UTC));
        occasion(summit, at, dates(alert).to_owned()).labelled("When")
    }

    fn footer(&self, alert: &Alert) -> String {
        let lead = match &alert.spec.kind {
            AlertKind::Lead { before } => format!(" · {before} before"),
            _ => String::new(),
        };
        format!("Due {}{lead}", self.told(alert.spec.due_at))
    }

    /// By the channel's own clock: "24 Nov 2026, 03:10 CET".
    pub(super) fn told(&self, at: Timestamp) -> String {
        at.to_zoned_datetime(self.subscription.zone())
            .strftime("%-d %b %Y, %H:%M %Z")
            .to_string()
    }
}

fn owner(channel_id: u64, cause: &Cause) -> (String, Page) {
    let title = format!("Alerts for channel {channel_id} are paused");
    let page = Page {
        title: title.clone(),
        tone: Tone::Opposed,
        lead: cause_words(cause),
        footer: "`/alerts test` names what is missing, `/alerts resume` goes on.".replace('`', ""),
        ..Page::default()
    };
    (title, page)
}

fn occasion(summit: &Summit, at: jiff::ZonedDateTime, dates: String) -> Entry {
    let has_hour = summit
        .start
        .is_some_and(|start| start.precision() == Precision::Minute);
    Entry {
        occasion: Some(Occasion { at, has_hour }),
        ..Entry::remark(dates)
    }
}

fn tone(kind: &AlertKind) -> Tone {
    match kind {
        AlertKind::Escalation { .. }
        | AlertKind::Cancelled { .. }
        | AlertKind::OwnerNotice { .. } => Tone::Opposed,
        AlertKind::Moved { .. } => Tone::Partly,
        AlertKind::Lead { .. } | AlertKind::Snooze { .. } | AlertKind::Digest { .. } => Tone::Plain,
    }
}

/// The summit's dates as the alert gives them; empty if there are none.
fn dates(alert: &Alert) -> &str {
    alert.spec.dates.as_deref().unwrap_or_default()
}

/// Each carries the delivery's id, by which the message is found again.
fn buttons(alert: &Alert) -> Vec<Button> {
    let press = |label: &str, act| Button {
        label: label.to_owned(),
        press: CustomId::Alert {
            id: alert.spec.id.clone(),
            act,
        },
        state: ButtonState::Open,
    };
    let mut row = vec![press("Acknowledge", AlertAction::Acknowledge)];
    if alert.spec.kind.is_reminder() {
        row.push(press("Snooze 1 h", AlertAction::Snooze));
    }
    if !matches!(
        alert.spec.kind,
        AlertKind::Digest { .. } | AlertKind::OwnerNotice { .. }
    ) {
        row.push(press("Details", AlertAction::Details));
    }
    row
}

/// "7 days", "2 hours", "30 minutes", "50 seconds": the largest unit that fits twice.
pub(super) fn told_length(length: SignedDuration) -> String {
    let seconds = length.as_secs();
    match seconds {
        s if s >= 36 * 3_600 => counted(rounded(s, 86_400), "day"),
        s if s >= 90 * 60 => counted(rounded(s, 3_600), "hour"),
        s if s >= 90 => counted(rounded(s, 60), "minute"),
        s => counted(usize::try_from(s).unwrap_or(0), "second"),
    }
}

fn rounded(seconds: i64, unit: i64) -> usize {
    usize::try_from((seconds + unit / 2) / unit).unwrap_or(0)
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}
