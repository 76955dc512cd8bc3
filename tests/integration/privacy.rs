//! What the promise of privacy comes to, seen from outside: no socket, no program started but those set in the
//! config, every file for its owner alone, and no word of a person's in what is said when something goes wrong.

use crate::real_terminal::Screen;
use crate::support::Home;
use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_firstline");
/// Words that a person might have written.
const SECRETS: [&str; 3] = ["met-M-at-the-quay", "zuclopenthixol", "my-sister-555"];

/// A day's worth of commands: everything that reads, writes, exports.
fn commands(home: &Home) -> Vec<Vec<String>> {
    let path = |name: &str| home.path(name).to_string_lossy().into_owned();
    let lines = [
        "checkin 7 5 6 4 --tag zuclopenthixol --note met-M-at-the-quay",
        "log walk 25m --before 4 --after 6 --note met-M-at-the-quay",
        "phq9 --answers 1,1,2,1,0,1,1,0,2",
        "gad7 --answers 1,0,2,1,0,1,0",
        "plan --minutes 60",
        "support --set person1=my-sister-555",
        "support",
        "suggest",
        "today",
        "status",
        "history --json",
        "sessions",
        "insights",
        "learn sleep",
        "routines list",
        "factors rename zuclopenthixol medication",
        "undo",
        "paths",
        "remind --at 18:00 --print",
        "completions bash",
        "man",
    ];
    let mut commands: Vec<Vec<String>> = lines
        .iter()
        .map(|line| line.split(' ').map(str::to_owned).collect())
        .collect();
    for line in [
        vec!["export", "json", "-o", "out/all.json"],
        vec!["export", "csv", "-o", "out/tables"],
        vec!["export", "ics", "-o", "out/sessions.ics"],
        vec!["report", "-o", "out/report.html"],
        vec!["import", "csv", "out/tables/check-ins.csv"],
        vec!["import", "firstline", "out/all.json"],
        vec!["demo", "--days", "30", "-o", "out/demo.db"],
        vec!["routines", "new", "Morning"],
    ] {
        commands.push(
            line.iter()
                .map(|word| {
                    if word.starts_with("out/") {
                        path(word)
                    } else {
                        (*word).to_owned()
                    }
                })
                .collect(),
        );
    }
    commands
}

/// Whether programs can be watched here.
fn can_watch() -> bool {
    let tried = Command::new("strace")
        .args(["-f", "-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status();
    let can = tried.is_ok_and(|status| status.success());
    if !can {
        eprintln!(
            "strace is not on this machine, or may not watch; sockets and programs were not looked for"
        );
    }
    can
}

/// What a watched run may have asked of the system: itself to be started, and a pair of sockets within it.
fn assert_kept_to_itself(trace: &str, allowed: &[&str]) {
    let mut started = 0;
    for line in trace
        .lines()
        .filter(|line| !line.contains("+++") && !line.contains("---"))
    {
        let call = line
            .trim_start_matches(|character: char| character.is_ascii_digit() || character == ' ');
        if let Some(rest) = call.strip_prefix("execve(\"") {
            let program = rest.split('"').next().unwrap();
            assert!(
                program == PROGRAM || allowed.contains(&program),
                "{program} was started:\n{trace}"
            );
            started += 1;
            continue;
        }
        // The rest of a line that was torn, or a program that was ended before strace knew what it asked for.
        if !call.starts_with(|character: char| character.is_ascii_alphabetic()) {
            continue;
        }
        let within = call.starts_with("socketpair(AF_UNIX")
            || ["sendto(", "recvfrom("]
                .iter()
                .any(|start| call.starts_with(start));
        assert!(within, "{call}\nis for a network:\n{trace}");
    }
    assert!(started > 0, "nothing was watched:\n{trace}");
}

#[test]
fn commands_open_no_socket_and_start_no_program() {
    if !can_watch() {
        return;
    }
    let home = Home::new();
    fs::create_dir(home.path("out")).unwrap();
    let trace = home.path("trace");
    for arguments in commands(&home) {
        let ran = Command::new("strace")
            .args(["-f", "-qq", "-e", "trace=network,execve", "-o"])
            .arg(&trace)
            .arg(PROGRAM)
            .args(&arguments)
            .env_clear()
            .envs(home.environment())
            .current_dir(home.path(""))
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        assert!(
            matches!(ran.status.code(), Some(0 | 3)),
            "{arguments:?} said {said}"
        );
        assert_kept_to_itself(&fs::read_to_string(&trace).unwrap(), &[]);
    }
}

#[test]
fn the_screens_open_no_socket_and_start_what_the_config_names() {
    if !can_watch() {
        return;
    }
    let home = Home::new();
    let voice = home.path("say-it");
    fs::write(&voice, "#!/bin/true\n").unwrap();
    fs::set_permissions(&voice, fs::Permissions::from_mode(0o700)).unwrap();
    let voice = voice.to_string_lossy().into_owned();
    fs::write(
        home.path("config.toml"),
        format!("voice = true\nvoice_command = [\"{voice}\"]\n"),
    )
    .unwrap();
    let trace = home.path("trace").to_string_lossy().into_owned();
    // Without a PATH nothing is found that could keep the machine awake or notify.
    #[expect(clippy::disallowed_methods, reason = "where strace is")]
    let path = std::env::var_os("PATH").unwrap_or_default();
    let strace = std::env::split_paths(&path)
        .map(|folder| folder.join("strace"))
        .find(|file| file.is_file())
        .unwrap();
    let strace = strace.to_string_lossy().into_owned();
    let line = [
        &strace,
        "-f",
        "-qq",
        "-e",
        "trace=network,execve",
        "-o",
        &trace,
        PROGRAM,
    ];
    let mut screen = Screen::open_as(&home, &line, (100, 30), &[]);
    screen.shows("How are you right now?");
    screen.keys("7564\r");
    screen.shows("Saved. Press u to undo.");
    for (key, seen) in [
        // What only that screen shows: the tabs' names and "the last" stand on others too.
        ("3", "‹1m›"),
        ("4", "e experiment"),
        ("5", "v sources"),
        ("!", "you can talk to someone right now"),
        ("\u{1b}", "v sources"),
    ] {
        screen.keys(key);
        screen.until(seen, |screen| screen.text().to_lowercase().contains(seen));
    }
    screen.keys("2");
    screen.shows("Just two minutes");
    screen.keys("/just start\r\r");
    screen.shows("How is your mood right now?");
    screen.keys("4");
    screen.shows("Get ready");
    screen.keys("n");
    screen.shows("1 of");
    screen.keys("nnnnn");
    screen.shows("How is your mood now?");
    screen.settles();
    screen.keys("7\r");
    screen.shows("Session saved.");
    screen.keys("\u{3}");
    assert_eq!(screen.ended(), 0);
    let seen = fs::read_to_string(home.path("trace")).unwrap();
    assert_kept_to_itself(&seen, &[&voice]);
    assert!(
        seen.contains(&format!("execve(\"{voice}\"")),
        "it was set to speak:\n{seen}"
    );
}

/// Every file and folder below `folder`.
fn below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(below(&path));
        }
        found.push(path);
    }
    found
}

