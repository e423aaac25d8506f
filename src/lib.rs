//! A desk officer that lives in Discord.

pub mod cli;
pub mod clock;
pub mod config;
pub mod discord;
pub mod document;
pub mod knowledge;
pub mod pages;
pub mod reply;
pub mod sandbox;
