//! What every screen shows, as text, at the sizes that matter; and, for some, in which styles.

use crate::test_app::{SIZES, TestApp, as_text as text, example, now};
use chrono::TimeDelta;
use firstline::app::Tab;
use firstline::config::GlyphChoice;
use firstline::domain::{
    Also, Change, CheckIn, Day, DayStart, IdMaker, Rating, Ratings, Session, Source,
};
use firstline::store::Store;
use firstline::widgets::theme::Theme;
use ratatui::style::Modifier;

/// What each tab begins with is looked at in the largest and the smallest windows, too.
const FIRST_VIEWS: [&str; 5] = [
    "today",
    "move-library",
    "history-trend",
    "insights",
    "learn",
];
const EXTREME_SIZES: [(u16, u16); 2] = [(160, 50), (40, 12)];

/// What a screen is looked at with.
#[derive(Clone, Copy, Debug)]
enum Fixture {
    Empty,
    FirstDay,
    HalfYear,
    Extremes,
}

impl Fixture {
    fn store(self) -> Store {
        match self {
            Self::Empty => example(0),
            Self::FirstDay => holding(vec![check_in(1, 0, 6, "", &[])]),
            Self::Extremes => holding(extremes()),
            Self::HalfYear => example(180),
        }
    }
}

fn holding(records: Vec<CheckIn>) -> Store {
    let mut store = example(0);
    let changes = records.into_iter().map(Change::save).collect();
    store.apply(&Change::Several(changes), now()).unwrap();
    store
}