#[test]
fn every_file_is_for_its_owner_alone_after_every_command() {
    let home = Home::new();
    fs::create_dir(home.path("out")).unwrap();
    // A connection that stays open keeps the log and its index beside the database.
    home.done(&["checkin", "5"]);
    let other = rusqlite::Connection::open(home.db()).unwrap();
    other
        .query_row("SELECT count(*) FROM check_ins", [], |row| {
            row.get::<_, i64>(0)
        })
        .unwrap();
    let mut names = BTreeSet::new();
    for arguments in commands(&home) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        home.run(&arguments);
        assert_eq!(
            fs::metadata(home.path("data"))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o700
        );
        for path in below(&home.path("data"))
            .into_iter()
            .chain(below(&home.path("out")))
        {
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            if path.is_file() {
                assert_eq!(mode, 0o600, "{} after {arguments:?}", path.display());
                names.insert(path.file_name().unwrap().to_string_lossy().into_owned());
            } else {
                assert_eq!(
                    mode & 0o022,
                    0,
                    "others may write into {} after {arguments:?}",
                    path.display()
                );
            }
        }
    }
    for name in [
        "firstline.db",
        "firstline.db-wal",
        "firstline.db-shm",
        "all.json",
        "check-ins.csv",
        "report.html",
        "demo.db",
    ] {
        assert!(names.contains(name), "{name} was not seen among {names:?}");
    }
}

#[test]
fn what_goes_wrong_is_told_without_a_persons_words() {
    let home = Home::new();
    fs::create_dir(home.path("out")).unwrap();
    for arguments in commands(&home) {
        let ran = home.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        for secret in SECRETS
            .iter()
            .filter(|secret| !arguments.iter().any(|word| word.contains(**secret)))
        {
            assert!(!ran.err.contains(secret), "{arguments:?} said {}", ran.err);
        }
    }
    // Where the words are, once all is done: in the database, its backups and what was exported, nowhere else.
    for path in below(&home.path(""))
        .into_iter()
        .filter(|path| path.is_file())
    {
        let shown = path.to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap();
        let told = SECRETS.iter().any(|secret| {
            bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes())
        });
        assert!(
            !told
                || ["/data/firstline.db", "/data/backups/", "/out/"]
                    .iter()
                    .any(|place| shown.contains(place)),
            "{shown} holds a person's words"
        );
    }
    // A broken database: the trouble is named, not what is in it.
    let intact = fs::read(home.db()).unwrap();
    let mut broken = intact.clone();
    for byte in broken.iter_mut().skip(4096).step_by(7) {
        *byte ^= 0x55;
    }
    fs::write(home.db(), &broken).unwrap();
    for command in ["history", "today", "insights", "export"] {
        let ran = home.run(&[command, "json"][..if command == "export" { 2 } else { 1 }]);
        for secret in SECRETS {
            assert!(!ran.err.contains(secret), "{command} said {}", ran.err);
        }
        assert!(!ran.err.contains("panicked"), "{command} said {}", ran.err);
    }
}
