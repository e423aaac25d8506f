//! Alerts that call several, one after the other, as nobody ever acknowledges in a simulated year. One channel calls whoever is
//! on duty first, and nobody is at night.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use attache::config::DutyRota;
use attache::store::{Alert, AlertKind, AlertReason, AlertState};
use jiff::SignedDuration;

/// Their channels.
const CHANNELS: Range<u64> = 26..29;
/// The one that calls whoever is on duty.
pub(crate) const ON_DUTY: u64 = 28;
/// How many calls there are at most: two, and ten repeats.
const CALLS: u32 = 12;
/// How long each call but the first comes after the one before.
const GAP: SignedDuration = SignedDuration::from_mins(15);

/// The subscriptions of these channels.
pub(crate) fn subscriptions(random: &mut fastrand::Rng) -> Vec<String> {
    let subscription = |channel| {
        let (group, hours, is_loud) = (random.u32(0..3), random.u32(1..400), random.bool());
        let first = if channel == ON_DUTY {
            "duty = true"
        } else {
            "role = 72"
        };
        format!(
            "channel = {channel}\nsummits = [\"s{group}\"]\nbefore = [\"{hours}h\", \"40m\"]\nrepeat_escalation = \"15m\"\n\
             escalation = [{{ after = \"10m\", {first} }}, {{ after = \"25m\", user = 31 }}]\n\
             quiet_hours = \"22:00-06:00\"\nescalate_in_quiet_hours = {is_loud}"
        )
    };
    CHANNELS.map(subscription).collect()
}

/// Somebody by day, and nobody at night.
pub(crate) fn rota() -> DutyRota {
    let keys = "server = 1\nname = \"watch\"\n[[shift]]\nhours = \"08:00-20:00\"\nuser = 31";
    toml::from_str(keys).expect("a rota")
}

/// Every alert that was posted called one after the other, until its summit began or all calls were made; or the last of them
/// ended without a message, of which the reason is on record.
pub(crate) fn are_whole(rows: &[Alert], case: &str) {
    let is_chained = |row: &&Alert| {
        let channel = row.spec.destination.channel_id();
        channel.is_some_and(|channel| CHANNELS.contains(&channel))
    };
    let rows: Vec<&Alert> = rows.iter().filter(is_chained).collect();
    let mut chains: HashMap<&str, BTreeMap<u32, &Alert>> = HashMap::new();
    for row in &rows {
        if let AlertKind::Escalation { of, step } = &row.spec.kind {
            chains.entry(of).or_default().insert(*step, row);
        }
    }
    assert!(chains.len() > 3, "{case}: only {} chains", chains.len());
    for row in rows {
        let is_lead = matches!(row.spec.kind, AlertKind::Lead { .. });
        let is_message =
            row.batch_id.as_ref() == Some(&row.spec.id) && row.state == AlertState::Posted;
        let calls = is_lead && is_message && row.spec.begins_at > row.ended_at;
        let chain = chains.get(row.spec.id.as_str());
        assert!(
            !calls || chain.is_some(),
            "{case}: nobody was called for {row:#?}"
        );
    }
    for (of, chain) in chains {
        let steps: Vec<u32> = chain.keys().copied().collect();
        let expected: Vec<u32> = (0..).take(steps.len()).collect();
        assert_eq!(steps, expected, "{case}: a step of {of} is missing");
        for (one, next) in chain.values().zip(chain.values().skip(1)) {
            let gap = next.spec.due_at.duration_since(one.spec.due_at);
            let has_ended = matches!(one.state, AlertState::Posted | AlertState::Failed);
            let is_right = (has_ended && gap >= GAP) || calls_nobody(one);
            assert!(is_right, "{case}: {one:#?}, then {next:#?}");
        }
        if let Some((step, last)) = chain.last_key_value() {
            assert!(
                is_last(*step, last),
                "{case}: nobody was called after {last:#?}"
            );
        }
    }
}

/// Whether it was withdrawn as nobody was on duty.
fn calls_nobody(call: &Alert) -> bool {
    let cause = call.cause.as_ref();
    call.state == AlertState::Withdrawn
        && cause.is_some_and(|cause| cause.reason == AlertReason::NobodyOnDuty)
}

/// Whether nobody had to be called after this step.
fn is_last(step: u32, call: &Alert) -> bool {
    if calls_nobody(call) {
        return call.spec.begins_at <= call.ended_at;
    }
    let posted_at = call.last_attempt_at.max(Some(call.spec.due_at));
    let next = posted_at.map(|at| at + GAP);
    let has_begun = call.spec.begins_at <= next || call.spec.begins_at <= call.ended_at;
    call.state != AlertState::Posted || step + 1 == CALLS || has_begun
}
