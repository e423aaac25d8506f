//! How much else the machine does while something is measured.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::process::cpu_of;

/// CPU time of the machine so far.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct MachineTime {
    /// In which a core did something, for anybody.
    busy: Duration,
    /// That the host took for other machines.
    stolen: Duration,
}

impl MachineTime {
    /// All cores together since the machine was started.
    pub(crate) fn now() -> Self {
        let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
        let line = stat.lines().next().unwrap_or_default();
        let ticks: Vec<u64> = line
            .split_whitespace()
            .skip(1)
            .filter_map(|ticks| ticks.parse().ok())
            .collect();
        // A tick is 10 ms: user, nice, system, idle, waiting, hardware and software interrupts, stolen.
        let time = |places: &[usize]| {
            let ticks: u64 = places.iter().filter_map(|place| ticks.get(*place)).sum();
            Duration::from_millis(10 * ticks)
        };
        Self {
            busy: time(&[0, 1, 2, 5, 6]),
            stolen: time(&[7]),
        }
    }

    /// The share of a core that others used since `before`, beside us and a bot that used `own`; and that was stolen.
    pub(crate) fn since(self, before: Self, own: Duration, elapsed: Duration) -> Noise {
        let busy = self.busy.saturating_sub(before.busy);
        let stolen = self.stolen.saturating_sub(before.stolen);
        Noise {
            others: busy.saturating_sub(own).as_secs_f64() / elapsed.as_secs_f64(),
            stolen: stolen.as_secs_f64() / elapsed.as_secs_f64(),
        }
    }
}

/// Shares of a core.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Noise {
    pub(crate) others: f64,
    pub(crate) stolen: f64,
}

impl Noise {
    pub(crate) fn sum(self) -> f64 {
        self.others + self.stolen
    }
}

/// CPU time of this process so far.
pub(crate) fn own_cpu() -> Duration {
    cpu_of(Path::new("/proc/self/schedstat"))
}
