//! The words of dates in English, French, Russian and Chinese, each folded as [`fold`] folds what is typed.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What dates are counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

use Unit::{Day, Month, Week, Year};

/// Which day is meant where the words leave it open: `2 weeks`, `June`, `Friday`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// The latest that has begun, for `since`; of a week its Monday.
    Past,
    /// The next that has not ended, for `until`; of a week its Sunday.
    Future,
}

/// A text in lower case, without accents, with single spaces for whatever is neither letter nor digit.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_alphanumeric() {
            folded.extend(c.to_lowercase());
        } else if !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Words before a date that say nothing of it. Not "in": it is for "in 3 days".
#[rustfmt::skip]
pub(super) const FILLERS: &[&str] = &[
    "the", "on", "of", "since", "from", "until", "till", "by", "to", "at",
    "le", "la", "les", "l", "au", "du", "de", "depuis", "des", "en", "jusqu", "d", "avant", "fin",
    "в", "во", "на", "с", "со", "до", "по", "к", "от",
    "从", "自", "到", "在",
];

/// Phrases that name a day, week, month or year by how many of them it lies from today.
#[rustfmt::skip]
pub(super) const PHRASES: &[(Unit, i32, &[&str])] = &[
    (Day, -2, &["day before yesterday", "avant hier", "hier avant", "позавчера", "前天"]),
    (Day, -1, &["yesterday", "hier", "вчера", "昨天", "昨日"]),
    (Day, 0, &["today", "now", "aujourd hui", "maintenant", "сегодня", "сеичас", "今天", "今日", "现在"]),
    (Day, 1, &["tomorrow", "demain", "завтра", "明天", "明日"]),
    (Day, 2, &["day after tomorrow", "apres demain", "послезавтра", "后天"]),
    (Week, -1, &["last week", "past week", "previous week", "semaine derniere", "semaine passee", "прошлои неделе", "прошлая неделя",
        "прошлую неделю", "прошлои недели", "上周", "上星期", "上个星期", "上礼拜"]),
    (Week, 0, &["this week", "week", "cette semaine", "этои неделе", "эта неделя", "эту неделю", "этои недели", "本周", "这周",
        "这个星期", "这星期"]),
    (Week, 1, &["next week", "semaine prochaine", "следующеи неделе", "следующая неделя", "следующую неделю", "будущеи неделе",
        "下周", "下星期", "下个星期", "下礼拜"]),
    (Month, -1, &["last month", "past month", "previous month", "mois dernier", "mois passe", "прошлом месяце", "прошлыи месяц",
        "прошлого месяца", "上个月", "上月"]),
    (Month, 0, &["this month", "month", "ce mois", "ce mois ci", "этом месяце", "этот месяц", "этого месяца", "本月", "这个月"]),
    (Month, 1, &["next month", "mois prochain", "следующем месяце", "следующии месяц", "будущем месяце", "следующего месяца",
        "下个月", "下月"]),
    (Year, -2, &["year before last", "позапрошлом году", "позапрошлыи год", "前年"]),
    (Year, -1, &["last year", "past year", "previous year", "annee derniere", "annee passee", "an dernier", "an passe",
        "прошлом году", "прошлыи год", "прошлого года", "去年"]),
    (Year, 0, &["this year", "year", "cette annee", "этом году", "этот год", "этого года", "今年"]),
    (Year, 1, &["next year", "annee prochaine", "an prochain", "следующем году", "следующии год", "будущем году",
        "следующего года", "明年"]),
    (Year, 2, &["后年"]),
];

#[rustfmt::skip]
const UNITS: &[(Unit, &[&str])] = &[
    (Day, &["d", "day", "days", "jour", "jours", "j", "день", "дня", "днеи", "дн", "天", "日"]),
    (Week, &["w", "wk", "wks", "week", "weeks", "semaine", "semaines", "sem", "неделя", "недели", "недель", "неделю", "нед",
        "周", "星期", "个星期", "礼拜", "个礼拜"]),
    (Month, &["mo", "month", "months", "mois", "месяц", "месяца", "месяцев", "мес", "个月", "月"]),
    (Year, &["y", "yr", "yrs", "year", "years", "an", "ans", "annee", "annees", "год", "года", "лет", "г", "年"]),
];

/// From one to ten.
#[rustfmt::skip]
const NUMBERS: [&[&str]; 10] = [
    &["one", "a", "an", "un", "une", "один", "одну", "одна", "одного", "一"],
    &["two", "deux", "два", "две", "двух", "二", "两"],
    &["three", "trois", "три", "трех", "三"],
    &["four", "quatre", "четыре", "四"],
    &["five", "cinq", "пять", "五"],
    &["six", "шесть", "六"],
    &["seven", "sept", "семь", "七"],
    &["eight", "huit", "восемь", "八"],
    &["nine", "neuf", "девять", "九"],
    &["ten", "dix", "десять", "十"],
];

