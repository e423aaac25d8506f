//! A save is used whole or not at all, and many saves at once are one reload.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use attache::knowledge::{FolderWatch, Library, LibraryStatus, Reload, Watching};
use clock::ManualClock;
use jiff::SignedDuration;
use tokio::sync::watch::Receiver;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support::folder::{Folder, hotspot};

/// Longer than any reload takes; a test that waits so long has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// A folder, and the library that was opened on it.
struct Setting {
    folder: Folder,
    clock: Arc<ManualClock>,
    library: Arc<Library>,
}

impl Setting {
    fn new() -> Self {
        let folder = Folder::new();
        folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
        Self::on(folder)
    }

    fn on(folder: Folder) -> Self {
        let clock = Arc::new(ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap()));
        let shared: clock::SharedClock = Arc::<ManualClock>::clone(&clock);
        let library = Arc::new(Library::open(folder.path(), shared).unwrap());
        Self {
            folder,
            clock,
            library,
        }
    }

    fn name(&self) -> String {
        self.library
            .current()
            .hotspot("arctic")
            .unwrap()
            .name
            .clone()
    }

    fn told(&self) -> String {
        self.folder.list(&self.library.status().problems)
    }
}

/// Files that have not changed are not parsed again, and what is wrong with them is found in its place all the same.
#[test]
fn a_reload_says_of_every_file_what_a_first_load_would() {
    let folder = Folder::copy_of_shipped();
    let clock = Arc::new(ManualClock::at("2026-11-25T12:00:00Z".parse().unwrap()));
    let library = Library::open(folder.path(), clock).unwrap();
    let sources = folder.path().join("sources.toml");
    let text = fs::read_to_string(&sources).unwrap();
    // Statements of most pages rest on it, in files that stay as they are.
    let without = text.replacen("[usip-2019]", "[gone-2019]", 1);
    assert_ne!(text, without);
    fs::write(&sources, without).unwrap();
    let Reload::Kept(problems) = library.reload().unwrap() else {
        panic!("a source is gone");
    };
    let first = attache::knowledge::load(folder.path(), jiff::civil::date(2026, 11, 25)).unwrap();
    assert!(problems.len() > 10, "{}", problems.len());
    assert_eq!(problems[..], first.problems[..]);
    fs::write(&sources, text).unwrap();
    assert!(matches!(library.reload().unwrap(), Reload::Swapped));
}

#[test]
fn a_save_is_used_and_an_answer_keeps_the_one_it_began_with() {
    let setting = Setting::new();
    let before = setting.library.current();
    setting.clock.advance(SignedDuration::from_mins(1));
    setting
        .folder
        .write("hotspots/arctic.toml", hotspot("High North", ""));
    assert!(matches!(setting.library.reload().unwrap(), Reload::Swapped));
    assert_eq!(setting.name(), "High North");
    assert_eq!(before.hotspot("arctic").unwrap().name, "The Arctic");
    assert_eq!(
        setting.library.status().loaded_at.to_string(),
        "2026-11-23T12:01:00Z"
    );
}

#[test]
fn files_that_are_as_they_were_change_nothing() {
    let setting = Setting::new();
    let (before, status) = (setting.library.current(), setting.library.subscribe());
    setting
        .folder
        .write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    assert!(matches!(
        setting.library.reload().unwrap(),
        Reload::Unchanged
    ));
    assert!(Arc::ptr_eq(&before, &setting.library.current()));
    assert!(!status.has_changed().unwrap());
}

#[test]
fn a_broken_save_keeps_the_old_and_says_so_until_it_is_fixed() {
    let setting = Setting::new();
    setting.clock.advance(SignedDuration::from_mins(1));
    setting.folder.write(
        "hotspots/arctic.toml",
        hotspot("High North", "colour = \"белый\""),
    );
    setting
        .folder
        .write("hotspots/iran.toml", hotspot("Iran", ""));
    assert!(
        matches!(setting.library.reload().unwrap(), Reload::Kept(problems) if problems.len() == 1)
    );
    assert_eq!(setting.name(), "The Arctic");
    assert!(
        setting.library.current().hotspot("iran").is_none(),
        "the new file is not used without the other"
    );
    let status = setting.library.status();
    assert_eq!(status.loaded_at.to_string(), "2026-11-23T12:00:00Z");
    assert_eq!(status.checked_at.to_string(), "2026-11-23T12:01:00Z");
    insta::assert_snapshot!(setting.told(), @"hotspots/arctic.toml:3:1: unknown key `colour`; allowed are `aliases`, `alignment`, `development`, `gap`, `location`, `name`, `part_of`, `parts`, `position`, `quiz`, `region`, `summary`");

    setting
        .folder
        .write("hotspots/arctic.toml", hotspot("High North", ""));
    assert!(matches!(setting.library.reload().unwrap(), Reload::Swapped));
    assert_eq!(
        (setting.name().as_str(), setting.told().as_str()),
        ("High North", "")
    );
    assert!(setting.library.current().hotspot("iran").is_some());
}

