//! For people who listen to the screen or see a part of it enlarged: the terminal's own cursor is where the focus is,
//! and everything can be had in plain lines.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::widgets::theme::Theme;

#[test]
fn the_terminals_cursor_goes_with_the_focus() {
    for (keys, there) in [
        ("", "Mood"),
        ("7", "Energy"),
        ("75<up>", "Energy"),
        ("<esc>", "›"),
        ("<esc>2", "Just two minutes"),
        ("<esc>2<down>", "Two minutes, seated"),
        ("<esc>2f", "Time"),
        ("<esc>4", ""),
        ("<esc>4<down>", ""),
        ("<esc>5<down>", ""),
        ("<esc>3vvvv", ""),
        ("<esc>3vvv", "› "),
        ("<esc>,", ""),
        ("<esc>,<down>", ""),
        ("<esc>o", ""),
        ("<esc>l", ""),
        ("<esc>i", "parent folder"),
    ] {
        for size in [(100, 30), (60, 20)] {
            let at = TestApp::with(90)
                .keys(keys)
                .at_cursor(size, &Theme::terminal());
            let at =
                at.unwrap_or_else(|| panic!("after \"{keys}\" the cursor is hidden at {size:?}"));
            assert!(
                at.to_lowercase().contains(&there.to_lowercase()) && !at.is_empty(),
                "after \"{keys}\" the cursor is at {at:?}"
            );
        }
    }
}

#[test]
fn the_cursor_moves_with_the_choice_in_lists() {
    for tab in ["<esc>2", "<esc>4", "<esc>5", "<esc>,", "<esc>o"] {
        let mut seat = TestApp::with(90).keys(tab);
        let first = seat.at_cursor((100, 30), &Theme::terminal()).unwrap();
        seat.types("<down>");
        let second = seat.at_cursor((100, 30), &Theme::terminal()).unwrap();
        assert_ne!(first, second, "after {tab}");
        assert!(
            first.starts_with('›') && second.starts_with('›'),
            "{first:?}, {second:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn check_in_and_questionnaire_go_line_by_line_without_moving_about() {
    use crate::real_terminal::Screen;
    for (command, first, answers) in [
        ("checkin", "Mood", &["7", "5", "6", "4"][..]),
        ("phq9", "", &["1", "1", "2", "1", "0", "1", "1", "0", "0"]),
    ] {
        let home = Home::new();
        let mut screen = Screen::open(&home, &["--plain", command], (80, 24), &[("TERM", "dumb")]);
        screen.until(first, |screen| {
            screen.raw().to_lowercase().contains(&first.to_lowercase()) && !screen.raw().is_empty()
        });
        for answer in answers {
            screen.keys(&format!("{answer}\r"));
        }
        // Whatever else is asked is left out.
        screen.keys("\r\r\r\r\r\r\r\r");
        assert_eq!(screen.ended(), 0, "{}", screen.raw());
        assert!(
            !screen.raw().contains('\u{1b}'),
            "{command} moves about: {:?}",
            screen.raw()
        );
    }
}

#[test]
fn reading_commands_print_plain_lines_where_nobody_looks() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4"]);
    home.done(&["log", "walk", "25m", "--before", "4", "--after", "6"]);
    for command in [
        &["--plain"][..],
        &["today"],
        &["history"],
        &["sessions"],
        &["report", "--format", "md"],
        &["learn"],
    ] {
        // `Home::run` refuses control characters.
        assert!(!home.done(command).trim().is_empty(), "{command:?}");
    }
}

#[cfg(unix)]
#[test]
fn with_the_screen_reader_setting_a_real_terminal_gets_plain_lines_only() {
    use crate::real_terminal::Screen;
    let home = Home::new();
    home.done(&["config", "set", "screen_reader", "on"]);
    home.done(&["checkin", "6"]);
    for (command, keys, shown) in [
        (&[][..], "", "mood 6"),
        (&["checkin"], "7\r5\r6\r4\r\r\r\r\r\r", "Saved"),
    ] {
        let mut screen = Screen::open(&home, command, (80, 24), &[]);
        screen.keys(keys);
        screen.until(shown, |screen| screen.raw().contains(shown));
        assert_eq!(screen.ended(), 0, "{command:?}: {}", screen.raw());
        let raw = screen.raw();
        // Bold and dim may be there, but nothing that moves about or opens a screen.
        for sequence in raw.split('\u{1b}').skip(1) {
            let end = sequence.find(|letter: char| letter.is_ascii_alphabetic());
            let end = end.map(|end| &sequence[end..=end]);
            assert_eq!(end, Some("m"), "{command:?}: {sequence:?}");
        }
    }
}
