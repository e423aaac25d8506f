//! How well questions in plain words are answered, and how fast, beside two baselines on the same passages:
//!
//!     cargo bench --bench answers
//!
//! Makes what the program carries of the answering, which belongs into a commit of its own:
//!
//!     cargo bench --bench answers -- meanings    what the shipped knowledge means (model/meanings.bin)
//!     cargo bench --bench answers -- curve       how well it ranks and decides, where answers may begin, what each part is worth
//!     cargo bench --bench answers -- fit         what each sign is worth (model/weights.toml), by the tuning part
//!
//! The questions are those of `tests/questions.jsonl`. Of each part, what is printed is for the whole and for each kind. At the
//! end stands how the times grow with the number of hotspots.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a bench prints, and counts no further than thousands"
)]

mod fit;
mod generate;
mod growth;
mod plain_bm25;

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use attache::answers::{Answer, Index, Passage, Turn, Weights};
use attache::knowledge::load;
use attache::pages::AsOf;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use plain_bm25::PlainBm25;
use sqlx::{Connection as _, Row as _, SqliteConnection};
use test_support::questions::{Judged, Part, Question, all, judge, judge_passages};

const TODAY: Date = date(2026, 11, 25);
/// How often each question is asked, to time it.
const ROUNDS: usize = 20;

fn main() {
    let loaded = load(Path::new("knowledge"), TODAY).unwrap();
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    let as_of = AsOf {
        today: TODAY,
        stale_after: 180.days(),
    };
    let before = resident();
    let begun = Instant::now();
    let index = Index::of(Arc::new(loaded.knowledge), as_of);
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if wanted.iter().any(|one| one == "meanings") {
        std::fs::write("model/meanings.bin", index.meanings_file()).unwrap();
        return;
    }
    if wanted.iter().any(|one| one == "fit") {
        return fit::write(&index, &all());
    }
    if wanted.iter().any(|one| one == "curve") {
        fit::print_curve(&index, &all(), Weights::shipped());
        return fit::print_parts(&index, &all());
    }
    println!(
        "{} passages, ready in {:.0} ms, {:.1} MiB resident for them and the table of meanings\n",
        index.passages().len(),
        begun.elapsed().as_secs_f64() * 1e3,
        resident() - before
    );
    let passages = index.passages();
    let questions = all();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let full_text = runtime.block_on(full_text(&passages, &questions));
    let plain = plain_bm25(&passages, &questions);
    let ours: Vec<Judged> = questions
        .iter()
        .map(|question| judge(question, &ask(&index, question)))
        .collect();
    for part in [Part::Tune, Part::Report] {
        println!("{part:?}");
        table("ours", part, &questions, &ours);
        table("SQLite FTS5", part, &questions, &full_text);
        table("plain BM25", part, &questions, &plain);
        println!();
    }
    times(&index, &questions);
    growth::print(as_of);
}

fn ask(index: &Index, question: &Question) -> Answer {
    let mut before: Option<Turn> = None;
    let mut last = None;
    for text in &question.turns {
        let answer = index.answer(text, before.as_ref());
        before = Some(answer.turn.clone());
        last = Some(answer);
    }
    last.unwrap()
}

fn table(name: &str, part: Part, questions: &[Question], judged: &[Judged]) {
    let of_part: Vec<(&Question, &Judged)> = questions
        .iter()
        .zip(judged)
        .filter(|(question, _)| question.part == part)
        .collect();
    let share = |wanted: &dyn Fn(&Question) -> bool, is_right: &dyn Fn(&Judged) -> bool| {
        let asked: Vec<&&Judged> = of_part
            .iter()
            .filter(|(question, _)| wanted(question))
            .map(|(_, judged)| judged)
            .collect();
        let right = asked.iter().filter(|judged| is_right(judged)).count();
        100.0 * right as f64 / asked.len().max(1) as f64
    };
    let answerable = |question: &Question| !question.page.is_empty();
    let declined = share(&|question| !answerable(question), &|judged| {
        judged.is_decided_right
    });
    let answered = share(&answerable, &|judged| judged.is_decided_right);
    println!(
        "  {name:12} hit@1 {:5.1}  page and fact {:5.1}  no shared word: hit@1 {:5.1}  answered {answered:5.1}  declined {declined:5.1}  balanced {:5.1}",
        share(&answerable, &|judged| judged.is_page_right),
        share(&answerable, &|judged| judged.has_fact),
        share(&|question| question.kind == "meaning", &|judged| judged
            .is_page_right),
        f64::midpoint(answered, declined),
    );
    if name == "ours" {
        for kind in ["plain", "alias", "intent", "follow-up", "meaning"] {
            println!(
                "    {kind:10} {:3} questions  hit@1 {:5.1}  page and fact {:5.1}",
                of_part
                    .iter()
                    .filter(|(question, _)| question.kind == kind)
                    .count(),
                share(&|question| question.kind == kind, &|judged| judged
                    .is_page_right),
                share(&|question| question.kind == kind, &|judged| judged.has_fact),
            );
        }
    }
}

