//! What the bot does when people use it: the real bot on a practice server, driven through the page's socket.

#[path = "whole_bot/judge_tests.rs"]
mod judge_tests;

#[path = "support/judge.rs"]
mod judge;
