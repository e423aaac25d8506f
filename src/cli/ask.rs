//! `attache ask "who backs Maduro?"`: answers questions, one conversation or a file of them.

use std::io::BufRead as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use tokio::runtime::Runtime;
use tokio::time::Instant;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::process::runtime;
use super::terminal;
use crate::answers::{Answer, Index, MeaningStore, Turn};
use crate::assistant::{Assistant, RewordRequest};
use crate::conversation::{Listener, Utterance};
use crate::document::PartialDate;
use crate::knowledge::Knowledge;
use crate::pages::AsOf;
use crate::reply::{Citation, Entry, Page, Reply};
use crate::text::Locale;

/// Longest line of a batch, in bytes; a hundred long questions fit.
const MAX_LINE: usize = 65_536;

/// `attache ask "who backs Maduro?" "and Russia?"`
#[derive(Debug, Args)]
pub(super) struct Ask {
    /// A question, and those that follow it
    #[arg(required_unless_present = "batch", conflicts_with = "batch")]
    question: Vec<String>,
    /// Answer a file of {"id":…,"turns":[…]}, one a line; `-` reads what is piped in. Prints a line of JSON for each
    #[arg(long, value_name = "FILE.jsonl")]
    batch: Option<PathBuf>,
    /// Answer from this confidence on, from 0 (always, to see what comes first) to 1
    #[arg(long, value_name = "CONFIDENCE", default_value_t = 0.5, value_parser = confidence)]
    from: f32,
    /// Let the assistant of the settings reword the answers of a batch too
    #[arg(long)]
    assistant: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A number from 0 to 1.
fn confidence(text: &str) -> Result<f32, String> {
    let number = text
        .parse()
        .ok()
        .filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "write a number from 0 to 1, such as 0.5".to_owned())
}

/// A conversation of a batch, one line of its file.
#[derive(Deserialize)]
struct BatchQuestion {
    id: Value,
    turns: Vec<String>,
}

/// A conversation, by the answer to its last question.
#[derive(Serialize)]
struct ConversationAnswer {
    #[serde(skip_serializing_if = "Value::is_null")]
    id: Value,
    #[serde(flatten)]
    last: TurnAnswer,
    /// The same for every question, the last too.
    turns: Vec<TurnAnswer>,
}

#[derive(Clone, Serialize)]
struct TurnAnswer {
    question: String,
    answered: bool,
    /// The page that the answer belongs to, if it has one.
    hotspot: Option<String>,
    answer: String,
    confidence: f32,
    sources: Vec<Citation>,
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed: Option<String>,
    /// Whether a language model put the answer into its words.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    reworded: bool,
    /// The answer as it was found, if it was reworded.
    #[serde(skip_serializing_if = "Option::is_none")]
    extractive: Option<String>,
}

/// Answers questions from one state of the knowledge.
struct Answerer {
    listener: Listener,
    index: Index,
    knowledge: Arc<Knowledge>,
    moment: AsOf,
    /// How sure an answer has to be.
    enough: f32,
    assistant: Option<(Assistant, Runtime)>,
}

/// An answer as it was found, and in a model's words if they were good.
struct Outcome {
    answer: Answer,
    found: Reply,
    reworded: Option<Reply>,
}

impl Ask {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let (knowledge, moment) = global.knowledge()?;
        let knowledge = Arc::new(knowledge);
        let cache = global.config()?.knowledge.cache;
        let store = Arc::new(MeaningStore::at(cache.as_deref()));
        let answerer = Answerer {
            listener: Listener::of(Arc::clone(&knowledge)),
            index: Index::stored_in(store, Arc::clone(&knowledge), moment),
            enough: self.from,
            knowledge,
            moment,
            assistant: self.assistant(global)?,
        };
        if let Some(path) = &self.batch {
            return batch(&answerer, path);
        }
        if self.json {
            return print_line(&ConversationAnswer::new(
                &answerer,
                Value::Null,
                &self.question,
            ));
        }
        let mut turn: Option<Turn> = None;
        for (at, question) in self.question.iter().enumerate() {
            if at > 0 {
                say!();
            }
            if let Some(said) = answerer.hear(question) {
                terminal::print(&answerer.reply(&said).page, false)?;
                continue;
            }
            let outcome = answerer.answer(question, turn.as_ref());
            terminal::print(&outcome.shown().page, false)?;
            turn = Some(outcome.answer.turn);
        }
        Ok(())
    }

    /// A batch is mostly there to measure what is found; it is reworded only if that is asked for.
    fn assistant(
        &self,
        global: &GlobalOptions,
    ) -> Result<Option<(Assistant, Runtime)>, CommandError> {
        if self.batch.is_some() && !self.assistant {
            return Ok(None);
        }
        let config = global.config()?.assistant;
        let Some(assistant) = Assistant::of(&config).map_err(CommandError::usage)? else {
            let why =
                "there is no assistant; set `url` and `model` under [assistant] in the config";
            return if self.assistant {
                Err(CommandError::usage(why))
            } else {
                Ok(None)
            };
        };
        Ok(Some((assistant, runtime()?)))
    }
}

impl Answerer {
    /// What is said, if it is no question. The conversation goes on from the question before it.
    fn hear(&self, question: &str) -> Option<Utterance> {
        self.listener.hear(question, self.moment.today)
    }

    fn reply(&self, said: &Utterance) -> Reply {
        said.reply(&self.knowledge, self.moment, Locale::English)
    }

    fn answer(&self, question: &str, before: Option<&Turn>) -> Outcome {
        let asked_at = Instant::now();
        let answer = self.index.answer_from(question, before, self.enough);
        let found = answer.reply(&self.index, question, Locale::English);
        let reworded = self.assistant.as_ref().and_then(|(assistant, runtime)| {
            runtime.block_on(assistant.reword(RewordRequest {
                question,
                answer: &answer,
                reply: &found,
                knowledge: &self.knowledge,
                as_of: self.moment,
                asked_at,
            }))
        });
        Outcome {
            answer,
            found,
            reworded,
        }
    }
}

