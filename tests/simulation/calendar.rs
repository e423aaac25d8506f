//! A year of summits that are moved, cancelled, changed, removed and brought back while it passes, in two files that somebody
//! breaks and mends.

use std::sync::Arc;

use attache::knowledge::{Library, Reload};
use clock::SharedClock;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use test_support::folder::Folder;

use super::editions::{CITIES, Edition, Entry};

/// The first day of the year that is simulated.
pub(crate) const FIRST_DAY: Date = jiff::civil::date(2027, 1, 4);
/// Two a month: some days have several, and most weeks one.
pub(crate) const SUMMITS: usize = 24;
/// Both sides of the date line, half an hour off, and clocks that change on other days.
const ZONES: [&str; 5] = [
    "America/New_York",
    "Europe/Belgrade",
    "Asia/Tehran",
    "Asia/Shanghai",
    "Pacific/Auckland",
];
/// Summits stand in them in turn.
const FILES: [&str; 2] = ["summits/even.toml", "summits/odd.toml"];

/// A knowledge folder with summits of a year, that can be changed.
pub(crate) struct Calendar {
    folder: Folder,
    clock: SharedClock,
    /// What a process has that starts now, and whoever hears of every change.
    pub(crate) library: Arc<Library>,
    /// What the files would say, could they be read.
    summits: Vec<Entry>,
    /// Whether one of the files cannot be read.
    pub(crate) is_broken: bool,
    /// What they said, as far as they could be.
    pub(crate) editions: Vec<Edition>,
    later: Vec<(Timestamp, Later)>,
}

/// What follows something that was done to the calendar.
enum Later {
    Mend,
    Return(usize),
    /// Somebody corrects the date that they have just saved.
    Correct(usize),
}

/// How processes hear of a change.
#[derive(PartialEq)]
pub(crate) enum Heard {
    /// Their library has read it.
    AtOnce,
    /// They begin anew.
    AtRestart,
    /// Not at all: nothing that can be read has changed.
    Never,
}

impl Calendar {
    pub(crate) fn of_a_year(random: &mut fastrand::Rng, clock: SharedClock) -> Self {
        let folder = Folder::new();
        let mut summits: Vec<Entry> = (0..SUMMITS)
            .map(|_| Entry {
                day: FIRST_DAY + i64::from(random.u32(10..350)).days(),
                hour: random.bool().then(|| random.i8(0..24)),
                more_days: 0,
                zone: ZONES[random.usize(..ZONES.len())],
                city: 0,
                status: "confirmed",
                is_there: true,
            })
            .collect();
        // Two that begin together, and one in an hour that the clocks skip.
        summits[1].day = summits[0].day;
        (summits[2].day, summits[2].hour) = (jiff::civil::date(2027, 3, 14), Some(2));
        summits[2].zone = ZONES[0];
        write(&folder, &summits);
        let library = Library::open(folder.path(), clock.clone()).unwrap();
        assert_eq!(library.status().problems.len(), 0, "{:?}", library.status());
        let now = clock.now();
        let first = Edition {
            first: now,
            last: now,
            after: 0,
            entries: summits.clone(),
        };
        Self {
            folder,
            clock,
            library: Arc::new(library),
            summits,
            is_broken: false,
            editions: vec![first],
            later: Vec::new(),
        }
    }

    /// Notes that the files still say what they said.
    pub(crate) fn note_time(&mut self) {
        let now = self.clock.now();
        if let Some(last) = self.editions.last_mut() {
            (last.first, last.last) = (last.first.min(now), last.last.max(now));
        }
    }

    /// When the next thing follows that was settled before.
    pub(crate) fn next(&self) -> Timestamp {
        let times = self.later.iter().map(|(at, _)| *at);
        times.min().unwrap_or(Timestamp::MAX)
    }

    /// Does what is to be done by now; if nothing is, something happens to one summit, or to a file if `files` may break.
    /// `messages` is how many have been posted.
    pub(crate) fn change(
        &mut self,
        random: &mut fastrand::Rng,
        files: bool,
        messages: u64,
    ) -> Heard {
        let now = self.clock.now();
        let due: Vec<Later> = self
            .later
            .extract_if(.., |(at, _)| *at <= now)
            .map(|(_, what)| what)
            .collect();
        if due.is_empty() && files && !self.is_broken && random.u32(0..6) == 0 {
            return self.break_one(random, now);
        }
        if due.is_empty() {
            self.change_one(random, now);
        }
        for what in due {
            match what {
                Later::Mend => self.is_broken = false,
                Later::Return(at) => self.summits[at].is_there = true,
                Later::Correct(at) => self.correct(at, random, now),
            }
        }
        self.publish(messages)
    }

