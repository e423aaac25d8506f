//! Both sides of every limit of messages, forms and commands.

use serde_json::json;

use super::{
    CALLBACK, COMMANDS, MESSAGES, answer, buttons, choice_of, choices, commands, embed, field,
    form, judged, menu, one_button, posted, text,
};

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "one situation, from its beginning to its end"
)]
fn both_sides_of_every_limit_are_told_apart() {
    let fields = |count: usize| embed(&json!({ "title": "t", "fields": vec![field(1, 1); count] }));
    // A description of 4,096 and fields that bring the total of two embeds to 6,000.
    let total = |over: usize| {
        let last = json!({ "fields": [field(1, 1_024), field(1, 877 + over)] });
        answer(json!({ "embeds": [{ "description": text(4_096) }, last, { "title": "t" }] }))
    };
    let embeds = |count: usize| answer(json!({ "embeds": vec![json!({ "title": "t" }); count] }));
    let content = |length: usize| answer(json!({ "content": text(length) }));
    for (limit, within, beyond) in [
        ("content", content(2_000), content(2_001)),
        ("embeds", embeds(10), embeds(11)),
        ("total", total(0), total(1)),
        (
            "title",
            embed(&json!({ "title": text(256) })),
            embed(&json!({ "title": text(257) })),
        ),
        (
            "description",
            embed(&json!({ "description": text(4_096) })),
            embed(&json!({ "description": text(4_097) })),
        ),
        ("fields", fields(25), fields(26)),
        (
            "field name",
            embed(&json!({ "fields": [field(256, 1)] })),
            embed(&json!({ "fields": [field(257, 1)] })),
        ),
        (
            "field value",
            embed(&json!({ "fields": [field(1, 1_024)] })),
            embed(&json!({ "fields": [field(1, 1_025)] })),
        ),
        (
            "empty field",
            embed(&json!({ "fields": [field(1, 1)] })),
            embed(&json!({ "fields": [field(1, 0)] })),
        ),
        (
            "footer",
            embed(&json!({ "footer": { "text": text(2_048) } })),
            embed(&json!({ "footer": { "text": text(2_049) } })),
        ),
        (
            "author",
            embed(&json!({ "author": { "name": text(256) } })),
            embed(&json!({ "author": { "name": text(257) } })),
        ),
        ("rows", buttons(&[5; 5]), buttons(&[1; 6])),
        ("row", buttons(&[5]), buttons(&[6])),
        ("empty row", buttons(&[1]), buttons(&[0])),
        (
            "custom_id",
            one_button(&text(100), "b"),
            one_button(&text(101), "b"),
        ),
        ("empty custom_id", one_button("b", "b"), one_button("", "b")),
        (
            "button label",
            one_button("b", &text(80)),
            one_button("b", &text(81)),
        ),
        ("menu", menu(25), menu(26)),
        ("choices", choices(25, 1), choices(26, 1)),
        ("choice", choices(1, 100), choices(1, 101)),
        ("modal title", form(45, 1, "i"), form(46, 1, "i")),
        ("input label", form(1, 45, "i"), form(1, 46, "i")),
        (
            "input custom_id",
            form(1, 1, &text(100)),
            form(1, 1, &text(101)),
        ),
    ] {
        assert_eq!(judged("POST", CALLBACK, within), [""; 0], "{limit}");
        assert_ne!(judged("POST", CALLBACK, beyond), [""; 0], "{limit}");
    }
}

#[test]
fn both_sides_of_every_limit_of_commands_are_told_apart() {
    let named = |name: &str| json!([{ "name": name, "description": "d" }]);
    for (limit, within, beyond) in [
        ("commands", commands(100, "c", 1), commands(101, "c", 1)),
        ("description", commands(1, "c", 100), commands(1, "c", 101)),
        ("no description", commands(1, "c", 1), commands(1, "c", 0)),
        ("name", named(&"北".repeat(32)), named(&"北".repeat(33))),
        (
            "name in capitals",
            named("aligned-with-us"),
            named("Aligned"),
        ),
        ("name of two words", named("look-up"), named("look up")),
        ("choices", choice_of(25), choice_of(26)),
    ] {
        assert_eq!(judged("PUT", COMMANDS, within), [""; 0], "{limit}");
        assert_ne!(judged("PUT", COMMANDS, beyond), [""; 0], "{limit}");
    }
    let twins = json!([{ "name": "c", "description": "d" }, { "name": "c", "description": "d" }]);
    assert_eq!(
        judged("PUT", COMMANDS, twins),
        ["/1: has the name of another command"]
    );
}

#[test]
fn a_total_over_several_embeds_is_counted() {
    let embed = json!({ "description": text(3_001) });
    let faults = judged(
        "POST",
        MESSAGES,
        posted(json!({ "embeds": [embed, embed] })),
    );
    assert_eq!(faults, ["/embeds: have 6002 characters, not 6000"]);
}