impl Outcome {
    fn shown(&self) -> &Reply {
        self.reworded.as_ref().unwrap_or(&self.found)
    }
}

/// Answers line by line, so that the first answers come before the last questions.
fn batch(answerer: &Answerer, path: &PathBuf) -> Result<(), CommandError> {
    let unreadable = |error: std::io::Error| {
        CommandError::usage(format!("{} cannot be read: {error}", path.display()))
    };
    let reader: Box<dyn std::io::BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(
            std::fs::File::open(path).map_err(unreadable)?,
        ))
    };
    for (at, text) in reader.lines().enumerate() {
        let text = text.map_err(unreadable)?;
        if text.trim().is_empty() {
            continue;
        }
        let asked = conversation(&text).map_err(|(column, what)| {
            let column = column.map_or_else(String::new, |column| format!(":{column}"));
            CommandError::failed(format!("{}:{}{column}: {what}", path.display(), at + 1))
        })?;
        print_line(&ConversationAnswer::new(answerer, asked.id, &asked.turns))?;
    }
    Ok(())
}

/// A line of a batch; else what is wrong with it, and in which column.
fn conversation(line: &str) -> Result<BatchQuestion, (Option<usize>, String)> {
    if line.len() > MAX_LINE {
        return Err((None, format!("the line has more than {MAX_LINE} bytes")));
    }
    let asked: BatchQuestion = serde_json::from_str(line).map_err(|error| {
        let what = format!(
            "not a conversation; write {{\"id\": 1, \"turns\": [\"a question\"]}} ({error})"
        );
        (Some(error.column()), what)
    })?;
    if asked.turns.is_empty() {
        return Err((
            None,
            "`turns` is empty; give at least one question".to_owned(),
        ));
    }
    Ok(asked)
}

fn print_line(answer: &ConversationAnswer) -> Result<(), CommandError> {
    say!(
        "{}",
        serde_json::to_string(answer).map_err(CommandError::failed)?
    );
    Ok(())
}

impl ConversationAnswer {
    fn new(answerer: &Answerer, id: Value, questions: &[String]) -> Self {
        let mut turns = Vec::with_capacity(questions.len());
        let mut before: Option<Turn> = None;
        for question in questions {
            if let Some(said) = answerer.hear(question) {
                turns.push(TurnAnswer::said(question, &said, answerer));
                continue;
            }
            let outcome = answerer.answer(question, before.as_ref());
            turns.push(TurnAnswer::new(question, &outcome));
            before = Some(outcome.answer.turn);
        }
        let last = turns
            .last()
            .cloned()
            .unwrap_or_else(|| TurnAnswer::new("", &answerer.answer("", None)));
        Self { id, last, turns }
    }
}

impl TurnAnswer {
    /// What is said to something that is no question. Only what the pages say counts as answered.
    fn said(question: &str, said: &Utterance, answerer: &Answerer) -> Self {
        let page = answerer.reply(said).page;
        let is_answered = said.is_answered();
        let shown: Vec<&Entry> = entries(&page).filter(|_| is_answered).collect();
        Self {
            question: question.to_owned(),
            answered: is_answered,
            hotspot: said.topic(&answerer.knowledge, answerer.moment),
            answer: text(&page),
            confidence: if is_answered { 1.0 } else { 0.0 },
            sources: sources(&shown),
            as_of: newest(&shown),
            assumed: None,
            reworded: false,
            extractive: None,
        }
    }

    fn new(question: &str, outcome: &Outcome) -> Self {
        let Outcome {
            answer,
            found,
            reworded,
        } = outcome;
        // What was found may name fewer sources than it has; what was reworded has those of its own sentences.
        let passages: Vec<&Entry> = match reworded {
            Some(reply) => entries(&reply.page).collect(),
            None => answer
                .passages
                .iter()
                .map(|passage| &passage.entry)
                .collect(),
        };
        Self {
            question: question.to_owned(),
            answered: answer.is_found(),
            hotspot: answer.topic().map(str::to_owned),
            answer: text(&outcome.shown().page),
            confidence: (answer.confidence * 1_000.0).round() / 1_000.0,
            sources: sources(&passages),
            as_of: newest(&passages),
            assumed: answer
                .assumed
                .as_ref()
                .map(|assumed| assumed.text(Locale::English)),
            reworded: reworded.is_some(),
            extractive: reworded.as_ref().map(|_| text(&found.page)),
        }
    }
}

/// The sources of all, each once.
fn sources(entries: &[&Entry]) -> Vec<Citation> {
    let mut sources: Vec<Citation> = Vec::new();
    for source in entries.iter().flat_map(|entry| &entry.sources) {
        if !sources.contains(source) {
            sources.push(source.clone());
        }
    }
    sources
}

/// The newest date of all, as ISO 8601 writes it.
fn newest(entries: &[&Entry]) -> Option<String> {
    let dates = entries.iter().filter_map(|entry| entry.date);
    let newest = dates.max_by_key(|date: &PartialDate| date.last_day());
    newest.map(PartialDate::to_iso)
}

fn entries(page: &Page) -> impl Iterator<Item = &Entry> {
    page.sections.iter().flat_map(|section| &section.entries)
}

/// The statements of a page, one a line; else what it says instead.
fn text(page: &Page) -> String {
    let lines: Vec<String> = entries(page).map(terminal::cited_line).collect();
    if lines.is_empty() {
        page.lead.clone()
    } else {
        lines.join("\n")
    }
}
