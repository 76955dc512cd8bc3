//! Themes: what is built in is measured, and a person's own are read, shown, and judged without ever being in the way.

use crate::real_terminal::Screen;
use crate::support::Home;
use crate::test_app::TestApp;
use firstline::content::color::contrast;
use firstline::content::themes::{Palette, built_in, names};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// A theme that is nobody's: its text is this color, as a terminal is told it.
const TEXT: &str = "#c1caf6";
const SENT: &str = "38;2;193;202;246";

fn own(home: &Home, name: &str, text: &[u8]) {
    fs::create_dir_all(home.path("themes")).unwrap();
    fs::write(home.path(&format!("themes/{name}.toml")), text).unwrap();
}

fn whole() -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/themes/tokyo-night.toml");
    fs::read_to_string(path).unwrap().replace("#c0caf5", TEXT)
}

fn choose(home: &Home, name: &str) {
    fs::write(home.path("config.toml"), format!("theme = \"{name}\"\n")).unwrap();
}

fn linear(color: u32) -> [f64; 3] {
    [16, 8, 0].map(|shift| {
        let part = f64::from((color >> shift) & 0xff) / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    })
}

fn times(matrix: [[f64; 3]; 3], with: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(with).map(|(one, other)| one * other).sum())
}

/// `OKLab` of light in linear sRGB (Ottosson, 2020).
fn oklab(light: [f64; 3]) -> [f64; 3] {
    let cones = times(
        [
            [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
            [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
            [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
        ],
        light,
    );
    times(
        [
            [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
            [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
            [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
        ],
        cones.map(f64::cbrt),
    )
}

/// Usual sight, then protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes, 2009, severity 1).
const SIGHTS: [[[f64; 3]; 3]; 4] = [
    [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ],
    [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ],
    [
        [1.255_528, -0.076_749, -0.178_779],
        [-0.078_411, 0.930_809, 0.147_602],
        [0.004_733, 0.691_367, 0.303_900],
    ],
];

/// The smallest step between neighboring ratings, for each kind of sight.
fn steps(palette: &Palette) -> [f64; 4] {
    SIGHTS.map(|sight| {
        let seen = palette.mood.map(|color| {
            let light = times(sight, linear(color));
            oklab(light.map(|part| part.clamp(0.0, 1.0)))
        });
        let step = |pair: &[[f64; 3]]| {
            let parts = pair[0].iter().zip(pair[1]);
            parts
                .map(|(one, other)| (one - other).powi(2))
                .sum::<f64>()
                .sqrt()
                * 100.0
        };
        seen.windows(2).map(step).fold(f64::MAX, f64::min)
    })
}

fn measured() -> String {
    let mut text = String::from(
        "| theme | words | selected | ratings | step | no red | no green | no blue |\n| --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for name in names() {
        let palette = built_in(name).unwrap();
        let on_ground = |color: u32| contrast(color, palette.background);
        let words = palette.words().map(|(_, color)| on_ground(color));
        let words = words.into_iter().fold(f64::MAX, f64::min);
        let ratings = palette
            .mood
            .map(on_ground)
            .into_iter()
            .fold(f64::MAX, f64::min);
        let selected = contrast(palette.accent, palette.selected);
        let steps = steps(&palette).map(|step| format!("{step:.1}")).join(" | ");
        let _ = writeln!(
            text,
            "| `{name}` | {words:.1} | {selected:.1} | {ratings:.1} | {steps} |"
        );
    }
    text
}

#[test]
#[expect(clippy::disallowed_methods, reason = "asked for on the command line")]
fn the_page_of_themes_tells_what_was_measured() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/themes.md");
    let page = fs::read_to_string(&path).unwrap();
    let (open, close) = ("<!-- measured -->\n", "<!-- /measured -->");
    let begin = page.find(open).unwrap() + open.len();
    let end = page.find(close).unwrap();
    let right = format!("{}{}{}", &page[..begin], measured(), &page[end..]);
    let updates = std::env::var_os("UPDATE_THEMES").is_some();
    if updates {
        fs::write(&path, &right).unwrap();
    }
    assert!(
        page == right || updates,
        "docs/themes.md is out of date; UPDATE_THEMES=1 cargo test page_of_themes writes it"
    );
    let example = page.split("```toml\n").nth(1).unwrap();
    let example = example.split("```").next().unwrap();
    let palette = Palette::parse(example).unwrap();
    assert_eq!(palette.weaknesses(), Vec::<String>::new());
}

#[test]
fn our_own_ratings_can_be_told_apart_with_every_kind_of_sight() {
    for name in ["dark", "light", "contrast"] {
        let steps = steps(&built_in(name).unwrap());
        assert!(steps.iter().all(|step| *step >= 3.5), "{name}: {steps:?}");
    }
}

#[test]
fn an_own_theme_colors_the_screens_and_paints_its_background() {
    let home = Home::new();
    own(&home, "mine", whole().as_bytes());
    choose(&home, "mine");
    let mut screen = Screen::open(&home, &[], (100, 30), &[("COLORTERM", "truecolor")]);
    screen.shows("How are you right now");
    assert!(screen.raw().contains(SENT), "the text");
    assert!(screen.raw().contains("48;2;26;27;38"), "the background");
    assert!(
        !screen.raw().contains("\u{1b}]11;?"),
        "a theme that fills has no use for the terminal's"
    );
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn a_theme_that_cannot_be_used_is_told_in_one_line_and_nothing_fails() {
    let text = whole();
    let large = format!("{text}# {}", "x".repeat(10_000_000));
    let missing = text
        .replace("calm = ", "# calm = ")
        .replace("sleep = ", "# sleep = ");
    let cases: [(&str, Vec<u8>, &str); 6] = [
        ("large", large.into_bytes(), "larger than 16 KB"),
        (
            "binary",
            vec![0xff, 0, 0x1b, b'[', b'2', b'J'],
            "isn't UTF-8 text",
        ),
        ("empty", Vec::new(), "add background, text"),
        ("missing", missing.into_bytes(), "add calm, sleep"),
        (
            "hex",
            text.replace(TEXT, "#c0caf").into_bytes(),
            "line 3: text isn't a color",
        ),
        (
            "typo",
            text.replace("text = ", "txet = ").into_bytes(),
            "Did you mean text?",
        ),
    ];
    for (name, bytes, part) in cases {
        let home = Home::new();
        own(&home, name, &bytes);
        choose(&home, name);
        let mut seat = TestApp::at(&home, "2026-03-02T09:00:00+01:00");
        assert!(
            seat.text((100, 30)).contains("How are you right now"),
            "{name}"
        );
        let mut screen = Screen::open(&home, &[], (100, 30), &[("COLORTERM", "truecolor")]);
        screen.shows("How are you right now");
        screen.shows(&format!("themes/{name}.toml"));
        screen.keys("\u{3}");
        assert_eq!(screen.ended(), 0, "{name}");
        let said = screen.raw();
        assert!(said.contains(part), "{name}: {said:?}");
        // Commands have nothing to do with it.
        let ran = home.run(&["today"]);
        assert!(ran.code == 0 && ran.err.is_empty(), "{name}: {}", ran.err);
        let found = home.run(&["doctor"]);
        assert!(
            found.out.contains(part) && found.code == 0,
            "{name}: {}",
            found.out
        );
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_no_theme() {
    use std::os::unix::fs::symlink;
    let home = Home::new();
    fs::create_dir_all(home.path("themes/folder.toml")).unwrap();
    symlink(home.path("themes/loop.toml"), home.path("themes/loop.toml")).unwrap();
    symlink("/dev/zero", home.path("themes/zero.toml")).unwrap();
    symlink(home.path("themes"), home.path("themes/inside")).unwrap();
    for (name, part) in [
        ("folder", "is a folder"),
        ("loop", "can't be read"),
        ("zero", "isn't a file"),
    ] {
        let set = home.run(&["config", "set", "theme", name]);
        assert!(
            set.err.contains(part) && set.err.lines().count() == 1,
            "{name}: {}",
            set.err
        );
    }
    let nowhere = home.run(&["config", "set", "theme", "../../etc/passwd"]);
    assert!(
        nowhere.code == 2 && nowhere.err.contains("No theme called"),
        "{}",
        nowhere.err
    );
    let text = home.done(&["doctor"]);
    assert_eq!(text.matches("\nthemes: ").count(), 3, "{text}");
}

#[test]
fn what_is_hard_to_read_is_named_and_the_theme_is_used() {
    let home = Home::new();
    own(
        &home,
        "pale",
        whole().replace("#9aa5ce", "#565f89").as_bytes(),
    );
    let said = home.run(&["config", "set", "theme", "pale"]);
    assert_eq!(said.code, 0);
    assert!(
        said.err.contains("dim has a contrast of 2.7"),
        "{}",
        said.err
    );
    let mut screen = Screen::open(&home, &[], (100, 30), &[("COLORTERM", "truecolor")]);
    screen.shows("How are you right now");
    screen.shows("dim has a contrast of 2.7");
    screen.until("dim as it was written", |screen| {
        screen.raw().contains("38;2;86;95;137")
    });
    screen.keys("\u{3}");
    assert_eq!(screen.ended(), 0);
    assert!(home.done(&["doctor"]).contains("dim has a contrast of 2.7"));
}

#[test]
fn the_settings_list_every_theme_and_show_it_at_once() {
    let home = Home::new();
    own(&home, "mine", whole().as_bytes());
    own(&home, "broken", b"text = 3");
    own(&home, "nord", b"");
    let mut screen = Screen::open(&home, &[], (100, 40), &[("COLORTERM", "truecolor")]);
    screen.shows("How are you right now");
    screen.keys(",");
    screen.shows("rose-pine");
    screen.shows("broken  mine");
    assert!(!screen.raw().contains(SENT));
    screen.keys("\u{1b}[D");
    screen.until("the theme", |screen| screen.raw().contains(SENT));
    assert_eq!(home.done(&["config", "get", "theme"]), "mine\n");
    screen.keys("\u{1b}[D");
    screen.shows("themes/broken.toml");
    screen.keys("\u{3}");
    assert_eq!(screen.ended(), 0);
    let text = home.done(&["doctor"]);
    assert!(
        text.contains("nord.toml has the name of a built-in theme"),
        "{text}"
    );
}

#[test]
fn a_theme_that_is_gone_is_named_with_the_line_that_asks_for_it() {
    let home = Home::new();
    own(&home, "mine", whole().as_bytes());
    choose(&home, "mine");
    assert_eq!(home.run(&["today"]).err, "");
    fs::remove_file(home.path("themes/mine.toml")).unwrap();
    let ran = home.run(&["today"]);
    assert!(
        ran.code == 0 && ran.err.contains("No theme called \"mine\""),
        "{}",
        ran.err
    );
}
