//! What the program promises, but for what needs a harness of its own: `tests/store`, `tests/kill`, `tests/simulation`.
#![cfg(test)]

mod alerts;
mod answers;
mod assistant;
mod calendar;
mod cli;
mod config;
mod discord;
mod import;
mod knowledge;
mod names;
mod operator;
mod properties;
mod reload;
mod schema;
mod summits;
mod support;
mod tours;
mod whole_bot;
