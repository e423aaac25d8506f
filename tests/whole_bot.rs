//! What the bot does when people use it: the real bot on a practice server, driven through the page's socket.

#[path = "whole_bot/alerts.rs"]
mod alerts;
#[path = "whole_bot/asking.rs"]
mod asking;
#[path = "whole_bot/assistant.rs"]
mod assistant;
#[path = "whole_bot/buttons.rs"]
mod buttons;
#[path = "whole_bot/clocks.rs"]
mod clocks;
#[path = "whole_bot/connection.rs"]
mod connection;
#[path = "whole_bot/editing.rs"]
mod editing;
#[path = "whole_bot/failures.rs"]
mod failures;
#[path = "whole_bot/judge_tests.rs"]
mod judge_tests;
#[path = "whole_bot/languages.rs"]
mod languages;
#[path = "whole_bot/names.rs"]
mod names;
#[path = "whole_bot/office.rs"]
mod office;
#[path = "whole_bot/onboarding.rs"]
mod onboarding;
#[path = "whole_bot/subscribing.rs"]
mod subscribing;
#[path = "whole_bot/walk.rs"]
mod walk;

#[path = "support/judge.rs"]
mod judge;
#[path = "support/model.rs"]
#[expect(dead_code, reason = "the assistant's own tests use all of it")]
mod model;
#[path = "support/practice.rs"]
#[expect(dead_code, reason = "the practice Discord's own tests use all of it")]
mod practice;