/// From January to December.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "janvier", "janv", "январь", "января", "январе", "янв"],
    &["february", "feb", "fevrier", "fevr", "fev", "февраль", "февраля", "феврале", "фев"],
    &["march", "mar", "mars", "март", "марта", "марте", "мар"],
    &["april", "apr", "avril", "avr", "апрель", "апреля", "апреле", "апр"],
    &["may", "mai", "маи", "мая", "мае"],
    &["june", "jun", "juin", "июнь", "июня", "июне", "июн"],
    &["july", "jul", "juillet", "juil", "июль", "июля", "июле", "июл"],
    &["august", "aug", "aout", "август", "августа", "августе", "авг"],
    &["september", "sep", "sept", "septembre", "сентябрь", "сентября", "сентябре", "сен", "сент"],
    &["october", "oct", "octobre", "октябрь", "октября", "октябре", "окт"],
    &["november", "nov", "novembre", "ноябрь", "ноября", "ноябре", "ноя"],
    &["december", "dec", "decembre", "декабрь", "декабря", "декабре", "дек"],
];

/// From Monday to Sunday.
#[rustfmt::skip]
const WEEKDAYS: [&[&str]; 7] = [
    &["monday", "mon", "lundi", "понедельник", "понедельника", "пн", "周一", "星期一"],
    &["tuesday", "tue", "tues", "mardi", "вторник", "вторника", "вт", "周二", "星期二"],
    &["wednesday", "wed", "mercredi", "среда", "среду", "среды", "ср", "周三", "星期三"],
    &["thursday", "thu", "thur", "thurs", "jeudi", "четверг", "четверга", "чт", "周四", "星期四"],
    &["friday", "fri", "vendredi", "пятница", "пятницу", "пятницы", "пт", "周五", "星期五"],
    &["saturday", "sat", "samedi", "суббота", "субботу", "субботы", "сб", "周六", "星期六"],
    &["sunday", "sun", "dimanche", "воскресенье", "воскресенья", "вс", "周日", "星期日", "星期天", "周天"],
];

/// What follows the number of a day and is no date of its own: 17th, 1er, 17-го.
pub(super) const ORDINALS: &[&str] = &[
    "st", "nd", "rd", "th", "er", "e", "го", "ое", "号", "日", "г",
];

/// What stands before an amount and says where it leads, as the tokens of it.
#[rustfmt::skip]
pub(super) const BEFORE: &[(&[&str], Lean)] = &[
    (&["in", "the", "next"], Lean::Future), (&["in", "the", "last"], Lean::Past), (&["in"], Lean::Future),
    (&["the", "next"], Lean::Future), (&["the", "last"], Lean::Past), (&["the", "past"], Lean::Past),
    (&["next"], Lean::Future), (&["within"], Lean::Future), (&["coming"], Lean::Future),
    (&["last"], Lean::Past), (&["past"], Lean::Past),
    (&["dans"], Lean::Future), (&["d", "ici"], Lean::Future), (&["il", "y", "a"], Lean::Past),
    (&["через"], Lean::Future), (&["последние"], Lean::Past), (&["ближаишие"], Lean::Future),
    (&["过", "去"], Lean::Past), (&["最", "近"], Lean::Past), (&["未", "来"], Lean::Future),
];

/// The same behind it.
#[rustfmt::skip]
pub(super) const AFTER: &[(&[&str], Lean)] = &[
    (&["ago"], Lean::Past), (&["earlier"], Lean::Past), (&["back"], Lean::Past),
    (&["from", "now"], Lean::Future), (&["later"], Lean::Future), (&["hence"], Lean::Future), (&["ahead"], Lean::Future),
    (&["plus", "tard"], Lean::Future), (&["prochain"], Lean::Future), (&["dernier"], Lean::Past),
    (&["назад"], Lean::Past), (&["спустя"], Lean::Future), (&["вперед"], Lean::Future),
    (&["之前"], Lean::Past), (&["以前"], Lean::Past), (&["前"], Lean::Past),
    (&["之后"], Lean::Future), (&["以后"], Lean::Future), (&["后"], Lean::Future), (&["内"], Lean::Future),
];

/// Chinese words that stand together without spaces.
#[rustfmt::skip]
pub(super) const CHINESE: &[&str] = &[
    "个星期", "个礼拜", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日", "星期天", "星期", "礼拜", "个月",
    "周一", "周二", "周三", "周四", "周五", "周六", "周日", "周天", "之前", "以前", "之后", "以后",
];

fn place_in(lists: &[&[&str]], word: &str) -> Option<i8> {
    let at = lists.iter().position(|words| words.contains(&word))?;
    i8::try_from(at + 1).ok()
}

/// From 1 to 12.
pub(super) fn month(word: &str) -> Option<i8> {
    place_in(&MONTHS, word)
}

/// From 1 for Monday to 7 for Sunday.
pub(super) fn weekday(word: &str) -> Option<i8> {
    place_in(&WEEKDAYS, word)
}

/// A number in digits, or from one to ten in words.
pub(super) fn number(word: &str) -> Option<i32> {
    word.parse()
        .ok()
        .or_else(|| place_in(&NUMBERS, word).map(i32::from))
}

pub(super) fn unit(word: &str) -> Option<Unit> {
    UNITS
        .iter()
        .find(|(_, words)| words.contains(&word))
        .map(|(unit, _)| *unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_folded() {
        let lists = MONTHS.iter().chain(&WEEKDAYS).chain(&NUMBERS);
        let words = lists.copied().flatten();
        let words = words.chain(UNITS.iter().flat_map(|(_, words)| *words));
        let words = words.chain(PHRASES.iter().flat_map(|(_, _, words)| *words));
        for word in words.chain(FILLERS).chain(ORDINALS) {
            assert_eq!(fold(word), *word);
        }
    }
}
