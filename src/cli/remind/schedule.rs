//! What each system's own scheduler is told: files to write, commands to run. Plain data, so that
//! it can be shown before anything is written.

use crate::domain::plain;
use chrono::{NaiveTime, Timelike as _, Weekday};
use clap::ValueEnum;
use std::path::{Path, PathBuf};

/// Who wakes the reminder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Scheduler {
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
    /// The one this machine most likely has.
    pub(super) fn guess() -> Self {
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

/// When to speak up, and with which command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reminder {
    /// The time of day.
    pub at: NaiveTime,
    /// The days of the week; every day when empty.
    pub days: Vec<Weekday>,
    /// The program and its arguments.
    pub command: Vec<String>,
}

/// What has to be done to set a reminder up, or to take it away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps {
    /// Files to write.
    pub write: Vec<(PathBuf, String)>,
    /// Files to remove.
    pub remove: Vec<PathBuf>,
    /// What becomes of our line in the crontab.
    pub crontab: Crontab,
    /// Commands to run, in order: after files are written, before they are removed.
    pub run: Vec<Vec<String>>,
}

/// What becomes of our line in the crontab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Crontab {
    /// The crontab is left alone.
    #[default]
    Untouched,
    /// It has this line, in place of the one before.
    Line(String),
    /// Our line leaves it.
    Without,
}

/// The name the scheduler knows it by.
pub(super) const NAME: &str = "firstline-remind";
/// Marks our line in a crontab.
pub(super) const MARK: &str = "# firstline-remind";

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// How to set `reminder` up. `config` is the user's configuration folder, `home` their home.
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

/// How to take it away.
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

/// Why `scheduler` can't be told this command; nothing where it can. What cannot be quoted safely is not written.
pub(super) fn problem(scheduler: Scheduler, command: &[String]) -> Option<String> {
    let refused = |letter: char| {
        letter.is_control() || scheduler == Scheduler::Tasks && "\"%".contains(letter)
    };
    let word = command.iter().find(|word| word.contains(refused))?;
    let shown = plain::line(word);
    let what = if word.contains(char::is_control) {
        "a line break or another control character"
    } else {
        "a quotation mark or a percent sign"
    };
    Some(format!(
        "{shown} has {what} in its name, which the scheduler would misread. Rename it first."
    ))
}

/// A crontab with our line in it, or without; what others wrote stays as it is, to the byte.
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

