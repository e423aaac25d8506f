//! `/attache status`, `/attache language` and `/attache reload`, for managers and operators; `/attache privacy`, for
//! everybody.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::command::{Command, CommandOption};
use super::context::Context;
use crate::bot::editors_channel;
use crate::bot::error::Failure;
use crate::bot::state::{AppState, in_time};
use crate::document::PartialDate;
use crate::knowledge::{Knowledge, Reload, Summit};
use crate::metrics::Metrics;
use crate::reply::{Audience, Entry, Mentioned, Occasion, Page, Reply, Section, Tone, shorten};
use crate::store::StoreError;
use crate::text::{Locale, dates, text};

/// Most questions without an answer that the status lists.
const MAX_GAPS: u32 = 5;
/// How much of each it quotes, in characters.
const MAX_ECHO: usize = 120;
/// What `/attache language` takes: a language by its own name, or each reader's own.
const LANGUAGES: [&str; 5] = [
    "English",
    "Français",
    "Русский",
    "中文",
    "each reader's own",
];

pub(super) fn attache() -> Command {
    let language =
        CommandOption::one_of("language", "In which language it answers here", &LANGUAGES);
    Command::group(
        "attache",
        "Status of the bot, language, reload, privacy",
        vec![
            Command::new(
                "status",
                "What is loaded, since when, and what needs fixing",
                |ctx| Box::pin(status(ctx)),
            ),
            Command::new("language", "Fix the language of this server", |ctx| {
                Box::pin(set_language(ctx))
            })
            .option(language.required()),
            Command::new("reload", "Reload the knowledge files", |ctx| {
                Box::pin(reload(ctx))
            }),
            super::privacy::privacy(),
        ],
    )
}

