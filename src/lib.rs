//! A desk officer that lives in Discord: how China and Russia act together in the world's hotspots, with dates and sources.
//!
//! From the top down; a room imports only rooms below it.
//!
//! - [`cli`]: the program's commands, in the terminal.
//! - [`bot`]: the bot; serenity and poise stay in here.
//! - [`operator`]: the operator's address: health, metrics, the summits for calendars elsewhere.
//! - [`alerts`]: who is told of which summits, and when.
//! - [`assistant`]: a language model that may reword an answer, if the operator wants one.
//! - [`answers`]: from a question in plain words to one answer, or an honest no.
//! - [`tours`]: the tour, its questions, and when what was missed comes back.
//! - [`store`]: what outlives the process; SQL stays in here.
//! - [`pages`]: from a view to a reply, what each page says.
//! - [`reply`]: an answer as plain data, and Discord's limits.
//! - [`knowledge`]: a folder of TOML files, read into one checked model.
//! - [`calendar`]: dates with a precision, zones, iCalendar.
//! - [`document`]: a TOML file that can be checked, every problem with its place.
//! - [`config`] and [`metrics`]: settings and counts, handed in.
//!
//! `docs/ARCHITECTURE.md` walks through a question, an edit and the start.

pub mod alerts;
pub mod answers;
pub mod assistant;
pub mod bot;
pub mod calendar;
pub mod cli;
pub mod config;
pub mod document;
pub mod import;
pub mod knowledge;
pub mod metrics;
pub mod operator;
pub mod pages;
pub mod reply;
pub mod store;
pub mod tours;
