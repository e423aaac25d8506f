use std::path::Path;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use tracing::{debug, info, warn};

use super::circuit::{Circuit, News};
use super::client::{AskError, Client};
use super::prompt::user;
use super::read::claims;
use super::verify::{Claim, verified};
use crate::answers::{Answer, Kind};
use crate::config::{ApiKey, AssistantConfig};
use crate::knowledge::Knowledge;
use crate::pages::{AsOf, dated_footer, stale_warning};
use crate::reply::{Entry, Reply, Section, fit, shorten};

/// Most answers reworded at once; those beyond are given as they were found.
const MAX_IN_FLIGHT: usize = 8;
/// What the sentences may take up with their sources, in characters; a warning and the question stand above them.
const MAX_TEXT: usize = 3_000;
/// Most of a model's name that is shown, in characters.
const MAX_NAME: usize = 60;

/// A language model that rewords answers.
pub struct Assistant {
    client: Client,
    model: String,
    limit: Duration,
    places: Semaphore,
    circuit: Circuit,
}

/// An answer as it was found.
#[derive(Clone, Copy)]
pub struct Found<'f> {
    /// What was asked.
    pub question: &'f str,
    /// What was found.
    pub answer: &'f Answer,
    /// The same as it is shown.
    pub reply: &'f Reply,
    /// What it was found in.
    pub knowledge: &'f Knowledge,
    /// When.
    pub moment: AsOf,
    /// When it was asked; the time limit counts from then.
    pub asked_at: Instant,
}

/// Why there is no assistant although one is wanted.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The file is not there, or not to be read.
    #[error(
        "the assistant's key file `{path}` cannot be read: {error}; look at `key_file` under [assistant]"
    )]
    KeyFile {
        /// The file.
        path: String,
        /// Why.
        error: std::io::Error,
    },
    /// The file holds something else.
    #[error("the assistant's key file `{0}` holds no key; it has one word in it and nothing else")]
    NoKey(String),
    /// There is no client to be had.
    #[error("the assistant cannot be set up: {0}")]
    Client(#[from] reqwest::Error),
}

/// Why an answer is given as it was found.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Ask(#[from] AskError),
    #[error("it does not answer within {0:?}")]
    Slow(Duration),
    #[error("its reply has no list of sentences in it")]
    NotRead,
}

impl Assistant {
    /// The one that the settings ask for, if they do.
    ///
    /// # Errors
    /// Its key cannot be read.
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
            client: Client::new(&config.url, model, config.max_tokens, key.as_ref())?,
            model: shorten(model, MAX_NAME),
            limit: config.max_wait(),
            places: Semaphore::new(MAX_IN_FLIGHT),
            circuit: Circuit::default(),
        }))
    }

    /// The answer in the model's words, as far as the passages bear them out. None if it is to be given as it was found;
    /// that is known before the time limit is over.
    pub async fn reword(&self, found: Found<'_>) -> Option<Reply> {
        let passages = passages(found)?;
        let place = self.places.try_acquire().ok()?;
        if !self.circuit.lets_through(Instant::now()) {
            return None;
        }
        let title = &found.reply.page.title;
        let asked = user(found.question, title, &passages);
        let outcome = self.ask(&asked, found.asked_at + self.limit).await;
        drop(place);
        let claims = self.note(outcome)?;
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
        Some(self.reply(found, kept))
    }

    async fn ask(&self, asked: &str, end: Instant) -> Result<Vec<Claim>, Failure> {
        match timeout_at(end, self.client.ask(asked)).await {
            Ok(reply) => claims(&reply?).ok_or(Failure::NotRead),
            Err(_) => Err(Failure::Slow(self.limit)),
        }
    }

    /// Counts how it went. What is told is told once, and never what was asked.
    fn note(&self, outcome: Result<Vec<Claim>, Failure>) -> Option<Vec<Claim>> {
        match outcome {
            Ok(claims) => {
                if self.circuit.succeeded() == Some(News::Back) {
                    info!("The assistant answers again.");
                }
                Some(claims)
            }
            Err(error) => {
                if self.circuit.failed(Instant::now()) == Some(News::LeftAlone) {
                    warn!(%error, "The assistant fails again and again; answers are given as they are found.");
                } else {
                    debug!(%error, "The assistant failed; the answer is given as it was found.");
                }
                None
            }
        }
    }

    fn reply(&self, found: Found<'_>, kept: Vec<Entry>) -> Reply {
        let mut reply = found.reply.clone();
        let newest = kept
            .iter()
            .filter_map(|entry| entry.date)
            .max_by_key(|date| date.last_day());
        if let Some(newest) = newest {
            reply.page.warning = stale_warning(newest, found.moment);
            reply.page.footer = dated_footer(found.knowledge, newest);
        }
        let by = format!("Reworded by {}; the statements are the pages'", self.model);
        reply.page.footer = if reply.page.footer.is_empty() {
            by
        } else {
            format!("{by} · {}", reply.page.footer)
        };
        reply.page.sections = vec![Section::running(fit(kept, MAX_TEXT))];
        reply
    }
}

/// The passages as they are shown. What the sources do not tell is no statement, and left as the editors put it.
fn passages(found: Found<'_>) -> Option<Vec<Entry>> {
    let is_gap = |kind: Kind| kind == Kind::Gap;
    if found
        .answer
        .passages
        .iter()
        .any(|passage| is_gap(passage.kind))
    {
        return None;
    }
    let sections = found.reply.page.sections.iter();
    let entries: Vec<Entry> = sections
        .flat_map(|section| section.entries.clone())
        .collect();
    (found.answer.is_found() && !entries.is_empty()).then_some(entries)
}

fn read_key(path: &Path) -> Result<ApiKey, SetupError> {
    let shown = || path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| SetupError::KeyFile {
        path: shown(),
        error,
    })?;
    ApiKey::parse(&text).ok_or_else(|| SetupError::NoKey(shown()))
}
