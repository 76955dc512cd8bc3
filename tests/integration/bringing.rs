//! Bringing in another program's history from the screens: files picked, moods explained, looked at, brought in, taken
//! back.

use crate::test_app::{SIZES, TestApp, WINDOWS, in_a_row};
use chrono::DateTime;
use firstline::app::Message;
use firstline::config::GlyphChoice;
use firstline::domain::Rating;
use firstline::widgets::theme::Theme;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A table of ours with two days in it, and a row that cannot be taken.
const TABLE: &str = "day,time,mood,energy,note\n2026-01-05,08:00,6,5,slept in\n2026-01-06,08:30,7,,\n2026-01-07,08:30,11,,too much\n";

/// A person whose files are in a folder of their own.
pub(crate) struct Bench {
    pub(crate) seat: TestApp,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let seat = TestApp::with(0);
        std::fs::create_dir(seat.folder().join("Downloads")).unwrap();
        Self { seat }
    }

    /// A file among the downloads, last changed on 1 March.
    pub(crate) fn with(self, name: &str, text: &str) -> Self {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        let at = DateTime::parse_from_rfc3339("2026-03-01T12:00:00+01:00")
            .unwrap()
            .timestamp() as u64;
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(at);
        std::fs::File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_modified(at)
            .unwrap();
        self
    }

    fn with_diary(self) -> Self {
        let diary = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data/real/daylio/currin_sample_12h.csv");
        self.with(
            "daylio_export.csv",
            &std::fs::read_to_string(diary).unwrap(),
        )
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.seat.folder().join("Downloads").join(name)
    }

    /// Types keys, and after each lets everything be done that takes a while.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.find('>').filter(|_| first == '<').map(|end| end + 1);
            let (key, after) = rest.split_at(named.unwrap_or(first.len_utf8()));
            self.seat.types(key);
            self.settle();
            rest = after;
        }
        self
    }

    fn settle(&mut self) -> &mut Self {
        self.seat.finish();
        self
    }

    fn paste(&mut self, text: &str) -> &mut Self {
        self.seat.tell(Message::Paste(text.to_owned()));
        self
    }

    pub(crate) fn text(&mut self) -> String {
        self.seat.text((100, 30))
    }

    /// Sees to it that `words` are on the screen, wrapped or not.
    pub(crate) fn sees(&mut self, words: &str) -> &mut Self {
        let shown = self.text();
        let flat = in_a_row(&shown);
        assert!(flat.contains(words), "{words:?} is not in\n{shown}");
        self
    }

    fn moods(&self) -> Vec<Option<u8>> {
        self.seat
            .stored()
            .check_ins()
            .iter()
            .map(|record| record.ratings.mood.map(Rating::get))
            .collect()
    }

    /// Clicks on the first cell of `words`.
    fn click(&mut self, words: &str) -> &mut Self {
        self.seat.resize((100, 30));
        self.seat.click(words);
        self.settle()
    }

    pub(crate) fn snapshots(&mut self, name: &str) {
        for size in SIZES {
            insta::assert_snapshot!(
                format!("bringing-{name}-{}x{}", size.0, size.1),
                self.seat.text(size)
            );
        }
        let ascii = self
            .seat
            .drawn((80, 24), &Theme::mono().with_glyphs(GlyphChoice::Ascii));
        assert!(ascii.is_ascii(), "{ascii}");
    }
}

#[test]
fn a_diary_with_moods_of_its_own_comes_in_and_is_taken_back() {
    let mut bench = Bench::new().with_diary();
    bench
        .keys("<esc>i")
        .sees("~/Downloads")
        .sees("This is a Daylio export.");
    bench
        .keys("<enter>")
        .sees("How good is each mood")
        .sees("suggested");
    bench.snapshots("moods");
    // "average" is suggested and stays; the other is said.
    bench
        .keys("<down>2<enter>")
        .sees("Ready to import 3 entries, from Sep 26, 2021 to Sep 28, 2021.");
    assert_eq!(bench.moods(), [], "nothing is written before enter");
    bench
        .keys("<enter>")
        .sees("Imported 3 entries, from Sep 26, 2021 to Sep 28, 2021.");
    bench.snapshots("done");
    assert_eq!(bench.moods(), [Some(5), Some(5), Some(2)]);
    bench.keys("<enter>3").sees("Sep 28");
    bench
        .keys("iii")
        .sees("Your imports")
        .sees("3 entries")
        .sees("daylio_export.csv");
    bench
        .keys("<enter>")
        .sees("Undo the import of Mon Mar 2: 3 entries, from Sep 26, 2021 to Sep 28, 2021?");
    bench.keys("n<enter>y").sees("Undone: 3 entries.");
    assert_eq!(bench.moods(), []);
    assert!(
        bench.seat.app.journal.is_empty(),
        "the screen shows what is stored"
    );
    bench.keys("u");
    assert_eq!(bench.moods().len(), 3, "taking back can be taken back");
}

