//! The safety questions keep counting, at every door; and what is swapped, eased or hardened stays
//! within a person's limits.

use crate::support::Home;
use crate::test_app::TestApp;
use firstline::app::Page;
use firstline::coach::Limits;
use firstline::content::movements::movement;
use firstline::content::routines::{routine, routines};
use firstline::domain::routine::Position;
use firstline::domain::{Change, Journal};
use firstline::keys::Context;

const WIDE: (u16, u16) = (100, 30);
const SYMPTOMS: &str = "nyyn";
const DOCTOR: &str = "Please see a doctor before you exercise";
/// What stays open with symptoms.
const EASY: [&str; 4] = ["start-seated", "walk-10", "chair-8", "wind-down"];

/// Someone who has just answered the questions so.
fn answered(letters: &str) -> TestApp {
    answers(TestApp::with(0), letters)
}

fn answers(mut seat: TestApp, letters: &str) -> TestApp {
    seat.app.open_questions();
    seat.keys(letters).keys("<esc>")
}

fn said(key: &str, value: &str) -> Change {
    Change::SaveSetting {
        key: key.to_owned(),
        value: value.to_owned(),
    }
}

/// Chooses a routine by name; what is on the screen then.
fn open(seat: &mut TestApp, id: &str) -> String {
    let now = seat.events.now;
    seat.app.open_routine(routine(id).unwrap().clone(), now);
    seat.text(WIDE)
}

fn begins(seat: &TestApp) -> bool {
    matches!(seat.app.page, Some(Page::Before(_)))
}

#[test]
fn the_first_vigorous_routine_is_preceded_by_four_questions_and_the_next_is_not() {
    for id in ["twelve", "stairs-4", "walk-run-1", "walk-run-9"] {
        let mut seat = TestApp::with(0);
        assert!(open(&mut seat, id).contains("before your first vigorous routine"));
        let page = seat.keys("nnyn").text(WIDE);
        assert!(page.contains("All routines are open"), "{page}");
        let mut seat = answered("nnyn");
        open(&mut seat, id);
        assert!(begins(&seat), "{id}");
    }
}

#[test]
fn symptoms_close_what_is_not_easy_however_often_it_is_tried() {
    let mut seat = answered(SYMPTOMS);
    for routine in routines() {
        for _ in 0..3 {
            let page = open(&mut seat, &routine.id);
            if EASY.contains(&routine.id.as_str()) {
                assert!(begins(&seat), "{}", routine.id);
                continue;
            }
            assert!(
                page.contains(DOCTOR) && page.contains("Call 112."),
                "{page}"
            );
            assert!(!page.contains("Start this routine"), "{page}");
            for keys in [
                "<enter>",
                "<down><enter>",
                "<down><down><down><enter>",
                "<esc>",
            ] {
                open(&mut seat, &routine.id);
                seat.types(keys);
                assert!(!begins(&seat), "{}: {keys}", routine.id);
            }
        }
    }
}

#[test]
fn what_is_above_opens_after_its_page_each_time() {
    for (letters, above, words) in [
        ("nnnn", ["twelve", "walk-run-1"], "Start gentle, build up"),
        (
            "ynyn",
            ["gentle-8", "twelve"],
            "Check with your doctor first",
        ),
        (
            "nnyy",
            ["three-songs", "stairs-4"],
            "Check with your doctor first",
        ),
    ] {
        let mut seat = answered(letters);
        for id in above.into_iter().chain(above) {
            let page = open(&mut seat, id);
            assert!(page.contains(words) && !begins(&seat), "{id}: {page}");
            seat.types("<down><enter>");
            assert!(begins(&seat), "{id}");
        }
        open(&mut seat, "just-start");
        assert!(begins(&seat));
    }
    let mut seat = answered("nnnn");
    open(&mut seat, "three-songs");
    assert!(begins(&seat), "moderate is open to who is new to it");
}

#[test]
fn old_answers_govern_until_they_are_given_again() {
    let with = |setting: &str| {
        let mut seat = TestApp::with(0);
        seat.tell_change(said("readiness", setting));
        seat
    };
    let mut seat = with("2025-06-01 nyyn");
    assert!(open(&mut seat, "three-songs").contains(DOCTOR));
    assert!(open(&mut seat, "twelve").contains("1 of 4"), "they are due");
    seat.types("<esc>");
    assert!(
        open(&mut seat, "three-songs").contains(DOCTOR),
        "not now changes nothing"
    );
    open(&mut seat, "twelve");
    seat.types("nnyn");
    open(&mut seat, "three-songs");
    assert!(begins(&seat), "the new answers count");
    let mut seat = with("2025-06-01 ynyn");
    assert!(open(&mut seat, "gentle-8").contains("Check with your doctor first"));
}