fn check_in(number: u64, ago: i64, rating: u8, note: &str, tags: &[&str]) -> CheckIn {
    let at = now() - TimeDelta::days(ago) - TimeDelta::hours(2);
    let rating = Rating::new(rating);
    CheckIn {
        id: IdMaker::seeded(number).make(at),
        at,
        timed: true,
        day: Day::of(at.naive_local(), DayStart::default()),
        ratings: Ratings {
            mood: rating,
            energy: rating,
            calm: rating,
            sleep: rating,
            ..Ratings::default()
        },
        sleep_hours: Some(24.0),
        own: firstline::domain::OwnAnswers::default(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        note: note.to_owned(),
        source: Source::Typed,
        import: None,
        updated_at: at,
    }
}

/// Ratings at both ends, endless words, wide letters, ten years with a gap of nine.
fn extremes() -> Vec<CheckIn> {
    let long = "a very long note that goes on and on ".repeat(20);
    let wide = "歩く気分がいい 🙂 ".repeat(8);
    let tags = [
        "a-tag-that-is-as-long-as-a-sentence-and-then-some",
        "日本語のタグ",
        "x",
    ];
    let mut records = vec![check_in(1, 3650, 9, &long, &tags)];
    records.extend((0..60).map(|ago| {
        check_in(
            ago as u64 + 2,
            ago,
            if ago % 2 == 0 { 1 } else { 9 },
            if ago % 3 == 0 { &wide } else { &long },
            &tags,
        )
    }));
    records
}

fn seat(fixture: Fixture) -> TestApp {
    TestApp::over(fixture.store())
}

fn seat_at(fixture: Fixture, keys: &str, seconds: u64) -> TestApp {
    let mut seat = seat(fixture).keys(keys);
    seat.wait(seconds);
    seat
}

/// Every screen: a name, what it is looked at with, the keys that lead there, the seconds after.
const SCREENS: [(&str, Fixture, &str, u64); 60] = [
    ("today-empty", Fixture::Empty, "", 0),
    ("today", Fixture::HalfYear, "", 0),
    ("today-rating", Fixture::HalfYear, "75", 1),
    ("today-saved", Fixture::HalfYear, "7564<enter>", 1),
    ("today-yesterday", Fixture::HalfYear, "[6", 0),
    ("today-note", Fixture::HalfYear, "7nmet M.", 0),
    ("today-tags", Fixture::HalfYear, "7tou", 0),
    ("move-library", Fixture::HalfYear, "<esc>2", 10),
    ("move-search", Fixture::HalfYear, "<esc>2/yoga", 10),
    (
        "move-filter",
        Fixture::HalfYear,
        "<esc>2f<down><right><down>",
        10,
    ),
    (
        "move-before",
        Fixture::HalfYear,
        "<esc>2<down><down><enter>",
        0,
    ),
    ("player-ready", Fixture::HalfYear, "<esc>2<enter>5", 3),
    ("player-step", Fixture::HalfYear, "<esc>2<enter>5nnn", 4),
    (
        "player-stop",
        Fixture::HalfYear,
        "<esc>2<enter>5nnn<wait>q",
        0,
    ),
    ("after", Fixture::HalfYear, "<esc>2<enter>5", 131),
    ("log", Fixture::HalfYear, "<esc>l", 0),
    ("history-empty", Fixture::Empty, "<esc>3", 0),
    (
        "history-trend",
        Fixture::HalfYear,
        "<esc>3r<left><left>",
        10,
    ),
    ("history-year", Fixture::HalfYear, "<esc>3v<left><left>", 10),
    ("history-month", Fixture::HalfYear, "<esc>3vv<left><up>", 10),
    ("history-list", Fixture::HalfYear, "<esc>3vvv<down>", 10),
    ("history-tagging", Fixture::HalfYear, "<esc>3vvv jmtwo", 10),
    (
        "history-merging",
        Fixture::HalfYear,
        "<esc>3vvvjjjjjjjjjjjj<enter>m",
        10,
    ),
    (
        "history-picked",
        Fixture::HalfYear,
        "<esc>3vvv  <down>  d",
        10,
    ),
    (
        "history-compare",
        Fixture::HalfYear,
        "<esc>3rvvvv+<left>",
        10,
    ),
    (
        "history-sessions",
        Fixture::HalfYear,
        "<esc>3rvvvvv<left>",
        10,
    ),
    (
        "history-weeks",
        Fixture::HalfYear,
        "<esc>3rrvvvvvv<left>",
        10,
    ),
    ("history-search", Fixture::HalfYear, "<esc>3/garden", 10),
    (
        "history-found",
        Fixture::HalfYear,
        "<esc>3/garden<enter>n",
        10,
    ),
    ("history-tag", Fixture::HalfYear, "<esc>3vff<left>", 10),
    ("history-day", Fixture::HalfYear, "<esc>3<left><enter>", 10),
    ("learn", Fixture::HalfYear, "<esc><backtab>", 0),
    ("support", Fixture::HalfYear, "!", 0),
    ("insights-empty", Fixture::Empty, "<esc>4", 0),
    ("insights", Fixture::HalfYear, "<esc>4", 0),
    (
        "insights-how",
        Fixture::HalfYear,
        "<esc>4<down><down><enter>",
        0,
    ),
    ("insights-length", Fixture::HalfYear, "<esc>4<down>", 0),
    (
        "insights-effort",
        Fixture::HalfYear,
        "<esc>4<down><down>",
        0,
    ),
    ("insights-tags", Fixture::HalfYear, "<esc>4t", 0),
    ("player-help", Fixture::HalfYear, "<esc>2<enter>5n?", 0),
    (
        "insights-phq9",
        Fixture::HalfYear,
        "<esc>4<down><down><down><down><down>",
        0,
    ),
    ("history-scores", Fixture::HalfYear, "<esc>3Vr", 10),
    ("settings", Fixture::HalfYear, "<esc>,<down><down><down>", 0),
    (
        "move-readiness",
        Fixture::HalfYear,
        "<esc>2/twelve<enter><enter>y",
        0,
    ),
    (
        "move-readiness-outcome",
        Fixture::HalfYear,
        "<esc>2/twelve<enter><enter>nnnn",
        0,
    ),
    ("move-before-more", Fixture::HalfYear, "<esc>2<enter>a6", 0),
    (
        "player-stop-signs",
        Fixture::HalfYear,
        "<esc>2<enter>5nx",
        0,
    ),
    ("today-first-day", Fixture::FirstDay, "", 0),
    ("history-first-day", Fixture::FirstDay, "3", 10),
    ("today-extremes", Fixture::Extremes, "", 0),
    ("history-extremes", Fixture::Extremes, "3rrr", 10),
    ("history-year-extremes", Fixture::Extremes, "3v", 10),
    ("history-month-extremes", Fixture::Extremes, "3vv", 10),
    ("history-list-extremes", Fixture::Extremes, "3vvv", 10),
    (
        "history-compare-extremes",
        Fixture::Extremes,
        "3rrrrvvvvp",
        10,
    ),
    ("history-sessions-extremes", Fixture::Extremes, "3vvvvv", 10),
    (
        "history-weeks-extremes",
        Fixture::Extremes,
        "3rrrrvvvvvv",
        10,
    ),
    ("history-year-first-day", Fixture::FirstDay, "3v", 10),
    ("history-compare-first-day", Fixture::FirstDay, "3vvvv", 10),
    ("history-day-extremes", Fixture::Extremes, "3<enter>", 10),
];

#[test]
fn every_screen_at_every_size_and_every_tab_among_them() {
    let mut seen = Vec::new();
    for (name, fixture, keys, seconds) in SCREENS {
        let mut seat = seat_at(fixture, keys, seconds);
        seen.push(seat.app.tab);
        let is_first = FIRST_VIEWS.contains(&name);
        let more = EXTREME_SIZES.into_iter().filter(|_| is_first);
        for size in SIZES.into_iter().chain(more) {
            insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), seat.text(size));
        }
    }
    for tab in Tab::ALL {
        assert!(seen.contains(&tab), "{tab:?} has no snapshot");
    }
}

