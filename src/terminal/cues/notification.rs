//! Notifications: through the terminal if it supports them, otherwise through the desktop.

use super::{command, on_path, spawn};
use crate::environment::Environment;
use crate::terminal::output;
use std::process::Command;

const TITLE: &str = "firstline";

/// The escape sequence a terminal understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    /// iTerm2, `WezTerm`, Ghostty, Windows Terminal.
    Osc9,
    /// urxvt, foot.
    Osc777,
    /// kitty.
    Osc99,
}

/// Sends it; returns what was used, or `None` if nothing is available.
pub fn send(text: &str, environment: &Environment) -> Option<String> {
    let can_be_asked = cfg!(any(windows, target_os = "macos")) || environment.has_desktop;
    let desktop = of_desktop(text, environment).filter(|_| can_be_asked && !environment.is_remote);
    // tmux passes a sequence through only if that is enabled; the desktop, if available, is more reliable.
    if let Some(escape) =
        escape(environment).filter(|_| !(environment.in_tmux && desktop.is_some()))
    {
        let bytes = sequence(escape, text, environment.in_tmux);
        output::hand(bytes.as_bytes());
        return Some("the terminal".to_owned());
    }
    let mut child = spawn(desktop?)?;
    // The program ends right away; a short-lived thread reaps it so that no zombie stays behind.
    std::thread::spawn(move || child.wait());
    Some(PROGRAM.to_owned())
}

/// The program that shows desktop notifications.
const PROGRAM: &str = if cfg!(target_os = "macos") {
    "osascript"
} else if cfg!(windows) {
    "powershell.exe"
} else {
    "notify-send"
};

/// The command that shows `text` on the desktop, if its program exists. Never through a shell.
pub fn of_desktop(text: &str, environment: &Environment) -> Option<Command> {
    let path = on_path(PROGRAM, environment)?
        .to_string_lossy()
        .into_owned();
    let arguments: &[&str] = match PROGRAM {
        // The text is an argument of the script, never part of it.
        "osascript" => &["-e", "on run argv", "-e", SCRIPT, "-e", "end run", text],
        // No console window may appear and take the focus.
        "powershell.exe" => &[
            "-NoProfile",
            "-NonInteractive",
            "-WindowStyle",
            "Hidden",
            "-Command",
            TOAST,
        ],
        _ => &["--app-name", TITLE, "--", TITLE, text],
    };
    let mut command = command(&vec![path]);
    command.args(arguments);
    if cfg!(windows) {
        command.env(TOAST_TEXT, text);
    }
    Some(command)
}

/// The script for macOS; the text is its first argument.
const SCRIPT: &str = "display notification (item 1 of argv) with title \"firstline\"";
/// The environment variable that `TOAST` reads its text from.
const TOAST_TEXT: &str = "FIRSTLINE_TEXT";
/// The Windows PowerShell script for a toast. Only apps with an entry in the Start menu may show one, so it uses
/// PowerShell's app id.
const TOAST: &str = "$m = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, \
    ContentType = WindowsRuntime]; \
    $x = $m::GetTemplateContent([Windows.UI.Notifications.ToastTemplateType]::ToastText02); \
    $t = $x.GetElementsByTagName('text'); \
    [void]$t.Item(0).AppendChild($x.CreateTextNode('firstline')); \
    [void]$t.Item(1).AppendChild($x.CreateTextNode($env:FIRSTLINE_TEXT)); \
    $n = [Windows.UI.Notifications.ToastNotification, Windows.UI.Notifications, \
    ContentType = WindowsRuntime]::new($x); \
    $m::CreateToastNotifier('{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe')\
    .Show($n)";

fn escape(environment: &Environment) -> Option<Escape> {
    if environment.term == "dumb" {
        return None;
    }
    let (term, program) = (environment.term.as_str(), environment.term_program.as_str());
    let marked = |mark| environment.marks.contains(&mark);
    if term.contains("kitty") || marked("KITTY_WINDOW_ID") {
        return Some(Escape::Osc99);
    }
    if term.starts_with("foot") || term.starts_with("rxvt-unicode") {
        return Some(Escape::Osc777);
    }
    let known = ["iTerm.app", "WezTerm", "ghostty"].contains(&program) || term.contains("ghostty");
    let known = known
        || ["ITERM_SESSION_ID", "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR"]
            .into_iter()
            .any(marked);
    known.then_some(Escape::Osc9)
}

fn sequence(escape: Escape, text: &str, in_tmux: bool) -> String {
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_control() && *letter != ';')
        .collect();
    let plain = match escape {
        Escape::Osc9 => format!("\x1b]9;{text}\x1b\\"),
        Escape::Osc777 => format!("\x1b]777;notify;{TITLE};{text}\x1b\\"),
        Escape::Osc99 => format!(
            "\x1b]99;i=firstline:d=0;{TITLE}\x1b\\\x1b]99;i=firstline:d=1:p=body;{text}\x1b\\"
        ),
    };
    // tmux passes through sequences wrapped like this, with each escape doubled.
    if in_tmux {
        format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_terminal_is_told_in_its_own_way() {
        let of = |term: &str, program: &str| {
            escape(&Environment {
                term: term.into(),
                term_program: program.into(),
                ..Environment::default()
            })
        };
        assert_eq!(of("xterm-kitty", ""), Some(Escape::Osc99));
        assert_eq!(of("foot", ""), Some(Escape::Osc777));
        assert_eq!(of("xterm-256color", "WezTerm"), Some(Escape::Osc9));
        assert_eq!(of("xterm-256color", "vscode"), None);
        assert_eq!(of("linux", ""), None);
        let inside = Environment {
            term: "tmux-256color".into(),
            term_program: "tmux".into(),
            marks: vec!["WEZTERM_PANE"],
            ..Environment::default()
        };
        assert_eq!(escape(&inside), Some(Escape::Osc9));
    }

    #[test]
    fn words_cannot_end_the_sequence() {
        assert_eq!(
            sequence(Escape::Osc9, "a\x1b\\;b\x07", false),
            "\x1b]9;a\\b\x1b\\"
        );
        assert_eq!(
            sequence(Escape::Osc9, "x", true),
            "\x1bPtmux;\x1b\x1b]9;x\x1b\x1b\\\x1b\\"
        );
    }
}
