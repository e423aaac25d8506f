//! Reading JSON that may hold more, less or other than documented: a field that cannot be read counts as not there.
//!
//! Discord adds fields, widens numbers and nulls what was never null without a new API version. What the bot does not need
//! is not declared at all, and so cannot fail; what it can do without is read by the functions here.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// Reads a field as `T`; null or anything that is no `T` gives the default. Use with `#[serde(default)]`.
pub(in crate::bot) fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    let raw = <&RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(raw.get()).unwrap_or_default())
}

/// Reads a list and leaves out the elements that are no `T`; anything that is no list is empty. Use with
/// `#[serde(default)]`.
pub(in crate::bot) fn lenient_list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let list: Vec<&RawValue> = lenient(deserializer)?;
    let read = list.into_iter().map(|one| serde_json::from_str(one.get()));
    Ok(read.filter_map(Result::ok).collect())
}
