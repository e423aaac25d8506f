//! What the program promises, but for what needs a harness of its own: `tests/store`, `tests/kill`, `tests/simulation`.
#![cfg(test)]

mod alert_languages;
mod alerts;
mod answers;
mod assistant;
mod calendar;
mod cli;
mod config;
mod conversation;
mod discord;
mod import;
mod knowledge;
mod languages;
mod names;
mod nearest;
mod operator;
mod properties;
mod reload;
mod reminders;
mod schema;
mod suggest;
mod summits;
mod support;
mod tours;
mod whole_bot;
