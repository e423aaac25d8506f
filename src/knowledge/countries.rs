//! Names of countries, so that none of them is taken for a typing error in another name.

/// Whether `plain` is the common English name of a country, or of a region easily mistaken for one of our pages.
pub fn is_country(plain: &str) -> bool {
    COUNTRIES.binary_search(&plain).is_ok()
}

/// How many words the longest country has whose name begins with the plain word `first`; 0 if none does.
pub(super) fn most_words_of_countries(first: &str) -> usize {
    let from = COUNTRIES.partition_point(|name| *name < first);
    let begun = COUNTRIES[from..].iter();
    let begun = begun.take_while(|name| name.starts_with(first));
    let same = begun.filter(|name| name.split(' ').next() == Some(first));
    same.map(|name| name.split(' ').count())
        .max()
        .unwrap_or_default()
}

/// How many words the longest of them has.
pub(super) const MAX_COUNTRY_WORDS: usize = 3;

/// In alphabetical order.
#[rustfmt::skip]
const COUNTRIES: &[&str] = &[
    "afghanistan", "albania", "algeria", "andorra", "angola", "antarctic", "antarctica",
    "argentina", "armenia", "australia", "austria", "azerbaijan", "bahamas", "bahrain",
    "bangladesh", "barbados", "belarus", "belgium", "belize", "benin", "bhutan", "bolivia",
    "bosnia", "botswana", "brazil", "brunei", "bulgaria", "burkina faso", "burundi", "cambodia",
    "cameroon", "canada", "cape verde", "chad", "chile", "china", "colombia", "comoros", "congo",
    "costa rica", "croatia", "cuba", "cyprus", "czechia", "denmark", "djibouti", "dominica",
    "dominican republic", "east timor", "ecuador", "egypt", "el salvador", "england",
    "equatorial guinea", "eritrea", "estonia", "eswatini", "ethiopia", "fiji", "finland", "france",
    "gabon", "gambia", "georgia", "germany", "ghana", "greece", "greenland", "grenada", "guatemala",
    "guinea", "guinea bissau", "guyana", "haiti", "honduras", "hungary", "iceland", "india",
    "indonesia", "iran", "iraq", "ireland", "israel", "italy", "ivory coast", "jamaica", "japan",
    "jordan", "kazakhstan", "kenya", "kiribati", "kosovo", "kuwait", "kyrgyzstan", "laos", "latvia",
    "lebanon", "lesotho", "liberia", "libya", "liechtenstein", "lithuania", "luxembourg",
    "madagascar", "malawi", "malaysia", "maldives", "mali", "malta", "mauritania", "mauritius",
    "mexico", "micronesia", "moldova", "monaco", "mongolia", "montenegro", "morocco", "mozambique",
    "myanmar", "namibia", "nauru", "nepal", "netherlands", "new zealand", "nicaragua", "niger",
    "nigeria", "north korea", "north macedonia", "norway", "oman", "pakistan", "palau", "palestine",
    "panama", "papua new guinea", "paraguay", "peru", "philippines", "poland", "portugal", "qatar",
    "romania", "russia", "rwanda", "samoa", "san marino", "saudi arabia", "scotland", "senegal",
    "serbia", "seychelles", "siberia", "sierra leone", "singapore", "slovakia", "slovenia",
    "somalia", "somaliland", "south africa", "south korea", "south sudan", "spain", "sri lanka",
    "sudan", "suriname", "sweden", "switzerland", "syria", "taiwan", "tajikistan", "tanzania",
    "thailand", "tibet", "togo", "tonga", "trinidad", "tunisia", "turkey", "turkmenistan", "tuvalu",
    "uganda", "ukraine", "united arab emirates", "united kingdom", "united states", "uruguay",
    "uzbekistan", "vanuatu", "vatican", "venezuela", "vietnam", "wales", "yemen", "zambia",
    "zimbabwe",
];

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_in_order() {
        assert!(super::COUNTRIES.is_sorted());
    }

    #[test]
    fn no_country_has_more_words_than_are_looked_at() {
        let longest = super::COUNTRIES
            .iter()
            .map(|name| name.split(' ').count())
            .max();
        assert_eq!(longest, Some(super::MAX_COUNTRY_WORDS));
    }
}