async fn status(ctx: Context<'_>) -> Result<(), Failure> {
    let (state, locale) = (ctx.state, ctx.locale());
    let (knowledge, folder) = (state.knowledge(), state.library.status());
    let watching = state.library.watching();
    let end = knowledge.facts_until();
    let end = end.map_or_else(String::new, |day| {
        dates::short(PartialDate::Day(day), locale)
    });
    let facts = text!(
        locale,
        "bot-status-facts",
        hotspots = knowledge.hotspots().len(),
        organizations = knowledge.organizations().len(),
        terms = knowledge.terms().len(),
        sources = knowledge.source_count(),
        end = end
    );
    let remark = |label: String, text: String| Entry::remark(text).labelled(label);
    let mut entries = vec![
        remark(text!(locale, "bot-status-knowledge"), facts),
        since(text!(locale, "bot-status-in-use"), folder.loaded_at),
        remark(
            text!(locale, "bot-status-folder"),
            text!(
                locale,
                "bot-status-watching",
                watching = <&str>::from(watching)
            ),
        ),
        since(text!(locale, "bot-status-running"), state.started_at),
        remark(
            text!(locale, "bot-status-version"),
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
    ];
    entries.extend(background(&state.metrics, locale));
    entries.extend(questions(ctx).await);
    if !folder.problems.is_empty() {
        let lead = text!(locale, "bot-status-not-in-use");
        let lead = remark(text!(locale, "bot-status-to-fix"), lead);
        let read = text!(locale, "bot-status-read");
        entries.push(lead.mentioning(read, Mentioned::Moment(folder.checked_at)));
        entries.extend(editors_channel::list(&folder.problems));
    }
    let is_sound = folder.problems.is_empty() && watching.is_well();
    ctx.post(&status_page(entries, is_sound, locale)).await
}

fn status_page(entries: Vec<Entry>, is_sound: bool, locale: Locale) -> Reply {
    let page = Page {
        title: text!(locale, "bot-status-title"),
        tone: if is_sound {
            Tone::Aligned
        } else {
            Tone::Opposed
        },
        sections: vec![Section::running(entries)],
        ..Page::default()
    };
    Reply {
        audience: Audience::Asker,
        ..Reply::of(page)
    }
}

/// Whether all background tasks work, and which do not.
fn background(metrics: &Metrics, locale: Locale) -> Vec<Entry> {
    let label = || text!(locale, "bot-status-background");
    let tasks = metrics.background.all();
    let failing = tasks.iter().filter(|(_, status)| status.is_failing);
    let failing: Vec<Entry> = failing
        .map(|(name, status)| {
            let failed = text!(locale, "bot-status-task-failed", task = *name);
            let failed = Entry::remark(failed).labelled(label());
            let tried = text!(locale, "bot-status-tried");
            match status.last_run {
                Some(at) => failed.mentioning(tried, Mentioned::Moment(at)),
                None => failed,
            }
        })
        .collect();
    if !failing.is_empty() {
        return failing;
    }
    let names: Vec<&str> = tasks.keys().copied().collect();
    let run = text!(locale, "bot-status-tasks-run", tasks = names.join(", "));
    vec![Entry::remark(run).labelled(label())]
}

/// Since when something is so, and how long that is.
fn since(label: String, then: Timestamp) -> Entry {
    let at = then.to_zoned_datetime(TimeZone::UTC);
    Entry {
        occasion: Some(Occasion { at, has_hour: true }),
        ..Entry::default()
    }
    .labelled(label)
}

/// What may be said here of what people asked: in the editors' channel the questions that nobody could answer, to the
/// managers of a server how many were asked on it, to everybody else nothing.
async fn questions(ctx: Context<'_>) -> Vec<Entry> {
    let (state, locale) = (ctx.state, ctx.locale());
    let here = ctx
        .interaction
        .channel
        .as_ref()
        .map(|channel| channel.id.get());
    let editors = state
        .settings
        .discord
        .editors_channel
        .map(|channel| channel.0);
    let label = text!(locale, "bot-status-questions");
    let unknown = || {
        let text = text!(locale, "bot-status-no-database");
        vec![Entry::remark(text).labelled(text!(locale, "bot-status-questions"))]
    };
    if editors.is_some() && editors == here {
        return unanswered(state, locale)
            .await
            .unwrap_or_else(|_| unknown());
    }
    let Some(guild) = ctx.guild().filter(|_| ctx.is_manager()) else {
        return Vec::new();
    };
    match in_time(state.store.question_counts(guild)).await {
        Ok(counts) => {
            let text = text!(
                locale,
                "bot-status-question-counts",
                asked = counts.asked,
                unanswered = counts.unanswered
            );
            vec![Entry::remark(text).labelled(label)]
        }
        Err(_) => unknown(),
    }
}

/// What people asked and nothing answered, word for word but without who asked.
async fn unanswered(state: &AppState, locale: Locale) -> Result<Vec<Entry>, Failure> {
    let store = &state.store;
    let asked = async {
        let (count, most) = tokio::try_join!(store.count_unanswered(), store.gaps(MAX_GAPS))?;
        Ok::<_, StoreError>((count, most))
    };
    let (count, most) = in_time(asked).await?;
    let lead = text!(locale, "bot-status-unanswered", count = count);
    let knowledge = state.knowledge();
    let most = most.into_iter().map(|gap| {
        let outcome = match &gap.answered_by {
            None => text!(locale, "bot-status-gap-open"),
            Some(page) => {
                let page = name_of(&knowledge, page);
                text!(locale, "bot-status-gap-rated", page = page)
            }
        };
        Entry::remark(text!(
            locale,
            "bot-status-gap",
            question = shorten(&gap.text, MAX_ECHO),
            times = gap.asked,
            outcome = outcome
        ))
    });
    let label = text!(locale, "bot-status-questions");
    let lead = Entry::remark(lead).labelled(label);
    Ok(std::iter::once(lead).chain(most).collect())
}

/// What people call a page, be it a topic or a summit.
fn name_of(knowledge: &Knowledge, page: &str) -> String {
    let topic = knowledge.topic(page).map(|topic| topic.name().to_owned());
    let summit = || knowledge.summit(page).map(Summit::title);
    topic.or_else(summit).unwrap_or_else(|| page.to_owned())
}

async fn set_language(ctx: Context<'_>) -> Result<(), Failure> {
    let Some(guild) = ctx.guild() else {
        return Err(Failure::User(text!(ctx.locale(), "bot-language-no-server")));
    };
    if !ctx.is_manager() {
        return Err(Failure::User(text!(ctx.locale(), "bot-language-managers")));
    }
    let fixed = match ctx.required("language")? {
        "English" => Some(Locale::English),
        "Français" => Some(Locale::French),
        "Русский" => Some(Locale::Russian),
        "中文" => Some(Locale::Chinese),
        _ => None,
    };
    in_time(ctx.state.store.set_guild_locale(guild, fixed)).await?;
    ctx.state.guilds.fix_locale(guild, fixed);
    // From now on the server's language holds, for this answer too.
    let own = ctx.interaction.locale.as_deref().map(Locale::of_discord);
    let locale = fixed.or(own).unwrap_or_default();
    let lead = match fixed {
        Some(_) => text!(locale, "bot-language-fixed"),
        None => text!(locale, "bot-language-reader"),
    };
    let done = Reply::private(text!(locale, "bot-language-title"), lead);
    ctx.post(&done).await
}

async fn reload(ctx: Context<'_>) -> Result<(), Failure> {
    let locale = ctx.locale();
    if !ctx.may_manage() || ctx.guild().is_none() {
        return Err(Failure::User(text!(locale, "bot-reload-managers")));
    }
    let deferred = ctx.responder.defer().await?;
    let library = Arc::clone(&ctx.state.library);
    library.ask_for_watch();
    let reload = tokio::task::spawn_blocking(move || library.reload()).await;
    let reply = match reload {
        Ok(Ok(reload)) => Ok(outcome(&reload, locale)),
        Ok(Err(error)) => Err(Failure::Internal(error.into())),
        Err(panicked) => Err(Failure::Internal(panicked.into())),
    };
    deferred.finish(reply).await
}

fn outcome(reload: &Reload, locale: Locale) -> Reply {
    let problems = match reload {
        Reload::Unchanged => {
            let title = text!(locale, "bot-reload-unchanged-title");
            return Reply::private(title, text!(locale, "bot-reload-unchanged"));
        }
        Reload::Swapped => {
            let title = text!(locale, "bot-reload-done-title");
            return Reply::private(title, text!(locale, "bot-reload-done"));
        }
        Reload::Kept(problems) => problems,
    };
    let title = text!(locale, "bot-reload-failed-title");
    let mut reply = Reply::private(title, text!(locale, "bot-reload-failed"));
    reply.page.tone = Tone::Opposed;
    let list = Section::running(editors_channel::list(problems));
    reply.page.sections.push(list);
    reply
}
