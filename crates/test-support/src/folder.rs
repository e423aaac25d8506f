//! A knowledge folder that a test fills file by file.

use std::fs;
use std::path::{Path, PathBuf};

use attache::document::Problem;
use attache::knowledge::{Loaded, load};
use jiff::civil::{Date, date};
use tempfile::TempDir;

use crate::summits::SummitEntry;

/// The day on which everything is loaded; no fact of the shipped knowledge is younger.
pub const TODAY: Date = date(2026, 11, 23);

/// Two sources to refer to.
pub const SOURCES: &str = r#"
[tass-2019-06-05]
publisher = "TASS"
date = 2019-06-05
url = "https://tass.com/1"
grade = "A"

[digest]
publisher = "A digest"
grade = "C"
"#;

/// The folder that comes with the program.
pub fn shipped() -> PathBuf {
    root().join("knowledge")
}

/// The folder of the whole project.
pub fn root() -> &'static Path {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    crates
        .and_then(Path::parent)
        .expect("`crates/test-support` is two folders below")
}

/// Every TOML file below `dir`, in order.
pub fn toml_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(toml_files(&path));
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// A hotspot with all that is required, called `name`; `more` stands above its tables.
pub fn hotspot(name: &str, more: &str) -> String {
    format!(
        r#"name = "{name}"
summary = "What happens there."
{more}

[[alignment]]
stance = "opposed"
reason = "They differ."
as_of = 2019-06-05
sources = ["tass-2019-06-05"]
"#
    )
}

/// Problems, one a line.
pub fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// A folder of its own, gone with the test.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Default for Folder {
    fn default() -> Self {
        Self::new()
    }
}

impl Folder {
    /// With `sources.toml` in it, and no page.
    pub fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("sources.toml", SOURCES);
        fs::create_dir(folder.path().join("hotspots")).unwrap();
        folder
    }

    /// The folder that comes with the program, to be changed at will.
    pub fn copy_of_shipped() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for file in toml_files(&shipped()) {
            let inside = file.strip_prefix(shipped()).unwrap();
            folder.write(inside, fs::read(&file).unwrap());
        }
        folder
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file of this folder, and the folders above it.
    pub fn write(&self, file: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    /// Writes these summits into `summits/now.toml`, in place of what is there.
    pub fn write_summits(&self, summits: &[SummitEntry]) {
        let text: String = summits.iter().map(ToString::to_string).collect();
        self.write("summits/now.toml", text);
    }

    /// Leaves the folder where it is, for whoever looks why a test failed.
    pub fn keep(self) -> PathBuf {
        self.0.keep()
    }

    /// Loads it as of [`TODAY`].
    pub fn load(&self) -> Loaded {
        load(self.path(), TODAY).unwrap()
    }

    /// The problems as an editor reads them, one a line, with paths inside the folder.
    pub fn list(&self, problems: &[Problem]) -> String {
        let here = format!("{}/", self.path().display());
        listed(problems).replace(&here, "")
    }

    /// Loads it, and lists the problems.
    pub fn problems(&self) -> String {
        self.list(&self.load().problems)
    }
}