/// Whether a text has a time of day in 24 hours. Lengths such as 3:20 left aren't times of day.
fn has_plain_time(shown: &str) -> bool {
    let words: Vec<&str> = shown.split_whitespace().collect();
    words.iter().enumerate().any(|(place, word)| {
        let digits: Vec<char> = word.chars().collect();
        let is_time = matches!(digits[..], [a, b, ':', c, d]
            if [a, b, c, d].iter().all(char::is_ascii_digit));
        let half = words.get(place + 1).unwrap_or(&"");
        is_time && !half.starts_with("am") && !half.starts_with("pm")
    })
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn units_and_calendar_are_the_persons_on_every_screen() {
    const ELSEWHERE: &str = "distances = \"miles\"\nclock = \"12h\"\nweek_start = \"sunday\"\n";
    let store = || {
        let mut store = example(180);
        let changes = [("run_8", "Run, about 8 km/h", 3), ("walk_self", "Walk", 2)];
        let changes = changes.map(|(activity, title, hours)| {
            let start = now() - TimeDelta::hours(hours);
            Change::save(Session {
                activity: activity.to_owned(),
                title: title.to_owned(),
                distance_m: Some(5_000.0),
                before: Rating::new(5),
                after: Rating::new(6),
                id: IdMaker::seeded(hours as u64).make(start),
                start,
                timed: true,
                day: crate::test_app::day(),
                routine: None,
                active_seconds: 1200,
                planned_seconds: None,
                met: 8.5,
                effort: None,
                also: Also::default(),
                felt: None,
                complete: true,
                note: String::new(),
                source: Source::Typed,
                steps: Vec::new(),
                import: None,
                updated_at: start,
            })
        });
        store
            .apply(&Change::Several(changes.to_vec()), now())
            .unwrap();
        store
    };
    let (mut metric, mut plain) = (0, 0);
    let screens = SCREENS.into_iter().filter(|screen| {
        let is_timed = ["player", "after"]
            .iter()
            .any(|part| screen.0.starts_with(part));
        matches!(screen.1, Fixture::HalfYear) && !is_timed
    });
    let more = [
        ("today's day", Fixture::HalfYear, "<esc>3<enter>", 5),
        ("speeds", Fixture::HalfYear, "<esc>2/run, ab", 5),
        ("speed", Fixture::HalfYear, "<esc>2/run, ab<enter>", 5),
        ("logged", Fixture::HalfYear, "<esc>lrun, ab", 0),
        ("sessions", Fixture::HalfYear, "<esc>3vvvvv", 5),
    ];
    for (name, _, keys, seconds) in screens.chain(more) {
        let mut here = TestApp::configured(store(), "").keys(keys);
        let mut there = TestApp::configured(store(), ELSEWHERE).keys(keys);
        here.wait(seconds);
        there.wait(seconds);
        for size in SIZES {
            let (here, there) = (here.text(size), there.text(size));
            let is_metric = |shown: &str| shown.contains("km") && !name.starts_with("settings");
            metric += usize::from(is_metric(&here));
            // The lengths of steps in the library look like times.
            let has_lengths = name.starts_with("move") || name.starts_with("speed");
            plain += usize::from(!has_lengths && has_plain_time(&here));
            assert!(!is_metric(&there), "{name} in miles\n{there}");
            assert!(
                has_lengths || !has_plain_time(&there),
                "{name} with twelve hours\n{there}"
            );
        }
    }
    // What isn't there with the usual settings can't be missing.
    assert!(metric >= 6 && plain >= 10, "{metric} and {plain}");
}

#[test]
fn weeks_begin_on_the_persons_day_in_every_calendar() {
    let order = |shown: &str, one: &str, other: &str| {
        let (one, other) = (shown.find(one), shown.find(other));
        one.zip(other).is_some_and(|(one, other)| one < other)
    };
    for keys in ["<esc>3v", "<esc>3vv", "<esc>3vvvvvv"] {
        let shown = |config: &str| {
            let mut seat = TestApp::configured(example(180), config).keys(keys);
            seat.wait(5);
            let shown = seat.text((160, 50));
            // Below the header, which has today's date.
            shown.lines().skip(2).collect::<Vec<_>>().join("\n")
        };
        let usual = shown("");
        assert!(order(&usual, "Mon ", "Sat "), "{keys}\n{usual}");
        let saturday = shown("week_start = \"saturday\"");
        assert!(order(&saturday, "Sat ", "Sun "), "{keys}\n{saturday}");
        assert!(order(&saturday, "Sun ", "Mon "), "{keys}\n{saturday}");
    }
}

#[test]
fn help_lists_the_keys_of_where_one_is() {
    let mut seat = seat(Fixture::HalfYear).keys("?");
    insta::assert_snapshot!("help-80x24", seat.text((80, 24)));
    assert!(seat.text((80, 24)).contains("rate"));
}

#[test]
fn a_window_too_small_says_so_and_still_leads_to_support() {
    let mut seat = seat(Fixture::HalfYear);
    insta::assert_snapshot!("too-small-38x10", seat.text((38, 10)));
    let shown = seat.keys("!").text((38, 10));
    assert!(shown.contains("142") && shown.contains("112"), "{shown}");
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn ascii_is_ascii_throughout() {
    let theme = Theme::mono().with_glyphs(GlyphChoice::Ascii);
    // What people wrote stays as they wrote it; everything of ours is ASCII.
    for (name, fixture, keys, seconds) in SCREENS
        .into_iter()
        .filter(|screen| !matches!(screen.1, Fixture::Extremes))
    {
        let mut seat = seat_at(fixture, keys, seconds);
        let shown = text(&seat.buffer((100, 30), &theme));
        let odd: String = shown
            .chars()
            .filter(|character| !character.is_ascii())
            .collect();
        assert!(odd.is_empty(), "{name} shows {odd}\n{shown}");
    }
}

#[test]
fn without_colour_the_selection_is_still_plain_to_see() {
    let screens = [
        ("library", "<esc>2<down>", 4),
        ("list", "<esc>3vvv", 4),
        ("year", "<esc>3v<left>", 1),
        ("month", "<esc>3vv", 2),
    ];
    for (name, keys, least) in screens {
        let mut seat = seat_at(Fixture::HalfYear, keys, 10);
        let buffer = seat.buffer((80, 24), &Theme::mono());
        assert!(
            buffer
                .content
                .iter()
                .all(|cell| cell.fg == ratatui::style::Color::Reset),
            "{name} has colour"
        );
        let reversed = buffer
            .content
            .iter()
            .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
            .count();
        assert!(reversed >= least, "{name} shows no selection");
        assert!(text(&buffer).contains('›'), "{name} has no marker");
    }
}

/// The letters of a picture.
fn words(buffer: &ratatui::buffer::Buffer) -> String {
    let text = text(buffer);
    text.chars().filter(|sign| sign.is_alphabetic()).collect()
}

/// What the snapshots show in the terminal's own colours holds in every other theme: they differ in colour alone, but for
/// the charts of the history, which have digits where colours cannot be told apart.
#[test]
#[ignore = "long: .ci/run runs it"]
fn themes_change_colours_not_words() {
    for (name, fixture, keys, seconds) in SCREENS {
        let mut seat = seat_at(fixture, keys, seconds);
        let [terminal, mono, dark, light] = [
            Theme::terminal(),
            Theme::mono(),
            Theme::dark(),
            Theme::light(),
        ]
        .map(|theme| seat.buffer((80, 24), &theme));
        assert_eq!(text(&terminal), text(&mono), "{name}");
        assert_eq!(text(&dark), text(&light), "{name}");
        let has_columns = ["history-", "today", "after"];
        if has_columns.iter().any(|start| name.starts_with(start)) {
            assert_eq!(words(&terminal), words(&dark), "{name}");
        } else {
            assert_eq!(text(&terminal), text(&dark), "{name}");
        }
        assert!(
            mono.content
                .iter()
                .all(|cell| cell.fg == ratatui::style::Color::Reset),
            "{name} has colour"
        );
    }
}

#[test]
fn an_answer_is_told_by_digit_and_word_not_by_colour_alone() {
    let shown = seat(Fixture::Empty).keys("7").text((80, 24));
    assert!(shown.contains("▐7▌") && shown.contains("good"), "{shown}");
}

#[test]
fn each_estimate_of_insights_stands_with_its_interval_and_what_it_rests_on() {
    for card in 0..8 {
        let keys = format!("<esc>4{}", "<down>".repeat(card));
        let shown = seat(Fixture::HalfYear).keys(&keys).text((120, 40));
        assert!(shown.contains("●") && shown.contains("From "), "{shown}");
        let has_estimate = |line: &&str| {
            let plotted = line.split(['●', '○']).nth(1).unwrap_or_default();
            plotted.contains(|sign: char| sign.is_ascii_digit())
        };
        let estimates: Vec<&str> = shown.lines().filter(has_estimate).collect();
        assert!(!estimates.is_empty(), "{shown}");
        for line in estimates {
            assert!(line.contains(" to "), "{line}");
        }
    }
}

/// The number beside the bar of a row in the library is that of its card, which says how sure it is.
#[test]
fn each_lift_in_the_library_has_its_interval_on_the_card() {
    let mut seat = seat_at(Fixture::HalfYear, "<esc>2", 10);
    let mut looked_at = 0;
    for place in 0..seat.app.tabs.library.rows().len() {
        let title = seat.app.tabs.library.rows()[place].entry.title().to_owned();
        let shown = seat.text((120, 40));
        let row = shown
            .lines()
            .find(|line| line.contains(&format!("› {title}")));
        let row = row.unwrap_or_else(|| panic!("{title} is not chosen in\n{shown}"));
        let lift = row.split('│').next().unwrap().split_whitespace().last();
        if let Some(lift) = lift.filter(|lift| lift.starts_with(['+', '-'])) {
            let card = framed(&shown);
            let size = lift.trim_start_matches(['+', '-']);
            assert!(card.contains(&format!("about {size} points")), "{card}");
            assert!(
                card.contains("(likely ") && card.contains("sessions)"),
                "{card}"
            );
            looked_at += 1;
        }
        seat.types("<down>");
    }
    assert!(looked_at > 3, "only {looked_at} have a lift");
}

/// What stands in the frame, in one line.
fn framed(shown: &str) -> String {
    let inside = shown.lines().filter_map(|line| line.split('│').nth(1));
    let words = inside.flat_map(str::split_whitespace);
    words.collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn no_number_of_an_effect_is_shown_without_its_interval() {
    for (name, fixture, keys, seconds) in SCREENS {
        let shown = seat_at(fixture, keys, seconds).text((120, 40));
        if shown.contains("What your data says") || name.starts_with("move-") {
            // Insights and the list of the library: each has a test of its own.
            continue;
        }
        for word in ["higher", "lower", "on average over"] {
            assert!(!shown.contains(word), "{word} in\n{shown}");
        }
        // What is usual after an activity comes with its interval and its count.
        let signed = |four: &[u8]| matches!(four, [b'+' | b'-', a, b'.', b] if a.is_ascii_digit() && b.is_ascii_digit());
        let numbers = shown
            .as_bytes()
            .windows(4)
            .filter(|four| signed(four))
            .count();
        assert_eq!(
            numbers,
            3 * shown.matches("times)").count(),
            "an estimate and two ends in\n{shown}"
        );
    }
}
