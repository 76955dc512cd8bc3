//! Notes in the person's own editor, in a real terminal, with scripts that stand for editors.

use crate::real_terminal::Screen;
use crate::support::Home;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

/// Writes an editor whose file is `$file`; answers with the command for it, a blank and an argument in it.
fn editor(home: &Home, script: &str) -> String {
    let path = home.path("my editor.sh");
    let text = format!(
        "#!/bin/sh\nfor file; do :; done\necho \"$#\" > {0}/count\necho $$ > {0}/pid\n{script}\n",
        folder(home)
    );
    std::fs::write(&path, text).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    format!("'{}' --flag", path.display())
}

fn folder(home: &Home) -> String {
    home.path("")
        .display()
        .to_string()
        .trim_end_matches('/')
        .to_owned()
}

fn read(home: &Home, name: &str) -> String {
    std::fs::read_to_string(home.path(name))
        .unwrap_or_default()
        .trim()
        .to_owned()
}

/// The files and folders of notes that were not tidied away.
fn left(home: &Home) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(home.path("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .filter(|path| {
            path.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("note")
        })
        .collect()
}

fn begun(home: &Home, command: &str) -> Screen {
    let screen = Screen::open(home, &[], (100, 30), &[("EDITOR", command)]);
    screen.shows("How are you right now?");
    screen
}

#[test]
fn a_note_is_written_in_the_own_editor_and_kept() {
    let home = Home::new();
    let command = editor(
        &home,
        "/bin/ls -l \"$file\" > \"${0%/*}/mode\"\nprintf 'met M.\\nsun \\033[31m' >> \"$file\"\n: > \"$file~\"",
    );
    let mut screen = begun(&home, &command);
    screen.keys("7nfirst\u{f}");
    screen.shows("first met M. sun");
    assert_eq!(
        read(&home, "count"),
        "2",
        "the flag and the file, whatever blanks they hold"
    );
    assert!(
        read(&home, "mode").starts_with("-rw-------"),
        "{}",
        read(&home, "mode")
    );
    assert_eq!(left(&home), Vec::<PathBuf>::new());
    screen.keys("\r");
    screen.shows("Saved. Press u to undo.");
    let stored = home.json(&["export", "json"]);
    assert_eq!(stored["check_ins"][0]["note"], "first\nmet M.\nsun [31m");
}

#[test]
fn keys_belong_to_the_editor_while_it_runs() {
    let home = Home::new();
    let mut screen = begun(
        &home,
        &editor(&home, "echo ready\nread line\necho \"$line\" > \"$file\""),
    );
    screen.keys("7\u{f}");
    screen.shows("ready");
    screen.is_given_back();
    screen.keys("q\u{7f}q!\r");
    screen.shows("q!");
    screen.shows("How are you right now?");
    screen.keys("\u{1b}");
    screen.shows("Up next, if you like");
}

#[test]
fn without_an_editor_it_says_what_to_set() {
    let home = Home::new();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("\u{f}");
    screen.shows("export EDITOR=nano");
}

#[test]
fn an_editor_that_fails_leaves_the_note_as_it_was() {
    for (script, told) in [
        ("echo lost > \"$file\"; exit 3", "ended with code 3"),
        ("echo lost > \"$file\"; kill -9 $$", "ended with signal 9"),
        ("printf '\\377' > \"$file\"", "isn't UTF-8 text"),
        ("/bin/rm \"$file\"", "Couldn't read what the editor wrote"),
    ] {
        let home = Home::new();
        let mut screen = begun(&home, &editor(&home, script));
        screen.keys("nmine\u{13}\u{f}");
        screen.shows(told);
        screen.shows("mine");
        assert_eq!(left(&home), Vec::<PathBuf>::new());
        screen.keys("\r");
        screen.shows("Saved.");
        assert_eq!(
            home.json(&["export", "json"])["check_ins"][0]["note"],
            "mine"
        );
    }
    for (command, told) in [
        ("/nowhere/ed", "not found; check EDITOR"),
        ("'open", "which isn't a command"),
        (" ", "which isn't a command"),
    ] {
        let home = Home::new();
        let mut screen = begun(&home, command);
        screen.keys("\u{f}");
        screen.shows(told);
    }
}

#[test]
fn a_signal_while_the_editor_runs_ends_both_and_leaves_nothing_behind() {
    for (signal, code) in [("TERM", 143), ("HUP", 129)] {
        let home = Home::new();
        let mut screen = begun(&home, &editor(&home, "echo ready\nexec /bin/sleep 60"));
        screen.keys("7nprivate\u{f}");
        screen.shows("ready");
        assert_eq!(left(&home).len(), 1);
        screen.signal(signal);
        assert_eq!(screen.ended(), code, "{signal}");
        screen.is_given_back();
        assert_eq!(left(&home), Vec::<PathBuf>::new());
        let pid = read(&home, "pid");
        assert!(
            !std::path::Path::new(&format!("/proc/{pid}")).exists()
                || cfg!(not(target_os = "linux")),
            "{pid} runs on"
        );
    }
}

#[test]
fn control_c_is_the_editors_own() {
    let home = Home::new();
    let mut screen = begun(
        &home,
        &editor(
            &home,
            "trap 'echo caught' INT\necho ready\nread line\nread line\necho kept > \"$file\"",
        ),
    );
    screen.keys("\u{f}");
    screen.shows("ready");
    screen.signal("INT");
    screen.keys("one\rtwo\r");
    screen.shows("kept");
    screen.shows("How are you right now?");
}

#[test]
fn after_a_session_its_note_is_edited_the_same_way() {
    let home = Home::new();
    let command = editor(&home, "echo quiet >> \"$file\"");
    let mut screen = Screen::open(
        &home,
        &["start", "start-seated"],
        (100, 30),
        &[("VISUAL", &command), ("EDITOR", "/nowhere")],
    );
    screen.shows("How is your mood right now?");
    screen.keys("5n");
    screen.runs_down_to(118);
    screen.keys("q\r");
    screen.shows("How is your mood now?");
    screen.settles();
    screen.keys("7\u{f}");
    screen.shows("quiet");
    screen.keys("\r");
    screen.shows("Session saved.");
    let session = &home.json(&["export", "json"])["sessions"][0];
    assert_eq!(
        (&session["note"], &session["after"]),
        (&"quiet".into(), &7.into())
    );
}
