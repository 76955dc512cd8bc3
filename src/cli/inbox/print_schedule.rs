//! How the system's scheduler would read the inbox and watched folders every hour: shown, never written.

use crate::cli::remind::command;
use crate::cli::remind::schedule::{self, Scheduler, shell_word, systemd_word, task_command, xml};
use crate::cli::{Context, Failure, print};
use crate::domain::sanitize::text as safe_lines;
use color_eyre::eyre::Result;

/// The name in the scheduler.
const NAME: &str = "firstline-inbox";

/// Prints what to set up.
pub(super) fn show(scheduler: Scheduler, context: &Context<'_>) -> Result<()> {
    let command = command(context, "inbox")?;
    if let Some(problem) = schedule::problem(scheduler, &command) {
        return Err(Failure::usage(problem).into());
    }
    print(&safe_lines(&setup(scheduler, &command)))
}

/// The lines and files for the scheduler.
fn setup(scheduler: Scheduler, command: &[String]) -> String {
    match scheduler {
        Scheduler::Cron => {
            let words: Vec<String> = command.iter().map(|word| shell_word(word)).collect();
            let line = format!("0 * * * * {} >/dev/null # {NAME}", words.join(" "));
            format!("Line for your crontab (crontab -e):\n\n    {line}\n")
        }
        Scheduler::Systemd => {
            let words = command.iter().enumerate();
            let words: Vec<String> = words
                .map(|(place, word)| systemd_word(word, place > 0))
                .collect();
            format!(
                "File to write: ~/.config/systemd/user/{NAME}.service\n\n    [Unit]\n    Description=Reads what \
                 arrived for firstline\n\n    [Service]\n    Type=oneshot\n    ExecStart={}\n\nFile to write: \
                 ~/.config/systemd/user/{NAME}.timer\n\n    [Unit]\n    Description=When firstline reads what \
                 arrived\n\n    [Timer]\n    OnCalendar=hourly\n\n    [Install]\n    \
                 WantedBy=timers.target\n\nCommand to run: systemctl --user enable --now {NAME}.timer\n",
                words.join(" ")
            )
        }
        Scheduler::Launchd => {
            let words = command
                .iter()
                .map(|word| format!("        <string>{}</string>\n", xml(word)));
            format!(
                "File to write: ~/Library/LaunchAgents/{NAME}.plist\n\n    <?xml version=\"1.0\" \
                 encoding=\"UTF-8\"?>\n    <plist version=\"1.0\">\n    <dict>\n      \
                 <key>Label</key>\n      <string>{NAME}</string>\n      \
                 <key>ProgramArguments</key>\n      <array>\n{}      </array>\n      \
                 <key>StartInterval</key>\n      <integer>3600</integer>\n    </dict>\n    \
                 </plist>\n\nCommand to run: launchctl load -w ~/Library/LaunchAgents/{NAME}.plist\n",
                words.collect::<String>()
            )
        }
        Scheduler::Tasks => format!(
            "Command to run: schtasks /Create /F /TN {NAME} /SC HOURLY /TR {}\n",
            task_command(command)
        ),
    }
}
