//! `firstline remind`: a gentle reminder at a chosen time, without a background process.
//!
//! The system's scheduler runs `firstline remind`, which shows the reminder and exits. It shows nothing while paused,
//! on a day off, or after a session today.

pub(super) mod schedule;

use crate::cli::{Context, Failure, note, print, safe};
use crate::coach::plan::Plan;
use crate::coach::{Limits, QuietDay, hard_day, hides_numbers, quiet_day};
use crate::content::safety::Outcome;
use crate::domain::sanitize::text as safe_lines;
use crate::domain::{Change, Day, Journal, parse_time_of_day};
use crate::fs;
use crate::terminal::cues::notification;
use chrono::{NaiveTime, Weekday};
use clap::Args;
use color_eyre::eyre::{Result, WrapErr as _};
use etcetera::BaseStrategy as _;
use schedule::{Crontab, Reminder, Scheduler, Steps, crontab_with, install, remove};
use std::fmt::Write as _;
use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The arguments of `remind`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  firstline remind --at 18:00 --print      show what would be written\n  firstline remind --at 18:00 --install    show it, ask, then write it\n  firstline remind --at 12:30 --days mon,wed,fri --install\n  firstline remind --pause 3d              no reminders for three days\n  firstline remind --remove\n\nWithout options it reminds you now; that's what the scheduler calls."
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct Remind {
    /// The time of day: 18:00, 6pm
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    at: Option<NaiveTime>,
    /// Days of the week, such as mon,wed,fri; every day if left out
    #[arg(long, value_name = "DAYS", value_delimiter = ',', value_parser = weekday, requires = "at")]
    days: Vec<Weekday>,
    /// Set it up, after showing what it will write
    #[arg(long, requires = "at", conflicts_with_all = ["print", "remove"])]
    install: bool,
    /// Show what would be written
    #[arg(long, requires = "at", conflicts_with = "remove")]
    print: bool,
    /// Remove it
    #[arg(long)]
    remove: bool,
    /// Don't ask before writing
    #[arg(short, long)]
    yes: bool,
    /// The scheduler, instead of this system's default
    #[arg(long, value_enum, value_name = "WHO")]
    with: Option<Scheduler>,
    /// No reminders for N days: 3d; 0d ends the pause
    #[arg(long, value_name = "DAYS", value_parser = days, conflicts_with_all = ["at", "remove"])]
    pause: Option<i64>,
}

/// The reminder on a hard day. Others may see it on the screen, so it does not say what kind of day it is.
const WARM: &str = "Nothing you have to do today. If you'd like to talk: firstline support";
/// The setting with the last day of the pause.
const PAUSED: &str = "remind:paused";

fn time(text: &str) -> Result<NaiveTime, String> {
    parse_time_of_day(text).ok_or_else(|| "expected a time like 18:00 or 6pm".to_owned())
}

fn weekday(text: &str) -> Result<Weekday, String> {
    text.trim()
        .parse()
        .map_err(|_| "expected mon, tue, wed, thu, fri, sat or sun".to_owned())
}

fn days(text: &str) -> Result<i64, String> {
    let number = text
        .strip_suffix('d')
        .unwrap_or(text)
        .parse()
        .ok()
        .filter(|days| (0..=366).contains(days));
    number.ok_or_else(|| "expected a number of days up to 366, like 3d".to_owned())
}

impl Remind {
    /// Shows the reminder, or sets it up.
    pub fn run(&self, context: &Context<'_>) -> Result<()> {
        if let Some(days) = self.pause {
            return pause(days, context);
        }
        let scheduler = self.with.unwrap_or_else(Scheduler::guess);
        if context.options.demo && (self.install || self.remove) {
            return Err(Failure::usage("Reminders don't work with --demo. Leave it out.").into());
        }
        if let Some(at) = self.at {
            if !self.install && !self.print {
                return Err(Failure::usage(
                    "Add --print to see the reminder, or --install to set it up.",
                )
                .into());
            }
            let (config, home) = places()?;
            let reminder = Reminder {
                at,
                days: self.days.clone(),
                command: command(context, "remind")?,
                desktop: context.environment.desktop.clone(),
            };
            if let Some(problem) = schedule::problem(scheduler, &reminder.command) {
                return Err(Failure::usage(problem).into());
            }
            let steps = install(scheduler, &reminder, &config, &home);
            print(&safe_lines(&preview(&steps)))?;
            if self.print {
                return Ok(());
            }
            self.confirm("Write and run this?")?;
            carry_out(&steps)?;
            note(
                "Reminder set up. To pause: firstline remind --pause 3d. To remove: firstline \
                remind --remove",
            );
            return Ok(());
        }
        if self.remove {
            let (config, home) = places()?;
            let steps = remove(scheduler, &config, &home);
            print(&safe_lines(&preview(&steps)))?;
            self.confirm("Do this?")?;
            carry_out(&steps)?;
            note("Reminder removed.");
            return Ok(());
        }
        speak_up(context)
    }

