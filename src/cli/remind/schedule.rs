//! The setup for each system's scheduler: files to write, commands to run. Plain data, so that it can be shown before
//! anything is written.

use crate::domain::sanitize;
use chrono::{NaiveTime, Timelike as _, Weekday};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Who wakes the reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Scheduler {
    /// A timer of the user's own systemd (Linux)
    Systemd,
    /// A launch agent (macOS)
    Launchd,
    /// A line in the user's crontab
    Cron,
    /// A task of the Task Scheduler (Windows)
    Tasks,
}

impl Scheduler {
    /// The scheduler that this machine most likely has.
    pub(in crate::cli) fn guess() -> Self {
        if cfg!(target_os = "macos") {
            Self::Launchd
        } else if cfg!(windows) {
            Self::Tasks
        } else if Path::new("/run/systemd/system").exists() {
            Self::Systemd
        } else {
            Self::Cron
        }
    }
}

/// When to run, and which command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reminder {
    /// The time of day.
    pub at: NaiveTime,
    /// The days of the week; every day when empty.
    pub days: Vec<Weekday>,
    /// The program and its arguments.
    pub command: Vec<String>,
    /// Environment variables that a notification needs to reach the desktop. Only cron lacks them.
    pub desktop: Vec<(&'static str, String)>,
}

/// The steps to set up a reminder, or to remove it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps {
    /// Files to write.
    pub write: Vec<(PathBuf, String)>,
    /// Files to remove.
    pub remove: Vec<PathBuf>,
    /// What to do with firstline's line in the crontab.
    pub crontab: Crontab,
    /// Commands to run, in order: after files are written, before they are removed.
    pub run: Vec<Vec<String>>,
}

/// What to do with firstline's line in the crontab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Crontab {
    /// Leave the crontab alone.
    #[default]
    Untouched,
    /// Add this line, replacing the previous one.
    Line(String),
    /// Remove the line.
    Without,
}

/// The reminder's name in the scheduler.
pub(super) const NAME: &str = "firstline-remind";
/// Marks firstline's line in a crontab.
pub(super) const MARK: &str = "# firstline-remind";

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// The steps to set up `reminder`. `config` is the user's config folder, `home` their home folder.
pub(super) fn install(
    scheduler: Scheduler,
    reminder: &Reminder,
    config: &Path,
    home: &Path,
) -> Steps {
    match scheduler {
        Scheduler::Systemd => Steps {
            write: vec![
                (unit(config, "service"), service(reminder)),
                (unit(config, "timer"), timer(reminder)),
            ],
            run: vec![
                words(&["systemctl", "--user", "daemon-reload"]),
                words(&[
                    "systemctl",
                    "--user",
                    "enable",
                    "--now",
                    "firstline-remind.timer",
                ]),
            ],
            ..Steps::default()
        },
        Scheduler::Launchd => {
            let path = agent(home);
            let shown = path.display().to_string();
            Steps {
                write: vec![(path, plist(reminder))],
                run: vec![words(&["launchctl", "load", "-w", &shown])],
                ..Steps::default()
            }
        }
        Scheduler::Cron => Steps {
            crontab: Crontab::Line(cron_line(reminder)),
            ..Steps::default()
        },
        Scheduler::Tasks => Steps {
            run: vec![task(reminder)],
            ..Steps::default()
        },
    }
}

/// The steps to remove the reminder.
pub(super) fn remove(scheduler: Scheduler, config: &Path, home: &Path) -> Steps {
    match scheduler {
        Scheduler::Systemd => Steps {
            remove: vec![unit(config, "timer"), unit(config, "service")],
            run: vec![words(&[
                "systemctl",
                "--user",
                "disable",
                "--now",
                "firstline-remind.timer",
            ])],
            ..Steps::default()
        },
        Scheduler::Launchd => {
            let path = agent(home);
            let shown = path.display().to_string();
            Steps {
                remove: vec![path],
                run: vec![words(&["launchctl", "unload", "-w", &shown])],
                ..Steps::default()
            }
        }
        Scheduler::Cron => Steps {
            crontab: Crontab::Without,
            ..Steps::default()
        },
        Scheduler::Tasks => Steps {
            run: vec![words(&["schtasks", "/Delete", "/F", "/TN", NAME])],
            ..Steps::default()
        },
    }
}

/// The longest command for `schtasks /TR`, in characters.
const LONGEST_TASK: usize = 261;

/// Why `scheduler` cannot run this command; `None` if it can. A command that cannot be quoted safely is rejected.
pub(in crate::cli) fn problem(scheduler: Scheduler, command: &[String]) -> Option<String> {
    if scheduler == Scheduler::Tasks && task_command(command).chars().count() > LONGEST_TASK {
        return Some(format!(
            "The Task Scheduler takes commands of up to {LONGEST_TASK} characters, and the paths of the program and \
             its files are longer. Move them to shorter paths first."
        ));
    }
    // systemd rejects these characters in the program's path, however they are quoted, but accepts them in arguments.
    let program = command.first();
    let word = command.iter().find(|word| {
        let refused = match scheduler {
            Scheduler::Tasks => "\"%",
            Scheduler::Systemd if Some(*word) == program => "\"'\\",
            _ => "",
        };
        word.contains(|letter: char| letter.is_control() || refused.contains(letter))
    })?;
    let shown = sanitize::line(word);
    let what = if word.contains(char::is_control) {
        "a line break or another control character"
    } else if scheduler == Scheduler::Systemd {
        "a quotation mark or a backslash"
    } else {
        "a quotation mark or a percent sign"
    };
    Some(format!(
        "{shown} has {what} in its name, which the scheduler would misread. Rename it first."
    ))
}

