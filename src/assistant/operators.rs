//! Little words that turn a statement: not, may, will, said, only, before. Each acts on the words that follow it.

use super::dates::month;
use super::token::Token;

/// Words of content after an operator that it acts on: the verb, and what belongs to it.
const REACH: usize = 3;
/// Words that stand between others and say nothing by themselves; a sentence may add its own.
const GLUE: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "did", "do", "does",
    "for", "had", "has", "have", "he", "her", "hers", "him", "his", "in", "into", "is", "it",
    "its", "of", "on", "she", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "those", "to", "too", "was", "were", "where", "when", "which", "while", "who",
    "whom", "whose", "with", "also",
];
/// Operators that can be left out without saying more than was said.
const MAY_BE_LEFT_OUT: &[&str] = &[
    "after", "again", "all", "already", "always", "any", "because", "both", "during", "each",
    "ever", "every", "from", "or", "said", "since", "still", "yet",
];

/// Verbs after which what follows has not been done, or is not so; by their stems.
const UNDONE: &[&str] = &[
    "aim", "ask", "avoid", "ban", "block", "call", "cancel", "condemn", "consid", "declin",
    "delay", "demand", "deni", "doubt", "drop", "end", "expect", "fail", "fear", "halt", "hope",
    "intend", "offer", "oppos", "plan", "prepar", "prevent", "promis", "propos", "refus", "reject",
    "report", "seek", "sought", "stop", "suspend", "threaten", "tri", "undertak", "urg", "veto",
    "want", "warn", "wish",
];
/// Verbs and prepositions by which somebody's words are reported.
const REPORTING: &str = include_str!("../../model/reporting_words.txt");
/// Operators that may act on a date.
const OF_TIME: &[&str] = &["after", "before", "during", "from", "since", "until"];

/// An operator, and the words it acts on, nearest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Turned {
    pub how: String,
    pub what: Vec<String>,
}

impl Turned {
    fn has(&self, how: &str, what: &str) -> bool {
        self.how == how && self.what.iter().any(|word| word == what)
    }
}

/// Whether the token at `at` says something by itself.
pub(super) fn is_content(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let is_glue = GLUE.contains(&token.plain.as_str()) && !token.is_acronym();
    let says_something = || token.is_number() || UNDONE.contains(&token.stem.as_str());
    !is_glue && (says_something() || operator(tokens, at).is_none())
}

/// What the token at `at` does to those after it; none if it is no operator. Words that do the same have one name.
pub(super) fn operator(tokens: &[Token], at: usize) -> Option<&str> {
    let token = &tokens[at];
    let is_before_number =
        || (at + 1..=at + 2).any(|next| tokens.get(next).is_some_and(Token::is_number));
    Some(match token.plain.as_str() {
        "not" | "no" | "never" | "none" | "nobody" | "nothing" | "neither" | "nor" | "without"
        | "nowhere" | "hardly" | "barely" => "not",
        "may" if month(tokens, at).is_some() => return None,
        "may" | "might" | "could" | "can" | "possibly" | "perhaps" | "maybe" | "probably"
        | "likely" | "reportedly" | "allegedly" | "apparently" | "seemingly" | "seem" | "seems"
        | "seemed" | "appear" | "appears" | "appeared" | "unconfirmed" => "perhaps",
        "will" | "would" | "shall" | "planned" | "expected" | "expects" | "intends"
        | "intended" | "due" => "will",
        "must" | "should" | "ought" => "must",
        reporting if is_reporting(reporting) => "said",
        "because" | "so" | "therefore" | "thus" | "hence" => "because",
        "if" | "unless" => "if",
        "about" | "around" | "over" | "up" | "least" | "under" | "below" | "above"
            if is_before_number() =>
        {
            &token.plain
        }
        "all" | "every" | "each" | "both" | "only" | "most" | "many" | "few" | "several"
        | "some" | "almost" | "nearly" | "any" | "always" | "often" | "sometimes" | "more"
        | "less" | "fewer" | "before" | "after" | "since" | "until" | "during" | "still"
        | "again" | "yet" | "already" | "ever" | "or" | "from" => &token.plain,
        _ if token.is_number() || UNDONE.contains(&token.stem.as_str()) => &token.stem,
        _ => return None,
    })
}

fn is_reporting(word: &str) -> bool {
    REPORTING.lines().any(|line| line == word)
}

/// Every operator in one statement, with what it acts on: what follows, or what stands before it if nothing does. Dates,
/// which `is_date` marks, are acted on by words of time alone.
pub(super) fn turned(tokens: &[Token], is_date: &[bool]) -> Vec<Turned> {
    let content: Vec<usize> = (0..tokens.len())
        .filter(|at| is_content(tokens, *at))
        .collect();
    let operators = (0..tokens.len())
        .filter(|at| !is_date[*at])
        .filter_map(|at| Some((at, operator(tokens, at)?)));
    operators
        .map(|(at, how)| {
            let reached = |other: &usize| !is_date[*other] || OF_TIME.contains(&how);
            let mut behind = content
                .iter()
                .copied()
                .filter(reached)
                .filter(|other| *other > at);
            let mut what: Vec<usize> = behind.by_ref().take(REACH).collect();
            if what.is_empty() {
                let mut ahead = content.iter().rev().copied().filter(reached);
                what.extend(ahead.find(|other| *other < at));
            }
            Turned {
                how: how.to_owned(),
                what: what.into_iter().map(|at| tokens[at].stem.clone()).collect(),
            }
        })
        .collect()
}

/// Whether what is turned in a sentence is turned alike in the statements it rests on, as often, and the other way round.
pub(super) fn agree(
    sentence: &[Turned],
    statements: &[&Turned],
    says: impl Fn(&str) -> bool,
) -> bool {
    let sentence: Vec<&Turned> = sentence.iter().collect();
    let must_be_kept = |known: &&Turned| {
        let is_number = known.how.starts_with(|c: char| c.is_ascii_digit());
        let may_be_left_out = is_number || MAY_BE_LEFT_OUT.contains(&known.how.as_str());
        !may_be_left_out && known.what.first().is_some_and(|what| says(what))
    };
    let to_keep: Vec<&Turned> = statements.iter().copied().filter(must_be_kept).collect();
    has_partners(&sentence, statements) && has_partners(&to_keep, &sentence)
}

/// Whether each of `these` has one of `others` for itself that does the same to the same word.
fn has_partners(these: &[&Turned], others: &[&Turned]) -> bool {
    let mut left: Vec<&Turned> = others.to_vec();
    these.iter().all(|turned| {
        let Some(what) = turned.what.first() else {
            return true;
        };
        let partner = left.iter().position(|one| one.has(&turned.how, what));
        partner.map(|at| left.swap_remove(at)).is_some()
    })
}
