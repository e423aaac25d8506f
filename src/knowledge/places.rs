//! Countries, cities and seas: where a name lies that no page has, so that the nearest pages can be offered.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hotspot::Location;
use super::names::{NameMatch, Names};
use super::plain::plain_name;

/// The format is explained at its head.
const PLACES: &str = include_str!("data/places.tsv");

/// Mean radius of the Earth in kilometres.
const EARTH_RADIUS: f64 = 6371.0;

/// A country, or a sea or region that no country has to itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its names in English, the common one first.
    pub names: Vec<&'static str>,
    /// Cities in it, the capital first; may be empty.
    pub cities: Vec<&'static str>,
    /// Regions it belongs to, as [`Region`](super::Region) shows them; may be empty.
    pub regions: Vec<&'static str>,
    /// A point in it, to whole degrees: the capital or the largest city of a country.
    pub location: Location,
    /// Its IANA zones, the most used first; empty for what is no country.
    pub zones: Vec<&'static str>,
    /// ISO 3166 code; `-` for what is no country.
    code: &'static str,
    neighbours: Vec<&'static str>,
}

/// The places, and what leads to each of them by its place in the list.
struct Gazetteer {
    places: Vec<Place>,
    names: Names,
    by_code: HashMap<&'static str, usize>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let lines = PLACES.lines().filter(|line| !line.starts_with('#'));
    let places: Vec<Place> = lines.filter_map(read).collect();
    let mut names = Names::default();
    // All names of countries before all cities: Singapore is a country, and Georgia none of the United States.
    for of in [
        |place: &Place| place.names.clone(),
        |place: &Place| place.cities.clone(),
    ] {
        for (at, place) in places.iter().enumerate() {
            for name in of(place) {
                names.insert(&at.to_string(), place.names[0], name, true);
            }
        }
    }
    let by_code = places.iter().enumerate();
    let by_code = by_code.map(|(at, place)| (place.code, at)).collect();
    Gazetteer {
        places,
        names,
        by_code,
    }
});

fn read(line: &'static str) -> Option<Place> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [code, names, cities, regions, neighbours, location, zones] = columns[..] else {
        return None;
    };
    let (latitude, longitude) = location.split_once(' ')?;
    let listed = |text: &'static str| text.split(';').filter(|one| !one.is_empty()).collect();
    Some(Place {
        code,
        names: listed(names),
        cities: listed(cities),
        regions: listed(regions),
        neighbours: neighbours.split_whitespace().collect(),
        location: Location {
            latitude: latitude.parse().ok()?,
            longitude: longitude.parse().ok()?,
        },
        zones: zones.split_whitespace().collect(),
    })
}

impl Place {
    /// The place that `text` names: by its name, a city in it, either among other words or with a typing error.
    ///
    /// ```
    /// use attache::knowledge::Place;
    ///
    /// assert_eq!(Place::find("Kherson").unwrap().names[0], "Ukraine");
    /// assert_eq!(Place::find("Atlantis"), None);
    /// ```
    pub fn find(text: &str) -> Option<&'static Self> {
        match GAZETTEER.names.find(text) {
            NameMatch::Exact(at) | NameMatch::Assumed(at) => {
                GAZETTEER.places.get(at.parse::<usize>().ok()?)
            }
            NameMatch::None => None,
        }
    }

    /// The countries whose names begin with `partial`, in the order of the list. None for an empty text.
    pub fn begun(partial: &str) -> impl Iterator<Item = &'static Self> {
        let plain = plain_name(partial);
        GAZETTEER.places.iter().filter(move |place| {
            let begins = |name: &&str| plain_name(name).starts_with(&plain);
            !plain.is_empty() && place.names.iter().any(begins)
        })
    }

    /// Whether `zone` is a zone of a country by its present name.
    pub fn has_zone(zone: &str) -> bool {
        zone == "UTC"
            || GAZETTEER
                .places
                .iter()
                .any(|place| place.zones.contains(&zone))
    }

    /// What lies next to it, by land or over a narrow sea.
    pub fn neighbours(&self) -> impl Iterator<Item = &'static Self> {
        let codes = self.neighbours.iter();
        codes.filter_map(|code| GAZETTEER.places.get(*GAZETTEER.by_code.get(code)?))
    }
}

impl Location {
    /// How far `other` is, in kilometres along the surface.
    pub fn distance_km(self, other: Self) -> f64 {
        let (latitude, other_latitude) = (self.latitude.to_radians(), other.latitude.to_radians());
        let north = (other_latitude - latitude) / 2.0;
        let east = (other.longitude - self.longitude).to_radians() / 2.0;
        let half_chord =
            north.sin().powi(2) + latitude.cos() * other_latitude.cos() * east.sin().powi(2);
        2.0 * EARTH_RADIUS * half_chord.sqrt().min(1.0).asin()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::find_zone;
    use crate::knowledge::Region;

    #[test]
    fn every_line_is_read_and_every_zone_and_neighbour_is_known() {
        let lines = PLACES.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(lines.count(), GAZETTEER.places.len());
        for place in &GAZETTEER.places {
            let shown = place.names[0];
            assert_eq!(
                place.neighbours.len(),
                place.neighbours().count(),
                "{shown}"
            );
            for zone in &place.zones {
                assert!(find_zone(zone).is_some(), "{shown}: {zone}");
            }
            assert_eq!(place.zones.is_empty(), place.code == "-", "{shown}");
        }
    }

    #[test]
    fn every_region_is_one_of_the_knowledge() {
        let known = [
            Region::EastAsia,
            Region::SoutheastAsia,
            Region::CentralAndSouthAsia,
            Region::MiddleEast,
            Region::Africa,
            Region::Europe,
            Region::Arctic,
            Region::Americas,
        ]
        .map(|region| region.to_string());
        for place in &GAZETTEER.places {
            for region in &place.regions {
                assert!(known.contains(&(*region).to_owned()), "{region}");
            }
        }
    }

    #[test]
    fn neighbours_know_each_other() {
        for place in GAZETTEER.places.iter().filter(|place| place.code != "-") {
            for neighbour in place.neighbours() {
                assert!(
                    neighbour.neighbours.contains(&place.code),
                    "{:?} {:?}",
                    place.names,
                    neighbour.names
                );
            }
        }
    }

    #[test]
    fn a_distance_is_that_of_the_surface() {
        let at = |latitude, longitude| Location {
            latitude,
            longitude,
        };
        // A quarter of the way round, and the width of a degree at the equator.
        assert!((at(0.0, 0.0).distance_km(at(90.0, 0.0)) - 10_007.5).abs() < 1.0);
        assert!((at(0.0, 179.5).distance_km(at(0.0, -179.5)) - 111.2).abs() < 0.1);
    }
}
