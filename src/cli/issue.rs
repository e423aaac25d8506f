//! `attache issue arctic`: the page of a hotspot or an organization.

use clap::Args;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::terminal;
use crate::pages::{Search, find_topic, show};
use crate::reply::{CustomId, Tab, View};
use crate::text::Locale;

/// `attache issue arctic`
#[derive(Debug, Args)]
pub(super) struct Issue {
    /// A name, an alias, a leader, a capital, or something near it
    #[arg(required = true)]
    name: Vec<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Issue {
    pub(super) fn run(&self, global: &GlobalOptions) -> Result<(), CommandError> {
        let (knowledge, moment) = global.knowledge()?;
        match find_topic(&knowledge, &self.name.join(" "), Locale::English) {
            Search::Found { id, assumed } => {
                let view = View::Topic {
                    id,
                    tab: Tab::Overview,
                    page: 0,
                };
                let reply = show(&knowledge, &view, moment, Locale::English)
                    .map_err(CommandError::failed)?;
                terminal::print(&reply.assuming(assumed).page, self.json)
            }
            Search::Nothing(reply) => {
                let buttons = reply.buttons.iter().flatten();
                let nearest: Vec<&str> = buttons
                    .filter_map(|button| match &button.press {
                        CustomId::Show(view) => topic(view),
                        _ => None,
                    })
                    .collect();
                if self.json {
                    print_json(&serde_json::json!({ "found": false, "nearest": nearest }))?;
                }
                let name = self.name.join(" ");
                let hint = if nearest.is_empty() {
                    let options = reply.menu.iter().flat_map(|menu| &menu.options);
                    let all: Vec<&str> = options.filter_map(|(_, _, view)| topic(view)).collect();
                    format!("there are {}", all.join(", "))
                } else {
                    format!("the nearest are {}", nearest.join(", "))
                };
                Err(CommandError::failed(format!(
                    "nothing is called `{name}`; {hint}"
                )))
            }
        }
    }
}

/// The id of the hotspot or organization whose page `view` is.
fn topic(view: &View) -> Option<&str> {
    match view {
        View::Topic { id, .. } => Some(id),
        _ => None,
    }
}
