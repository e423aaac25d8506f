//! Time zones: those of the server and of the reader's language first, then by city, then by country.

use jiff::Timestamp;

use super::languages::zones_of_locale;
use super::suggestion::{Suggestion, first_of};
use crate::calendar::{find_zone, places_keeping, ranked_zones};
use crate::knowledge::Place;

/// IANA zones that continue `partial`: by city, by a word of the name, by country, or by a part of the name. Of an
/// abbreviation or an offset (`PST`, `GMT+2`), first the places that have it at `now`.
///
/// With nothing typed: `in_use` on the server, then those of the reader's `locale` as Discord writes it (`fr`, `zh-CN`),
/// then UTC. These also come first among zones that continue `partial` equally well.
pub fn time_zones(
    partial: &str,
    locale: &str,
    in_use: &[String],
    now: Timestamp,
) -> Vec<Suggestion> {
    let likely: Vec<String> = in_use
        .iter()
        .filter(|zone| find_zone(zone).is_some())
        .cloned()
        .chain(
            zones_of_locale(locale)
                .iter()
                .map(|zone| (*zone).to_owned()),
        )
        .chain(["UTC".to_owned()])
        .collect();
    if partial.trim().is_empty() {
        return first_of(likely.into_iter().map(Suggestion::plain));
    }
    let place_in_likely = |zone: &String| {
        likely
            .iter()
            .position(|one| one == zone)
            .unwrap_or(usize::MAX)
    };
    let mut by_name = ranked_zones(partial);
    // `GMT+2` is not `Etc/GMT+2`, which is two hours west; and `EST` knows no summer time.
    let is_offset = |zone: &str| zone.starts_with("Etc/") || places_keeping(zone, None).is_some();
    by_name.retain(|(_, zone)| partial.contains('/') || !is_offset(zone));
    // IANA keeps old spellings, such as Asia/Calcutta; they come after all others.
    by_name.sort_by_key(|(rank, zone)| (*rank, place_in_likely(zone), !Place::has_zone(zone)));
    let whole = by_name.iter().filter(|(rank, _)| rank.is_word());
    let parts = by_name.iter().filter(|(rank, _)| !rank.is_word());
    let name = |(_, zone): &(_, String)| zone.clone();
    let all = places_keeping(partial, Some(now))
        .into_iter()
        .flatten()
        .chain(whole.map(name))
        .chain(of_countries(partial))
        .chain(parts.map(name));
    first_of(all.map(Suggestion::plain))
}

/// The zones of the countries whose names begin with `partial`, else of the place that it names: "Belgium", "Kherson".
fn of_countries(partial: &str) -> Vec<String> {
    let begun = Place::begun(partial).flat_map(|place| &place.zones);
    let mut zones: Vec<String> = begun.map(|zone| (*zone).to_owned()).collect();
    if zones.is_empty() {
        let place = Place::find(partial)
            .into_iter()
            .flat_map(|place| &place.zones);
        zones.extend(place.map(|zone| (*zone).to_owned()));
    }
    zones
}
