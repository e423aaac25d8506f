//! The languages that the bot speaks.

use strum::{AsRefStr, Display, EnumString, IntoStaticStr};
use unic_langid::LanguageIdentifier;

/// A language that replies can be in. Its text form is Discord's tag for it.
/// <https://discord.com/developers/docs/reference#locales>
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    AsRefStr,
    Display,
    EnumString,
    IntoStaticStr,
    serde::Serialize,
    serde::Deserialize,
)]
pub enum Locale {
    /// English, in which the knowledge is written.
    #[default]
    #[strum(serialize = "en")]
    #[serde(rename = "en")]
    English,
    /// French.
    #[strum(serialize = "fr")]
    #[serde(rename = "fr")]
    French,
    /// Russian.
    #[strum(serialize = "ru")]
    #[serde(rename = "ru")]
    Russian,
    /// Chinese in simplified characters.
    #[strum(serialize = "zh-CN")]
    #[serde(rename = "zh-CN")]
    Chinese,
}

impl Locale {
    /// Every language, English first.
    pub const ALL: [Self; 4] = [Self::English, Self::French, Self::Russian, Self::Chinese];

    /// The language for a locale as Discord names it: `fr`, `en-GB`, `zh-TW`. English if the bot does not speak it.
    ///
    /// ```
    /// use attache::text::Locale;
    ///
    /// assert_eq!(Locale::of_discord("zh-TW"), Locale::Chinese);
    /// assert_eq!(Locale::of_discord("pt-BR"), Locale::English);
    /// ```
    pub fn of_discord(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "fr" => Self::French,
            "ru" => Self::Russian,
            "zh" => Self::Chinese,
            _ => Self::English,
        }
    }

    /// Whose rules for plurals apply.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        // Every tag above is one that can be read; a test counts in each language.
        self.as_ref().parse().unwrap_or_default()
    }

    /// Its file.
    pub(super) fn texts(self) -> &'static str {
        match self {
            Self::English => include_str!("en.ftl"),
            Self::French => include_str!("fr.ftl"),
            Self::Russian => include_str!("ru.ftl"),
            Self::Chinese => include_str!("zh-CN.ftl"),
        }
    }
}
