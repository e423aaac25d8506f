/// What kind of thing a question wants to know.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Intent {
    /// Anything.
    #[default]
    What,
    /// A person, a state or a body.
    Who,
    /// A date.
    When,
    /// A place.
    Where,
    /// A reason.
    Why,
    /// How it sits with U.S. aims.
    Stance,
    /// Two things side by side.
    Compare,
    /// What is no longer as it was.
    Changed,
    /// Who leads an organization.
    Chair,
    /// Who belongs to one.
    Members,
    /// A summit to come.
    Next,
    /// What a word means.
    Meaning,
}

/// What `words`, as plain as they were typed, want to know; `meant` has their nicknames spelt out.
pub(super) fn intent(words: &[&str], meant: &str) -> Intent {
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let says = |phrase: &str| format!(" {} ", words.join(" ")).contains(&format!(" {phrase} "));
    let asks = |any: &[&str]| any.iter().any(|word| meant.contains(word));
    match () {
        () if says("now vs") || says("vs 2019") => Intent::Changed,
        () if has(&["compare", "compared", "comparison", "versus", "vs"])
            || says("difference between") =>
        {
            Intent::Compare
        }
        () if has(&[
            "aligned",
            "alignment",
            "align",
            "aligns",
            "stance",
            "opposed",
        ]) || says("us interests")
            || says("us interest")
            || says("american interests")
            || says("us aims")
            || says("our interest")
            || says("our interests")
            || says("with us policy")
            || says("against us policy")
            || meant.contains("aligned US interests") =>
        {
            Intent::Stance
        }
        () if has(&["changed", "changes", "change", "изменилось", "变化"])
            || says("whats new")
            || says("what is new")
            || says("now vs")
            || says("then and now")
            || says("since 2019") && has(&["what", "how", "different", "evolved", "developed"]) =>
        {
            Intent::Changed
        }
        () if has(&[
            "chair",
            "chairs",
            "chairing",
            "presidency",
            "chairmanship",
            "chaired",
        ]) || asks(&["председател", "主席国"]) =>
        {
            Intent::Chair
        }
        () if has(&["member", "members", "membership"])
            || says("who is in")
            || says("whos in")
            || asks(&["члены", "成员"]) =>
        {
            Intent::Members
        }
        () if has(&["next", "upcoming", "coming"]) => Intent::Next,
        () if has(&["when", "date", "dates", "day", "year", "since", "long"])
            || asks(&["когда", "何时", "什么时候", "какого числа", "quand"]) =>
        {
            Intent::When
        }
        () if has(&["why", "reason", "reasons"])
            || says("how come")
            || asks(&["почему", "зачем", "为什么", "pourquoi"]) =>
        {
            Intent::Why
        }
        () if says("mean")
            || says("means")
            || has(&["define", "definition", "meaning", "term"]) =>
        {
            Intent::Meaning
        }
        () if has(&["where"]) || asks(&["где", "哪里", "在哪"]) => Intent::Where,
        () if has(&["who", "whose", "whom", "whos"]) || asks(&["кто", "谁"]) => Intent::Who,
        () => Intent::What,
    }
}
