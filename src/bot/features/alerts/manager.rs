//! Who may change a server's alerts, and what every subcommand of `/alerts` has in common.

use poise::serenity_prelude as serenity;

use super::channel_access::ChannelAccess;
use crate::bot::Failure;
use crate::bot::features::context::{Context, is_manager, waiting};
use crate::config::SubscriptionSpec;
use crate::reply::{Page, Reply, Section, paginate};
use crate::store::Subscription;

/// Somebody who may change a server's alerts.
#[derive(Clone, Copy)]
pub(super) struct Manager {
    pub(super) guild: serenity::GuildId,
    pub(super) user: u64,
}

/// Does what was asked for whoever may ask it, and tells them alone what came of it.
pub(super) async fn manage<Work>(
    ctx: Context<'_>,
    work: impl FnOnce(Manager) -> Work,
) -> Result<(), Failure>
where
    Work: Future<Output = Result<Reply, Failure>>,
{
    let manager = manager(ctx)?;
    // Discord and the database are asked before the answer, which together may take longer than three seconds.
    let deferred = waiting(ctx).defer().await?;
    let reply = work(manager).await.unwrap_or_else(Failure::into_reply);
    deferred.finish(reply).await
}

pub(super) fn manager(ctx: Context<'_>) -> Result<Manager, Failure> {
    let Some(guild) = ctx.interaction.guild_id else {
        let sentence = "Alerts are posted in the channels of a server. Use /alerts there.";
        return Err(Failure::User(sentence.to_owned()));
    };
    if is_manager(ctx) {
        let user = ctx.interaction.user.id.get();
        return Ok(Manager { guild, user });
    }
    let role = ctx.data().floor.settings().manager_role;
    let or = role.map_or("", |_| " or have the role for it");
    Err(Failure::User(format!(
        "Only those who may manage the server{or} can see and change its alerts. /summits shows what is coming."
    )))
}

/// The subscription that is called so, or by what it is listed as.
pub(super) async fn called(
    ctx: Context<'_>,
    manager: Manager,
    id: &str,
) -> Result<Subscription, Failure> {
    let listed = ctx.data().floor.subscriptions(manager.guild.get()).await?;
    let id = id.trim();
    let found = listed.into_iter().find(|one| one.short_id() == id);
    found.ok_or_else(|| {
        Failure::User(format!(
            "No subscription of this server is called “{id}”. /alerts list shows what they are called."
        ))
    })
}

/// Makes sure that alerts would arrive: the channel is the server's own, the bot may post there and call the roles.
pub(super) async fn look(
    ctx: Context<'_>,
    manager: Manager,
    wants: &SubscriptionSpec,
) -> Result<(), Failure> {
    let refuse = |sentence: &str| Err(Failure::User(sentence.to_owned()));
    let place = place(ctx, manager, wants.channel.0).await?;
    let missing = place.missing();
    if !missing.is_empty() {
        return refuse(&format!(
            "I lack {} in that channel. Give my role what is missing there, then try again.",
            missing.join(" and ")
        ));
    }
    for role in [wants.mention_role, wants.escalate_to_role]
        .into_iter()
        .flatten()
    {
        if role.0 == manager.guild.get() {
            return refuse("Alerts never call everyone. Choose a role of those who are on watch.");
        }
        match place.may_call(role.0.into()) {
            Some(true) => {}
            Some(false) => {
                return refuse(
                    "I may not mention that role. Allow anyone to mention it under Server Settings, Roles; \
                     or give my role “Mention @everyone, @here and All Roles” in that channel.",
                );
            }
            None => return refuse("That role is not of this server. Choose one that is."),
        }
    }
    Ok(())
}

pub(super) async fn place(
    ctx: Context<'_>,
    manager: Manager,
    channel: u64,
) -> Result<ChannelAccess, Failure> {
    let own = ctx.interaction.application_id.get().into();
    let place = ChannelAccess::look(&ctx.data().rest, manager.guild, channel.into(), own);
    Ok(place.await?)
}

/// A page about one subscription.
pub(super) async fn told(
    ctx: Context<'_>,
    title: &str,
    listed: &Subscription,
) -> Result<Reply, Failure> {
    let state = ctx.data();
    let (count, next) = state.floor.ahead(listed).await?;
    let entry = listed.entry(&state.knowledge(), next);
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

/// As many entries as fit on one page, and how many there are.
pub(super) fn listing(title: String, entries: Vec<crate::reply::Entry>) -> Reply {
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
