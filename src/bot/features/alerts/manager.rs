//! Who may change a server's alerts, and what every subcommand of `/alerts` has in common.

use poise::serenity_prelude as serenity;

use crate::bot::error::Failure;
use crate::bot::features::context::{Context, is_manager, responder};
use crate::reply::{Page, Reply, Section, paginate};
use crate::store::Subscription;

/// Somebody who may see and change a server's alerts.
#[derive(Clone, Copy)]
pub(super) struct Manager {
    pub(super) guild: serenity::GuildId,
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
    let deferred = responder(ctx).defer().await?;
    deferred.finish(work(manager).await).await
}

/// The same for the subscription of this short id.
pub(super) async fn manage_one<Work>(
    ctx: Context<'_>,
    id: &str,
    work: impl FnOnce(Manager, Subscription) -> Work,
) -> Result<(), Failure>
where
    Work: Future<Output = Result<Reply, Failure>>,
{
    manage(ctx, |manager| async move {
        let subscription = find(ctx, manager, id).await?;
        work(manager, subscription).await
    })
    .await
}

/// Whoever asked, if they may change the server's alerts.
pub(super) fn manager(ctx: Context<'_>) -> Result<Manager, Failure> {
    let Some(guild) = ctx.interaction.guild_id else {
        let sentence = "Alerts are posted in the channels of a server. Use /alerts there.";
        return Err(Failure::User(sentence.to_owned()));
    };
    if is_manager(ctx) {
        let user = ctx.interaction.user.id.get();
        return Ok(Manager { guild, user });
    }
    let role = ctx.data().settings.alerts.manager_role;
    let or = role.map_or("", |_| " and members with the alerts role");
    Err(Failure::User(format!(
        "Only server managers{or} can see and change its alerts. /summits shows what is coming."
    )))
}

/// The subscription of the server that has this short id.
pub(super) async fn find(
    ctx: Context<'_>,
    manager: Manager,
    id: &str,
) -> Result<Subscription, Failure> {
    let subscriptions = ctx.data().alerts.subscriptions(manager.guild.get()).await?;
    let id = id.trim();
    let found = subscriptions.into_iter().find(|one| one.short_id() == id);
    found.ok_or_else(|| {
        Failure::User(format!(
            "This server has no subscription “{id}”. /alerts list shows those it has."
        ))
    })
}

/// A page about one subscription: what it asks for, and what it has planned.
pub(super) async fn subscription_page(
    ctx: Context<'_>,
    title: &str,
    subscription: &Subscription,
) -> Result<Reply, Failure> {
    let state = ctx.data();
    let (count, next) = state.alerts.ahead(subscription).await?;
    let entry = subscription.entry(&state.knowledge(), next);
    Ok(Reply::of(Page {
        title: title.to_owned(),
        sections: vec![Section::running(vec![entry])],
        footer: match count {
            0 => "Nothing is planned".to_owned(),
            1 => "1 alert is planned".to_owned(),
            count => format!("{count} alerts are planned"),
        },
        ..Page::default()
    }))
}

/// As many entries as fit on one page, and in the footer of how many.
pub(super) fn list_page(title: String, entries: Vec<crate::reply::Entry>) -> Reply {
    let count = entries.len();
    let shown = paginate(entries).swap_remove(0);
    let footer = if shown.len() < count {
        format!("{} of {count}", shown.len())
    } else {
        String::new()
    };
    Reply::of(Page {
        title,
        sections: vec![Section::running(shown)],
        footer,
        ..Page::default()
    })
}
