//! Tables that can be read in more than one way, settled on the import screen: asked, answered, changed by keys, and
//! known for the next table of the same kind.

use crate::bringing::Bench;

/// Dates that can be read in two ways.
const TWO_WAYS: &str = "Date,Mood\n1/2/2026,7\n1/3/2026,8\n";

fn days(bench: &Bench) -> Vec<String> {
    let stored = bench.seat.stored();
    let days = stored.check_ins().iter();
    days.map(|record| record.day.to_string()).collect()
}

#[test]
fn an_order_of_dates_is_asked_once_and_known_for_the_next_table_of_its_kind() {
    let mut bench = Bench::new()
        .with("a.csv", TWO_WAYS)
        .with("b.csv", "date,MOOD\n2/2/2026,7\n2/3/2026,8\n");
    bench
        .keys("<esc>i<enter>")
        .sees("a.csv")
        .sees("\"1/2/2026\" (line 2) can be January 2 or February 1, 2026")
        .sees("The day comes first: February 1, 2026")
        .sees("The month comes first: January 2, 2026");
    bench.snapshots("question");
    bench.keys("<esc>").sees("~/Downloads");
    assert!(bench.seat.stored().is_empty(), "escape leaves nothing");
    assert_eq!(
        bench.seat.runner.store.setting("tables:settled").unwrap(),
        None
    );
    bench
        .keys("<enter><down><enter>")
        .sees("Ready to import 2 entries, from Jan 2, 2026 to Jan 3, 2026.")
        .sees("by name; month first")
        .sees("mood: read as 1 to 9");
    assert!(bench.seat.stored().is_empty());
    bench.keys("<enter>").sees("Imported 2 entries");
    assert_eq!(days(&bench), ["2026-01-02", "2026-01-03"]);
    bench
        .keys("<enter>i<down><enter>")
        .sees("read as you settled for the last table with these columns")
        .keys("<enter>")
        .sees("Imported 2 entries, from Feb 2, 2026 to Feb 3, 2026.");
    // What was settled goes with its import.
    bench.keys("u<esc><enter>").sees("Which comes first?");
}

#[test]
fn every_column_can_be_given_another_role_before_anything_is_written() {
    let table = "Date,Mood,Feeling well,Weather\n2026-01-05,3,8,rain\n2026-01-06,2,9,sun\n";
    let mut bench = Bench::new().with("a.csv", table);
    bench
        .keys("<esc>i<enter>")
        .sees("The moods go from 2 to 3.")
        .keys("<esc>")
        .keys("<enter><enter>")
        .sees("Ready to import 2 entries")
        .sees("Weather")
        .sees("not used");
    bench.snapshots("columns");
    // The line under the cursor can be a file, which cannot be changed.
    bench
        .keys("e")
        .sees("Select a column or an unknown activity to change it.");
    bench
        .keys("<down><down><down><right>")
        .sees("What is the column \"Feeling well\"?")
        .keys("<esc>")
        .sees("Feeling well: not used. First rows: 8, 9.");
    choose(&mut bench, "e", "mood");
    bench.sees("as you said; 1 to 9");
    bench.keys("<down>");
    choose(&mut bench, "e", "note");
    bench.keys("<enter>").sees("Imported 2 entries");
    let stored = bench.seat.stored();
    let first = stored.check_ins().first().unwrap();
    assert_eq!(first.note, "rain");
    assert_eq!(
        first.ratings.mood.map(firstline::domain::Rating::get),
        Some(8)
    );
}

/// Presses a key that asks, finds the reply that begins with `words`, and takes it.
fn choose(bench: &mut Bench, key: &str, words: &str) {
    bench.keys(key).keys("/").keys(words);
    let cursor = bench.text();
    let row = cursor
        .lines()
        .find(|row| row.contains('›'))
        .unwrap_or_default();
    assert!(
        row.trim_matches(['│', '›', ' ']).starts_with(words),
        "{words} is not among\n{cursor}"
    );
    bench.keys("<enter>");
}

