//! The pages that watch and act.

/// A page in somebody's browser, for as long as its socket is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageId(pub(crate) u64);

impl PageId {
    /// No page: what is sent there is seen by nobody.
    pub(crate) const NONE: Self = Self(0);
}
