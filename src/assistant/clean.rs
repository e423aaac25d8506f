//! What of a model's text may be shown: one plain sentence, or nothing.

/// Longest sentence that is shown, in characters; the longest of the pages are shorter.
const MAX_SENTENCE: usize = 400;
/// The signs a sentence may have beside letters, digits and spaces. Markdown, mentions, links and invisible characters need
/// others.
const SIGNS: &str = ".,;:'’\"“”‘()–—-%$€£«»";

/// `text` as one sentence of plain text; none if there is anything in it that Discord would act on or that hides.
pub(super) fn cleaned(text: &str) -> Option<String> {
    let text = text.trim();
    let is_plain = |c: char| c.is_alphanumeric() || c == ' ' || SIGNS.contains(c);
    let is_sound = (1..=MAX_SENTENCE).contains(&text.chars().count())
        && text.chars().all(is_plain)
        && text.starts_with(|c: char| c.is_alphanumeric() || "\"“‘«(".contains(c))
        && !has_address(text);
    is_sound.then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether a dot or a colon stands inside a word, as in `example.com` or `mailto:x`; `U.S.`, `3.5` and `14:30` are none.
fn has_address(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let parts: Vec<&str> = word.split(['.', ':']).collect();
        let is_number = |part: &&str| part.starts_with(|c: char| c.is_ascii_digit());
        let is_letter = |part: &&str| part.chars().count() <= 1;
        parts.len() > 1 && !parts.iter().all(is_letter) && !parts.iter().all(is_number)
    })
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn a_plain_sentence_is_left_as_it_is() {
        for plain in [
            "China wants more shipping along the “Polar Silk Road”.",
            "U.S. aims: 3.5 per cent (about $5bn) by 14:30.",
            "Россия и Китай – партнёры.",
            "北极航道",
        ] {
            assert_eq!(cleaned(plain).as_deref(), Some(plain));
        }
        assert_eq!(cleaned("  Two  spaces ").as_deref(), Some("Two spaces"));
    }

    #[test]
    fn nothing_that_acts_or_hides_gets_through() {
        for text in [
            "Ask @everyone.",
            "Ask <@123> now.",
            "See https://example.com now.",
            "See example.com now.",
            "See discord.gg/x now.",
            "Write mailto:a now.",
            "It is **bold**.",
            "It is _so_.",
            "It is `code`.",
            "- It is a list.",
            "# It is a heading.",
            "> It is a quote.",
            "It is [a](b).",
            "It is ||hidden||.",
            "It is\nanother line.",
            "It is zero\u{200b}width.",
            "It is \u{202e}turned.",
            "It is a tag\u{e0041}.",
            "It has a nul\0.",
            "Is it so?",
            "",
            "   ",
        ] {
            assert_eq!(cleaned(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_sentence_has_a_limit() {
        assert!(cleaned(&"北".repeat(400)).is_some());
        assert!(cleaned(&"北".repeat(401)).is_none());
    }
}
