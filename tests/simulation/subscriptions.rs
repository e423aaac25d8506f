//! Who asks for what in a simulated year.

use attache::config::SubscriptionSpec;
use test_support::alerts::subscription;

use super::chains;
use super::discord::CLOSED;

/// Whom subscriptions mention or call.
pub(crate) const ROLES: [u64; 3] = [71, 72, 73];

pub(crate) fn subscriptions(random: &mut fastrand::Rng) -> Vec<SubscriptionSpec> {
    let mut texts = vec![
        // Everything, with every trimming.
        "channel = 1\nsummits = [\"all\"]\nbefore = [\"30d\", \"7d\", \"1d\", \"2h\", \"50s\"]\nmention_role = 71\n\
         time_zone = \"Europe/Brussels\"\nacknowledge_within = \"30m\"\nescalate_to_role = 72\nweekly_digest = \"monday 08:00\"\n\
         publish = true"
            .to_owned(),
        "channel = 1\nsummits = [\"s0\", \"s1\"]\nbefore = [\"7d\", \"1d\"]\nmention_role = 73".to_owned(),
        "channel = 2\nsummits = [\"s1\", \"s2\"]\nbefore = [\"3d\", \"2d\", \"1d\"]\nquiet_hours = \"22:00-06:00\"\n\
         time_zone = \"America/New_York\"\npublish = true"
            .to_owned(),
        // A summit that comes nearer than these has no alert any more.
        "channel = 3\nsummits = [\"s0\", \"s2\"]\nbefore = [\"9d\", \"2d\"]\nmention_role = 71\nacknowledge_within = \"20m\"\n\
         escalate_to_role = 72\nquiet_hours = \"23:00-07:00\"\ntime_zone = \"Asia/Shanghai\""
            .to_owned(),
        format!("channel = {CLOSED}\nsummits = [\"s2\"]\nbefore = [\"1d\"]"),
    ];
    for channel in 20..26 {
        let (group, days) = (random.u32(0..3), random.u32(1..20));
        texts.push(format!(
            "channel = {channel}\nsummits = [\"s{group}\"]\nbefore = [\"{days}d\", \"1h\"]\nacknowledge_within = \"10m\"\n\
             escalate_to_role = 72"
        ));
    }
    texts.extend(chains::subscriptions(random));
    texts.iter().map(|text| subscription(text)).collect()
}
