//! Exports and backups encrypted as age has them, and read back.

use crate::support::Home;
use std::fs;

fn lived_in() -> Home {
    let home = Home::new();
    home.done(&[
        "checkin",
        "7",
        "5",
        "6",
        "4",
        "--note",
        "met M. at the quay",
    ]);
    home.done(&["log", "yoga", "20m", "--before", "4", "--after", "6"]);
    fs::write(home.path("pass"), "correct horse battery staple\n").unwrap();
    home
}

/// Another computer with the same passphrase file.
fn other() -> Home {
    let home = Home::new();
    fs::write(home.path("pass"), "correct horse battery staple\n").unwrap();
    home
}

#[test]
fn an_encrypted_export_goes_through_a_pipe_and_comes_back_byte_for_byte() {
    let home = lived_in();
    let plain = home.everything();
    let encrypted = home
        .command(&["export", "json", "--passphrase-file", "pass"])
        .output()
        .unwrap()
        .stdout;
    assert!(encrypted.starts_with(b"age-encryption.org/v1\n"));
    assert!(!String::from_utf8_lossy(&encrypted).contains("quay"));
    let there = other();
    let ran = there.piped(&["import", "-", "--passphrase-file", "pass"], &encrypted);
    assert_eq!((ran.code, there.everything()), (0, plain), "{}", ran.err);
}