#[test]
fn a_scale_that_was_taken_for_granted_can_be_another() {
    let table = "Date,Mood\n2026-01-05,3\n2026-01-06,7\n";
    let mut bench = Bench::new().with("a.csv", table);
    bench
        .keys("<esc>i<enter><down><down>")
        .sees("mood: read as 1 to 9");
    choose(&mut bench, "e", "mood: 1 is worst, 7 is best");
    bench.sees("as you said; 1 to 7").keys("<enter>");
    let moods: Vec<_> = bench
        .seat
        .stored()
        .check_ins()
        .iter()
        .map(|record| record.ratings.mood.map(firstline::domain::Rating::get))
        .collect();
    assert_eq!(moods, [Some(4), Some(9)]);
}

#[test]
fn an_unknown_sport_is_named_for_all_of_its_sessions_and_later_ones() {
    let table = "Date,Sport,Minutes\n2026-01-05,Pogo,30\n2026-01-06,Pogo,40\n2026-01-07,Yoga,20\n";
    let later = "Date,Sport,Minutes\n2026-01-08,Pogo,25\n2026-01-09,Zumbaflow,20\n";
    let mut bench = Bench::new().with("a.csv", table).with("b.csv", later);
    bench
        .keys("<esc>i<enter>")
        .sees("pogo (2 sessions) isn't known, saved as text with MET 3.0")
        .keys("<down><down><down><down>")
        .sees("Press e to say what it is.");
    choose(&mut bench, "e", "Jump rope");
    assert!(!bench.text().contains("isn't known"), "{}", bench.text());
    bench.keys("<enter>").sees("Imported 3 entries");
    let named = |bench: &Bench, id: &str| {
        let stored = bench.seat.stored();
        stored
            .sessions()
            .iter()
            .filter(|session| session.activity == id)
            .count()
    };
    assert_eq!(named(&bench, "skip"), 2);
    bench
        .keys("<enter>i<down><enter><enter>")
        .sees("Imported 2 entries");
    assert_eq!(named(&bench, "skip"), 3);
    // The other is named afterwards, from the list of imports.
    bench
        .keys("ie")
        .sees("firstline doesn't know these activities")
        .sees("zumbaflow")
        .sees("1 session");
    bench.snapshots("unknown");
    bench
        .keys("<enter>")
        .sees("Which activity is \"zumbaflow\"?");
    bench.keys("<esc>");
    choose(&mut bench, "<enter>", "Dance at home");
    bench
        .sees("Changed: 1 session.")
        .sees("Every imported activity is one that firstline knows.");
    assert_eq!(named(&bench, "zumbaflow"), 0);
    bench.keys("u");
    assert_eq!(named(&bench, "zumbaflow"), 1);
}

#[test]
fn sessions_of_a_sport_can_be_skipped() {
    let table = "Date,Sport,Minutes\n2026-01-05,Pogo,30\n2026-01-07,Yoga,20\n";
    let mut bench = Bench::new().with("a.csv", table);
    bench.keys("<esc>i<enter><down><down><down><down>");
    choose(&mut bench, "e", "Skip these sessions");
    bench
        .sees("Ready to import 1 entry")
        .sees("skipped: rows you chose to skip (1)");
}

