//! `/alerts`: a server's subscriptions. Its subcommands, the buttons of an alert, `/handover`, and what Discord says of
//! servers.

mod add;
pub(in crate::bot) mod buttons;
mod channel_access;
mod check_channel;
mod edit;
pub(in crate::bot) mod guild_events;
pub(in crate::bot) mod handover;
mod history;
mod list;
mod manager;
mod options;
mod pause;
mod permissions;
mod remove;
mod resume;
mod suggest;
mod test;

use crate::bot::error::Failure;
use crate::bot::features::context::Context;

/// Summit alerts for this server
#[poise::command(
    slash_command,
    subcommands(
        "add::add",
        "list::list",
        "edit::edit",
        "remove::remove",
        "pause::pause",
        "resume::resume",
        "test::test",
        "history::history"
    ),
    subcommand_required
)]
#[expect(
    clippy::unused_async,
    reason = "a command is async even if only its subcommands run"
)]
pub(super) async fn alerts(_: Context<'_>) -> Result<(), Failure> {
    Ok(())
}
