//! Every frame that Discord documents is read, and nothing that the bot does not need can change what it reads: each such
//! field is removed, nulled and given other types, one at a time.

mod needed;

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use self::needed::{ESSENTIAL, MESSAGE, NEEDED, USER};
use super::{Event, InteractionData, is_between_others, read};

/// What stands in place of a field.
fn other_values(value: &Value) -> Vec<Value> {
    let others = [
        Value::Null,
        json!(true),
        json!(-1),
        json!(u64::MAX),
        json!(0.5),
        json!("x"),
        json!([[]]),
        json!({ "x": {} }),
    ];
    others.into_iter().filter(|other| other != value).collect()
}

fn frames() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frames");
    let mut frames: Vec<(String, Value)> = fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let path = file.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect();
    frames.sort_by(|(a, _), (b, _)| a.cmp(b));
    frames
}

/// The places of all fields, as steps.
fn places(value: &Value, at: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    let fields: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields
            .iter()
            .map(|(name, field)| (name.clone(), field))
            .collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .map(|(n, one)| (n.to_string(), one))
            .collect(),
        _ => return,
    };
    for (step, field) in fields {
        at.push(step);
        all.push(at.clone());
        places(field, at, all);
        at.pop();
    }
}

/// Whether the steps are those of a pattern.
fn fits(pattern: &[&str], steps: &[String]) -> bool {
    match (pattern.split_first(), steps.split_first()) {
        (None, None) | (Some((&"**", _)), Some(_)) => true,
        (Some((&"USER", [])), Some(_)) => any_fits(USER, steps),
        (Some((&"MESSAGE", [])), Some(_)) => any_fits(MESSAGE, steps),
        (Some((&"COMPONENT", [])), Some((_, below))) => is_component(below),
        (Some((first, rest)), Some((step, below))) => {
            (*first == "*" || first == step) && fits(rest, below)
        }
        _ => false,
    }
}

/// A component in a message, or what is read of one.
fn is_component(steps: &[String]) -> bool {
    match steps.split_first() {
        None => true,
        Some((step, below)) => match step.as_str() {
            "content" | "description" => below.is_empty(),
            "accessory" => is_component(below),
            "components" | "items" => match below.split_first() {
                None => true,
                Some((_, below)) => is_component(below),
            },
            _ => false,
        },
    }
}

fn any_fits(patterns: &[&str], steps: &[String]) -> bool {
    patterns.iter().any(|pattern| {
        let pattern: Vec<&str> = pattern.split('.').collect();
        fits(&pattern, steps)
    })
}

fn at<'v>(value: &'v mut Value, steps: &[String]) -> &'v mut Value {
    steps.iter().fold(value, |value, step| match value {
        Value::Array(list) => &mut list[step.parse::<usize>().unwrap()],
        other => &mut other[step.as_str()],
    })
}

/// The frame without the field, and with each other value in its place.
fn mutants(frame: &Value, steps: &[String]) -> Vec<Value> {
    let (last, above) = steps.split_last().unwrap();
    let mut mutants = Vec::new();
    let mut without = frame.clone();
    if let Value::Object(fields) = at(&mut without, above) {
        fields.remove(last);
        mutants.push(without);
    }
    let mut other = frame.clone();
    let field = at(&mut other, steps).clone();
    for value in other_values(&field) {
        *at(&mut other, steps) = value;
        mutants.push(other.clone());
    }
    mutants
}

/// What is read of a frame, in full.
fn seen(frame: &Value) -> String {
    format!("{:?}", read(&frame.to_string()))
}

#[test]
fn no_field_that_the_bot_does_not_need_changes_what_it_reads() {
    let mut tried = 0;
    for (name, frame) in frames() {
        let expected = seen(&frame);
        let mut all = Vec::new();
        places(&frame, &mut Vec::new(), &mut all);
        for steps in all.iter().filter(|steps| !any_fits(NEEDED, steps)) {
            for mutant in mutants(&frame, steps) {
                assert_eq!(seen(&mutant), expected, "{name}: {}", steps.join("."));
                tried += 1;
            }
        }
    }
    // Some forty fields of each frame, in nine ways.
    assert!(tried > 20_000, "{tried}");
}

#[test]
fn whatever_a_field_holds_the_event_is_read_unless_nobody_could_be_answered() {
    for (name, frame) in frames() {
        if read(&frame.to_string()).unwrap().is_none() {
            continue;
        }
        let mut all = Vec::new();
        places(&frame, &mut Vec::new(), &mut all);
        for steps in all.iter().filter(|steps| any_fits(NEEDED, steps)) {
            if any_fits(ESSENTIAL, steps) {
                continue;
            }
            for mutant in mutants(&frame, steps) {
                let read = read(&mutant.to_string());
                assert!(matches!(read, Ok(Some(_))), "{name}: {}", steps.join("."));
            }
        }
    }
}

#[test]
fn what_cannot_be_read_is_named_by_event_and_field_without_its_content() {
    let frames = frames();
    let (_, frame) = frames
        .iter()
        .find(|(name, _)| name == "press-button")
        .unwrap();
    for (field, named) in [
        ("token", "token"),
        ("id", "id"),
        ("type", "type"),
        ("data", "data.custom_id"),
    ] {
        let mut broken = frame.clone();
        broken["d"][field] = Value::Null;
        let error = read(&broken.to_string()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`{named}` of INTERACTION_CREATE cannot be read")
        );
    }
}

