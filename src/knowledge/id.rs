//! The ids of hotspots, organizations, tracks and summits: a file's name or a table's key.

/// Longest id, in characters, which are bytes: with it, a button's `custom_id` stays below Discord's 100 characters.
/// <https://discord.com/developers/docs/components/reference#button>
pub const MAX_ID: usize = 40;

/// Whether `id` has lower case letters, digits and hyphens only, at least one and at most [`MAX_ID`].
pub fn is_id(id: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !id.is_empty() && id.chars().count() <= MAX_ID && id.chars().all(allowed)
}

/// What is said of an id that is none.
pub(super) fn not_an_id(id: &str) -> String {
    format!("`{id}` cannot be an id; use lower case letters, digits and hyphens, at most {MAX_ID}")
}
