use std::str::FromStr;

use jiff::civil::Date;
use poise::serenity_prelude as serenity;

use crate::bot::Failure;
use crate::config::{Lead, Snowflake, SubscriptionSpec};
use crate::knowledge::{Knowledge, Standing, Summit};
use crate::pages::{Search, find_group, find_summit};

/// What the options of a command say; what was left out says nothing.
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
    /// Writes into `wants` what is said.
    pub(super) fn write_into(
        self,
        wants: &mut SubscriptionSpec,
        knowledge: &Knowledge,
        today: Date,
    ) -> Result<(), Failure> {
        if let Some(given) = self.summits {
            let pieces = given.split(',').map(str::trim);
            let named = pieces.filter(|name| !name.is_empty());
            let ids = named.map(|name| summits(knowledge, name, today));
            wants.summits = ids.collect::<Result<_, _>>()?;
        }
        if let Some(given) = self.before {
            let pieces = given.split([' ', ',']).filter(|piece| !piece.is_empty());
            wants.before = pieces.map(read::<Lead>).collect::<Result<_, _>>()?;
        }
        if let Some(channel) = self.channel {
            wants.channel = Snowflake(channel.get());
        }
        let role = |role: serenity::RoleId| Snowflake(role.get());
        wants.mention_role = self.role.map(role).or(wants.mention_role);
        wants.escalate_to_role = self.escalate_to.map(role).or(wants.escalate_to_role);
        if let Some(zone) = self.zone {
            wants.time_zone = Some(zone.trim().to_owned());
        }
        put(&mut wants.acknowledge_within, self.acknowledge_within)?;
        put(&mut wants.quiet_hours, self.quiet_hours)?;
        put(&mut wants.weekly_digest, self.weekly_digest)
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
