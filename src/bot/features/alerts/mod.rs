//! `/alerts`: a server's subscriptions. Its subcommands, the buttons of an alert, the form that sets alerts up, and
//! `/handover`.

pub(in crate::bot) mod access_changes;
mod add;
pub(in crate::bot) mod buttons;
mod channel_access;
mod check_channel;
mod edit;
mod escalation;
mod events;
pub(in crate::bot) mod handover;
pub(in crate::bot) mod history;
pub(in crate::bot) mod list;
mod manager;
mod options;
mod pause;
mod permissions;
mod remove;
pub(in crate::bot) mod reopened;
mod resume;
pub(in crate::bot) mod set_up;
mod suggest;
pub(in crate::bot) mod test;

pub(in crate::bot) use self::options::read_leads;
use crate::bot::features::command::{Command, Reach};

pub(super) fn alerts() -> Command {
    let subcommands = vec![
        add::add(),
        list::list(),
        edit::edit(),
        remove::remove(),
        pause::pause(),
        resume::resume(),
        test::test(),
        history::history(),
        events::events(),
    ];
    Command::group("alerts", "Summit alerts for this server", subcommands)
        .reaching(Reach::ServersForManagers)
}