#[test]
fn all_text_that_a_reader_sees_is_read_at_any_depth() {
    let frames = frames();
    let text = |wanted: &str| {
        let (_, frame) = frames.iter().find(|(name, _)| name == wanted).unwrap();
        let Ok(Some(Event::Interaction(interaction))) = read(&frame.to_string()) else {
            panic!("{wanted}");
        };
        let InteractionData::Command(command) = interaction.data else {
            panic!("{wanted}");
        };
        command
            .message
            .map(|message| message.text())
            .unwrap_or_default()
    };
    for (frame, part) in [
        ("lookup-plain", "Iran"),
        ("lookup-forward", "signed a treaty on the Arctic"),
        ("lookup-components-v2", "Iran"),
        ("lookup-poll", "Iran"),
        ("lookup-news-embed", "Iran"),
        ("lookup-attachment-alt-text", "Arctic"),
        ("lookup-forward-embed", "Arctic"),
    ] {
        let text = text(frame);
        assert!(text.contains(part), "{frame}: {text}");
    }
    assert_eq!(text("lookup-voice-message"), "");
}

#[test]
fn what_a_form_holds_is_read_in_rows_and_in_labels() {
    for name in [
        "modal-action-row",
        "modal-label",
        "modal-label-text-display-file-upload",
    ] {
        let frames = frames();
        let (_, frame) = frames.iter().find(|(one, _)| one == name).unwrap();
        let Ok(Some(Event::Interaction(interaction))) = read(&frame.to_string()) else {
            panic!("{name}");
        };
        let InteractionData::Modal(modal) = interaction.data else {
            panic!("{name}");
        };
        assert_eq!(
            modal.answers.text("text"),
            Some("The date is wrong."),
            "{name}"
        );
    }
}

#[test]
fn a_server_of_which_only_an_outage_is_known_is_read_as_that() {
    let frame =
        json!({ "op": 0, "s": 1, "t": "GUILD_CREATE", "d": { "id": "7", "unavailable": true } });
    let Ok(Some(Event::GuildHere(guild))) = read(&frame.to_string()) else {
        panic!("a server");
    };
    assert!(guild.is_unavailable);
}

/// The frame as Discord writes it: the event's name first, what it holds last.
fn as_discord_writes_it(frame: &Value) -> String {
    let (name, data) = (&frame["t"], &frame["d"]);
    format!(r#"{{"t":{name},"s":7,"op":0,"d":{data}}}"#)
}

#[test]
fn the_order_of_a_frames_fields_changes_nothing() {
    for (name, frame) in frames() {
        let read = format!("{:?}", read(&as_discord_writes_it(&frame)));
        assert_eq!(read, seen(&frame), "{name}");
    }
}

/// Who is mentioned by the frames `message-mention-plain` and others.
const OWN_ID: u64 = 1_200_000_000_000_000_001;

#[test]
fn what_is_passed_over_unread_is_nothing_that_anybody_would_answer() {
    let mut passed_over = 0;
    for (name, frame) in frames() {
        let mut all = vec![Vec::new()];
        places(&frame, &mut Vec::new(), &mut all);
        let changed = all.iter().filter(|steps| !steps.is_empty());
        let mutants = changed.flat_map(|steps| mutants(&frame, steps));
        for frame in mutants.chain([frame.clone()]) {
            let text = as_discord_writes_it(&frame);
            if !is_between_others(&text, OWN_ID) {
                continue;
            }
            passed_over += 1;
            if let Ok(Some(event)) = read(&text) {
                let Event::Message(message) = event else {
                    panic!("{name}: {text}");
                };
                assert!(message.guild_id.is_some(), "{name}: {text}");
                assert!(!message.mentions_user(OWN_ID), "{name}: {text}");
                assert_eq!(message.mentioned_roles().count(), 0, "{name}: {text}");
            }
        }
    }
    assert!(passed_over > 100, "{passed_over}");
}

#[test]
fn a_message_of_others_is_passed_over_and_one_to_the_bot_is_not() {
    let frames = frames();
    let frame = |name: &str| {
        let found = frames.iter().find(|(own, _)| own == name);
        found.unwrap().1.clone()
    };
    let mention = frame("message-mention-plain");
    assert!(!is_between_others(&as_discord_writes_it(&mention), OWN_ID));
    let mut others = mention.clone();
    others["d"]["mentions"] = json!([{ "id": "77", "username": "ivo" }]);
    assert!(is_between_others(&as_discord_writes_it(&others), OWN_ID));
    let mut role = others.clone();
    role["d"]["mention_roles"] = json!(["78"]);
    assert!(!is_between_others(&as_discord_writes_it(&role), OWN_ID));
    let mut direct = others.clone();
    direct["d"]["guild_id"] = Value::Null;
    assert!(!is_between_others(&as_discord_writes_it(&direct), OWN_ID));
    let typing = json!({ "t": "TYPING_START", "d": {} });
    assert!(is_between_others(&as_discord_writes_it(&typing), OWN_ID));
}
