//! The nearest valid name, for a hint behind a problem.

/// The candidate spelt most like `given`. None if none is near enough to be a typing error: a third of the letters may
/// differ, three at most.
pub fn nearest<'c>(given: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let given = given.to_lowercase();
    let allowed = (given.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&given, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= allowed && *distance < given.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_typing_error_is_recognized_and_a_stranger_is_not() {
        let keys = ["position", "development", "as_of"];
        assert_eq!(nearest("positon", keys), Some("position"));
        assert_eq!(nearest("asof", keys), Some("as_of"));
        assert_eq!(nearest("colour", keys), None);
        assert_eq!(
            nearest("D", ["A", "B"]),
            None,
            "nothing of what was given is left"
        );
    }
}
