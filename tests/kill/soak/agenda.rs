//! The calendar while time goes on: summits are written into its files, move, are called off, and are tidied away; with a
//! record of what the files said and when.

use jiff::{Timestamp, tz::TimeZone};

use attache::knowledge::load;
use attache::store::{AlertSpec, Subscription};
use test_support::alerts::planned;
use test_support::folder::Folder;
use test_support::summits::SummitEntry;

use crate::calendar::{Calendar, seconds_after};

/// From one summit to the next, in seconds.
const BETWEEN: i64 = 10;
/// From one summit that will move to the next, in seconds.
const BETWEEN_MOVERS: i64 = 60;
/// How long before it begins a summit is written: longer than one may be gone before its alerts are withdrawn.
const AHEAD: i64 = 400;
/// A summit that began so long ago is tidied away.
const KEPT: i64 = 600;
/// The file with all summits.
pub(crate) const FILE: &str = "summits/now.toml";

/// How many there are of what.
#[derive(Clone, Copy)]
pub(crate) struct Size {
    /// Series of summits that stay where they are.
    pub(crate) series: usize,
    /// Series of summits that move.
    pub(crate) moving: usize,
}

/// What the files said of a summit for a while, and what follows from it.
pub(crate) struct Edition {
    pub(crate) summit: String,
    /// `None` if it is called off.
    pub(crate) begins: Option<Timestamp>,
    pub(crate) from: Timestamp,
    /// When the files said something else; `None` if they still say this.
    pub(crate) until: Option<Timestamp>,
    pub(crate) alerts: Vec<AlertSpec>,
}

struct Summit {
    id: String,
    series: String,
    begins: Timestamp,
    moves: bool,
    is_off: bool,
}

/// The calendar of a soak.
pub(crate) struct Agenda {
    pub(crate) calendar: Calendar,
    subscriptions: Vec<Subscription>,
    size: Size,
    /// No summit begins later.
    last: Timestamp,
    next: Timestamp,
    next_mover: Timestamp,
    count: usize,
    summits: Vec<Summit>,
    /// While something is wrong with the file, nobody writes it.
    is_held: bool,
    pub(crate) editions: Vec<Edition>,
}

impl Agenda {
    /// The first summit begins at `first`, none after `last`.
    pub(crate) fn new(
        calendar: Calendar,
        subscriptions: Vec<Subscription>,
        size: Size,
        (first, last): (Timestamp, Timestamp),
    ) -> Self {
        Self {
            calendar,
            subscriptions,
            size,
            last,
            next: first,
            next_mover: seconds_after(first, 20),
            count: 0,
            summits: Vec::new(),
            is_held: false,
            editions: Vec::new(),
        }
    }

    /// Writes what is to be written by now.
    pub(crate) fn go_on(&mut self, now: Timestamp) {
        if self.is_held {
            return;
        }
        let until = self.last.min(seconds_after(now, AHEAD));
        let mut new = Vec::new();
        while self.next <= until {
            let begins = self.next;
            self.next = seconds_after(begins, BETWEEN);
            let number = self.count;
            new.push(self.summit("S", number % self.size.series, begins, false));
            // A second one at the same time, told in the same message where somebody wants both.
            if number.is_multiple_of(3) {
                let series = (number + 1) % self.size.series;
                new.push(self.summit("S", series, begins, false));
            }
        }
        // They may be moved until the end, and are counted down to after it.
        let until = seconds_after(self.last, 100).min(seconds_after(now, AHEAD));
        while self.next_mover <= until {
            let begins = self.next_mover;
            self.next_mover = seconds_after(begins, BETWEEN_MOVERS);
            new.push(self.summit("M", self.count % self.size.moving, begins, true));
        }
        if new.is_empty() {
            return;
        }
        let old = seconds_after(now, -KEPT);
        self.summits.retain(|summit| summit.begins >= old);
        self.write(new, now);
    }

