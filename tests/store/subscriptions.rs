//! What the store promises of subscriptions.

use attache::config::{Snowflake, SubscriptionSpec};
use attache::store::{AlertState, Origin, Subscription, SubscriptionReason, SubscriptionState};
use test_support::database::Database;

use super::situations::{alert, at, claim, owner_notice, state, stocked, subscription};

tests! {
    a_paused_subscription_waits_but_its_owner_is_notified,
    a_subscription_keeps_who_made_it,
    active_subscriptions_are_read_a_page_at_a_time,
    those_whose_channel_is_closed_are_read_a_page_at_a_time_and_counted,
    a_guild_is_noted_where_none_was_known,
    what_was_paused_stays_so_when_it_is_written_again,
    a_removed_subscription_comes_back_with_the_settings_only,
    a_subscription_that_cannot_be_read_is_left_as_it_is,
}

async fn a_paused_subscription_waits_but_its_owner_is_notified(database: &Database) {
    let store = stocked(database, &[alert("a", 0), owner_notice("o", 0)]).await;
    let pause = async |by| {
        let reason = SubscriptionReason::ByUser;
        let paused = store.pause_subscription("s", reason, Some(by), at(0)).await;
        paused.unwrap()
    };
    assert!(pause(31).await);
    assert!(!pause(32).await, "it is paused already");
    let paused = store.subscription("s").await.unwrap().unwrap();
    assert_eq!(paused.reason, Some(SubscriptionReason::ByUser));
    assert_eq!(paused.paused_by, Some(31));
    assert_eq!(claim(&store, "w", 1).await, ["o"]);
    assert!(store.resume_subscription("s", at(2)).await.unwrap());
    assert!(!store.resume_subscription("s", at(2)).await.unwrap());
    assert_eq!(
        store.subscription("s").await.unwrap().unwrap(),
        Subscription {
            changed_at: at(2),
            ..subscription("s")
        }
    );
    assert_eq!(claim(&store, "w", 2).await, ["a"]);
}

async fn a_subscription_keeps_who_made_it(database: &Database) {
    let store = stocked(database, &[]).await;
    let spec = SubscriptionSpec {
        before: vec!["1d".parse().unwrap()],
        ..SubscriptionSpec::for_channel(Snowflake(43))
    };
    let changed = Subscription {
        spec: spec.clone(),
        guild_id: None,
        created_by: None,
        created_at: at(50),
        changed_at: at(50),
        ..subscription("s")
    };
    store.put_subscription(&changed).await.unwrap();
    let kept = store.subscription("s").await.unwrap().unwrap();
    assert_eq!(kept.spec, spec);
    assert_eq!((kept.guild_id, kept.created_by), (Some(1), Some(31)));
    assert_eq!((kept.created_at, kept.changed_at), (at(-100), at(50)));
    assert_eq!(store.subscriptions_of_guild(1).await.unwrap(), [kept]);
    let reason = SubscriptionReason::ByUser;
    let removed = store.remove_subscription("s", reason, Some(32), at(60));
    assert!(removed.await.unwrap());
    assert!(store.subscriptions_of_guild(1).await.unwrap().is_empty());
    let removed = store.subscriptions().await.unwrap().remove(0);
    assert_eq!(removed.state, SubscriptionState::Removed);
    assert_eq!(removed.removed_by, Some(32));
}