#[test]
fn moods_are_asked_about_once_and_a_second_time_adds_nothing() {
    let mut bench = Bench::new().with_diary();
    bench.keys("<esc>i<enter>56<enter><enter><enter>i");
    // The other file is read with the same words.
    bench.keys("<enter>");
    bench
        .sees("You have all of these entries already.")
        .sees("3 duplicates skipped.");
    bench.keys("<enter>").sees("Nothing new in these files.");
    assert_eq!(bench.moods().len(), 3);
    assert_eq!(bench.seat.runner.store.imports().unwrap().len(), 1);
}

#[test]
fn what_a_mood_means_is_asked_again_once_its_import_is_taken_back() {
    let mut bench = Bench::new().with_diary();
    bench
        .keys("<esc>i<enter>19<enter><enter>u")
        .sees("Undone: 3 entries.");
    bench.keys("<esc><enter>").sees("suggested");
    // What was said stands there to be mended.
    bench.keys("4<enter><enter>").sees("Imported 3 entries");
    let mut moods = bench.moods();
    moods.sort_unstable();
    assert_eq!(moods, [Some(4), Some(4), Some(9)]);
}

#[test]
fn what_was_said_in_a_shell_holds_there_and_on_the_screens() {
    let home = crate::support::Home::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/real/daylio");
    let file = |name: &str| folder.join(name).to_string_lossy().into_owned();
    let first = home.done(&[
        "import",
        &file("currin_sample_12h.csv"),
        "--map",
        "Sad=2,average=5",
        "--json",
    ]);
    let id = serde_json::from_str::<serde_json::Value>(&first).unwrap()["import_id"]
        .as_str()
        .unwrap()
        .to_owned();
    home.done(&[
        "import",
        &file("currin_scales_html.csv"),
        "--map",
        "happy=8",
    ]);
    let told = home.done(&["undo"]);
    assert_eq!(told, "Undone: 4 check-ins, imported.\n");
    assert_eq!(
        home.run(&["import", &file("currin_scales_html.csv")]).code,
        1,
        "the word went with its import"
    );
    assert_eq!(
        home.run(&["import", &file("currin_sample_12h.csv")]).code,
        0,
        "the others are known"
    );
    home.done(&["import", "undo", &id]);
    assert_eq!(
        home.run(&["import", &file("currin_sample_12h.csv")]).code,
        1,
        "asked again"
    );
}

#[test]
fn a_mood_without_a_rating_is_asked_for_before_anything_goes_on() {
    let text = "full_date,date,weekday,time,mood,activities,note_title,note\n2021-05-12,12 May,,18:52,Wobbly,,,\n";
    let mut bench = Bench::new().with("d.csv", text);
    bench
        .keys("<esc>i<enter><enter>")
        .sees("This mood has no rating yet. Give it a number from 1 to 9.");
    bench.keys("<right><right>").sees("6");
    bench
        .keys(" 4<enter>")
        .sees("Ready to import 1 entry, of May 12, 2021.");
    bench.keys("<esc>").sees("~/Downloads");
    bench.keys("<enter><esc>").sees("~/Downloads");
    assert_eq!(bench.moods(), []);
}

#[test]
fn several_kinds_of_file_and_a_broken_one_are_told_apart_before_anything_is_written() {
    let mut bench = Bench::new()
        .with("history/a.csv", TABLE)
        .with("history/b.gpx", "<gpx><trk><trkseg></trkseg></trk></gpx>")
        .with("history/photo.jpg", "\u{0}\u{1}")
        .with("broken.csv", "full_date,mood\n2021-13-45,good\n")
        .with(
            "walks.csv",
            "start,activity,minutes\n2026-01-05 18:00,walk,25\n2026-01-09 18:00,walk,30\n",
        );
    bench.keys("<esc>i").sees("history/").sees("broken.csv");
    bench.snapshots("picker");
    // The folder, and the files.
    bench
        .keys("<up>   ")
        .sees("3 marked")
        .sees("Press g to read the marked files");
    bench
        .keys("g")
        .sees("Ready to import 4 entries, from Jan 5, 2026 to Jan 9, 2026.");
    bench
        .sees("1 row couldn't be read and was skipped.")
        .sees("1 file was skipped.");
    bench
        .sees("Nothing is saved yet")
        .sees("line 4: ")
        .sees("photo.jpg: nothing here can be imported.");
    bench.snapshots("preview");
    bench.keys("<enter>").sees("Imported 4 entries");
    assert_eq!(
        (
            bench.seat.stored().check_ins().len(),
            bench.seat.stored().sessions().len()
        ),
        (2, 2)
    );
    // One step back is the whole import.
    bench.keys("u").sees("Undone: 4 entries.").sees("undone");
    bench.snapshots("imports");
    assert!(bench.seat.stored().is_empty());
}