    fn summit(&mut self, kind: &str, series: usize, begins: Timestamp, moves: bool) -> Summit {
        self.count += 1;
        Summit {
            id: format!("{}-{}", kind.to_lowercase(), self.count),
            series: format!("{kind}{series}"),
            begins,
            moves,
            is_off: false,
        }
    }

    /// Puts the file in place with these in it too, and notes what it says.
    fn write(&mut self, new: Vec<Summit>, now: Timestamp) {
        self.note(&new, now);
        self.summits.extend(new);
        self.save();
    }

    fn save(&self) {
        let entries: Vec<SummitEntry> = self.summits.iter().map(entry).collect();
        self.calendar.knowledge.write_summits(&entries);
    }

    /// Notes what the files say of these from now on.
    fn note(&mut self, summits: &[Summit], now: Timestamp) {
        let folder = Folder::new();
        let entries: Vec<SummitEntry> = summits.iter().map(entry).collect();
        folder.write_summits(&entries);
        let day = now.to_zoned_datetime(TimeZone::UTC).date();
        let loaded = load(folder.path(), day).unwrap();
        let mut alerts = planned(&loaded.knowledge, &self.subscriptions, now);
        for summit in summits {
            let is_its = |alert: &AlertSpec| alert.summit_id.as_ref() == Some(&summit.id);
            let (its, others) = alerts.into_iter().partition(is_its);
            alerts = others;
            let before = self
                .editions
                .iter_mut()
                .rfind(|one| one.summit == summit.id);
            if let Some(before) = before {
                before.until = Some(now);
            }
            self.editions.push(Edition {
                summit: summit.id.clone(),
                begins: (!summit.is_off).then_some(summit.begins),
                from: now,
                until: None,
                alerts: its,
            });
        }
    }

    /// A summit that can be moved by now: it begins neither so soon that nobody would be told, nor so late that the soak is over.
    fn mover(&self, now: Timestamp) -> Option<usize> {
        let (soonest, latest) = (seconds_after(now, 90), seconds_after(now, 300));
        let may_move = |summit: &Summit| {
            summit.moves && !summit.is_off && (soonest..latest).contains(&summit.begins)
        };
        self.summits.iter().position(may_move)
    }

    /// Gives a summit that may move another date, or calls it off. Which one it was, to move it again.
    pub(crate) fn change(
        &mut self,
        same: Option<&str>,
        by: Option<i64>,
        now: Timestamp,
    ) -> Option<String> {
        if self.is_held {
            return None;
        }
        let at = match same {
            Some(id) => self.summits.iter().position(|summit| summit.id == id)?,
            None => self.mover(now)?,
        };
        let mut summit = self.summits.remove(at);
        match by {
            Some(seconds) => summit.begins = seconds_after(summit.begins, seconds),
            None => summit.is_off = true,
        }
        let id = summit.id.clone();
        self.write(vec![summit], now);
        Some(id)
    }

    /// From now on the file is as somebody broke it, until it is [mended](Self::mend).
    pub(crate) fn spoil(&mut self, text: Option<&str>) {
        self.is_held = true;
        match text {
            Some(text) => {
                self.calendar.knowledge.write(FILE, text);
            }
            None => std::fs::remove_file(self.calendar.knowledge.path().join(FILE)).unwrap(),
        }
    }

    /// The file is as it was.
    pub(crate) fn mend(&mut self) {
        if std::mem::take(&mut self.is_held) {
            self.save();
        }
    }

    /// When the last thing that the files ask for is due.
    pub(crate) fn last_due(&self) -> Option<Timestamp> {
        let alerts = self.editions.iter().flat_map(|one| &one.alerts);
        alerts.map(|alert| alert.due_at).max()
    }
}

fn entry(summit: &Summit) -> SummitEntry {
    let begins = summit.begins.to_zoned_datetime(TimeZone::UTC);
    SummitEntry {
        id: summit.id.clone(),
        series: summit.series.clone(),
        start: begins.strftime("%Y-%m-%dT%H:%M:%S").to_string(),
        zone: "UTC".to_owned(),
        status: if summit.is_off {
            "cancelled"
        } else {
            "confirmed"
        }
        .to_owned(),
    }
}
