//! The built program with a folder of its own: runs a command and tells what came of it.

use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use tempfile::TempDir;

/// The time at which every test takes place.
pub(crate) const NOW: &str = "2026-03-02T17:40:00+01:00";

/// The built program; only tests and benches have it, examples don't.
const PROGRAM: Option<&str> = option_env!("CARGO_BIN_EXE_firstline");

/// The folder of other programs' files and simulated people: the larger collection, where it is beside the checkout.
pub(crate) fn real_data() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let larger = here.join("../shared/data");
    if larger.is_dir() {
        larger
    } else {
        here.join("tests/data/real")
    }
}

/// A person's computer: an empty home.
pub(crate) struct Home {
    folder: Arc<TempDir>,
    now: String,
}

/// What a command did.
pub(crate) struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    pub(crate) fn new() -> Self {
        Self {
            folder: Arc::new(tempfile::tempdir().unwrap()),
            now: NOW.to_owned(),
        }
    }

    /// The same home at another time.
    pub(crate) fn at(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    /// This home once more, at another time.
    pub(crate) fn again_at(&self, now: &str) -> Self {
        Self {
            folder: Arc::clone(&self.folder),
            now: now.to_owned(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.path("data/firstline.db")
    }

    /// The environment of every run: nothing of the machine's own.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        vec![
            ("HOME".into(), text(self.folder.path())),
            ("FIRSTLINE_DB".into(), text(&self.db())),
            ("FIRSTLINE_CONFIG".into(), text(&self.path("config.toml"))),
            ("FIRSTLINE_NOW".into(), self.now.clone()),
            ("TERM".into(), "xterm-256color".into()),
            ("LANG".into(), "de_AT.UTF-8".into()),
            ("TZ".into(), "Europe/Vienna".into()),
        ]
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM.unwrap());
        command
            .args(arguments)
            .env_clear()
            .envs(self.environment())
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let ran = self.piped(arguments, b"");
        let raw = |character: char| character.is_control() && !"\n\t".contains(character);
        assert!(
            !ran.out.contains(raw) && !ran.err.contains(raw),
            "control characters from {arguments:?}"
        );
        ran
    }

    /// Runs a command with something piped in, and then the end of it.
    pub(crate) fn piped(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that refuses early closes the pipe.
        let _ = child.stdin.take().unwrap().write_all(input);
        let Output {
            status,
            stdout,
            stderr,
        } = child.wait_with_output().unwrap();
        Ran {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&stdout).into_owned(),
            err: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }

    /// Runs a command that has to work.
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?} said {}{}", ran.out, ran.err);
        ran.out
    }

    /// Runs a command that has to work and print JSON; an empty form where nothing has been recorded yet.
    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let ran = self.run(arguments);
        let worked = ran.code == 0 || ran.code == 3 && ran.err.contains("Nothing recorded yet");
        assert!(worked, "{arguments:?} said {}{}", ran.out, ran.err);
        serde_json::from_str(&ran.out).unwrap()
    }

    /// Everything stored, to see that nothing changed.
    pub(crate) fn everything(&self) -> String {
        self.done(&["export", "json"])
    }
}

/// Asserts that an object has these members and no others, but for the version at the top.
pub(crate) fn assert_names(value: &Value, names: &[&str]) {
    let found: BTreeSet<&str> = value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .filter(|name| *name != "version")
        .collect();
    assert_eq!(found, names.iter().copied().collect());
}
