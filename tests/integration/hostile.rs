//! Files that are broken, forged or meant to harm, through the one door of imports: each comes in or is refused in a
//! sentence; nothing panics, nothing of a refused one stays, and what came in is taken back whole.
//!
//! `tests/data/hostile` holds what is tried, by hand; see the README there.

mod mutate;
mod shown;
mod written;

use crate::support::Home;
use crate::test_app::TestApp;
use fastrand::Rng;
use firstline::clock::Clock;
use firstline::domain::{DayStart, Id};
use firstline::export::{csv, json};
use firstline::import::columns::Mapping;
use firstline::import::format_arg::FormatArg;
use firstline::import::formats::FORMATS;
use firstline::import::sniff;
use firstline::import::{Gathered, Here, mood_mapping};
use firstline::store::Store;
use mutate::{base64, mutated, zipped};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The time at which every import takes place.
const NOW: &str = "2026-03-02T17:40:00+01:00";
/// How often each seed is changed in the suite, and in the long form.
const FEW: usize = 12;
const MANY: usize = 20_000;

/// How a text becomes a file: as it is, or in its container.
type Wrap = fn(&[u8]) -> Vec<u8>;

/// Whole files that come in a container too, what they are said to be, and the container.
const WRAPPED: [(&str, &str, Wrap); 5] = [
    ("whole_daylio_backup.json", "daylio", base64),
    ("whole_daylio_backup.json", "daylio", |json| {
        zipped("backup.daylio", &base64(json))
    }),
    ("whole_apple_health.xml", "apple-health", |xml| {
        zipped("apple_health_export/export.xml", xml)
    }),
    ("whole_track.kml", "kml", |kml| zipped("doc.kml", kml)),
    ("whole_sleep_as_android.csv", "sleep", |csv| {
        zipped("sleep-export.csv", csv)
    }),
];

/// Whole files as they are, known from their content, and those in containers.
fn seeds() -> Vec<(String, &'static str, Wrap)> {
    let plain = files().into_iter().filter_map(|(name, bytes)| {
        let word = match sniff::format(&bytes) {
            Ok(format) => format.word,
            Err(_) if name.contains("other_tracker") => "csv",
            Err(_) => return None,
        };
        // What is inside a backup is none by itself.
        let is_whole = name.starts_with("whole_") && !name.contains("backup.json");
        is_whole.then_some((name, word, <[u8]>::to_vec as Wrap))
    });
    let wrapped = WRAPPED.map(|(name, word, wrap)| (name.to_owned(), word, wrap));
    plain.chain(wrapped).collect()
}

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/hostile")
}

/// A store with a few records, a file to import from, and what the store held at first.
struct Door {
    store: Store,
    clock: Clock,
    folder: TempDir,
    before: String,
    /// Whether what comes in stays.
    keeps: bool,
}

/// What came of a file.
#[derive(Debug)]
enum Ended {
    /// It came in, so many records new.
    In(usize),
    /// It was refused, in these words.
    Refused(String),
}

impl Door {
    fn new() -> Self {
        Self::at(NOW)
    }

    fn at(now: &str) -> Self {
        let clock = Clock::new(Some(now)).unwrap();
        let mut store = Store::open_in_memory(clock.now().wall).unwrap();
        firstline::demo::fill(&mut store, clock.now().wall, 3, 7).unwrap();
        let before = held(&store);
        Self {
            store,
            clock,
            folder: tempfile::tempdir().unwrap(),
            before,
            keeps: false,
        }
    }

    /// Brings bytes in as the program does, said to be `word` or told from the content. This is the one place where
    /// the tests touch the readers.
    fn bring(&mut self, name: &str, bytes: &[u8], word: Option<&str>) -> Ended {
        let file = self.folder.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        let ended = self.taken(&file, word);
        std::fs::remove_file(&file).unwrap();
        if let Ended::Refused(why) = &ended {
            assert_sentence(why);
            assert_eq!(
                held(&self.store),
                self.before,
                "a refused file leaves nothing: {why}"
            );
        }
        ended
    }

