//! A desk officer that lives in Discord.

pub mod clock;
pub mod sandbox;
