//! Pages that were rendered once, kept as the bytes that Discord gets: to show one again costs a look-up and a copy.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use serde_json::value::RawValue;

use crate::bot::message::message;
use crate::knowledge::Knowledge;
use crate::pages::{AsOf, Gone, show};
use crate::reply::View;
use crate::text::Locale;

/// Most pages kept, some ten times as many as the shipped knowledge has; those beyond are rendered each time.
const MAX_READY: usize = 1_024;

/// Rendered pages of one day and one state of the knowledge; either change drops them.
#[derive(Default)]
pub struct RenderedPages {
    ready: RwLock<Ready>,
}

/// Answers for one day and one state of the knowledge; with either they change.
#[derive(Default)]
struct Ready {
    of: Option<(Arc<Knowledge>, AsOf)>,
    answers: HashMap<(View, Locale), Arc<RawValue>>,
}

impl Ready {
    fn is_of(&self, knowledge: &Arc<Knowledge>, as_of: AsOf) -> bool {
        self.of
            .as_ref()
            .is_some_and(|(known, then)| Arc::ptr_eq(known, knowledge) && then.today == as_of.today)
    }
}

impl RenderedPages {
    /// The body of the message that shows `view`, in this language.
    pub fn body(
        &self,
        knowledge: &Arc<Knowledge>,
        view: &View,
        as_of: AsOf,
        locale: Locale,
    ) -> Result<Arc<RawValue>, Gone> {
        let key = (view.clone(), locale);
        {
            let ready = self.ready.read().unwrap_or_else(PoisonError::into_inner);
            if ready.is_of(knowledge, as_of)
                && let Some(answer) = ready.answers.get(&key)
            {
                return Ok(Arc::clone(answer));
            }
        }
        let answer: Arc<RawValue> = message(&show(knowledge, view, as_of, locale)?).into();
        let mut ready = self.ready.write().unwrap_or_else(PoisonError::into_inner);
        if !ready.is_of(knowledge, as_of) {
            *ready = Ready {
                of: Some((Arc::clone(knowledge), as_of)),
                answers: HashMap::new(),
            };
        }
        if ready.answers.len() < MAX_READY {
            ready.answers.insert(key, Arc::clone(&answer));
        }
        Ok(answer)
    }
}
