use clap::{Args, Subcommand};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::json;

use super::{Global, Stop, print_json, system_clock, terminal};
use crate::alerts::{Planned, Subscriber, check, plan};
use crate::document::PartialDate;
use crate::knowledge::Knowledge;

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
    pub(super) fn run(&self, global: &Global) -> Result<(), Stop> {
        match &self.command {
            Command::Plan(plan) => plan.run(global),
        }
    }
}

impl Plan {
    fn run(&self, global: &Global) -> Result<(), Stop> {
        let config = global.config()?;
        let (knowledge, _) = global.knowledge()?;
        let subscriptions = &config.alerts.subscription;
        if let Some(wrong) = check(subscriptions, &knowledge).first() {
            return Err(Stop::found_wrong(wrong));
        }
        let subscribers: Vec<Subscriber> =
            subscriptions.iter().map(Subscriber::of_settings).collect();
        let from = self.from.map_or_else(
            || Some(system_clock().now()),
            |from| {
                from.first_day()
                    .to_zoned_datetime(TimeZone::UTC)
                    .ok()
                    .map(|day| day.timestamp())
            },
        );
        let from = from.ok_or_else(|| Stop::used_wrong("`--from` lies beyond the calendar"))?;
        let mut planned = plan(&knowledge, &subscribers, config.alerts.day_starts_at, from);
        let is_in_time = |at: Timestamp| {
            let day = at.to_zoned_datetime(TimeZone::UTC).date();
            self.until.is_none_or(|until| day <= until.last_day())
        };
        planned.retain(|alert| is_in_time(alert.due_at));
        let rows = planned.iter().filter_map(|alert| {
            let subscriber = subscribers
                .iter()
                .find(|one| one.id == alert.subscription)?;
            Some((alert, subscriber))
        });
        if self.json {
            return print_json(&rows.map(as_json).collect::<Vec<_>>());
        }
        if subscribers.is_empty() {
            warn_aside!(
                "The settings have no [[alerts.subscription]]; config/attache.toml shows one."
            );
            return Ok(());
        }
        let rows: Vec<[String; 4]> = rows.map(|row| as_row(row, &knowledge)).collect();
        terminal::print_table(["when", "channel", "before", "summit"], &rows);
        Ok(())
    }
}

fn as_json((alert, subscriber): (&Planned, &Subscriber)) -> serde_json::Value {
    let mut value = json!(alert);
    // Numbers of this size are not safe in JSON.
    value["channel"] = json!(alert.channel.to_string());
    value["time_zone"] = json!(subscriber.wants.time_zone.as_deref().unwrap_or("UTC"));
    value
}

fn as_row((alert, subscriber): (&Planned, &Subscriber), knowledge: &Knowledge) -> [String; 4] {
    let local = |at: Timestamp| at.to_zoned_datetime(subscriber.zone());
    let held = if alert.due_at == alert.asked_at {
        String::new()
    } else {
        format!(", held since {}", local(alert.asked_at).strftime("%H:%M"))
    };
    let summit = knowledge.summit(&alert.summit);
    [
        local(alert.due_at)
            .strftime("%Y-%m-%d %H:%M:%S %Z")
            .to_string(),
        alert.channel.to_string(),
        format!("{}{held}", alert.before),
        summit.map_or_else(|| alert.summit.clone(), crate::knowledge::Summit::title),
    ]
}
