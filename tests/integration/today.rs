//! Today as a board: what stands on it when, and what never does.

use crate::test_app::TestApp;
use firstline::widgets::theme::Theme;
use ratatui::style::Color;

/// A size for each way the board is laid out.
const BOARDS: [(u16, u16); 4] = [(60, 20), (80, 24), (100, 30), (140, 42)];

/// What would lead an answer, or compare a hard day.
const COMPARED: [&str; 6] = [
    "usual",
    "average",
    "yesterday",
    "What your data says",
    "Right after a session",
    "above",
];

fn hides_what_compares(seat: &mut TestApp) {
    for size in BOARDS {
        let shown = seat.text(size);
        for word in COMPARED {
            assert!(!shown.contains(word), "{word} at {size:?}\n{shown}");
        }
    }
}

#[test]
fn nothing_leads_the_answer() {
    let mut seat = TestApp::with(180);
    hides_what_compares(&mut seat);
    // An answer that isn't mood changes nothing.
    seat.types("<down>5");
    hides_what_compares(&mut seat);
    seat.types("<up><up>7");
    for size in BOARDS {
        let shown = seat.text(size);
        assert!(shown.contains("usual"), "{size:?}\n{shown}");
    }
    assert!(seat.text((100, 30)).contains("What your data says"));
    // The next check-in of the day is led by nothing either.
    seat.types("<enter>c");
    hides_what_compares(&mut seat);
}

#[test]
fn the_form_that_was_left_leads_nothing_anymore() {
    let mut seat = TestApp::with(180).keys("<esc>");
    assert!(seat.text((100, 30)).contains("usual"));
}

#[test]
fn what_was_saved_stands_beside_the_usual() {
    let mut seat = TestApp::with(180).keys("7564<enter>");
    for size in BOARDS {
        let shown = seat.text(size);
        assert!(shown.contains("Today and your usual"), "{size:?}\n{shown}");
        assert!(shown.contains("│ Good: "), "{size:?}\n{shown}");
        assert!(shown.contains("above your usual "), "{size:?}\n{shown}");
        for answer in ["7  good", "5  some", "6  fairly calm", "4  a bit badly"] {
            assert!(shown.contains(answer), "{answer} at {size:?}\n{shown}");
        }
        assert!(shown.contains("● now  ○ yesterday  ┃ usual"), "{shown}");
    }
    assert!(
        seat.text((140, 42)).contains("likely "),
        "with its interval"
    );
}

#[test]
fn a_hard_day_is_compared_with_nothing() {
    let mut seat = TestApp::with(180).keys("2");
    hides_what_compares(&mut seat);
    seat.types("<enter>");
    hides_what_compares(&mut seat);
    let shown = seat.text((100, 30));
    assert!(shown.contains("Saved. Go gently today."), "{shown}");
    assert!(!shown.contains("plenty"), "{shown}");
}

#[test]
fn before_the_first_answer_its_distance_is_told() {
    let mut seat = TestApp::with(6).keys("6666<enter>");
    let shown = seat.text((100, 30));
    assert!(shown.contains("with a check-in. About"), "{shown}");
    assert!(shown.contains("●●●"), "{shown}");
    assert!(!shown.contains("┃"), "no usual of a few days: {shown}");
    seat.types("w");
    assert!(
        seat.text((100, 30))
            .contains("A first answer comes with more days.")
    );
}

#[test]
fn the_first_start_shows_how_it_goes_on_and_the_first_step() {
    let mut seat = TestApp::with(0);
    for size in [(80, 24), (100, 30), (140, 42)] {
        let shown = seat.text(size);
        for part in ["1  Check in", "2  Move", "3  See", "an example", "g start"] {
            assert!(shown.contains(part), "{part} at {size:?}\n{shown}");
        }
    }
}

#[test]
fn what_the_ends_of_a_scale_mean_can_be_told_apart() {
    let mut seat = TestApp::with(30);
    for size in [(40, 12), (46, 14), (60, 20), (100, 30)] {
        let shown = seat.text(size);
        let line = shown
            .lines()
            .find(|line| line.contains("very low"))
            .unwrap();
        assert!(line.contains("very good"), "{size:?}\n{shown}");
        assert!(!line.contains("very low very good"), "{size:?}\n{shown}");
    }
}

#[test]
fn the_board_fills_its_window() {
    let mut seat = TestApp::with(180);
    for (size, least) in [((100, 30), 30), ((160, 50), 25)] {
        let buffer = seat.buffer(size, &Theme::dark());
        let is_filled =
            |cell: &&ratatui::buffer::Cell| cell.symbol() != " " || cell.bg != Color::Reset;
        let filled = buffer.content.iter().filter(is_filled).count();
        let share = filled * 100 / buffer.content.len();
        assert!(share >= least, "{share} % at {size:?}");
    }
}

#[test]
fn no_window_is_too_strange() {
    let states = ["", "7", "7564<enter>", "2<enter>", "7n", "<esc>"];
    let widths = [1, 20, 40, 59, 60, 79, 80, 95, 96, 119, 120, 200];
    let heights = [1, 12, 15, 18, 19, 21, 24, 27, 30, 33, 36, 37, 38, 46, 60];
    let all = [(0, ""), (6, "6<enter>")]
        .into_iter()
        .chain(states.map(|keys| (180, keys)));
    for (state, (days, keys)) in all.enumerate() {
        let mut seat = TestApp::with(days).keys(keys);
        for (column, width) in widths.into_iter().enumerate() {
            // Every width and every height in each state, and every pair of them in some.
            for (row, height) in heights.into_iter().enumerate() {
                if (column + row + state) % 4 == 0 {
                    seat.text((width, height));
                }
            }
        }
    }
}
