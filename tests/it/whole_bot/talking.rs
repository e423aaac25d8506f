//! What is said to the bot and is no question: it gets a line, shows no page, and is no gap for the editors. Commands in plain
//! words do what they do with a slash.

use practice_discord::Snowflake;
use practice_discord::ids::{ADA, BOT, GENERAL, NOOR};

use super::office::{Message, Office, Plan};

const COULD_NOT_FIND: &str = "I couldn't find that in my pages";

#[tokio::test(flavor = "multi_thread")]
async fn small_talk_is_answered_wherever_it_is_said() {
    let mut office = Office::open_as(Plan::default()).await;
    for (message, title) in [
        ("hello", "What would you like to know?"),
        ("thanks!", "You're welcome"),
        ("see you tomorrow", "Until next time"),
        ("are you a robot?", "I'm a bot"),
        ("lol", "Noted"),
        ("asdfgh", "I see no question in that"),
        ("anyone up for lunch?", "That is for your colleagues"),
        ("What can you do?", "What I can do"),
        ("how old is your data?", "How old the facts are"),
        ("what's new?", "What is new"),
    ] {
        let by_command = office.ask("ask", &[("question", message)]).await;
        assert_eq!(by_command.title(), title);
    }
    for (message, title) in [
        ("thanks!", "You're welcome"),
        ("what's new?", "What is new"),
    ] {
        let mention = format!("<@{BOT}> {message}");
        office.say(ADA, GENERAL, &mention, None).await;
        assert_eq!(office.told_in(GENERAL).await.title(), title);
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_lines_of_small_talk_show_no_page_and_are_no_gaps() {
    let mut office = Office::open_as(Plan::default()).await;
    for line in include_str!("../../small_talk.txt").lines() {
        let (message, _) = line.split_once('\t').expect("two columns");
        let answer = office.ask("ask", &[("question", message)]).await;
        assert_ne!(answer.title(), COULD_NOT_FIND, "{message}");
        assert!(
            answer.knobs().is_empty(),
            "{message}: {:?}",
            answer.labels()
        );
    }
    // What nobody could answer is written down, and is the only gap.
    let gap = "what is China's policy on Brazilian soybeans?";
    let declined = office.ask("ask", &[("question", gap)]).await;
    assert_eq!(declined.title(), COULD_NOT_FIND);
    let store = office.store();
    while store.count_unanswered().await.expect("a database") == 0 {
        tokio::task::yield_now().await;
    }
    let gaps = store.gaps(200).await.expect("a database");
    assert_eq!(gaps.iter().map(|gap| &*gap.text).collect::<Vec<_>>(), [gap]);
    store.close().await;
    let status = office.editors_status().await;
    assert!(
        !status.description().contains("lunch"),
        "{}",
        status.description()
    );
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_in_plain_words_shows_what_it_shows_with_a_slash() {
    let mut office = Office::open_as(Plan::default()).await;
    for (message, command, options) in [
        (
            "compare iran and syria",
            "compare",
            &[("first", "iran"), ("second", "syria")][..],
        ),
        ("chronology syria", "timeline", &[("name", "syria")]),
        ("what do you cover?", "hotspots", &[]),
        ("who is aligned with us?", "aligned-with-us", &[]),
    ] {
        let said = office.ask("ask", &[("question", message)]).await;
        let given = office.ask(command, options).await;
        assert_eq!(shown(&said), shown(&given), "{message}");
    }
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_is_set_by_asking_for_it() {
    let mut office = Office::open_as(Plan::default()).await;
    let direct = office.direct_channel().await;
    let direct: Snowflake = direct
        .as_str()
        .and_then(|id| id.parse().ok())
        .expect("an id");
    office.say(ADA, direct, "remind me of the g20", None).await;
    let set = office.told_in(direct).await;
    assert!(
        set.labels().iter().any(|label| label == "Remove"),
        "{:?}",
        set.labels()
    );
    let list = office.ask("remind", &[]).await;
    assert!(list.whole().contains("G20"), "{}", list.whole());
    // Nobody else is reminded.
    let other = office.command(NOOR, "remind", &[]).await.message();
    assert!(!other.whole().contains("G20"), "{}", other.whole());
    office.close().await;
}

/// What a reader sees of a message.
fn shown(message: &Message) -> (&str, &str, Vec<String>) {
    (message.title(), message.description(), message.labels())
}
