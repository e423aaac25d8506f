//! What is promised: summits to the second, the subscriptions of the settings, and the alerts that follow from both.

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use attache::config::{Config, SubscriptionSpec};
use attache::knowledge::load;
use attache::store::{AlertSpec, Subscription};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use practice_discord::ids;
use tempfile::TempDir;
use test_support::alerts::{of_settings, planned};
use test_support::folder::Folder;
use test_support::summits::SummitEntry;

/// A knowledge folder and settings: which summits come, to the second, and who is told.
pub(crate) struct Calendar {
    pub(crate) knowledge: Folder,
    /// The settings, the log.
    folder: TempDir,
    subscriptions: Vec<SubscriptionSpec>,
}

impl Calendar {
    /// Each summit of `begins` in the series `s0`, `s1`, `s0` … in turn.
    pub(crate) fn new(begins: &[Timestamp], subscriptions: &[String], settings: &str) -> Self {
        let summits: Vec<SummitEntry> = (0_usize..)
            .zip(begins)
            .map(|(number, begins)| SummitEntry {
                id: format!("summit-{number}"),
                series: format!("S{}", number % 2),
                start: begins
                    .to_zoned_datetime(TimeZone::UTC)
                    .strftime("%Y-%m-%dT%H:%M:%S")
                    .to_string(),
                zone: "UTC".to_owned(),
                status: "confirmed".to_owned(),
            })
            .collect();
        let knowledge = Folder::new();
        knowledge.write_summits(&summits);
        let folder = tempfile::tempdir().unwrap();
        let mut config = format!("{settings}\n");
        for subscription in subscriptions {
            writeln!(config, "[[alerts.subscription]]\n{subscription}").unwrap();
        }
        fs::write(folder.path().join("attache.toml"), config).unwrap();
        let nothing = std::iter::empty();
        let config = Config::load(&folder.path().join("attache.toml"), true, nothing);
        let subscriptions = config.expect("settings").alerts.subscription;
        Self {
            knowledge,
            folder,
            subscriptions,
        }
    }

    /// One summit, and so many channels of the first further server that are alerted so long before it.
    pub(crate) fn in_channels(begins: Timestamp, before: &[String], channels: u32) -> Self {
        let guild = ids::further_guild(0);
        let subscriptions: Vec<String> = (0..channels)
            .map(|number| {
                format!(
                    "channel = {}\nsummits = [\"all\"]\nbefore = [{}]",
                    ids::further_channel(guild, number),
                    before.join(", ")
                )
            })
            .collect();
        Self::new(&[begins], &subscriptions, "")
    }

    /// One summit so many seconds after `first_due`, and in so many channels an alert every second until then.
    pub(crate) fn each_second(first_due: Timestamp, seconds: i64, channels: u32) -> Self {
        let before: Vec<String> = (1..=seconds)
            .map(|seconds| format!("\"{seconds}s\""))
            .collect();
        Self::in_channels(seconds_after(first_due, seconds), &before, channels)
    }

    /// The subscriptions of the settings, as if they had been there since `from`.
    pub(crate) fn subscriptions(&self, from: Timestamp) -> Vec<Subscription> {
        of_settings(&self.subscriptions, from)
    }

    /// A file beside the knowledge, such as `attache.toml`.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What is to be posted from then on.
    pub(crate) fn promised(&self, from: Timestamp) -> Vec<AlertSpec> {
        self.promised_to(&of_settings(&self.subscriptions, from), from)
    }

    /// The same for subscriptions that are not of the settings.
    pub(crate) fn promised_to(
        &self,
        subscriptions: &[Subscription],
        from: Timestamp,
    ) -> Vec<AlertSpec> {
        let day = from.to_zoned_datetime(TimeZone::UTC).date();
        let loaded = load(self.knowledge.path(), day).unwrap();
        assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
        planned(&loaded.knowledge, subscriptions, from)
    }

    /// Leaves both folders where they are, for whoever looks why it failed.
    pub(crate) fn keep(self) -> PathBuf {
        self.knowledge.keep();
        self.folder.keep()
    }
}

/// So many whole seconds after `now`; summits begin on whole seconds.
pub(crate) fn seconds_after(now: Timestamp, seconds: i64) -> Timestamp {
    let whole = Timestamp::from_second(now.as_second()).unwrap();
    whole + SignedDuration::from_secs(seconds)
}
