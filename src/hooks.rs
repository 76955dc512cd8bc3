//! A person's own programs, run after something was saved: without a shell, with the record as JSON on standard input,
//! for a bounded time. What they print is not shown; that one failed is.
//!
//! Nothing here waits but [`Hooks::finish`]: the screens look now and then while a program runs.

use crate::config::{HookEvent, HookSettings};
use crate::domain::{CheckIn, Id, Now, Rating, Running, Session, sanitize};
use crate::environment::HOOK;
use crate::export::views::{CheckInView, SessionView, instant};
use serde::Serialize;
use std::io::{self, Read as _, Write as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::Duration;

/// How often running programs are looked at.
const LOOK: Duration = Duration::from_millis(100);
/// How long is waited for a program's last words once it has ended: it may have left others behind that hold the pipe.
const LAST_WORDS: Duration = Duration::from_millis(300);
/// How many bytes of what a program says about its failure are kept.
const SAID: u64 = 2048;
/// How many characters of it are told.
const TOLD: usize = 120;

/// The programs that run, and what went wrong with those that did.
#[derive(Debug)]
pub struct Hooks {
    settings: HookSettings,
    is_off: bool,
    calls: Vec<Call>,
    failures: Vec<String>,
}

/// A program that runs.
#[derive(Debug)]
struct Call {
    event: HookEvent,
    /// The program's name, for people.
    name: String,
    child: Child,
    /// When its time is over, as uptime.
    over: Duration,
    /// How it ended, and until when its last words are waited for.
    ended: Option<(ExitStatus, Duration)>,
    said: Arc<Said>,
}

/// What a program said on standard error.
#[derive(Debug, Default)]
struct Said {
    text: Mutex<Vec<u8>>,
    /// Whether that is all.
    all: std::sync::atomic::AtomicBool,
}

/// What a program reads.
#[derive(Serialize)]
struct Record<'a, T> {
    version: u8,
    event: &'a str,
    #[serde(flatten)]
    fields: T,
}

/// A session that begins.
#[derive(Serialize)]
struct Beginning<'a> {
    id: Id,
    start: String,
    routine: &'a str,
    activity: &'a str,
    title: &'a str,
    before: Option<Rating>,
}

