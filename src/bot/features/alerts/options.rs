//! The options of `/alerts add` and `/alerts edit`: how they are registered, and how what was given changes a subscription.

use std::str::FromStr;

use jiff::civil::Date;
use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::config::{Lead, Snowflake, SubscriptionSpec};
use crate::knowledge::{Knowledge, Standing, Summit};
use crate::pages::{Search, find_group, find_summit};

/// Writes a subcommand that takes the options of a subscription, besides its own that stand before and after them: poise
/// reads options from the arguments of one function, and knows no group of them. `$options` holds those that are the same,
/// and what `$given` adds to them.
macro_rules! subscription_command {
    (
        $(#[$command:meta])*
        fn $name:ident($ctx:ident, $($before:tt)*);
        after($($after:tt)*);
        given($options:ident) { $($field:ident $(: $value:expr)?),* $(,)? }
        $work:block
    ) => {
        $(#[$command])*
        #[poise::command(slash_command)]
        #[expect(
            clippy::too_many_arguments,
            reason = "each is an option of the command"
        )]
        pub(super) async fn $name(
            $ctx: Context<'_>,
            $($before)*
            #[description = "Role to mention"] role: Option<serenity::RoleId>,
            #[description = "Time zone of the channel, such as Europe/Brussels; UTC unless set"]
            #[autocomplete = "suggest_zones"]
            #[max_length = 60]
            zone: Option<String>,
            #[description = "Time to press Acknowledge before escalating, such as 30m"]
            #[max_length = 20]
            acknowledge_within: Option<String>,
            #[description = "Role to mention if nobody acknowledges"]
            escalate_to: Option<serenity::RoleId>,
            #[description = "Hours without alerts, such as 22:00-06:00, unless a summit would be missed"]
            #[max_length = 20]
            quiet_hours: Option<String>,
            #[description = "When to post the week's summits, such as monday 08:00"]
            #[max_length = 30]
            weekly_digest: Option<String>,
            $($after)*
        ) -> Result<(), Failure> {
            let $options = SubscriptionOptions {
                $($field $(: $value)?,)*
                role,
                zone,
                acknowledge_within,
                escalate_to,
                quiet_hours,
                weekly_digest,
            };
            $work
        }
    };
}
pub(super) use subscription_command;

/// What was given as options of a command; `None` for what was left out, which leaves a subscription as it is.
#[derive(Default)]
pub(super) struct SubscriptionOptions {
    pub(super) summits: Option<String>,
    pub(super) before: Option<String>,
    pub(super) channel: Option<serenity::ChannelId>,
    pub(super) role: Option<serenity::RoleId>,
    pub(super) zone: Option<String>,
    pub(super) acknowledge_within: Option<String>,
    pub(super) escalate_to: Option<serenity::RoleId>,
    pub(super) quiet_hours: Option<String>,
    pub(super) weekly_digest: Option<String>,
}

impl SubscriptionOptions {
    /// Writes into `spec` what was given.
    ///
    /// # Errors
    /// What cannot be read, and how it is written.
    pub(super) fn write_into(
        self,
        spec: &mut SubscriptionSpec,
        knowledge: &Knowledge,
        today: Date,
    ) -> Result<(), Failure> {
        if let Some(given) = self.summits {
            let pieces = given.split(',').map(str::trim);
            let named = pieces.filter(|name| !name.is_empty());
            let ids = named.map(|name| summits(knowledge, name, today));
            spec.summits = ids.collect::<Result<_, _>>()?;
        }
        if let Some(given) = self.before {
            let pieces = given.split([' ', ',']).filter(|piece| !piece.is_empty());
            spec.before = pieces.map(read::<Lead>).collect::<Result<_, _>>()?;
        }
        if let Some(channel) = self.channel {
            spec.channel = Snowflake(channel.get());
        }
        let role = |role: serenity::RoleId| Snowflake(role.get());
        spec.mention_role = self.role.map(role).or(spec.mention_role);
        spec.escalate_to_role = self.escalate_to.map(role).or(spec.escalate_to_role);
        if let Some(zone) = self.zone {
            spec.time_zone = Some(zone.trim().to_owned());
        }
        put(&mut spec.acknowledge_within, self.acknowledge_within)?;
        put(&mut spec.quiet_hours, self.quiet_hours)?;
        put(&mut spec.weekly_digest, self.weekly_digest)
    }
}

fn put<T: FromStr<Err: ToString>>(
    into: &mut Option<T>,
    given: Option<String>,
) -> Result<(), Failure> {
    if let Some(given) = given {
        *into = Some(read(&given)?);
    }
    Ok(())
}

fn read<T: FromStr<Err: ToString>>(given: &str) -> Result<T, Failure> {
    given
        .parse()
        .map_err(|error: T::Err| Failure::User(format!("{}.", error.to_string())))
}

/// What a name stands for: everything, an organization or series, or one summit.
fn summits(knowledge: &Knowledge, name: &str, today: Date) -> Result<String, Failure> {
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
    let sentence = match find_summit(knowledge, name, today) {
        Search::Found { id, assumed: None } => return Ok(id),
        Search::Found { id, .. } => {
            let title = knowledge.summit(&id).map_or(id, Summit::title);
            format!("No summit is called “{name}”. Did you mean {title}?")
        }
        Search::Nothing(_) => format!(
            "No organization, series or summit is called “{name}”. Write `all`, or one of: {}.",
            series.join(", ")
        ),
    };
    Err(Failure::User(sentence))
}

/// What can be subscribed to, by name and id: everything, each series, each summit to come.
pub(super) fn names(knowledge: &Knowledge, today: Date) -> Vec<(String, String)> {
    let mut groups: Vec<(String, String)> = knowledge
        .summits()
        .map(|summit| (format!("{}: every summit", summit.series), summit.group()))
        .collect();
    groups.sort();
    groups.dedup_by(|a, b| a.1 == b.1);
    let ahead = knowledge
        .summits()
        .filter(|summit| summit.standing(today) == Standing::Ahead)
        .map(|summit| (summit.title(), summit.id.clone()));
    let all = ("All summits".to_owned(), "all".to_owned());
    [all].into_iter().chain(groups).chain(ahead).collect()
}
