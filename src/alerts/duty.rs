//! Who is on duty: the rota of the settings by the wall clock of its zone, and what was handed over since.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

use super::{AlertService, Notified};
use crate::calendar::find_zone;
use crate::config::{DutyRota, DutyShift};
use crate::store::{DutyOverride, StoreError, Subscription};

/// How many days ahead the next shift is looked for: each comes every week.
const WEEK: i32 = 8;

/// A shift on one day, or what is left of it after somebody handed it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Who is on duty.
    pub user: u64,
    /// The first moment.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
}

/// Who is on duty on a server.
#[derive(Debug, Clone, PartialEq)]
pub struct Duty {
    /// The rota.
    pub rota: DutyRota,
    /// Who is on duty now; `None` if nobody is.
    pub now: Option<Turn>,
    /// Who handed that over; `None` if it is as the rota says.
    pub handed_over_by: Option<u64>,
    /// Who is on duty after that.
    pub next: Option<Turn>,
}

/// What came of handing a shift over.
#[derive(Debug, Clone, PartialEq)]
pub enum DutyHandover {
    /// It was done.
    Done(Box<Duty>),
    /// The server has no rota.
    NoRota,
    /// Nobody is on duty, so there is nothing to hand over.
    NobodyOnDuty,
    /// Only whoever is on duty may, or who manages the server's alerts.
    NotOnDuty,
    /// Whoever was named is on duty already.
    OnDutyAlready,
}

impl DutyRota {
    /// Who is on duty at a moment, as the rota says. Where an hour that is skipped puts two shifts together, the one that
    /// began last.
    fn turn_at(&self, at: Timestamp) -> Option<Turn> {
        let turns = self.turns(at, 0);
        let on = turns.filter(|turn| turn.from <= at && at < turn.until);
        on.max_by_key(|turn| turn.from)
    }

    /// The first shift that begins after a moment.
    fn turn_after(&self, at: Timestamp) -> Option<Turn> {
        let turns = self.turns(at, WEEK);
        turns
            .filter(|turn| turn.from >= at)
            .min_by_key(|turn| turn.from)
    }

    /// All shifts that begin from the day before a moment to so many days after it.
    fn turns(&self, at: Timestamp, days: i32) -> impl Iterator<Item = Turn> {
        let zone = self.zone();
        let today = at.to_zoned_datetime(zone.clone()).date();
        let days = (-1..=days).filter_map(move |day| today.checked_add(day.days()).ok());
        days.flat_map(move |day| {
            let zone = zone.clone();
            let on_day = self
                .shift
                .iter()
                .filter(move |shift| shift.begins_on(day.weekday()));
            on_day.filter_map(move |shift| turn(shift, day, &zone))
        })
    }

    fn zone(&self) -> TimeZone {
        let zone = self.time_zone.as_deref().and_then(find_zone);
        zone.unwrap_or(TimeZone::UTC)
    }
}

/// A shift that begins on this day. A time that the clock shows twice is the first, one that it skips as much later; so where
/// one shift ends another begins.
fn turn(shift: &DutyShift, day: Date, zone: &TimeZone) -> Option<Turn> {
    let hours = shift.hours;
    let last_day = if hours.to > hours.from {
        day
    } else {
        day.tomorrow().ok()?
    };
    let at = |day: Date, time| {
        let at = zone.to_ambiguous_zoned_datetime(day.to_datetime(time));
        at.compatible().ok().map(|at| at.timestamp())
    };
    Some(Turn {
        user: shift.user.0,
        from: at(day, hours.from)?,
        until: at(last_day, hours.to)?,
    })
}