/// As a save that broke off leaves it, or a disk that was full.
#[test]
fn an_emptied_file_of_summits_counts_as_broken_and_its_summits_stay() {
    let folder = Folder::copy_of_shipped();
    let setting = Setting::on(folder);
    let has_summit = || setting.library.current().summit("g20-2026").is_some();
    assert!(has_summit());
    for emptied in ["", "# 2026\n"] {
        setting.folder.write("summits/2026.toml", emptied);
        let reload = setting.library.reload().unwrap();
        assert!(matches!(reload, Reload::Kept(_)), "{reload:?}");
        assert!(has_summit());
        let said = setting.told();
        assert!(
            said.contains("summits/2026.toml") && said.contains("has no summit in it"),
            "{said}"
        );
    }
    // A bot that starts then withdraws nothing of what it has planned.
    let clock: clock::SharedClock = setting.clock.clone();
    let started = Library::open(setting.folder.path(), clock).unwrap();
    assert!(started.current().cannot_read_summit("g20-2026"));
}

#[test]
fn a_broken_save_that_is_taken_back_leaves_nothing_to_fix() {
    let setting = Setting::new();
    setting.folder.write("hotspots/arctic.toml", "half [[ writ");
    setting.library.reload().unwrap();
    setting
        .folder
        .write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    setting.library.reload().unwrap();
    assert_eq!(
        (setting.name().as_str(), setting.told().as_str()),
        ("The Arctic", "")
    );
}

#[test]
fn a_folder_that_is_broken_at_the_start_is_used_without_the_broken_files() {
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    folder.write("hotspots/iran.toml", "name = 1");
    let setting = Setting::on(folder);
    assert_eq!(setting.name(), "The Arctic");
    assert!(
        setting.told().contains("hotspots/iran.toml:1:8"),
        "{}",
        setting.told()
    );
    setting
        .folder
        .write("hotspots/iran.toml", hotspot("Iran", ""));
    assert!(matches!(setting.library.reload().unwrap(), Reload::Swapped));
    assert_eq!(setting.told(), "");
}

#[test]
fn a_folder_that_is_gone_is_an_error_and_the_old_is_kept() {
    let setting = Setting::new();
    let away = setting.folder.path().with_extension("away");
    fs::rename(setting.folder.path(), &away).unwrap();
    assert!(setting.library.reload().is_err());
    assert_eq!(setting.name(), "The Arctic");
    fs::rename(&away, setting.folder.path()).unwrap();
    assert!(matches!(
        setting.library.reload().unwrap(),
        Reload::Unchanged
    ));
}

#[test]
fn readers_during_fifty_reloads_see_one_state_or_the_other_and_never_both() {
    /// How many pages one save changes.
    const PAGES: usize = 8;
    let folder = Folder::new();
    let save = |folder: &Folder, round: usize| {
        for page in 0..PAGES {
            folder.write(
                format!("hotspots/page-{page}.toml"),
                hotspot(&format!("Page {page} of {round}"), ""),
            );
        }
    };
    save(&folder, 0);
    let setting = Setting::on(folder);
    let is_over = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let mut seen = BTreeSet::new();
                    while !is_over.load(Ordering::Relaxed) {
                        let knowledge = setting.library.current();
                        let rounds: BTreeSet<String> = knowledge
                            .hotspots()
                            .map(|hotspot| hotspot.name.split(" of ").last().unwrap().to_owned())
                            .collect();
                        assert_eq!(
                            (rounds.len(), knowledge.hotspots().len()),
                            (1, PAGES),
                            "{rounds:?}"
                        );
                        let name = &knowledge.hotspot("page-3").unwrap().name;
                        let found = knowledge.names().find(name);
                        assert_eq!(
                            found,
                            attache::knowledge::NameMatch::Exact("page-3"),
                            "{name}"
                        );
                        seen.extend(rounds);
                        thread::yield_now();
                    }
                    seen.len()
                })
            })
            .collect();
        for round in 1..=50 {
            save(&setting.folder, round);
            assert!(matches!(setting.library.reload().unwrap(), Reload::Swapped));
        }
        is_over.store(true, Ordering::Relaxed);
        for reader in readers {
            assert!(reader.join().unwrap() > 0);
        }
    });
}

