//! The language model that may reword an answer: what of its words is shown, and that an answer comes in time whatever it does.

mod limits;
mod pages;
mod server;
mod setting;
mod terminal;
mod verify;
