//! What readers of a language are likely to mean: their zones, and the words of days and spans that are offered to them.

/// Discord's locales with the zones in which most readers of each live: the likely territory of the language by CLDR 48
/// (`likelySubtags.xml`), other states where it is an official language, and each state's main zone by `zone.tab` of the
/// tz database 2025b. <https://discord.com/developers/docs/reference#locales>
#[rustfmt::skip]
const ZONES: &[(&str, &[&str])] = &[
    ("en-US", &["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/London"]),
    ("en-GB", &["Europe/London", "Europe/Dublin", "America/New_York", "Australia/Sydney"]),
    ("en", &["America/New_York", "Europe/London", "America/Chicago", "America/Los_Angeles", "Australia/Sydney"]),
    ("fr", &["Europe/Paris", "Europe/Brussels", "Europe/Zurich", "America/Toronto", "Africa/Kinshasa"]),
    ("ru", &["Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok", "Europe/Minsk", "Asia/Almaty"]),
    ("zh-TW", &["Asia/Taipei", "Asia/Hong_Kong", "Asia/Macau"]),
    ("zh", &["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Singapore"]),
    ("bg", &["Europe/Sofia"]),
    ("cs", &["Europe/Prague"]),
    ("da", &["Europe/Copenhagen", "America/Nuuk"]),
    ("de", &["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]),
    ("el", &["Europe/Athens", "Asia/Nicosia"]),
    ("es-419", &["America/Mexico_City", "America/Bogota", "America/Argentina/Buenos_Aires", "America/Caracas"]),
    ("es", &["Europe/Madrid", "America/Mexico_City"]),
    ("fi", &["Europe/Helsinki"]),
    ("hi", &["Asia/Kolkata"]),
    ("hr", &["Europe/Zagreb", "Europe/Sarajevo"]),
    ("hu", &["Europe/Budapest"]),
    ("id", &["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    ("it", &["Europe/Rome", "Europe/Zurich"]),
    ("ja", &["Asia/Tokyo"]),
    ("ko", &["Asia/Seoul", "Asia/Pyongyang"]),
    ("lt", &["Europe/Vilnius"]),
    ("nl", &["Europe/Amsterdam", "Europe/Brussels"]),
    ("no", &["Europe/Oslo"]),
    ("pl", &["Europe/Warsaw"]),
    ("pt-BR", &["America/Sao_Paulo", "Europe/Lisbon"]),
    ("ro", &["Europe/Bucharest", "Europe/Chisinau"]),
    ("sv", &["Europe/Stockholm", "Europe/Helsinki"]),
    ("th", &["Asia/Bangkok"]),
    ("tr", &["Europe/Istanbul"]),
    ("uk", &["Europe/Kyiv"]),
    ("vi", &["Asia/Ho_Chi_Minh"]),
];

/// The zones in which most readers of `locale` live; those of English if it is not known.
pub(super) fn zones_of_locale(locale: &str) -> &'static [&'static str] {
    let find = |wanted: &str| ZONES.iter().find(|(known, _)| *known == wanted);
    let language = locale.split('-').next().unwrap_or(locale);
    let found = find(locale)
        .or_else(|| find(language))
        .or_else(|| find("en"));
    found.map_or(&[], |(_, zones)| *zones)
}

/// A language that replies are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    English,
    French,
    Russian,
    Chinese,
}

impl Language {
    /// That of a locale as Discord writes it; English if replies are not written in it.
    pub(super) fn of(locale: &str) -> Self {
        match locale.split('-').next() {
            Some("fr") => Self::French,
            Some("ru") => Self::Russian,
            Some("zh") => Self::Chinese,
            _ => Self::English,
        }
    }
}

/// In English, French, Russian and Chinese.
pub(super) type Worded = [&'static str; 4];

/// The one of `language`.
pub(super) fn worded(words: &Worded, language: Language) -> &'static str {
    match language {
        Language::English => words[0],
        Language::French => words[1],
        Language::Russian => words[2],
        Language::Chinese => words[3],
    }
}

/// What `since` offers, the likely first; each is read by [`read_date`](crate::document::read_date).
#[rustfmt::skip]
pub(super) const SINCE: &[Worded] = &[
    ["last month", "le mois dernier", "в прошлом месяце", "上个月"],
    ["last week", "la semaine dernière", "на прошлой неделе", "上周"],
    ["this year", "cette année", "в этом году", "今年"],
    ["last year", "l'année dernière", "в прошлом году", "去年"],
    ["yesterday", "hier", "вчера", "昨天"],
    ["2 weeks ago", "il y a 2 semaines", "2 недели назад", "2周前"],
    ["3 months ago", "il y a 3 mois", "3 месяца назад", "3个月前"],
    ["6 months ago", "il y a 6 mois", "6 месяцев назад", "6个月前"],
];

/// The same for `until`.
#[rustfmt::skip]
pub(super) const UNTIL: &[Worded] = &[
    ["next month", "le mois prochain", "в следующем месяце", "下个月"],
    ["this month", "ce mois-ci", "в этом месяце", "本月"],
    ["next week", "la semaine prochaine", "на следующей неделе", "下周"],
    ["this year", "cette année", "в этом году", "今年"],
    ["next year", "l'année prochaine", "в следующем году", "明年"],
    ["in 2 weeks", "dans 2 semaines", "через 2 недели", "2周后"],
    ["in 3 months", "dans 3 mois", "через 3 месяца", "3个月后"],
    ["tomorrow", "demain", "завтра", "明天"],
];

/// The days of the week from Monday; the first of each is how a setting has it.
#[rustfmt::skip]
pub(super) const DAYS: [Worded; 7] = [
    ["monday", "lundi", "понедельник", "周一"],
    ["tuesday", "mardi", "вторник", "周二"],
    ["wednesday", "mercredi", "среда", "周三"],
    ["thursday", "jeudi", "четверг", "周四"],
    ["friday", "vendredi", "пятница", "周五"],
    ["saturday", "samedi", "суббота", "周六"],
    ["sunday", "dimanche", "воскресенье", "周日"],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::find_zone;

    #[test]
    fn every_zone_is_one_of_ianas() {
        for (locale, zones) in ZONES {
            for zone in *zones {
                assert!(find_zone(zone).is_some(), "{locale}: {zone}");
            }
        }
    }
}
