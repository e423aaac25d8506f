//! The options of `/alerts add` and `/alerts edit`: how they are registered, and how what was given changes a subscription.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::escalation;
use super::suggest::{
    suggest_acknowledge_within, suggest_alert_summits, suggest_escalation, suggest_handover,
    suggest_quiet_hours, suggest_subscriptions, suggest_weekly_digest,
};
use crate::bot::error::Failure;
use crate::bot::features::command::CommandOption;
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_zones;
use crate::config::{ClockTime, Lead, ParseTimeError, Snowflake, SubscriptionSpec, typed_zone};
use crate::knowledge::{Knowledge, Summit};
use crate::pages::{Search, find_group, find_summit};
use crate::text::{Locale, text};

/// Which subscription is meant.
pub(super) fn id_option() -> CommandOption {
    CommandOption::text("id", "Subscription, as shown by /alerts list", 100)
        .required()
        .suggesting(suggest_subscriptions)
}

/// Of which summits.
pub(super) fn summit_option() -> CommandOption {
    let description = "SCO, G20, one summit, or all; separate several with commas";
    CommandOption::text("summit", description, 100).suggesting(suggest_alert_summits)
}

/// What both commands take beside.
pub(super) fn shared_options() -> Vec<CommandOption> {
    let text = CommandOption::text;
    vec![
        CommandOption::role("role", "Role to mention"),
        text(
            "zone",
            "Time zone of the channel, by a place such as Europe/Brussels; UTC unless set",
            60,
        )
        .suggesting(suggest_zones),
        text(
            "acknowledge_within",
            "Time to press Acknowledge, such as 30m; then escalate_to is called",
            20,
        )
        .suggesting(suggest_acknowledge_within),
        CommandOption::role("escalate_to", "Role to mention if nobody acknowledges"),
        text(
            "escalation",
            "Several calls, one after the other: 10m @backup, 20m @person, repeat 15m",
            300,
        )
        .suggesting(suggest_escalation),
        text(
            "quiet_hours",
            "Hours without alerts, such as 22:00-06:00, unless a summit would be missed",
            20,
        )
        .suggesting(suggest_quiet_hours),
        text(
            "weekly_digest",
            "When to post the week's summits, such as monday 08:00",
            30,
        )
        .suggesting(suggest_weekly_digest),
        text(
            "handover",
            "When shifts change, such as 08:00 20:00: posts the handover then",
            60,
        )
        .suggesting(suggest_handover),
        CommandOption::flag(
            "publish",
            "Publish to the followers of an announcement channel",
        ),
    ]
}

/// What was given as options of a command; `None` for what was left out, which leaves a subscription as it is.
#[derive(Debug, Default)]
pub(super) struct SubscriptionOptions {
    pub(super) summits: Option<String>,
    pub(super) before: Option<String>,
    pub(super) channel: Option<u64>,
    pub(super) role: Option<u64>,
    pub(super) zone: Option<String>,
    pub(super) acknowledge_within: Option<String>,
    pub(super) escalate_to: Option<u64>,
    pub(super) escalation: Option<String>,
    pub(super) quiet_hours: Option<String>,
    pub(super) weekly_digest: Option<String>,
    pub(super) handover: Option<String>,
    pub(super) publish: Option<bool>,
}

impl SubscriptionOptions {
    /// What was given with a command.
    pub(super) fn of(ctx: Context<'_>) -> Self {
        let text = |name| ctx.text(name).map(str::to_owned);
        Self {
            summits: text("summit"),
            before: text("before"),
            channel: ctx.id("channel"),
            role: ctx.id("role"),
            zone: text("zone"),
            acknowledge_within: text("acknowledge_within"),
            escalate_to: ctx.id("escalate_to"),
            escalation: text("escalation"),
            quiet_hours: text("quiet_hours"),
            weekly_digest: text("weekly_digest"),
            handover: text("handover"),
            publish: ctx.flag("publish"),
        }
    }

