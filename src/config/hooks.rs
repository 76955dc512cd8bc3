//! The section `[hooks]`: the user's programs that run after something was saved.

use crate::content::nearest::Unknown;
use crate::content::toml_lines::line_of;
use std::time::Duration;

/// An event after which a program can run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HookEvent {
    /// A check-in was saved.
    CheckIn,
    /// A guided session began.
    SessionStart,
    /// A session was saved: a guided one that ended, or one that was logged.
    SessionEnd,
}

impl HookEvent {
    /// Every event.
    pub const ALL: [Self; 3] = [Self::CheckIn, Self::SessionStart, Self::SessionEnd];

    /// The name in the file and in the JSON that the program receives.
    pub const fn key(self) -> &'static str {
        match self {
            Self::CheckIn => "check_in",
            Self::SessionStart => "session_start",
            Self::SessionEnd => "session_end",
        }
    }
}

/// The default timeout, in seconds.
const SECONDS: i64 = 10;
/// The longest timeout that can be set, in seconds.
const MOST_SECONDS: i64 = 60;

/// The programs with their arguments, and their timeout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HookSettings {
    programs: [Vec<String>; HookEvent::ALL.len()],
    /// How long each program may run.
    pub patience: Duration,
}

impl Default for HookSettings {
    fn default() -> Self {
        Self {
            programs: Default::default(),
            patience: Duration::from_secs(SECONDS as u64),
        }
    }
}

impl HookSettings {
    /// The program for `event` with its arguments; empty if there is none.
    pub fn program(&self, event: HookEvent) -> &[String] {
        &self.programs[event as usize]
    }

    /// Whether any event has a program.
    pub fn is_any(&self) -> bool {
        self.programs.iter().any(|program| !program.is_empty())
    }
}

/// Parses `[hooks]`, with one sentence for each invalid line of `text`.
pub(super) fn read(value: toml::Value, text: &str) -> (HookSettings, Vec<String>) {
    let (mut hooks, mut problems) = (HookSettings::default(), Vec::new());
    let toml::Value::Table(table) = value else {
        let line = line_of(text, "hooks");
        let problem = "expected [hooks] with lines like check_in = [\"program\", \"argument\"]";
        problems.push(format!("line {line} (no hooks run): hooks: {problem}"));
        return (hooks, problems);
    };
    for (key, value) in table {
        let line = line_of(text, &key);
        let event = HookEvent::ALL.into_iter().find(|event| event.key() == key);
        let problem = match (event, value) {
            (Some(event), value) => match value.try_into::<Vec<String>>() {
                Ok(program) if program.first().is_none_or(|name| !name.trim().is_empty()) => {
                    hooks.programs[event as usize] = program;
                    continue;
                }
                _ => format!(
                    "line {line} (it doesn't run): hooks.{key}: expected a program with its \
                     arguments, like [\"/home/me/bin/log-mood\", \"--quiet\"]"
                ),
            },
            (None, toml::Value::Integer(seconds)) if key == "seconds" => {
                if (1..=MOST_SECONDS).contains(&seconds) {
                    hooks.patience = Duration::from_secs(seconds as u64);
                    continue;
                }
                format!("line {line} (default used): hooks.seconds: expected 1 to {MOST_SECONDS}")
            }
            (None, _) if key == "seconds" => {
                format!("line {line} (default used): hooks.seconds: expected 1 to {MOST_SECONDS}")
            }
            (None, _) => {
                let known = HookEvent::ALL.into_iter().map(HookEvent::key);
                let known = known.chain(["seconds"]);
                let all = "All hooks: check_in, session_start, session_end";
                format!(
                    "line {line} (ignored): {}",
                    Unknown::new("hook", &key, known, all)
                )
            }
        };
        problems.push(problem);
    }
    (hooks, problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    #[test]
    fn programs_are_read_with_their_arguments() {
        let text = "tone = true\n[hooks]\ncheck_in = [\"/bin/log-mood\", \"-q\"]\nseconds = 3\n";
        let (config, problems) = Config::parse(text);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(
            config.hooks.program(HookEvent::CheckIn),
            ["/bin/log-mood", "-q"]
        );
        assert!(config.hooks.program(HookEvent::SessionEnd).is_empty());
        assert_eq!(config.hooks.patience, Duration::from_secs(3));
        assert!(config.tone && config.hooks.is_any());
    }

    #[test]
    fn what_is_no_program_is_named_and_the_rest_is_taken() {
        for (line, said) in [
            (
                "check_in = \"log-mood -q\"",
                "expected a program with its arguments",
            ),
            (
                "check_in = [\"log-mood\", 3]",
                "expected a program with its arguments",
            ),
            ("check_in = [\"\"]", "expected a program with its arguments"),
            ("chek_in = [\"log-mood\"]", "Did you mean check_in?"),
            ("seconds = 0", "expected 1 to 60"),
            ("seconds = \"long\"", "expected 1 to 60"),
        ] {
            let text = format!("[hooks]\nsession_end = [\"ended\"]\n{line}\n");
            let (config, problems) = Config::parse(&text);
            assert_eq!(problems.len(), 1, "{line}: {problems:?}");
            assert!(
                problems[0].starts_with("line 3") && problems[0].contains(said),
                "{line}: {problems:?}"
            );
            assert_eq!(config.hooks.program(HookEvent::SessionEnd), ["ended"]);
            assert!(config.hooks.program(HookEvent::CheckIn).is_empty());
        }
        let (config, problems) = Config::parse("hooks = 3\ntone = true");
        assert!(problems[0].contains("expected [hooks]"), "{problems:?}");
        assert!(config.tone && !config.hooks.is_any());
    }
}
