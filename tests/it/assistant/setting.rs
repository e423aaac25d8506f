//! The shipped knowledge, a question about it, and an assistant that asks a stand-in for a model's server.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use attache::answers::{Answer, Index};
use attache::assistant::{Assistant, RewordRequest};
use attache::config::{ApiKey, AssistantConfig};
use attache::knowledge::{Knowledge, load};
use attache::pages::AsOf;
use attache::reply::{Entry, Reply as Shown};
use attache::text::Locale;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde_json::json;
use tokio::time::Instant;

use crate::support::model::Model;

const TODAY: Date = Date::constant(2026, 11, 25);
pub(crate) const QUESTION: &str = "who backs maduro?";
/// The key that no log may show.
pub(crate) const KEY: &str = "sk-do-not-show";

pub(crate) struct Known {
    pub(crate) knowledge: Arc<Knowledge>,
    pub(crate) index: Index,
    pub(crate) as_of: AsOf,
}

pub(crate) static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let dir = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge"));
    let knowledge = Arc::new(load(dir, TODAY).expect("the shipped knowledge").knowledge);
    let as_of = AsOf {
        today: TODAY,
        stale_after: 180.days(),
    };
    Known {
        index: Index::of(Arc::clone(&knowledge), as_of),
        knowledge,
        as_of,
    }
});

pub(crate) fn config(model: &Model, timeout: Span) -> AssistantConfig {
    AssistantConfig {
        url: model.url(),
        model: "stand-in".to_owned(),
        timeout,
        key: ApiKey::parse(KEY),
        ..AssistantConfig::default()
    }
}

pub(crate) fn assistant(model: &Model) -> Assistant {
    // Longer than a test takes on a slow machine; what waits for the end of it pauses the clock.
    assistant_within(model, 30.seconds())
}

pub(crate) fn assistant_within(model: &Model, timeout: Span) -> Assistant {
    let assistant = Assistant::of(&config(model, timeout));
    assistant.expect("settings").expect("one that is on")
}

pub(crate) fn found() -> (Answer, Shown) {
    let answer = KNOWN.index.answer(QUESTION, None);
    assert!(answer.is_found());
    let reply = answer.reply(&KNOWN.index, QUESTION, Locale::English);
    (answer, reply)
}

pub(crate) async fn reword(assistant: &Assistant) -> Option<Shown> {
    let (answer, reply) = found();
    reword_this(assistant, QUESTION, &answer, &reply).await
}

pub(crate) async fn reword_this(
    assistant: &Assistant,
    question: &str,
    answer: &Answer,
    reply: &Shown,
) -> Option<Shown> {
    let found = RewordRequest {
        question,
        answer,
        reply,
        knowledge: &KNOWN.knowledge,
        as_of: KNOWN.as_of,
        asked_at: Instant::now(),
    };
    assistant.reword(found).await
}

pub(crate) fn entries(reply: &Shown) -> Vec<Entry> {
    let sections = reply.page.sections.iter();
    sections
        .flat_map(|section| section.entries.clone())
        .collect()
}

/// One sentence that rests on the first passage.
pub(crate) fn one(text: &str) -> String {
    json!({ "sentences": [{ "text": text, "passages": [1] }] }).to_string()
}