    /// Puts into the files what they are to say, unless one of them is broken.
    fn publish(&mut self, messages: u64) -> Heard {
        let said = self.editions.last().map(|last| &last.entries);
        if self.is_broken {
            return Heard::Never;
        }
        let is_new = said != Some(&self.summits);
        write(&self.folder, &self.summits);
        let knew_all = !self.library.current().lacks_summits();
        self.library.reload().unwrap();
        let status = self.library.status();
        assert_eq!(status.problems.len(), 0, "{status:?}");
        if is_new {
            self.note_time();
            let now = self.clock.now();
            self.editions.push(Edition {
                first: now,
                last: now,
                after: messages,
                entries: self.summits.clone(),
            });
        }
        if knew_all {
            Heard::AtOnce
        } else {
            Heard::AtRestart
        }
    }

    /// A file cannot be read for some hours. Half of the time every process starts anew meanwhile, and knows nothing of what
    /// stands in it.
    fn break_one(&mut self, random: &mut fastrand::Rng, now: Timestamp) -> Heard {
        let file = FILES[random.usize(..FILES.len())];
        self.folder.write(file, "[summit-0\nstart = ?");
        self.is_broken = true;
        let mended_at = now + SignedDuration::from_mins(random.i64(20..60 * 72));
        self.later.push((mended_at, Later::Mend));
        let kept = self.library.reload().unwrap();
        assert!(matches!(kept, Reload::Kept(_)), "{kept:?}");
        if random.bool() {
            return Heard::Never;
        }
        self.reopen();
        Heard::AtRestart
    }

    /// Another date for a summit that was changed a moment ago; often not the last.
    fn correct(&mut self, at: usize, random: &mut fastrand::Rng, now: Timestamp) {
        let one = &mut self.summits[at];
        if !one.is_on() || one.begins() <= now + SignedDuration::from_hours(1) {
            return;
        }
        one.day += i64::from(random.u32(1..4)).days();
        if random.u32(0..3) > 0 {
            let again_at = now + SignedDuration::from_secs(random.i64(1..200));
            self.later.push((again_at, Later::Correct(at)));
        }
    }

    /// What a process finds that starts while a file cannot be read.
    pub(crate) fn reopen(&mut self) {
        let library = Library::open(self.folder.path(), self.clock.clone()).unwrap();
        assert!(library.current().lacks_summits());
        self.library = Arc::new(library);
    }

    /// Something happens to a summit that is still ahead.
    fn change_one(&mut self, random: &mut fastrand::Rng, now: Timestamp) {
        let soon = now + SignedDuration::from_hours(1);
        let ahead = |one: &Entry| one.is_there && one.begins() > soon;
        let ahead: Vec<usize> = (0..SUMMITS)
            .filter(|at| ahead(&self.summits[*at]))
            .collect();
        let Some(at) = random.choice(ahead) else {
            return;
        };
        let one = &mut self.summits[at];
        match random.u32(0..12) {
            0 | 1 if one.is_cancelled() => one.status = "confirmed",
            0 | 1 => one.status = "cancelled",
            2 => one.hour = Some(random.i8(0..24)),
            3 | 4 => one.day += (i64::from(random.u32(0..60)) - 20).days(),
            5 | 6 => nearer(one, random, now),
            7 => one.city = random.usize(..CITIES.len()),
            8 => one.more_days = random.i8(0..4),
            9 => one.status = ["confirmed", "announced", "expected"][random.usize(..3)],
            _ => {
                one.is_there = false;
                // Nobody hears of it if it is back soon.
                let seconds = if random.bool() {
                    random.i64(5..240)
                } else {
                    random.i64(600..864_000)
                };
                let back_at = now + SignedDuration::from_secs(seconds);
                self.later.push((back_at, Later::Return(at)));
            }
        }
        let one = &mut self.summits[at];
        while one.begins() <= now {
            one.day += 1.day();
        }
        if random.u32(0..5) == 0 {
            let corrected_at = now + SignedDuration::from_secs(random.i64(1..400));
            self.later.push((corrected_at, Later::Correct(at)));
        }
    }
}

/// It is to begin within a day or so, nearer than most leads.
fn nearer(one: &mut Entry, random: &mut fastrand::Rng, now: Timestamp) {
    let begins = now + SignedDuration::from_mins(random.i64(80..1_800));
    let local = begins.to_zoned_datetime(TimeZone::get(one.zone).expect("a zone"));
    (one.day, one.hour) = (local.date(), Some(local.hour()));
}

fn write(folder: &Folder, summits: &[Entry]) {
    for (file, name) in FILES.iter().enumerate() {
        let own = summits.iter().enumerate().skip(file).step_by(FILES.len());
        let own = own.filter(|(_, one)| one.is_there);
        let text: String = own.map(|(number, one)| one.table(number)).collect();
        folder.write(name, text);
    }
}
