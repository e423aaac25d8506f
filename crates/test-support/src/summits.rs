//! Summits as a knowledge folder has them, for tests that make many of them and move them.

use std::fmt;

/// One table of `summits/*.toml`, with what the format requires beside these fields.
#[derive(Debug, Clone)]
pub struct SummitEntry {
    /// The table's name, and so the summit's id.
    pub id: String,
    /// What a subscription can name instead of the id.
    pub series: String,
    /// A date, `2027-03-14`, or a date and time, `2027-03-14T09:30:00`.
    pub start: String,
    /// The IANA time zone of the venue.
    pub zone: String,
    /// `confirmed`, `cancelled` …
    pub status: String,
}

impl fmt::Display for SummitEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            id,
            series,
            start,
            zone,
            status,
        } = self;
        write!(
            f,
            r#"[{id}]
series = "{series}"
name = "Summit {id}"
start = {start}
city = "Shanghai"
country = "China"
time_zone = "{zone}"
status = "{status}"
text = "Watch it."
as_of = 2019-06-05
sources = ["tass-2019-06-05"]

"#
        )
    }
}
