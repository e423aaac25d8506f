use clap::Args;

use super::{Global, Stop};

/// `attache sandbox`
#[derive(Debug, Args)]
pub(super) struct Sandbox {
    /// Where the page is; 0 lets the system choose
    #[arg(long, default_value_t = 8600)]
    port: u16,
}

impl Sandbox {
    pub(super) fn run(&self, _: &Global) -> Result<(), Stop> {
        Err(Stop::found_wrong(format!("{}", self.port)))
    }
}
