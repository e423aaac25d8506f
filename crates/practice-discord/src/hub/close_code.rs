//! What a close code means for the session that ends with it.
//!
//! <https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes>

/// Of WebSocket itself: the connection ended without a close frame. It is never sent.
pub(crate) const LOST: u16 = 1006;

/// Whether the session can be resumed afterwards. Not after "not authenticated", "session no longer valid", "invalid
/// seq" and "session timed out", nor after those that say not to reconnect.
pub(crate) fn is_resumable(code: u16) -> bool {
    !matches!(code, 4003 | 4004 | 4006 | 4007 | 4009..=4014)
}

/// What Discord says beside its code.
pub(crate) fn reason(code: u16) -> &'static str {
    match code {
        4000 => "Unknown error.",
        4001 => "Unknown opcode.",
        4002 => "Error while decoding payload.",
        4003 => "Not authenticated.",
        4004 => "Authentication failed.",
        4005 => "Already authenticated.",
        4006 => "Session is no longer valid.",
        4007 => "Invalid seq.",
        4008 => "Rate limited.",
        4009 => "Session timed out.",
        4010 => "Invalid shard.",
        4011 => "Sharding required.",
        4012 => "Invalid API version.",
        4013 => "Invalid intent(s).",
        4014 => "Disallowed intent(s).",
        _ => "",
    }
}
