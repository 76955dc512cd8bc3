//! Edits a note in the user's own editor: the terminal is restored while the editor runs, and the note is passed in a
//! file in a temporary folder beside the database, which is deleted afterwards.

use crate::config::command_line;
use crate::fs;
use crate::terminal::signals::Signals;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};

/// The most bytes that are read back; a note has far fewer.
const MOST: u64 = 1 << 20;

/// The result of editing.
#[derive(Debug, PartialEq, Eq)]
pub enum Edited {
    /// The edited text.
    Text(String),
    /// Editing failed, for this reason; the note is unchanged.
    Not(String),
    /// This signal asked the program to end meanwhile.
    Ended(i32),
}

/// Opens `text` in the editor `command`, in a file below `folder`. The terminal must be restored before.
pub(super) fn edit(text: &str, command: Option<&str>, folder: &Path, signals: &Signals) -> Edited {
    let words = match command.map(command_line::split) {
        None => return Edited::Not(no_editor()),
        Some(Some(words)) if !words.is_empty() => words,
        Some(_) => {
            let command = command.unwrap_or_default();
            return Edited::Not(format!(
                "EDITOR is {command:?}, which isn't a command. Check EDITOR."
            ));
        }
    };
    let sheet = match Sheet::new(folder, text) {
        Ok(sheet) => sheet,
        Err(error) => {
            return Edited::Not(as_it_was(&format!(
                "Couldn't make a file for the editor: {error}"
            )));
        }
    };
    match run(&words, &sheet.file(), signals) {
        Ok(Ok(status)) if status.success() => match sheet.read() {
            Ok(text) => Edited::Text(text),
            Err(error) => Edited::Not(as_it_was(&format!(
                "Couldn't read what the editor wrote: {error}"
            ))),
        },
        Ok(Ok(status)) => Edited::Not(as_it_was(&format!(
            "{} ended with {}",
            words[0],
            exit_reason(status)
        ))),
        Ok(Err(signal)) => Edited::Ended(signal),
        Err(error) if error.kind() == ErrorKind::NotFound => Edited::Not(as_it_was(&format!(
            "Editor {} not found; check EDITOR",
            words[0]
        ))),
        Err(error) => Edited::Not(as_it_was(&format!("Couldn't start {}: {error}", words[0]))),
    }
}

/// What to do if no editor is set.
fn no_editor() -> String {
    "No editor set. In your shell: export EDITOR=nano".to_owned()
}

fn as_it_was(what: &str) -> String {
    format!("{what}. Your note is unchanged.")
}

fn exit_reason(status: ExitStatus) -> String {
    #[cfg(unix)]
    if let Some(signal) = std::os::unix::process::ExitStatusExt::signal(&status) {
        return format!("signal {signal}");
    }
    status
        .code()
        .map_or_else(|| "no code".to_owned(), |code| format!("code {code}"))
}

/// Runs the editor and waits for it; the inner error is a signal that asked this program to end.
fn run(words: &[String], file: &Path, signals: &Signals) -> io::Result<Result<ExitStatus, i32>> {
    let begun = signals.with_children(|| {
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .arg(file)
            .spawn()?;
        wait(&mut child, signals)
    });
    begun.unwrap_or_else(|error| Err(io::Error::other(error.to_string())))
}

#[cfg(unix)]
fn wait(child: &mut Child, signals: &Signals) -> io::Result<Result<ExitStatus, i32>> {
    use signal_hook::consts::{SIGINT, SIGQUIT};
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Ok(status));
        }
        signals.sleep(None);
        // Ctrl-C and Ctrl-\ belong to the editor, as they would under a shell.
        let ours = |signal: &i32| ![SIGINT, SIGQUIT].contains(signal);
        if let Some(signal) = signals.take_end().filter(ours) {
            end(child, signal, signals)?;
            return Ok(Err(signal));
        }
        // A stop of the editor stops the whole process group, and both continue together.
        if signals.take_stop() {
            signals.stop_here();
        }
        signals.take_continued();
    }
}

/// Forwards the signal, gives the editor two seconds to clean up, then kills it.
#[cfg(unix)]
fn end(child: &mut Child, signal: i32, signals: &Signals) -> io::Result<()> {
    use rustix::process::{Pid, Signal, kill_process};
    use std::time::Duration;
    if let (Some(pid), Some(signal)) = (
        Pid::from_raw(child.id().cast_signed()),
        Signal::from_named_raw(signal),
    ) {
        let _ = kill_process(pid, signal);
    }
    for _ in 0..20 {
        if child.try_wait()?.is_some() {
            return Ok(());
        }
        signals.sleep(Some(Duration::from_millis(100)));
    }
    child.kill()?;
    child.wait().map(drop)
}

#[cfg(not(unix))]
fn wait(child: &mut Child, _signals: &Signals) -> io::Result<Result<ExitStatus, i32>> {
    child.wait().map(Ok)
}

/// The file being edited, in its own folder so that copies made by the editor are deleted with it.
struct Sheet(PathBuf);

impl Sheet {
    fn new(folder: &Path, text: &str) -> io::Result<Self> {
        let folder = if folder.as_os_str().is_empty() {
            Path::new(".")
        } else {
            folder
        };
        let sheet = (1..1000)
            .map(|number| folder.join(format!("note-{}-{number}", std::process::id())))
            .find_map(|path| match fs::make_new_folder(&path) {
                Ok(()) => Some(Ok(Self(path))),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => None,
                Err(error) => Some(Err(error)),
            })
            .unwrap_or_else(|| Err(io::Error::from(ErrorKind::AlreadyExists)))?;
        let mut file = fs::create(&sheet.file())?;
        file.write_all(text.as_bytes())?;
        if !text.is_empty() && !text.ends_with('\n') {
            file.write_all(b"\n")?;
        }
        Ok(sheet)
    }

    fn file(&self) -> PathBuf {
        self.0.join("note.txt")
    }

    fn read(&self) -> io::Result<String> {
        let file = self.file();
        if std::fs::metadata(&file)?.len() > MOST {
            return Err(io::Error::other("it's longer than a megabyte"));
        }
        String::from_utf8(std::fs::read(file)?).map_err(|_| io::Error::other("it isn't UTF-8 text"))
    }
}

impl Drop for Sheet {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