fn times(index: &Index, questions: &[Question]) {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..ROUNDS {
        for question in questions {
            let begun = Instant::now();
            std::hint::black_box(index.answer(&question.turns[0], None));
            times.push(begun.elapsed());
        }
    }
    times.sort_unstable();
    let at = |share: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a place in the list"
        )]
        let place = ((times.len() - 1) as f64 * share) as usize;
        times[place].as_secs_f64() * 1e3
    };
    println!(
        "a question: p50 {:.2} ms, p99 {:.2} ms, longest {:.2} ms",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn text(passage: &Passage) -> String {
    format!(
        "{} {} {}",
        passage.title,
        passage.entry.label.as_deref().unwrap_or_default(),
        passage.entry.text
    )
}

/// The best passage of each question and its score; turns are taken together.
type Best = Vec<(Option<usize>, f64)>;

/// Answers with the best passage, where its score reaches what parts answers from declines best in the tuning part.
fn judged(passages: &[Passage], questions: &[Question], best: &Best) -> Vec<Judged> {
    let with = |enough: f64| -> Vec<Judged> {
        let pairs = questions.iter().zip(best);
        pairs
            .map(|(question, (at, score))| {
                let shown = at.filter(|_| *score >= enough).map(|at| &passages[at..=at]);
                judge_passages(question, shown.unwrap_or_default())
            })
            .collect()
    };
    let balance = |judged: &[Judged]| {
        let share = |is_answerable: bool| {
            let of = questions.iter().zip(judged).filter(|(question, _)| {
                question.part == Part::Tune && question.page.is_empty() != is_answerable
            });
            let (right, all) = of.fold((0.0, 0.0), |(right, all), (_, one)| {
                (right + f64::from(u8::from(one.is_decided_right)), all + 1.0)
            });
            right / f64::max(all, 1.0)
        };
        share(true) + share(false)
    };
    let mut scores: Vec<f64> = best.iter().map(|(_, score)| *score).collect();
    scores.sort_by(f64::total_cmp);
    let parted = scores.iter().map(|enough| with(*enough));
    parted
        .max_by(|one, other| balance(one).total_cmp(&balance(other)))
        .unwrap()
}

async fn full_text(passages: &[Passage], questions: &[Question]) -> Vec<Judged> {
    let mut database = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    sqlx::query("CREATE VIRTUAL TABLE passage USING fts5(text, tokenize = 'porter unicode61')")
        .execute(&mut database)
        .await
        .unwrap();
    for (at, passage) in passages.iter().enumerate() {
        sqlx::query("INSERT INTO passage (rowid, text) VALUES ($1, $2)")
            .bind(i64::try_from(at).unwrap())
            .bind(text(passage))
            .execute(&mut database)
            .await
            .unwrap();
    }
    let mut best = Vec::new();
    for question in questions {
        let joined = question.turns.join(" ");
        let words = joined
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty());
        let any: Vec<String> = words.map(|word| format!("\"{word}\"")).collect();
        if any.is_empty() {
            best.push((None, 0.0));
            continue;
        }
        let row = sqlx::query("SELECT rowid, -bm25(passage) AS score FROM passage WHERE passage MATCH $1 ORDER BY score DESC LIMIT 1")
            .bind(any.join(" OR "))
            .fetch_optional(&mut database)
            .await
            .unwrap();
        best.push(row.map_or((None, 0.0), |row| {
            let at = usize::try_from(row.get::<i64, _>("rowid")).unwrap();
            (Some(at), row.get::<f64, _>("score"))
        }));
    }
    judged(passages, questions, &best)
}

fn plain_bm25(passages: &[Passage], questions: &[Question]) -> Vec<Judged> {
    let texts: Vec<String> = passages.iter().map(text).collect();
    let plain = PlainBm25::of(&texts);
    let best = questions
        .iter()
        .map(|question| plain.best(&question.turns.join(" ")));
    judged(passages, questions, &best.collect())
}

/// In MiB; 0 where the system does not tell.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.unwrap_or_default() / 1024.0
}
