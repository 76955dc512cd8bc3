//! Voice, tone, notifications and keeping the screen awake, with whatever programs this machine has.
//!
//! Programs are looked up by name on the search path when first needed, and started without a shell. A missing program
//! is silently skipped. None of them is waited for.

pub mod notification;
mod tone;

use crate::config::Config;
use crate::environment::Environment;
use crate::screens::effect::Channel;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A program with its arguments.
type Program = Vec<String>;

/// The cues outside the screen.
#[derive(Debug)]
pub struct Cues {
    config: Config,
    environment: Environment,
    folder: PathBuf,
    voice: Option<Child>,
    tone: Option<Child>,
    awake: Option<Child>,
}

/// Programs that speak their last argument, in order of preference.
const VOICES: [&[&str]; 4] = [
    &["spd-say", "--wait"],
    &["espeak-ng"],
    &["espeak"],
    &["say"],
];

impl Cues {
    /// Looks up no programs yet. `folder` is where the tone's file is written.
    pub fn new(config: Config, environment: &Environment, folder: &Path) -> Self {
        Self {
            config,
            environment: environment.clone(),
            folder: folder.to_owned(),
            voice: None,
            tone: None,
            awake: None,
        }
    }

    /// Where the program may create files.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Applies new settings.
    pub fn follow(&mut self, config: &Config) {
        self.config = config.clone();
    }

    /// Speaks `text` if the voice is on; stops whatever is still being spoken.
    pub fn say(&mut self, text: &str) {
        if self.config.voice && !self.speaks_elsewhere() {
            self.speak(text);
        }
    }

    /// Stops the voice and the tone.
    pub fn hush(&mut self) {
        end(&mut self.voice);
        end(&mut self.tone);
    }

    /// Reaps finished programs so that none stays behind as a zombie. Does not block.
    pub fn collect(&mut self) {
        for child in [&mut self.voice, &mut self.tone] {
            if child
                .as_mut()
                .is_some_and(|child| !matches!(child.try_wait(), Ok(None)))
            {
                *child = None;
            }
        }
    }

    /// Whether speech would play on a remote machine; a custom voice command is trusted to handle that.
    fn speaks_elsewhere(&self) -> bool {
        self.environment.is_remote && self.config.voice_command.is_empty()
    }

    /// Plays the tone if it is on.
    pub fn play(&mut self) {
        if self.config.tone && !self.environment.is_remote {
            self.sound();
        }
    }

    /// Shows a notification with this text if notifications are on.
    pub fn notify(&mut self, text: &str) {
        if self.config.notify {
            notification::send(text, &self.environment);
        }
    }

    /// Starts or stops keeping the screen awake.
    pub fn keep_awake(&mut self, awake: bool) {
        match (
            awake && self.config.keep_awake && !self.environment.is_remote,
            self.awake.is_some(),
        ) {
            (true, false) => self.awake = self.hold_awake().and_then(|(command, _)| spawn(command)),
            (false, true) => end(&mut self.awake),
            _ => {}
        }
    }

    /// Tries a channel even if it is off; returns what was used.
    pub fn try_out(&mut self, channel: Channel) -> String {
        match channel {
            Channel::Voice if self.speaks_elsewhere() => {
                "Over SSH this would play on the remote machine. Set voice_command in config.toml \
                 to route it."
                    .to_owned()
            }
            Channel::Tone if self.environment.is_remote => {
                "Over SSH this would play on the remote machine. The bell works here.".to_owned()
            }
            Channel::Voice => self.speak("This is how a step sounds.").map_or_else(
                || {
                    "No speech program found (spd-say, espeak-ng, say). Install one, or name one \
                     in config.toml."
                        .to_owned()
                },
                |program| format!("Played by {program}."),
            ),
            Channel::Tone => self.sound().map_or_else(
                || "No audio player found (pw-play, paplay, aplay, afplay).".to_owned(),
                |program| format!("Played by {program}."),
            ),
            Channel::Notification => {
                let text = "This is how a notification looks.";
                notification::send(text, &self.environment).map_or_else(
                    || "No notification support found in your terminal or desktop.".to_owned(),
                    |way| format!("Sent by {way}."),
                )
            }
            Channel::Awake if self.environment.is_remote => {
                "This screen belongs to another machine, so firstline can't keep it awake."
                    .to_owned()
            }
            Channel::Awake => self.hold_awake().map_or_else(
                || "Nothing found that can keep this screen awake.".to_owned(),
                |(_, program)| format!("{program} keeps the screen awake during a session."),
            ),
        }
    }

