//! The judge itself: what is allowed passes, and what is one too many does not. Here are the requests that are judged.

mod layouts;
mod limits;
mod promises;

use jiff::Timestamp;
use practice_discord::Request;
use serde_json::{Value, json};

use super::faults_of;

const CALLBACK: &str = "/interactions/1/token/callback";
const MESSAGES: &str = "/channels/1/messages";
const COMMANDS: &str = "/applications/1/commands";

fn judged(method: &str, path: &str, body: Value) -> Vec<String> {
    faults_of(&Request {
        method: method.to_owned(),
        path: path.to_owned(),
        query: String::new(),
        body,
        files: Vec::new(),
        status: 200,
        code: None,
        at: Timestamp::UNIX_EPOCH,
    })
}

fn message(mut parts: Value) -> Value {
    parts["allowed_mentions"] = json!({ "parse": [] });
    parts
}

/// A message that the bot posts by itself.
fn posted(parts: Value) -> Value {
    let mut message = message(parts);
    message["nonce"] = json!("1");
    message["enforce_nonce"] = json!(true);
    message
}

fn answer(parts: Value) -> Value {
    json!({ "type": 4, "data": message(parts) })
}

fn embed(embed: &Value) -> Value {
    answer(json!({ "embeds": [embed] }))
}

fn field(name: usize, value: usize) -> Value {
    json!({ "name": text(name), "value": text(value) })
}

/// Four bytes a character: whoever counts bytes is wrong early.
fn text(length: usize) -> String {
    "🧭".repeat(length)
}

fn button(custom_id: &str, label: &str) -> Value {
    json!({ "type": 2, "style": 2, "custom_id": custom_id, "label": label })
}

fn buttons(counts: &[usize]) -> Value {
    let row = |(row, count): (usize, &usize)| -> Value {
        let buttons = (0..*count).map(|n| button(&format!("{row}/{n}"), "b"));
        json!({ "type": 1, "components": buttons.collect::<Vec<_>>() })
    };
    let rows: Vec<Value> = counts.iter().enumerate().map(row).collect();
    answer(json!({ "content": "c", "components": rows }))
}

fn one_button(custom_id: &str, label: &str) -> Value {
    let row = json!({ "type": 1, "components": [button(custom_id, label)] });
    answer(json!({ "content": "c", "components": [row] }))
}

fn menu(options: usize) -> Value {
    let option = |n: usize| json!({ "label": "l", "value": n.to_string() });
    let options: Vec<Value> = (0..options).map(option).collect();
    let select = json!({ "type": 3, "custom_id": "m", "options": options });
    let row = json!({ "type": 1, "components": [select] });
    answer(json!({ "content": "c", "components": [row] }))
}

fn choices(count: usize, length: usize) -> Value {
    let choice = json!({ "name": text(length), "value": text(length) });
    json!({ "type": 8, "data": { "choices": vec![choice; count] } })
}

fn form(title: usize, label: usize, custom_id: &str) -> Value {
    let input = json!({ "type": 4, "custom_id": custom_id, "style": 2, "label": text(label) });
    let row = json!({ "type": 1, "components": [input] });
    json!({ "type": 9, "data": { "custom_id": "f", "title": text(title), "components": [row] } })
}

fn commands(count: usize, name: &str, description: usize) -> Value {
    let command =
        |n: usize| json!({ "name": format!("{name}{n}"), "description": text(description) });
    (0..count).map(command).collect()
}

fn choice_of(count: usize) -> Value {
    let choice = |n: usize| json!({ "name": format!("c{n}"), "value": "v" });
    let choices: Vec<Value> = (0..count).map(choice).collect();
    let option = json!({ "type": 3, "name": "o", "description": "d", "choices": choices });
    json!([{ "name": "c", "description": "d", "options": [option] }])
}