#[test]
fn the_questions_are_answered_again_from_the_page_the_library_and_the_options() {
    let mut seat = answered(SYMPTOMS);
    open(&mut seat, "twelve");
    seat.types("<down><enter>nnyn");
    assert!(seat.text(WIDE).contains("All routines are open"));
    seat.types("<enter>");
    assert!(begins(&seat));
    for door in ["<esc>2a", "<esc>o9"] {
        let mut seat = TestApp::with(0).keys(door);
        assert_eq!(seat.app.contexts()[0], Context::Readiness, "{door}");
        seat.types(SYMPTOMS);
        let stored = seat.stored();
        assert_eq!(
            stored.setting("readiness"),
            Some("2026-03-02 nyyn"),
            "{door}"
        );
        let narrow = seat.text((40, 15));
        let words: Vec<&str> = narrow.split_whitespace().collect();
        assert!(words.join(" ").contains("Call 112."), "{narrow}");
        seat.types("<enter>");
        assert!(seat.app.page.is_none());
        open(&mut seat, "twelve");
        assert!(!begins(&seat));
    }
}

/// All that Today offers, one after the other.
fn offered(mut seat: TestApp) -> Vec<String> {
    let mut ids = Vec::new();
    seat.types("<esc>1");
    if seat.app.is_rating() {
        seat.types("<esc>");
    }
    while let Some(suggestion) = &seat.app.tabs.today.suggestion {
        ids.push(suggestion.routine.id.clone());
        seat.types("s");
    }
    ids
}

#[test]
fn with_symptoms_today_suggests_easy_walking_the_chair_and_breathing_alone() {
    for days in [0, 120] {
        let ids = offered(answers(TestApp::with(days), SYMPTOMS));
        assert!(!ids.is_empty());
        assert!(ids.iter().all(|id| EASY.contains(&id.as_str())), "{ids:?}");
        let mut seat = answers(TestApp::with(days), SYMPTOMS);
        seat.types("<esc>1<esc>z");
        let Some(Page::Before(before)) = &seat.app.page else {
            panic!("the short one begins")
        };
        assert!(
            EASY.contains(&before.routine.id.as_str()),
            "{}",
            before.routine.id
        );
    }
}

#[test]
fn who_needs_to_sit_is_offered_sitting_and_lying_alone() {
    let mut seat = TestApp::with(0);
    seat.tell_change(said("about:limits", "seated"));
    let ids = offered(seat);
    assert!(!ids.is_empty());
    for id in ids {
        let mut positions = routine(&id).unwrap().positions.iter();
        let low = [Position::Seated, Position::Lying];
        assert!(positions.all(|position| low.contains(position)), "{id}");
    }
}

#[test]
fn a_seated_session_stays_seated_whatever_is_swapped_eased_or_hardened() {
    for limits in ["none", "seated"] {
        for id in ["start-seated", "chair-8"] {
            let mut seat = TestApp::with(0);
            seat.tell_change(said("about:limits", limits));
            open(&mut seat, id);
            seat.types("5n");
            while seat.app.playing().is_some() {
                for key in ["s", "h", "s", "e", "s", "h", "h", "s", "e", "e"] {
                    seat.types(key);
                    let playing = seat.app.playing().unwrap();
                    let step = playing.running.player.step().unwrap();
                    let seated = movement(&step.movement)
                        .is_none_or(|movement| movement.can_be(Position::Seated));
                    assert!(seated, "{id}: {}", step.movement);
                }
                seat.types("n");
            }
        }
    }
}