    /// Ends the programs that still speak or keep the screen awake.
    pub fn leave(&mut self) {
        end(&mut self.awake);
        self.hush();
    }

    fn speak(&mut self, text: &str) -> Option<String> {
        let program = if self.config.voice_command.is_empty() {
            let voices = VOICES
                .iter()
                .map(|words| words.iter().map(ToString::to_string).collect::<Program>());
            voices.into_iter().find_map(|words| self.found(words))?
        } else {
            self.found(self.config.voice_command.clone())?
        };
        end(&mut self.voice);
        // Must not be read as an option.
        let text = text.trim_start_matches(['-', ' ']);
        let mut command = command(&program);
        command.arg(text);
        self.voice = spawn(command);
        self.voice.is_some().then(|| short(&program))
    }

    fn sound(&mut self) -> Option<String> {
        let players = [
            &["pw-play"] as &[&str],
            &["paplay"],
            &["aplay", "-q"],
            &["afplay"],
        ];
        let players = players
            .iter()
            .map(|words| words.iter().map(ToString::to_string).collect::<Program>());
        let program = players.into_iter().find_map(|words| self.found(words))?;
        let file = tone::file(&self.folder)?;
        end(&mut self.tone);
        let mut command = command(&program);
        command.arg(file);
        self.tone = spawn(command);
        self.tone.is_some().then(|| short(&program))
    }

    /// The command that keeps the screen awake while it runs, and that ends with this process.
    fn hold_awake(&self) -> Option<(Command, String)> {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect::<Program>();
        if let Some(program) = self.found(words(&["caffeinate", "-d", "-w"])) {
            let mut command = command(&program);
            command.arg(std::process::id().to_string());
            return Some((command, short(&program)));
        }
        let what = [
            "--what=idle",
            "--who=firstline",
            "--why=a session is running",
            "--mode=block",
            "cat",
        ];
        let program = self.found(words(&[&["systemd-inhibit"], &what as &[&str]].concat()))?;
        let mut command = command(&program);
        // `cat` ends when this pipe closes, which happens however this process ends.
        command.stdin(Stdio::piped());
        Some((command, short(&program)))
    }

    /// The program with its full path, if it is on the search path.
    fn found(&self, mut program: Program) -> Option<Program> {
        let name = program.first()?;
        let path = if name.contains(std::path::MAIN_SEPARATOR) {
            Some(PathBuf::from(name)).filter(|path| path.is_file())
        } else {
            on_path(name, &self.environment)
        };
        program[0] = path?.to_string_lossy().into_owned();
        Some(program)
    }
}

impl Drop for Cues {
    fn drop(&mut self) {
        self.leave();
    }
}

fn on_path(name: &str, environment: &Environment) -> Option<PathBuf> {
    let name = if cfg!(windows) {
        format!("{name}.exe")
    } else {
        name.to_owned()
    };
    environment
        .search_path
        .iter()
        .map(|folder| folder.join(&name))
        .find(|path| path.is_file())
}

fn short(program: &Program) -> String {
    let path = program.first().map(Path::new);
    path.and_then(Path::file_name)
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn command(program: &Program) -> Command {
    let (name, arguments) = program
        .split_first()
        .map_or(("", &[] as &[String]), |(name, rest)| (name.as_str(), rest));
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::null());
    command
}

