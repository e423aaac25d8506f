//! `attache issue arctic`: the page of a hotspot or an organization.

use clap::Args;

use super::error::CommandError;
use super::options::GlobalOptions;
use super::output::print_json;
use super::terminal;
use crate::pages::{Search, find_topic, show};
use crate::reply::{CustomId, Tab, View};

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
        match find_topic(&knowledge, &self.name.join(" ")) {
            Search::Found { id, assumed } => {
                let view = View::Topic {
                    id,
                    tab: Tab::Overview,
                    page: 0,
                };
                let reply = show(&knowledge, &view, moment).map_err(CommandError::failed)?;
                terminal::print(&reply.assuming(assumed).page, self.json)
            }
            Search::Nothing(reply) => {
                let nearest: Vec<&str> = reply
                    .buttons
                    .iter()
                    .flatten()
                    .filter_map(|button| match &button.press {
                        CustomId::Show(View::Topic { id, .. }) => Some(id.as_str()),
                        _ => None,
                    })
                    .collect();
                if self.json {
                    print_json(&serde_json::json!({ "found": false, "nearest": nearest }))?;
                }
                let name = self.name.join(" ");
                Err(CommandError::failed(format!(
                    "nothing is called `{name}`; the nearest are {}",
                    nearest.join(", ")
                )))
            }
        }
    }
}
