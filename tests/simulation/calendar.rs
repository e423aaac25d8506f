//! A year of summits that can be moved and cancelled while it passes.

use attache::knowledge::Library;
use clock::SharedClock;
use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use test_support::folder::Folder;
use test_support::summits::SummitEntry;

/// The first day of the year that is simulated.
pub(crate) const FIRST_DAY: Date = jiff::civil::date(2027, 1, 4);
/// Two a month: some days have several, and most weeks one.
const SUMMITS: usize = 24;
/// Both sides of the date line, half an hour off, and clocks that change on other days.
const ZONES: [&str; 5] = [
    "America/New_York",
    "Europe/Belgrade",
    "Asia/Tehran",
    "Asia/Shanghai",
    "Pacific/Auckland",
];

/// A knowledge folder with summits of a year, that can be changed.
pub(crate) struct Calendar {
    folder: Folder,
    pub(crate) library: std::sync::Arc<Library>,
    summits: Vec<Entry>,
}

struct Entry {
    day: Date,
    hour: Option<i8>,
    zone: &'static str,
    status: &'static str,
}

impl Calendar {
    pub(crate) fn of_a_year(random: &mut fastrand::Rng, clock: SharedClock) -> Self {
        let folder = Folder::new();
        let mut summits: Vec<Entry> = (0..SUMMITS)
            .map(|_| Entry {
                day: FIRST_DAY + i64::from(random.u32(10..350)).days(),
                hour: random.bool().then(|| random.i8(0..24)),
                zone: ZONES[random.usize(..ZONES.len())],
                status: "confirmed",
            })
            .collect();
        // Two that begin together, and one in an hour that the clocks skip.
        summits[1].day = summits[0].day;
        summits[2] = Entry {
            day: jiff::civil::date(2027, 3, 14),
            hour: Some(2),
            zone: ZONES[0],
            status: "confirmed",
        };
        folder.write_summits(&entries(&summits));
        let library = Library::open(folder.path(), clock).unwrap();
        assert_eq!(library.status().problems.len(), 0, "{:?}", library.status());
        Self {
            folder,
            library: std::sync::Arc::new(library),
            summits,
        }
    }

    /// Moves, cancels or restores one that is still ahead.
    pub(crate) fn change(&mut self, random: &mut fastrand::Rng, now: Timestamp) {
        let today = now.to_zoned_datetime(TimeZone::UTC).date();
        let mut ahead: Vec<&mut Entry> = self
            .summits
            .iter_mut()
            .filter(|one| one.day > today + 1.day())
            .collect();
        if ahead.is_empty() {
            return;
        }
        let at = random.usize(..ahead.len());
        let one = &mut *ahead[at];
        match random.u32(0..4) {
            0 => {
                one.status = if one.status == "cancelled" {
                    "confirmed"
                } else {
                    "cancelled"
                }
            }
            1 => one.hour = Some(random.i8(0..24)),
            _ => {
                let days = i64::from(random.u32(0..60)) - 20;
                one.day = (one.day + days.days()).max(today + 1.day());
            }
        }
        self.folder.write_summits(&entries(&self.summits));
        self.library.reload().unwrap();
        assert_eq!(
            self.library.status().problems.len(),
            0,
            "{:?}",
            self.library.status()
        );
    }
}

fn entries(summits: &[Entry]) -> Vec<SummitEntry> {
    let entry = |(number, one): (usize, &Entry)| SummitEntry {
        id: format!("summit-{number}"),
        series: format!("S{}", number % 3),
        start: match one.hour {
            Some(hour) => format!("{}T{hour:02}:30:00", one.day),
            None => one.day.to_string(),
        },
        zone: one.zone.to_owned(),
        status: one.status.to_owned(),
    };
    summits.iter().enumerate().map(entry).collect()
}
