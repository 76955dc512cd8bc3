//! The only code that reads environment variables. Everything else gets plain values.

use crate::domain::Units;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Variables that each identify one terminal.
const MARKS: [&str; 4] = [
    "KITTY_WINDOW_ID",
    "ITERM_SESSION_ID",
    "WEZTERM_PANE",
    "GHOSTTY_RESOURCES_DIR",
];

/// Variables that a program needs to reach the desktop session. Cron starts programs without them.
const DESKTOP: [&str; 4] = [
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "DBUS_SESSION_BUS_ADDRESS",
    "XDG_RUNTIME_DIR",
];

/// Set for a program that a hook runs.
pub const HOOK: &str = "FIRSTLINE_HOOK";

/// The environment variables in use, read once at start.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each thing that is set or not"
)]
pub struct Environment {
    /// `FIRSTLINE_DB`: the database file.
    pub db: Option<PathBuf>,
    /// `FIRSTLINE_CONFIG`: the config file.
    pub config: Option<PathBuf>,
    /// `FIRSTLINE_NOW`: a start time for tests and recordings; time runs on from it.
    pub now: Option<String>,
    /// `FIRSTLINE_SEED`: makes random choices repeatable.
    pub seed: Option<String>,
    /// `FIRSTLINE_BREAK`, only in debug builds: `key` makes F12 panic, `command` makes any command panic.
    pub breaks: Option<String>,
    /// `NO_COLOR` is set and not empty (no-color.org).
    pub no_color: bool,
    /// `CLICOLOR_FORCE` is set, and not to 0: use colors in pipes too.
    pub forces_color: bool,
    /// `TERM`, empty when not set.
    pub term: String,
    /// A Windows console, old or so configured, that prints escape sequences as text.
    pub lacks_escapes: bool,
    /// `COLORTERM`, empty when not set.
    pub colorterm: String,
    /// `LC_ALL`, `LC_MESSAGES` or `LANG`: suggests the country for support lines.
    pub locale: Option<String>,
    /// The units and the calendar of `LC_MEASUREMENT` and `LC_TIME`, or `LC_ALL` before them and `LANG` after them.
    pub units: Units,
    /// The time zone according to `TZ`, the link `/etc/localtime` and the file `/etc/timezone`, those that exist, in
    /// this order: suggests the country for support lines.
    pub zones: Vec<String>,
    /// `SSH_CONNECTION` is set: the terminal is on another machine.
    pub is_remote: bool,
    /// `PATH`: where programs for speech, tone and notifications are looked up.
    pub search_path: Vec<PathBuf>,
    /// `TERM_PROGRAM`, empty when not set.
    pub term_program: String,
    /// The variables of `MARKS` that are set. Unlike `TERM`, they reach the shells inside tmux.
    pub marks: Vec<&'static str>,
    /// `XTERM_VERSION` is set: xterm itself, not one of the many terminals that claim its name.
    pub is_xterm: bool,
    /// `TMUX` is set.
    pub in_tmux: bool,
    /// `DISPLAY` or `WAYLAND_DISPLAY` is set: a desktop is available.
    pub has_desktop: bool,
    /// The variables of `DESKTOP` that are set; a program started by a scheduler needs them to reach the desktop.
    pub desktop: Vec<(&'static str, String)>,
    /// `VISUAL`, otherwise `EDITOR`: an editor command that takes the file as its last argument.
    pub editor: Option<String>,
    /// `FIRSTLINE_HOOK` is set: this process was started by a hook.
    pub is_in_hook: bool,
    /// `COLORFGBG`, in which some terminals report their colors, `15;0`.
    pub colorfgbg: Option<String>,
}

impl Environment {
    /// Whether the terminal can only print lines, or does not report its type: no screens are shown there.
    pub fn is_dumb(&self) -> bool {
        self.term == "dumb" || self.lacks_escapes || cfg!(unix) && self.term.is_empty()
    }

