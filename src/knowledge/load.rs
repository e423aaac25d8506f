//! From the folder to the model: reads, parses and checks every file, and reports everything that is wrong at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::assemble::assemble;
use super::check::{Checked, check};
use super::declined::Declined;
use super::file_order::FileOrder;
use super::folder::{SourceFile, read_folder};
use super::glossary::Glossary;
use super::hotspot::Hotspot;
use super::model::Knowledge;
use super::organization::Organization;
use super::parsed::{Content, Parsed, Placed};
use super::schemas::{FileKind, schema};
use super::source::Sources;
use super::summit::Summits;
use super::synonym::Synonyms;
use super::track::Track;
use crate::cores::on_all_cores;
use crate::document::{Document, Problem};

/// What was read of a folder.
#[derive(Debug)]
pub struct Loaded {
    /// Everything from the files that have no problem.
    pub knowledge: Knowledge,
    /// What has to be fixed, by file and place. Empty if all is well.
    pub problems: Vec<Problem>,
    /// What the editors should look at though nothing is wrong, by file and place.
    pub notes: Vec<Problem>,
    /// A hash of the files' names and texts. The same for the same files; it holds within one process only.
    pub fingerprint: u64,
    /// What the files say whose shape is right.
    pub(super) known: KnownFiles,
}

/// What files said when they were last read, so that only those that have changed are parsed.
#[derive(Debug, Default)]
pub(super) struct KnownFiles(HashMap<PathBuf, KnownFile>);

#[derive(Debug, Clone)]
struct KnownFile {
    /// Of the text that was read.
    fingerprint: u64,
    content: Content,
    order: Arc<FileOrder>,
}

/// The texts of a folder.
pub(super) struct FolderTexts {
    files: Vec<SourceFile>,
    /// What cannot be read, or must not be there.
    problems: Vec<Problem>,
}

/// The folder itself could not be read.
#[derive(Debug, thiserror::Error)]
#[error("the knowledge folder `{}` cannot be read: {source}", dir.display())]
pub struct LoadError {
    dir: PathBuf,
    source: std::io::Error,
}

/// Reads the whole of `dir` as of `today`, and reports all problems of all files at once.
///
/// # Errors
/// The folder is missing or cannot be listed.
pub fn load(dir: &Path, today: Date) -> Result<Loaded, LoadError> {
    let texts = FolderTexts::read(dir)?;
    Ok(texts.load(today, &KnownFiles::default(), &Knowledge::default()))
}

impl FolderTexts {
    /// # Errors
    /// The folder is missing or cannot be listed.
    pub(super) fn read(dir: &Path) -> Result<Self, LoadError> {
        let (files, problems) = read_folder(dir).map_err(|source| LoadError {
            dir: dir.to_owned(),
            source,
        })?;
        Ok(Self { files, problems })
    }

    /// A hash of the files' names and texts.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for file in &self.files {
            (&file.path, file.fingerprint).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Parses the files that are not `known`, checks all, and shares what it can with the knowledge `before`.
    pub(super) fn load(self, today: Date, known: &KnownFiles, before: &Knowledge) -> Loaded {
        let fingerprint = self.fingerprint();
        let Self {
            files,
            mut problems,
        } = self;
        let mut parsed = Vec::with_capacity(files.len());
        let mut now_known = KnownFiles::default();
        let read = on_all_cores(&files, |file| known.of(file).map_or_else(|| read(file), Ok));
        for (file, result) in files.iter().zip(read) {
            match result {
                Ok(known) => {
                    parsed.push(Parsed {
                        document: Placed::new(file, Arc::clone(&known.order)),
                        content: known.content.clone(),
                    });
                    now_known.0.insert(file.path.clone(), known);
                }
                Err(found) => problems.extend(found),
            }
        }
        let unread = broken(&problems);
        let Checked {
            problems: found,
            mut notes,
        } = check(&parsed, &unread, today);
        problems.extend(found);
        notes.sort();
        let unsound = broken(&problems);
        problems.sort();
        let sound = parsed
            .into_iter()
            .filter(|file| !unsound.contains(file.document.path()));
        let mut knowledge = assemble(sound.map(|file| file.content), before);
        knowledge.lacks_summits = unsound.iter().any(|path| is_of_the_calendar(path));
        Loaded {
            knowledge,
            problems,
            notes,
            fingerprint,
            known: now_known,
        }
    }
}

/// Whether it is the folder of the calendar's files, or one of them.
fn is_of_the_calendar(path: &Path) -> bool {
    let folder = Path::new("summits");
    path.ends_with(folder) || path.parent().is_some_and(|parent| parent.ends_with(folder))
}

fn broken(problems: &[Problem]) -> BTreeSet<PathBuf> {
    let files = problems.iter().map(|problem| problem.file.clone());
    files.collect()
}

impl KnownFiles {
    /// What `file` says, if it is as it was.
    fn of(&self, file: &SourceFile) -> Option<KnownFile> {
        let known = self.0.get(&file.path);
        let same = known.filter(|known| known.fingerprint == file.fingerprint);
        same.cloned()
    }
}

fn read(file: &SourceFile) -> Result<KnownFile, Vec<Problem>> {
    let document = Document::parse(&file.path, &file.text).map_err(|problem| vec![problem])?;
    let problems = document.check(schema(file.kind));
    if !problems.is_empty() {
        return Err(problems);
    }
    let (content, order) = read_content(document, file).map_err(|problem| vec![problem])?;
    Ok(KnownFile {
        fingerprint: file.fingerprint,
        content,
        order: Arc::new(order),
    })
}

fn read_content(
    document: Document<'_>,
    file: &SourceFile,
) -> Result<(Content, FileOrder), Problem> {
    let mut order = FileOrder::default();
    let content = match file.kind {
        FileKind::Hotspot => {
            let mut hotspot: Hotspot = document.into_value()?;
            hotspot.id.clone_from(&file.id);
            order = hotspot.sort_newest_first();
            Content::Hotspot(Arc::new(hotspot))
        }
        FileKind::Organization => {
            let mut organization: Organization = document.into_value()?;
            organization.id.clone_from(&file.id);
            order = organization.sort_newest_first();
            Content::Organization(Arc::new(organization))
        }
        FileKind::Summits => {
            let summits: Summits = document.into_value()?;
            // A save that broke off, or a full disk, leaves an empty file: its summits are not gone.
            if summits.0.is_empty() {
                let hint = "if its summits are to go, delete the file; else write them again";
                return Err(Problem::of_file(&file.path, "has no summit in it").with_hint(hint));
            }
            let with_id = summits.0.into_iter().map(|(id, mut summit)| {
                summit.id.clone_from(&id);
                (id, Arc::new(summit))
            });
            Content::Summits(Arc::new(with_id.collect::<BTreeMap<_, _>>()))
        }
        FileKind::Track => {
            let mut track: Track = document.into_value()?;
            track.id.clone_from(&file.id);
            Content::Track(Arc::new(track))
        }
        FileKind::Glossary => {
            let glossary: Glossary = document.into_value()?;
            Content::Glossary(Arc::new(glossary.terms))
        }
        FileKind::Sources => {
            let sources: Sources = document.into_value()?;
            Content::Sources(Arc::new(sources.0))
        }
        FileKind::Synonyms => {
            let synonyms: Synonyms = document.into_value()?;
            Content::Synonyms(Arc::new(synonyms.synonyms))
        }
        FileKind::Declined => {
            let declined: Declined = document.into_value()?;
            Content::Declined(Arc::new(declined.kinds))
        }
    };
    Ok((content, order))
}
