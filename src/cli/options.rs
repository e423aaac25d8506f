//! The options of every command, and the settings and the knowledge that they lead to.

use std::path::PathBuf;

use clap::Args;
use clock::{Clock as _, SystemClock};

use super::error::CommandError;
use super::style::{RED, RESET};
use crate::config::Config;
use crate::config::knowledge::default_cache;
use crate::knowledge::{Knowledge, load};
use crate::pages::AsOf;

/// The options of every command.
#[derive(Debug, Args)]
pub(super) struct GlobalOptions {
    /// The settings [default: config/attache.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The knowledge folder, in place of the configured one
    #[arg(long, global = true, value_name = "DIR")]
    pub knowledge: Option<PathBuf>,
    /// Log more; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}

impl GlobalOptions {
    /// The file of the settings, whether or not it is there.
    pub(super) fn config_path(&self) -> PathBuf {
        self.config
            .clone()
            .unwrap_or_else(|| PathBuf::from("config/attache.toml"))
    }

    /// The settings, with `--knowledge` laid over them.
    pub(super) fn config(&self) -> Result<Config, CommandError> {
        let mut config = Config::load(&self.config_path(), self.config.is_some(), std::env::vars())
            .map_err(|problems| CommandError::problems(&problems))?;
        if let Some(dir) = &self.knowledge {
            config.knowledge.dir.clone_from(dir);
        }
        let cache = &mut config.knowledge.cache;
        *cache = cache
            .take()
            .or_else(|| default_cache(|name| std::env::var_os(name)));
        Ok(config)
    }

    /// The knowledge from the files that have no problem; the others are named on standard error.
    pub(super) fn knowledge(&self) -> Result<(Knowledge, AsOf), CommandError> {
        let config = self.config()?;
        let today = SystemClock.today();
        let loaded = load(&config.knowledge.dir, today).map_err(CommandError::failed)?;
        for problem in &loaded.problems {
            say_aside!("{RED}left out:{RESET} {problem}");
        }
        Ok((
            loaded.knowledge,
            AsOf {
                today,
                stale_after: config.knowledge.stale_after,
            },
        ))
    }
}
