//! What a caught panic said.

use std::any::Any;

/// Its message, as `panic!` formats one; a phrase that says so if it has none.
pub(crate) fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("without a message")
}
