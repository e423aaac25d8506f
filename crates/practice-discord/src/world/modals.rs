//! Modals: opened by the bot, found again when they are submitted.

use serde_json::{Value, json};

use super::{
    interaction::Interaction,
    modal::{MAX_KEPT, OpenModal},
    state::World,
};
use crate::snowflake::Snowflake;

impl World {
    /// Opens a modal on the page of whoever began the interaction.
    pub(crate) fn open_modal(&mut self, interaction: &Interaction, modal: &Value) {
        let asker = &interaction.asker;
        let open = OpenModal {
            reference: asker.reference.clone(),
            person: asker.person,
            channel: interaction.channel,
            source: interaction.source,
            opened_by: interaction.metadata.clone(),
            modal: modal.clone(),
        };
        self.modals.0.push_back(open);
        if self.modals.0.len() > MAX_KEPT {
            self.modals.0.pop_front();
        }
        let frame = json!({ "t": "modal", "ref": asker.reference, "modal": modal });
        self.send_to_page(asker.page, frame);
    }

    /// The newest modal that answered this frame of this person.
    pub(crate) fn modal(&self, reference: &str, person: Snowflake) -> Option<OpenModal> {
        let matches = |open: &&OpenModal| open.reference == reference && open.person == person;
        self.modals.0.iter().rev().find(matches).cloned()
    }
}