#[test]
fn whatever_is_refused_in_a_shell_is_asked_here_with_replies_that_settle_it() {
    for (text, question, replies) in [
        (
            "Item,Price\nx 2026-01-01,2026-01-02 x\ny,z\n",
            "No column looks like a day. Which one is it?",
            &[][..],
        ),
        (
            "Date,Steps\n2026-01-01,3\n2026-01-02,4\n",
            "Which column do you want to keep?",
            &["\"Steps\"", "energy", "1 is worst, 5 is best"],
        ),
        (
            "Date,Mood\n25/02/2026,7\n02/27/2026,8\n",
            "Which is right? Rows that don't fit are skipped.",
            &["The day comes first"],
        ),
        (
            "Date,Mood\n2026-01-01,4\n2026-01-02,5\n",
            "The moods go from 4 to 5. What are the worst and the best value?",
            &["5 is worst, 1 is best"],
        ),
        (
            "Date,Sleep\n2026-01-01,4\n2026-01-02,5\n",
            "\"Sleep\" goes from 4 to 5. What is it?",
            &["Hours of sleep"],
        ),
        (
            "Date,Sport,Duration\n2026-01-01,Run,1886\n2026-01-02,Run,1800\n",
            "\"Duration\" has numbers without a unit, like 1886. What are they?",
            &["Seconds (1886 is 31 min)"],
        ),
        (
            "Date,Sport,Duration\n2026-01-01,Run,5:30\n2026-01-02,Run,6:10\n",
            "\"5:30\" in \"Duration\" can be 5 h 30 min or 5 min 30 s. Which is it?",
            &["5 min 30 s"],
        ),
        (
            "Date,Visit,Mood\n2026-01-01,2026-02-01,7\n2026-01-02,2026-02-03,8\n",
            "\"Date\" and \"Visit\" can both be the day. Which is it?",
            &["\"Visit\""],
        ),
        (
            "Date,Sport\n2026-01-01,Run\n2026-01-02,Yoga\n",
            "It says what you did but not for how long. How long was it?",
            &["45 minutes each"],
        ),
        (
            "Date,Duration\n2026-01-01,0:20:00\n2026-01-02,0:30:00\n",
            "Nothing in it names the activity. What was it?",
            &["Yoga"],
        ),
        (
            "workout name,date,set order,exercise name,weight,reps\nA,2026-01-05 10:00:00,1,Squat,60,5\n",
            "It says what you did but not for how long. How long was it?",
            &["30 minutes each"],
        ),
    ] {
        let mut bench = Bench::new().with("a.csv", text);
        bench.keys("<esc>i<enter>").sees(question);
        for reply in replies {
            choose(&mut bench, "", reply);
        }
        if !replies.is_empty() {
            bench.sees("Ready to import");
        }
        assert!(bench.seat.stored().is_empty());
    }
}

#[test]
fn a_file_that_would_have_to_be_asked_about_can_be_skipped_beside_others() {
    let mut bench = Bench::new()
        .with("a.csv", TWO_WAYS)
        .with("b.csv", "day,mood\n2026-01-05,5\n");
    bench.keys("<esc>i  g").sees("Which comes first?");
    choose(&mut bench, "", "Skip this file");
    bench
        .sees("Ready to import 1 entry, of Jan 5, 2026.")
        .sees("skipped, as you said")
        .keys("<enter>")
        .sees("Imported 1 entry");
}

#[test]
fn what_was_skipped_and_taken_for_granted_is_told_after_the_import_too() {
    let table = "Date,Mood,Weather\n2026-01-05,6,rain\n2026-01-06,9,sun\n??,8,sun\n";
    let mut bench = Bench::new().with("a.csv", table);
    bench
        .keys("<esc>i<enter><enter>")
        .sees("Imported 2 entries")
        .sees("mood: read as 1 to 9")
        .sees("Weather")
        .sees("not used")
        .sees("line 4: Date is \"??\", expected a date");
    bench.snapshots("told");
}

#[cfg(unix)]
#[test]
fn a_terminal_asks_too_and_takes_a_number_or_a_name() {
    use crate::real_terminal::Screen;
    use crate::support::Home;
    let home = Home::new();
    let table = "Date,Duration\n1/2/2026,0:20:00\n1/3/2026,0:30:00\n";
    std::fs::write(home.path("a.csv"), table).unwrap();
    let refused = home.run(&["import", "a.csv"]);
    assert!(
        refused
            .err
            .contains("--date-format mdy or --date-format dmy")
    );
    let file = home.path("a.csv").to_string_lossy().into_owned();
    let mut screen = Screen::open(&home, &["import", &file], (100, 40), &[]);
    screen.shows("Which comes first?");
    screen.shows("2  The month comes first: January 2, 2026");
    screen.keys("7\r");
    screen.shows("That isn't one of them.");
    screen.keys("2\r");
    screen.shows("What was it?");
    screen.keys("jump rope\r");
    screen.shows("month first");
    screen.shows("Import this? [y/N]");
    assert!(
        !home.everything().contains("2026-01-02"),
        "nothing is written before it"
    );
    screen.keys("y\r");
    screen.shows("2 added");
    assert_eq!(screen.ended(), 0);
    assert!(home.everything().contains("\"activity\": \"skip\""));
    // The answers hold for the next table of this kind, without a terminal too.
    std::fs::write(
        home.path("b.csv"),
        "date,duration\n2/2/2026,0:20:00\n2/3/2026,0:30:00\n",
    )
    .unwrap();
    assert_eq!(home.json(&["import", "b.csv", "--json"])["added"], 2);
}
