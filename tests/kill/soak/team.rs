//! The processes of a soak: started again when one ends, asked whether they are ready, weighed.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::time::{Duration, Instant};

use practice_discord::PracticeDiscord;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use super::line::Line;
use crate::bot::{Bot, Recipe};
use crate::calendar::Calendar;

/// How long `/readyz` may take to answer.
const ANSWER: Duration = Duration::from_secs(3);

/// A process, or the place of one that is down.
pub(crate) struct Member {
    pub(crate) recipe: Recipe,
    pub(crate) bot: Option<Bot>,
    pub(crate) line: Option<Line>,
    /// Where in its log the running process begins.
    log_from: u64,
    port: Option<u16>,
}

/// All processes.
pub(crate) struct Team {
    pub(crate) members: Vec<Member>,
    /// The most that one had resident, in KiB.
    pub(crate) resident: u64,
    /// Those that ended although nobody had asked them to.
    pub(crate) ended: Vec<String>,
}

impl Team {
    /// The lines to the database that can be frozen and cut.
    pub(crate) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.members.iter().filter_map(|one| one.line.as_ref())
    }

    /// One process for each of these lines to the database, or one that goes there straight.
    pub(crate) fn start(
        discord: &PracticeDiscord,
        calendar: &Calendar,
        database: &str,
        lines: Vec<Option<Line>>,
    ) -> Self {
        let members = (0..).zip(lines).map(|(number, line)| {
            let url = line.as_ref().map_or(database, Line::url);
            let recipe = Recipe {
                log: calendar.path(&format!("log-{number}")),
                ..Recipe::of(discord, calendar, url)
            };
            let bot = Some(recipe.start());
            Member {
                recipe,
                bot,
                line,
                log_from: 0,
                port: None,
            }
        });
        Self {
            members: members.collect(),
            resident: 0,
            ended: Vec::new(),
        }
    }

    /// Starts again what ended by itself, and weighs the others.
    pub(crate) fn look_after(&mut self) {
        for member in &mut self.members {
            let Some(bot) = &mut member.bot else { continue };
            if let Some(status) = bot.ended() {
                let words = member.recipe.last_words();
                self.ended.push(format!("{status}\n{words}"));
                member.start();
            } else {
                self.resident = self.resident.max(bot.resident().unwrap_or_default());
            }
        }
    }

    /// Waits until each says that it is ready. How long that took, or what one said last.
    pub(crate) async fn until_ready(&mut self, longest: Duration) -> Result<Duration, String> {
        let begun = Instant::now();
        for at in 0..self.members.len() {
            loop {
                self.look_after();
                let said = self.members[at].said().await;
                if said.starts_with("HTTP/1.1 200") {
                    break;
                }
                if begun.elapsed() > longest {
                    let words = self.members[at].recipe.last_words();
                    return Err(format!("not ready after {longest:?}: {said}\n{words}"));
                }
                sleep(Duration::from_millis(100)).await;
            }
        }
        Ok(begun.elapsed())
    }

    /// How long the logs are, in bytes.
    pub(crate) fn logged(&self) -> u64 {
        let lengths = self.members.iter().map(|one| length(&one.recipe.log));
        lengths.sum()
    }
}

impl Member {
    pub(crate) fn start(&mut self) {
        self.log_from = length(&self.recipe.log);
        self.port = None;
        self.bot = Some(self.recipe.start());
    }

    /// The address for operators, which the log names once it is there.
    pub(crate) fn port(&mut self) -> Option<u16> {
        if self.port.is_none() {
            let mut log = fs::File::open(&self.recipe.log).ok()?;
            log.seek(SeekFrom::Start(self.log_from)).ok()?;
            let mut text = String::new();
            log.read_to_string(&mut text).ok()?;
            let line = text.lines().find(|line| line.contains("/readyz"))?;
            let (_, rest) = line.rsplit_once("127.0.0.1:")?;
            let digits = rest.split(|sign: char| !sign.is_ascii_digit()).next()?;
            self.port = digits.parse().ok();
        }
        self.port
    }

    /// What `/readyz` answers; what is wrong if it does not.
    async fn said(&mut self) -> String {
        let Some(port) = self.port() else {
            return "no address yet".to_owned();
        };
        let asked = async {
            let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
            let request = "GET /readyz HTTP/1.1\r\nhost: attache\r\nconnection: close\r\n\r\n";
            stream.write_all(request.as_bytes()).await?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await?;
            std::io::Result::Ok(answer)
        };
        match timeout(ANSWER, asked).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => error.to_string(),
            Err(_) => "no answer".to_owned(),
        }
    }
}

fn length(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |file| file.len())
}
