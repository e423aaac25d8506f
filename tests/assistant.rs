//! The language model that may reword an answer: what of its words is shown, and that an answer comes in time whatever it does.
#![cfg(test)]

#[path = "support/model.rs"]
mod model;
#[path = "assistant/pages.rs"]
mod pages;
#[path = "assistant/server.rs"]
mod server;
#[path = "assistant/terminal.rs"]
mod terminal;
#[path = "assistant/verify.rs"]
mod verify;
