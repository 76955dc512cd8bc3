//! A session in lines: for screen readers, dumb terminals and pipes.

use crate::real_terminal::PATIENCE;
use crate::support::Home;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// A session in lines, with somebody typing.
struct Talk {
    child: Child,
    typed: Option<ChildStdin>,
    told: Receiver<String>,
    heard: String,
}

impl Talk {
    fn start(home: &Home, routine: &str) -> Self {
        let mut child = home
            .command(&["start", routine, "--plain"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let typed = child.stdin.take();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (sender, told) = mpsc::channel();
        std::thread::spawn(move || {
            out.lines()
                .map_while(Result::ok)
                .try_for_each(|line| sender.send(line))
        });
        Self {
            child,
            typed,
            told,
            heard: String::new(),
        }
    }

    /// Reads on until a line contains `text`.
    fn says(&mut self, text: &str) -> String {
        loop {
            let Ok(line) = self.told.recv_timeout(PATIENCE) else {
                panic!("it did not say \"{text}\":\n{}", self.heard)
            };
            self.heard.push_str(&line);
            self.heard.push('\n');
            assert!(!line.contains(char::is_control), "{line:?}");
            if line.contains(text) {
                return line;
            }
        }
    }

    fn types(&mut self, line: &str) {
        writeln!(self.typed.as_mut().unwrap(), "{line}").unwrap();
    }

    fn ended(&mut self) -> i32 {
        self.typed = None;
        self.child.wait().unwrap().code().unwrap()
    }
}

#[test]
fn a_session_is_led_by_typed_words() {
    let home = Home::new();
    let mut talk = Talk::start(&home, "just-start");
    talk.says("How is your mood right now? 1 very low, 9 very good.");
    talk.types("4");
    talk.says("p pause, n next");
    talk.says("Get ready, 10 seconds. First: stand or sit tall.");
    talk.types("n");
    talk.says("1 of 6: Stand or sit tall, 15 seconds. Feet flat, let the shoulders drop.");
    talk.types("p");
    talk.says("Paused.");
    talk.types("p");
    talk.says("Resumed, 1");
    talk.types("!");
    talk.says("call 142");
    talk.types("");
    talk.says("1 of 6");
    std::thread::sleep(Duration::from_millis(2_200));
    talk.types("x");
    talk.says("call 112");
    talk.says("2 Keep going");
    talk.types("1");
    talk.says("Stopped early. That's fine.");
    talk.says("How is your mood right now?");
    talk.types("6");
    talk.says("How hard was it?");
    assert!(
        !talk.heard.contains("better than before"),
        "two seconds say nothing about what the routine does"
    );
    talk.types("3");
    talk.says("How did it go?");
    talk.types("2");
    talk.says("Session saved. To undo: firstline undo");
    assert_eq!(talk.ended(), 0);
    let session = &home.json(&["sessions", "--json"])["sessions"][0];
    assert_eq!(
        (&session["before"], &session["after"], &session["effort"]),
        (&4.into(), &6.into(), &3.into())
    );
    assert_eq!(session["complete"], false);
}

#[cfg(unix)]
#[test]
fn where_nobody_can_type_it_begins_at_once_and_a_signal_keeps_it() {
    let home = Home::new();
    let mut talk = Talk::start(&home, "walk-10");
    talk.typed = None;
    talk.says("Get ready");
    let status = std::process::Command::new("kill")
        .args(["-TERM", &talk.child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
    assert_eq!(talk.ended(), 143);
    let mut again = Talk::start(&home, "walk-10");
    again.says("A session is still open.");
    again.says("1 Resume");
    again.types("1");
    again.says("Get ready");
    again.types("n");
    again.says("1 of 5: Walk, easy");
    again.types("q");
    assert_eq!(again.ended(), 0, "nothing was done yet, so it simply ends");
    assert!(
        home.json(&["sessions", "--json"])["sessions"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_hard_routine_is_not_begun_unasked() {
    let home = Home::new();
    let ran = home.run(&["start", "twelve", "--plain"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out
            .contains("Four quick questions before your first vigorous routine."),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("start this routine in a terminal"),
        "{}",
        ran.out
    );
    assert_eq!(home.run(&["sessions", "--json"]).code, 0);
}

impl Drop for Talk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
