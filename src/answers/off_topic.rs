//! What no page answers, however near it comes: opinions, forecasts, orders to the bot, small talk, and facts of kinds
//! that the knowledge does not hold.

use crate::knowledge::plain_words;

/// Phrases that ask for something else than a fact of the knowledge.
const PHRASES: &[&str] = &[
    // Measures of things and people.
    "how tall",
    "how old",
    "how big",
    "how deep",
    "how thick",
    "how far",
    "how fast",
    "how heavy",
    "wife of",
    "husband of",
    "married",
    "net worth",
    "how high",
    "how long is",
    "cost",
    // Opinions and forecasts.
    "should the",
    "should they",
    "should russia",
    "should china",
    "should america",
    "rooting for",
    "your honest",
    "a dictator",
    "collapse by",
    "good or bad",
    "do you think",
    "do you believe",
    "do you feel",
    "do you like",
    "do you love",
    "your opinion",
    "your view",
    "what do you think",
    "you reckon",
    "who will win",
    "who is going to win",
    "will there be war",
    "is going to win",
    "predict",
    "forecast for",
    "should we",
    "should i",
    "would you",
    "in your opinion",
    "is evil",
    "who is better",
    "who is stronger",
    "who would win",
    "odds",
    "bet on",
    // Orders to the bot.
    "ignore your",
    "ignore all",
    "ignore previous",
    "ignore the",
    "disregard",
    "system prompt",
    "your instructions",
    "pretend",
    "act as",
    "roleplay",
    "jailbreak",
    "developer mode",
    "write me",
    "write a",
    "write an",
    "write it",
    "translate",
    "compose",
    "draft me",
    "repeat after",
    "print your",
    "reveal your",
    "poem",
    "make up",
    "invent",
    "how do you say",
    "how to say",
    // Small talk.
    "tell me a joke",
    "joke",
    "how are you",
    "who are you",
    "what are you",
    "who made you",
    "good night",
    "coffee",
    "lunch anyone",
    "thank you",
    "thanks",
    "lol",
    "happy birthday",
    "weekend",
    "are you a bot",
    "are you human",
    "what can you do",
    // Everyday things.
    "recipe",
    "recommend",
    "restaurant",
    "hotel",
    "weather",
    "temperature",
    "football",
    "soccer",
    "match",
    "movie",
    "song",
    "flight to",
    "flights to",
    "visa",
    "exchange rate",
    "stock price",
    "bitcoin",
    "tourist",
    "beach",
    "museum",
    "phone number",
    "email address",
    "wifi",
    "password",
];

/// Words that name a kind of fact: a passage that lacks the word lacks the fact.
const KINDS: &[&str] = &[
    "population",
    "inhabitants",
    "gdp",
    "cpi",
    "inflation",
    "tax",
    "currency",
    "height",
    "birthday",
    "salary",
    "religion",
    "language",
    "anthem",
    "flag",
    "kilometres",
    "kilometers",
    "unemployment",
    "minister",
    "ambassador",
    "mayor",
    "governor",
    "warhead",
    "warheads",
    "budget",
    "gps",
    "coordinates",
    "soybeans",
    "soybean",
    "wheat",
    "semiconductors",
    "semiconductor",
    "vaccine",
    "vaccines",
    "olympics",
    "olympic",
    "champion",
    "ceo",
    "university",
    "emissions",
    "casualties",
    "refugees",
    "tourism",
    "cuisine",
    "literacy",
    "divorce",
    "lottery",
    "dialect",
];

/// Words after which a number is asked for.
const COUNTED: &[&str] = &[
    "how many",
    "how much",
    "what number of",
    "сколько",
    "多少",
    "combien",
];

/// Whether `question` asks for what no page answers.
pub(super) fn is_off_topic(question: &str) -> bool {
    let plain = format!(" {} ", plain_words(question));
    PHRASES
        .iter()
        .any(|phrase| plain.contains(&format!(" {phrase} ")))
}

/// Whether a word names a kind of fact.
pub(super) fn is_kind(plain: &str) -> bool {
    KINDS.contains(&plain)
}

/// What is to be counted, if a number is asked for: the last of the words next to "how many".
pub(super) fn counted(question: &str) -> Option<String> {
    let plain = plain_words(question);
    let (_, after) = COUNTED.iter().find_map(|words| plain.split_once(words))?;
    let ends = [
        "does", "do", "did", "has", "have", "is", "are", "were", "was", "in", "there", "of", "can",
        "will",
    ];
    let counted = after.split(' ').filter(|word| !word.is_empty());
    Some(
        counted
            .take_while(|word| !ends.contains(word))
            .map(str::to_owned)
            .collect(),
    )
}
