//! `/duty` and the calls that go to whoever is on duty, through the practice Discord.

use attache::config::{DutyRota, SubscriptionSpec};
use jiff::Timestamp;
use practice_discord::ids::{ADA, BACKUP, GUILD, LENA, NOOR, SAM, WATCH_FLOOR};
use serde_json::{Value, json};

use super::office::{Office, Plan, Seen};

/// Noor by day and Lena by night, both in UTC, but nobody from Saturday evening to Sunday morning.
fn rota(more: &str) -> DutyRota {
    let keys = format!(
        "server = {GUILD}\nname = \"watch\"\n{more}\n\
         [[shift]]\nhours = \"08:00-20:00\"\nuser = {NOOR}\n\
         [[shift]]\ndays = [\"sunday-friday\"]\nhours = \"20:00-08:00\"\nuser = {LENA}"
    );
    toml::from_str(&keys).expect("a rota")
}

async fn office(rota: DutyRota, before: &str) -> Office {
    let keys = format!(
        "channel = {WATCH_FLOOR}\nsummits = [\"g20-2026\"]\nbefore = [\"{before}\"]\n\
         escalation = [{{ after = \"10m\", duty = true }}, {{ after = \"30m\", role = {BACKUP} }}]"
    );
    let spec: SubscriptionSpec = toml::from_str(&keys).expect("a subscription");
    Office::open_as(Plan {
        subscriptions: vec![spec],
        duty: vec![rota],
        ..Plan::default()
    })
    .await
}

fn go_to(office: &Office, at: &str) {
    use clock::Clock as _;
    let at: Timestamp = at.parse().expect("a moment");
    let clock = &office.setting.clock;
    clock.advance(at.duration_since(clock.now()));
}

fn moment(at: &str) -> String {
    let seconds = at.parse::<Timestamp>().expect("a moment").as_second();
    format!("<t:{seconds}:f> (<t:{seconds}:R>)")
}

