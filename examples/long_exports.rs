//! Writes exports as long as people have them, to measure imports by: `cargo run --release --example long_exports --
//! KIND FILE NUMBER`. The kinds: `health` and `health-zip`, an Apple Health export of so many MB, as XML or as the zip
//! it comes in; `daylio`, a diary of so many years, five entries a day; `table` and `workbook`, a table of one's own of
//! so many rows, as CSV or as Excel has it; `strava`, the zip of so many activities, each with its track.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};
use fastrand::Rng;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Error, Result, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let usage = || {
        Error::other(
            "write: health FILE MB, health-zip FILE MB, daylio FILE YEARS, table FILE ROWS, \
             workbook FILE ROWS, or strava FILE ACTIVITIES",
        )
    };
    let [what, name, number] = words.as_slice() else {
        return Err(usage());
    };
    let number: u64 = number.parse().map_err(|_| usage())?;
    let out = BufWriter::new(File::create(name)?);
    match what.as_str() {
        "health-zip" => zipped(out, number * MB),
        "health" => health(out, number * MB),
        "daylio" => daylio(out, number),
        "table" => table(out, number),
        "workbook" => workbook(out, number),
        "strava" => strava(out, number),
        _ => Err(usage()),
    }
}

const MB: u64 = 1_000_000;

/// The first lines of a real export; its DTD is longer, and of the same kind.
const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT ExportDate EMPTY>
<!ATTLIST ExportDate
  value CDATA #REQUIRED
>
<!ELEMENT Record ((MetadataEntry|HeartRateVariabilityMetadataList)*)>
<!ATTLIST Record
  type          CDATA #REQUIRED
  unit          CDATA #IMPLIED
  value         CDATA #IMPLIED
  sourceName    CDATA #REQUIRED
  startDate     CDATA #REQUIRED
  endDate       CDATA #REQUIRED
>
]>
<HealthData locale="de_AT">
 <ExportDate value="2026-01-02 10:44:16 +0100"/>
 <Me HKCharacteristicTypeIdentifierDateOfBirth="" HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet"/>
"#;

const DEVICE: &str = r#"sourceName="Watch" sourceVersion="9.4" device="&lt;&lt;HKDevice: 0x2821a5860&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,1, software:9.4&gt;""#;

fn first_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).unwrap_or_default()
}

fn time(at: NaiveDateTime) -> String {
    format!("{} +0100", at.format("%Y-%m-%d %H:%M:%S"))
}

/// Days of samples, each with two stretches of sleep and every other day a workout, until there are `bytes`.
fn health(mut out: impl Write, bytes: u64) -> Result<()> {
    let mut random = Rng::with_seed(7);
    let mut written = HEAD.len() as u64;
    out.write_all(HEAD.as_bytes())?;
    // Ten years are made to fill the size.
    let samples = (bytes / 3_650 / 330).max(1);
    let first = first_day().and_time(NaiveTime::MIN);
    let mut day = 0;
    while written < bytes {
        let text = health_day(
            first + Duration::days(day),
            samples,
            day % 2 == 0,
            &mut random,
        );
        out.write_all(text.as_bytes())?;
        written += text.len() as u64;
        day += 1;
    }
    out.write_all(b"</HealthData>\n")?;
    out.flush()
}

