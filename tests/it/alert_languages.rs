//! Alerts in each language: that of the server where they are posted, that of whoever asks where only they see the answer,
//! and within Discord's limits in all of them.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use attache::alerts::{
    AckOutcome, AckRefusal, AlertService, DeliveryWorker, Found, Messenger, Post, PostError,
    Posted, SnoozeLength, SubscribeError, SubscriptionRefusal, fate,
};
use attache::config::{AlertsConfig, Snowflake, SubscriptionSpec};
use attache::knowledge::Library;
use attache::reply::{MAX_CONTENT, Page, Reply, Section, description, escape};
use attache::store::{Store, Subscription};
use attache::text::Locale;
use clock::{Clock as _, ManualClock};
use jiff::{SignedDuration, Timestamp};
use test_support::alerts::subscription;

use crate::properties::rendered::refused_by_discord;
use crate::support::folder::Folder;

const G20: &str = r#"
[g20-2026]
series = "G20"
name = "G20 leaders' summit"
start = 2026-12-14
end = 2026-12-15
city = "Miami"
country = "United States"
time_zone = "America/New_York"
status = "confirmed"
text = "Who comes."
as_of = 2026-02-19
sources = ["tass-2019-06-05"]
"#;
const SUBSCRIPTION: &str = "channel = 7\nsummits = [\"all\"]\nbefore = [\"7d\"]\nacknowledge_within = \"30m\"\n\
     escalate_to_role = 72\ntime_zone = \"Europe/Brussels\"";
/// A week before the summit begins, at nine in Miami.
const DUE: &str = "2026-12-07T14:00:00Z";
/// The server, and whoever subscribes and acknowledges.
const GUILD: u64 = 1;
const NOOR: u64 = 32;

/// A channel that keeps what is posted; one that is closed refuses it.
#[derive(Default)]
struct Channels {
    posts: Mutex<Vec<Post>>,
    edits: Mutex<Vec<Reply>>,
}

const CLOSED: u64 = 13;

#[async_trait]
impl Messenger for Channels {
    fn wait_for(&self, _: u64) -> Option<Duration> {
        None
    }

    async fn post(&self, channel: u64, post: &Post) -> Result<Posted, PostError> {
        if channel == CLOSED {
            let detail = "Discord answered 400 Bad Request: Invalid Form Body (50035)";
            return Err(PostError::Rejected(detail.to_owned()));
        }
        let mut posts = self.posts.lock().unwrap();
        posts.push(post.clone());
        Ok(Posted::from(900 + posts.len() as u64))
    }

    async fn edit(&self, _: u64, _: u64, reply: &Reply) -> Result<(), PostError> {
        self.edits.lock().unwrap().push(reply.clone());
        Ok(())
    }

    async fn find(&self, _: u64, _: &str, _: &[Timestamp]) -> Result<Found, PostError> {
        Ok(Found::Nothing)
    }

    async fn direct(&self, user: u64) -> Result<u64, PostError> {
        Ok(user)
    }
}

struct Office {
    folder: Folder,
    library: Arc<Library>,
    clock: Arc<ManualClock>,
    store: Store,
    alerts: Arc<AlertService>,
    worker: DeliveryWorker,
    channels: Arc<Channels>,
}

impl Office {
    /// On the first of December, with these summits.
    fn on(summits: &str) -> Self {
        let folder = Folder::new();
        folder.write("summits/2026.toml", summits);
        let first = "2026-12-01T00:00:00Z".parse().unwrap();
        let clock = Arc::new(ManualClock::at(first));
        let library = Arc::new(Library::open(folder.path(), clock.clone()).unwrap());
        assert_eq!(library.status().problems.as_ref(), []);
        let url = format!("sqlite://{}/attache.db", folder.path().display());
        let store = Store::at(&url).unwrap();
        let alerts = Arc::new(AlertService::new(
            store.clone(),
            Arc::clone(&library),
            clock.clone(),
            AlertsConfig::default(),
        ));
        let channels = Arc::new(Channels::default());
        let worker = DeliveryWorker::new(Arc::clone(&alerts), channels.clone(), "w");
        Self {
            folder,
            library,
            clock,
            store,
            alerts,
            worker,
            channels,
        }
    }

    /// The same with a subscription of a server that fixed this language.
    async fn speaking(locale: Option<Locale>) -> Self {
        let office = Self::on(G20);
        office.subscribe(SUBSCRIPTION).await;
        office.store.set_guild_locale(GUILD, locale).await.unwrap();
        office
    }

