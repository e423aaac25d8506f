//! `/ask` with an assistant: the answer is reworded if the model is quick and says nothing else than the passages.

use std::path::Path;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use tracing::{debug, info, warn};

use super::circuit::{Circuit, Transition};
use super::client::{AskError, ChatClient};
use super::prompt::user;
use super::read::claims;
use super::verify::{Claim, verified};
use crate::answers::{Answer, PassageKind};
use crate::config::{ApiKey, AssistantConfig};
use crate::knowledge::Knowledge;
use crate::pages::{AsOf, dated_footer, stale_warning};
use crate::reply::{Entry, Reply, Section, fit, shorten};
use crate::text::text;

/// Most answers that are reworded at once, so as not to flood a small server; further ones are given as they were request.
const MAX_IN_FLIGHT: usize = 8;
/// What the sentences may take up with their sources, in characters; a warning and the question stand above them.
const MAX_TEXT: usize = 3_000;
/// Most of a model's name that is shown, in characters: names can be paths.
const MAX_NAME: usize = 60;

/// A language model that rewords answers.
pub struct Assistant {
    client: ChatClient,
    model: String,
    /// How long a reader waits for it, from the question on.
    limit: Duration,
    permits: Semaphore,
    circuit: Circuit,
}

/// An answer that is to be reworded.
#[derive(Clone, Copy)]
pub struct RewordRequest<'r> {
    /// What was asked.
    pub question: &'r str,
    /// The passages that answer it.
    pub answer: &'r Answer,
    /// The answer as it is shown without the assistant.
    pub reply: &'r Reply,
    /// The knowledge that it was found in.
    pub knowledge: &'r Knowledge,
    /// The day that it was made for.
    pub as_of: AsOf,
    /// When it was asked; the time limit counts from then.
    pub asked_at: Instant,
}

/// Why there is no assistant although the settings ask for one.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The key's file is not there or cannot be read.
    #[error(
        "the assistant's key file `{path}` cannot be read: {error}; look at `key_file` under [assistant]"
    )]
    KeyFile {
        /// Its path.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// The key's file, whose path this is, holds something else than a key.
    #[error("the assistant's key file `{0}` holds no key; it has one word in it and nothing else")]
    NoKey(String),
    /// The address of its server is none.
    #[error(
        "the assistant cannot be set up: `url` under [assistant] is no address; write one such as `http://127.0.0.1:8080/v1`"
    )]
    Address,
}

/// Why an answer is given as it was request.
#[derive(Debug, thiserror::Error)]
enum RewordError {
    #[error(transparent)]
    Ask(#[from] AskError),
    #[error("it does not answer within {0:?}")]
    Slow(Duration),
    #[error("its reply has no list of sentences in it")]
    Unreadable,
}

impl Assistant {
    /// The assistant that the settings ask for; none if they do not.
    ///
    /// # Errors
    /// Its key cannot be read, or its address is none.
    pub fn of(config: &AssistantConfig) -> Result<Option<Self>, SetupError> {
        if !config.is_on() {
            return Ok(None);
        }
        let key = match (&config.key, config.key_file.as_deref()) {
            (Some(key), _) => Some(key.clone()),
            (None, Some(path)) => Some(read_key(path)?),
            (None, None) => None,
        };
        let model = config.model.trim();
        Ok(Some(Self {
            client: ChatClient::new(&config.url, model, config.max_tokens, key.as_ref())
                .ok_or(SetupError::Address)?,
            model: shorten(model, MAX_NAME),
            limit: config.max_wait(),
            permits: Semaphore::new(MAX_IN_FLIGHT),
            circuit: Circuit::default(),
        }))
    }

    /// The answer in the model's words, as far as the passages support them. None if it is to be given as it was found, which
    /// is known before the time limit is over.
    pub async fn reword(&self, request: RewordRequest<'_>) -> Option<Reply> {
        let passages = passages(request)?;
        let permit = self.permits.try_acquire().ok()?;
        if !self.circuit.lets_through(Instant::now()) {
            return None;
        }
        let title = &request.reply.page.title;
        let asked = user(request.question, title, &passages);
        let outcome = self.ask(&asked, request.asked_at + self.limit).await;
        drop(permit);
        let claims = self.record(outcome)?;
        let kept = verified(&claims, title, &passages);
        debug!(
            sentences = claims.len(),
            kept = kept.len(),
            "An answer came back reworded."
        );
        let has_source = |entries: &[Entry]| entries.iter().any(|entry| !entry.sources.is_empty());
        if kept.is_empty() || (has_source(&passages) && !has_source(&kept)) {
            return None;
        }
        Some(self.reply(request, kept))
    }

    async fn ask(&self, asked: &str, end: Instant) -> Result<Vec<Claim>, RewordError> {
        match timeout_at(end, self.client.ask(asked)).await {
            Ok(reply) => claims(&reply?).ok_or(RewordError::Unreadable),
            Err(_) => Err(RewordError::Slow(self.limit)),
        }
    }

    /// Tells the circuit how it went. The log gets each change once, and never what was asked.
    fn record(&self, outcome: Result<Vec<Claim>, RewordError>) -> Option<Vec<Claim>> {
        match outcome {
            Ok(claims) => {
                if self.circuit.succeeded() == Some(Transition::Closed) {
                    info!("The assistant answers again.");
                }
                Some(claims)
            }
            Err(error) => {
                if self.circuit.failed(Instant::now()) == Some(Transition::Opened) {
                    warn!(%error, "The assistant fails again and again; answers are given as they are request.");
                } else {
                    debug!(%error, "The assistant failed; the answer is given as it was request.");
                }
                None
            }
        }
    }

    fn reply(&self, request: RewordRequest<'_>, kept: Vec<Entry>) -> Reply {
        let mut reply = request.reply.clone();
        let locale = reply.page.locale;
        let newest = kept
            .iter()
            .filter_map(|entry| entry.date)
            .max_by_key(|date| date.last_day());
        if let Some(newest) = newest {
            reply.page.warning = stale_warning(newest, request.as_of, locale);
            reply.page.footer = dated_footer(request.knowledge, newest, locale);
        }
        let by = text!(locale, "answers-reworded-footer", model = &self.model);
        reply.page.footer = if reply.page.footer.is_empty() {
            by
        } else {
            format!("{by} · {}", reply.page.footer)
        };
        reply.page.sections = vec![Section::running(fit(kept, MAX_TEXT))];
        reply
    }
}

/// The passages as they are shown; none if there are none, or if one says what the sources leave open: that is no
/// statement, and stays as the editors put it.
fn passages(request: RewordRequest<'_>) -> Option<Vec<Entry>> {
    let mut kinds = request.answer.passages.iter().map(|passage| passage.kind);
    if kinds.any(|kind| kind == PassageKind::Gap) {
        return None;
    }
    let sections = request.reply.page.sections.iter();
    let entries: Vec<Entry> = sections
        .flat_map(|section| section.entries.clone())
        .collect();
    (request.answer.is_found() && !entries.is_empty()).then_some(entries)
}

fn read_key(path: &Path) -> Result<ApiKey, SetupError> {
    let shown = || path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| SetupError::KeyFile {
        path: shown(),
        error,
    })?;
    ApiKey::parse(&text).ok_or_else(|| SetupError::NoKey(shown()))
}
