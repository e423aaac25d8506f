use std::io::BufRead as _;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Global, Stop, terminal};
use crate::answers::{Answer, Index, Turn};
use crate::reply::Citation;

/// Longest line of a batch, in bytes.
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
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// A conversation of a batch.
#[derive(Deserialize)]
struct Asked {
    id: Value,
    turns: Vec<String>,
}

/// A conversation, by the answer to its last question.
#[derive(Serialize)]
struct Told {
    #[serde(skip_serializing_if = "Value::is_null")]
    id: Value,
    #[serde(flatten)]
    last: ToldTurn,
    /// The same for every question, the last too.
    turns: Vec<ToldTurn>,
}

#[derive(Clone, Serialize)]
struct ToldTurn {
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
}

impl Ask {
    pub(super) fn run(&self, global: &Global) -> Result<(), Stop> {
        let (knowledge, moment) = global.knowledge()?;
        let index = Index::of(Arc::new(knowledge), moment);
        if let Some(path) = &self.batch {
            return batch(&index, path);
        }
        if self.json {
            return line(&Told::of(&index, Value::Null, &self.question));
        }
        let mut turn: Option<Turn> = None;
        for (at, question) in self.question.iter().enumerate() {
            if at > 0 {
                say!();
            }
            let answer = index.answer(question, turn.as_ref());
            terminal::print(&answer.reply(&index, question).page, false)?;
            turn = Some(answer.turn);
        }
        Ok(())
    }
}

/// Answers line by line, so that the first answers come before the last questions.
fn batch(index: &Index, path: &PathBuf) -> Result<(), Stop> {
    let unread = |error: std::io::Error| {
        Stop::used_wrong(format!("{} cannot be read: {error}", path.display()))
    };
    let reader: Box<dyn std::io::BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(
            std::fs::File::open(path).map_err(unread)?,
        ))
    };
    for (at, text) in reader.lines().enumerate() {
        let text = text.map_err(unread)?;
        if text.trim().is_empty() {
            continue;
        }
        let place = format!("{}:{}", path.display(), at + 1);
        if text.len() > MAX_LINE {
            return Err(Stop::found_wrong(format!(
                "{place}: the line has more than {MAX_LINE} bytes"
            )));
        }
        let asked: Asked = serde_json::from_str(&text).map_err(|error| {
            let column = error.column();
            Stop::found_wrong(format!(
                "{place}:{column}: not a conversation; write {{\"id\": 1, \"turns\": [\"a question\"]}} ({error})"
            ))
        })?;
        if asked.turns.is_empty() {
            return Err(Stop::found_wrong(format!(
                "{place}: `turns` is empty; give at least one question"
            )));
        }
        line(&Told::of(index, asked.id, &asked.turns))?;
    }
    Ok(())
}

fn line(told: &Told) -> Result<(), Stop> {
    say!(
        "{}",
        serde_json::to_string(told).map_err(Stop::found_wrong)?
    );
    Ok(())
}

impl Told {
    fn of(index: &Index, id: Value, questions: &[String]) -> Self {
        let mut turns = Vec::with_capacity(questions.len());
        let mut before: Option<Turn> = None;
        for question in questions {
            let answer = index.answer(question, before.as_ref());
            turns.push(ToldTurn::of(index, question, &answer));
            before = Some(answer.turn);
        }
        let last = turns
            .last()
            .cloned()
            .unwrap_or_else(|| ToldTurn::of(index, "", &index.answer("", None)));
        Self { id, last, turns }
    }
}

impl ToldTurn {
    fn of(index: &Index, question: &str, answer: &Answer) -> Self {
        let page = answer.reply(index, question).page;
        let lines: Vec<String> = page
            .sections
            .iter()
            .flat_map(|section| &section.entries)
            .map(terminal::cited_line)
            .collect();
        let answer_text = if lines.is_empty() {
            page.lead
        } else {
            lines.join("\n")
        };
        let mut sources: Vec<Citation> = Vec::new();
        for source in answer
            .passages
            .iter()
            .flat_map(|passage| &passage.entry.sources)
        {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
        Self {
            question: question.to_owned(),
            answered: answer.is_found(),
            hotspot: answer.topic().map(str::to_owned),
            answer: answer_text,
            confidence: (answer.confidence * 1_000.0).round() / 1_000.0,
            sources,
            as_of: answer.as_of().map(|date| date.to_iso()),
            assumed: answer.assumed.clone(),
        }
    }
}
