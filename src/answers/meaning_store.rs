//! Keeps what texts mean, by the texts, so that each is read by the sentence model once: in memory, and in a file between starts.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use sha2::{Digest as _, Sha256};
use thiserror::Error;
use tracing::{info, warn};

use super::meaning::{Direction, Meaning, PIECE, PieceDirections, WHOLE};
use super::sentence_model::FINGERPRINT;

/// What the shipped knowledge means; `cargo bench --bench answers -- meanings` writes it.
static SHIPPED: &[u8] = include_bytes!("../../model/meanings.bin");
/// The first bytes of a file, and the version of its format.
const MAGIC: &[u8; 8] = b"ATTMEAN1";
/// Bytes of a text's key.
const KEY: usize = 16;
/// Bytes of the sum that ends a file.
const SUM: usize = 32;

/// What a text is known by: the beginning of its SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct TextKey([u8; KEY]);

impl TextKey {
    pub(super) fn of(text: &str) -> Self {
        let digest = Sha256::digest(text.as_bytes());
        let (key, _) = digest.split_first_chunk().expect("a digest has 32 bytes");
        Self(*key)
    }
}

/// Why a file of meanings is of no use.
#[derive(Debug, Error)]
enum Unusable {
    #[error("it is of another version of attache or of its sentence model")]
    OtherVersion,
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
}

type Meanings = HashMap<TextKey, Arc<Meaning>>;

/// What texts mean, and the file that it is kept in. Beside it stands what the program carries for the shipped knowledge.
#[derive(Debug, Default)]
pub struct MeaningStore {
    known: RwLock<Meanings>,
    file: Option<PathBuf>,
}

impl MeaningStore {
    /// Keeps meanings in memory alone.
    pub fn in_memory() -> Self {
        Self::default()
    }

    /// Keeps meanings in `file` too. A file that is missing is made; one that cannot be read is made anew, with a line in the log.
    pub fn in_file(file: &Path) -> Self {
        let known = match fs::read(file) {
            Ok(bytes) => read(&bytes).unwrap_or_else(|error| {
                info!(file = %file.display(), %error, "The cache of meanings is made anew.");
                Meanings::new()
            }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Meanings::new(),
            Err(error) => {
                warn!(file = %file.display(), %error, "The cache of meanings cannot be read; it is made anew.");
                Meanings::new()
            }
        };
        Self {
            known: RwLock::new(known),
            file: Some(file.to_owned()),
        }
    }

    /// In `file`, or in memory alone if there is none.
    pub fn at(file: Option<&Path>) -> Self {
        file.map_or_else(Self::in_memory, Self::in_file)
    }

    pub(super) fn get(&self, key: TextKey) -> Option<Arc<Meaning>> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(&key).or_else(|| shipped().get(&key)).cloned()
    }

    pub(super) fn add(&self, key: TextKey, meaning: Arc<Meaning>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, meaning);
    }

    /// Writes those of `used` that the program does not carry to the file, and forgets all others. A disk that is full costs the
    /// next start some seconds, no more.
    pub(super) fn save(&self, used: &HashSet<TextKey>) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|key, _| used.contains(key));
        let Some(file) = &self.file else { return };
        if let Err(error) = write_file(file, &written(&known)) {
            warn!(file = %file.display(), %error, "The cache of meanings was not written; the next start reads its texts again.");
        }
    }
}

/// What the program carries; nothing if it was made by another model, as a test would notice.
fn shipped() -> &'static Meanings {
    static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| read(SHIPPED).unwrap_or_default());
    &MEANINGS
}

/// The bytes of a file with these meanings, in the order of their keys.
pub(super) fn written(meanings: &Meanings) -> Vec<u8> {
    let mut sorted: Vec<(&TextKey, &Arc<Meaning>)> = meanings.iter().collect();
    sorted.sort_unstable_by_key(|(key, _)| **key);
    let mut bytes = MAGIC.to_vec();
    bytes.extend(FINGERPRINT.trim().as_bytes());
    let count = u32::try_from(sorted.len()).expect("fewer texts than a number counts");
    bytes.extend(count.to_le_bytes());
    for (key, meaning) in sorted {
        let pieces = meaning.pieces.numbers();
        let count = u16::try_from(pieces.len() / PIECE).expect("at most MAX_PIECES");
        bytes.extend(key.0);
        bytes.extend(count.to_le_bytes());
        let numbers = meaning.whole.numbers().iter().chain(pieces);
        bytes.extend(numbers.map(|number| number.cast_unsigned()));
    }
    let sum = Sha256::digest(&bytes);
    bytes.extend(sum);
    bytes
}

