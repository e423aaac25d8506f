//! What lies in the folder and is no plain file of ours: links, pipes, folders, what editors leave behind.

use std::fs;

use attache::knowledge::load;

use crate::support::folder::{Folder, TODAY, hotspot};

#[test]
fn what_editors_leave_behind_is_ignored() {
    let folder = Folder::new();
    folder.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
    let before = folder.load();
    for name in [
        ".arctic.toml.swp",
        ".arctic.toml",
        ".#arctic.toml",
        "arctic.toml~",
        "arctic.toml.bak",
        "arctic.toml.orig",
        "arctic.toml.tmp",
        "#arctic.toml#",
        "4913",
        "README.md",
        ".DS_Store",
    ] {
        folder.write(format!("hotspots/{name}"), "half [[ writ");
        folder.write(name, "half [[ writ");
    }
    fs::create_dir(folder.path().join(".git")).unwrap();
    let loaded = folder.load();
    assert_eq!(folder.list(&loaded.problems), "");
    assert_eq!(loaded.fingerprint, before.fingerprint);
}

#[test]
fn a_file_beside_the_folders_is_told_where_it_belongs() {
    let folder = Folder::new();
    folder.write("arctic.toml", hotspot("The Arctic", ""));
    insta::assert_snapshot!(folder.problems(), @"arctic.toml: is not a file of the knowledge; put hotspots into `hotspots/`, organizations into `organizations/`, summits into `summits/` and tracks into `onboarding/`");
}

#[test]
fn a_folder_with_the_name_of_a_file_is_told() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("hotspots/arctic.toml")).unwrap();
    insta::assert_snapshot!(folder.problems(), @"hotspots/arctic.toml: is a folder; only plain files are read");
}

#[test]
fn a_file_with_the_name_of_a_folder_is_told() {
    let folder = Folder::new();
    fs::remove_dir(folder.path().join("hotspots")).unwrap();
    folder.write("hotspots", "");
    insta::assert_snapshot!(folder.problems(), @"hotspots: cannot be read: Not a directory (os error 20)");
}

#[test]
fn a_folder_that_is_not_there_is_told_by_its_name() {
    let missing = Folder::new().path().join("none");
    let error = load(&missing, TODAY)
        .unwrap_err()
        .to_string()
        .replace(missing.to_str().unwrap(), "none");
    insta::assert_snapshot!(error, @"the knowledge folder `none` cannot be read: No such file or directory (os error 2)");
}

#[test]
fn an_empty_folder_is_empty_knowledge() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = load(folder.path(), TODAY).unwrap();
    assert!(loaded.problems.is_empty());
    assert_eq!(loaded.knowledge.facts_until(), None);
}

#[cfg(unix)]
mod unix {
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    use std::process::Command;

    use crate::support::folder::{Folder, hotspot};

    #[test]
    fn a_link_is_told_and_not_followed() {
        let (folder, outside) = (Folder::new(), Folder::new());
        let target = outside.write("arctic.toml", hotspot("The Arctic", ""));
        symlink(target, folder.path().join("hotspots/arctic.toml")).unwrap();
        symlink("nowhere", folder.path().join("hotspots/broken.toml")).unwrap();
        insta::assert_snapshot!(folder.problems(), @r"
        hotspots/arctic.toml: is a link; only plain files are read
        hotspots/broken.toml: is a link; only plain files are read
        ");
        assert_eq!(folder.load().knowledge.hotspots().len(), 0);
    }

    #[test]
    fn a_link_to_another_folder_of_hotspots_is_told_and_not_followed() {
        let (folder, outside) = (Folder::new(), Folder::new());
        outside.write("hotspots/arctic.toml", hotspot("The Arctic", ""));
        fs::remove_dir(folder.path().join("hotspots")).unwrap();
        symlink(
            outside.path().join("hotspots"),
            folder.path().join("hotspots"),
        )
        .unwrap();
        insta::assert_snapshot!(folder.problems(), @"hotspots: is a link; only plain folders are read");
        assert_eq!(folder.load().knowledge.hotspots().len(), 0);
    }

    #[test]
    fn a_pipe_or_a_socket_is_told_and_never_waited_for() {
        let folder = Folder::new();
        let pipe = folder.path().join("hotspots/pipe.toml");
        assert!(
            Command::new("mkfifo")
                .arg(&pipe)
                .status()
                .unwrap()
                .success()
        );
        let _listener = UnixListener::bind(folder.path().join("hotspots/socket.toml")).unwrap();
        insta::assert_snapshot!(folder.problems(), @r"
        hotspots/pipe.toml: is a device or pipe; only plain files are read
        hotspots/socket.toml: is a device or pipe; only plain files are read
        ");
    }

    #[test]
    fn a_device_is_told_and_never_read() {
        let folder = Folder::new();
        symlink("/dev/zero", folder.path().join("glossary.toml")).unwrap();
        insta::assert_snapshot!(folder.problems(), @"glossary.toml: is a link; only plain files are read");
    }
}