impl Hooks {
    /// Runs the programs of `settings`; none if it `is_off`, as inside a program that a hook runs.
    pub fn new(settings: &HookSettings, is_off: bool) -> Self {
        Self {
            settings: settings.clone(),
            is_off,
            calls: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Goes by other settings from now on.
    pub fn follow(&mut self, settings: &HookSettings) {
        self.settings.clone_from(settings);
    }

    /// Whether any program would run.
    pub fn is_any(&self) -> bool {
        !self.is_off && self.settings.is_any()
    }

    /// A check-in was saved.
    pub fn check_in(&mut self, record: &CheckIn, now: Now) {
        self.run(HookEvent::CheckIn, CheckInView::of(record), now);
    }

    /// A guided session began.
    pub fn session_start(&mut self, running: &Running, now: Now) {
        let beginning = Beginning {
            id: running.id,
            start: instant(running.start),
            routine: &running.routine.id,
            activity: &running.routine.activity,
            title: &running.routine.title,
            before: running.before,
        };
        self.run(HookEvent::SessionStart, beginning, now);
    }

    /// A session was saved.
    pub fn session_end(&mut self, session: &Session, now: Now) {
        self.run(HookEvent::SessionEnd, SessionView::of(session), now);
    }

    fn run(&mut self, event: HookEvent, record: impl Serialize, now: Now) {
        let [program, arguments @ ..] = self.settings.program(event) else {
            return;
        };
        if self.is_off {
            return;
        }
        let record = Record {
            version: 1,
            event: event.key(),
            fields: record,
        };
        // Records have string keys and numbers that are numbers: nothing else can fail.
        let mut text = serde_json::to_string(&record).unwrap_or_default();
        text.push('\n');
        let name = sanitize::line(program);
        match start(program, arguments, event, text) {
            Ok((child, said)) => self.calls.push(Call {
                event,
                name,
                child,
                over: now.uptime + self.settings.patience,
                ended: None,
                said,
            }),
            Err(error) => {
                let why = match error.kind() {
                    io::ErrorKind::NotFound => "the program wasn't found".to_owned(),
                    io::ErrorKind::PermissionDenied => "it may not be run".to_owned(),
                    _ => sanitize::line(&error.to_string()),
                };
                let event = event.key();
                self.failures
                    .push(format!("The {event} hook, {name}, couldn't start: {why}."));
            }
        }
    }

    /// How long nothing needs a look; `None` while no program runs.
    pub fn next_look(&self) -> Option<Duration> {
        (!self.calls.is_empty()).then_some(LOOK)
    }

    /// Looks at what runs and ends what takes too long. Returns what went wrong, once each.
    pub fn look(&mut self, now: Now) -> Vec<String> {
        let patience = self.settings.patience;
        let failures = &mut self.failures;
        self.calls
            .retain_mut(|call| match call.look(now, patience) {
                Poll::Pending => true,
                Poll::Ready(failure) => {
                    failures.extend(failure);
                    false
                }
            });
        std::mem::take(failures)
    }

    /// Waits for what runs, each for the time it has, and at most `most` in all; what is left then is ended.
    pub fn finish(&mut self, mut now: impl FnMut() -> Now, most: Duration) -> Vec<String> {
        let end = now().uptime + most;
        for call in &mut self.calls {
            call.over = call.over.min(end);
        }
        let mut failures = self.look(now());
        while !self.calls.is_empty() {
            std::thread::sleep(LOOK / 10);
            failures.extend(self.look(now()));
        }
        failures
    }

    /// How long [`Hooks::finish`] can take where nothing else bounds it.
    pub const fn patience(&self) -> Duration {
        self.settings.patience
    }
}

impl Call {
    /// What went wrong, if anything did, once it has ended.
    fn look(&mut self, now: Now, patience: Duration) -> Poll<Option<String>> {
        let (event, name) = (self.event.key(), &self.name);
        if self.ended.is_none() {
            match self.child.try_wait() {
                Ok(Some(status)) => self.ended = Some((status, now.uptime + LAST_WORDS)),
                Ok(None) if now.uptime < self.over => return Poll::Pending,
                _ => {
                    stop(&mut self.child);
                    let seconds = patience.as_secs();
                    return Poll::Ready(Some(format!(
                        "The {event} hook, {name}, was stopped: it didn't end within {seconds} s."
                    )));
                }
            }
        }
        let Some((status, until)) = self.ended else {
            return Poll::Pending;
        };
        if status.success() {
            return Poll::Ready(None);
        }
        if !self.said.is_all() && now.uptime < until {
            return Poll::Pending;
        }
        let how = match status.code() {
            Some(code) => format!("ended with exit code {code}"),
            None => "was ended by a signal".to_owned(),
        };
        let why = self.said.told();
        Poll::Ready(Some(format!("The {event} hook, {name}, {how}{why}.")))
    }
}

impl Said {
    fn is_all(&self) -> bool {
        self.all.load(std::sync::atomic::Ordering::Acquire)
    }

    /// Its first line, to follow a sentence; nothing where it said nothing.
    fn told(&self) -> String {
        let Ok(bytes) = self.text.lock() else {
            return String::new();
        };
        let text = String::from_utf8_lossy(&bytes);
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        line.map_or_else(String::new, |line| {
            let line: String = sanitize::line(line).chars().take(TOLD).collect();
            format!(": {}", line.trim_end_matches('.'))
        })
    }
}

/// Starts the program with `record` on its way in. Two threads feed and drain it, so that neither a program that
/// doesn't read nor one that never stops talking holds anybody up.
fn start(
    program: &str,
    arguments: &[String],
    event: HookEvent,
    record: String,
) -> io::Result<(Child, Arc<Said>)> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        // A firstline that it calls runs no hooks, else one check-in could lead to the next.
        .env(HOOK, event.key())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    // A group of its own, so that what it has started ends with it.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let mut child = command.spawn()?;
    let said = Arc::new(Said::default());
    if let Some(mut into) = child.stdin.take() {
        // It need not read it.
        std::thread::spawn(move || into.write_all(record.as_bytes()));
    }
    if let Some(from) = child.stderr.take() {
        let said = Arc::clone(&said);
        std::thread::spawn(move || drain(from, &said));
    }
    Ok((child, said))
}

/// Reads to the end and keeps the beginning.
fn drain(mut from: impl io::Read, said: &Said) {
    let mut beginning = Vec::new();
    let _ = from.by_ref().take(SAID).read_to_end(&mut beginning);
    if let Ok(mut text) = said.text.lock() {
        *text = beginning;
    }
    let _ = io::copy(&mut from, &mut io::sink());
    said.all.store(true, std::sync::atomic::Ordering::Release);
}

/// Ends a program and what it has started.
fn stop(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = rustix::process::Pid::from_raw(child.id().cast_signed()) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
    let _ = child.wait();
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::domain::{Day, DayStart, Ratings, Source};

    /// A clock that runs on by itself.
    fn clock() -> impl FnMut() -> Now {
        let clock = crate::clock::Clock::new(Some("2026-03-02T17:40:00+01:00")).unwrap();
        move || clock.now()
    }

    fn check_in(note: &str) -> CheckIn {
        let at = clock()().wall;
        CheckIn {
            id: Id::parse("0195d9a0-0000-7000-8000-000000000001").unwrap(),
            at,
            timed: true,
            day: Day::of(at.naive_local(), DayStart::default()),
            ratings: Ratings::default(),
            sleep_hours: None,
            own: crate::domain::OwnAnswers::default(),
            tags: Vec::new(),
            note: note.to_owned(),
            source: Source::Typed,
            import: None,
            updated_at: at,
        }
    }

    /// What went wrong with a program, and how long it was waited for.
    fn failures(program: &str, seconds: u8, note: &str) -> (Vec<String>, Duration) {
        let text = format!("[hooks]\ncheck_in = {program}\nseconds = {seconds}\n");
        let (config, problems) = Config::parse(&text);
        assert_eq!(problems, Vec::<String>::new());
        let mut now = clock();
        let begun = now();
        let mut hooks = Hooks::new(&config.hooks, false);
        hooks.check_in(&check_in(note), begun);
        let failures = hooks.finish(&mut now, Duration::from_secs(60));
        (failures, now().uptime.saturating_sub(begun.uptime))
    }

    #[test]
    fn the_record_comes_in_as_json_and_nothing_is_read_by_a_shell() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a b; $(touch no) 'x'");
        let program = format!(r#"["tee", "{}"]"#, file.display());
        assert!(failures(&program, 10, "quay").0.is_empty());
        let read = std::fs::read_to_string(&file).unwrap();
        let read: serde_json::Value = serde_json::from_str(&read).unwrap();
        assert_eq!(read["event"], "check_in");
        assert_eq!(
            (&read["version"], &read["note"]),
            (&1.into(), &"quay".into())
        );
        assert_eq!(read["day"], "2026-03-02");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_hangs_is_stopped_with_all_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let (pid, late) = (folder.path().join("pid"), folder.path().join("late"));
        let script = format!(
            "sleep 30 & echo $! > {}; wait; touch {}",
            pid.display(),
            late.display()
        );
        let program = format!(r#"["sh", "-c", "{script}"]"#);
        let (said, took) = failures(&program, 1, "");
        assert_eq!(
            said,
            ["The check_in hook, sh, was stopped: it didn't end within 1 s."]
        );
        assert!(took < Duration::from_secs(20), "{took:?}");
        let pid = std::fs::read_to_string(pid).unwrap();
        let gone = || {
            let state = std::fs::read_to_string(format!("/proc/{}/stat", pid.trim()));
            state.map_or(true, |state| state.contains(") Z "))
        };
        for _ in 0..200 {
            if gone() || !std::path::Path::new("/proc/self/stat").exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("what it started still runs");
    }

    #[test]
    fn what_fails_and_what_is_missing_is_told_in_a_sentence() {
        let (said, _) = failures(
            r#"["sh", "-c", "echo no net >&2; echo more >&2; exit 3"]"#,
            10,
            "",
        );
        assert_eq!(
            said,
            ["The check_in hook, sh, ended with exit code 3: no net."]
        );
        let (said, _) = failures(r#"["/missing/program"]"#, 10, "");
        assert_eq!(
            said,
            ["The check_in hook, /missing/program, couldn't start: the program wasn't found."]
        );
        let (said, _) = failures(r#"["/etc"]"#, 10, "");
        assert_eq!(
            said,
            ["The check_in hook, /etc, couldn't start: it may not be run."]
        );
    }

    #[test]
    fn neither_big_output_nor_a_record_that_is_not_read_holds_anything_up() {
        let (said, _) = failures(
            r#"["sh", "-c", "yes | head -c 3000000; yes | head -c 3000000 >&2"]"#,
            30,
            "",
        );
        assert!(said.is_empty(), "{said:?}");
        let long = "x".repeat(1 << 20);
        assert!(failures(r#"["true"]"#, 10, &long).0.is_empty());
        let (said, _) = failures(
            r#"["sh", "-c", "yes n\u001b[31m | head -c 3000000 >&2; exit 1"]"#,
            30,
            "",
        );
        assert!(said[0].len() < 200 && !said[0].contains('\x1b'), "{said:?}");
    }

    #[test]
    fn a_program_that_a_hook_runs_runs_none() {
        let (config, _) = Config::parse("[hooks]\ncheck_in = [\"/missing\"]\n");
        let mut hooks = Hooks::new(&config.hooks, true);
        let mut now = clock();
        hooks.check_in(&check_in(""), now());
        assert!(!hooks.is_any() && hooks.finish(&mut now, Duration::ZERO).is_empty());
    }
}
