//! Alerts set up by one form: which summits, how long before, where, whom to call, in which zone; and a button that posts a
//! test.

use super::check_channel::check_channel;
use super::manager::{Manager, manager, subscription_page};
use super::options::SubscriptionOptions;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::config::{Snowflake, SubscriptionSpec};
use crate::pages::suggest::{self, Suggestion};
use crate::reply::{
    Audience, Button, ButtonState, CustomId, Form, FormAnswers, FormChoice, FormField, FormInput,
};
use crate::text::{Locale, text};

/// The fields of the form.
const SUMMITS: &str = "summits";
const BEFORE: &str = "before";
const CHANNEL: &str = "channel";
const ROLE: &str = "role";
const ZONE: &str = "zone";
/// How long before a summit is offered, and whether it is chosen at first.
const LEADS: [(&str, bool); 5] = [
    ("30d", false),
    ("7d", true),
    ("1d", true),
    ("2h", true),
    ("30m", false),
];
/// Zones that are offered whatever the reader's language: of capitals from which people follow summits.
const OTHER_ZONES: [&str; 16] = [
    "UTC",
    "Europe/Brussels",
    "Europe/London",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Europe/Moscow",
    "America/New_York",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Taipei",
    "Asia/Kolkata",
    "Australia/Sydney",
];
/// Choices that Discord shows in a menu.
const MAX_CHOICES: usize = 25;
/// Most summits and series that can be chosen in one form, so that their ids fit into one subscription's name.
const MAX_SUMMITS: u8 = 10;

/// Opens the form, to those who may set alerts.
pub(in crate::bot) async fn open(press: Press<'_>) -> Result<(), Failure> {
    manager(press.context())?;
    press.responder.open_form(&form(press)).await
}

fn form(press: Press<'_>) -> Form {
    let locale = press.locale();
    let here = press.interaction.channel.as_ref();
    let channel = FormInput::TextChannel {
        chosen: here.map(|channel| channel.id.get()),
    };
    let field = |id, label: String, hint: String, is_required, input| FormField {
        id,
        label,
        hint,
        is_required,
        input,
    };
    Form {
        title: text!(locale, "bot-set-up-title"),
        custom_id: CustomId::SetUpAlerts,
        fields: vec![
            field(
                SUMMITS,
                text!(locale, "bot-set-up-summits-label"),
                String::new(),
                true,
                summit_menu(press),
            ),
            field(
                BEFORE,
                text!(locale, "bot-set-up-before-label"),
                String::new(),
                true,
                FormInput::AnyOf(leads(locale)),
            ),
            field(
                CHANNEL,
                text!(locale, "bot-set-up-channel-label"),
                text!(locale, "bot-set-up-channel-hint"),
                true,
                channel,
            ),
            field(
                ROLE,
                text!(locale, "bot-set-up-role-label"),
                text!(locale, "bot-set-up-role-hint"),
                false,
                FormInput::Role,
            ),
            field(
                ZONE,
                text!(locale, "bot-set-up-zone-label"),
                text!(locale, "bot-set-up-zone-hint"),
                true,
                zone_menu(press),
            ),
        ],
    }
}

/// All summits, the series, and those that come next.
fn summit_menu(press: Press<'_>) -> FormInput {
    let (state, locale) = (press.state, press.locale());
    let found = suggest::alert_summits(&state.knowledge(), "", state.as_of().today);
    let choice = |(at, one): (usize, Suggestion)| FormChoice {
        label: if one.value == "all" {
            text!(locale, "bot-set-up-all-option")
        } else {
            one.label
        },
        value: one.value,
        is_chosen: at == 0,
    };
    let choices = found.into_iter().enumerate().map(choice);
    FormInput::Menu {
        choices: choices.take(MAX_CHOICES).collect(),
        most: MAX_SUMMITS,
    }
}

/// The zones of the reader's language, then those of other desks.
fn zone_menu(press: Press<'_>) -> FormInput {
    let tag = press.interaction.locale.as_deref().unwrap_or_default();
    let found = suggest::time_zones("", tag, &[], press.state.clock.now()).into_iter();
    let mut zones: Vec<String> = found.map(|one| one.value).collect();
    let others = OTHER_ZONES.iter().map(|zone| (*zone).to_owned());
    zones.extend(
        others
            .filter(|zone| !zones.contains(zone))
            .collect::<Vec<_>>(),
    );
    let choices = zones.into_iter().enumerate().map(|(at, zone)| FormChoice {
        label: zone.clone(),
        value: zone,
        is_chosen: at == 0,
    });
    FormInput::Menu {
        choices: choices.take(MAX_CHOICES).collect(),
        most: 1,
    }
}

fn leads(locale: Locale) -> Vec<FormChoice> {
    let lead = |(lead, is_chosen): (&str, bool)| FormChoice {
        label: lead_words(lead, locale),
        value: lead.to_owned(),
        is_chosen,
    };
    LEADS.map(lead).into()
}

fn lead_words(lead: &str, locale: Locale) -> String {
    match lead.split_at(lead.len() - 1) {
        (count, "d") => text!(
            locale,
            "bot-set-up-days",
            count = count.parse().unwrap_or(0_i64)
        ),
        (count, "h") => text!(
            locale,
            "bot-set-up-hours",
            count = count.parse().unwrap_or(0_i64)
        ),
        (count, _) => text!(
            locale,
            "bot-set-up-minutes",
            count = count.parse().unwrap_or(0_i64)
        ),
    }
}

/// Subscribes as the form says, and offers a test.
pub(in crate::bot) async fn set_up(press: Press<'_>, answers: &FormAnswers) -> Result<(), Failure> {
    let manager = manager(press.context())?;
    let deferred = press.responder.defer().await?;
    deferred
        .finish(subscribe(press, manager, answers).await)
        .await
}

async fn subscribe(
    press: Press<'_>,
    manager: Manager,
    answers: &FormAnswers,
) -> Result<crate::reply::Reply, Failure> {
    let (state, locale) = (press.state, press.locale());
    let id = |field| answers.text(field).and_then(|id| id.parse().ok());
    let chosen = |field, separator| {
        let values = answers.values(field);
        (!values.is_empty()).then(|| values.join(separator))
    };
    let channel: Option<u64> = id(CHANNEL);
    let missing = || Failure::User(text!(locale, "bot-set-up-missing"));
    let options = SubscriptionOptions {
        summits: Some(chosen(SUMMITS, ",").ok_or_else(missing)?),
        before: Some(chosen(BEFORE, " ").ok_or_else(missing)?),
        channel,
        role: id(ROLE),
        zone: answers.text(ZONE).map(str::to_owned),
        ..SubscriptionOptions::default()
    };
    let mut spec = SubscriptionSpec::for_channel(Snowflake(channel.ok_or_else(missing)?));
    let today = state.as_of().today;
    options.write_into(&mut spec, &state.knowledge(), today, locale)?;
    check_channel(state, manager, &spec, locale).await?;
    let subscribed = state
        .alerts
        .subscribe(manager.guild, manager.user, spec)
        .await;
    let subscription = subscribed?;
    let title = text!(locale, "bot-alerts-added-title");
    let mut reply = subscription_page(state, title, &subscription, locale).await?;
    reply.audience = Audience::Asker;
    Ok(reply.with_row(vec![Button {
        label: text!(locale, "bot-set-up-test-button"),
        press: CustomId::TestAlerts {
            subscription: subscription.short_id().to_owned(),
        },
        state: ButtonState::Open,
    }]))
}
