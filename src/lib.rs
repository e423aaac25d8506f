//! A desk officer that lives in Discord: how China and Russia act together in the world's hotspots, with dates and sources.
//!
//! From the top down; a room imports only rooms that this list names after it, which `.ci/structure` checks.
//!
//! - [`cli`]: the program's commands, in the terminal.
//! - [`bot`]: the bot on Discord; all of Discord's types stay in here.
//! - [`operator`]: the operator's address: health, metrics, the summits for calendars elsewhere.
//! - [`alerts`]: messages at a fixed time before a summit: planned, stored, delivered once.
//! - [`assistant`]: a language model that may reword an answer, if the operator wants one.
//! - [`conversation`]: what is said to the bot and is no question: small talk, and commands in plain words.
//! - [`answers`]: from a question in plain words to one answer, or none.
//! - [`tours`]: the tour for newcomers, its questions, and when a missed one returns.
//! - [`import`]: another program's calendar, compared with the summits and written into their files.
//! - [`store`]: what outlives the process; SQL stays in here.
//! - [`pages`]: from a view to a reply, what each page says.
//! - [`reply`]: an answer as plain data, and Discord's limits.
//! - [`config`]: the settings, from a file and the environment.
//! - [`knowledge`]: a folder of TOML files, read into one checked model.
//! - [`text`]: what readers see, in English, French, Russian and Chinese.
//! - [`calendar`]: dates with a precision, zones, iCalendar.
//! - [`document`]: a TOML file that can be checked, every problem with its place.
//! - `http`: the client for other machines' HTTP servers.
//! - [`metrics`]: counts for the operator, handed in.
//! - `bot_token`: what a token looks like, so that none is printed.
//! - `panics`: what a caught panic said.
//! - `fingerprint`: ids made of a hash, the same for good.
//! - `cores`: work on many things, divided among the cores.
//!
//! `docs/ARCHITECTURE.md` walks through a question, an edit, an alert and the start; `docs/GLOSSARY.md` explains the words.

#![warn(missing_docs)]

pub mod alerts;
pub mod answers;
pub mod assistant;
pub mod bot;
mod bot_token;
pub mod calendar;
pub mod cli;
pub mod config;
pub mod conversation;
mod cores;
pub mod document;
mod fingerprint;
mod http;
pub mod import;
pub mod knowledge;
pub mod metrics;
pub mod operator;
pub mod pages;
mod panics;
pub mod reply;
pub mod store;
pub mod text;
pub mod tours;
