//! What the files of the calendar said, and when: the record that the end of a year is held against. It owes nothing to the
//! program but the hour at which a day begins.

use attache::config::AlertsConfig;
use attache::store::{Alert, AlertKind, SummitFacts};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};

/// Where summits take place.
pub(crate) const CITIES: [(&str, &str); 4] = [
    ("Shanghai", "China"),
    ("Geneva", "Switzerland"),
    ("Nairobi", "Kenya"),
    ("Lima", "Peru"),
];
/// How long a summit has to be gone before anybody hears of it.
pub(crate) const REMOVAL_GRACE: SignedDuration = SignedDuration::from_mins(5);
/// For how long after word of a change readers are left in peace.
pub(crate) const CHANGE_PAUSE: SignedDuration = SignedDuration::from_mins(5);

/// A summit as the files have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) day: Date,
    pub(crate) hour: Option<i8>,
    /// How many days later it ends; the files name no end if it is 0.
    pub(crate) more_days: i8,
    pub(crate) zone: &'static str,
    /// Which of the [`CITIES`].
    pub(crate) city: usize,
    pub(crate) status: &'static str,
    /// Whether the files have it at all.
    pub(crate) is_there: bool,
}

impl Entry {
    /// Whether it is to take place, as far as the files say.
    pub(crate) fn is_on(&self) -> bool {
        self.is_there && !self.is_cancelled()
    }

    pub(crate) fn is_cancelled(&self) -> bool {
        self.is_there && self.status == "cancelled"
    }

    pub(crate) fn begins(&self) -> Timestamp {
        let day_starts_at = AlertsConfig::default().day_starts_at.0;
        let time = self
            .hour
            .map_or(day_starts_at, |hour| jiff::civil::time(hour, 30, 0, 0));
        let zone = TimeZone::get(self.zone).expect("a zone");
        let local = self.day.to_datetime(time);
        local.to_zoned_datetime(zone).expect("a moment").timestamp()
    }

    /// What its file calls the start.
    fn start(&self) -> String {
        moment(self.day, self.hour)
    }

    /// What its file calls the end.
    pub(crate) fn ends(&self) -> Option<String> {
        let last = self.day + i64::from(self.more_days).days();
        (self.more_days > 0).then(|| moment(last, self.hour))
    }

    pub(crate) fn place(&self) -> String {
        let (city, country) = CITIES[self.city];
        format!("{city}, {country}")
    }

    /// Its table in a file.
    pub(crate) fn table(&self, number: usize) -> String {
        let (city, country) = CITIES[self.city];
        let end = self.ends().map(|end| format!("end = {end}\n"));
        format!(
            "[summit-{number}]\nseries = \"S{}\"\nname = \"Summit {number}\"\nstart = {}\n{}city = \"{city}\"\n\
             country = \"{country}\"\ntime_zone = \"{}\"\nstatus = \"{}\"\ntext = \"Watch it.\"\nas_of = 2019-06-05\n\
             sources = [\"tass-2019-06-05\"]\n\n",
            number % 3,
            self.start(),
            end.unwrap_or_default(),
            self.zone,
            self.status
        )
    }

    /// Whether readers who know one of them need no word of the other.
    pub(crate) fn reads_like(&self, other: &Self) -> bool {
        if !self.is_on() || !other.is_on() {
            return (self.is_there, self.is_cancelled()) == (other.is_there, other.is_cancelled());
        }
        self == other
    }

    /// Whether an alert says of this summit what the files do.
    pub(crate) fn is_told_by(&self, alert: &Alert) -> bool {
        match alert.spec.kind {
            AlertKind::Cancelled { .. } => self.is_cancelled(),
            AlertKind::Removed { .. } => !self.is_there,
            _ => {
                self.has_date_of(alert) && alert.spec.facts.as_ref().is_some_and(|it| self.has(it))
            }
        }
    }

    /// Whether it is to begin when an alert says.
    pub(crate) fn has_date_of(&self, alert: &Alert) -> bool {
        self.is_on() && alert.spec.begins_at == Some(self.begins())
    }

    /// Whether it stands, or stood before it was called off, for the dates that an alert names.
    pub(crate) fn has_dates_in(&self, alert: &Alert) -> bool {
        let ends = alert
            .spec
            .facts
            .as_ref()
            .and_then(|facts| facts.ends.as_ref());
        alert.spec.begins_at == Some(self.begins()) && ends == self.ends().as_ref()
    }

    fn has(&self, facts: &SummitFacts) -> bool {
        let status: &str = facts.status.into();
        (facts.ends.as_ref(), facts.place.as_ref(), status)
            == (self.ends().as_ref(), Some(&self.place()), self.status)
    }
}

fn moment(day: Date, hour: Option<i8>) -> String {
    match hour {
        Some(hour) => format!("{day}T{hour:02}:30:00"),
        None => day.to_string(),
    }
}

/// What the files said for a while.
#[derive(Debug)]
pub(crate) struct Edition {
    /// The first and the last moment of that by the clock, which somebody may have set meanwhile.
    pub(crate) first: Timestamp,
    pub(crate) last: Timestamp,
    /// How many messages there were before: no clock confuses this.
    pub(crate) after: u64,
    pub(crate) entries: Vec<Entry>,
}

/// For how long the files said the same of one summit.
pub(crate) struct Run<'e> {
    pub(crate) entry: &'e Entry,
    pub(crate) from: Timestamp,
    pub(crate) to: Timestamp,
    /// The messages of that time have ids above the first, up to the second.
    pub(crate) after: u64,
    pub(crate) up_to: u64,
}

impl Run<'_> {
    /// Whether anybody hears of it: nobody does of a summit that is back in a moment.
    pub(crate) fn is_noticed(&self) -> bool {
        self.entry.is_there || self.to.duration_since(self.from) >= REMOVAL_GRACE
    }
}

/// What the files said of a summit at a moment; several things if it was changed then, or the clock set back.
pub(crate) fn at(editions: &[Edition], summit: usize, at: Timestamp) -> Vec<&Entry> {
    let then = editions
        .iter()
        .filter(|one| (one.first..=one.last).contains(&at));
    then.map(|one| &one.entries[summit]).collect()
}

/// What the files said of a summit when the message of this id was posted.
pub(crate) fn when_posted(editions: &[Edition], summit: usize, message: u64) -> &Entry {
    let mut before = editions.iter().rev().filter(|one| one.after < message);
    &before.next().expect("the first edition").entries[summit]
}

/// What the files said of a summit, one thing after the other.
pub(crate) fn runs(editions: &[Edition], summit: usize) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    for edition in editions {
        let entry = &edition.entries[summit];
        match runs.last_mut() {
            Some(run) if run.entry.reads_like(entry) => run.to = run.to.max(edition.last),
            last => {
                if let Some(last) = last {
                    last.up_to = edition.after;
                }
                runs.push(Run {
                    entry,
                    from: edition.first,
                    to: edition.last,
                    after: edition.after,
                    up_to: u64::MAX,
                });
            }
        }
    }
    runs
}

/// The number in `summit-7`.
pub(crate) fn number_of(alert: &Alert) -> Option<usize> {
    let id = alert.spec.summit_id.as_deref()?;
    id.strip_prefix("summit-")?.parse().ok()
}
