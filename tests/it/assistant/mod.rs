//! The language model that may reword an answer: what of its words is shown, and that an answer comes in time whatever it does.
mod pages;
mod server;
mod terminal;
mod verify;
