//! Whether an edit of the knowledge folder is heard of, as the status and `/readyz` say it.

/// Whether changes of the folder are heard of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Watching {
    /// Nobody asked for it.
    Off,
    /// They are.
    On,
    /// There is no folder to watch. It is as soon as there is one again.
    Gone,
    /// The system does not watch it, as some network drives and full tables of watches do not allow. It is read every 30
    /// seconds instead.
    Refused,
}

impl Watching {
    /// Whether it is as it was asked for.
    pub fn is_well(self) -> bool {
        matches!(self, Self::Off | Self::On)
    }
}