#[test]
fn a_swap_asks_for_nothing_that_is_not_at_hand() {
    for routine in firstline::content::routines::routines() {
        let kit = routine.equipment.join(", ");
        let mut seat = TestApp::with(0);
        open(&mut seat, &routine.id);
        seat.types("5n");
        for _ in 0..30 {
            let Some(playing) = seat.app.playing() else {
                break;
            };
            let Some(present) = movement(&playing.running.player.step().unwrap().movement) else {
                seat.types("n");
                continue;
            };
            for _ in 0..12 {
                seat.types("s");
                let playing = seat.app.playing().unwrap();
                let step = playing.running.player.step().unwrap();
                let other = movement(&step.movement).unwrap();
                let sits = routine.positions.contains(&Position::Seated);
                let missing = other.equipment.iter().find(|item| {
                    !(present.equipment.contains(item)
                        || kit.contains(item.as_str())
                        || sits && *item == "chair")
                });
                assert_eq!(
                    missing, None,
                    "{} for {} in {}",
                    other.id, present.id, routine.id
                );
            }
            seat.types("n");
        }
    }
}

#[test]
fn move_opens_with_a_routine_that_suits_and_marks_those_that_do_not() {
    let mut seat = TestApp::with(0);
    seat.tell_change(said("about:limits", "seated"));
    let shown = seat.keys("<esc>2");
    let entry = shown.app.tabs.library.entry().unwrap();
    let limits = Limits::of(&shown.stored());
    assert!(limits.allow(&entry.routine()), "{}", entry.title());
    let mut seat = answers(shown, SYMPTOMS).keys("<up><up><up><up>");
    let small = seat.text((80, 24));
    for why in [
        "x Please see a doctor before this one. Press a for",
        "safety questions.",
    ] {
        assert!(small.contains(why), "{small}");
    }
    let text = seat.text(WIDE);
    let marked = |title: &str| {
        let line = text.lines().find(|line| line.contains(title)).unwrap();
        line[..line.find('●').unwrap()].contains(" x ")
    };
    assert!(
        marked("Gentle full-body stretch") && !marked("Two minutes, seated"),
        "{text}"
    );
}

#[test]
fn an_activity_that_counts_up_is_a_door_as_well() {
    let mut seat = answered(SYMPTOMS).keys("<esc>2/soccer<enter><enter>");
    let page = seat.text(WIDE);
    assert!(page.contains(DOCTOR), "{page}");
    let seat = answered(SYMPTOMS).keys("<esc>2/breathing<enter><enter>");
    assert!(begins(&seat), "breathing stays open");
    let seat = TestApp::with(0).keys("<esc>2/run, about 8<enter><enter>");
    assert_eq!(seat.app.contexts()[0], Context::Readiness);
}

#[test]
fn a_session_left_running_goes_on_where_the_answers_leave_it_open() {
    let running = |id: &str| {
        let mut seat = answered("nnyn");
        open(&mut seat, id);
        seat.types("5n");
        seat.wait(3);
        seat.app.playing().unwrap().running.clone()
    };
    let offer = |letters: &str, id: &str| {
        let mut seat = answered(letters);
        let now = seat.events.now;
        seat.app.offer_resume(running(id), now);
        seat.text(WIDE)
    };
    let closed = offer(SYMPTOMS, "three-songs");
    assert!(
        closed.contains(DOCTOR) && closed.contains("Save the"),
        "{closed}"
    );
    assert!(!closed.contains("Resume"), "{closed}");
    let page = offer("ynyn", "three-songs");
    assert!(page.contains("Check with your doctor first"), "{page}");
    assert!(page.contains("Resume"), "{page}");
    let open = offer("nnyn", "three-songs");
    assert!(
        open.contains("Resume") && !open.contains("doctor"),
        "{open}"
    );
}

#[test]
fn the_page_is_whole_in_the_smallest_window() {
    let small = (40, 12);
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seat = answered(SYMPTOMS);
    open(&mut seat, "twelve");
    let page = words(seat.text(small));
    for part in [
        DOCTOR,
        "Call 112.",
        "See what fits now",
        "Answer the questions again",
    ] {
        assert!(page.contains(part), "{page}");
    }
    let mut seat = answered("nnyn");
    open(&mut seat, "three-songs");
    seat.types("5n");
    seat.wait(3);
    let running = seat.app.playing().unwrap().running.clone();
    let mut seat = answered(SYMPTOMS);
    let now = seat.events.now;
    seat.app.offer_resume(running, now);
    let page = words(seat.text(small));
    for part in [DOCTOR, "Call 112.", "Save the", "Discard"] {
        assert!(page.contains(part), "{page}");
    }
}

/// Runs a command with these lines typed.
fn typed(home: &Home, arguments: &[&str], lines: &str) -> (i32, String) {
    let ran = home.piped(arguments, lines.as_bytes());
    (ran.code, ran.out)
}

