//! From a [`View`] to a [`Reply`]: what each page says, and where its buttons lead. A file here for each kind of page; it
//! knows no Discord, no disk and no clock.

mod age;
mod alignment;
mod citer;
mod compare;
mod find;
mod glossary;
mod hotspot;
mod hotspots;
mod organization;
mod pager;
mod summits;
mod wording;

pub use age::{AsOf, dated_footer, stale_warning};
pub use citer::Citer;
pub use find::{Search, find_group, find_summit, find_term, find_topic, look_up};
pub use summits::{by_date as summits_in_order, summit_entry};
pub(crate) use wording::{running, stance_word};

use crate::knowledge::{Knowledge, Topic};
use crate::reply::{Reply, View, fit_page};

/// A button leads to a page that the knowledge no longer has. Holds the page's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The page {0} has been removed since this message was posted. /hotspots lists what there is now."
)]
pub struct Gone(pub String);

/// The reply that shows `view`, cut to what Discord takes.
///
/// ```
/// use attache::knowledge::Knowledge;
/// use attache::pages::{AsOf, Gone, show};
/// use attache::reply::View;
/// use jiff::{ToSpan as _, civil::date};
///
/// let empty = Knowledge::default();
/// let as_of = AsOf { today: date(2026, 11, 25), stale_after: 180.days() };
/// let reply = show(&empty, &View::Hotspots { page: 0 }, as_of)?;
/// assert_eq!(reply.page.title, "Hotspots");
/// assert_eq!(show(&empty, &View::overview("iran"), as_of), Err(Gone("iran".to_owned())));
/// # Ok::<(), Gone>(())
/// ```
///
/// # Errors
/// The knowledge has no such page (any more).
pub fn show(knowledge: &Knowledge, view: &View, as_of: AsOf) -> Result<Reply, Gone> {
    let mut reply = compose(knowledge, view, as_of)?;
    fit_page(&mut reply.page);
    Ok(reply)
}

fn compose(knowledge: &Knowledge, view: &View, as_of: AsOf) -> Result<Reply, Gone> {
    let gone = |id: &String| Gone(id.clone());
    Ok(match view {
        View::Topic { id, tab, page } => match knowledge.topic(id).ok_or_else(|| gone(id))? {
            Topic::Hotspot(hotspot) => hotspot::show(knowledge, hotspot, *tab, *page, as_of),
            Topic::Organization(organization) => {
                organization::show(knowledge, organization, *tab, *page, as_of)
            }
        },
        View::Alignment { stance, page } => alignment::show(knowledge, *stance, *page, as_of),
        View::Hotspots { page } => hotspots::show(knowledge, *page),
        View::Summits { group, until, page } => {
            summits::show_list(knowledge, group.as_deref(), *until, *page, as_of)
        }
        View::Summit { id } => {
            let summit = knowledge.summit(id).ok_or_else(|| gone(id))?;
            summits::show(knowledge, summit, as_of)
        }
        View::Compare { first, second } => {
            let hotspot = |id: &String| knowledge.hotspot(id).ok_or_else(|| gone(id));
            compare::show(knowledge, hotspot(first)?, hotspot(second)?, as_of)
        }
        View::Term { id } => {
            let term = knowledge.term(id).ok_or_else(|| gone(id))?;
            glossary::show_term(knowledge, term, as_of)
        }
        View::Glossary { page } => glossary::show(knowledge, *page),
    })
}
