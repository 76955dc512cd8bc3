//! Writes exports as long as people have them, to measure imports by: an Apple Health export of some size, as XML or as
//! the zip it comes in, and a Daylio diary of some years, five entries a day.
//! `cargo run --release --example long_exports -- health export.xml 300`, `… -- health-zip export.zip 300`,
//! `… -- daylio diary.csv 10`; the number is MB, or years.

use chrono::{Duration, NaiveDate, NaiveDateTime};
use fastrand::Rng;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Error, Result, Seek, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let usage = || Error::other("write: health FILE MB, health-zip FILE MB, or daylio FILE YEARS");
    let [what, name, number] = words.as_slice() else {
        return Err(usage());
    };
    let number: u64 = number.parse().map_err(|_| usage())?;
    let out = BufWriter::new(File::create(name)?);
    match what.as_str() {
        "health-zip" => zipped(out, number * MB),
        "health" => health(out, number * MB),
        "daylio" => daylio(out, number),
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
    let first = NaiveDate::from_ymd_opt(2016, 1, 1)
        .unwrap_or_default()
        .and_hms_opt(0, 0, 0)
        .unwrap_or_default();
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
