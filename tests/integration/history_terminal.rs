//! In a real terminal: the answer about the background, early, late or never; a picture and a copy of a view.

use crate::real_terminal::Screen;
use crate::support::Home;
use std::thread;
use std::time::Duration;

const ASKS: &str = "\u{1b}]11;?";
const LIGHT: &str = "\u{1b}]11;rgb:fbfb/fafa/f7f7\u{1b}\\\u{1b}[?64;1;2c";
/// The light theme's text colour.
const DARK_TEXT: &str = "38;2;36;39;46";

fn asking(home: &Home) -> Screen {
    let screen = Screen::open(home, &[], (100, 30), &[("COLORTERM", "truecolor")]);
    screen.until("the question", |screen| screen.raw().contains(ASKS));
    screen.shows("How are you right now?");
    screen
}

fn ratings(home: &Home) -> [u8; 4] {
    let history = home.json(&["history", "--json"]);
    ["mood", "energy", "calm", "sleep"].map(|name| history["days"][0][name].as_f64().unwrap() as u8)
}

#[test]
fn a_light_background_gets_the_light_theme_and_what_was_typed_is_kept() {
    let home = Home::new();
    let mut screen = asking(&home);
    assert!(
        !screen.raw().contains(DARK_TEXT),
        "the first frame does not wait for the answer"
    );
    screen.keys(&format!("75{LIGHT}64\r"));
    screen.until("the light theme", |screen| screen.raw().contains(DARK_TEXT));
    screen.shows("Saved. Press u to undo.");
    assert_eq!(ratings(&home), [7, 5, 6, 4]);
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn the_first_frame_has_the_colours_of_the_last_time_until_the_terminal_says_otherwise() {
    let home = Home::new();
    let mut screen = asking(&home);
    screen.keys(LIGHT);
    screen.until("the light theme", |screen| screen.raw().contains(DARK_TEXT));
    screen.keys("q");
    assert_eq!(screen.ended(), 0);

    let mut screen = asking(&home);
    assert!(screen.raw().contains(DARK_TEXT), "at once, as it was");
    // No answer this time: on a background that nobody knows, the terminal's own colours in all that is drawn anew.
    let again = |screen: &Screen| screen.raw().matches("How are you right now?").count() > 1;
    screen.until("another frame", again);
    let before = screen.raw().rfind("How are you right now?").unwrap();
    screen.keys("7");
    screen.shows("▐7▌");
    assert!(
        !screen.raw()[before..].contains(DARK_TEXT),
        "{:?}",
        &screen.raw()[before..]
    );
    screen.keys("\u{3}");
    assert_eq!(screen.ended(), 0);
    // It is a note of the program's: no record, in no export.
    assert!(home.done(&["export", "json"]).contains("\"settings\": {}"));
    assert!(!home.path("data/backups").exists());
}

#[test]
fn a_late_answer_types_nothing_and_is_taken() {
    let home = Home::new();
    let mut screen = asking(&home);
    thread::sleep(Duration::from_millis(600));
    screen.keys(LIGHT);
    screen.until("the light theme, though late", |screen| {
        screen.raw().contains(DARK_TEXT)
    });
    screen.keys("75");
    // A slow line hands it on in pieces.
    for piece in [
        "\u{1b}]11;rgb:12",
        "12/1414/1a1a\u{1b}\\",
        "\u{1b}P>|kit",
        "ty(0.40.1)\u{1b}\\",
        "\u{1b}[?6",
        "2;4c",
    ] {
        screen.keys(piece);
        thread::sleep(Duration::from_millis(250));
    }
    screen.keys("64\r");
    screen.shows("Saved. Press u to undo.");
    assert_eq!(ratings(&home), [7, 5, 6, 4]);
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
}

#[test]
fn nothing_is_asked_where_the_answer_would_not_be_used() {
    for extra in [
        &[("COLORTERM", "truecolor"), ("NO_COLOR", "1")][..],
        &[
            ("COLORTERM", "truecolor"),
            ("SSH_CONNECTION", "1.2.3.4 1 5.6.7.8 22"),
        ],
        &[("TERM", "xterm")],
    ] {
        let home = Home::new();
        let mut screen = Screen::open(&home, &[], (100, 30), extra);
        screen.shows("How are you right now?");
        assert!(!screen.raw().contains(ASKS), "{extra:?}");
        screen.keys("q");
        assert_eq!(screen.ended(), 0);
    }
}

#[test]
fn lies_and_garbage_about_the_terminal_change_nothing() {
    for answer in [
        "\u{1b}P>|\u{1b}\\",
        "\u{1b}]11;rgb:zz/7/7\u{1b}\\",
        "\u{1b}]11;7777777777\u{7}",
        "\u{1b}P>|7",
    ] {
        let home = Home::new();
        let mut screen = asking(&home);
        screen.keys(answer);
        screen.keys("\u{1b}[?64;1;2c");
        screen.shows("How are you right now");
        thread::sleep(Duration::from_millis(50));
        assert!(!screen.text().contains("▐7▌"), "{answer:?} rated");
        screen.keys("\u{3}");
        assert_eq!(screen.ended(), 0, "{answer:?}");
    }
}

#[test]
fn a_view_becomes_a_file_or_a_copy() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4", "--note", "a <good> day"]);
    let mut screen = Screen::open(&home, &[], (140, 30), &[]);
    screen.shows("next");
    screen.keys("3");
    screen.shows("Trend");
    screen.keys("vx");
    screen.shows("Saved as ");
    let pictures: Vec<_> = std::fs::read_dir(home.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "svg"))
        .collect();
    assert_eq!(pictures.len(), 1, "{pictures:?}");
    let svg = std::fs::read_to_string(&pictures[0]).unwrap();
    assert!(
        svg.starts_with("<svg") && svg.contains("a &lt;good&gt; day") && svg.ends_with("</svg>\n"),
        "{svg}"
    );
    screen.keys("y");
    screen.until("the copy", |screen| screen.raw().contains("\u{1b}]52;c;"));
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
}
