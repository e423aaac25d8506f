//! Every frame that Discord documents is read, and nothing that the bot does not need can change what it reads: each such
//! field is removed, nulled and given other types, one at a time.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{Event, InteractionData, read};

/// What the bot reads, by the places of the fields; `*` stands for one step of any name, `**` for any number of them. All
/// else can be anything.
const NEEDED: &[&str] = &[
    "t",
    "d",
    // An interaction.
    "d.id",
    "d.token",
    "d.type",
    "d.guild_id",
    "d.channel_id",
    "d.channel",
    "d.channel.id",
    "d.channel.type",
    "d.channel.parent_id",
    "d.user",
    "d.user.USER",
    "d.member",
    "d.member.user",
    "d.member.user.USER",
    "d.member.roles",
    "d.member.roles.*",
    "d.member.permissions",
    "d.app_permissions",
    "d.locale",
    "d.authorizing_integration_owners",
    "d.authorizing_integration_owners.*",
    "d.data",
    "d.data.name",
    "d.data.target_id",
    "d.data.options.**",
    "d.data.options",
    "d.data.custom_id",
    "d.data.values",
    "d.data.values.*",
    "d.data.components.**",
    "d.data.components",
    "d.data.resolved",
    "d.data.resolved.messages",
    "d.data.resolved.messages.*",
    "d.data.resolved.messages.*.MESSAGE",
    "d.message",
    "d.message.MESSAGE",
    // A message.
    "d.MESSAGE",
    // A server.
    "d.unavailable",
    "d.joined_at",
    "d.preferred_locale",
    "d.system_channel_id",
    "d.channels",
    "d.channels.*",
    "d.channels.*.id",
    "d.channels.*.type",
    "d.channels.*.position",
    "d.roles",
    "d.roles.*",
    "d.roles.*.id",
    "d.roles.*.tags",
    "d.roles.*.tags.bot_id",
];

/// What the bot reads of somebody.
const USER: &[&str] = &["id", "username", "global_name", "bot"];

/// What the bot reads of a message: above all its text, wherever that stands.
const MESSAGE: &[&str] = &[
    "id",
    "channel_id",
    "guild_id",
    "type",
    "webhook_id",
    "flags",
    "content",
    "author",
    "author.USER",
    "mentions",
    "mentions.*",
    "mentions.*.USER",
    "mention_roles",
    "mention_roles.*",
    "interaction_metadata",
    "interaction_metadata.user",
    "interaction_metadata.user.USER",
    "referenced_message",
    "referenced_message.author",
    "referenced_message.author.USER",
    "embeds",
    "embeds.*",
    "embeds.*.title",
    "embeds.*.description",
    "embeds.*.fields",
    "embeds.*.fields.*",
    "embeds.*.fields.*.name",
    "embeds.*.fields.*.value",
    "embeds.*.author",
    "embeds.*.author.name",
    "embeds.*.provider",
    "embeds.*.provider.name",
    "embeds.*.footer",
    "embeds.*.footer.text",
    "message_snapshots",
    "message_snapshots.*",
    "message_snapshots.*.message",
    "message_snapshots.*.message.MESSAGE",
    "poll",
    "poll.question",
    "poll.question.text",
    "poll.answers",
    "poll.answers.*",
    "poll.answers.*.poll_media",
    "poll.answers.*.poll_media.text",
    "components",
    "components.COMPONENT",
    "attachments",
    "attachments.*",
    "attachments.*.description",
    "attachments.*.title",
    "sticker_items",
    "sticker_items.*",
    "sticker_items.*.name",
];

/// Without these there is nothing that could be answered, or nobody to answer.
const ESSENTIAL: &[&str] = &[
    "t",
    "d",
    "d.id",
    "d.token",
    "d.type",
    "d.channel_id",
    "d.author",
    "d.author.id",
    "d.data",
    "d.data.name",
    "d.data.custom_id",
];

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
