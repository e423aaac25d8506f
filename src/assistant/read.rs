//! The sentences in a model's reply, whatever else stands in it.

use serde_json::{Deserializer, Value};

use super::verify::Claim;

/// Most places in a reply where JSON is looked for; prose has few brackets, and each try costs time.
const MAX_TRIES: usize = 64;

/// The sentences in a model's reply, whatever stands around the JSON: thoughts, a code fence, a polite word. None if there
/// is no list of them in it.
///
/// ```
/// use attache::assistant::claims;
///
/// let reply = "Sure! {\"sentences\": [{\"text\": \"It is cold.\", \"passages\": [1]}]}";
/// assert_eq!(claims(reply).expect("a list")[0].passages, [1]);
/// assert!(claims("I cannot help with that.").is_none());
/// ```
pub fn claims(reply: &str) -> Option<Vec<Claim>> {
    let after_thoughts = reply.rsplit("</think>").next().unwrap_or(reply);
    let begins = after_thoughts.match_indices(['{', '[']).map(|(at, _)| at);
    begins.take(MAX_TRIES).find_map(|at| {
        let mut values = Deserializer::from_str(&after_thoughts[at..]).into_iter::<Value>();
        list(&values.next()?.ok()?)
    })
}

fn list(value: &Value) -> Option<Vec<Claim>> {
    let sentences = value.get("sentences").unwrap_or(value).as_array()?;
    let claims: Vec<Claim> = sentences.iter().filter_map(claim).collect();
    // `[1]` is a list too.
    (sentences.is_empty() || !claims.is_empty()).then_some(claims)
}

fn claim(value: &Value) -> Option<Claim> {
    let number = |value: &Value| match value {
        Value::String(text) => text.trim_matches(['[', ']', ' ']).parse().ok(),
        other => other.as_i64(),
    };
    let passages = match &value["passages"] {
        Value::Array(numbers) => numbers.iter().map(number).collect::<Option<_>>()?,
        one => vec![number(one)?],
    };
    let text = value["text"].as_str()?.to_owned();
    Some(Claim { text, passages })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_found_whatever_stands_around_it() {
        let bare = r#"{"sentences":[{"text":"北极 is cold.","passages":[1,2]}]}"#;
        let wanted = vec![Claim {
            text: "北极 is cold.".to_owned(),
            passages: vec![1, 2],
        }];
        for reply in [
            bare.to_owned(),
            format!("```json\n{bare}\n```"),
            format!("Sure! [1] Here {{it}} is:\n{bare}\nAsk me more."),
            format!(
                "<think>{{\"sentences\":[{{\"text\":\"no\",\"passages\":[9]}}]}}</think>{bare}"
            ),
            r#"[{"text":"北极 is cold.","passages":["1","[2]"]}]"#.to_owned(),
        ] {
            assert_eq!(claims(&reply).as_ref(), Some(&wanted), "{reply}");
        }
        let one = claims(r#"[{"text":"So.","passages":3}]"#).unwrap();
        assert_eq!(one[0].passages, [3]);
        assert_eq!(claims(r#"{"sentences":[]}"#), Some(Vec::new()));
    }

    #[test]
    fn what_has_no_list_in_it_is_not_read() {
        for reply in [
            "",
            "I cannot help with that.",
            "<html><body>502</body></html>",
            r#"{"sentences":"none"}"#,
            r#"{"sentences":[{"text":"cut o"#,
            "[1]",
            "{}",
            "null",
            &"[".repeat(200_000),
            &"{\"a\":".repeat(50_000),
        ] {
            assert_eq!(claims(reply), None, "{reply:.40}");
        }
    }
}