    fn confirm(&self, question: &str) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        if !std::io::stdin().is_terminal() {
            return Err(Failure::usage(
                "Not in a terminal: add --yes to confirm. Nothing was changed.",
            )
            .into());
        }
        let mut err = std::io::stderr().lock();
        write!(err, "{question} y or n: ")?;
        err.flush()?;
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        if line.trim().eq_ignore_ascii_case("y") {
            return Ok(());
        }
        Err(Failure::Nothing("Nothing was changed.".to_owned()).into())
    }
}

fn pause(days: i64, context: &Context<'_>) -> Result<()> {
    let today = context.today();
    let (value, said) = if days == 0 {
        (String::new(), "Reminders are on again.\n".to_owned())
    } else {
        let last = today.plus(days - 1);
        (
            last.to_string(),
            format!(
                "Reminders paused through {last}. To end the pause: firstline remind --pause \
                0d\n"
            ),
        )
    };
    context.store()?.apply(
        &Change::SaveSetting {
            key: PAUSED.to_owned(),
            value,
        },
        context.now(),
    )?;
    print(&said)
}

/// The text for now; `None` if it is better to stay silent.
fn words(journal: &Journal, today: Day) -> Option<String> {
    let paused: Option<Day> = journal
        .setting(PAUSED)
        .and_then(|text| text.parse().ok())
        .map(Day::from_date);
    let quiet = quiet_day(journal, today);
    let silent = paused.is_some_and(|last| today <= last)
        || !matches!(quiet, None | Some(QuietDay::CoinWaits))
        || !journal.sessions_on(today).is_empty();
    if silent {
        return None;
    }
    if let Some(waits @ QuietDay::CoinWaits) = quiet {
        return Some(waits.words());
    }
    if hard_day(journal, today).is_some() {
        return Some(WARM.to_owned());
    }
    if hides_numbers(journal) {
        return Some("A little movement? Even a moment counts.".to_owned());
    }
    // If symptoms need a doctor first, an earlier plan is not repeated.
    if Limits::of(journal).outcome() == Some(Outcome::SeeDoctor) {
        return Some("A few easy minutes? Even two count.".to_owned());
    }
    let plan = Plan::of(journal)
        .map(|plan| plan.if_then)
        .filter(|text| !text.is_empty());
    Some(plan.map_or_else(
        || "Ten easy minutes? Even two count.".to_owned(),
        |plan| format!("Your plan: {}", crate::cli::safe(&plan)),
    ))
}

fn speak_up(context: &Context<'_>) -> Result<()> {
    let today = context.today();
    let journal = context.existing()?.recent(today)?;
    let Some(text) = words(&journal, today) else {
        return Ok(());
    };
    // On a terminal the printed line is the reminder.
    if std::io::stdout().is_terminal() || !notify(&text, context) {
        return print(&format!("{text}\n"));
    }
    Ok(())
}