/// A word of `ExecStart`: quoted, with systemd's own signs doubled. In the name of the program, the first word, no
/// variables are looked for.
fn systemd_word(word: &str, has_variables: bool) -> String {
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

fn xml(text: &str) -> String {
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
    let command: Vec<String> = reminder
        .command
        .iter()
        .map(|word| shell_word(word))
        .collect();
    format!(
        "{} {} * * {days} {} {MARK}",
        reminder.at.minute(),
        reminder.at.hour(),
        command.join(" ")
    )
}

/// A word for the shell of cron, in which `%` would begin its input. The quotes before it part it from a backslash,
/// which would take the place of its own.
fn shell_word(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''").replace('%', "''\\%"))
}

fn task(reminder: &Reminder) -> Vec<String> {
    let command: Vec<String> = reminder
        .command
        .iter()
        // Backslashes before the closing quote would take it in.
        .map(|word| {
            let end = word.len() - word.trim_end_matches('\\').len();
            format!("\"{word}{}\"", "\\".repeat(end))
        })
        .collect();
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
        &command.join(" "),
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
mod tests {
    use super::*;

    fn reminder(days: &[Weekday]) -> Reminder {
        Reminder {
            at: NaiveTime::from_hms_opt(18, 5, 0).unwrap(),
            days: days.to_vec(),
            command: words(&["/opt/50% off/it's/firstline", "remind"]),
        }
    }

    fn installed(scheduler: Scheduler, days: &[Weekday]) -> Steps {
        install(
            scheduler,
            &reminder(days),
            Path::new("/home/m/.config"),
            Path::new("/home/m"),
        )
    }

    #[test]
    fn systemd_gets_a_timer_and_a_service() {
        let steps = installed(Scheduler::Systemd, &[Weekday::Mon, Weekday::Fri]);
        assert_eq!(
            steps.write[0].0,
            Path::new("/home/m/.config/systemd/user/firstline-remind.service")
        );
        assert!(
            steps.write[0]
                .1
                .contains("ExecStart=\"/opt/50%% off/it's/firstline\" \"remind\"\n")
        );
        assert!(
            steps.write[1]
                .1
                .contains("OnCalendar=Mon,Fri *-*-* 18:05:00\n")
        );
        assert!(
            installed(Scheduler::Systemd, &[]).write[1]
                .1
                .contains("OnCalendar=*-*-* 18:05:00\n")
        );
        assert_eq!(steps.run.len(), 2);
    }

    #[test]
    fn launchd_gets_an_agent() {
        let steps = installed(Scheduler::Launchd, &[Weekday::Sun]);
        let text = &steps.write[0].1;
        assert!(
            text.contains(
                "<key>Weekday</key><integer>0</integer><key>Hour</key><integer>18</integer>"
            ),
            "{text}"
        );
        assert!(text.contains("<string>/opt/50% off/it's/firstline</string>"));
    }

    #[test]
    fn cron_gets_one_line_and_keeps_the_others() {
        let Crontab::Line(line) = installed(Scheduler::Cron, &[]).crontab else {
            panic!("no line")
        };
        assert_eq!(
            line,
            "5 18 * * * '/opt/50''\\% off/it'\\''s/firstline' 'remind' # firstline-remind"
        );
        let others = b"MAILTO=m\xe9\n\n0 1 * * * backup\n";
        let once = crontab_with(others, Some(&line));
        let expected = [others.as_slice(), line.as_bytes(), b"\n"].concat();
        assert_eq!(once, expected);
        assert_eq!(
            crontab_with(&once, Some(&line)),
            once,
            "a second time changes nothing"
        );
        assert_eq!(crontab_with(&once, None), others);
        assert_eq!(crontab_with(b"", None), b"");
    }

    #[test]
    fn the_task_scheduler_gets_a_task() {
        let steps = installed(Scheduler::Tasks, &[Weekday::Mon]);
        assert!(steps.run[0].join(" ").contains("/ST 18:05"));
        assert!(steps.run[0].ends_with(&words(&["/SC", "WEEKLY", "/D", "MON"])));
    }

    #[test]
    fn a_path_that_cannot_be_quoted_is_refused_and_any_other_is_read_as_it_is() {
        let all = [
            Scheduler::Systemd,
            Scheduler::Launchd,
            Scheduler::Cron,
            Scheduler::Tasks,
        ];
        for scheduler in all {
            for bad in ["/d/x\n* * * * * rm", "/d/x\ry", "/d/\u{1b}[2J", "/d/\u{85}"] {
                let said = problem(scheduler, &words(&["/bin/firstline", "--db", bad]));
                let said = said.unwrap_or_else(|| panic!("{scheduler:?} took {bad:?}"));
                assert!(said.contains("control character"), "{said}");
                assert!(
                    !said.contains(|letter: char| letter.is_control()),
                    "{said:?}"
                );
            }
            assert_eq!(
                problem(scheduler, &words(&["/bin/it's $HOME & <co>", "remind"])),
                None
            );
        }
        for bad in ["C:\\a\"b.db", "C:\\%TEMP%\\b.db"] {
            assert!(problem(Scheduler::Tasks, &words(&[bad])).is_some(), "{bad}");
            assert_eq!(problem(Scheduler::Cron, &words(&[bad])), None, "{bad}");
        }
        assert_eq!(systemd_word("/a$b", false), "\"/a$b\"");
        assert_eq!(systemd_word("/a$b\\\"%c", true), "\"/a$$b\\\\\\\"%%c\"");
    }

    /// What cron makes of a command before it hands it to the shell (`do_command.c` of Vixie cron and cronie).
    #[cfg(unix)]
    fn through_cron(command: &str) -> String {
        let (mut out, mut escaped) = (String::new(), false);
        for letter in command.chars() {
            if escaped {
                if letter == '%' {
                    out.pop();
                }
                escaped = false;
            } else if letter == '\\' {
                escaped = true;
            } else if letter == '%' {
                break;
            }
            out.push(letter);
        }
        out
    }

    #[cfg(unix)]
    #[test]
    fn cron_and_its_shell_read_back_every_path_as_it_is() {
        for word in [
            "/a b/c",
            "/50%/off",
            "/back\\%slash",
            "/back\\\\%s",
            "/it's/$HOME/`id`/$(id)",
            "/\"q\"/%%/'%'",
            "/ends\\",
        ] {
            let command = format!("printf %s {}", shell_word(word)).replacen("%s", "\\%s", 1);
            let shell = std::process::Command::new("/bin/sh")
                .args(["-c", &through_cron(&command)])
                .output()
                .unwrap();
            assert_eq!(String::from_utf8_lossy(&shell.stdout), word);
        }
    }

    #[test]
    fn what_is_set_up_can_be_taken_away() {
        for scheduler in [
            Scheduler::Systemd,
            Scheduler::Launchd,
            Scheduler::Cron,
            Scheduler::Tasks,
        ] {
            let (config, home) = (Path::new("/c"), Path::new("/h"));
            let set = install(scheduler, &reminder(&[]), config, home);
            let away = remove(scheduler, config, home);
            let mut written: Vec<_> = set.write.iter().map(|(path, _)| path.clone()).collect();
            let mut removed = away.remove.clone();
            written.sort();
            removed.sort();
            assert_eq!(written, removed, "{scheduler:?}");
            assert_eq!(
                set.crontab != Crontab::Untouched,
                away.crontab != Crontab::Untouched
            );
        }
    }
}