fn health_day(midnight: NaiveDateTime, samples: u64, workout: bool, random: &mut Rng) -> String {
    let after = |minutes: i64| time(midnight + Duration::minutes(minutes));
    let mut text = String::new();
    let kinds = [
        ("HeartRate", "count/min"),
        ("StepCount", "count"),
        ("ActiveEnergyBurned", "kcal"),
        ("BasalEnergyBurned", "kcal"),
    ];
    for sample in 0..samples {
        let minute = (sample * 1_440 / samples) as i64;
        let (kind, unit) = kinds[random.usize(..kinds.len())];
        let _ = writeln!(
            text,
            " <Record type=\"HKQuantityTypeIdentifier{kind}\" {DEVICE} unit=\"{unit}\" creationDate=\"{}\" startDate=\"{}\" endDate=\"{}\" value=\"{}\"/>",
            after(minute + 1),
            after(minute),
            after(minute + 1),
            random.u8(40..180)
        );
    }
    for (from, minutes) in [(-60, random.i64(90..240)), (185, random.i64(60..200))] {
        let _ = writeln!(
            text,
            " <Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" {DEVICE} creationDate=\"{}\" startDate=\"{}\" endDate=\"{}\" value=\"HKCategoryValueSleepAnalysisAsleepCore\">\n  <MetadataEntry key=\"HKTimeZone\" value=\"Europe/Vienna\"/>\n </Record>",
            after(600),
            after(from),
            after(from + minutes)
        );
    }
    if workout {
        let minutes = random.i64(15..90);
        let _ = writeln!(
            text,
            " <Workout workoutActivityType=\"HKWorkoutActivityTypeRunning\" duration=\"{minutes}\" durationUnit=\"min\" {DEVICE} creationDate=\"{}\" startDate=\"{}\" endDate=\"{}\">\n  <WorkoutStatistics type=\"HKQuantityTypeIdentifierDistanceWalkingRunning\" sum=\"{}\" unit=\"km\"/>\n </Workout>",
            after(1_100),
            after(1_000),
            after(1_000 + minutes),
            minutes as f64 / 6.0
        );
    }
    text
}

fn zipped(out: impl Write + Seek, bytes: u64) -> Result<()> {
    let mut archive = ZipWriter::new(out);
    archive.start_file(
        "apple_health_export/export.xml",
        SimpleFileOptions::default(),
    )?;
    health(&mut archive, bytes)?;
    archive.finish()?.flush()
}

/// Five entries a day, newest first, with activities and notes.
fn daylio(mut out: impl Write, years: u64) -> Result<()> {
    let mut random = Rng::with_seed(7);
    let last = NaiveDate::from_ymd_opt(2025, 12, 31).unwrap_or_default();
    writeln!(
        out,
        "full_date,date,weekday,time,mood,activities,note_title,note"
    )?;
    for day in 0..years * 365 {
        let date = last - Duration::days(day as i64);
        for hour in [22, 18, 13, 10, 7] {
            let mood = ["rad", "good", "meh", "bad", "awful"][random.usize(..5)];
            let done = [
                "walk",
                "family",
                "work",
                "reading | good sleep",
                "music | friends | cooking",
            ][random.usize(..5)];
            let note = "It was a day like others, and then not.<br>".repeat(random.usize(..4));
            writeln!(
                out,
                "{date},{},{},{hour:02}:{:02},{mood},{done},\"\",\"{note}\"",
                date.format("%d %B"),
                date.format("%A"),
                random.u8(..60)
            )?;
        }
    }
    out.flush()
}

/// What a row of a table of one's own says: so many a day that any number fits into ten years.
struct Row {
    day: i64,
    /// From midnight.
    minute: i64,
    mood: u8,
    energy: u8,
    note: &'static str,
}

fn rows(count: u64) -> impl Iterator<Item = Row> {
    let mut random = Rng::with_seed(7);
    let a_day = (count as i64).div_euclid(3_650) + 1;
    (0..count as i64).map(move |row| Row {
        day: row / a_day,
        minute: row % a_day * 1_440 / a_day,
        mood: random.u8(1..=9),
        energy: random.u8(1..=9),
        note: ["", "a walk by the river", "work, then friends"][random.usize(..3)],
    })
}

fn table(mut out: impl Write, count: u64) -> Result<()> {
    writeln!(out, "Date,Time,Mood,Energy,Note")?;
    for row in rows(count) {
        let date = first_day() + Duration::days(row.day);
        let (hour, minute) = (row.minute / 60, row.minute % 60);
        writeln!(
            out,
            "{date},{hour:02}:{minute:02},{},{},\"{}\"",
            row.mood, row.energy, row.note
        )?;
    }
    out.flush()
}

