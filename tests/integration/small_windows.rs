//! What has to be reachable in the smallest windows as well.

use crate::test_app::{TestApp, named};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use firstline::app::Message;
use firstline::config::Config;
use firstline::content::support::{countries, stop_signs};
use firstline::keys::{Context, Keymap, TABLE};
use firstline::screens::help::Help;
use std::collections::HashSet;

const WINDOWS: [(u16, u16); 5] = [(40, 12), (40, 15), (50, 18), (60, 20), (100, 30)];

fn press(seat: &mut TestApp, code: KeyCode) {
    seat.tell(Message::Key(KeyEvent::new(code, KeyModifiers::NONE)));
}

/// All words of the text, with one blank between and without frames.
fn in_a_row(text: &str) -> String {
    let words = text.split_whitespace().filter(|word| *word != "│");
    words.collect::<Vec<_>>().join(" ")
}

/// The help from its first row to its last, a page after the other, without its frame; every row has to leave the
/// frame whole.
fn whole_help(seat: &mut TestApp, size: (u16, u16)) -> Vec<String> {
    seat.text(size);
    press(seat, KeyCode::F(1));
    let total = Help::lines(&seat.app.shared, size.0).len();
    let page = usize::from(Help::page(&seat.app.shared));
    let mut rows: Vec<String> = Vec::new();
    while rows.len() < total {
        let text = seat.text(size);
        let mut shown: Vec<String> = Vec::new();
        for line in text.lines().skip(1).take(page) {
            let inside = line
                .trim_start()
                .strip_prefix('│')
                .and_then(|line| line.strip_suffix('│'))
                .unwrap_or_else(|| panic!("the frame is broken at {size:?}: {line}\n{text}"));
            let width = usize::from(size.0.min(76)) - 2;
            assert_eq!(inside.chars().count(), width, "at {size:?}: {line}\n{text}");
            shown.push(inside.to_owned());
        }
        // The last page repeats the end of the one before.
        let new = (total - rows.len()).min(page);
        rows.extend(shown.drain(page - new..));
        press(seat, KeyCode::PageDown);
    }
    press(seat, KeyCode::Esc);
    rows
}

/// Every key there is stands in the help, with what it does, under where it works.
fn help_tells_every_key(seat: &mut TestApp, size: (u16, u16)) {
    let rows = whole_help(seat, size);
    for context in Context::ALL {
        let title = context.title();
        let section: Vec<&str> = rows
            .iter()
            .map(String::as_str)
            .skip_while(|row| row.strip_prefix(' ').map(str::trim_end) != Some(title))
            .skip(1)
            .take_while(|row| !row.trim().is_empty())
            .collect();
        let section = in_a_row(&section.join(" "));
        let words: Vec<&str> = section.split(' ').collect();
        for binding in TABLE.iter().filter(|row| row.context == context) {
            let label = binding.label;
            assert!(
                section.contains(label),
                "{label:?} is not told in {title} at {size:?}: {section}"
            );
            for key in seat.app.keys.of(binding) {
                let key = key.to_string();
                let is_shown = words
                    .iter()
                    .any(|word| *word == key || word.strip_suffix(',') == Some(&key));
                assert!(
                    is_shown || key.contains(' ') && section.contains(&key),
                    "{key} is not shown in {title} at {size:?}: {section}"
                );
            }
        }
    }
}

const HELP_SIZES: [(u16, u16); 3] = [(40, 12), (60, 20), (100, 30)];

#[test]
fn help_fits_its_frame_at_every_size() {
    for keys in [
        "",
        "<esc>",
        "7n",
        "7t",
        "<esc>2",
        "<esc>2/",
        "<esc>2<enter>5",
        "<esc>3",
        "<esc>5",
    ] {
        for size in HELP_SIZES {
            let mut seat = TestApp::with(30).keys(keys);
            seat.wait(3);
            help_tells_every_key(&mut seat, size);
        }
    }
}

#[test]
fn help_has_room_for_many_keys_of_ones_own() {
    let keys = "[keys]\ncheck_in.note = [\"n\", \"f4\", \"f5\", \"f6\", \"f7\", \"f8\", \"f9\", \"f10\", \"f11\", \"f12\"]\n";
    let (map, problems) = Keymap::with(&Config::parse(keys).0.own_keys);
    assert_eq!(problems, Vec::<String>::new());
    for size in HELP_SIZES {
        let mut seat = TestApp::with(30);
        seat.app.keys = map.clone();
        help_tells_every_key(&mut seat, size);
    }
}

/// Someone in a session who asks when to stop.
fn at_the_signs() -> TestApp {
    let mut seat = TestApp::with(30).keys("<esc>2<enter>5");
    seat.wait(20);
    seat.types("x");
    seat
}

#[test]
fn every_sign_to_stop_can_be_read_in_every_window_and_country() {
    let mut seat = at_the_signs();
    let mut told = HashSet::new();
    for country in countries() {
        seat.app.settings.locale = Some(format!("en_{}.UTF-8", country.code));
        if !told.insert(stop_signs(&seat.app.place())) {
            continue;
        }
        for size in WINDOWS {
            let first = seat.text(size);
            seat.types("<down>");
            let last = seat.text(size);
            seat.types("<up>");
            assert_eq!(seat.text(size), first, "and back again");
            let [now, watch, later] = stop_signs(&seat.app.place());
            assert!(
                in_a_row(&first).contains(&now),
                "{now} at {size:?}\n{first}"
            );
            for text in [&watch, &later] {
                let is_there = [&first, &last]
                    .iter()
                    .any(|view| in_a_row(view).contains(text.as_str()));
                assert!(is_there, "{text} at {size:?}\n{first}\n{last}");
            }
            for view in [&first, &last] {
                assert!(view.contains("Save and stop"), "{view}");
                assert!(
                    view.contains("  Keep going") || view.contains("› Keep going"),
                    "{view}"
                );
                assert!(view.contains("! support"), "{view}");
            }
            let is_whole = in_a_row(&first).contains(&later);
            assert_eq!(first.contains("↓ more"), !is_whole, "{first}");
        }
    }
    assert!(told.len() > 10, "{told:?}");
}

#[test]
fn whom_to_call_is_not_cut_where_a_session_is_stopped() {
    let mut seat = TestApp::with(30).keys("<esc>2<enter>5");
    seat.wait(20);
    press(&mut seat, named("esc"));
    for size in WINDOWS {
        let text = seat.text(size);
        let told = "Chest pain, feeling faint, can't catch your breath? Sit down and press !";
        assert!(in_a_row(&text).contains(told), "{size:?}\n{text}");
        assert!(text.contains("Discard"), "{text}");
    }
}
