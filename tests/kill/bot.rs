//! A process of the real program: started, killed, made to stand still.

use std::fs::{File, OpenOptions};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};

use practice_discord::{PracticeDiscord, TOKEN};

use super::calendar::Calendar;

/// What every process of one bot is started with.
pub(crate) struct Recipe {
    pub(crate) discord: String,
    pub(crate) database: String,
    pub(crate) config: PathBuf,
    pub(crate) knowledge: PathBuf,
    /// Where they log, all into one file.
    pub(crate) log: PathBuf,
}

/// A running `attache run`, the real one.
pub(crate) struct Bot {
    child: Child,
    /// Whether it was made to stand still. One that was while it started gives up when it goes on.
    may_end: bool,
}

impl Recipe {
    /// The bot of this calendar at this Discord; it logs beside its settings.
    pub(crate) fn of(discord: &PracticeDiscord, calendar: &Calendar, database: &str) -> Self {
        Self {
            discord: discord.url(),
            database: database.to_owned(),
            config: calendar.path("attache.toml"),
            knowledge: calendar.knowledge.path().to_owned(),
            log: calendar.path("log"),
        }
    }

    pub(crate) fn start(&self) -> Bot {
        self.start_as(&[], None, self.open_log())
    }

    fn open_log(&self) -> File {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        options.open(&self.log).expect("a log")
    }

    /// The same, with more arguments and a filter of the log.
    pub(crate) fn start_verbose(&self, arguments: &[&str], filter: Option<&str>) -> Bot {
        self.start_as(arguments, filter, self.open_log())
    }

    /// The same, which writes its log there.
    pub(crate) fn start_as(
        &self,
        arguments: &[&str],
        filter: Option<&str>,
        log: impl Into<Stdio>,
    ) -> Bot {
        let ours = std::env::vars().filter(|(name, _)| name.starts_with("ATTACHE_"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_attache"));
        for (name, _) in ours {
            command.env_remove(name);
        }
        if let Some(filter) = filter {
            command.env("ATTACHE_LOG", filter);
        }
        let child = command
            .arg("run")
            .args(arguments)
            .arg("--config")
            .arg(&self.config)
            .env("DISCORD_TOKEN", TOKEN)
            // Several run at once.
            .env("ATTACHE_WEB__LISTEN", "127.0.0.1:0")
            .env("ATTACHE_DISCORD__API_URL", &self.discord)
            .env("ATTACHE_DATABASE__URL", &self.database)
            .env("ATTACHE_KNOWLEDGE__DIR", &self.knowledge)
            .stdin(Stdio::null())
            .stdout(self.open_log())
            .stderr(log)
            .spawn();
        Bot {
            child: child.expect("the program"),
            may_end: false,
        }
    }

    /// The end of the log.
    pub(crate) fn last_words(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Bot {
    /// `SIGKILL`, whatever it is at. Fails if it had ended by itself.
    pub(crate) fn kill(mut self) -> Result<(), String> {
        self.is_alive()?;
        self.end();
        Ok(())
    }

    /// Whether it runs. Fails if it ended by itself and had no reason to.
    pub(crate) fn is_alive(&mut self) -> Result<bool, String> {
        match self.child.try_wait() {
            Ok(None) => Ok(true),
            Ok(Some(_)) if self.may_end => Ok(false),
            Ok(Some(status)) => Err(format!("a process ended by itself: {status}")),
            Err(error) => Err(error.to_string()),
        }
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Sends a signal: to stand still in the middle of what it does (`STOP`), to go on (`CONT`), or to stop (`TERM`).
    pub(crate) fn signal(&mut self, name: &str) {
        self.may_end = true;
        let pid = self.child.id().to_string();
        let done = Command::new("kill").args(["-s", name, &pid]).status();
        assert!(done.is_ok_and(|status| status.success()), "{name} to {pid}");
    }

    /// How much memory it has resident, in KiB.
    pub(crate) fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }

    fn end(&mut self) {
        // One that has ended already is only waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.end();
    }
}
