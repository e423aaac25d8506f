//! A desk officer that lives in Discord.

pub mod clock;
pub mod document;
pub mod knowledge;
pub mod sandbox;