    fn taken(&mut self, file: &Path, word: Option<&str>) -> Ended {
        let now = self.clock.now().wall;
        let routines = self.folder.path().join("routines");
        let here = Here {
            clock: self.clock,
            day_start: DayStart::default(),
            routines: &routines,
        };
        let mut options = here.options(mood_mapping::map(&self.store, &[]));
        if file.to_string_lossy().contains("other_tracker") {
            options.mapping =
                Mapping::parse("day=Date,mood=Mood Score,note=Journal", "mood=1-5").unwrap();
        }
        let word = word.map(|word| FormatArg::parse(word).unwrap());
        let mut gathered = Gathered::find(&[file.to_owned()]).unwrap();
        if let Err(why) = gathered.read_file(file, word, &options, &here) {
            return Ended::Refused(why.to_string());
        }
        for said in gathered.files.iter().flat_map(|file| &file.said) {
            assert_sentence(said);
        }
        for rejected in &gathered.rejected {
            assert_sentence(&rejected.reason);
        }
        gathered.settle(&self.store, &here).unwrap();
        if let Err(why) = gathered.import(&mut self.store, true, now) {
            return Ended::Refused(why.to_string());
        }
        assert_eq!(held(&self.store), self.before, "a dry run changes nothing");
        match gathered.import(&mut self.store, false, now) {
            Ok(outcome) => {
                if self.keeps {
                    self.before = held(&self.store);
                } else if let Some(id) = outcome.import_id {
                    self.look_and_take_back(id);
                }
                Ended::In(outcome.added)
            }
            Err(why) => Ended::Refused(why.to_string()),
        }
    }

    /// What came in is sane, and goes as it came.
    fn look_and_take_back(&mut self, id: Id) {
        let journal = self.store.all().unwrap();
        let days = journal.check_ins().iter().map(|record| record.day);
        for day in days.chain(journal.sessions().iter().map(|record| record.day)) {
            let text = day.to_string();
            assert!(
                ("1900-01-01".."2100-01-01").contains(&text.as_str()),
                "a record of {text} came in"
            );
        }
        for session in journal.sessions() {
            assert!(
                (0.0..=100.0).contains(&session.met) && session.active_seconds <= 86_400,
                "{session:?}"
            );
            assert!(
                session
                    .distance_m
                    .is_none_or(|meters| (0.0..=2_000_000.0).contains(&meters)),
                "{session:?}"
            );
        }
        self.store.undo_import(id, self.clock.now().wall).unwrap();
        let records = |text: &str| text.split("\"settings\"").next().unwrap().to_owned();
        assert_eq!(
            records(&held(&self.store)),
            records(&self.before),
            "an import is taken back whole"
        );
        if held(&self.store) != self.before {
            // Settings of one of our own exports stay: begin anew.
            self.store = Self::new().store;
        }
    }
}

/// Everything in a store, byte for byte.
fn held(store: &Store) -> String {
    json::write(
        &store.all().unwrap(),
        &store.origins().unwrap(),
        store.settings().unwrap(),
    )
    .unwrap()
}

fn assert_sentence(text: &str) {
    assert!(!text.trim().is_empty(), "something is said");
    assert!(
        text.chars().count() <= 3200,
        "{} bytes are no sentence: {text:.300}",
        text.len()
    );
    assert!(
        !text.contains(shown::is_raw),
        "control characters in {text:?}"
    );
    assert!(
        !text.contains("panicked") && !text.contains("unwrap"),
        "{text}"
    );
}

/// Runs `work`; where it panics, tells what with.
fn with<T>(what: &dyn Fn() -> String, work: impl FnOnce() -> T) -> T {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| panic!("that was {}", what()))
}

