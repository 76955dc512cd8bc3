//! Handmade tables in the shapes produced by spreadsheets.

use super::*;
use crate::domain::{Question, When};
use crate::import::cells::dates::Order;
use crate::import::columns::Mapping;
use crate::import::word_map::WordMap;
use crate::import::{ForeignCheckIn, ForeignSession, Start};
use proptest::prelude::*;

/// Options: columns, scales, words, date order.
type Said = [&'static str; 4];
const NOTHING: Said = ["", "", "", ""];

fn read_as(text: &str, said: Said) -> Result<Parsed, Refusal> {
    let [columns, scales, words, order] = said;
    let mut options = ReadOptions::for_tests();
    options.mapping = Mapping::parse(columns, scales).unwrap();
    options.words = WordMap::parse(words).unwrap();
    options.mapping.order = match order {
        "dmy" => Some(Order::DayFirst),
        "mdy" => Some(Order::MonthFirst),
        _ => None,
    };
    read_text(text, &options)
}

fn check_in(entry: &ForeignCheckIn) -> String {
    let mut words = vec![when(entry.when)];
    for question in Question::ALL {
        let rating = entry.ratings.get(question);
        words.extend(rating.map(|rating| format!("{} {rating}", question.key())));
    }
    words.extend(entry.sleep_hours.map(|hours| format!("slept {hours}")));
    words.extend(entry.tags.iter().map(|tag| format!("#{tag}")));
    words.extend(Some(entry.note.replace('\n', "/")).filter(|note| !note.is_empty()));
    words.join(", ")
}

fn when(when: When) -> String {
    if when.is_timed() {
        when.local().format("%Y-%m-%d %H:%M").to_string()
    } else {
        when.local().date().to_string()
    }
}

fn session(entry: &ForeignSession) -> String {
    let start = match entry.start {
        Start::Local(local) => when(local),
        Start::Instant(at) | Start::Utc(at) => at.format("%Y-%m-%d %H:%M %z").to_string(),
    };
    let meters = entry
        .distance_m
        .map_or(String::new(), |meters| format!(", {meters:.0} m"));
    format!("{start}, {} s of {}{meters}", entry.seconds, entry.activity)
}

/// All entries of a table, one per line.
fn lines(parsed: &Parsed) -> Vec<String> {
    let sessions = parsed.sessions.iter().map(session);
    parsed
        .check_ins
        .iter()
        .map(check_in)
        .chain(sessions)
        .collect()
}

#[test]
fn tables_in_many_languages_and_shapes_are_read() {
    for (text, said, expected) in [
        (
            "Date;Humeur (0-10);Heures de sommeil;Étiquettes;Remarque\n13/02/2026;5;7,5;pluie|bus;bof\n",
            NOTHING,
            &["2026-02-13, mood 5, slept 7.5, #pluie, #bus, bof"][..],
        ),
        (
            "Dzień;Nastrój /10;Godziny snu\n25.02.2026;10;6\n26.02.2026;1;7,25\n",
            NOTHING,
            &[
                "2026-02-25, mood 9, slept 6",
                "2026-02-26, mood 1, slept 7.25",
            ],
        ),
        (
            "Date,Sleep Quality (1-5),Sleep\n2026-02-01,4,7:30\n2026-02-02,5,8:00\n",
            NOTHING,
            &[
                "2026-02-01, sleep 7, slept 7.5",
                "2026-02-02, sleep 9, slept 8",
            ],
        ),
        (
            "Diary of A.;;;\nexported 01.03.2026;;;\n;;;\nDatum;Stimmung;Notiz;\n14.02.2026;7;x;\n",
            NOTHING,
            &["2026-02-14, mood 7, x"],
        ),
        (
            "Moods\n\nDate,Mood\n2026-02-14,7\n\nWorkouts\n\nDate,Activity,Minutes\n2026-02-14,Run,30\n",
            NOTHING,
            &["2026-02-14, mood 7", "2026-02-14, 1800 s of jog"],
        ),
        (
            "Bed,Up,Mood\n2026-02-13 23:00,2026-02-14 06:30,7\n",
            ["sleep_start=Bed,sleep_end=Up,mood=Mood", "", "", ""],
            &["2026-02-14 06:30, mood 7, slept 7.5"],
        ),
        (
            "Date,Coffee,Alcohol\n2026-02-14,x,\n2026-02-15,,yes\n",
            ["tag=Coffee,tag=Alcohol", "", "", ""],
            &["2026-02-14, #Coffee", "2026-02-15, #Alcohol"],
        ),
        (
            "Date,Mood\n2026-02-14,-1\n2026-02-15,0\n",
            ["", "mood=-1..1", "", ""],
            &["2026-02-14, mood 1", "2026-02-15, mood 5"],
        ),
        (
            "day,time,mood,weather\n2026-02-14,00:15,4,sun\n",
            NOTHING,
            &["2026-02-15 00:15, mood 4"],
        ),
        (
            "[{\"startDate\":\"2026-02-14T10:00:00Z\",\"moodScore\":71,\"labels\":[\"a\",\"b\"]}]",
            NOTHING,
            &["2026-02-14 11:00, mood 7, #a, #b"],
        ),
    ] {
        let parsed = read_as(text, said).unwrap();
        assert_eq!(lines(&parsed), expected, "{text}");
        assert!(parsed.rejected.is_empty(), "{:?}", parsed.rejected);
    }
}

#[test]
fn starts_ends_zones_and_lengths_are_read_together() {
    for (text, expected) in [
        (
            "Date,Start,End,Activity\n2026-02-01,23:30,00:15,Run\n2026-02-02,10:00,10:40,Yoga\n",
            &[
                "2026-02-01 23:30, 2700 s of jog",
                "2026-02-02 10:00, 2400 s of yoga",
            ][..],
        ),
        (
            "Start,End,Activity,Duration\n2026-02-01 10:00,2026-02-01 11:00,Run,3300\n",
            &["2026-02-01 10:00, 3300 s of jog"],
        ),
        (
            "Start,Time Zone,Activity,Minutes\n2026-02-14 18:05,UTC-04:00,Run,30\n",
            &["2026-02-14 18:05 -0400, 1800 s of jog"],
        ),
        (
            "Start,End,Activity\n3/1/2026 07:00,3/1/2026 07:30,Run\n2/25/2026 07:00,2/25/2026 07:30,Run\n",
            &[
                "2026-03-01 07:00, 1800 s of jog",
                "2026-02-25 07:00, 1800 s of jog",
            ],
        ),
        (
            "Data;Ora;Attività;Durata;Distanza\n14/02/2026;18:05;Corsa;31:26;5,2\n",
            &["2026-02-14 18:05, 1886 s of jog, 5200 m"],
        ),
        (
            "Date,Activity,Minutes,Miles\n2026-02-14,Kajak,30,3\n",
            &["2026-02-14, 1800 s of kajak, 4828 m"],
        ),
    ] {
        assert_eq!(lines(&read_as(text, NOTHING).unwrap()), expected, "{text}");
    }
}

#[test]
fn other_shapes_and_headers_of_more_languages_are_read() {
    for (text, expected) in [
        (
            "My year,,\nMetric,2026-02-13,2026-02-14\nMood,7,9\nNotes,,sun\n",
            &["2026-02-13, mood 7", "2026-02-14, mood 9, sun"][..],
        ),
        (
            "Date,Mood (1-9)\n46054,7\n46055.5,3\n",
            &["2026-02-01, mood 7", "2026-02-02 12:00, mood 3"],
        ),
        (
            "{\"2026-02-13\":{\"mood\":7},\"2026-02-14\":{\"mood\":9}}",
            &["2026-02-13, mood 7", "2026-02-14, mood 9"],
        ),
        (
            "Datum;Humör (1-9);Sömn (timmar);Anteckningar\n2026-02-14;7;7;bra\n",
            &["2026-02-14, mood 7, slept 7, bra"],
        ),
        (
            "日付,気分,睡眠時間,メモ\n2026年2月14日,7,7.5,晴れ\n",
            &["2026-02-14, mood 7, slept 7.5, 晴れ"],
        ),
        (
            "Date,Mood (1-9),Hours of sleep\n2026-02-14,7,7\n",
            &["2026-02-14, mood 7, slept 7"],
        ),
        (
            "Date,Bedtime,Wake time,Mood (1-9)\n2026-02-14,23:30,07:00,7\n",
            &["2026-02-14, mood 7"],
        ),
        (
            "Bedtime,Wake time,Mood (1-9)\n2026-02-13 23:30,2026-02-14 07:00,7\n",
            &["2026-02-14 07:00, mood 7, slept 7.5"],
        ),
        (
            "Date,Activity,Minutes\n2026-02-13,Run,30\nWeek total,,30\nTotal,,30\n",
            &["2026-02-13, 1800 s of jog"],
        ),
        (
            "Date,Exercise,Mood (1-9)\n2026-02-13,yes,7\n2026-02-14,no,3\n",
            &["2026-02-13, mood 7", "2026-02-14, mood 3"],
        ),
        (
            "Year,Month,Day,Mood (1-9)\n2026,2,13,7\n2026,Feb,14,3\n",
            &["2026-02-13, mood 7", "2026-02-14, mood 3"],
        ),
        (
            "日付,運動,時間（分）,距離(km)\n2026/2/13,Yoga,20,\n",
            &["2026-02-13, 1200 s of yoga"],
        ),
        (
            "Date,Activity,Duration\n2026-02-13,Run,45'\n2026-02-14,Run,1h\n",
            &["2026-02-13, 2700 s of jog", "2026-02-14, 3600 s of jog"],
        ),
        (
            "{\"data\":{\"tags\":[{\"id\":1,\"name\":\"x\"}],\"entries\":[{\"date\":\"2026-02-14\",\"mood\":7}]}}",
            &["2026-02-14, mood 7"],
        ),
        (
            "{\"moods\":[{\"date\":\"2026-02-13\",\"mood\":7}],\"runs\":[{\"date\":\"2026-02-14\",\"activity\":\"run\",\"minutes\":30}]}",
            &["2026-02-13, mood 7", "2026-02-14, 1800 s of jog"],
        ),
        (
            "Date;Activity;Duration;Distance (m)\n2026-02-14;Run;PT1H10M;12,500\n",
            &["2026-02-14, 4200 s of jog, 12500 m"],
        ),
    ] {
        assert_eq!(lines(&read_as(text, NOTHING).unwrap()), expected, "{text}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_asked_for() {
    for (text, said, parts) in [
        (
            "Item,Price,Shop\nTea,3,A\n",
            NOTHING,
            &["\"Item\", \"Price\", \"Shop\"", "day="][..],
        ),
        (
            "Date,Price\n2026-02-01,3\n",
            NOTHING,
            &["(\"Date\")", "\"Price\"", "--columns"],
        ),
        (
            "Date,Mood\n3/1/2026,7\n",
            NOTHING,
            &["March 1", "January 3", "mdy", "dmy"],
        ),
        (
            "Date,Mood\n25/02/2026,7\n02/27/2026,8\n",
            NOTHING,
            &["line 2", "line 3", "skipped"],
        ),
        (
            "Date,Mood\n2026-02-01,4\n",
            NOTHING,
            &["mood=1-5", "mood=1-9"],
        ),
        (
            "Date,Sleep\n2026-02-01,4\n",
            NOTHING,
            &["sleep_hours=Sleep", "sleep=1-5"],
        ),
        (
            "Date,Run,Duration\n2026-02-01,Run,1886\n",
            ["activity=Run", "", "", ""],
            &["1886", "seconds=Duration"],
        ),
        (
            "Date,Activity,Time\n2026-02-01,Run,5:30\n",
            NOTHING,
            &["h_mm=Time", "m_ss=Time", "time=Time"],
        ),
        (
            "Date,Visit,Mood\n2026-02-01,2026-02-03,7\n",
            NOTHING,
            &["\"Date\" and \"Visit\"", "day=Date"],
        ),
        (
            "Date,Mood\n2026-02-01,Determined\n",
            NOTHING,
            &["\"Determined\" (1 row)", "--map"],
        ),
        (
            "Date,Mood Score\n2026-02-01,7\n",
            ["mood=Mood Skore", "", "", ""],
            &["did you mean \"Mood Score\""],
        ),
        (
            "Week of,Activity,Minutes\n2026-02-02,Run,150\n",
            NOTHING,
            &["\"Week of\"", "day=…"],
        ),
        (
            "Date,Activity\n2026-02-01,Run\n",
            NOTHING,
            &["--minutes 45"],
        ),
        (
            "Date,Duration\n2026-02-01,30 min\n",
            NOTHING,
            &["--activity run", "activity="],
        ),
    ] {
        let why = read_as(text, said).unwrap_err().to_string();
        assert!(parts.iter().all(|part| why.contains(part)), "{text}: {why}");
    }
}

#[test]
fn other_columns_of_dates_stand_back_where_they_say_so_or_agree() {
    for text in [
        "Created,Date,Updated,Mood\n2026-02-04,2026-02-03,2026-02-05,7\n",
        "Date,Date and time,Mood\n2026-02-03,2026-02-03 10:00,7\n",
        "Created at,Mood\n2026-02-04 10:00,7\n",
    ] {
        let parsed = read_as(text, NOTHING).unwrap();
        assert_eq!(parsed.check_ins.len(), 1, "{text}");
    }
}

#[test]
fn parts_that_are_not_used_are_named() {
    let text = "Date,Mood\n2026-02-14,7\n\nItem,Price\nTea,3\nMilk,2\n";
    let parsed = read_as(text, NOTHING).unwrap();
    assert_eq!(parsed.check_ins.len(), 1);
    assert_eq!(parsed.warnings, ["the part from line 4 on isn't used"]);
}

proptest! {
    #[test]
    fn any_table_is_read_or_refused_in_a_sentence(
        text in "((Date|Mood|Sleep|Time|Start|End|Zone|Activity|[a-z]{0,3})[,;]){1,5}\n(([0-9/:. -]{0,12}|Run|good|x)[,;\n]){0,30}",
        said in "(day|mood|minutes|tag|note|zone)=[A-Z]?[a-z]{0,4}",
    ) {
        if let Err(why) = read_as(&text, NOTHING) {
            prop_assert!(!why.to_string().is_empty());
        }
        let mut options = ReadOptions::for_tests();
        options.mapping = Mapping::parse(&said, "").unwrap_or_default();
        let _ = read_text(&text, &options);
    }
}
