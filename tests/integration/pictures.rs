//! The pictures of the pages: what the program shows of the example history, drawn by the program itself.

use crate::test_app::TestApp;
use firstline::widgets::svg::{film, svg_for_any_page};
use firstline::widgets::theme::Theme;
use ratatui::buffer::Buffer;

const SIZE: (u16, u16) = (100, 30);
/// Days of the example.
const DAYS: u32 = 180;

/// Each picture's name, title, and the keys that lead to what it shows.
const PICTURES: [(&str, &str, &str); 4] = [
    ("today", "Today, after a check-in", "7564<enter>"),
    (
        "session",
        "A guided session",
        "7564<enter>g7<wait><wait><wait>",
    ),
    ("history", "The trend of a month", "<tab><tab>"),
    ("insights", "Is it working?", "<tab><tab><tab>"),
];

/// The frames of the tour: keys, seconds that pass after them, and how many seconds the frame stays.
const TOUR: [(&str, u64, f64); 14] = [
    ("", 0, 2.5),
    ("7", 0, 0.8),
    ("5", 0, 0.8),
    ("64", 0, 1.2),
    ("<enter>", 0, 3.0),
    ("z", 0, 2.0),
    ("7", 2, 1.5),
    ("", 30, 1.2),
    ("", 20, 0.6),
    ("", 1, 0.6),
    ("", 30, 1.5),
    ("", 60, 2.0),
    ("8", 0, 2.5),
    ("<enter><tab><tab>", 0, 4.0),
];

/// Every picture by its file's name.
pub(crate) fn all() -> Vec<(String, String)> {
    let mut pictures: Vec<(String, String)> = PICTURES
        .iter()
        .map(|(name, title, keys)| {
            let mut app = TestApp::with(DAYS).keys(keys);
            let [dark, light] =
                [Theme::dark(), Theme::light()].map(|theme| app.buffer(SIZE, &theme));
            (
                format!("{name}.svg"),
                svg_for_any_page(&dark, &light, title),
            )
        })
        .collect();
    pictures.push(("tour.svg".to_owned(), tour()));
    pictures
}

fn tour() -> String {
    let mut app = TestApp::with(DAYS);
    let frames: Vec<(Buffer, f64)> = TOUR
        .iter()
        .map(|(keys, seconds, stays)| {
            app.types(keys);
            app.wait(*seconds);
            (app.buffer((80, 24), &Theme::dark()), *stays)
        })
        .collect();
    film(&frames, "A check-in, a session, and the history")
}