/// A library whose folder is watched, and the changes of its status.
struct Watched {
    setting: Setting,
    status: Receiver<LibraryStatus>,
    task: JoinHandle<()>,
}

impl Watched {
    fn new() -> Self {
        let setting = Setting::new();
        let status = setting.library.subscribe();
        let library = Arc::clone(&setting.library);
        let mut folder = FolderWatch::new(library);
        let task = tokio::spawn(async move {
            loop {
                folder.changed().await;
                // A folder that is gone is looked for again.
                let _ = folder.reload().await;
            }
        });
        Self {
            setting,
            status,
            task,
        }
    }

    fn save(&self, page: &str, text: &str) -> PathBuf {
        self.setting
            .folder
            .write(format!("hotspots/{page}.toml"), text)
    }

    /// Waits for the next change of the status.
    async fn change(&mut self) {
        assert!(!self.task.is_finished(), "nothing watches any more");
        timeout(PATIENCE, self.status.changed())
            .await
            .expect("no reload")
            .unwrap();
    }

    fn name_of(&self, page: &str) -> Option<String> {
        self.setting
            .library
            .current()
            .hotspot(page)
            .map(|hotspot| hotspot.name.clone())
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A folder with this name for the Arctic, which is put in the place of another.
fn other_folder(name: &str) -> Folder {
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot(name, ""));
    folder
}

impl Watched {
    /// Waits until the library says so of its folder.
    async fn watching(&self, expected: Watching) {
        let said = async {
            while self.setting.library.watching() != expected {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, said).await.expect("it is said");
    }

    /// Saves a name in the folder that stands there now, and waits until it is used.
    async fn save_is_noticed(&mut self, name: &str) {
        self.save("arctic", &hotspot(name, ""));
        while self.setting.name() != name {
            self.change().await;
        }
    }
}

#[tokio::test]
async fn a_folder_that_is_moved_away_and_replaced_is_used_and_watched() {
    let mut watched = Watched::new();
    watched.watching(Watching::On).await;
    let dir = watched.setting.folder.path().to_owned();
    fs::rename(&dir, dir.with_extension("old")).unwrap();
    watched.watching(Watching::Gone).await;
    assert_eq!(watched.setting.name(), "The Arctic", "what was read stays");
    let other = other_folder("High North");
    fs::rename(other.path(), &dir).unwrap();
    watched.change().await;
    assert_eq!(watched.setting.name(), "High North");
    watched.watching(Watching::On).await;
    watched.save_is_noticed("The Far North").await;
    fs::write(
        dir.with_extension("old").join("hotspots/iran.toml"),
        hotspot("Iran", ""),
    )
    .unwrap();
    watched.save_is_noticed("The North").await;
    assert_eq!(
        watched.name_of("iran"),
        None,
        "what was moved away is not read"
    );
}

#[tokio::test]
async fn a_folder_that_is_deleted_and_copied_anew_is_watched() {
    let mut watched = Watched::new();
    let dir = watched.setting.folder.path().to_owned();
    let sources = fs::read_to_string(dir.join("sources.toml")).unwrap();
    for round in 0..3 {
        fs::remove_dir_all(&dir).unwrap();
        watched.setting.folder.write("sources.toml", &sources);
        watched.save_is_noticed(&format!("North {round}")).await;
        watched
            .save_is_noticed(&format!("North {round} again"))
            .await;
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_that_is_turned_to_another_folder_is_followed() {
    let (first, second) = (other_folder("The Arctic"), other_folder("High North"));
    let place = tempfile::tempdir().unwrap();
    let (link, new_link) = (place.path().join("knowledge"), place.path().join("new"));
    std::os::unix::fs::symlink(first.path(), &link).unwrap();
    let clock = Arc::new(ManualClock::at("2026-11-23T12:00:00Z".parse().unwrap()));
    let library = Arc::new(Library::open(&link, clock).unwrap());
    let mut status = library.subscribe();
    let mut folder = FolderWatch::new(Arc::clone(&library));
    let name = || library.current().hotspot("arctic").unwrap().name.clone();
    std::os::unix::fs::symlink(second.path(), &new_link).unwrap();
    fs::rename(&new_link, &link).unwrap();
    timeout(PATIENCE, folder.changed()).await.unwrap();
    folder.reload().await.unwrap();
    status.changed().await.unwrap();
    assert_eq!(name(), "High North");
    second.write("hotspots/arctic.toml", hotspot("The Far North", ""));
    timeout(PATIENCE, folder.changed()).await.unwrap();
    folder.reload().await.unwrap();
    assert_eq!(name(), "The Far North");
}

#[tokio::test]
async fn whoever_asks_for_a_reload_has_the_folder_watched_again() {
    let setting = Setting::new();
    assert_eq!(setting.library.watching(), Watching::Off);
    let mut folder = FolderWatch::new(Arc::clone(&setting.library));
    setting.library.ask_for_watch();
    timeout(PATIENCE, folder.changed()).await.unwrap();
    assert!(matches!(folder.reload().await.unwrap(), Reload::Unchanged));
    assert_eq!(setting.library.watching(), Watching::On);
}

#[tokio::test]
async fn a_save_is_noticed() {
    let mut watched = Watched::new();
    watched.save("arctic", &hotspot("High North", ""));
    watched.change().await;
    assert_eq!(watched.setting.name(), "High North");
}

#[tokio::test]
async fn a_save_by_renaming_is_noticed_once() {
    let mut watched = Watched::new();
    let temporary = watched
        .setting
        .folder
        .write("hotspots/.arctic.toml.swp", hotspot("High North", ""));
    fs::rename(
        temporary,
        watched.setting.folder.path().join("hotspots/arctic.toml"),
    )
    .unwrap();
    watched.change().await;
    assert_eq!(watched.setting.name(), "High North");
    // Were there another change for the save before, it would come before this one.
    watched.save("arctic", &hotspot("Far North", ""));
    watched.change().await;
    assert_eq!(watched.setting.name(), "Far North");
}

#[tokio::test]
async fn forty_files_saved_at_once_are_one_reload() {
    let mut watched = Watched::new();
    for page in 0..40 {
        watched.save(
            &format!("page-{page}"),
            &hotspot(&format!("Page {page}"), ""),
        );
    }
    watched.change().await;
    assert_eq!(
        watched.setting.library.current().hotspots().len(),
        41,
        "a part of the files was used alone"
    );
    watched.save("arctic", &hotspot("High North", ""));
    watched.change().await;
    assert_eq!(
        watched.setting.name(),
        "High North",
        "the forty files were told of twice"
    );
}

#[tokio::test]
async fn a_broken_save_is_noticed_and_so_is_its_fix() {
    let mut watched = Watched::new();
    watched.save("arctic", "half [[ writ");
    watched.change().await;
    assert_eq!(watched.setting.name(), "The Arctic");
    insta::assert_snapshot!(watched.setting.told(), @"hotspots/arctic.toml:1:6: this is not TOML: key with no value, expected `=`");
    watched.save("arctic", &hotspot("High North", ""));
    watched.change().await;
    assert_eq!(
        (
            watched.setting.name().as_str(),
            watched.setting.told().as_str()
        ),
        ("High North", "")
    );
}

#[tokio::test]
async fn a_new_folder_and_a_file_taken_away_are_noticed() {
    let mut watched = Watched::new();
    let organization = "name = \"Shanghai Cooperation Organization\"\nsummary = \"A grouping.\"\n";
    watched
        .setting
        .folder
        .write("organizations/sco.toml", organization);
    let iran = watched.save("iran", &hotspot("Iran", ""));
    watched.change().await;
    assert!(watched.setting.library.current().topic("sco").is_some());
    fs::remove_file(iran).unwrap();
    watched.change().await;
    assert_eq!(watched.name_of("iran"), None);
    let renamed = organization.replace("Shanghai Cooperation Organization", "SCO");
    watched
        .setting
        .folder
        .write("organizations/sco.toml", renamed);
    watched.change().await;
    let knowledge = watched.setting.library.current();
    assert_eq!(knowledge.topic("sco").unwrap().name(), "SCO");
}
