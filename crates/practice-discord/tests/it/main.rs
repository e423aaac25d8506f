//! What the practice Discord does as Discord does it.

#![cfg(test)]

mod clocks;
mod close_codes;
mod commands;
mod compression;
mod conversation;
mod faults;
mod forms;
mod gateway;
mod guilds;
mod interactions;
mod kinds_of_message;
mod layouts;
mod limits;
mod messages;
mod offers;
mod raw_frames;
mod scheduled_events;
mod server;
mod support;
mod threads;
