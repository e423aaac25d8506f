//! Discord's errors: status, code, message and, for a form, what is wrong where.
//!
//! Codes: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#json>

use axum::http::StatusCode;
use serde_json::{Value, json};

/// Why a request is refused.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) code: u32,
    pub(crate) message: &'static str,
    pub(crate) errors: Option<Value>,
}

const fn error(status: StatusCode, code: u32, message: &'static str) -> ApiError {
    ApiError {
        status,
        code,
        message,
        errors: None,
    }
}

const NOT_FOUND: StatusCode = StatusCode::NOT_FOUND;
const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;
const BAD_REQUEST: StatusCode = StatusCode::BAD_REQUEST;

impl ApiError {
    pub(crate) const UNAUTHORIZED: Self = error(StatusCode::UNAUTHORIZED, 0, "401: Unauthorized");
    pub(crate) const NO_SUCH_ROUTE: Self = error(NOT_FOUND, 0, "404: Not Found");
    pub(crate) const NO_SUCH_METHOD: Self =
        error(StatusCode::METHOD_NOT_ALLOWED, 0, "405: Method Not Allowed");
    pub(crate) const UNKNOWN_APPLICATION: Self = error(NOT_FOUND, 10002, "Unknown Application");
    pub(crate) const UNKNOWN_CHANNEL: Self = error(NOT_FOUND, 10003, "Unknown Channel");
    pub(crate) const UNKNOWN_GUILD: Self = error(NOT_FOUND, 10004, "Unknown Guild");
    pub(crate) const UNKNOWN_MEMBER: Self = error(NOT_FOUND, 10007, "Unknown Member");
    pub(crate) const UNKNOWN_MESSAGE: Self = error(NOT_FOUND, 10008, "Unknown Message");
    pub(crate) const UNKNOWN_USER: Self = error(NOT_FOUND, 10013, "Unknown User");
    pub(crate) const UNKNOWN_WEBHOOK: Self = error(NOT_FOUND, 10015, "Unknown Webhook");
    pub(crate) const UNKNOWN_INTERACTION: Self = error(NOT_FOUND, 10062, "Unknown interaction");
    pub(crate) const UNKNOWN_COMMAND: Self = error(NOT_FOUND, 10063, "Unknown application command");
    pub(crate) const UNKNOWN_EVENT: Self = error(NOT_FOUND, 10070, "Unknown Guild Scheduled Event");
    pub(crate) const TOO_MANY_EVENTS: Self = error(
        BAD_REQUEST,
        30038,
        "Maximum number of uncompleted guild scheduled events reached (100)",
    );
    /// For a change of an event that was completed or called off.
    pub(crate) const EVENT_IS_OVER: Self =
        error(BAD_REQUEST, 180_000, "Cannot update a finished event");
    /// For publishing a message a second time.
    pub(crate) const ALREADY_CROSSPOSTED: Self = error(
        BAD_REQUEST,
        40033,
        "This message has already been crossposted",
    );
    pub(crate) const TOO_MANY_COMMANDS: Self = error(
        BAD_REQUEST,
        30032,
        "Maximum number of application commands reached (100).",
    );
    pub(crate) const TOO_LARGE: Self = error(
        StatusCode::PAYLOAD_TOO_LARGE,
        40005,
        "Request entity too large",
    );
    pub(crate) const ALREADY_ACKNOWLEDGED: Self = error(
        BAD_REQUEST,
        40060,
        "Interaction has already been acknowledged.",
    );
    pub(crate) const MISSING_ACCESS: Self = error(FORBIDDEN, 50001, "Missing Access");
    pub(crate) const NOT_IN_DIRECT_MESSAGES: Self =
        error(FORBIDDEN, 50003, "Cannot execute action on a DM channel");
    pub(crate) const NOT_YOUR_MESSAGE: Self = error(
        FORBIDDEN,
        50005,
        "Cannot edit a message authored by another user",
    );
    pub(crate) const CANNOT_SEND_TO_USER: Self =
        error(FORBIDDEN, 50007, "Cannot send messages to this user");
    pub(crate) const EMPTY_MESSAGE: Self =
        error(BAD_REQUEST, 50006, "Cannot send an empty message");
    pub(crate) const MISSING_PERMISSIONS: Self = error(FORBIDDEN, 50013, "Missing Permissions");
    pub(crate) const NOT_TO_A_SYSTEM_MESSAGE: Self = error(
        FORBIDDEN,
        50021,
        "Cannot execute action on a system message",
    );
    pub(crate) const NOT_FOR_THIS_CHANNEL: Self = error(
        BAD_REQUEST,
        50024,
        "Cannot execute action on this channel type",
    );
    /// For changes to an archived thread, or in it.
    pub(crate) const THREAD_ARCHIVED: Self = error(BAD_REQUEST, 50083, "Thread is archived");
    /// For a message in a thread that is archived and locked, which does not unarchive it.
    pub(crate) const THREAD_CLOSED: Self = error(FORBIDDEN, 50083, "Thread is archived");
    pub(crate) const THREAD_LOCKED: Self = error(FORBIDDEN, 160_005, "Thread is locked");
    pub(crate) const TOO_MANY_THREADS: Self = error(
        BAD_REQUEST,
        160_006,
        "Maximum number of active threads reached",
    );
    pub(crate) const REPLY_WITHOUT_HISTORY: Self = error(
        FORBIDDEN,
        160_002,
        "Cannot reply without permission to read message history",
    );
    /// For a bulk registration that leaves the Entry Point command out.
    pub(crate) const ENTRY_POINT_REMOVED: Self = error(
        BAD_REQUEST,
        50240,
        "You cannot remove this app's Entry Point command in a bulk update operation. Include the Entry Point command in your update request or delete it separately.",
    );
    pub(crate) const WEBHOOK_TOKEN_EXPIRED: Self =
        error(StatusCode::UNAUTHORIZED, 50027, "Invalid Webhook Token");
    pub(crate) const INVALID_RECIPIENT: Self = error(BAD_REQUEST, 50033, "Invalid Recipient(s)");
    pub(crate) const NOT_JSON: Self = error(
        BAD_REQUEST,
        50109,
        "The request body contains invalid JSON.",
    );

    /// "Invalid Form Body" with Discord's tree of errors by path.
    pub(crate) fn form(errors: Value) -> Self {
        Self {
            errors: Some(errors),
            ..error(BAD_REQUEST, 50035, "Invalid Form Body")
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        let mut body = json!({ "message": self.message, "code": self.code });
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }
}