impl AlertService {
    /// Who is on duty on a server, and who is next; `None` if it has no rota.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub async fn duty(&self, guild: u64) -> Result<Option<Duty>, StoreError> {
        let rota = self.rota(Some(guild));
        match rota {
            Some(rota) => self.duty_at(rota, self.now()).await.map(Some),
            None => Ok(None),
        }
    }

    /// Hands the rest of the shift over to `to`. `is_manager`: whether `by` may do so without being on duty.
    ///
    /// # Errors
    /// The database cannot be reached; nothing is handed over then.
    pub async fn hand_over_duty(
        &self,
        guild: u64,
        by: u64,
        is_manager: bool,
        to: u64,
    ) -> Result<DutyHandover, StoreError> {
        let Some(rota) = self.rota(Some(guild)) else {
            return Ok(DutyHandover::NoRota);
        };
        let now = self.now();
        let duty = self.duty_at(rota, now).await?;
        let Some(turn) = duty.now else {
            return Ok(DutyHandover::NobodyOnDuty);
        };
        if turn.user != by && !is_manager {
            return Ok(DutyHandover::NotOnDuty);
        }
        if turn.user == to {
            return Ok(DutyHandover::OnDutyAlready);
        }
        let handover = DutyOverride {
            guild_id: guild,
            begins_at: now,
            ends_at: turn.until,
            user_id: to,
            handed_over_by: by,
        };
        self.store.put_duty_override(&handover).await?;
        let duty = self.duty_at(rota, now).await?;
        Ok(DutyHandover::Done(Box::new(duty)))
    }

    /// Whom a step calls that calls whoever is on duty: them, else the rota's role; `None` if there is neither.
    ///
    /// # Errors
    /// The database cannot be reached.
    pub(super) async fn called_on_duty(
        &self,
        subscription: &Subscription,
    ) -> Result<Option<Notified>, StoreError> {
        let Some(rota) = self.rota(subscription.guild_id) else {
            return Ok(None);
        };
        let duty = self.duty_at(rota, self.now()).await?;
        let user = duty.now.map(|turn| Notified::User(turn.user));
        let role = rota.role.map(|role| Notified::Role(role.0));
        Ok(user.or(role))
    }

    /// The rota of a server. A channel of the settings whose server has not been seen yet is of the only rota there is.
    pub(super) fn rota(&self, guild: Option<u64>) -> Option<&DutyRota> {
        let rotas = &self.settings.duty;
        match guild {
            Some(guild) => rotas.iter().find(|rota| rota.server.0 == guild),
            None => rotas.first().filter(|_| rotas.len() == 1),
        }
    }

    async fn duty_at(&self, rota: &DutyRota, at: Timestamp) -> Result<Duty, StoreError> {
        let planned = rota.turn_at(at);
        let handover = match planned {
            Some(turn) => self.store.duty_override(rota.server.0, turn.until).await?,
            None => None,
        };
        // A clock that was set back may be before it.
        let handover = handover.filter(|one| one.begins_at <= at);
        let now = planned.map(|turn| Turn {
            user: handover.as_ref().map_or(turn.user, |one| one.user_id),
            from: handover.as_ref().map_or(turn.from, |one| one.begins_at),
            until: turn.until,
        });
        Ok(Duty {
            now,
            handed_over_by: handover.map(|one| one.handed_over_by),
            next: rota.turn_after(planned.map_or(at, |turn| turn.until)),
            rota: rota.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rota(shifts: &str) -> DutyRota {
        let head = "server = 1\nname = \"watch\"\ntime_zone = \"Europe/Brussels\"";
        toml::from_str(&format!("{head}\n{shifts}")).expect("a rota")
    }

    fn day_and_night() -> DutyRota {
        rota(
            "[[shift]]\nhours = \"07:00-19:00\"\nuser = 31\n\
             [[shift]]\nhours = \"19:00-07:00\"\nuser = 32",
        )
    }

    fn at(moment: &str) -> Timestamp {
        moment.parse().expect("a moment")
    }

    #[track_caller]
    fn on(rota: &DutyRota, moment: &str, user: u64, until: &str) {
        let turn = rota.turn_at(at(moment)).expect("somebody on duty");
        assert_eq!((turn.user, turn.until), (user, at(until)), "{moment}");
    }

    #[test]
    fn a_night_belongs_to_the_day_on_which_it_begins() {
        let rota = day_and_night();
        on(&rota, "2026-12-07T05:59:59Z", 32, "2026-12-07T06:00:00Z");
        on(&rota, "2026-12-07T06:00:00Z", 31, "2026-12-07T18:00:00Z");
        on(&rota, "2026-12-07T18:00:00Z", 32, "2026-12-08T06:00:00Z");
        let next = rota.turn_after(at("2026-12-07T18:00:00Z")).unwrap();
        assert_eq!((next.user, next.from), (32, at("2026-12-07T18:00:00Z")));
    }

    #[test]
    fn a_night_in_which_clocks_change_is_shorter_or_longer_and_leaves_no_gap() {
        let rota = day_and_night();
        on(&rota, "2027-03-27T18:00:00Z", 32, "2027-03-28T05:00:00Z");
        on(&rota, "2027-03-28T05:00:00Z", 31, "2027-03-28T17:00:00Z");
        on(&rota, "2027-10-30T17:00:00Z", 32, "2027-10-31T06:00:00Z");
        // Shifts that meet in the hour that comes twice, or never.
        let split = self::rota(
            "[[shift]]\nhours = \"14:30-02:30\"\nuser = 31\n[[shift]]\nhours = \"02:30-14:30\"\nuser = 32",
        );
        for night in ["2027-03-28T00:00:00Z", "2027-10-31T00:00:00Z"] {
            for minutes in 0..300 {
                let moment = at(night) + jiff::SignedDuration::from_mins(minutes);
                assert!(split.turn_at(moment).is_some(), "{moment}");
            }
        }
    }

    #[test]
    fn outside_of_all_shifts_nobody_is_on_duty_and_the_next_is_found_a_week_ahead() {
        let rota = rota("[[shift]]\ndays = [\"monday\"]\nhours = \"08:00-12:00\"\nuser = 31");
        let noon = at("2026-12-07T11:00:00Z");
        assert_eq!(rota.turn_at(noon), None);
        let next = rota.turn_after(noon).unwrap();
        assert_eq!(next.from, at("2026-12-14T07:00:00Z"));
    }
}
