//! `/summit "G20 in Miami"`: one summit, and a file that calendars take.

use crate::bot::error::Failure;
use crate::bot::features::command::{Command, CommandOption};
use crate::bot::features::context::Context;
use crate::bot::features::suggest::suggest_summits;
use crate::bot::rest::File;
use crate::calendar::to_ics;
use crate::pages::{Search, find_summit};
use crate::reply::View;

pub(in crate::bot) fn summit() -> Command {
    let description = "One summit: dates, place, what to watch, and a file for your calendar";
    let name = "Summit, such as G20 in Miami, SCO 2027 or Bishkek";
    Command::new("summit", description, |ctx| Box::pin(run(ctx))).option(
        CommandOption::text("name", name, 100)
            .required()
            .suggesting(suggest_summits),
    )
}

async fn run(ctx: Context<'_>) -> Result<(), Failure> {
    let (state, locale) = (ctx.state, ctx.locale());
    let (knowledge, as_of) = (state.knowledge(), state.as_of());
    let name = ctx.required("name")?;
    let (id, assumed) = match find_summit(&knowledge, name, as_of.today, locale) {
        Search::Found { id, assumed } => (id, assumed),
        Search::Nothing(reply) => return ctx.post(&reply).await,
    };
    let view = View::Summit { id: id.clone() };
    let page = crate::pages::show(&knowledge, &view, as_of, locale);
    let page = page?;
    let reply = page.assuming(assumed);
    let event = knowledge
        .event(&id)
        .filter(|event| event.dates.can_be_counted_down());
    match event {
        Some(event) => {
            let file = File {
                name: format!("{id}.ics"),
                bytes: to_ics([event]).into(),
            };
            ctx.responder.post_with_file(&reply, file).await
        }
        None => ctx.post(&reply).await,
    }
}