    /// Writes into `spec` what was given.
    ///
    /// # Errors
    /// What cannot be read, and how it is written.
    pub(super) fn write_into(
        self,
        spec: &mut SubscriptionSpec,
        knowledge: &Knowledge,
        today: Date,
        locale: Locale,
    ) -> Result<(), Failure> {
        if let Some(given) = self.summits {
            spec.summits = named_summits(&given, knowledge, today, locale)?;
        }
        if let Some(given) = self.before {
            spec.before = read_leads(&given, locale)?;
        }
        if let Some(given) = self.handover {
            spec.handover = read_each::<ClockTime>(&given, locale)?;
        }
        if let Some(channel) = self.channel {
            spec.channel = Snowflake(channel);
        }
        spec.publish = self.publish.unwrap_or(spec.publish);
        spec.mention_role = self.role.map(Snowflake).or(spec.mention_role);
        let is_short = self.escalate_to.is_some() || self.acknowledge_within.is_some();
        // One way of writing an escalation takes the place of the other; both at once are refused below.
        if let Some(given) = &self.escalation {
            escalation::read(given, locale)?.write_into(spec);
        } else if is_short {
            spec.escalation.clear();
        }
        spec.escalate_to_role = self.escalate_to.map(Snowflake).or(spec.escalate_to_role);
        if let Some(zone) = self.zone {
            // What offset a place has depends on the day.
            let on = today
                .to_zoned_datetime(TimeZone::UTC)
                .map_or(Timestamp::UNIX_EPOCH, |day| day.timestamp());
            let zone = typed_zone(&zone, on);
            spec.time_zone = Some(zone.map_err(|error| Failure::User(error.text(locale)))?);
        }
        put(
            &mut spec.acknowledge_within,
            self.acknowledge_within,
            locale,
        )?;
        put(&mut spec.quiet_hours, self.quiet_hours, locale)?;
        put(&mut spec.weekly_digest, self.weekly_digest, locale)
    }
}

fn put<T: FromStr<Err = ParseTimeError>>(
    into: &mut Option<T>,
    given: Option<String>,
    locale: Locale,
) -> Result<(), Failure> {
    if let Some(given) = given {
        *into = Some(read(&given, locale)?);
    }
    Ok(())
}

/// Several, separated by spaces or commas.
fn read_each<T: FromStr<Err = ParseTimeError>>(
    given: &str,
    locale: Locale,
) -> Result<Vec<T>, Failure> {
    let pieces = given.split([' ', ',']).filter(|piece| !piece.is_empty());
    pieces.map(|piece| read(piece, locale)).collect()
}

fn read<T: FromStr<Err = ParseTimeError>>(given: &str, locale: Locale) -> Result<T, Failure> {
    let read = given.trim().parse();
    read.map_err(|error: ParseTimeError| Failure::User(error.text(locale)))
}

/// Several times before a summit, such as `7d 1d, 2h`.
///
/// # Errors
/// One of them is none, and how it is written.
pub(in crate::bot) fn read_leads(given: &str, locale: Locale) -> Result<Vec<Lead>, Failure> {
    read_each(given, locale)
}

/// What the names stand for that commas separate; none if nothing is named.
///
/// # Errors
/// The first name that is none of the calendar's.
pub(super) fn named_summits(
    given: &str,
    knowledge: &Knowledge,
    today: Date,
    locale: Locale,
) -> Result<Vec<String>, Failure> {
    let pieces = given.split(',').map(str::trim);
    let named = pieces.filter(|name| !name.is_empty());
    named
        .map(|name| summits(knowledge, name, today, locale))
        .collect()
}

/// What a name stands for: everything, an organization or series, or one summit.
fn summits(
    knowledge: &Knowledge,
    name: &str,
    today: Date,
    locale: Locale,
) -> Result<String, Failure> {
    if name.eq_ignore_ascii_case("all") {
        return Ok("all".to_owned());
    }
    if knowledge.summit(name).is_some() {
        return Ok(name.to_owned());
    }
    let title = |summit: &&Summit| summit.title().eq_ignore_ascii_case(name);
    if let Some(summit) = knowledge.summits().find(title) {
        return Ok(summit.id.clone());
    }
    let series = match find_group(knowledge, name) {
        Ok(group) => return Ok(group),
        Err(series) => series,
    };
    let given = crate::reply::shorten(name, 60);
    let sentence = match find_summit(knowledge, name, today, locale) {
        Search::Found { id, assumed: None } => return Ok(id),
        Search::Found { id, .. } => {
            let title = knowledge.summit(&id).map_or(id, Summit::title);
            text!(
                locale,
                "bot-alerts-summit-near",
                given = given,
                title = title
            )
        }
        Search::Nothing(_) => {
            let series = series.join(", ");
            text!(
                locale,
                "bot-alerts-summit-unknown",
                given = given,
                series = series
            )
        }
    };
    Err(Failure::User(sentence))
}
