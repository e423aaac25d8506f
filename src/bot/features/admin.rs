//! `/attache status` and `/attache reload`, for operators and editors; `/attache privacy`, for everybody.

use std::sync::Arc;

use jiff::{SpanRound, Timestamp, Unit};

use crate::bot::editors_channel;
use crate::bot::error::Failure;
use crate::bot::features::context::{Context, may_manage, post, responder};
use crate::bot::state::{AppState, in_time};
use crate::document::PartialDate;
use crate::knowledge::{Knowledge, Reload, Summit};
use crate::metrics::Metrics;
use crate::reply::{Audience, Entry, Page, Reply, Section, Tone, shorten};
use crate::store::StoreError;

/// Most questions without an answer that the status lists.
const MAX_GAPS: u32 = 5;
/// How much of each it quotes, in characters.
const MAX_ECHO: usize = 120;

/// Status of the bot, reload, privacy
#[poise::command(
    slash_command,
    subcommands("status", "reload", "super::privacy::privacy"),
    subcommand_required
)]
#[expect(
    clippy::unused_async,
    reason = "a command is async even if only its subcommands run"
)]
pub(super) async fn attache(_: Context<'_>) -> Result<(), Failure> {
    Ok(())
}

/// What is loaded, since when, and what needs fixing
#[poise::command(slash_command)]
async fn status(ctx: Context<'_>) -> Result<(), Failure> {
    let state = ctx.data();
    let (knowledge, folder, now) = (state.knowledge(), state.library.status(), state.clock.now());
    let end = knowledge.facts_until().map_or_else(
        || "nowhere".to_owned(),
        |day| PartialDate::Day(day).to_string(),
    );
    let facts = format!(
        "{} hotspots, {} organizations, {} terms, {} sources. Facts end {end}.",
        knowledge.hotspots().len(),
        knowledge.organizations().len(),
        knowledge.terms().len(),
        knowledge.source_count()
    );
    let mut entries = vec![
        Entry::remark(facts).labelled("Knowledge"),
        Entry::remark(since(folder.loaded_at, now)).labelled("In use since"),
        Entry::remark(since(state.started_at, now)).labelled("Running since"),
        Entry::remark(env!("CARGO_PKG_VERSION")).labelled("Version"),
    ];
    entries.push(Entry::remark(background(&state.metrics)).labelled("Background"));
    entries.extend(unanswered(state).await);
    if !folder.problems.is_empty() {
        let lead = format!(
            "the files of {} are not in use; the previous version is still live",
            since(folder.checked_at, now)
        );
        entries.push(Entry::remark(lead).labelled("To fix"));
        entries.extend(editors_channel::list(&folder.problems));
    }
    let page = Page {
        title: "Status".to_owned(),
        tone: if folder.problems.is_empty() {
            Tone::Aligned
        } else {
            Tone::Opposed
        },
        sections: vec![Section::running(entries)],
        ..Page::default()
    };
    post(
        ctx,
        &Reply {
            audience: Audience::Asker,
            ..Reply::of(page)
        },
    )
    .await
}

/// Whether all background tasks work, and which do not.
fn background(metrics: &Metrics) -> String {
    let tasks = metrics.background.all();
    let failing = tasks.iter().filter(|(_, status)| status.is_failing);
    let failing: Vec<String> = failing
        .map(|(name, status)| {
            let at = status.last_run.map_or_else(String::new, at_minute);
            format!("{name} failed at {at} and is tried again; the log says why")
        })
        .collect();
    let names: Vec<&str> = tasks.keys().copied().collect();
    if failing.is_empty() {
        format!("{} run as they should", names.join(", "))
    } else {
        failing.join("; ")
    }
}

/// What people call a page, be it a topic or a summit.
fn name_of(knowledge: &Knowledge, page: &str) -> String {
    let topic = knowledge.topic(page).map(|topic| topic.name().to_owned());
    let summit = || knowledge.summit(page).map(Summit::title);
    topic.or_else(summit).unwrap_or_else(|| page.to_owned())
}

/// What people asked and nothing answered. A database that is away keeps the status from nobody.
async fn unanswered(state: &AppState) -> Vec<Entry> {
    let store = &state.store;
    let asked = async {
        let (count, most) = tokio::try_join!(store.count_unanswered(), store.gaps(MAX_GAPS))?;
        Ok::<_, StoreError>((count, most))
    };
    let Ok((count, most)) = in_time(asked).await else {
        return vec![Entry::remark("The database does not answer.").labelled("Questions")];
    };
    let lead = match count {
        0 => "Every question found an answer, or none was asked yet.".to_owned(),
        1 => "1 question found no answer; attache gaps, in the terminal, shows it.".to_owned(),
        count => {
            format!("{count} questions found no answer; attache gaps, in the terminal, lists them.")
        }
    };
    let knowledge = state.knowledge();
    let most = most.into_iter().map(|gap| {
        let times = if gap.asked == 1 {
            "once".to_owned()
        } else {
            format!("{} times", gap.asked)
        };
        let outcome = match &gap.answered_by {
            None => "not answered".to_owned(),
            Some(page) => format!(
                "answered from {}, which did not help",
                name_of(&knowledge, page)
            ),
        };
        Entry::remark(format!(
            "“{}”, asked {times}, {outcome}",
            shorten(&gap.text, MAX_ECHO)
        ))
    });
    std::iter::once(Entry::remark(lead).labelled("Questions"))
        .chain(most)
        .collect()
}

/// Reload the knowledge files
#[poise::command(slash_command)]
async fn reload(ctx: Context<'_>) -> Result<(), Failure> {
    if !may_manage(ctx) {
        let sentence =
            "Only server managers can reload. Saved files are picked up within a second anyway.";
        return Err(Failure::User(sentence.to_owned()));
    }
    let deferred = responder(ctx).defer().await?;
    let library = Arc::clone(&ctx.data().library);
    let reload = tokio::task::spawn_blocking(move || library.reload()).await;
    let reply = match reload {
        Ok(Ok(reload)) => Ok(outcome(&reload)),
        Ok(Err(error)) => Err(Failure::Internal(error.into())),
        Err(panicked) => Err(Failure::Internal(panicked.into())),
    };
    deferred.finish(reply).await
}

fn outcome(reload: &Reload) -> Reply {
    let problems = match reload {
        Reload::Unchanged => {
            return Reply::private("Nothing to do", "The files are those already in use.");
        }
        Reload::Swapped => return Reply::private("Reloaded", "The new files are in use."),
        Reload::Kept(problems) => problems,
    };
    let lead = "The previous version is still live. To fix:";
    let mut reply = Reply::private("Not reloaded", lead);
    reply.page.tone = Tone::Opposed;
    let list = Section::running(editors_channel::list(problems));
    reply.page.sections.push(list);
    reply
}

/// "23 Nov 2026 21:53 UTC, 3h 12m ago"
fn since(then: Timestamp, now: Timestamp) -> String {
    let rounded = SpanRound::new()
        .smallest(Unit::Minute)
        .largest(Unit::Day)
        .days_are_24_hours();
    let ago = match then.until(now).and_then(|span| span.round(rounded)) {
        Ok(span) if span.is_positive() => format!("{span:#} ago"),
        _ => "just now".to_owned(),
    };
    format!("{}, {ago}", at_minute(then))
}

/// "23 Nov 2026 21:53 UTC"
fn at_minute(at: Timestamp) -> String {
    at.strftime("%-d %b %Y %H:%M UTC").to_string()
}
