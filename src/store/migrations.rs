//! The files in `migrations/`, compiled in: what makes the tables, and what brings those of an older version up to this one.
//!
//! `sqlx::migrate!` would list them by itself, and for it compile sqlx with both drivers a second time for the compiler's own
//! machine. A database remembers each file by its version, its name and the SHA-384 of its text; all three are as the macro
//! had them, so that databases of every earlier version go on.

use std::sync::LazyLock;

use sqlx::migrate::{Migration, MigrationType};

/// Version, name and text of a file, which its tables keep; in the order of the versions.
const FILES: [(i64, &str, &str); 13] = [
    (
        1,
        "alerts",
        include_str!("../../migrations/0001_alerts.sql"),
    ),
    (
        2,
        "onboarding",
        include_str!("../../migrations/0002_onboarding.sql"),
    ),
    (
        3,
        "answers",
        include_str!("../../migrations/0003_answers.sql"),
    ),
    (
        4,
        "vocabulary",
        include_str!("../../migrations/0004_vocabulary.sql"),
    ),
    (
        5,
        "languages",
        include_str!("../../migrations/0005_languages.sql"),
    ),
    (
        6,
        "question counts",
        include_str!("../../migrations/0006_question_counts.sql"),
    ),
    (
        7,
        "summit facts",
        include_str!("../../migrations/0007_summit_facts.sql"),
    ),
    (
        9,
        "escalation",
        include_str!("../../migrations/0009_escalation.sql"),
    ),
    (
        10,
        "events",
        include_str!("../../migrations/0010_events.sql"),
    ),
    (
        11,
        "handover",
        include_str!("../../migrations/0011_handover.sql"),
    ),
    (
        12,
        "reminders",
        include_str!("../../migrations/0012_reminders.sql"),
    ),
    (
        13,
        "processes",
        include_str!("../../migrations/0013_processes.sql"),
    ),
    (
        14,
        "rating reasons",
        include_str!("../../migrations/0014_rating_reasons.sql"),
    ),
];

/// All of them, in the order in which they are run.
pub(super) static MIGRATIONS: LazyLock<Vec<Migration>> = LazyLock::new(|| {
    let migration = |(version, name, text): (i64, &'static str, &'static str)| {
        let kind = MigrationType::Simple;
        Migration::new(version, name.into(), kind, text.into(), false)
    };
    FILES.into_iter().map(migration).collect()
});

#[cfg(test)]
mod tests {
    use std::path::Path;

    use sqlx::migrate::Migrator;

    use super::*;

    /// sqlx's own reading of the folder, which is also that of `sqlx::migrate!`.
    #[tokio::test]
    async fn every_file_of_the_folder_is_compiled_in_under_its_version_name_and_checksum() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let read = Migrator::new(folder).await.unwrap();
        let as_recorded = |migrations: &[Migration]| -> Vec<_> {
            let all = migrations.iter().map(|one| {
                let kind = one.migration_type;
                let (name, sum) = (one.description.clone(), one.checksum.clone());
                (one.version, name, kind, sum, one.no_tx)
            });
            all.collect()
        };
        assert_eq!(as_recorded(&MIGRATIONS), as_recorded(&read.migrations));
    }

    /// What databases of earlier versions have recorded: a file that was released never changes.
    #[test]
    fn the_checksums_are_those_that_databases_have_recorded() {
        let recorded = [
            "bd500374d852e84f",
            "8631bdb6f19e07f1",
            "bdc795c0ce023f44",
            "d0a17f8e134d7147",
            "70877d4c11a4baa3",
            "21843b1c8bb997cf",
            "3b5ecd3ff8ee8d82",
            "bc46eb64dd5a4bee",
            "de1d17377d785ff3",
            "4ce506792d608ba1",
            "e57980edf787199c",
            "00268164efc8bf22",
            "5c7194b95b7f744d",
        ];
        let starts: Vec<String> = MIGRATIONS
            .iter()
            .map(|one| hex::encode(&one.checksum[..8]))
            .collect();
        assert_eq!(starts, recorded);
    }
}
