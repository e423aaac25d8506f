//! The pages: `/issue`, `/hotspots`, `/compare`, `/timeline`, `/glossary`, `/summits`, `/summit`, `/aligned-with-us`
//! and *Look this up*.

pub(super) mod aligned_with_us;
pub(in crate::bot) mod buttons;
pub(super) mod compare;
mod date;
pub(super) mod glossary;
pub(super) mod hotspots;
pub(super) mod issue;
pub(super) mod look_this_up;
mod rendered;
mod show;
pub(super) mod summit;
pub(super) mod summits;
pub(super) mod timeline;

pub(in crate::bot) use rendered::RenderedPages;
