//! A modal that is open on somebody's page.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use crate::snowflake::Snowflake;

/// Pages do not say when a modal is closed without being submitted, so only the newest are kept.
pub(super) const MAX_KEPT: usize = 50;

/// A modal, and what opened it.
#[derive(Clone)]
pub(crate) struct OpenModal {
    pub(super) reference: String,
    pub(super) person: Snowflake,
    pub(crate) channel: Snowflake,
    pub(crate) source: Option<Snowflake>,
    pub(crate) opened_by: Value,
    pub(crate) modal: Value,
}

#[derive(Default)]
pub(crate) struct Modals(pub(super) VecDeque<OpenModal>);

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
}
