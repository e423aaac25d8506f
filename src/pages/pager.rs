//! Long lists in pages, with the buttons *Back* and *Next* between them.

use crate::reply::{Button, CustomId, Entry, Page, Section, View, paginate};
use crate::text::{Locale, text};

/// One page of several.
pub(crate) struct Pager<T> {
    /// What stands on it.
    pub items: Vec<T>,
    /// Which page it is, counted from 0.
    pub number: usize,
    /// How many pages there are, at least one.
    count: usize,
}

impl Pager<Entry> {
    /// Page `number` of `entries`, in pages that a phone shows without much scrolling.
    pub(crate) fn of(entries: Vec<Entry>, number: usize) -> Self {
        Self::of_pages(paginate(entries), number)
    }
}

impl<T> Pager<T> {
    /// Page `number` of `pages`; past the last means the last, as an old button may count on more than there are now.
    pub(super) fn of_pages(mut pages: Vec<Vec<T>>, number: usize) -> Self {
        if pages.is_empty() {
            pages.push(Vec::new());
        }
        let count = pages.len();
        let number = number.min(count - 1);
        Self {
            items: pages.swap_remove(number),
            number,
            count,
        }
    }

    /// The same page with something else in place of each item.
    pub(super) fn map<U>(&self, convert: impl Fn(&T) -> U) -> Pager<U> {
        Pager {
            items: self.items.iter().map(convert).collect(),
            number: self.number,
            count: self.count,
        }
    }

    /// "Page 2 of 3 · " and `rest`; the number only if there are several.
    pub(crate) fn footer(&self, rest: &str, locale: Locale) -> String {
        let number = (self.count > 1).then(|| {
            text!(
                locale,
                "pages-page-of",
                page = self.number + 1,
                pages = self.count
            )
        });
        let parts = number.as_deref().into_iter().chain([rest]);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        parts.join(" · ")
    }

    /// Buttons to the pages before and after, or none if there is only one page.
    pub(super) fn buttons(&self, view: impl Fn(usize) -> View, locale: Locale) -> Vec<Button> {
        self.turns(|page| CustomId::Show(view(page)), locale)
    }

    /// The same for pages that are no [`View`].
    pub(crate) fn turns(&self, press: impl Fn(usize) -> CustomId, locale: Locale) -> Vec<Button> {
        if self.count == 1 {
            return Vec::new();
        }
        // A button that is off still needs an id that no other button of the message has.
        let before = self.number.checked_sub(1);
        let back = Button::doing(
            text!(locale, "pages-back-button"),
            press(before.unwrap_or(self.count)),
        );
        let next = Button::doing(text!(locale, "pages-next-button"), press(self.number + 1));
        vec![
            back.off_unless(before.is_some()),
            next.off_unless(self.number + 1 < self.count),
        ]
    }
}

/// A page of running statements.
pub(super) fn list_page(
    title: impl Into<String>,
    lead: impl Into<String>,
    pager: &Pager<Entry>,
    footer: &str,
    locale: Locale,
) -> Page {
    Page {
        title: title.into(),
        lead: lead.into(),
        sections: vec![Section::running(pager.items.clone())],
        footer: pager.footer(footer, locale),
        ..Page::default()
    }
}
