//! Pitfalls in other programs' files that are not covered by the tests of their readers.

use super::*;
use crate::import::{Start, sniff};
use std::io::Cursor;

fn read(text: &str) -> Result<Parsed, Refusal> {
    read_with(text, &ReadOptions::for_tests())
}

fn read_with(text: &str, options: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let format = sniff::format(text.as_bytes()).unwrap();
    format.read(&mut Cursor::new(text.as_bytes()), options)
}

/// Formats sessions as `start, seconds, activity, meters`.
fn sessions(parsed: &Parsed) -> Vec<String> {
    let told = parsed.sessions.iter().map(|entry| {
        let start = match entry.start {
            Start::Local(when) => when.local().format("%m-%d %H:%M").to_string(),
            Start::Instant(at) | Start::Utc(at) => at.to_utc().format("%m-%d %H:%MZ").to_string(),
        };
        let meters = entry.distance_m.unwrap_or_default();
        format!("{start} {} {} {meters:.0}", entry.seconds, entry.activity)
    });
    told.collect()
}

#[test]
fn swims_are_in_meters_whatever_they_are_called() {
    let header = "Activity Type,Date,Title,Distance,Time,Elapsed Time\n";
    let text = format!(
        "{header}Pool Swim,2026-02-10 09:00:00,A,800,00:25:40,00:27:00\nCompetitive Swim,2026-02-11 09:00:00,B,\"1,500\",--,00:31:00\nRunning,2026-02-12 09:00:00,C,5.1,31:08,00:32:00\n"
    );
    assert_eq!(
        sessions(&read(&text).unwrap()),
        [
            "02-10 09:00 1540 swim_laps 800",
            "02-11 09:00 1860 competitive swim 1500",
            "02-12 09:00 1868 jog 5100"
        ]
    );
}

#[test]
fn tables_that_a_spreadsheet_saved_again_show_the_order_of_their_dates() {
    let header = "Activity Type,Date,Distance,Time\n";
    let rows = "Running,2/25/2026 9:00,5.1,0:31:08\nRunning,3/1/2026 9:00,5.1,0:31:08\n";
    assert_eq!(
        sessions(&read(&format!("{header}{rows}")).unwrap()),
        ["02-25 09:00 1868 jog 5100", "03-01 09:00 1868 jog 5100"]
    );
    let why = read(&format!("{header}Running,1/3/2026 9:00,5.1,0:31:08\n")).unwrap_err();
    assert!(why.to_string().contains("--date-format mdy"), "{why}");
}

#[test]
fn habits_are_tags_and_ratings_are_none() {
    let habits = "Date,Read,Run\n2026-02-17,2,0\n2026-02-16,1,2\n";
    let parsed = read(habits).unwrap();
    assert_eq!(parsed.check_ins.len(), 2);
    assert_eq!(parsed.check_ins[0].tags, ["Read"]);
    for text in [
        "Date,Mood\n2026-02-14,-1\n2026-02-15,1\n",
        "Date,Steps,Cups\n2026-02-15,12000,3\n2026-02-14,9000,2\n",
    ] {
        assert_ne!(
            sniff::format(text.as_bytes()).unwrap().name,
            "a Loop Habits export"
        );
    }
}

#[test]
fn what_no_real_export_has_shown_is_said() {
    let night = "<Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" startDate=\"2026-02-10 23:00:00 +0100\" endDate=\"2026-02-11 06:00:00 +0100\" value=\"HKCategoryValueSleepAnalysisAsleepCore\"/>";
    let text = format!("<HealthData>{night}<StateOfMind valence=\"0.4\"/></HealthData>");
    let parsed = read(&text).unwrap();
    assert_eq!(parsed.left_out.len(), 1);
    assert!(parsed.left_out[0].0.starts_with("State of Mind"));
    let journal = "Cycle start time,Cycle timezone,Question text,Answered yes\n2026-02-16,UTC+01:00,Coffee,true\n";
    assert!(matches!(read(journal), Err(Refusal::Empty(_))));
}

#[test]
fn columns_named_as_ours_in_another_writing_are_somebody_elses() {
    for (text, is_own) in [
        ("day,mood\n2026-02-14,4\n", true),
        ("start,activity,minutes\n2026-02-14,yoga,30\n", true),
        ("Day,Mood\n2026-02-14,4\n", false),
        ("Start,End,Activity\n2026-02-14,2026-02-14,Run\n", false),
        ("day,mood,weather\n2026-02-14,4,sun\n", false),
    ] {
        let format = sniff::format(text.as_bytes()).unwrap();
        assert_eq!(
            format.name == "a table of check-ins or sessions",
            is_own,
            "{text}"
        );
    }
}