#[test]
fn the_command_line_keeps_to_the_answers_at_every_door() {
    let home = Home::new();
    let (_, told) = typed(&home, &["start", "--questions", "--plain"], "n\ny\ny\nn\n");
    assert!(
        told.contains(&format!("{DOCTOR}. What you answered")),
        "{told}"
    );
    assert!(told.contains("Call 112."), "{told}");
    for id in ["twelve", "three-songs", "soccer"] {
        let (code, told) = typed(&home, &["start", id, "--plain"], "1\n1\n1\n");
        assert!(
            told.contains(DOCTOR) && !told.contains("Start this routine"),
            "{told}"
        );
        assert!(told.contains("firstline routines list"), "{told}");
        assert_eq!(code, 0);
        let ran = home.run(&["start", id, "--plain"]);
        assert_eq!(
            (ran.code, ran.out.contains("Read this first")),
            (1, true),
            "{}",
            ran.out
        );
    }
    for seed in 0..20 {
        let seed = seed.to_string();
        for extra in [
            &["suggest", "--energy", "9"][..],
            &["suggest", "--minutes", "60"],
        ] {
            let found = home.json(&[extra, &["--seed", &seed, "--json"]].concat());
            assert!(
                EASY.contains(&found["routine"].as_str().unwrap()),
                "{found}"
            );
        }
    }
    let today = home.json(&["today", "--json"]);
    assert!(
        EASY.contains(&today["suggestion"]["routine"].as_str().unwrap()),
        "{today}"
    );
    let (_, told) = typed(&home, &["start", "--plain"], "\nq\n");
    let mut easy = EASY.iter().map(|id| &routine(id).unwrap().title);
    assert!(easy.any(|title| told.starts_with(title.as_str())), "{told}");
    for listed in home.json(&["routines", "list", "--json"])["routines"]
        .as_array()
        .unwrap()
    {
        let easy = EASY.contains(&listed["routine"].as_str().unwrap());
        assert_eq!(
            listed["opens"],
            if easy { "at_once" } else { "never" },
            "{listed}"
        );
        assert_eq!(listed["suggested"], easy, "{listed}");
    }
    let ran = home.run(&["routines", "list"]);
    assert!(
        ran.err.contains("firstline start --questions"),
        "{}",
        ran.err
    );
    let shown = home.done(&["routines", "show", "twelve"]);
    assert!(
        shown.contains("Please see a doctor before this one."),
        "{shown}"
    );
    home.done(&["log", "soccer", "30m"]);
}

#[test]
fn a_routine_of_ones_own_is_as_hard_as_its_steps() {
    let home = Home::new();
    let folder = home.path("data/routines");
    std::fs::create_dir_all(&folder).unwrap();
    let text = "title = \"Quick one\"\nintensity = \"gentle\"\n[[block]]\nstep = [\n  { move = \"seated_march\", \
                seconds = 60 },\n  { move = \"high_knees\", seconds = 10 },\n]\n";
    std::fs::write(folder.join("quick.toml"), text).unwrap();
    let list = home.json(&["routines", "show", "quick-one", "--json"]);
    assert_eq!(list["intensity"], "vigorous");
    assert_eq!(list["opens"], "after_questions");
    let ran = home.run(&["start", "quick-one", "--plain"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("before your first vigorous routine"),
        "{}",
        ran.out
    );
}

#[test]
fn with_symptoms_a_reminder_does_not_repeat_a_plan_made_before() {
    let home = Home::new();
    home.done(&["plan", "--minutes", "60", "--when", "after work, I run"]);
    assert!(home.done(&["remind"]).contains("after work, I run"));
    typed(&home, &["start", "--questions", "--plain"], "n\ny\ny\nn\n");
    let said = home.done(&["remind"]);
    assert!(said.contains("A few easy minutes"), "{said}");
}

#[test]
fn answers_stored_by_older_versions_are_read_by_the_same_table() {
    for (letters, moderate) in [
        ("ynnn", false),
        ("nnny", false),
        ("nnnn", true),
        ("nynn", false),
    ] {
        let setting = ("readiness".to_owned(), format!("2026-02-01 {letters}"));
        let limits = Limits::of(&Journal::default().with_settings([setting]));
        assert_eq!(
            limits.allow(routine("three-songs").unwrap()),
            moderate,
            "{letters}"
        );
    }
}
