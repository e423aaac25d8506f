//! What runs beside the gateway for as long as the bot serves.

pub(super) mod alerts;
pub(super) mod editors;
pub(super) mod reviews;
