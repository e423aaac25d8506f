//! Subscriptions as the settings have them, and the alerts that follow.

use attache::alerts::plan;
use attache::config::{AlertsConfig, SubscriptionSpec};
use attache::knowledge::Knowledge;
use attache::store::{AlertSpec, Subscription};
use jiff::Timestamp;

/// What stands below `[[alerts.subscription]]`.
pub fn subscription(lines: &str) -> SubscriptionSpec {
    toml::from_str(lines).unwrap()
}

/// These subscriptions, as if the settings had had them since `from`.
pub fn of_settings<'s>(
    specs: impl IntoIterator<Item = &'s SubscriptionSpec>,
    from: Timestamp,
) -> Vec<Subscription> {
    let specs = specs.into_iter().cloned();
    specs
        .map(|spec| Subscription::from_settings(spec, from))
        .collect()
}

/// What is to be posted from `from` on, with the settings' usual start of a day.
pub fn planned(
    knowledge: &Knowledge,
    subscriptions: &[Subscription],
    from: Timestamp,
) -> Vec<AlertSpec> {
    let day_starts_at = AlertsConfig::default().day_starts_at;
    plan(knowledge, subscriptions, day_starts_at, from)
}