async fn active_subscriptions_are_read_a_page_at_a_time(database: &Database) {
    let store = &database.store;
    let several = ["a", "b", "c", "d"].map(|id| Subscription {
        origin: if id == "d" {
            Origin::Settings
        } else {
            Origin::Command
        },
        ..subscription(id)
    });
    store.put_subscriptions(&several).await.unwrap();
    store
        .pause_subscription("b", SubscriptionReason::BotRemoved, None, at(1))
        .await
        .unwrap();
    let page = async |after: &str| {
        let page = store.active_subscriptions_after(after, 2).await.unwrap();
        let last = page.subscriptions.last().map(|one| one.id.clone());
        assert_eq!(page.last_id, last);
        let ids = page.subscriptions.into_iter().map(|one| one.id);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(page("").await, ["a", "c"]);
    assert_eq!(page("c").await, ["d"]);
    assert!(page("d").await.is_empty());
    let of_settings = store.settings_subscriptions().await.unwrap();
    assert_eq!(of_settings, several[3..]);
}

async fn those_whose_channel_is_closed_are_read_a_page_at_a_time_and_counted(database: &Database) {
    let store = stocked(database, &[]).await;
    let closed = SubscriptionReason::ChannelUnavailable;
    assert!(
        store
            .pause_subscription("s", closed, None, at(0))
            .await
            .unwrap()
    );
    let page = async |after| {
        let page = store.subscriptions_paused_after(closed, after, 1).await;
        page.unwrap()
    };
    let first = page("").await;
    assert_eq!(first.last_id.as_deref(), Some("s"));
    assert_eq!(first.subscriptions[0].id, "s");
    assert_eq!(page("s").await.last_id, None);
    let counted = async || store.count_alerts(at(0)).await.unwrap().closed_out;
    assert_eq!(counted().await, 1);
    store.resume_subscription("s", at(1)).await.unwrap();
    assert_eq!((page("").await.last_id, counted().await), (None, 0));
}

async fn a_guild_is_noted_where_none_was_known(database: &Database) {
    let store = &database.store;
    let several = [("a", 42, None), ("b", 42, Some(1)), ("c", 43, None)];
    let several = several.map(|(id, channel, guild_id)| Subscription {
        spec: SubscriptionSpec::for_channel(Snowflake(channel)),
        guild_id,
        ..subscription(id)
    });
    store.put_subscriptions(&several).await.unwrap();
    // More channels than one statement takes.
    let channels: Vec<u64> = (1_000..1_200).chain([42]).collect();
    store.set_guild(2, &channels).await.unwrap();
    let guild = async |id: &str| store.subscription(id).await.unwrap().unwrap().guild_id;
    assert_eq!(guild("a").await, Some(2));
    assert_eq!(guild("b").await, Some(1));
    assert_eq!(guild("c").await, None);
}

async fn what_was_paused_stays_so_when_it_is_written_again(database: &Database) {
    let store = stocked(database, &[]).await;
    let reason = SubscriptionReason::ByUser;
    let paused = store.pause_subscription("s", reason, Some(7), at(1)).await;
    assert!(paused.unwrap());
    // Written by a process that read it before it was paused.
    let spec = SubscriptionSpec::for_channel(Snowflake(43));
    let changed = Subscription {
        spec: spec.clone(),
        ..subscription("s")
    };
    store.put_subscription(&changed).await.unwrap();
    let kept = store.subscription("s").await.unwrap().unwrap();
    assert_eq!((kept.spec, kept.paused_by), (spec, Some(7)));
    assert_eq!(kept.state, SubscriptionState::Paused);
    assert_eq!(kept.reason, Some(SubscriptionReason::ByUser));
}

async fn a_removed_subscription_comes_back_with_the_settings_only(database: &Database) {
    let store = &database.store;
    let of_settings = Subscription {
        origin: Origin::Settings,
        created_by: None,
        ..subscription("t")
    };
    let both = [subscription("s"), of_settings];
    store.put_subscriptions(&both).await.unwrap();
    for (id, reason, user) in [
        ("s", SubscriptionReason::ByUser, Some(7)),
        ("t", SubscriptionReason::NoLongerInSettings, None),
    ] {
        let removed = store.remove_subscription(id, reason, user, at(1)).await;
        assert!(removed.unwrap(), "{id}");
        // What is removed can be neither paused nor resumed.
        let paused = store.pause_subscription(id, reason, user, at(1)).await;
        assert!(!paused.unwrap(), "{id}");
        assert!(!store.resume_subscription(id, at(1)).await.unwrap(), "{id}");
    }
    store.put_subscriptions(&both).await.unwrap();
    let found = store.subscriptions().await.unwrap();
    assert_eq!(found[0].state, SubscriptionState::Removed);
    assert_eq!(found[0].removed_by, Some(7));
    assert_eq!(found[1], both[1]);
}

async fn a_subscription_that_cannot_be_read_is_left_as_it_is(database: &Database) {
    let store = stocked(database, &[alert("a", 0)]).await;
    let several = ["b", "t"].map(subscription);
    store.put_subscriptions(&several).await.unwrap();
    database
        .execute(
            "UPDATE subscription SET spec = '{\"of\": \"later\"}' WHERE id = 's'; \
             UPDATE subscription SET state = 'asleep' WHERE id = 'b'",
        )
        .await;
    assert_eq!(store.subscription("s").await.unwrap(), None);
    assert_eq!(store.subscription("b").await.unwrap(), None);
    assert_eq!(store.subscriptions().await.unwrap(), several[1..]);
    // One that cannot be read does not end the pages.
    let page = store.active_subscriptions_after("", 1).await.unwrap();
    assert_eq!(
        (page.subscriptions, page.last_id),
        (vec![], Some("s".to_owned()))
    );
    let page = store.active_subscriptions_after("s", 1).await.unwrap();
    assert_eq!(page.subscriptions, several[1..]);
    // Nothing of it is lost for a version that can.
    let spec = r#"{"channel": "42", "summits": [], "before": []}"#;
    let mended = format!("UPDATE subscription SET spec = '{spec}' WHERE id = 's'");
    database.execute(&mended).await;
    assert_eq!(
        store.subscription("s").await.unwrap(),
        Some(subscription("s"))
    );
    assert_eq!(state(&store, "a").await, AlertState::Planned);
}
