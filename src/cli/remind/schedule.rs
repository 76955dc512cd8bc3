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
    /// Variables with which a notification finds the desktop, each with its value. Only cron doesn't know them.
    pub desktop: Vec<(&'static str, String)>,
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

/// The longest command that `schtasks /TR` takes, in characters.
const LONGEST_TASK: usize = 261;

/// Why `scheduler` can't run this command; nothing where it can. What cannot be quoted safely is not written.
pub(super) fn problem(scheduler: Scheduler, command: &[String]) -> Option<String> {
    if scheduler == Scheduler::Tasks && task_command(command).chars().count() > LONGEST_TASK {
        return Some(format!(
            "The Task Scheduler takes commands of up to {LONGEST_TASK} characters, and the paths of the program and \
             its files are longer. Move them to shorter paths first."
        ));
    }
    // systemd refuses these in the name of the program, however they are quoted, and takes them in arguments.
    let program = command.first();
    let word = command.iter().find(|word| {
        let refused = match scheduler {
            Scheduler::Tasks => "\"%",
            Scheduler::Systemd if Some(*word) == program => "\"'\\",
            _ => "",
        };
        word.contains(|letter: char| letter.is_control() || refused.contains(letter))
    })?;
    let shown = plain::line(word);
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

/// A word for the shell of cron, in which `%` would begin its input. The quotes before it part it from a backslash,
/// which would take the place of its own.
fn shell_word(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''").replace('%', "''\\%"))
}

/// A command as one text for Windows, each word in quotes.
fn task_command(command: &[String]) -> String {
    // Backslashes before the closing quote would take it in.
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
mod tests {
    use super::*;

    fn reminder(days: &[Weekday]) -> Reminder {
        Reminder {
            at: NaiveTime::from_hms_opt(18, 5, 0).unwrap(),
            days: days.to_vec(),
            command: words(&["/opt/50% off/it's/firstline", "remind"]),
            desktop: vec![("DISPLAY", ":0".to_owned())],
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

    /// Everything a scheduler is given: files with their paths, then commands.
    fn told(scheduler: Scheduler, days: &[Weekday]) -> String {
        let steps = installed(scheduler, days);
        let files = steps.write.iter();
        let files = files.map(|(path, text)| format!("{}\n{text}", path.display()));
        let commands = steps.run.iter().map(|words| format!("{words:#?}"));
        files.chain(commands).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn systemd_gets_a_timer_and_a_service() {
        let days = [Weekday::Mon, Weekday::Fri];
        insta::assert_snapshot!(told(Scheduler::Systemd, &days), @r#"
        /home/m/.config/systemd/user/firstline-remind.service
        [Unit]
        Description=A gentle reminder from firstline

        [Service]
        Type=oneshot
        ExecStart="/opt/50%% off/it's/firstline" "remind"

        /home/m/.config/systemd/user/firstline-remind.timer
        [Unit]
        Description=When firstline reminds you

        [Timer]
        OnCalendar=Mon,Fri *-*-* 18:05:00
        Persistent=false

        [Install]
        WantedBy=timers.target

        [
            "systemctl",
            "--user",
            "daemon-reload",
        ]
        [
            "systemctl",
            "--user",
            "enable",
            "--now",
            "firstline-remind.timer",
        ]
        "#);
        let daily = told(Scheduler::Systemd, &[]);
        assert!(daily.contains("OnCalendar=*-*-* 18:05:00\n"), "{daily}");
    }

    #[test]
    fn launchd_gets_an_agent() {
        insta::assert_snapshot!(told(Scheduler::Launchd, &[Weekday::Sun, Weekday::Wed]), @r#"
        /home/m/Library/LaunchAgents/firstline-remind.plist
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>firstline-remind</string>
          <key>ProgramArguments</key>
          <array>
            <string>/opt/50% off/it's/firstline</string>
            <string>remind</string>
          </array>
          <key>StartCalendarInterval</key>
          <array>
            <dict><key>Weekday</key><integer>0</integer><key>Hour</key><integer>18</integer><key>Minute</key><integer>5</integer></dict>
            <dict><key>Weekday</key><integer>3</integer><key>Hour</key><integer>18</integer><key>Minute</key><integer>5</integer></dict>
          </array>
        </dict>
        </plist>

        [
            "launchctl",
            "load",
            "-w",
            "/home/m/Library/LaunchAgents/firstline-remind.plist",
        ]
        "#);
    }

    #[test]
    fn the_task_scheduler_gets_a_task() {
        insta::assert_snapshot!(told(Scheduler::Tasks, &[Weekday::Mon]), @r#"
        [
            "schtasks",
            "/Create",
            "/F",
            "/TN",
            "firstline-remind",
            "/ST",
            "18:05",
            "/TR",
            "\"/opt/50% off/it's/firstline\" \"remind\"",
            "/SC",
            "WEEKLY",
            "/D",
            "MON",
        ]
        "#);
    }

    #[test]
    fn cron_gets_one_line_and_keeps_the_others() {
        let Crontab::Line(line) = installed(Scheduler::Cron, &[]).crontab else {
            panic!("no line")
        };
        assert_eq!(
            line,
            "5 18 * * * DISPLAY=':0' '/opt/50''\\% off/it'\\''s/firstline' 'remind' # firstline-remind"
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
            let fine = ["/bin/$HOME & <co>/firstline", "--db", "/it's", "remind"];
            assert_eq!(problem(scheduler, &words(&fine)), None, "{scheduler:?}");
        }
        let deep = format!("C:\\{}\\b.db", "folder\\".repeat(40));
        let said = problem(Scheduler::Tasks, &words(&[&deep])).unwrap();
        assert!(said.contains("up to 261 characters"), "{said}");
        for bad in ["C:\\a\"b.db", "C:\\%TEMP%\\b.db"] {
            assert!(problem(Scheduler::Tasks, &words(&[bad])).is_some(), "{bad}");
            assert_eq!(problem(Scheduler::Cron, &words(&[bad])), None, "{bad}");
        }
        for bad in ["/it's/firstline", "/a\\b/firstline", "/a\"b/firstline"] {
            let said = problem(Scheduler::Systemd, &words(&[bad, "remind"])).unwrap();
            assert!(said.contains("a quotation mark or a backslash"), "{said}");
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
