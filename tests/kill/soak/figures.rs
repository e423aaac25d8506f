//! What a soak was, in figures, and their bounds.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use jiff::SignedDuration;

use super::kind::Kind;
use super::team::Team;
use super::verdict::Happened;
use crate::oracle::Metrics;

/// How much memory a process may have resident, in KiB.
const MOST_KIB: u64 = 120 * 1024;
/// How much may be logged: at the start, and in each minute, in bytes.
const LOG: (u64, u64) = (1 << 20, 64 << 10);

/// What is noted on the way.
#[derive(Default)]
pub(super) struct Figures {
    /// How often each kind came, and the longest that it took until all were ready.
    by_kind: BTreeMap<Kind, (u32, Duration)>,
    /// What was not as it should be.
    pub(super) wrong: Vec<String>,
}

impl Figures {
    pub(super) fn note(&mut self, kind: Kind, ready: Option<Duration>) {
        let (count, longest) = self.by_kind.entry(kind).or_default();
        *count += 1;
        *longest = (*longest).max(ready.unwrap_or_default());
    }

    /// What is beyond its bounds.
    pub(super) fn breach(&self, length: SignedDuration, team: &Team) -> Option<String> {
        let mut wrong = self.wrong.clone();
        wrong.extend(
            team.ended
                .iter()
                .map(|how| format!("a process ended by itself: {how}")),
        );
        if team.resident > MOST_KIB {
            wrong.push(format!("{} KiB resident", team.resident));
        }
        let minutes = length.as_secs().unsigned_abs() / 60;
        if team.logged() > LOG.0 + LOG.1 * minutes {
            wrong.push(format!("{} bytes logged", team.logged()));
        }
        (!wrong.is_empty()).then(|| wrong.join("\n"))
    }

    pub(super) fn told(
        &self,
        length: SignedDuration,
        faults: &[Happened],
        metrics: &Metrics,
        team: &Team,
    ) -> String {
        let longest = self.by_kind.iter().max_by_key(|(_, (_, ready))| *ready);
        let (kind, (_, ready)) = longest.map_or(("none", (0, Duration::ZERO)), |(kind, one)| {
            (kind.name(), *one)
        });
        let mut text = format!(
            "{length:#}, {} faults; {} alerts promised, {} rows, {} posted in {} messages, {} after more than one try, the \
             latest after {} s; ready {:.1} s after a fault's end at the latest ({kind}); at most {} KiB resident, {} KiB \
             logged",
            faults.len(),
            metrics.promised,
            metrics.rows,
            metrics.posted,
            metrics.messages,
            metrics.tried_again,
            metrics.latest.as_secs(),
            ready.as_secs_f64(),
            team.resident,
            team.logged() >> 10,
        );
        for (reason, count) in &metrics.ended {
            write!(text, "; {count} ended: {reason}").unwrap();
        }
        text.push_str("\nFaults:");
        for (kind, (count, ready)) in &self.by_kind {
            write!(
                text,
                " {} {count} ({:.1} s),",
                kind.name(),
                ready.as_secs_f64()
            )
            .unwrap();
        }
        text
    }
}