/// The crontab with firstline's line added or removed; other lines stay byte for byte the same.
pub(super) fn crontab_with(present: &[u8], line: Option<&str>) -> Vec<u8> {
    let mut text = Vec::new();
    let lines = present.strip_suffix(b"\n").unwrap_or(present);
    for line in lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !present.is_empty() && !line.ends_with(MARK.as_bytes()))
        .chain(line.map(str::as_bytes))
    {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    text
}

fn unit(config: &Path, ending: &str) -> PathBuf {
    config.join("systemd/user").join(format!("{NAME}.{ending}"))
}

fn agent(home: &Path) -> PathBuf {
    home.join("Library/LaunchAgents")
        .join(format!("{NAME}.plist"))
}

fn service(reminder: &Reminder) -> String {
    let command: Vec<String> = reminder
        .command
        .iter()
        .enumerate()
        .map(|(place, word)| systemd_word(word, place > 0))
        .collect();
    format!(
        "[Unit]\nDescription=A gentle reminder from \
         firstline\n\n[Service]\nType=oneshot\nExecStart={}\n",
        command.join(" ")
    )
}

fn timer(reminder: &Reminder) -> String {
    let days: Vec<String> = reminder.days.iter().map(ToString::to_string).collect();
    let days = if days.is_empty() {
        String::new()
    } else {
        format!("{} ", days.join(","))
    };
    format!(
        "[Unit]\nDescription=When firstline reminds you\n\n[Timer]\nOnCalendar={days}*-*-* \
         {}:00\nPersistent=false\n\n[Install]\nWantedBy=timers.target\n",
        reminder.at.format("%H:%M")
    )
}

/// A word of `ExecStart`, quoted, with systemd's special characters doubled. The first word, the program, does not
/// expand variables.
pub(in crate::cli) fn systemd_word(word: &str, has_variables: bool) -> String {
    let dollar = if has_variables { "$$" } else { "$" };
    let escaped = word
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('%', "%%")
        .replace('$', dollar);
    format!("\"{escaped}\"")
}

fn plist(reminder: &Reminder) -> String {
    let arguments: Vec<String> = reminder
        .command
        .iter()
        .map(|word| format!("    <string>{}</string>\n", xml(word)))
        .collect();
    let arguments = arguments.concat();
    let time = |weekday: Option<u32>| {
        let weekday = weekday.map_or_else(String::new, |day| {
            format!("<key>Weekday</key><integer>{day}</integer>")
        });
        format!(
            "    <dict>{weekday}<key>Hour</key><integer>{}</integer><key>Minute</key><integer>{}</integer></dict>\n",
            reminder.at.hour(),
            reminder.at.minute()
        )
    };
    let times: String = if reminder.days.is_empty() {
        time(None)
    } else {
        reminder
            .days
            .iter()
            .map(|day| time(Some(day.num_days_from_sunday())))
            .collect()
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">\n<dict>\n  <key>Label</key>\n  <string>{NAME}</string>\n  <key>ProgramArguments</key>\n  <array>\n{arguments}  </array>\n  <key>StartCalendarInterval</key>\n  <array>\n{times}  </array>\n</dict>\n</plist>\n"
    )
}

/// The text for XML.
pub(in crate::cli) fn xml(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn cron_line(reminder: &Reminder) -> String {
    let days: Vec<String> = reminder
        .days
        .iter()
        .map(|day| day.num_days_from_sunday().to_string())
        .collect();
    let days = if days.is_empty() {
        "*".to_owned()
    } else {
        days.join(",")
    };
    let desktop = reminder.desktop.iter();
    let desktop = desktop.map(|(name, value)| format!("{name}={}", shell_word(value)));
    let command = reminder.command.iter().map(|word| shell_word(word));
    format!(
        "{} {} * * {days} {} {MARK}",
        reminder.at.minute(),
        reminder.at.hour(),
        desktop.chain(command).collect::<Vec<_>>().join(" ")
    )
}

/// A word quoted for cron's shell. In a crontab an unescaped `%` starts the command's input. The empty quotes before
/// `\%` separate it from a preceding backslash, which would escape the backslash.
pub(in crate::cli) fn shell_word(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''").replace('%', "''\\%"))
}

/// A command line for Windows, with each word in quotes.
pub(in crate::cli) fn task_command(command: &[String]) -> String {
    // Backslashes before the closing quote would escape it.
    let quoted = command.iter().map(|word| {
        let end = word.len() - word.trim_end_matches('\\').len();
        format!("\"{word}{}\"", "\\".repeat(end))
    });
    quoted.collect::<Vec<_>>().join(" ")
}

fn task(reminder: &Reminder) -> Vec<String> {
    let at = reminder.at.format("%H:%M").to_string();
    let mut words = words(&[
        "schtasks",
        "/Create",
        "/F",
        "/TN",
        NAME,
        "/ST",
        &at,
        "/TR",
        &task_command(&reminder.command),
        "/SC",
    ]);
    if reminder.days.is_empty() {
        words.push("DAILY".to_owned());
    } else {
        let days: Vec<String> = reminder
            .days
            .iter()
            .map(|day| day.to_string().to_uppercase())
            .collect();
        words.extend(["WEEKLY".to_owned(), "/D".to_owned(), days.join(",")]);
    }
    words
}

#[cfg(test)]
mod tests;