fn read(bytes: &[u8]) -> Result<Meanings, Unusable> {
    let mut rest = bytes;
    let is_ours = take(&mut rest, MAGIC.len()) == Some(MAGIC)
        && take(&mut rest, FINGERPRINT.trim().len()) == Some(FINGERPRINT.trim().as_bytes());
    if !is_ours {
        return Err(Unusable::OtherVersion);
    }
    let short = Unusable::Damaged("it is too short");
    let Some((content, sum)) = bytes.split_last_chunk::<SUM>() else {
        return Err(short);
    };
    if Sha256::digest(content)[..] != *sum {
        return Err(Unusable::Damaged("its sum does not fit"));
    }
    meanings(rest).ok_or(short)
}

/// `None` if there are too few bytes.
fn meanings(mut rest: &[u8]) -> Option<Meanings> {
    let count = u32::from_le_bytes(take(&mut rest, 4)?.try_into().ok()?) as usize;
    let mut meanings = Meanings::with_capacity(count.min(rest.len() / WHOLE));
    for _ in 0..count {
        let key = TextKey(take(&mut rest, KEY)?.try_into().ok()?);
        let pieces = u16::from_le_bytes(take(&mut rest, 2)?.try_into().ok()?);
        let whole = Direction::of(signed(take(&mut rest, WHOLE)?));
        let pieces = signed(take(&mut rest, usize::from(pieces) * PIECE)?);
        let pieces = PieceDirections::of(pieces, PIECE);
        meanings.insert(key, Arc::new(Meaning { whole, pieces }));
    }
    Some(meanings)
}

fn take<'b>(rest: &mut &'b [u8], count: usize) -> Option<&'b [u8]> {
    let (taken, others) = rest.split_at_checked(count)?;
    *rest = others;
    Some(taken)
}

fn signed(bytes: &[u8]) -> Box<[i8]> {
    bytes.iter().map(|byte| byte.cast_signed()).collect()
}

/// Writes beside the file first, so that a crash leaves the old one or the new one.
fn write_file(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.persist(file).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(pieces: usize) -> Arc<Meaning> {
        let values: Vec<f32> = (0_u16..).take(pieces * PIECE).map(f32::from).collect();
        let whole: Vec<f32> = (0_u16..).take(WHOLE).map(f32::from).collect();
        Arc::new(Meaning {
            whole: Direction::rounded(&whole),
            pieces: PieceDirections::rounded(&values, PIECE),
        })
    }

    #[test]
    fn what_was_saved_is_read_again_and_what_is_used_no_more_is_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("cache/meanings.bin");
        let store = MeaningStore::in_file(&file);
        let [one, two] = ["one", "two"].map(TextKey::of);
        store.add(one, meaning(3));
        store.add(two, meaning(0));
        store.save(&HashSet::from([one]));
        let again = MeaningStore::in_file(&file);
        assert_eq!(again.get(one), Some(meaning(3)));
        assert_eq!(again.get(two), None);
    }

    #[test]
    fn a_file_that_is_damaged_or_of_another_version_is_none() {
        let bytes = written(&Meanings::from([(TextKey::of("one"), meaning(2))]));
        assert_eq!(read(&bytes).unwrap().len(), 1);
        for at in [0, 10, 80, 200, bytes.len() - 1] {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert!(read(&other).is_err(), "{at}");
        }
        for length in 0..bytes.len() {
            assert!(read(&bytes[..length]).is_err(), "{length}");
        }
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("meanings.bin");
        fs::write(&file, &bytes[..100]).unwrap();
        assert_eq!(MeaningStore::in_file(&file).get(TextKey::of("one")), None);
        // No file can be there, and nothing is lost by that.
        let store = MeaningStore::in_file(&folder.path().join("meanings.bin/none"));
        store.add(TextKey::of("one"), meaning(1));
        store.save(&HashSet::from([TextKey::of("one")]));
        assert!(store.get(TextKey::of("one")).is_some());
    }

    #[test]
    fn what_the_program_carries_is_of_its_model() {
        assert!(read(SHIPPED).is_ok());
    }
}
