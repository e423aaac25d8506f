use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::thread;

use jiff::civil::Date;

use super::check::{Checked, check};
use super::folder::{self, SourceFile};
use super::parsed::{Content, Parsed};
use super::schemas::{Format, schema};
use super::summit::Summits;
use super::{Hotspot, Knowledge, Names, Organization, Track};
use crate::document::{Document, Problem};

/// What a folder came to.
#[derive(Debug)]
pub struct Loaded {
    /// Everything from the files that are sound.
    pub knowledge: Knowledge,
    /// What has to be mended, by file and place. Empty if all is well.
    pub problems: Vec<Problem>,
    /// What the editors should look at though nothing is wrong, by file and place.
    pub notes: Vec<Problem>,
    /// Equal for folders with the same files in them.
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
    let (files, mut problems) = folder::read(dir).map_err(|source| LoadError {
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
    let problems = document.check(schema(file.format));
    if !problems.is_empty() {
        return Err(problems);
    }
    let content = read(&document, file).map_err(|problem| vec![problem])?;
    Ok(Parsed { document, content })
}

fn read(document: &Document<'_>, file: &SourceFile) -> Result<Content, Problem> {
    Ok(match file.format {
        Format::Hotspot => {
            let mut hotspot: Box<Hotspot> = document.read()?;
            hotspot.id.clone_from(&file.id);
            Content::Hotspot(hotspot)
        }
        Format::Organization => {
            let mut organization: Box<Organization> = document.read()?;
            organization.id.clone_from(&file.id);
            Content::Organization(organization)
        }
        Format::Summits => {
            let mut summits: Summits = document.read()?;
            for (id, summit) in &mut summits.0 {
                summit.id.clone_from(id);
            }
            Content::Summits(summits)
        }
        Format::Track => {
            let mut track: Track = document.read()?;
            track.id.clone_from(&file.id);
            Content::Track(track)
        }
        Format::Glossary => Content::Glossary(document.read()?),
        Format::Sources => Content::Sources(document.read()?),
        Format::Synonyms => Content::Synonyms(document.read()?),
    })
}

fn assemble(contents: impl Iterator<Item = Content>) -> Knowledge {
    let mut knowledge = Knowledge::default();
    for content in contents {
        match content {
            Content::Hotspot(mut hotspot) => {
                hotspot.newest_first();
                knowledge.hotspots.insert(hotspot.id.clone(), *hotspot);
            }
            Content::Organization(mut organization) => {
                let newest_first =
                    |date: crate::document::PartialDate| std::cmp::Reverse(date.last_day());
                organization
                    .statements
                    .sort_by_key(|statement| newest_first(statement.as_of));
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
    knowledge.names = Names::of_topics(&knowledge);
    knowledge.summit_names = Names::of_summits(&knowledge);
    knowledge.term_names = Names::of_terms(&knowledge);
    knowledge
}

fn fingerprint(files: &[SourceFile]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in files {
        (&file.path, &file.text).hash(&mut hasher);
    }
    hasher.finish()
}