    async fn subscribe(&self, lines: &str) -> Subscription {
        let spec = subscription(lines);
        let made = self.alerts.subscribe(GUILD, NOOR, spec).await;
        made.unwrap()
    }

    /// The moment comes, as a bot sees it that was there all the time.
    async fn at(&self, moment: &str) {
        let moment: Timestamp = moment.parse().unwrap();
        let minute = SignedDuration::from_mins(1);
        // The heartbeat says that somebody was there.
        self.clock
            .advance(moment.duration_since(self.clock.now()) - minute);
        self.alerts.reconcile().await.unwrap();
        self.clock.advance(minute);
        self.worker.run_once().await.unwrap();
    }

    fn last_post(&self) -> Post {
        self.channels.posts.lock().unwrap().last().unwrap().clone()
    }
}

/// A reply as it is read, top to bottom.
fn read(reply: &Reply) -> String {
    let labels: Vec<&str> = reply
        .buttons
        .iter()
        .flatten()
        .map(|button| button.label.as_str())
        .collect();
    let page = &reply.page;
    format!(
        "{}\n{}\n{}\n[{}]",
        page.title,
        description(page),
        page.footer,
        labels.join("] [")
    )
}

#[tokio::test]
async fn an_alert_in_a_server_that_fixed_russian_is_in_russian_but_for_its_facts() {
    let office = Office::speaking(Some(Locale::Russian)).await;
    office.at(DUE).await;
    let post = office.last_post();
    assert_eq!(post.headline, "G20 Miami – через 7 дней");
    insta::assert_snapshot!(read(&post.reply), @"
    G20 leaders' summit (Miami, 2026)
    **Когда** · 14–15 декабря 2026 г., час неизвестен

    **Где** · Miami, United States

    **За чем следить (на английском)** · Who comes.

    Подтвердите <t:1796653800:R>, затем <@&72>.
    Подтверждён, по состоянию на 19 февр. 2026 г.
    [Подтвердить] [Через 15 мин] [Через 1 ч] [В 08:00] [Подробнее]
    ");
}

#[tokio::test]
async fn an_alert_in_a_server_that_fixed_no_language_is_in_english() {
    let office = Office::speaking(None).await;
    office.at(DUE).await;
    let post = office.last_post();
    assert_eq!(post.headline, "G20 Miami – in 7 days");
    insta::assert_snapshot!(read(&post.reply), @"
    G20 leaders' summit (Miami, 2026)
    **When** · 14–15 December 2026, hour not known

    **Where** · Miami, United States

    **To watch** · Who comes.

    Acknowledge by <t:1796653800:R>, then <@&72>.
    Confirmed, as of 19 Feb 2026
    [Acknowledge] [Snooze 15 min] [Snooze 1 h] [Until 08:00] [Details]
    ");
}

#[tokio::test]
async fn a_message_stays_in_the_language_of_its_server_whoever_presses() {
    let office = Office::speaking(Some(Locale::French)).await;
    office.at(DUE).await;
    let id = office.last_post().delivery;
    let outcome = office.alerts.acknowledge(&id, NOOR).await.unwrap();
    let AckOutcome::Taken { reply, .. } = outcome else {
        panic!("{outcome:?}");
    };
    let taken = reply.page.taken.as_ref().unwrap();
    assert_eq!(taken.how, "Alerte acquittée");
    let labels: Vec<&str> = reply.buttons[0].iter().map(|one| &*one.label).collect();
    assert_eq!(labels, ["Détails"]);
}

#[tokio::test]
async fn what_comes_of_a_press_in_vain_is_said_in_the_language_of_whoever_pressed() {
    let office = Office::speaking(Some(Locale::French)).await;
    office.at(DUE).await;
    let id = office.last_post().delivery;
    office.at("2026-12-14T13:30:00Z").await;
    let outcome = office
        .alerts
        .snooze(&id, NOOR, SnoozeLength::Hour)
        .await
        .unwrap();
    let left = SignedDuration::from_mins(30);
    let refusal = AckRefusal::TooSoon {
        left,
        has_acknowledge: true,
    };
    assert_eq!(outcome, AckOutcome::Declined(refusal));
    for (locale, sentence) in [
        (
            Locale::English,
            "The summit begins in 30 minutes, before the alert would come again. Press Acknowledge instead.",
        ),
        (
            Locale::French,
            "Le sommet commence dans 30 minutes, avant le prochain rappel. Appuyez plutôt sur Acquitter.",
        ),
        (
            Locale::Russian,
            "Саммит начнётся через 30 минут, раньше повторного оповещения. Нажмите «Подтвердить».",
        ),
        (
            Locale::Chinese,
            "峰会30分钟后开始，早于再次提醒的时间。请改按“确认”。",
        ),
    ] {
        assert_eq!(refusal.text(locale), sentence);
    }
}

#[tokio::test]
async fn another_date_is_announced_and_the_old_message_marked_in_the_language_of_the_server() {
    let office = Office::speaking(Some(Locale::Chinese)).await;
    office.at(DUE).await;
    let moved = G20.replace("12-14", "12-17").replace("12-15", "12-18");
    office.folder.write("summits/2026.toml", moved);
    office.library.reload().unwrap();
    office.alerts.request_reconcile();
    office.worker.run_once().await.unwrap();
    let announced = office.last_post();
    assert_eq!(announced.headline, "改期：G20 Miami – 2026年12月17日至18日");
    let new_date = "新日期：2026年12月17日至18日（原为2026年12月14日至15日）。";
    assert_eq!(announced.reply.page.lead, new_date);
    let marked = office.channels.edits.lock().unwrap().pop().unwrap();
    assert_eq!(marked.page.warning.as_deref(), Some(new_date));
}

#[tokio::test]
async fn a_subscription_is_refused_in_the_language_of_whoever_asks() {
    let office = Office::speaking(Some(Locale::Russian)).await;
    let refused = async |lines: &str| {
        let refused = office
            .alerts
            .subscribe(GUILD, NOOR, subscription(lines))
            .await;
        match refused {
            Err(SubscribeError::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        }
    };
    let twin = refused(SUBSCRIPTION).await;
    assert!(matches!(twin, SubscriptionRefusal::Twin { .. }), "{twin:?}");
    let sentence = twin.text(Locale::French);
    assert!(
        sentence.starts_with("Ce salon a déjà un abonnement aux mêmes sommets, "),
        "{sentence}"
    );
    let unknown = refused("channel = 8\nsummits = [\"g21\"]\nbefore = [\"1d\"]").await;
    assert_eq!(
        unknown.text(Locale::English),
        "No organization, series or summit is called `g21`. Did you mean `g20`?"
    );
    let zone = refused(&SUBSCRIPTION.replace("Europe/Brussels", "Europe/Brusels")).await;
    assert_eq!(
        zone.text(Locale::Chinese),
        "没有时区 `Europe/Brusels`。您是否想写 `Europe/Brussels`？"
    );
}

#[tokio::test]
async fn a_list_a_history_and_a_handover_are_in_the_language_of_whoever_asks() {
    let office = Office::speaking(None).await;
    let lines = "channel = 13\nsummits = [\"g20\"]\nbefore = [\"7d\", \"1d 2h\"]\nquiet_hours = \"22:00-06:00\"\n\
         weekly_digest = \"monday 08:00\"";
    let made = office.subscribe(lines).await;
    office.at(DUE).await;
    let knowledge = office.library.current();
    let (_, ahead) = office.alerts.ahead(&made).await.unwrap();
    let history = office.alerts.history(&made, 5).await.unwrap();
    let mut shown = String::new();
    for locale in Locale::ALL {
        let entries = [
            made.entry(&knowledge, Some(&ahead), locale),
            fate(&history[0], GUILD, &knowledge, locale),
        ];
        let page = Page {
            sections: vec![Section::running(entries.into())],
            ..Page::default()
        };
        let handover = office.alerts.handover(GUILD, locale).await.unwrap();
        let headings = handover.page.sections.iter();
        let headings: Vec<_> = headings.filter_map(|one| one.heading.as_deref()).collect();
        let _ = write!(
            shown,
            "{}\n{}: {}\n{}\n\n",
            description(&page).replace(made.short_id(), "id"),
            handover.page.title,
            headings.join(", "),
            description(&handover.page),
        );
    }
    insta::assert_snapshot!(shown, @"
    **id** · G20: 7d, 1d 2h before; quiet 22:00-06:00; digest on monday 08:00 · next alert <t:1796652000:f> · <t:1796652000:R> · in <#13>

    **Digest** · Failed (Discord answered 400 Bad Request: Invalid Form Body (50035)) · due <t:1796630400:f>
    Handover: Not posted, Due in the next 24 hours
    The last 12 hours; nobody has signed a handover here yet

    **id** · G20 : 7 jours, 26 heures avant ; silence 22:00-06:00 ; résumé le lundi à 08:00 · prochaine alerte : <t:1796652000:f> · <t:1796652000:R> · dans <#13>

    **Résumé** · Échouée (Discord answered 400 Bad Request: Invalid Form Body (50035)) · prévue le <t:1796630400:f>
    Relève: Non publiées, À venir dans les 24 heures
    Les 12 dernières heures ; personne n’a encore signé de relève ici

    **id** · G20: до начала – 7 дней, 26 часов; тихие часы 22:00-06:00; сводка по понедельникам в 08:00 · следующее оповещение: <t:1796652000:f> · <t:1796652000:R> · в <#13>

    **Сводка** · Не отправлено (Discord answered 400 Bad Request: Invalid Form Body (50035)) · срок <t:1796630400:f>
    Передача смены: Не отправлено, В ближайшие 24 часа
    Последние 12 часов; здесь ещё никто не принимал смену

    **id** · G20：提前 7天、26小时；免打扰 22:00-06:00；每周一 08:00 发摘要 · 下次提醒： <t:1796652000:f> · <t:1796652000:R> · 频道 <#13>

    **摘要** · 发布失败（Discord answered 400 Bad Request: Invalid Form Body (50035)） · 定于 <t:1796630400:f>
    交接班: 未发布, 未来24小时内
    最近12小时；此处尚无人接过班
    ");
}

/// As many summits as fill every list, each text as long as the files may have it.
fn long_summits() -> String {
    let summit = |number: usize| {
        format!(
            "[summit-{number}]\nseries = \"{}\"\nname = \"{}\"\nstart = 2026-12-{:02}T09:00:00\ncity = \"{}\"\n\
             country = \"{}\"\ntime_zone = \"America/Argentina/Buenos_Aires\"\nstatus = \"confirmed\"\n\
             text = \"{}\"\nas_of = 2026-02-19\nsources = [\"tass-2019-06-05\"]\n\n",
            "S".repeat(30),
            "N".repeat(100),
            10 + number % 5,
            "C".repeat(60),
            "L".repeat(60),
            "*".repeat(600),
        )
    };
    (0..40).map(summit).collect()
}

fn long_subscription(channel: u64, before: &str) -> SubscriptionSpec {
    SubscriptionSpec {
        channel: Snowflake(channel),
        ..subscription(&format!(
            "channel = 7\nsummits = [\"all\"]\nbefore = [{before}]\nmention_role = 71\nacknowledge_within = \"30m\"\n\
             escalate_to_role = 72\ntime_zone = \"America/Argentina/Buenos_Aires\"\nquiet_hours = \"22:00-06:00\"\n\
             weekly_digest = \"wednesday 08:00\""
        ))
    }
}

#[tokio::test]
async fn the_longest_texts_are_within_the_limits_of_discord_in_each_language() {
    for locale in Locale::ALL {
        let office = Office::on(&long_summits());
        office
            .store
            .set_guild_locale(GUILD, Some(locale))
            .await
            .unwrap();
        for channel in [7, CLOSED] {
            let spec = long_subscription(channel, "\"7d\", \"26h\", \"90m\"");
            office.alerts.subscribe(GUILD, NOOR, spec).await.unwrap();
        }
        office.worker.run_once().await.unwrap();
        // Nobody is there for a week, then somebody for three days.
        office.clock.advance(SignedDuration::from_hours(24 * 8));
        for _ in 0..24 * 6 {
            office.worker.run_once().await.unwrap();
            office.clock.advance(SignedDuration::from_mins(30));
        }
        let posts = office.channels.posts.lock().unwrap().clone();
        assert!(posts.len() > 10, "{locale}: {}", posts.len());
        for post in &posts {
            assert_eq!(refused_by_discord(&post.reply), [""; 0], "{locale}");
            let headline = escape(&post.headline).chars().count();
            assert!((1..=MAX_CONTENT).contains(&headline), "{locale}");
        }
        let handover = office.alerts.handover(GUILD, locale).await.unwrap();
        assert!(handover.page.sections.len() > 1, "{locale}: {handover:?}");
        assert_eq!(refused_by_discord(&handover), [""; 0], "{locale}");
    }
}
