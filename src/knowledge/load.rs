//! From the folder to the model: reads, parses and checks every file, and reports everything that is wrong at once.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::thread;

use jiff::civil::Date;

use super::check::{Checked, check};
use super::folder::{SourceFile, read_folder};
use super::hotspot::Hotspot;
use super::model::Knowledge;
use super::name_index::{summit_names, term_names, topic_names};
use super::organization::Organization;
use super::parsed::{Content, Parsed};
use super::schemas::{FileKind, schema};
use super::summit::Summits;
use super::track::Track;
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
    let (files, mut problems) = read_folder(dir).map_err(|source| LoadError {
        dir: dir.to_owned(),
        source,
    })?;
    let mut parsed = Vec::new();
    for result in parse_all(&files) {
        match result {
            Ok(file) => parsed.push(file),
            Err(found) => problems.extend(found),
        }
    }
    let broken = |problems: &[Problem]| -> BTreeSet<PathBuf> {
        problems
            .iter()
            .map(|problem| problem.file.clone())
            .collect()
    };
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
    let knowledge = assemble(sound.map(|file| file.content));
    Ok(Loaded {
        knowledge,
        problems,
        notes,
        fingerprint: fingerprint(&files),
    })
}

/// Parses on every core: most of the time of a load goes here.
fn parse_all(files: &[SourceFile]) -> Vec<Result<Parsed<'_>, Vec<Problem>>> {
    let workers = thread::available_parallelism().map_or(1, Into::into);
    let share = files.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let workers: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(|| files.iter().map(parse).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("parsing does not panic"))
            .collect()
    })
}

fn parse(file: &SourceFile) -> Result<Parsed<'_>, Vec<Problem>> {
    let document = Document::parse(&file.path, &file.text).map_err(|problem| vec![problem])?;
    let problems = document.check(schema(file.kind));
    if !problems.is_empty() {
        return Err(problems);
    }
    let content = read_content(&document, file).map_err(|problem| vec![problem])?;
    Ok(Parsed { document, content })
}

fn read_content(document: &Document<'_>, file: &SourceFile) -> Result<Content, Problem> {
    Ok(match file.kind {
        FileKind::Hotspot => {
            let mut hotspot: Box<Hotspot> = document.read()?;
            hotspot.id.clone_from(&file.id);
            Content::Hotspot(hotspot)
        }
        FileKind::Organization => {
            let mut organization: Box<Organization> = document.read()?;
            organization.id.clone_from(&file.id);
            Content::Organization(organization)
        }
        FileKind::Summits => {
            let mut summits: Summits = document.read()?;
            for (id, summit) in &mut summits.0 {
                summit.id.clone_from(id);
            }
            Content::Summits(summits)
        }
        FileKind::Track => {
            let mut track: Track = document.read()?;
            track.id.clone_from(&file.id);
            Content::Track(track)
        }
        FileKind::Glossary => Content::Glossary(document.read()?),
        FileKind::Sources => Content::Sources(document.read()?),
        FileKind::Synonyms => Content::Synonyms(document.read()?),
    })
}

fn assemble(contents: impl Iterator<Item = Content>) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for content in contents {
        match content {
            Content::Hotspot(mut hotspot) => {
                hotspot.sort_newest_first();
                knowledge.hotspots.insert(hotspot.id.clone(), *hotspot);
            }
            Content::Organization(mut organization) => {
                organization.sort_newest_first();
                knowledge
                    .organizations
                    .insert(organization.id.clone(), *organization);
            }
            Content::Summits(summits) => knowledge.summits.extend(summits.0),
            Content::Glossary(glossary) => knowledge.terms = glossary.terms,
            Content::Sources(sources) => knowledge.sources = sources.0,
            Content::Synonyms(synonyms) => knowledge.synonyms = synonyms.synonyms,
            Content::Track(track) => {
                knowledge.tracks.insert(track.id.clone(), track);
            }
        }
    }
    knowledge.terms.sort_by_key(|term| term.name.to_lowercase());
    knowledge.names = topic_names(&knowledge);
    knowledge.summit_names = summit_names(&knowledge);
    knowledge.term_names = term_names(&knowledge);
    knowledge
}

fn fingerprint(files: &[SourceFile]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in files {
        (&file.path, &file.text).hash(&mut hasher);
    }
    hasher.finish()
}