#[test]
fn reading_is_shown_file_by_file_and_esc_stops_it() {
    let mut bench = Bench::new();
    for number in 0..9 {
        let text = format!("day,mood\n2026-01-{:02},5\n", number + 1);
        bench = bench.with(&format!("many/{number}.csv"), &text);
    }
    bench.keys("<esc>i<down>g");
    bench.seat.types("<esc>");
    bench.keys("<esc>i<down>");
    bench.seat.types("g");
    bench.sees("Looking for files");
    for _ in 0..4 {
        bench.seat.tell(Message::Woke);
    }
    bench
        .sees("Reading 4 of 9: 3.csv")
        .sees("Nothing is saved yet.")
        .sees("esc stop");
    bench.snapshots("reading");
    bench.keys("<esc>").sees("~/Downloads");
    bench.keys("g").sees("Ready to import 9 entries");
    assert!(bench.seat.stored().is_empty());
}

#[test]
fn an_export_of_ours_comes_home_with_its_settings_and_not_beside_other_files() {
    let there = crate::support::Home::new();
    there.done(&["checkin", "7", "5", "6", "4"]);
    let export = there.done(&["export", "json"]);
    let export = export.replace("\"settings\": {}", "\"settings\": {\"plan\": \"made\"}");
    let mut bench = Bench::new()
        .with("export.json", &export)
        .with("z.csv", TABLE);
    bench.keys("<esc>i  g").sees(
        "Import a firstline export and other files one after the other. Nothing was imported.",
    );
    bench.keys("<esc> ").sees("1 marked");
    bench
        .keys("g")
        .sees("Settings are included.")
        .keys("<enter>");
    assert_eq!(bench.moods(), [Some(7)]);
    assert_eq!(
        bench.seat.runner.store.setting("plan").unwrap().as_deref(),
        Some("made")
    );
}

#[test]
fn a_long_file_is_read_beside_the_screen_which_can_be_left_meanwhile() {
    let note = "long ".repeat(400);
    let first = chrono::NaiveDate::from_ymd_opt(2019, 1, 1).unwrap();
    let rows = (0..2_200).map(|row| format!("{},5,{note}\n", first + chrono::TimeDelta::days(row)));
    let text = format!("day,mood,note\n{}", rows.collect::<String>());
    assert!(text.len() > 4_000_000);
    let mut bench = Bench::new().with("long.csv", &text);
    bench.keys("<esc>i");
    bench.seat.types("<enter>");
    bench.seat.tell(Message::Woke);
    bench.sees("Reading long.csv");
    bench.seat.tell(Message::Woke);
    let shown = bench.text();
    let is_reading = shown.contains("Reading long.csv, ") && shown.contains('%');
    assert!(is_reading || shown.contains("Comparing"), "{shown}");
    bench.seat.types("<esc>");
    bench
        .sees("~/Downloads")
        .keys("<enter>")
        .sees("Ready to import 2200 entries");
    assert!(bench.seat.stored().is_empty());
}

#[test]
fn pasted_paths_are_ticked_wherever_they_lie() {
    let mut bench = Bench::new()
        .with("one two.csv", TABLE)
        .with("walks.csv", "start,activity,minutes\n2026-01-05,walk,9\n");
    let (one, two) = (bench.path("one two.csv"), bench.path("walks.csv"));
    bench.keys("<esc>i~").sees("Downloads/");
    bench
        .paste(&format!("'{}' file://{}\n", one.display(), two.display()))
        .sees("2 marked");
    bench.keys("<enter>").sees("Ready to import 3 entries");
    bench
        .keys("<esc>")
        .paste("/no/such/file.csv")
        .sees("/no/such/file.csv doesn't exist.")
        .sees("2 marked");
    // Typed instead: the key that begins it is the first sign.
    let path = bench.path("");
    bench
        .keys("~")
        .keys(&path.display().to_string())
        .keys("<enter>")
        .sees("~/Downloads")
        .sees("walks.csv");
    bench.keys("/two").sees("one two.csv");
    assert!(!bench.text().contains("walks.csv"));
    bench.keys("<enter><esc>").sees("walks.csv");
}

