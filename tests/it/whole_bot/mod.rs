//! What the bot does when people use it: the real bot on a practice server, driven through the page's socket.

mod alerts;
mod asking;
mod assistant;
mod buttons;
mod changes;
mod clocks;
mod close_codes;
mod closed_channels;
mod connection;
mod doubt;
mod duty;
mod editing;
mod escalation;
mod failures;
mod floods;
mod frames;
mod languages;
mod lost_connections;
mod names;
mod newcomers;
mod office;
mod registration;
mod stopping;
mod subscribing;
mod tours;
mod walk;
