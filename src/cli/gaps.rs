//! `attache gaps`: what people asked and no page answered, most often asked first.

use clap::Args;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::process::runtime;
use super::terminal;
use crate::store::{Question, Store, StoreError};

/// `attache gaps`
#[derive(Debug, Args)]
pub(super) struct Gaps {
    /// How many at most
    #[arg(long, default_value_t = 50)]
    limit: u32,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Gaps {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let config = global.config()?;
        let gaps = runtime()?.block_on(async {
            let store = Store::at(&config.database.url).map_err(CommandError::usage)?;
            store
                .gaps(self.limit)
                .await
                .map_err(|error| unreadable(&error))
        })?;
        if self.json {
            return print_json(&gaps);
        }
        if gaps.is_empty() {
            say!("No gaps: every question was answered, or none was asked yet.");
            return Ok(());
        }
        let rows: Vec<[String; 6]> = gaps
            .iter()
            .map(|gap| {
                [
                    gap.asked.to_string(),
                    gap.missed.to_string(),
                    why(gap),
                    gap.last_at.strftime("%-d %b %Y").to_string(),
                    gap.answered_by
                        .clone()
                        .unwrap_or_else(|| "nothing".to_owned()),
                    gap.text.clone(),
                ]
            })
            .collect();
        terminal::print_table(
            ["Asked", "👎", "Why", "Last", "Answered by", "Question"],
            &rows,
        );
        Ok(())
    }
}

/// What readers said was wrong with the answer.
fn why(gap: &Question) -> String {
    let reasons = [
        (gap.missed_page, "page"),
        (gap.missed_fact, "fact"),
        (gap.missed_unknown, "unknown"),
    ];
    let given = reasons.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = given
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    words.join(", ")
}

fn unreadable(error: &StoreError) -> CommandError {
    CommandError::failed(format!(
        "the questions cannot be read; check `url` under [database]: {error}"
    ))
}