#[test]
fn an_encrypted_backup_is_restored_and_merged() {
    let home = lived_in();
    let plain = home.everything();
    home.done(&["backup", "--passphrase-file", "pass", "copy.db.age"]);
    let copy = fs::read(home.path("copy.db.age")).unwrap();
    assert!(copy.starts_with(b"age-encryption.org/v1\n"));
    for command in ["restore", "merge"] {
        let there = other();
        fs::write(there.path("copy.db.age"), &copy).unwrap();
        there.done(&[command, "copy.db.age", "--passphrase-file", "pass"]);
        assert_eq!(
            there.json(&["history", "--json"]),
            home.json(&["history", "--json"]),
            "{command}"
        );
    }
    let there = other();
    let ran = there.piped(&["restore", "-", "--passphrase-file", "pass"], &copy);
    assert_eq!((ran.code, there.everything()), (0, plain), "{}", ran.err);
    // What is encrypted is not written over, as firstline cannot know whose it is.
    let ran = home.run(&["backup", "--passphrase-file", "pass", "copy.db.age"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[test]
fn recipients_come_from_the_command_line_or_the_config() {
    use age::secrecy::ExposeSecret as _;
    let home = lived_in();
    let plain = home.everything();
    let key = age::x25519::Identity::generate();
    let recipient = key.to_public().to_string();
    fs::write(home.path("key.txt"), key.to_string().expose_secret()).unwrap();
    home.done(&["export", "json", "--recipient", &recipient, "-o", "one.age"]);
    fs::write(
        home.path("config.toml"),
        format!("encrypt_to = [\"{recipient}\"]\n"),
    )
    .unwrap();
    home.done(&["export", "json", "--encrypt", "-o", "two.age"]);
    for name in ["one.age", "two.age"] {
        let there = Home::new();
        for file in [name, "key.txt"] {
            fs::copy(home.path(file), there.path(file)).unwrap();
        }
        let ran = there.run(&["import", name]);
        assert!(
            ran.code == 2 && ran.err.contains("--identity"),
            "{}",
            ran.err
        );
        there.done(&["import", name, "--identity", "key.txt"]);
        assert_eq!(there.everything(), plain);
    }
    // A setting changed by a command leaves the recipients where they are.
    home.done(&["config", "set", "theme", "dark"]);
    let written = fs::read_to_string(home.path("config.toml")).unwrap();
    assert!(written.contains(&recipient), "{written}");
}

#[test]
fn a_wrong_passphrase_and_a_cut_or_foreign_file_are_one_sentence_and_nothing_is_written() {
    let home = lived_in();
    let before = home.everything();
    home.done(&[
        "export",
        "json",
        "--passphrase-file",
        "pass",
        "-o",
        "all.age",
    ]);
    let whole = fs::read(home.path("all.age")).unwrap();
    fs::write(home.path("cut.age"), &whole[..whole.len() - 40]).unwrap();
    fs::write(home.path("head.age"), &whole[..40]).unwrap();
    fs::write(
        home.path("foreign.age"),
        b"age-encryption.org/v1\n-> other thing\nabcd\n",
    )
    .unwrap();
    fs::write(home.path("wrong"), "incorrect\n").unwrap();
    fs::write(home.path("empty"), "").unwrap();
    for (file, pass, said) in [
        ("all.age", "wrong", "wrong passphrase"),
        ("all.age", "empty", "has no passphrase"),
        ("all.age", "nowhere", "nowhere"),
        ("cut.age", "pass", "cut.age: it's cut short"),
        ("head.age", "pass", "cut short"),
        ("foreign.age", "pass", "cut short, damaged"),
    ] {
        for command in ["import", "restore", "merge"] {
            let ran = home.run(&[command, file, "--passphrase-file", pass]);
            assert!((1..=2).contains(&ran.code), "{command} {file}: {}", ran.err);
            assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
            assert!(ran.err.contains(said), "{command} {file}: {}", ran.err);
            assert_eq!(home.everything(), before);
        }
    }
    // Nobody is there to ask.
    let ran = home.run(&["import", "all.age"]);
    assert!(
        ran.code == 2 && ran.err.contains("--passphrase-file"),
        "{}",
        ran.err
    );
    let ran = home.run(&["export", "json", "--encrypt", "-o", "new.age"]);
    assert!(
        ran.code == 2 && !home.path("new.age").exists(),
        "{}",
        ran.err
    );
    let ran = home.run(&["export", "json", "--recipient", "age1xyz", "-o", "new.age"]);
    assert!(ran.code == 2 && ran.err.contains("age1"), "{}", ran.err);
}

/// The files of a shared folder.
fn names(home: &Home) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(home.path("shared"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Carries the shared folder from one computer to another.
fn carry(from: &Home, to: &Home) {
    fs::create_dir_all(to.path("shared")).unwrap();
    for name in names(from) {
        fs::copy(
            from.path("shared").join(&name),
            to.path("shared").join(&name),
        )
        .unwrap();
    }
}

#[test]
fn computers_sync_through_encrypted_files() {
    let (one, two) = (lived_in(), other());
    fs::create_dir(one.path("shared")).unwrap();
    // Readable at first; from then on encrypted, and the readable one is gone.
    one.done(&["sync", "shared"]);
    let said = one.done(&["sync", "shared", "--passphrase-file", "pass"]);
    assert!(said.contains(".db.age in shared, encrypted."), "{said}");
    let [name] = names(&one).try_into().unwrap();
    assert!(name.contains(".db.age"), "{name}");
    let bytes = fs::read(one.path("shared").join(&name)).unwrap();
    assert!(bytes.starts_with(b"age-encryption.org/v1\n"));
    assert!(!String::from_utf8_lossy(&bytes).contains("quay"));
    // What says the same is not written again.
    one.done(&["sync", "shared", "--passphrase-file", "pass"]);
    assert!(fs::read(one.path("shared").join(&name)).unwrap() == bytes);

    carry(&one, &two);
    let report = two.json(&["sync", "shared", "--passphrase-file", "pass", "--json"]);
    assert_eq!(
        (&report["added"], &report["encrypted"]),
        (&2.into(), &true.into())
    );
    assert_eq!(names(&two).len(), 2);
    two.done(&["checkin", "6", "--note", "from two"]);
    two.done(&["sync", "shared", "--passphrase-file", "pass"]);
    carry(&two, &one);
    one.done(&["sync", "shared", "--passphrase-file", "pass"]);
    assert!(one.everything().contains("from two"));
    assert_eq!(
        one.json(&["history", "--json"]),
        two.json(&["history", "--json"])
    );
    // Its file stays encrypted, and is read back by the other commands too.
    let before = names(&one);
    let ran = one.run(&["sync", "shared"]);
    assert!(
        ran.code == 2 && ran.err.contains("--passphrase-file"),
        "{}",
        ran.err
    );
    assert_eq!(names(&one), before);
    let three = other();
    fs::write(three.path("one.db.age"), &bytes).unwrap();
    three.done(&["merge", "one.db.age", "--passphrase-file", "pass"]);
    assert!(three.everything().contains("quay"));
}

#[test]
fn a_sync_with_the_wrong_passphrase_or_key_changes_nothing() {
    use age::secrecy::ExposeSecret as _;
    let (one, two) = (lived_in(), other());
    fs::create_dir(one.path("shared")).unwrap();
    one.done(&["sync", "shared", "--passphrase-file", "pass"]);
    carry(&one, &two);
    two.done(&["checkin", "3"]);
    let (before, files) = (two.everything(), names(&two));
    fs::write(two.path("wrong"), "incorrect\n").unwrap();
    let key = age::x25519::Identity::generate();
    fs::write(two.path("key.txt"), key.to_string().expose_secret()).unwrap();
    for (arguments, said) in [
        (&["--passphrase-file", "wrong"][..], "wrong passphrase"),
        (&["--passphrase-file", "nowhere"], "nowhere"),
        (&["--identity", "key.txt"], "--passphrase-file"),
        (
            &["--recipient", "age1xyz", "--passphrase-file", "pass"],
            "age1xyz",
        ),
    ] {
        let ran = two.run(&[&["sync", "shared"], arguments].concat());
        assert!(
            (1..=2).contains(&ran.code),
            "{arguments:?}: {}{}",
            ran.out,
            ran.err
        );
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
        assert_eq!(
            (two.everything(), names(&two)),
            (before.clone(), files.clone())
        );
    }
    // One that hasn't fully arrived is skipped and named, as others are.
    let file = two.path("shared").join(&files[0]);
    let whole = fs::read(&file).unwrap();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let ran = two.run(&["sync", "shared", "--passphrase-file", "pass"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.err.contains("Skipped") && ran.err.contains("hasn't fully arrived"),
        "{}",
        ran.err
    );
    assert!(
        fs::read(&file).unwrap() == whole[..whole.len() / 2],
        "it is not ours to touch"
    );
}

#[test]
fn a_sync_for_a_key_takes_the_recipient_from_the_config() {
    use age::secrecy::ExposeSecret as _;
    let (one, two) = (lived_in(), other());
    fs::create_dir(one.path("shared")).unwrap();
    let key = age::x25519::Identity::generate();
    let config = format!("encrypt_to = [\"{}\"]\n", key.to_public());
    for home in [&one, &two] {
        fs::write(home.path("key.txt"), key.to_string().expose_secret()).unwrap();
        fs::write(home.path("config.toml"), &config).unwrap();
    }
    one.done(&["sync", "shared", "--encrypt"]);
    carry(&one, &two);
    let ran = two.run(&["sync", "shared", "--encrypt"]);
    assert!(
        ran.code == 2 && ran.err.contains("--identity"),
        "{}",
        ran.err
    );
    two.done(&["sync", "shared", "--encrypt", "--identity", "key.txt"]);
    assert!(two.everything().contains("quay"));
    assert!(names(&two).iter().all(|name| name.contains(".db.age")));
}

#[cfg(unix)]
#[test]
fn a_passphrase_is_asked_for_twice_and_never_shown() {
    use crate::real_terminal::Screen;
    let home = lived_in();
    let plain = home.everything();
    let export: &[&str] = &["export", "json", "--encrypt", "-o", "all.age"];
    let mut screen = Screen::open(&home, export, (80, 24), &[]);
    screen.shows("Passphrase:");
    screen.keys("open sesame\r");
    screen.shows("Once more:");
    screen.keys("open sesame!\r");
    let code = screen.ended();
    screen.is_read();
    assert_eq!(code, 2, "{}", screen.text());
    assert!(
        screen
            .text()
            .contains("The two passphrases differ. Nothing was written.")
    );
    assert!(!screen.text().contains("sesame"), "{}", screen.text());
    assert!(!home.path("all.age").exists());

    let mut screen = Screen::open(&home, export, (80, 24), &[]);
    screen.shows("Passphrase:");
    screen.keys("open sesame\r");
    screen.shows("Once more:");
    screen.keys("open sesame\r");
    let code = screen.ended();
    screen.is_read();
    assert_eq!(code, 0, "{}", screen.text());
    assert!(
        screen.text().contains("Saved to all.age, encrypted."),
        "{}",
        screen.text()
    );

    let there = Home::new();
    fs::copy(home.path("all.age"), there.path("all.age")).unwrap();
    let mut screen = Screen::open(&there, &["import", "all.age"], (80, 24), &[]);
    screen.shows("Passphrase for all.age:");
    screen.keys("open sesame\r");
    let code = screen.ended();
    screen.is_read();
    assert_eq!(code, 0, "{}", screen.text());
    assert!(!screen.text().contains("sesame"), "{}", screen.text());
    assert_eq!(there.everything(), plain);
}
