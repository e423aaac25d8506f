//! `attache alerts plan`: every alert that the subscriptions of the settings ask for.

use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::process::system_clock;
use super::terminal;
use crate::alerts::{asked_at, check, plan};
use crate::calendar::utc_offset;
use crate::config::ClockTime;
use crate::document::PartialDate;
use crate::knowledge::Knowledge;
use crate::store::{AlertKind, AlertSpec, Subscription};

/// `attache alerts`
#[derive(Debug, Args)]
pub(super) struct Alerts {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Every alert that the subscriptions of the settings ask for: when, where, which, in what zone
    Plan(Plan),
}

/// `attache alerts plan`
#[derive(Debug, Args)]
struct Plan {
    /// Only those due on this day, in this month or year, or later, by UTC [default: from now on]
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// Only those due by then
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Alerts {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        match &self.command {
            Command::Plan(plan) => plan.run(global),
        }
    }
}

impl Plan {
    fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let config = global.config()?;
        let (knowledge, _) = global.knowledge()?;
        let subscriptions = &config.alerts.subscription;
        if let Some(wrong) = check(subscriptions, &knowledge).first() {
            return Err(CommandError::failed(wrong));
        }
        let from = self.from.map_or_else(
            || Some(system_clock().now()),
            |from| {
                from.first_day()
                    .to_zoned_datetime(TimeZone::UTC)
                    .ok()
                    .map(|day| day.timestamp())
            },
        );
        let from = from.ok_or_else(|| CommandError::usage("`--from` lies beyond the calendar"))?;
        let subscriptions: Vec<Subscription> = subscriptions
            .iter()
            .map(|spec| Subscription::from_settings(spec.clone(), from))
            .collect();
        let day_starts_at = config.alerts.day_starts_at;
        let mut planned = plan(&knowledge, &subscriptions, day_starts_at, from);
        let is_in_time = |at: Timestamp| {
            let day = at.to_zoned_datetime(TimeZone::UTC).date();
            self.until.is_none_or(|until| day <= until.last_day())
        };
        planned.retain(|alert| is_in_time(alert.due_at));
        let rows = planned.iter().filter_map(|alert| {
            let subscription = subscriptions
                .iter()
                .find(|one| one.id == alert.subscription_id)?;
            Row::of(alert, subscription, &knowledge, day_starts_at)
        });
        let rows: Vec<Row<'_>> = rows.collect();
        if self.json {
            return print_json(&rows);
        }
        if subscriptions.is_empty() {
            say_aside!(
                "The settings have no [[alerts.subscription]]; config/attache.toml shows one."
            );
            return Ok(());
        }
        let rows: Vec<[String; 4]> = rows.iter().map(|row| row.cells(&knowledge)).collect();
        terminal::print_table(["when", "channel", "before", "summit"], &rows);
        Ok(())
    }
}

/// A planned alert as it is printed. The keys are a promise to scripts.
#[derive(Debug, Serialize)]
struct Row<'p> {
    id: &'p str,
    /// `summit`, `digest` or `handover`.
    kind: &'static str,
    subscription: &'p str,
    /// Empty for a digest and a handover.
    summit: &'p str,
    /// As text: numbers of this size are not safe in JSON.
    channel: String,
    /// How long before the summit; for a digest, when in the week; for a handover, at which hours.
    before: String,
    /// The instant that the subscription asks for; quiet hours put `due_at` off.
    asked_at: Timestamp,
    due_at: Timestamp,
    /// When the summit begins; for a digest, when its week ends; for a handover, when it is due.
    begins_at: Timestamp,
    /// Empty for a digest and a handover.
    dates: &'p str,
    time_zone: &'p str,
    #[serde(skip)]
    zone: TimeZone,
}

impl<'p> Row<'p> {
    /// `None` for a kind that is never planned ahead.
    fn of(
        alert: &'p AlertSpec,
        subscription: &'p Subscription,
        knowledge: &Knowledge,
        day_starts_at: ClockTime,
    ) -> Option<Self> {
        let (kind, before, begins_at) = match &alert.kind {
            AlertKind::Lead { before } => ("summit", before.to_string(), alert.begins_at?),
            AlertKind::Digest { week_ends_at } => {
                let weekly = subscription.spec.weekly_digest?;
                ("digest", weekly.to_string(), *week_ends_at)
            }
            AlertKind::Handover => {
                let hours = subscription.spec.handover.iter();
                let hours: Vec<String> = hours.map(ToString::to_string).collect();
                ("handover", hours.join(" "), alert.due_at)
            }
            _ => return None,
        };
        Some(Self {
            id: &alert.id,
            kind,
            subscription: &alert.subscription_id,
            summit: alert.summit_id.as_deref().unwrap_or_default(),
            channel: alert.destination.channel_id()?.to_string(),
            before,
            asked_at: asked_at(alert, knowledge, day_starts_at),
            due_at: alert.due_at,
            begins_at,
            dates: alert.dates.as_deref().unwrap_or_default(),
            time_zone: subscription.spec.time_zone.as_deref().unwrap_or("UTC"),
            zone: subscription.zone(),
        })
    }

    fn cells(&self, knowledge: &Knowledge) -> [String; 4] {
        let local = |at: Timestamp| at.to_zoned_datetime(self.zone.clone());
        let held = if self.due_at == self.asked_at {
            String::new()
        } else {
            format!(", held since {}", local(self.asked_at).strftime("%H:%M"))
        };
        let (due, summit) = (local(self.due_at), knowledge.summit(self.summit));
        [
            format!(
                "{} {}",
                due.strftime("%Y-%m-%d %H:%M:%S"),
                utc_offset(due.offset())
            ),
            self.channel.clone(),
            format!("{}{held}", self.before),
            summit.map_or_else(|| self.summit.to_owned(), crate::knowledge::Summit::title),
        ]
    }
}
