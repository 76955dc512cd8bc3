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
        ("cut.age", "pass", "cut short"),
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
