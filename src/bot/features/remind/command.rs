//! `/remind summit:G20 before:1d 1h`: a direct message before a summit; without options, one's reminders.

use super::recipient;
use crate::alerts::reminder_list;
use crate::bot::error::Failure;
use crate::bot::features::alerts::read_leads;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::{Suggested, at_once};
use crate::bot::state::in_time;
use crate::pages::{Search, find_summit, suggest};
use crate::reply::Audience;
use crate::text::text;

pub(in crate::bot::features) fn remind() -> Command {
    let description = "Get a direct message before a summit; without options: your reminders";
    let summit = "Summit, such as G20 in Miami, SCO 2027 or Bishkek";
    let before = "How long before it begins, such as 7d 1d 2h; 1d 1h unless set";
    Command::new("remind", description, |ctx| Box::pin(run(ctx)))
        .option(CommandOption::text("summit", summit, 100).suggesting(suggest_summits_ahead))
        .option(CommandOption::text("before", before, 100).suggesting(suggest_before))
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let (state, locale) = (ctx.state, ctx.locale());
    let recipient = recipient(ctx.interaction, locale)?;
    let knowledge = state.knowledge();
    let before = ctx.text("before");
    let Some(name) = ctx.text("summit") else {
        if before.is_some() {
            return Err(Failure::User(text!(locale, "bot-remind-which-summit")));
        }
        let reminders = in_time(state.alerts.reminders(recipient.user_id)).await?;
        let reply = reminder_list(&reminders, None, &knowledge, locale);
        return ctx.post(&reply).await;
    };
    let before = before.map(|given| read_leads(given, locale)).transpose()?;
    match find_summit(&knowledge, name, state.as_of().today, locale) {
        Search::Found { id, assumed } => {
            let asked = in_time(state.alerts.remind(recipient, &id, before)).await?;
            let reply = asked.reply(&knowledge, locale).assuming(assumed);
            ctx.post(&reply).await
        }
        Search::Nothing(mut reply) => {
            reply.audience = Audience::Asker;
            ctx.post(&reply).await
        }
    }
}

fn suggest_summits_ahead<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    let (knowledge, today) = (ctx.state.knowledge(), ctx.state.as_of().today);
    at_once(ctx, suggest::summits_ahead(&knowledge, partial, today))
}

fn suggest_before<'c>(ctx: Context<'c>, partial: &'c str) -> Suggested<'c> {
    at_once(ctx, suggest::before(partial))
}