#[test]
fn hidden_files_show_when_asked_for_and_folders_lead_in_and_out() {
    let mut bench = Bench::new()
        .with(".secret.csv", TABLE)
        .with("inner/deep.csv", TABLE);
    bench.keys("<esc>i").sees("1 hidden; press . to show.");
    assert!(!bench.text().contains("secret"));
    bench.keys(".").sees(".secret.csv").keys(".");
    bench
        .keys("<down><right>")
        .sees("~/Downloads/inner")
        .sees("deep.csv");
    bench.keys("<left>").sees("inner/");
    assert!(
        bench
            .seat
            .at_cursor((100, 30), &Theme::terminal())
            .unwrap()
            .contains("inner"),
        "where one came from"
    );
    bench.keys("<up><enter>").sees("~ ").sees("Downloads/");
}

#[test]
fn names_with_escape_sequences_are_harmless_everywhere() {
    let mood = "\u{1b}[31mred\u{7}";
    let text = format!("full_date,mood,note\n2021-05-12,{mood},x\n2021-05-99,good,\u{1b}[2J\n");
    let mut bench = Bench::new().with("e\u{1b}]0;title\u{7}vil\u{202e}.csv", &text);
    for keys in ["<esc>i", "<enter>", "5<enter>", "<enter>", "i", "<enter>"] {
        bench.keys(keys);
        for size in WINDOWS {
            let shown = bench.seat.text(size);
            let odd =
                |letter: char| letter != '\n' && (letter.is_control() || letter == '\u{202e}');
            assert!(!shown.contains(odd), "{shown:?}");
        }
    }
    bench.sees("Undo the import");
}

#[test]
fn settings_and_options_lead_here_and_back() {
    let mut bench = Bench::new();
    bench
        .keys("<esc>,")
        .keys(&"<down>".repeat(30))
        .sees("Import your history");
    bench
        .keys("<enter>")
        .sees("~/Downloads")
        .sees("This folder is empty.");
    bench.keys("<esc>").sees("Settings").keys("<esc>");
    bench
        .keys("o8")
        .sees("~/Downloads")
        .keys("<esc>")
        .sees("Up next, if you like");
    bench.keys("i?").sees("Import: files").keys("<esc><esc>");
    // From the form too, and what was answered stays.
    bench
        .keys("c7i")
        .sees("~/Downloads")
        .keys("<esc>")
        .sees("▐7▌");
    bench.keys("<esc><esc>3").sees("i imports it");
}

#[test]
fn an_import_that_cannot_be_seen_does_not_go_on() {
    let mut bench = Bench::new().with("a.csv", TABLE);
    bench
        .keys("<esc>i<enter>")
        .sees("Ready to import 2 entries");
    bench.seat.text((30, 8));
    bench.keys("<enter><enter>");
    assert!(bench.seat.stored().is_empty());
    bench
        .sees("Ready to import 2 entries")
        .keys("<enter>")
        .sees("Imported 2 entries");
}

#[test]
fn rows_are_clicked() {
    let mut bench = Bench::new()
        .with("a.csv", TABLE)
        .with("b.csv", "day,mood\n2026-01-05,5\n");
    bench.seat.app.settings.config.mouse = true;
    bench.keys("<esc>i");
    bench
        .click("b.csv")
        .sees("› b.csv")
        .click("b.csv")
        .sees("Ready to import 1 entry, of Jan 5, 2026.");
    bench.click("enter import").sees("Imported 1 entry");
    bench
        .click("i imports")
        .click("b.csv")
        .sees("Undo the import")
        .click("y undo")
        .sees("Undone: 1 entry.");
}

#[cfg(unix)]
#[test]
fn the_built_program_brings_in_what_is_pasted_after_a_backup() {
    use crate::real_terminal::Screen;
    use crate::support::Home;
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4"]);
    std::fs::write(home.path("my diary.csv"), TABLE).unwrap();
    let mut screen = Screen::open(&home, &[], (100, 30), &[]);
    screen.shows("Up next, if you like");
    screen.keys("i");
    screen.shows("Import your history");
    screen.keys(&format!(
        "\u{1b}[200~'{}'\n\u{1b}[201~",
        home.path("my diary.csv").display()
    ));
    screen.shows("1 marked");
    screen.keys("g");
    screen.shows("Ready to import 2 entries");
    screen.keys("\r");
    screen.shows("Imported 2 entries");
    let backups: Vec<String> = std::fs::read_dir(home.path("data/backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    assert!(
        backups.iter().any(|name| name.contains("-import")),
        "{backups:?}"
    );
    screen.keys("\u{1b}");
    screen.shows("Up next, if you like");
    screen.keys("u");
    screen.shows("Undone: 2 check-ins, imported.");
    screen.keys("q");
    assert_eq!(screen.ended(), 0);
    assert!(
        !home
            .done(&["history", "--days", "200"])
            .contains("2026-01-05")
    );
}
