//! Modals that are open on somebody's page.

use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use super::{Interaction, World};
use crate::Snowflake;

/// Pages do not say when a modal is closed without being submitted, so only the newest are kept.
const MAX_KEPT: usize = 50;

/// A modal, and what opened it.
#[derive(Clone)]
pub(crate) struct OpenModal {
    reference: String,
    person: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) source: Option<Snowflake>,
    pub(crate) opened_by: Value,
    pub(crate) modal: Value,
}

#[derive(Default)]
pub(crate) struct Modals(VecDeque<OpenModal>);

impl World {
    /// Opens a modal on the page of whoever began the interaction.
    pub(crate) fn open_modal(&mut self, interaction: &Interaction, modal: &Value) {
        let requester = &interaction.requester;
        let open = OpenModal {
            reference: requester.reference.clone(),
            person: requester.person.id,
            channel: interaction.channel,
            source: interaction.source,
            opened_by: interaction.metadata.clone(),
            modal: modal.clone(),
        };
        self.modals.0.push_back(open);
        if self.modals.0.len() > MAX_KEPT {
            self.modals.0.pop_front();
        }
        let frame = json!({ "t": "modal", "ref": requester.reference, "modal": modal });
        self.send_to_page(requester.page, frame);
    }

    /// The newest modal that answered this frame of this person.
    pub(crate) fn modal(&self, reference: &str, person: Snowflake) -> Option<OpenModal> {
        let matches = |open: &&OpenModal| open.reference == reference && open.person == person;
        self.modals.0.iter().rev().find(matches).cloned()
    }
}

impl OpenModal {
    /// What `interaction_metadata` says of a submission.
    pub(crate) fn metadata(&self) -> Map<String, Value> {
        let mut metadata = Map::new();
        metadata.insert(
            "triggering_interaction_metadata".into(),
            self.opened_by.clone(),
        );
        metadata
    }

    /// The text inputs, as the bot sent them.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Value> {
        let rows = self.modal["components"].as_array().into_iter().flatten();
        rows.flat_map(|row| row["components"].as_array().into_iter().flatten())
    }
}
