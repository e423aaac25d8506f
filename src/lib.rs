//! A desk officer that lives in Discord.

pub mod clock;
pub mod document;
pub mod knowledge;
pub mod pages;
pub mod reply;
pub mod sandbox;