    /// Reads the environment of this process.
    #[expect(clippy::disallowed_methods, reason = "the one place that may")]
    pub fn read() -> Self {
        let text = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let path = |name: &str| {
            std::env::var_os(name)
                .filter(|value| !value.is_empty())
                .map(PathBuf::from)
        };
        Self {
            db: path("FIRSTLINE_DB"),
            config: path("FIRSTLINE_CONFIG"),
            now: text("FIRSTLINE_NOW"),
            seed: text("FIRSTLINE_SEED"),
            breaks: text("FIRSTLINE_BREAK").filter(|_| cfg!(debug_assertions)),
            no_color: text("NO_COLOR").is_some(),
            forces_color: text("CLICOLOR_FORCE").is_some_and(|value| value != "0"),
            term: text("TERM").unwrap_or_default(),
            #[cfg(windows)]
            lacks_escapes: !crossterm::ansi_support::supports_ansi(),
            #[cfg(not(windows))]
            lacks_escapes: false,
            colorterm: text("COLORTERM").unwrap_or_default(),
            locale: text("LC_ALL")
                .or_else(|| text("LC_MESSAGES"))
                .or_else(|| text("LANG")),
            units: units(text),
            zones: zones(
                text("TZ"),
                Path::new("/etc/localtime"),
                Path::new("/etc/timezone"),
            ),
            is_remote: text("SSH_CONNECTION").is_some(),
            search_path: std::env::var_os("PATH")
                .map(|path| std::env::split_paths(&path).collect())
                .unwrap_or_default(),
            term_program: text("TERM_PROGRAM").unwrap_or_default(),
            marks: MARKS
                .into_iter()
                .filter(|mark| text(mark).is_some())
                .collect(),
            is_xterm: text("XTERM_VERSION").is_some(),
            in_tmux: text("TMUX").is_some(),
            has_desktop: text("DISPLAY")
                .or_else(|| text("WAYLAND_DISPLAY"))
                .is_some(),
            desktop: DESKTOP
                .into_iter()
                .filter_map(|name| Some((name, text(name)?)))
                .collect(),
            editor: text("VISUAL").or_else(|| text("EDITOR")),
            is_in_hook: text(HOOK).is_some(),
            colorfgbg: text("COLORFGBG"),
        }
    }
}

/// The system's folder for temporary files.
pub fn temporary() -> PathBuf {
    std::env::temp_dir()
}

/// The units of the locale, with variables looked up in the order in which the C library does.
fn units(text: impl Fn(&str) -> Option<String>) -> Units {
    let of = |kind: &str| {
        let mut names = ["LC_ALL", kind, "LANG"].into_iter();
        names.find_map(&text)
    };
    Units::of_locales(of("LC_MEASUREMENT").as_deref(), of("LC_TIME").as_deref())
}

/// The names of the time zone. The link is followed only once: fully resolved, it would turn Oslo into Berlin on
/// systems where both share a file.
fn zones(variable: Option<String>, link: &Path, file: &Path) -> Vec<String> {
    let link = std::fs::read_link(link).ok();
    let link = link.map(|target| target.to_string_lossy().into_owned());
    let mut written = String::new();
    let read = |file: std::fs::File| file.take(256).read_to_string(&mut written);
    let file = std::fs::File::open(file).and_then(read).is_ok();
    let written = written.trim().to_owned();
    let written = (file && !written.is_empty()).then_some(written);
    variable.into_iter().chain(link).chain(written).collect()
}

/// Columns of the terminal on standard output; `None` if that is not a terminal.
pub fn columns() -> Option<u16> {
    #[cfg(unix)]
    {
        let size = rustix::termios::tcgetwinsize(std::io::stdout()).ok()?;
        (size.ws_col > 0).then_some(size.ws_col)
    }
    #[cfg(not(unix))]
    None
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn each_part_of_the_locale_has_its_variable() {
        use crate::domain::units::{HourStyle, LengthUnit};
        let of = |set: &'static [(&str, &str)]| {
            units(move |name| {
                let found = set.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(of(&[("TZ", "America/New_York")]), Units::default());
        let mixed = of(&[
            ("LANG", "en_US.UTF-8"),
            ("LC_MEASUREMENT", "de_DE.UTF-8"),
            ("LC_TIME", "fr_FR.UTF-8"),
        ]);
        assert_eq!(mixed, Units::default());
        let measured = of(&[("LANG", "de_DE"), ("LC_MEASUREMENT", "en_GB")]);
        assert_eq!(measured.length, LengthUnit::Miles);
        let all = of(&[("LC_ALL", "C"), ("LANG", "en_US"), ("LC_TIME", "en_US")]);
        assert_eq!(all.hours, HourStyle::TwentyFour);
    }

    #[test]
    fn the_link_of_the_local_time_is_read_once_and_not_resolved() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let oslo = path("Oslo");
        std::os::unix::fs::symlink(path("Berlin"), &oslo).unwrap();
        std::os::unix::fs::symlink(&oslo, path("localtime")).unwrap();
        // Any short file proves that its text is read and trimmed.
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rustfmt.toml");
        assert_eq!(
            zones(Some("UTC".to_owned()), &path("localtime"), &file),
            ["UTC", &oslo.to_string_lossy(), "max_width = 100"]
        );
        assert!(zones(None, &path("nothing"), &path("nothing")).is_empty());
        assert!(zones(None, &file, folder.path()).is_empty());
    }
}
