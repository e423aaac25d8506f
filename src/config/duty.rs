//! `[[alerts.duty]]`: who is on duty on a server, by weekday and hour.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use jiff::civil::{Time, Weekday};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::rules::Violation;
use super::snowflake::Snowflake;
use super::time_types::{ClockTime, day_called, day_name, parse_time, serde_as_text};
use crate::calendar::{find_zone, nearest_zone};

/// Who is on in an ordinary week. Shifts are known by their place in the rota.
struct Week {
    /// The shift of each minute from Monday's midnight on.
    shifts: Vec<Option<usize>>,
    /// Of each shift that would be on together with an earlier one: with which, and from which minute.
    overlaps: BTreeMap<usize, (usize, u16)>,
}

/// Minutes of a week.
const WEEK: u16 = 7 * DAY;
const DAY: u16 = 24 * 60;

/// Who is on duty on a server, week after week.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyRota {
    /// The id of the server; one rota each.
    pub server: Snowflake,
    /// What it is called.
    #[schemars(length(min = 1, max = 60))]
    pub name: String,
    /// The IANA zone by which the hours are read; UTC if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// The id of the role that is called while nobody is on duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Snowflake>,
    /// The shifts of a week. No two are at the same time.
    #[schemars(length(min = 1, max = 100))]
    pub shift: Vec<DutyShift>,
}

/// A shift, on each of some days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DutyShift {
    /// The days on which it begins: `monday`, or `monday-friday`; every day if left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(length(max = 7))]
    pub days: Vec<DayRange>,
    /// From when to when, over midnight if it ends before it begins; `08:00-08:00` is a day and a night.
    pub hours: ShiftHours,
    /// The id of the user who is on duty.
    pub user: Snowflake,
}

impl DutyShift {
    /// Whether it begins on this day of the week.
    pub fn begins_on(&self, day: Weekday) -> bool {
        self.days.is_empty() || self.days.iter().any(|range| range.contains(day))
    }
}

/// A day of the week, or from one to another: `monday`, `friday-sunday`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayRange {
    first: Weekday,
    last: Weekday,
}

impl DayRange {
    fn contains(self, day: Weekday) -> bool {
        let after = |day: Weekday| self.first.until(day);
        after(day) <= after(self.last)
    }
}

/// From one time of day to another: `20:00-08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShiftHours {
    /// The first minute.
    pub from: Time,
    /// The first minute that is no longer part of it; on the next day unless it is later than `from`.
    pub to: Time,
}

/// A text that is neither days nor hours of a shift.
#[derive(Debug, thiserror::Error)]
pub enum ParseShiftError {
    /// It is no [`DayRange`].
    #[error("`{0}` is no day of the week; write for example `monday` or `monday-friday`")]
    Days(String),
    /// It is no [`ShiftHours`].
    #[error("`{0}` is not a pair of times of day; write for example `08:00-20:00`")]
    Hours(String),
}

impl FromStr for DayRange {
    type Err = ParseShiftError;

    fn from_str(given: &str) -> Result<Self, ParseShiftError> {
        let (first, last) = given.split_once('-').unwrap_or((given, given));
        let days = day_called(first.trim()).zip(day_called(last.trim()));
        days.map(|(first, last)| Self { first, last })
            .ok_or_else(|| ParseShiftError::Days(given.to_owned()))
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(day_name(self.first))?;
        if self.first == self.last {
            return Ok(());
        }
        write!(f, "-{}", day_name(self.last))
    }
}

impl FromStr for ShiftHours {
    type Err = ParseShiftError;

    fn from_str(given: &str) -> Result<Self, ParseShiftError> {
        let ends = given.split_once(['-', '–']);
        let times = ends.and_then(|(from, to)| Some((parse_time(from)?, parse_time(to)?)));
        times
            .map(|(from, to)| Self { from, to })
            .ok_or_else(|| ParseShiftError::Hours(given.to_owned()))
    }
}

impl fmt::Display for ShiftHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", ClockTime(self.from), ClockTime(self.to))
    }
}

impl DutyRota {
    /// What is wrong with it by itself. It is the rota number `at` of the settings, counted from 0.
    pub(super) fn violations(&self, at: usize) -> Vec<Violation> {
        let mut violations = Vec::new();
        if let Some(zone) = &self.time_zone
            && find_zone(zone).is_none()
        {
            let path = [
                "alerts".into(),
                "duty".into(),
                at.into(),
                "time_zone".into(),
            ];
            let hint = nearest_zone(zone).map(|nearest| format!("did you mean `{nearest}`?"));
            let message = format!("there is no time zone `{zone}`");
            violations.push(Violation::new(&path, message).with_hint(hint));
        }
        let overlaps = self.week().overlaps;
        violations.extend(overlaps.into_iter().map(|(shift, (other, minute))| {
            let path = [
                "alerts".into(),
                "duty".into(),
                at.into(),
                "shift".into(),
                shift.into(),
                "hours".into(),
            ];
            let (user, moment) = (self.shift[other].user.0, moment(minute));
            let message = format!("at {moment} the shift of user {user} is on already");
            Violation::new(&path, message)
        }));
        violations
    }

