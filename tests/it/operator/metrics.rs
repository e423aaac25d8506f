//! `/metrics`: what Prometheus gets.

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{
    AlertKind, AlertSpec, Destination, Origin, Subscription, SubscriptionReason, SubscriptionState,
};
use clock::Clock as _;
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;

use super::Setting;

#[tokio::test]
async fn a_broken_save_shows_in_the_metrics_until_it_is_fixed() {
    let setting = Setting::new().await;
    let was = setting
        .metric("attache_knowledge_loaded_timestamp_seconds")
        .await;
    let file = std::fs::read(setting.folder.path().join("hotspots/arctic.toml")).unwrap();
    setting.folder.write("hotspots/arctic.toml", "half [[ writ");
    setting.later();
    setting.library.reload().unwrap();
    assert_eq!(
        setting.metric("attache_knowledge_reload_ok").await,
        Some(0.0)
    );
    assert_eq!(
        setting.metric("attache_knowledge_problems").await,
        Some(1.0)
    );
    let loaded = setting
        .metric("attache_knowledge_loaded_timestamp_seconds")
        .await;
    assert_eq!(loaded, was, "the old knowledge is still in use");
    assert_eq!(setting.get("/readyz").await.status, StatusCode::OK);
    setting
        .folder
        .write("hotspots/arctic.toml", [file, b"\n".to_vec()].concat());
    setting.later();
    setting.library.reload().unwrap();
    assert_eq!(
        setting.metric("attache_knowledge_reload_ok").await,
        Some(1.0)
    );
    assert_eq!(
        setting.metric("attache_knowledge_problems").await,
        Some(0.0)
    );
    let loaded = setting
        .metric("attache_knowledge_loaded_timestamp_seconds")
        .await;
    assert_eq!(loaded.zip(was).map(|(now, then)| now - then), Some(10.0));
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
async fn the_metrics_say_what_is_loaded_counted_and_overdue() {
    let setting = Setting::new().await;
    let knowledge = setting.library.current();
    let expect = async |sample: &str, value: f64| {
        assert_eq!(setting.metric(sample).await, Some(value), "{sample}");
    };
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let count = |number: usize| number as f64;
    expect(
        "attache_knowledge_entries{kind=\"hotspot\"}",
        count(knowledge.hotspots().len()),
    )
    .await;
    expect(
        "attache_knowledge_entries{kind=\"summit\"}",
        count(knowledge.summits().len()),
    )
    .await;
    let end: Timestamp = "2026-07-02T00:00:00Z".parse().unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a moment of this century")]
    expect(
        "attache_facts_until_timestamp_seconds",
        end.as_second() as f64,
    )
    .await;
    expect("attache_alerts{state=\"planned\"}", 0.0).await;
    expect("attache_alerts_overdue_seconds", 0.0).await;

    setting
        .store
        .put_subscription(&subscription())
        .await
        .unwrap();
    let now = setting.clock.now();
    let due = [-90, -30, 600].map(|seconds| alert(now + SignedDuration::from_secs(seconds)));
    setting.store.plan(&due).await.unwrap();
    setting.later();
    expect("attache_alerts{state=\"planned\"}", 3.0).await;
    expect("attache_alerts_overdue_seconds", 95.0).await;
    setting
        .store
        .pause_subscription("s", SubscriptionReason::BotRemoved, None, now)
        .await
        .unwrap();
    setting.later();
    expect("attache_alerts_overdue_seconds", 0.0).await;

    let (first, second) = (setting.metrics.begin(), setting.metrics.begin());
    expect("attache_interactions_in_flight", 2.0).await;
    drop((first, second));
    setting.metrics.interactions_let_go.add();
    setting.metrics.interactions_busy.add();
    setting.metrics.interactions_too_late.add();
    setting.metrics.posts.add();
    setting.metrics.posts_failed.add();
    setting.metrics.rate_limited.add();
    expect("attache_interactions_in_flight", 0.0).await;
    expect("attache_interactions_total{outcome=\"answered\"}", 2.0).await;
    for outcome in ["let_go", "busy", "too_late"] {
        let name = format!("attache_interactions_total{{outcome=\"{outcome}\"}}");
        expect(&name, 1.0).await;
    }
    expect("attache_posts_total{outcome=\"posted\"}", 1.0).await;
    expect("attache_posts_total{outcome=\"failed\"}", 1.0).await;
    expect("attache_rate_limited_total", 1.0).await;
    if cfg!(target_os = "linux") {
        let resident = setting
            .metric("process_resident_memory_bytes")
            .await
            .unwrap();
        assert!(resident > 1_000_000.0, "{resident}");
    }
}

#[tokio::test]
async fn a_channel_that_is_closed_to_the_bot_is_counted_and_named_where_an_operator_looks() {
    let setting = Setting::new().await;
    let (store, now) = (&setting.store, setting.clock.now());
    store.put_subscription(&subscription()).await.unwrap();
    assert_eq!(setting.get("/readyz").await.body, "ready\n");
    let reason = SubscriptionReason::ChannelUnavailable;
    let paused = store.pause_subscription("s", reason, None, now).await;
    assert!(paused.unwrap());
    setting.later();
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::OK);
    insta::assert_snapshot!(answer.body, @r"
    ready
    alerts: 1 subscription is paused, as Discord lets the bot post there no more; `/alerts list` in its server says where
    ");
    let closed = setting.metric("attache_subscriptions_closed_out").await;
    assert_eq!(closed, Some(1.0));
}

#[tokio::test]
async fn an_alert_that_waits_for_minutes_is_said_where_an_operator_looks() {
    let setting = Setting::new().await;
    let (store, now) = (&setting.store, setting.clock.now());
    store.put_subscription(&subscription()).await.unwrap();
    let due = alert(now - SignedDuration::from_secs(100));
    store.plan(&[due]).await.unwrap();
    assert_eq!(setting.get("/readyz").await.body, "ready\n");
    setting.clock.advance(SignedDuration::from_mins(5));
    let answer = setting.get("/readyz").await;
    assert_eq!(answer.status, StatusCode::OK);
    insta::assert_snapshot!(answer.body, @r"
    ready
    alerts: the oldest that is due waits for 6 min; `/alerts history` in its server says why
    ");
}

/// <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>
#[tokio::test]
async fn every_sample_follows_its_type() {
    let setting = Setting::new().await;
    let answer = setting.get("/metrics").await;
    assert_eq!(
        answer.header("content-type"),
        "text/plain; version=0.0.4; charset=utf-8"
    );
    assert!(answer.body.ends_with('\n'));
    let mut family = "";
    for line in answer.body.lines() {
        if let Some(declared) = line.strip_prefix("# TYPE ") {
            let (name, kind) = declared.split_once(' ').unwrap();
            assert!(["gauge", "counter"].contains(&kind), "{line}");
            assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
            family = name;
        } else if !line.starts_with("# HELP ") {
            let (sample, value) = line.rsplit_once(' ').unwrap();
            assert!(value.parse::<f64>().is_ok(), "{line}");
            assert_eq!(sample.split('{').next(), Some(family), "{line}");
        }
    }
}

fn subscription() -> Subscription {
    let long_ago = Timestamp::UNIX_EPOCH;
    Subscription {
        id: "s".to_owned(),
        spec: SubscriptionSpec::for_channel(Snowflake(42)),
        origin: Origin::Command,
        state: SubscriptionState::Active,
        reason: None,
        detail: None,
        recipient: None,
        guild_id: None,
        created_by: None,
        created_at: long_ago,
        changed_at: long_ago,
        paused_by: None,
        removed_by: None,
    }
}

fn alert(due_at: Timestamp) -> AlertSpec {
    AlertSpec {
        id: due_at.to_string(),
        kind: AlertKind::Lead {
            before: "7d".parse().unwrap(),
        },
        subscription_id: "s".to_owned(),
        summit_id: Some("g20-2026".to_owned()),
        destination: Destination::Channel(42),
        due_at,
        begins_at: Some(due_at),
        dates: Some("14–15 December 2026".to_owned()),
        title: None,
        facts: None,
    }
}
