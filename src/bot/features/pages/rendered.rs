//! Pages that were rendered once, kept as the bytes that Discord gets: to show one again costs a look-up.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use crate::bot::message::message;
use crate::bot::rest::{CallbackBody, CallbackKind};
use crate::knowledge::Knowledge;
use crate::pages::{AsOf, Gone, show};
use crate::reply::{Audience, View};
use crate::text::Locale;

/// Most bytes of pages that are kept, some ten times as many as all that the shipped knowledge has in one language; those
/// beyond are rendered each time.
const MAX_READY_BYTES: usize = 4 * 1024 * 1024;

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::bot) enum Showing {
    /// As a message for everybody.
    Openly,
    /// As a message for whoever asked alone.
    Privately,
    /// In the place of the page whose button was pressed.
    Turned,
}

/// Rendered pages of one day and one state of the knowledge; either change drops them.
#[derive(Default)]
pub(in crate::bot) struct RenderedPages {
    ready: RwLock<Ready>,
}

/// Answers for one day and one state of the knowledge; with either they change.
#[derive(Default)]
struct Ready {
    of: Option<(Arc<Knowledge>, AsOf)>,
    answers: HashMap<View, Vec<(Locale, Showing, CallbackBody)>>,
    /// The length of all answers together.
    bytes: usize,
}

impl Ready {
    fn is_of(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> bool {
        self.of
            .as_ref()
            .is_some_and(|(known, then)| Arc::ptr_eq(known, knowledge) && then.today == as_of.today)
    }

    fn get(&self, view: &View, locale: Locale, showing: Showing) -> Option<&CallbackBody> {
        let of_view = self.answers.get(view)?.iter();
        let mut found = of_view.filter(|(own, how, _)| (*own, *how) == (locale, showing));
        found.next().map(|(_, _, body)| body)
    }

    fn keep(&mut self, view: &View, locale: Locale, showing: Showing, body: &CallbackBody) {
        let bytes = self.bytes + body.len();
        // Two who ask at once may both have rendered it.
        if bytes <= MAX_READY_BYTES && self.get(view, locale, showing).is_none() {
            self.bytes = bytes;
            let of_view = self.answers.entry(view.clone()).or_default();
            of_view.push((locale, showing, body.clone()));
        }
    }
}

impl RenderedPages {
    /// The answer that shows `view`, in this language and this way.
    ///
    /// # Errors
    /// The view leads to something that the knowledge does not have any more.
    pub(in crate::bot) fn answer(
        &self,
        knowledge: &Arc<Knowledge>,
        view: &View,
        as_of: AsOf,
        locale: Locale,
        showing: Showing,
    ) -> Result<CallbackBody, Gone> {
        {
            let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner);
            if ready.is_of(knowledge, as_of)
                && let Some(answer) = ready.get(view, locale, showing)
            {
                return Ok(answer.clone());
            }
        }
        let mut reply = show(knowledge, view, as_of, locale)?;
        let kind = match showing {
            Showing::Turned => CallbackKind::UpdateMessage,
            Showing::Openly | Showing::Privately => CallbackKind::NewMessage,
        };
        if showing == Showing::Privately {
            reply.audience = Audience::Asker;
        }
        let answer = CallbackBody::new(kind, &message(&reply));
        let mut ready = self.ready.write().unwrap_or_else(PoisonError::into_inner);
        if !ready.is_of(knowledge, as_of) {
            *ready = Ready {
                of: Some((Arc::clone(knowledge), as_of)),
                ..Ready::default()
            };
        }
        ready.keep(view, locale, showing, &answer);
        Ok(answer)
    }
}
