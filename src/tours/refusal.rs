//! Why a tour does not go on, as facts and as a sentence for the learner.

use crate::store::StoreError;
use crate::text::{Locale, text};

/// Why a tour does not go on.
#[derive(Debug, thiserror::Error)]
pub enum TourError {
    /// Something the learner can fix.
    #[error("a learner was refused: {0:?}")]
    Refused(TourRefusal),
    /// The database does not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a learner can do otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TourRefusal {
    /// They never began a tour.
    NotStarted,
    /// They stopped their tour.
    Stopped,
    /// The file of their track is gone or broken.
    NoTrack,
    /// There are no tracks at all.
    NoTracks,
    /// There is no such track.
    UnknownTrack {
        /// What was typed, shortened.
        given: String,
        /// The names of those there are.
        tracks: Vec<String>,
    },
    /// There is no such time zone.
    UnknownZone {
        /// What was typed, shortened.
        given: String,
        /// The zone that is spelt most like it. None if none is near.
        nearest: Option<String>,
    },
    /// An abbreviation or an offset, which several places share.
    NotAPlace {
        /// What was typed, shortened.
        given: String,
        /// IANA names of places that keep that time.
        places: Vec<String>,
    },
    /// That is no time of day.
    NotATime {
        /// What was typed, shortened.
        given: String,
    },
}

impl TourRefusal {
    /// What is wrong and what to do, for the learner.
    pub fn text(&self, locale: Locale) -> String {
        match self {
            Self::NotStarted => text!(locale, "tours-refused-not-started"),
            Self::Stopped => text!(locale, "tours-refused-stopped"),
            Self::NoTrack => text!(locale, "tours-refused-no-track"),
            Self::NoTracks => text!(locale, "tours-refused-no-tracks"),
            Self::UnknownTrack { given, tracks } => text!(
                locale,
                "tours-refused-unknown-track",
                given = given,
                tracks = tracks.join(", ")
            ),
            Self::UnknownZone {
                given,
                nearest: None,
            } => text!(locale, "tours-refused-zone", given = given),
            Self::UnknownZone {
                given,
                nearest: Some(nearest),
            } => text!(
                locale,
                "tours-refused-zone-near",
                given = given,
                nearest = nearest
            ),
            Self::NotAPlace { given, places } => text!(
                locale,
                "tours-refused-zone-not-a-place",
                given = given,
                places = places.join(", ")
            ),
            Self::NotATime { given } => text!(locale, "tours-refused-time", given = given),
        }
    }
}

impl From<TourRefusal> for TourError {
    fn from(refusal: TourRefusal) -> Self {
        Self::Refused(refusal)
    }
}