/// The parts of a workbook beside its sheet; its second style is a date, its third a time.
const WORKBOOK: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Mood" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#,
    ),
    (
        "xl/styles.xml",
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="20" applyNumberFormat="1"/></cellXfs></styleSheet>"#,
    ),
];

fn workbook(out: impl Write + Seek, count: u64) -> Result<()> {
    let mut archive = ZipWriter::new(out);
    for (name, text) in WORKBOOK {
        archive.start_file(name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    archive.start_file("xl/worksheets/sheet1.xml", SimpleFileOptions::default())?;
    let mut out = BufWriter::new(archive);
    out.write_all(br#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">"#)?;
    let text = |place: &str, text: &str| {
        format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    for (place, title) in [
        ("A1", "Date"),
        ("B1", "Time"),
        ("C1", "Mood"),
        ("D1", "Energy"),
        ("E1", "Note"),
    ] {
        out.write_all(text(place, title).as_bytes())?;
    }
    // Excel counts days from the end of 1899.
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    let first = (first_day() - epoch).num_days();
    for (number, row) in (2..).zip(rows(count)) {
        let (serial, time) = (first + row.day, row.minute as f64 / 1_440.0);
        write!(
            out,
            "</row><row r=\"{number}\"><c r=\"A{number}\" s=\"1\"><v>{serial}</v></c><c r=\"B{number}\" s=\"2\"><v>{time}</v></c><c r=\"C{number}\"><v>{}</v></c><c r=\"D{number}\"><v>{}</v></c>{}",
            row.mood,
            row.energy,
            text(&format!("E{number}"), row.note)
        )?;
    }
    out.write_all(b"</row></sheetData></worksheet>")?;
    out.into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .finish()?
        .flush()
}

/// One activity a day and the track of an hour's run to each.
fn strava(out: impl Write + Seek, count: u64) -> Result<()> {
    let mut random = Rng::with_seed(7);
    let mut archive = ZipWriter::new(out);
    let mut list = String::from(
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Distance,Filename,Elapsed Time,Moving Time,Distance\n",
    );
    let track = track()?;
    let as_it_is = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for number in 0..count {
        let date = first_day() + Duration::days(number as i64);
        let (minutes, kind) = (
            random.u64(15..90),
            ["Run", "Ride", "Walk"][random.usize(..3)],
        );
        let (seconds, meters) = (minutes * 60, minutes * 170);
        let _ = writeln!(
            list,
            "{number},\"{}, 11:00:00 AM\",Out,{kind},{seconds},{},activities/{number}.gpx.gz,{seconds},{seconds},{meters}",
            date.format("%b %-d, %Y"),
            meters as f64 / 1000.0
        );
        archive.start_file(format!("activities/{number}.gpx.gz"), as_it_is)?;
        archive.write_all(&track)?;
    }
    archive.start_file("activities.csv", SimpleFileOptions::default())?;
    archive.write_all(list.as_bytes())?;
    archive.finish()?.flush()
}

fn track() -> Result<Vec<u8>> {
    let mut random = Rng::with_seed(7);
    let mut track = GzEncoder::new(Vec::new(), Compression::default());
    writeln!(
        track,
        "<gpx version=\"1.1\"><trk><type>running</type><trkseg>"
    )?;
    for second in 0..3_600 {
        writeln!(
            track,
            "<trkpt lat=\"48.{:07}\" lon=\"16.{:07}\"><time>2026-02-15T11:{:02}:{:02}Z</time></trkpt>",
            random.u32(2_000_000..2_100_000),
            random.u32(3_000_000..3_100_000),
            second / 60,
            second % 60
        )?;
    }
    writeln!(track, "</trkseg></trk></gpx>")?;
    track.finish()
}