/// Whom message number `count` on the watch floor notified. A request is on record a moment after the page shows its message.
async fn called_by(office: &Office, count: usize) -> Value {
    let path = format!("/channels/{WATCH_FLOOR}/messages");
    let posts = || {
        let requests = office.setting.discord.requests().into_iter();
        let posts = requests.filter(|request| request.method == "POST" && request.path == path);
        posts.map(|request| request.body).collect::<Vec<_>>()
    };
    let there = async {
        while posts().len() < count {
            tokio::task::yield_now().await;
        }
    };
    let patience = std::time::Duration::from_secs(10);
    let there = tokio::time::timeout(patience, there).await;
    there.expect("as many posts");
    posts()[count - 1]["allowed_mentions"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_on_duty_is_shown_and_hands_over_and_nobody_else_does() {
    let mut office = office(rota(""), "7d").await;
    go_to(&office, "2026-12-07T09:00:00Z");
    let shown = office.ask("duty", &[]).await;
    assert_eq!(shown.title(), "Duty: watch");
    let text = shown.description();
    let (until, next) = (moment("2026-12-07T20:00:00Z"), format!("<@{LENA}>"));
    assert!(text.contains(&format!("**On duty** · <@{NOOR}>")), "{text}");
    assert!(text.contains(&format!("**Until** · {until}")), "{text}");
    assert!(
        text.contains(&format!("**Next** · {until} · {next}")),
        "{text}"
    );
    let to_sam = SAM.to_string();
    let refused = office
        .command(SAM, "duty", &[("to", &to_sam)])
        .await
        .message();
    assert!(
        refused.whole().contains("Only whoever is on duty"),
        "{}",
        refused.whole()
    );
    let handed = office
        .command(NOOR, "duty", &[("to", &to_sam)])
        .await
        .message();
    let text = handed.description();
    let line = format!("**On duty** · <@{SAM}> · handed over by <@{NOOR}>");
    assert!(text.contains(&line), "{text}");
    // After a restart too; and it ends with the shift.
    office.restart_bot().await;
    assert!(office.ask("duty", &[]).await.description().contains(&line));
    go_to(&office, "2026-12-07T20:00:00Z");
    let night = office.ask("duty", &[]).await;
    assert!(
        night
            .description()
            .contains(&format!("**On duty** · <@{LENA}>\n"))
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_manager_hands_over_by_the_button_and_only_to_people_of_the_server() {
    let mut office = office(rota(""), "7d").await;
    go_to(&office, "2026-12-07T09:00:00Z");
    let shown = office.ask("duty", &[]).await;
    let form = office.press(&shown, "Hand over").await;
    assert!(matches!(form, Seen::Form { .. }), "{form:?}");
    let chosen = json!([
        { "type": 18, "component": { "type": 5, "custom_id": "to", "values": [SAM] } },
    ]);
    let handed = office.submit_fields(&form, chosen).await;
    let line = format!("<@{SAM}> · handed over by <@{ADA}>");
    assert!(
        handed.description().contains(&line),
        "{}",
        handed.description()
    );
    let stranger = "1100000000000999999";
    let refused = office.ask("duty", &[("to", stranger)]).await;
    assert!(
        refused.whole().contains("aren't on this server"),
        "{}",
        refused.whole()
    );
    office.close_but_for(&[10_007]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_goes_to_whoever_is_on_duty_when_it_is_made() {
    // An alert at 14:00, called for at 14:10.
    let mut office = office(rota(""), "7d").await;
    go_to(&office, "2026-12-07T14:00:00Z");
    office.told_in(WATCH_FLOOR).await;
    office
        .command(NOOR, "duty", &[("to", &SAM.to_string())])
        .await;
    go_to(&office, "2026-12-07T14:10:00Z");
    office.told_in(WATCH_FLOOR).await;
    assert_eq!(
        called_by(&office, 2).await,
        json!({ "parse": [], "users": [SAM] })
    );
    go_to(&office, "2026-12-07T14:30:00Z");
    let backup = office.told_in(WATCH_FLOOR).await;
    let text = backup.description();
    assert!(
        text.contains("called before: whoever was on duty"),
        "{text}"
    );
    office.close().await;
}

/// The alert comes at 22:00 on a Saturday.
#[tokio::test(flavor = "multi_thread")]
async fn while_nobody_is_on_duty_the_role_of_the_rota_is_called_else_the_next_step_at_once() {
    let night = "2026-12-12T22:00:00Z";
    let mut with_role = office(rota(&format!("role = {BACKUP}")), "40h").await;
    go_to(&with_role, night);
    with_role.told_in(WATCH_FLOOR).await;
    go_to(&with_role, "2026-12-12T22:10:00Z");
    let call = with_role.told_in(WATCH_FLOOR).await;
    assert!(call.description().contains("**Call 1 of 2**"));
    assert_eq!(
        called_by(&with_role, 2).await,
        json!({ "parse": [], "roles": [BACKUP] })
    );
    let shown = with_role.ask("duty", &[]).await;
    let nobody = format!("**On duty** · nobody · called meanwhile: <@&{BACKUP}>");
    assert!(
        shown.description().contains(&nobody),
        "{}",
        shown.description()
    );
    with_role.close().await;

    let mut alone = office(rota(""), "40h").await;
    go_to(&alone, night);
    alone.told_in(WATCH_FLOOR).await;
    go_to(&alone, "2026-12-12T22:10:00Z");
    let call = alone.told_in(WATCH_FLOOR).await;
    let text = call.description();
    assert!(text.contains("**Call 2 of 2**"), "{text}");
    assert!(!text.contains("called before"), "nobody was: {text}");
    let alerts = alone
        .store()
        .open_alerts("", "~", Timestamp::MIN)
        .await
        .unwrap();
    let skipped = alerts.iter().filter_map(|alert| alert.cause.as_ref());
    let reasons: Vec<&str> = skipped.map(|cause| cause.reason.as_ref()).collect();
    assert_eq!(reasons, ["nobody_on_duty"]);
    alone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_rota_nobody_is_on_duty_and_no_subscription_calls_them() {
    let mut office = Office::open().await;
    let told = office.ask("duty", &[]).await;
    assert!(
        told.whole().contains("has no duty rota"),
        "{}",
        told.whole()
    );
    let floor = WATCH_FLOOR.to_string();
    let options = [
        ("summit", "G20"),
        ("before", "7d"),
        ("channel", &*floor),
        ("escalation", "10m duty"),
    ];
    let told = office.alerts(ADA, "add", &options).await;
    assert!(
        told.whole().contains("has no duty rota"),
        "{}",
        told.whole()
    );
    office.close().await;
}