    /// From when to when nobody is on duty in an ordinary week, such as `saturday 20:00 to sunday 08:00`.
    pub(super) fn gaps(&self) -> Vec<String> {
        let shifts = self.week().shifts;
        let is_free = |minute: u16| shifts[usize::from(minute % WEEK)].is_none();
        if (0..WEEK).all(is_free) {
            return vec!["the whole week".to_owned()];
        }
        let begins = (0..WEEK).filter(|minute| is_free(*minute) && !is_free(minute + WEEK - 1));
        let gap = |from: u16| {
            let to = (from..from + WEEK).find(|minute| !is_free(*minute));
            format!("{} to {}", moment(from), moment(to.unwrap_or(from) % WEEK))
        };
        begins.map(gap).collect()
    }

    fn week(&self) -> Week {
        let mut shifts: Vec<Option<usize>> = vec![None; usize::from(WEEK)];
        let mut overlaps = BTreeMap::new();
        for (at, shift) in self.shift.iter().enumerate() {
            for day in (0..7).filter(|day| shift.begins_on(weekday(*day))) {
                let (from, length) = minutes(shift.hours);
                for minute in (0..length).map(|minute| (day * DAY + from + minute) % WEEK) {
                    let slot = &mut shifts[usize::from(minute)];
                    match *slot {
                        None => *slot = Some(at),
                        Some(other) => {
                            overlaps.entry(at).or_insert((other, minute));
                        }
                    }
                }
            }
        }
        Week { shifts, overlaps }
    }
}

/// What is wrong with all of them together: two for one server.
pub(super) fn violations(rotas: &[DutyRota]) -> Vec<Violation> {
    let by_themselves = rotas
        .iter()
        .enumerate()
        .flat_map(|(at, rota)| rota.violations(at));
    let mut violations: Vec<Violation> = by_themselves.collect();
    for (at, rota) in rotas.iter().enumerate() {
        if rotas[..at].iter().any(|other| other.server == rota.server) {
            let path = ["alerts".into(), "duty".into(), at.into(), "server".into()];
            let message = format!("server {} has a rota already", rota.server.0);
            violations.push(Violation::new(&path, message));
        }
    }
    violations
}

/// When a shift begins, and how long it is, in minutes by the wall clock.
fn minutes(hours: ShiftHours) -> (u16, u16) {
    let of_day = |time: Time| {
        u16::from(time.hour().unsigned_abs()) * 60 + u16::from(time.minute().unsigned_abs())
    };
    let (from, to) = (of_day(hours.from), of_day(hours.to));
    let length = if to > from {
        to - from
    } else {
        to + DAY - from
    };
    (from, length)
}

/// Monday is 0.
fn weekday(day: u16) -> Weekday {
    Weekday::Monday.wrapping_add(i64::from(day))
}

/// `monday 08:00`
fn moment(minute: u16) -> String {
    let (day, minute) = (minute / DAY, minute % DAY);
    let (hour, minute) = (minute / 60, minute % 60);
    format!("{} {hour:02}:{minute:02}", day_name(weekday(day)))
}

serde_as_text!(DayRange, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "A day of the week, or several: monday, monday-friday."
}));
serde_as_text!(ShiftHours, |_: &mut SchemaGenerator| json_schema!({
    "type": "string", "description": "From one time of day to another, such as 20:00-08:00."
}));

#[cfg(test)]
mod tests {
    use super::*;

    fn rota(shifts: &str) -> DutyRota {
        toml::from_str(&format!("server = 1\nname = \"watch\"\n{shifts}")).expect("a rota")
    }

    #[test]
    fn gaps_of_a_week_are_named_over_its_end_too() {
        let days = rota(
            "[[shift]]\ndays = [\"monday-friday\"]\nhours = \"08:00-20:00\"\nuser = 31\n\
             [[shift]]\ndays = [\"monday-thursday\"]\nhours = \"20:00-08:00\"\nuser = 32",
        );
        assert_eq!(days.gaps(), ["friday 20:00 to monday 08:00"]);
        let always = rota("[[shift]]\nhours = \"08:00-08:00\"\nuser = 31");
        assert_eq!(always.gaps(), [""; 0]);
        assert!(always.violations(0).is_empty());
    }

    #[test]
    fn a_shift_over_sunday_midnight_overlaps_the_monday_after_it() {
        let rota = rota(
            "[[shift]]\ndays = [\"monday\"]\nhours = \"00:00-08:00\"\nuser = 31\n\
             [[shift]]\ndays = [\"friday-sunday\"]\nhours = \"22:00-01:00\"\nuser = 32",
        );
        assert_eq!(rota.week().overlaps, BTreeMap::from([(1, (0, 0))]));
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let range: DayRange = "fri-Sunday".parse().unwrap();
        assert_eq!(range.to_string(), "friday-sunday");
        assert!(range.contains(Weekday::Saturday) && !range.contains(Weekday::Monday));
        let over: DayRange = "saturday-monday".parse().unwrap();
        assert!(over.contains(Weekday::Sunday) && !over.contains(Weekday::Tuesday));
        assert!("someday".parse::<DayRange>().is_err());
    }
}
