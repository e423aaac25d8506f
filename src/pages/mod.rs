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
mod nearest;
mod organization;
mod pager;
pub mod suggest;
mod summits;
pub mod wording;

pub use age::{AsOf, dated_footer, stale_warning};
pub use citer::Citer;
pub use find::{
    Search, find_group, find_named_topic, find_summit, find_term, find_topic, find_topic_or,
    look_up,
};
pub(crate) use pager::Pager;
pub use summits::{by_date as summits_in_order, summit_entry};
pub(crate) use wording::{capitalized, first_sentence, running, stance_word};

use crate::knowledge::{Knowledge, Topic};
use crate::reply::{Reply, View, fit_page};
use crate::text::{Locale, text};

/// A button leads to a page that the knowledge no longer has. Holds the page's id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "The page {0} has been removed since this message was posted. /hotspots lists what there is now."
)]
pub struct Gone(pub String);

impl Gone {
    /// The same as a sentence for whoever pressed the button.
    pub fn text(&self, locale: Locale) -> String {
        text!(locale, "pages-gone", page = &self.0)
    }
}

/// The reply that shows `view`, cut to what Discord takes. Facts stay in the language they are written in; the rest is
/// in that of `locale`.
///
/// ```
/// use attache::knowledge::Knowledge;
/// use attache::pages::{AsOf, Gone, show};
/// use attache::reply::View;
/// use attache::text::Locale;
/// use jiff::{ToSpan as _, civil::date};
///
/// let empty = Knowledge::default();
/// let as_of = AsOf { today: date(2026, 11, 25), stale_after: 180.days() };
/// let reply = show(&empty, &View::Hotspots { page: 0 }, as_of, Locale::English)?;
/// assert_eq!(reply.page.title, "Hotspots");
/// let gone = show(&empty, &View::overview("iran"), as_of, Locale::English);
/// assert_eq!(gone, Err(Gone("iran".to_owned())));
/// # Ok::<(), Gone>(())
/// ```
///
/// # Errors
/// The knowledge has no such page (any more).
pub fn show(
    knowledge: &Knowledge,
    view: &View,
    as_of: AsOf,
    locale: Locale,
) -> Result<Reply, Gone> {
    let mut reply = compose(knowledge, view, as_of, locale)?;
    reply.page.locale = locale;
    fit_page(&mut reply.page);
    Ok(reply)
}

fn compose(knowledge: &Knowledge, view: &View, as_of: AsOf, locale: Locale) -> Result<Reply, Gone> {
    let gone = |id: &String| Gone(id.clone());
    Ok(match view {
        View::Topic { id, tab, page } => match knowledge.topic(id).ok_or_else(|| gone(id))? {
            Topic::Hotspot(hotspot) => {
                hotspot::show(knowledge, hotspot, (*tab, *page), as_of, locale)
            }
            Topic::Organization(organization) => {
                organization::show(knowledge, organization, (*tab, *page), as_of, locale)
            }
        },
        View::Alignment { stance, page } => {
            alignment::show(knowledge, *stance, *page, as_of, locale)
        }
        View::Hotspots { page } => hotspots::show(knowledge, *page, locale),
        View::Summits { group, until, page } => {
            let wanted = (group.as_deref(), *until);
            summits::show_list(knowledge, wanted, *page, as_of, locale)
        }
        View::Summit { id } => {
            let summit = knowledge.summit(id).ok_or_else(|| gone(id))?;
            summits::show(knowledge, summit, as_of, locale)
        }
        View::Compare { first, second } => {
            let hotspot = |id: &String| knowledge.hotspot(id).ok_or_else(|| gone(id));
            compare::show(knowledge, hotspot(first)?, hotspot(second)?, as_of, locale)
        }
        View::Term { id } => {
            let term = knowledge.term(id).ok_or_else(|| gone(id))?;
            glossary::show_term(knowledge, term, as_of, locale)
        }
        View::Glossary { page } => glossary::show(knowledge, *page, locale),
    })
}
