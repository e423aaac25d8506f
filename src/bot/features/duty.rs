//! `/duty`: who is on duty, until when and who is next; and handing the rest of the shift over, by the option or the button.

use crate::alerts::DutyHandover;
use crate::bot::error::Failure;
use crate::bot::features::Press;
use crate::bot::features::command::{Command, CommandOption, Reach};
use crate::bot::features::context::Context;
use crate::reply::{CustomId, Form, FormAnswers, FormField, FormInput, Reply};
use crate::text::{Locale, text};

/// The one field of the form.
const TO: &str = "to";

pub(super) fn duty() -> Command {
    let description = "Who is on duty, until when, and who is next";
    let to = "Hand the rest of the current shift over to them";
    Command::new("duty", description, |ctx| Box::pin(run(ctx)))
        .option(CommandOption::user(TO, to))
        .reaching(Reach::Servers)
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let guild = server(ctx)?;
    let deferred = ctx.responder.defer().await?;
    let reply = match ctx.id(TO) {
        Some(to) => hand_over(ctx, guild, to).await,
        None => show(ctx, guild).await,
    };
    deferred.finish(reply).await
}

/// Opens the form that asks to whom, for those who may hand over.
pub(in crate::bot) async fn open(press: Press<'_>) -> Result<(), Failure> {
    let locale = press.locale();
    let form = Form {
        title: text!(locale, "bot-duty-form-title"),
        custom_id: CustomId::HandOverDuty,
        fields: vec![FormField {
            id: TO,
            label: text!(locale, "bot-duty-to-label"),
            hint: String::new(),
            is_required: true,
            input: FormInput::User,
        }],
    };
    press.responder.open_form(&form).await
}

/// Hands over to whoever was chosen in the form.
pub(in crate::bot) async fn submit(press: Press<'_>, answers: &FormAnswers) -> Result<(), Failure> {
    let ctx = press.context();
    let guild = server(ctx)?;
    let to = answers.text(TO).and_then(|id| id.parse().ok());
    let to = to.ok_or_else(|| ctx.outdated())?;
    let deferred = press.responder.defer().await?;
    deferred.finish(hand_over(ctx, guild, to).await).await
}

fn server(ctx: Context<'_>) -> Result<u64, Failure> {
    let only_on_servers = || Failure::User(text!(ctx.locale(), "bot-duty-no-server"));
    ctx.guild().ok_or_else(only_on_servers)
}

async fn show(ctx: Context<'_>, guild: u64) -> Result<Reply, Failure> {
    let duty = ctx.state.alerts.duty(guild).await?;
    let duty = duty.ok_or_else(|| no_rota(ctx.locale()))?;
    Ok(duty.reply(ctx.locale()))
}

async fn hand_over(ctx: Context<'_>, guild: u64, to: u64) -> Result<Reply, Failure> {
    let (state, locale, by) = (ctx.state, ctx.locale(), ctx.user()?.id.get());
    match state.rest.is_bot(guild, to).await? {
        Some(false) => {}
        Some(true) => return Err(Failure::User(text!(locale, "bot-duty-bot"))),
        None => return Err(Failure::User(text!(locale, "bot-duty-not-here"))),
    }
    let is_manager = ctx.is_manager();
    let handover = state.alerts.hand_over_duty(guild, by, is_manager, to);
    match handover.await? {
        DutyHandover::Done(duty) => Ok(duty.reply(locale)),
        DutyHandover::NoRota => Err(no_rota(locale)),
        DutyHandover::NobodyOnDuty => Err(Failure::User(text!(locale, "bot-duty-nobody"))),
        DutyHandover::NotOnDuty => Err(Failure::User(text!(locale, "bot-duty-not-yours"))),
        DutyHandover::OnDutyAlready => Err(Failure::User(text!(locale, "bot-duty-already"))),
    }
}

fn no_rota(locale: Locale) -> Failure {
    Failure::User(text!(locale, "bot-duty-no-rota"))
}
