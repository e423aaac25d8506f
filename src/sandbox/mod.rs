//! The practice Discord.
