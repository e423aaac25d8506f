//! Discord's types of channels, as far as the bot tells them apart.
//! <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>

/// An announcement channel, whose messages can be published to channels that follow it.
pub(super) const ANNOUNCEMENT: u8 = 5;
/// Threads below announcement and text channels, public and private.
pub(super) const THREADS: [u8; 3] = [10, 11, 12];

/// Where people read messages: text and announcement channels, their threads, and the chat of voice and stage channels. What
/// is offered for alerts is what takes them.
pub(super) const WITH_TEXT: [u8; 7] = [0, 2, 5, 10, 11, 12, 13];
