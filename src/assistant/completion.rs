//! A chat completion as `OpenAI`'s API has it, in the parts that are used here: what is sent, and what of the answer is read.
//!
//! <https://platform.openai.com/docs/api-reference/chat/create>. The names are those of the API.

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A question to a model. What is `None` is left out.
pub(super) struct CompletionRequest<'r> {
    pub(super) model: &'r str,
    /// What the model is to do.
    pub(super) system: &'r str,
    /// What it is asked.
    pub(super) user: &'r str,
    /// How much it may write, in tokens.
    pub(super) max_tokens: Option<u32>,
    /// The same, under the name that newer servers want.
    pub(super) max_completion_tokens: Option<u32>,
    /// From 0, always the likeliest word, to 2.
    pub(super) temperature: Option<f32>,
    /// The JSON Schema that the answer must have.
    pub(super) schema: Option<Value>,
}

impl CompletionRequest<'_> {
    /// The body of the request.
    pub(super) fn to_json(&self) -> String {
        let messages = json!([
            { "role": "system", "content": self.system },
            { "role": "user", "content": self.user },
        ]);
        let format = self.schema.as_ref().map(|schema| {
            let named = json!({ "name": "answer", "schema": schema, "strict": true });
            json!({ "type": "json_schema", "json_schema": named })
        });
        let all = [
            ("model", Some(json!(self.model))),
            ("messages", Some(messages)),
            ("max_tokens", self.max_tokens.map(Value::from)),
            (
                "max_completion_tokens",
                self.max_completion_tokens.map(Value::from),
            ),
            ("temperature", self.temperature.map(Value::from)),
            ("response_format", format),
        ];
        let given = all
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        Value::Object(given.collect::<Map<_, _>>()).to_string()
    }
}

/// A model's answer. Everything but the text is passed over, as servers differ in it.
#[derive(Deserialize)]
pub(super) struct Completion {
    choices: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: Option<String>,
}

impl Completion {
    /// None if it is not in the form of a chat completion.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        serde_json::from_slice(body).ok()
    }

    /// The text of the first choice; none if it has no text.
    pub(super) fn into_text(self) -> Option<String> {
        self.choices.into_iter().next()?.message.content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_has_what_is_given_and_nothing_else() {
        let bare = CompletionRequest {
            model: "m",
            system: "s",
            user: "u \"\n",
            max_tokens: None,
            max_completion_tokens: None,
            temperature: None,
            schema: None,
        };
        let messages = json!([
            { "role": "system", "content": "s" },
            { "role": "user", "content": "u \"\n" },
        ]);
        let sent: Value = serde_json::from_str(&bare.to_json()).unwrap();
        assert_eq!(sent, json!({ "model": "m", "messages": messages }));
        let full = CompletionRequest {
            max_tokens: Some(600),
            temperature: Some(0.0),
            schema: Some(json!({ "type": "object" })),
            ..bare
        };
        let sent: Value = serde_json::from_str(&full.to_json()).unwrap();
        let schema = json!({ "name": "answer", "schema": { "type": "object" }, "strict": true });
        assert_eq!(sent["max_tokens"], 600);
        assert_eq!(sent["temperature"], 0.0);
        assert_eq!(
            sent["response_format"],
            json!({ "type": "json_schema", "json_schema": schema })
        );
        assert!(sent.get("max_completion_tokens").is_none(), "{sent}");
    }

    #[test]
    fn of_an_answer_only_the_text_matters() {
        let text = |body: &str| Completion::read(body.as_bytes())?.into_text();
        let one = r#"{"id":7,"choices":[{"index":"x","message":{"role":1,"content":"Yes."}}]}"#;
        assert_eq!(text(one).as_deref(), Some("Yes."));
        for none in [
            r#"{"choices":[]}"#,
            r#"{"choices":[{"message":{"content":null}}]}"#,
            r#"{"choices":[{"message":{}}]}"#,
            r#"{"error":"busy"}"#,
            "<html>",
        ] {
            assert_eq!(text(none), None, "{none}");
        }
    }
}