/// Shows a desktop notification, and waits for its program to finish; false if none could be shown.
fn notify(text: &str, context: &Context<'_>) -> bool {
    let Some(mut command) = notification::of_desktop(text, context.environment) else {
        return false;
    };
    let quiet = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The user's config folder and home folder.
fn places() -> Result<(PathBuf, PathBuf)> {
    let strategy = etcetera::choose_base_strategy().wrap_err(
        "No home folder was found. Is HOME \
        set?",
    )?;
    Ok((strategy.config_dir(), strategy.home_dir().to_owned()))
}

/// The command line of this program with the subcommand `name` and the same files.
pub(super) fn command(context: &Context<'_>, name: &str) -> Result<Vec<String>> {
    let program = std::env::current_exe().wrap_err("Couldn't find the firstline program")?;
    let mut words = vec![word(&program)?];
    if context.options.db.is_some() || context.environment.db.is_some() {
        words.extend([
            "--db".to_owned(),
            word(&std::path::absolute(&context.paths.db)?)?,
        ]);
    }
    if context.options.config.is_some() || context.environment.config.is_some() {
        words.extend([
            "--config".to_owned(),
            word(&std::path::absolute(&context.paths.config)?)?,
        ]);
    }
    words.push(name.to_owned());
    Ok(words)
}

/// A path as text for a scheduler.
fn word(path: &Path) -> Result<String> {
    let text = path.to_str().map(str::to_owned);
    Ok(text.ok_or_else(|| {
        Failure::usage(format!(
            "{} isn't text in UTF-8, which schedulers need. Rename it first.",
            safe(&path.to_string_lossy())
        ))
    })?)
}

/// The steps as shown before they are carried out.
fn preview(steps: &Steps) -> String {
    let mut text = String::new();
    for (path, content) in &steps.write {
        let _ = writeln!(text, "File to write: {}\n", path.display());
        for line in content.lines() {
            let _ = writeln!(text, "    {line}");
        }
        text.push('\n');
    }
    match &steps.crontab {
        Crontab::Line(line) => {
            let _ = writeln!(text, "Line for your crontab (crontab -e):\n\n    {line}\n");
        }
        Crontab::Without => {
            text.push_str("This removes the line marked firstline-remind from your crontab.\n");
        }
        Crontab::Untouched => {}
    }
    for command in &steps.run {
        let _ = writeln!(text, "Command to run: {}", command.join(" "));
    }
    for path in &steps.remove {
        let _ = writeln!(text, "File to remove: {}", path.display());
    }
    text
}

fn carry_out(steps: &Steps) -> Result<()> {
    for (path, content) in &steps.write {
        let shown = path.display();
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .wrap_err_with(|| format!("Couldn't make {}", folder.display()))?;
        }
        fs::replace(path, content.as_bytes())
            .wrap_err_with(|| format!("Couldn't write {shown}"))?;
    }
    match &steps.crontab {
        Crontab::Line(line) => write_crontab(Some(line))?,
        Crontab::Without => write_crontab(None)?,
        Crontab::Untouched => {}
    }
    for words in &steps.run {
        let Some((program, arguments)) = words.split_first() else {
            continue;
        };
        let status = Command::new(program).args(arguments).status();
        if !status.as_ref().is_ok_and(std::process::ExitStatus::success) && steps.remove.is_empty()
        {
            return Err(Failure::runtime(format!(
                "Couldn't run {}. The files are in place; run the command yourself",
                words.join(" ")
            ))
            .into());
        }
    }
    for path in &steps.remove {
        if let Err(error) = std::fs::remove_file(path)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(
                Failure::runtime(format!("Couldn't remove {}: {error}", path.display())).into(),
            );
        }
    }
    Ok(())
}

fn write_crontab(line: Option<&str>) -> Result<()> {
    let trouble =
        || Failure::runtime("Couldn't change the crontab. Add the line yourself with crontab -e");
    // Fails for a user without a crontab, which counts as empty.
    let present = Command::new("crontab")
        .arg("-l")
        .output()
        .wrap_err_with(trouble)?;
    let why = String::from_utf8_lossy(&present.stderr).to_lowercase();
    let is_none = why.contains("no crontab") || why.contains("no such file");
    if !present.status.success() && !is_none {
        return Err(trouble().into());
    }
    let text = crontab_with(&present.stdout, line);
    let mut child = Command::new("crontab")
        .arg("-")
        .stdin(Stdio::piped())
        .spawn()
        .wrap_err_with(trouble)?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(&text).wrap_err_with(trouble)?;
    }
    if child.wait().wrap_err_with(trouble)?.success() {
        Ok(())
    } else {
        Err(trouble().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_silent_when_paused_on_a_day_off_and_without_need() {
        let today = Day::from_date("2026-03-02".parse().unwrap());
        let set = |key: &str, value: &str| {
            Journal::default().with_settings([(key.to_owned(), value.to_owned())])
        };
        assert_eq!(
            words(&Journal::default(), today).as_deref(),
            Some("Ten easy minutes? Even two count.")
        );
        for (key, value) in [
            (PAUSED, "2026-03-02"),
            (PAUSED, "2026-03-09"),
            ("off:2026-03-02", "ill"),
        ] {
            assert_eq!(words(&set(key, value), today), None, "{key} {value}");
        }
        for (key, value) in [
            (PAUSED, "2026-03-01"),
            (PAUSED, ""),
            ("off:2026-03-01", "rest"),
        ] {
            assert!(words(&set(key, value), today).is_some(), "{key} {value}");
        }
        let plan = Plan {
            minutes: 30,
            since: today,
            if_then: "after lunch, I walk".to_owned(),
        };
        let said = words(&set("plan", &plan.to_setting()), today).unwrap();
        assert_eq!(said, "Your plan: after lunch, I walk");
    }

    #[test]
    fn times_days_and_pauses_are_read_strictly() {
        assert!(time("18:00").is_ok() && time("25:00").is_err() && time("6pm") == time("18:00"));
        assert_eq!(weekday("Fri"), Ok(Weekday::Fri));
        assert!(weekday("someday").is_err());
        assert_eq!((days("3d"), days("0")), (Ok(3), Ok(0)));
        assert!(days("-1d").is_err() && days("400d").is_err());
    }
}
