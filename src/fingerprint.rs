//! Ids made of a hash. They stand in buttons, in the database and in `ETag`s, so they have to be the same on every
//! machine and in every version.

use sha2::{Digest as _, Sha256};

/// The first `bytes` bytes of the SHA-256 of `data`, at most 32, in lower-case hex digits, two for each byte.
pub(crate) fn fingerprint(data: &[u8], bytes: usize) -> String {
    let digest = Sha256::digest(data);
    hex::encode(&digest[..bytes.min(digest.len())])
}

/// As [`fingerprint`], of several texts together. Each is hashed with its length before it, which keeps `ab, c` apart from
/// `a, bc`.
pub(crate) fn fingerprint_of(parts: &[impl AsRef<str>], bytes: usize) -> String {
    let mut framed = Vec::new();
    for part in parts {
        let part = part.as_ref();
        framed.extend((part.len() as u64).to_be_bytes());
        framed.extend(part.as_bytes());
    }
    fingerprint(&framed, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The digest of "abc" is an example of FIPS 180-4:
    /// <https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values>
    #[test]
    fn a_fingerprint_is_the_beginning_of_a_sha_256() {
        assert_eq!(fingerprint(b"abc", 4), "ba7816bf");
        assert_eq!(fingerprint(b"abc", 32).len(), 64);
        assert_eq!(fingerprint(b"abc", 33).len(), 64, "there is no more of it");
    }

    /// Such an id names each alert in the outbox; another would post all of them again.
    #[test]
    fn the_fingerprint_of_texts_stays_what_it_was_and_knows_where_each_ends() {
        assert_eq!(fingerprint_of(&["ab", "c"], 12), "601d5476e2ccfe2c87a2bba7");
        assert_ne!(
            fingerprint_of(&["ab", "c"], 12),
            fingerprint_of(&["a", "bc"], 12)
        );
    }
}
