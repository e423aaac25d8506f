//! A question as it is read: without what Discord and clients put into it.

use crate::knowledge::is_invisible;

/// Most of a question that is read, in characters. People ask in a sentence or two; what is longer was pasted.
const MAX_QUESTION: usize = 400;
/// Longest of Discord's own marks, such as `<@123>` or `<:name:123>`, in bytes; a longer one is text.
const MAX_MARK: usize = 80;
/// A question as it is read: without invisible characters, Discord's own marks and control characters, and no longer than
/// 400 characters.
///
/// ```
/// use attache::answers::bare_question;
///
/// assert_eq!(bare_question("<@123>  who backs\nMaduro?"), "who backs Maduro?");
/// ```
pub fn bare_question(text: &str) -> String {
    let unmarked = without_marks(text);
    let seen = unmarked.chars().filter(|c| !is_invisible(*c));
    let spaced: String = seen
        .take(MAX_QUESTION)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `text` with a space in place of `<@123>`, `<#123>`, `<t:1>` and the like, which say nothing; not much more of it than
/// is read.
fn without_marks(text: &str) -> String {
    let mut clean = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        clean.push_str(&rest[..start]);
        clean.push(' ');
        let tail = &rest[start + 1..];
        let is_mark = tail.starts_with(['@', '#', ':', 't', 'a', '/']);
        let end = tail.find('>').filter(|end| is_mark && *end + 1 < MAX_MARK);
        rest = end.map_or(tail, |end| &tail[end + 1..]);
        // A character is at most four bytes.
        if clean.len() > 4 * MAX_QUESTION {
            return clean;
        }
    }
    clean.push_str(rest);
    clean
}
