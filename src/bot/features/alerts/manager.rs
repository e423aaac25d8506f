//! Who may change a server's alerts, and what every subcommand of `/alerts` has in common.

use crate::bot::error::Failure;
use crate::bot::features::context::Context;
use crate::bot::state::AppState;
use crate::pages::Pager;
use crate::reply::{Audience, CustomId, Entry, Page, Reply, Section};
use crate::store::Subscription;
use crate::text::{Locale, text};

/// Somebody who may see and change a server's alerts.
#[derive(Clone, Copy)]
pub(super) struct Manager {
    pub(super) guild: u64,
    pub(super) user: u64,
}

/// Runs `work` if whoever asked may change the server's alerts, and answers them alone with its reply.
pub(super) async fn manage<Work>(
    ctx: Context<'_>,
    work: impl FnOnce(Manager) -> Work,
) -> Result<(), Failure>
where
    Work: Future<Output = Result<Reply, Failure>>,
{
    let manager = manager(ctx)?;
    // Discord and the database are asked before the answer, which together may take longer than three seconds.
    let deferred = ctx.responder.defer().await?;
    deferred.finish(work(manager).await).await
}

/// The same for the subscription whose short id is in the option `id`.
pub(super) async fn manage_one<Work>(
    ctx: Context<'_>,
    work: impl FnOnce(Manager, Subscription) -> Work,
) -> Result<(), Failure>
where
    Work: Future<Output = Result<Reply, Failure>>,
{
    let id = ctx.required("id")?;
    manage(ctx, |manager| async move {
        let subscription = find(ctx.state, manager, id, ctx.locale()).await?;
        work(manager, subscription).await
    })
    .await
}

/// Whoever asked, if they may change the server's alerts.
pub(super) fn manager(ctx: Context<'_>) -> Result<Manager, Failure> {
    let locale = ctx.locale();
    let Some(guild) = ctx.guild() else {
        let is_on_a_server = ctx.interaction.guild_id.is_some();
        return Err(Failure::User(if is_on_a_server {
            text!(locale, "bot-alerts-not-installed")
        } else {
            text!(locale, "bot-alerts-no-server")
        }));
    };
    if ctx.is_manager() {
        let user = ctx.user()?.id.get();
        return Ok(Manager { guild, user });
    }
    // The role of the settings is named only where it is: a bot may be on several servers.
    let role = ctx.state.settings.alerts.manager_role;
    let is_here = role.is_some_and(|role| ctx.state.guilds.has_role(guild, role.0));
    Err(Failure::User(if is_here {
        text!(locale, "bot-alerts-managers-or-role")
    } else {
        text!(locale, "bot-alerts-managers")
    }))
}

/// The subscription of the server that has this short id.
pub(super) async fn find(
    state: &AppState,
    manager: Manager,
    id: &str,
    locale: Locale,
) -> Result<Subscription, Failure> {
    let subscriptions = state.alerts.subscriptions(manager.guild).await?;
    let id = id.trim();
    let found = subscriptions.into_iter().find(|one| one.short_id() == id);
    found.ok_or_else(|| {
        let id = crate::reply::shorten(id, 20);
        Failure::User(text!(locale, "bot-alerts-no-such", id = id))
    })
}

/// A page about one subscription: what it asks for, and what it has planned.
pub(super) async fn subscription_page(
    state: &AppState,
    title: String,
    subscription: &Subscription,
    locale: Locale,
) -> Result<Reply, Failure> {
    let (count, ahead) = state.alerts.ahead(subscription).await?;
    let entry = subscription.entry(&state.knowledge(), Some(&ahead), locale);
    Ok(Reply::of(Page {
        title,
        sections: vec![Section::running(vec![entry])],
        footer: text!(locale, "bot-alerts-planned", count = count),
        ..Page::default()
    }))
}

/// Page `number` of `entries`, with buttons to the pages before and after.
pub(super) fn list_page(
    title: String,
    entries: Vec<Entry>,
    number: usize,
    press: impl Fn(usize) -> CustomId,
    locale: Locale,
) -> Reply {
    let pager = Pager::of(entries, number);
    let page = Page {
        title,
        footer: pager.footer("", locale),
        sections: vec![Section::running(pager.items.clone())],
        ..Page::default()
    };
    Reply {
        audience: Audience::Asker,
        ..Reply::of(page).with_row(pager.turns(press, locale))
    }
}
