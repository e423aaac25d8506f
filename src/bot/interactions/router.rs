//! Commands, buttons, menus and forms: from what Discord sends to the feature it belongs to. All that a feature needs is
//! written in the `custom_id` of a button, so that one from last month still works.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures_util::FutureExt as _;
use tokio::time::Instant;

use super::responder::InteractionResponder;
use crate::bot::error::Failure;
use crate::bot::features::command::Command;
use crate::bot::features::context::Context;
use crate::bot::features::{self, Press};
use crate::bot::features::{alerts, ask, duty, feedback, help, pages, privacy, remind, tours};
use crate::bot::gateway::{
    CommandData, ComponentData, GivenOption, Interaction, InteractionData, ModalData,
    PressedMessage,
};
use crate::bot::state::AppState;
use crate::reply::CustomId;
use crate::text::text;

/// Answers an interaction, whatever happens on the way. Discord takes the first answer until `answer_by`.
pub(super) async fn handle(state: &Arc<AppState>, interaction: &Interaction, answer_by: Instant) {
    let locale = state.guilds.locale(interaction);
    let responder = InteractionResponder::new(&state.callbacks, interaction, locale, answer_by);
    let answered = AssertUnwindSafe(route(state, interaction, responder)).catch_unwind();
    let outcome = answered.await.unwrap_or_else(|panic| {
        let cause = format!("panicked: {}", message_of(&*panic));
        Err(Failure::Internal(cause.into()))
    });
    if let Err(failure) = outcome {
        responder.fail(failure, &state.overload).await;
    }
}

fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    let owned = || panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(owned).unwrap_or("without a message")
}

async fn route(
    state: &Arc<AppState>,
    interaction: &Interaction,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    match &interaction.data {
        InteractionData::Command(command) => {
            let (found, context) = find(state, interaction, command, responder);
            let run = found.and_then(|command| command.run);
            let unknown = || Failure::User(text!(responder.locale(), "bot-command-unknown"));
            run.ok_or_else(unknown)?(context).await
        }
        InteractionData::Autocomplete(command) => {
            let (found, context) = find(state, interaction, command, responder);
            suggest(found, context).await
        }
        InteractionData::Component(pressed) => {
            component(state, interaction, pressed, responder).await
        }
        InteractionData::Modal(filled) => modal(state, interaction, filled, responder).await,
        InteractionData::Other => Err(Failure::User(text!(
            responder.locale(),
            "bot-interaction-unknown"
        ))),
    }
}

/// The command or subcommand that was used, with its own options.
fn find<'c>(
    state: &'c Arc<AppState>,
    interaction: &'c Interaction,
    data: &'c CommandData,
    responder: InteractionResponder<'c>,
) -> (Option<&'static Command>, Context<'c>) {
    let mut commands = features::all();
    let (mut name, mut options) = (data.name.as_str(), data.options.as_slice());
    let found = loop {
        let Some(command) = commands.iter().find(|one| one.name == name) else {
            break None;
        };
        if command.subcommands.is_empty() {
            break Some(command);
        }
        let Some(chosen) = options.first() else {
            break None;
        };
        commands = &command.subcommands;
        (name, options) = (&chosen.name, &chosen.options);
    };
    let context = Context {
        state,
        interaction,
        options,
        message: data.message.as_ref(),
        responder,
    };
    (found, context)
}

/// Offers choices for the option that is being typed; none for one that offers none.
async fn suggest(command: Option<&Command>, context: Context<'_>) -> Result<(), Failure> {
    let typed = context.options.iter().find(|option| option.is_focused);
    let suggest = command.zip(typed).and_then(|(command, typed)| {
        let option = command.options.iter().find(|one| one.name == typed.name)?;
        Some((option.suggest?, typed))
    });
    let choices = match suggest {
        Some((suggest, typed)) => suggest(context, typed_text(typed)).await,
        None => Vec::new(),
    };
    context.responder.offer(choices).await
}

fn typed_text(option: &GivenOption) -> &str {
    match &option.value {
        crate::bot::gateway::OptionValue::Text(text) => text,
        _ => "",
    }
}

async fn component(
    state: &Arc<AppState>,
    interaction: &Interaction,
    pressed: &ComponentData,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let old = || Failure::User(text!(responder.locale(), "bot-button-old"));
    let press = Press {
        state,
        interaction,
        message: &pressed.message,
        responder,
    };
    match pressed.custom_id.parse().map_err(|()| old())? {
        CustomId::Show(view) => pages::buttons::turn(press, &view).await,
        CustomId::Open => {
            let chosen = pressed.values.first().and_then(|value| value.parse().ok());
            pages::buttons::turn(press, &chosen.ok_or_else(old)?).await
        }
        CustomId::ShowPrivately(view) => pages::buttons::look(press, &view).await,
        CustomId::Rate {
            question,
            has_helped,
        } => ask::rating::rate(press, &question, has_helped).await,
        CustomId::Report { page } => feedback::open(state, page.as_deref(), responder).await,
        CustomId::Forget { owner } => privacy::forget(press, owner).await,
        CustomId::Tour { owner, act } => tours::buttons::press(press, owner, &act).await,
        CustomId::Alert { id, act } => alerts::buttons::press(press, &id, act).await,
        CustomId::Subscriptions { page } => alerts::list::turn(press, page).await,
        CustomId::History { subscription, page } => {
            alerts::history::turn(press, &subscription, page).await
        }
        CustomId::TakeOver { signed } => alerts::handover::sign(press, signed).await,
        CustomId::SetUpAlerts => alerts::set_up::open(press).await,
        CustomId::TestAlerts { subscription } => alerts::test::press(press, &subscription).await,
        CustomId::HandOverDuty => duty::open(press).await,
        CustomId::Remind { summit } => remind::buttons::remind(press, &summit).await,
        CustomId::StopReminding { subscription } => {
            remind::buttons::stop(press, &subscription).await
        }
        CustomId::Help => help::press(press).await,
        // It is a form, and no button carries it.
        CustomId::ExplainRating { .. } => Err(old()),
    }
}

async fn modal(
    state: &Arc<AppState>,
    interaction: &Interaction,
    filled: &ModalData,
    responder: InteractionResponder<'_>,
) -> Result<(), Failure> {
    let form = Press {
        state,
        interaction,
        message: &PressedMessage::default(),
        responder,
    };
    match filled.custom_id.parse() {
        Ok(CustomId::Report { page }) => {
            feedback::deliver(form, page.as_deref(), &filled.answers).await
        }
        Ok(CustomId::ExplainRating { question }) => {
            ask::rating::explain(form, &question, &filled.answers).await
        }
        Ok(CustomId::SetUpAlerts) => alerts::set_up::set_up(form, &filled.answers).await,
        Ok(CustomId::HandOverDuty) => duty::submit(form, &filled.answers).await,
        _ => Err(Failure::User(text!(responder.locale(), "bot-button-old"))),
    }
}