fn spawn(mut command: Command) -> Option<Child> {
    // A program that does not start counts as missing.
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

fn end(child: &mut Option<Child>) {
    if let Some(mut child) = child.take() {
        if !matches!(child.try_wait(), Ok(Some(_))) {
            let _ = child.kill();
        }
        let _ = child.wait();
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::Duration;

    /// A machine with only these programs; each writes its arguments to a file beside itself.
    fn machine(programs: &[&str]) -> (tempfile::TempDir, Environment) {
        let folder = tempfile::tempdir().unwrap();
        for program in programs {
            let path = folder.path().join(program);
            let noted = folder.path().join(format!("{program}.said"));
            let script = format!(
                "#!/bin/sh\nfor word; do echo \"$word\"; done > '{0}.new'; mv '{0}.new' '{0}'\n",
                noted.display()
            );
            std::fs::write(&path, script).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let environment = Environment {
            search_path: vec![folder.path().to_owned()],
            ..Environment::default()
        };
        (folder, environment)
    }

    fn said(folder: &tempfile::TempDir, program: &str) -> String {
        for _ in 0..500 {
            if let Ok(text) = std::fs::read_to_string(folder.path().join(format!("{program}.said")))
            {
                return text;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("{program} wasn't called");
    }

    fn cues(config: Config, folder: &tempfile::TempDir, environment: &Environment) -> Cues {
        Cues::new(config, environment, folder.path())
    }

    #[test]
    fn the_best_voice_that_is_there_speaks_and_no_shell_reads_the_words() {
        let (folder, environment) = machine(&["espeak-ng", "espeak"]);
        let mut cues = cues(
            Config {
                voice: true,
                ..Config::default()
            },
            &folder,
            &environment,
        );
        cues.say("--version; $(rm -rf .) 'squat'");
        assert_eq!(said(&folder, "espeak-ng"), "version; $(rm -rf .) 'squat'\n");
        assert_eq!(cues.try_out(Channel::Voice), "Played by espeak-ng.");
    }

    #[test]
    fn over_ssh_nothing_is_heard_at_the_other_machine_but_an_own_command_is() {
        let (folder, here) = machine(&["espeak", "aplay", "mine"]);
        let far = Environment {
            is_remote: true,
            ..here
        };
        let config = Config {
            voice: true,
            tone: true,
            ..Config::default()
        };
        let mut away = cues(config.clone(), &folder, &far);
        away.say("Rest.");
        away.play();
        assert!(away.voice.is_none() && away.tone.is_none());
        assert!(away.try_out(Channel::Voice).contains("remote machine"));
        let mut away = cues(
            Config {
                voice_command: vec!["mine".into()],
                ..config
            },
            &folder,
            &far,
        );
        away.say("Rest.");
        assert_eq!(said(&folder, "mine"), "Rest.\n");
    }

    #[test]
    fn a_program_that_is_done_is_collected() {
        let (folder, environment) = machine(&["espeak"]);
        let mut cues = cues(
            Config {
                voice: true,
                ..Config::default()
            },
            &folder,
            &environment,
        );
        cues.say("Rest.");
        said(&folder, "espeak");
        let gone = (0..500).any(|_| {
            std::thread::sleep(Duration::from_millis(10));
            cues.collect();
            cues.voice.is_none()
        });
        assert!(gone);
    }

    #[test]
    fn an_own_command_comes_first_with_its_arguments() {
        let (folder, environment) = machine(&["spd-say", "mine"]);
        let config = Config {
            voice: true,
            voice_command: vec!["mine".into(), "-s".into(), "140".into()],
            ..Config::default()
        };
        let mut cues = cues(config, &folder, &environment);
        cues.say("Rest.");
        assert_eq!(said(&folder, "mine"), "-s\n140\nRest.\n");
    }

    #[test]
    fn what_is_switched_off_is_silent_but_can_be_tried() {
        let (folder, environment) = machine(&["espeak", "aplay"]);
        let mut cues = cues(Config::default(), &folder, &environment);
        cues.say("Rest.");
        cues.play();
        assert!(!folder.path().join("espeak.said").exists());
        assert_eq!(cues.try_out(Channel::Tone), "Played by aplay.");
        let played = said(&folder, "aplay");
        let file = played.lines().last().unwrap();
        assert!(
            std::fs::read(file).unwrap().starts_with(b"RIFF"),
            "{played}"
        );
    }

    #[test]
    fn where_there_is_nothing_nothing_breaks_and_it_is_said() {
        let (folder, environment) = machine(&[]);
        let every = Config {
            voice: true,
            tone: true,
            notify: true,
            ..Config::default()
        };
        let mut cues = cues(every, &folder, &environment);
        cues.say("Rest.");
        cues.play();
        cues.keep_awake(true);
        for channel in [Channel::Voice, Channel::Tone, Channel::Awake] {
            let told = cues.try_out(channel);
            assert!(told.contains("found"), "{told}");
        }
    }

    #[test]
    fn the_screen_is_held_awake_once_and_let_go() {
        let (folder, environment) = machine(&["systemd-inhibit"]);
        let mut cues = cues(Config::default(), &folder, &environment);
        cues.keep_awake(true);
        assert!(said(&folder, "systemd-inhibit").contains("--what=idle"));
        cues.keep_awake(false);
        assert!(cues.awake.is_none());
        let far = Environment {
            is_remote: true,
            ..environment
        };
        let mut away = Cues::new(Config::default(), &far, folder.path());
        away.keep_awake(true);
        assert!(away.awake.is_none(), "the screen is elsewhere");
    }
}