fn changed_seeds(times: usize, seed: u64) {
    let mut chance = Rng::with_seed(seed);
    let mut door = Door::new();
    let seeds = seeds();
    for (name, word, wrap) in &seeds {
        let word = *word;
        let whole = std::fs::read(corpus().join(name)).unwrap();
        let ended = door.bring(name, &wrap(&whole), Some(word));
        assert!(matches!(ended, Ended::In(1..)), "{name} came to {ended:?}");
        for round in 0..times {
            let bytes = wrap(&mutated(&whole, &mut chance));
            let what = || {
                format!(
                    "{name}, round {round}: {:?}",
                    String::from_utf8_lossy(&bytes)
                )
            };
            with(&what, || {
                // Told from the content, and now and then said to be what it is not.
                let _ = sniff::format(&bytes);
                let word = match round % 8 {
                    0 => None,
                    1 => Some(seeds[chance.usize(0..seeds.len())].1),
                    _ => Some(word),
                };
                door.bring(name, &bytes, word);
            });
        }
    }
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn whatever_happens_to_a_file_it_comes_in_or_is_refused_whole() {
    changed_seeds(FEW, 1);
}

/// `cargo test --release --test integration -- --ignored twenty_thousand`
#[test]
#[ignore = "takes minutes; the one above is its short form"]
fn whatever_happens_to_a_file_twenty_thousand_times_each() {
    changed_seeds(MANY, 2);
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn a_file_that_is_cut_anywhere_comes_in_or_is_refused_whole() {
    let mut door = Door::new();
    for (name, word, wrap) in seeds() {
        let whole = std::fs::read(corpus().join(&name)).unwrap();
        let step = (whole.len() / 16).max(1);
        for cut in (0..whole.len()).step_by(step) {
            with(&|| format!("{name} cut at {cut}"), || {
                door.bring(&name, &wrap(&whole[..cut]), Some(word))
            });
        }
    }
}

/// The files of the corpus, by name.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(corpus())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|file| !file.ends_with("README.md"));
    files.sort();
    assert!(files.len() > 80, "{} files", files.len());
    let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
    files
        .iter()
        .map(|file| (name(file), std::fs::read(file).unwrap()))
        .collect()
}

#[test]
fn every_format_has_a_name_of_its_own_and_a_sample_that_is_known_by_its_content() {
    let samples: Vec<(String, Vec<u8>)> = files()
        .into_iter()
        .filter(|(name, _)| name.starts_with("whole_") || name.starts_with("asking_"))
        .collect();
    let help = Home::new().done(&["import", "--help"]);
    for format in &FORMATS {
        let namesakes = FORMATS.iter().filter(|other| other.name == format.name);
        assert_eq!(namesakes.count(), 1, "{}", format.name);
        assert!(help.contains(format.word), "the help names {}", format.word);
        assert!(
            samples
                .iter()
                .any(|(_, bytes)| sniff::format(bytes) == Ok(format)),
            "no tests/data/hostile/whole_* is {}",
            format.name
        );
    }
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn every_file_of_the_corpus_comes_in_or_is_refused_whole() {
    let mut door = Door::new();
    let readme = std::fs::read_to_string(corpus().join("README.md")).unwrap();
    for (name, bytes) in files() {
        let name = name.as_str();
        assert!(
            name.starts_with("whole_") || readme.contains(&format!("`{name}`")),
            "the README says what {name} is for"
        );
        let words: BTreeSet<&str> = FORMATS.iter().map(|format| format.word).collect();
        for word in std::iter::once(None).chain(words.into_iter().map(Some)) {
            let ended = with(&|| format!("{name} as {word:?}"), || {
                door.bring(name, &bytes, word)
            });
            if word.is_none() && name.starts_with("whole_") && !name.contains("backup.json") {
                assert!(matches!(ended, Ended::In(1..)), "{name} came to {ended:?}");
            }
        }
    }
}

/// Whole files of other programs, each known by its content.
fn whole() -> Vec<(String, Vec<u8>)> {
    let ours = ["whole_firstline.json", "whole_daylio_backup.json"];
    let mut files = files();
    files.retain(|(name, _)| name.starts_with("whole_") && !ours.contains(&name.as_str()));
    files
}

#[test]
fn a_second_import_adds_nothing_of_any_format_from_any_time_zone() {
    let mut door = Door::new();
    door.keeps = true;
    for (name, bytes) in whole() {
        door.bring(&name, &bytes, None);
    }
    for now in [
        NOW,
        "2026-03-02T20:40:00+13:00",
        "2026-03-02T08:40:00-08:00",
    ] {
        door.clock = Clock::new(Some(now)).unwrap();
        for (name, bytes) in whole() {
            let ended = door.bring(&name, &bytes, None);
            assert!(
                matches!(ended, Ended::In(0)),
                "{name} at {now} came to {ended:?}"
            );
        }
    }
}

#[test]
fn what_came_in_is_known_when_it_comes_again_as_a_table_or_as_json() {
    let mut door = Door::new();
    door.keeps = true;
    for (name, bytes) in whole() {
        door.bring(&name, &bytes, None);
    }
    let journal = door.store.all().unwrap();
    let tables = [
        csv::check_ins(journal.check_ins(), journal.own_ratings()).unwrap(),
        csv::sessions(journal.sessions()).unwrap(),
    ];
    let json = held(&door.store);
    for table in &tables {
        let ended = door.bring("table.csv", table.as_bytes(), None);
        assert!(matches!(ended, Ended::In(0)), "a table came to {ended:?}");
    }
    // Elsewhere, the tables first.
    let mut other = Door::new();
    other.keeps = true;
    for table in &tables {
        other.bring("table.csv", table.as_bytes(), None);
    }
    let ended = other.bring("all.json", json.as_bytes(), None);
    let count = other.store.all().unwrap().check_ins().len();
    assert!(matches!(ended, Ended::In(_)), "JSON came to {ended:?}");
    assert_eq!(count, journal.check_ins().len(), "JSON came to {ended:?}");
    assert_eq!(
        other.store.all().unwrap().sessions().len(),
        journal.sessions().len()
    );
}

#[test]
fn what_came_in_of_the_corpus_can_be_looked_at() {
    let mut door = Door::new();
    door.keeps = true;
    let came = |ended: &Ended| matches!(ended, Ended::In(1..));
    let count = files()
        .iter()
        .filter(|(name, bytes)| came(&door.bring(name, bytes, None)))
        .count();
    assert!(count >= 20, "{count} files brought something new");
    let mut seat = TestApp::over(door.store);
    for way in [
        "1",
        "2",
        "3",
        "v",
        "v",
        "v",
        "v",
        "v",
        "v",
        "<enter>",
        "<esc>[[[[",
        "4",
        "5",
        "!",
        "<esc>1o",
        "4",
        "u",
    ] {
        seat.types(way);
        shown::look(&mut seat, way, 3);
    }
}

#[test]
fn a_refused_file_changes_no_byte_on_the_disk() {
    let home = Home::new();
    home.done(&["checkin", "7", "5", "6", "4", "--note", "before"]);
    let before = tree(&home);
    for name in [
        "json_answers_of_255.json",
        "json_day_in_the_year_262142.json",
        "json_one_id_twice.json",
        "gpx_never_closed.gpx",
        "tcx_seconds_without_end.tcx",
        "apple_health_years_out_of_range.xml",
        "daylio_mood_of_two_lines.csv",
        "daylio_backup_month_of_32_bits.daylio",
        "fit_messages_of_no_bytes.fit",
        "plees_end_of_time.csv",
        "zip_says_nothing_is_in_it.daylio",
    ] {
        let file = corpus().join(name).display().to_string();
        assert_eq!(home.run(&["import", &file]).code, 1, "{name}");
        assert!(tree(&home) == before, "{name} left something behind");
        // And after a whole one, of which nothing may stay either.
        let whole = corpus().join("whole_check_ins.csv").display().to_string();
        let ran = home.run(&["import", &whole, &file]);
        assert_eq!(
            ran.code,
            if name.starts_with("json") { 2 } else { 1 },
            "{name}: {}",
            ran.err
        );
        assert!(tree(&home) == before, "{name} left something behind");
    }
}

/// Every file below a home with what is in it.
fn tree(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut folders, mut files) = (vec![home.path("")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort();
    files
}
