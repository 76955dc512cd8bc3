//! Files beyond what is read: each is named with the bound and what to do, and nothing is written.

use crate::support::Home;
use firstline::clock::Clock;
use firstline::domain::DayStart;
use firstline::import::word_map::WordMap;
use firstline::import::{Gathered, Here, Stopped};
use firstline::import::{Refusal, limits};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::Path;

/// A file that begins like this and is as long as that.
fn long(path: &Path, start: &str, bytes: u64) {
    let mut file = File::create(path).unwrap();
    file.write_all(start.as_bytes()).unwrap();
    file.set_len(bytes).unwrap();
}

#[test]
fn files_beyond_a_bound_are_named_with_it_and_nothing_is_written() {
    let home = Home::new();
    std::fs::write(home.path("good.csv"), "day,mood\n2026-01-01,5\n").unwrap();
    let header = "day,mood,note\n";
    long(&home.path("huge.xml"), "<HealthData>", limits::FILE + 1);
    long(&home.path("large.csv"), header, limits::WHOLE + 1);
    long(
        &home.path("large.json"),
        "{\"format\":\"firstline\"}",
        limits::WHOLE + 1,
    );
    let line = "x".repeat(limits::LINE + 1);
    std::fs::write(
        home.path("line.csv"),
        format!("{header}2026-01-01,5,a\n{line}\n"),
    )
    .unwrap();
    std::fs::write(
        home.path("columns.csv"),
        format!("day,mood{}\n2026-01-01,5\n", ",x".repeat(5_000)),
    )
    .unwrap();
    std::fs::write(
        home.path("columns2.csv"),
        format!("full_date,mood{}\n2026-01-01,x\n", ",x".repeat(5_000)),
    )
    .unwrap();
    std::fs::write(
        home.path("rows.csv"),
        format!("{header}{}", "2026-01-01,5,\n".repeat(limits::RECORDS + 1)),
    )
    .unwrap();
    std::fs::write(
        home.path("tag.gpx"),
        format!("<gpx>\n<trk a=\"{}\"/></gpx>", "x".repeat(2_000_000)),
    )
    .unwrap();
    std::fs::write(
        home.path("comment.tcx"),
        format!("<TrainingCenterDatabase><!--{}", "x".repeat(2_000_000)),
    )
    .unwrap();
    std::fs::write(
        home.path("deep.xml"),
        format!("<HealthData>{}", "<a>".repeat(100_000)),
    )
    .unwrap();
    for (words, parts) in [
        (
            &["huge.xml"][..],
            ["it has more than 512 MB", "import the zip itself"],
        ),
        (
            &["csv", "large.csv"],
            ["it comes to more than 64 MB", "export a shorter date range"],
        ),
        (
            &["firstline", "large.json"],
            ["it comes to more than 64 MB", "export a shorter date range"],
        ),
        (
            &["line.csv"],
            ["line 3 is longer than 4 MB", "export it again"],
        ),
        (
            &["columns.csv"],
            ["line 1 has more than 4,096 columns", "the right file"],
        ),
        (
            &["columns2.csv"],
            ["line 1 has more than 4,096 columns", "the right file"],
        ),
        (
            &["rows.csv"],
            [
                "there are more than 100,000 entries",
                "export a shorter date range",
            ],
        ),
        (
            &["tag.gpx"],
            [
                "line 2: a tag or text has more than 1 MB",
                "export it again",
            ],
        ),
        (
            &["comment.tcx"],
            [
                "line 1: a tag or text has more than 1 MB",
                "export it again",
            ],
        ),
        (
            &["deep.xml"],
            ["nested more than 64 deep", "export it again"],
        ),
    ] {
        let name = *words.last().unwrap();
        let mut arguments = vec!["import"];
        arguments.extend(words);
        if words.len() == 1 {
            arguments.insert(1, "good.csv");
        }
        let ran = home.run(&arguments);
        assert_eq!(ran.code, 1, "{name} said {}{}", ran.out, ran.err);
        let said = ran.err.lines().last().unwrap();
        assert!(
            said.contains(name) && parts.iter().all(|part| said.contains(part)),
            "{said}"
        );
        assert!(said.ends_with("Nothing was imported."), "{said}");
    }
    assert!(
        home.json(&["history", "--json"])["days"]
            .as_array()
            .unwrap()
            .is_empty(),
        "a part of an import is there"
    );
}

#[test]
fn a_small_archive_that_unpacks_to_more_than_is_read_is_refused() {
    let home = Home::new();
    let mut archive = zip::ZipWriter::new(File::create(home.path("bomb.daylio")).unwrap());
    archive
        .start_file("backup.daylio", zip::write::SimpleFileOptions::default())
        .unwrap();
    let chunk = vec![b'A'; 1 << 20];
    (0..=limits::WHOLE >> 20).for_each(|_| archive.write_all(&chunk).unwrap());
    archive.finish().unwrap();
    assert!(std::fs::metadata(home.path("bomb.daylio")).unwrap().len() < 1_000_000);
    let ran = home.run(&["import", "bomb.daylio"]);
    assert!(
        ran.code == 1 && ran.err.contains("bomb.daylio: it comes to more than 64 MB"),
        "{}",
        ran.err
    );
}

/// A workbook of one sheet, with these rows and texts.
fn workbook(path: &Path, rows: &str, texts: &str, repeats: usize) {
    let mut archive = zip::ZipWriter::new(File::create(path).unwrap());
    let mut add = |name: &str, parts: &[&str]| {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(name, options).unwrap();
        for part in parts {
            archive.write_all(part.as_bytes()).unwrap();
        }
    };
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    add(
        "xl/workbook.xml",
        &[&format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        )],
    );
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let one = format!(
        "<Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
    );
    let two = format!(
        "<Relationship Id=\"r2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
    );
    let links = format!("<Relationships xmlns=\"{package}\">{one}{two}</Relationships>");
    let whole = format!(
        "<Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/>"
    );
    add(
        "_rels/.rels",
        &[&format!(
            "<Relationships xmlns=\"{package}\">{whole}</Relationships>"
        )],
    );
    add("xl/_rels/workbook.xml.rels", &[&links]);
    let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>");
    add(
        "xl/worksheets/sheet1.xml",
        &[&sheet, rows, "</sheetData></worksheet>"],
    );
    let mut shared = vec![format!("<sst xmlns=\"{main}\">")];
    shared.extend(std::iter::repeat_n(texts.to_owned(), repeats));
    shared.push("</sst>".to_owned());
    add(
        "xl/sharedStrings.xml",
        &shared.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    archive.finish().unwrap();
}

#[test]
#[ignore = "long: .ci/run runs it"]
fn bombs_in_every_new_container_are_refused_in_a_sentence() {
    let home = Home::new();
    let text = "<si><t>x</t></si>";
    workbook(&home.path("texts.xlsx"), "", &text.repeat(1000), 1001);
    workbook(
        &home.path("far.xlsx"),
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
        text,
        1,
    );
    let long = format!("<si><t>{}</t></si>", "x".repeat(1_000_000));
    workbook(&home.path("large.xlsx"), "", &long, 68);
    let mut rows = String::new();
    for row in 1..200 {
        let _ = write!(
            rows,
            "<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\"><v>1</v></c></row>"
        );
    }
    workbook(&home.path("one_text.xlsx"), &rows, &long, 1);
    let mut packed = flate2::write::GzEncoder::new(
        File::create(home.path("sheet.csv.gz")).unwrap(),
        flate2::Compression::fast(),
    );
    let chunk = "2026-01-01,7\n".repeat(100_000);
    packed.write_all(b"Date,Mood\n").unwrap();
    for _ in 0..=limits::WHOLE / chunk.len() as u64 {
        packed.write_all(chunk.as_bytes()).unwrap();
    }
    packed.finish().unwrap();
    let keys: Vec<String> = (0..5_000).map(|key| format!("\"k{key}\":1")).collect();
    std::fs::write(home.path("keys.json"), format!("[{{{}}}]", keys.join(","))).unwrap();
    std::fs::write(home.path("deep.json"), "[{\"a\":".repeat(100_000)).unwrap();
    let wide = "x,".repeat(5_000);
    std::fs::write(
        home.path("wide.csv"),
        format!("Date,Mood,{wide}\n2026-01-01,7,{wide}\n"),
    )
    .unwrap();
    for (name, part) in [
        ("texts.xlsx", "1,000,000 texts"),
        ("far.xlsx", "more than 4,096 columns"),
        ("large.xlsx", "it comes to more than 64 MB"),
        ("one_text.xlsx", "its cells come to more than 64 MB"),
        ("sheet.csv.gz", "it comes to more than 64 MB"),
        ("keys.json", "more than 4,096 columns"),
        ("deep.json", "line 1"),
        ("wide.csv", "more than 4,096 columns"),
    ] {
        let ran = home.run(&["import", name]);
        assert_eq!(ran.code, 1, "{name} said {}{}", ran.out, ran.err);
        let said = ran.err.lines().last().unwrap();
        assert!(
            said.contains(part) && said.contains("othing was imported"),
            "{name}: {said}"
        );
    }
    // What a formula came to is read, and nothing is worked out.
    let cell = |place: &str, value: &str| {
        format!("<c r=\"{place}\" t=\"str\"><f>WEBSERVICE(1)</f><v>{value}</v></c>")
    };
    let rows = [
        ("A1", "Date"),
        ("B1", "Mood"),
        ("A2", "2026-01-01"),
        ("B2", "7"),
    ]
    .map(|(place, value)| cell(place, value));
    let [a, b, c, d] = rows;
    workbook(
        &home.path("formulas.xlsx"),
        &format!("<row r=\"1\">{a}{b}</row><row r=\"2\">{c}{d}</row>"),
        text,
        1,
    );
    assert_eq!(
        home.json(&["import", "formulas.xlsx", "--json"])["added"],
        1
    );
}

#[test]
fn laughs_by_the_billion_stay_what_they_are() {
    let home = Home::new();
    let mut laughs = String::from("<!ENTITY l0 \"ha\">");
    for level in 1..10 {
        let _ = write!(
            laughs,
            "<!ENTITY l{level} \"{}\">",
            format!("&l{};", level - 1).repeat(10)
        );
    }
    let point = |minute: u32| {
        format!(
            "<trkpt lat=\"48.{minute}\" lon=\"16\"><time>2026-01-01T10:{minute}:00Z</time></trkpt>"
        )
    };
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE gpx [{laughs}]><gpx creator=\"&l9;\"><trk><name>&l9;</name><type>&l9;running</type><trkseg>{}{}</trkseg></trk></gpx>",
        point(10),
        point(20)
    );
    std::fs::write(home.path("laughs.gpx"), text).unwrap();
    assert_eq!(home.json(&["import", "laughs.gpx", "--json"])["added"], 1);
    assert!(!home.everything().contains("haha"));
}

#[test]
fn a_field_that_is_too_long_costs_its_row_alone() {
    let home = Home::new();
    let note = "x".repeat(limits::FIELD + 1);
    std::fs::write(
        home.path("own.csv"),
        format!("day,mood,note\n2026-01-01,5,{note}\n2026-01-02,6,\n"),
    )
    .unwrap();
    let header = "full_date,weekday,mood,activities,note";
    std::fs::write(
        home.path("d.csv"),
        format!("{header}\n2026-01-03,x,good,,{note}\n2026-01-04,x,good,,\n"),
    )
    .unwrap();
    for file in ["own.csv", "d.csv"] {
        let report = home.json(&["import", file, "--json"]);
        assert_eq!(
            (&report["added"], &report["rejected"][0]["line"]),
            (&1.into(), &2.into()),
            "{report}"
        );
        assert!(
            report["rejected"][0]["reason"]
                .as_str()
                .unwrap()
                .contains("longer than 1"),
            "{report}"
        );
    }
}

#[test]
fn whoever_waits_is_told_how_far_it_is_and_can_stop_it() {
    let home = Home::new();
    let record = "<Record type=\"HKQuantityTypeIdentifierHeartRate\" value=\"60\"/>\n";
    let workout = "<Workout duration=\"30\" startDate=\"2026-01-01 10:00:00 +0100\" endDate=\"2026-01-01 10:30:00 +0100\"/>";
    let text = format!(
        "<HealthData>\n{workout}{}</HealthData>",
        record.repeat(60_000)
    );
    let file = home.path("export.xml");
    std::fs::write(&file, &text).unwrap();
    let routines = home.path("routines");
    let here = Here {
        clock: Clock::new(Some(crate::support::NOW)).unwrap(),
        day_start: DayStart::default(),
        routines: &routines,
    };
    let options = here.options(WordMap::default());
    let mut gathered = Gathered::find(std::slice::from_ref(&file)).unwrap();

    let mut heard = Vec::new();
    let stopped = gathered.read_watched(&file, None, &options, &here, &mut |read, bytes| {
        heard.push((read, bytes));
        if read * 2 > bytes {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(
        matches!(stopped, Err(Stopped::File(_, Refusal::Halted))),
        "{stopped:?}"
    );
    let bytes = text.len() as u64;
    assert!(
        heard.iter().all(|(_, all)| *all == bytes) && heard.is_sorted() && heard.len() >= 2,
        "{heard:?}"
    );
    assert_eq!((gathered.read, gathered.files.len()), (0, 0));

    gathered.read_file(&file, None, &options, &here).unwrap();
    assert_eq!((gathered.read, gathered.files[0].read), (1, 1));
}

/// A spreadsheet in the open format with these rows.
fn open_sheet(path: &Path, rows: &str) {
    let mut archive = zip::ZipWriter::new(File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let of = "urn:oasis:names:tc:opendocument:xmlns";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{of}:manifest:1.0\"><manifest:file-entry \
         manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/></manifest:manifest>"
    );
    let content = format!(
        "<office:document-content xmlns:office=\"{of}:office:1.0\" xmlns:table=\"{of}:table:1.0\" \
         xmlns:text=\"{of}:text:1.0\"><office:body><office:spreadsheet><table:table \
         table:name=\"S\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    for (name, text) in [
        ("mimetype", kind),
        ("META-INF/manifest.xml", &manifest),
        ("content.xml", &content),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn tables_far_wider_or_longer_than_they_look_are_refused() {
    let home = Home::new();
    let million = 1_000_000;
    let wide = format!("Date,Mood{}\n2026-01-01,5\n", ",c".repeat(million));
    std::fs::write(home.path("wide.csv"), wide).unwrap();
    let cells = "<c><v>1</v></c>".repeat(million);
    let rows = format!("<row>{cells}</row><row><c><v>2</v></c></row>");
    workbook(&home.path("wide.xlsx"), &rows, "", 0);
    let cell = |text: &str, repeated: &str| {
        format!("<table:table-cell{repeated}><text:p>{text}</text:p></table:table-cell>")
    };
    let columns = " table:number-columns-repeated=\"2000000000\"";
    let again = " table:number-rows-repeated=\"2000000000\"";
    let row = |repeated: &str, cells: &str| {
        format!("<table:table-row{repeated}>{cells}</table:table-row>")
    };
    let header = row("", &(cell("Date", "") + &cell("Mood", "")));
    let day = cell("2026-01-01", "");
    let sheets = [
        ("columns.ods", row("", &(day.clone() + &cell("5", columns)))),
        ("rows.ods", row(again, &(day.clone() + &cell("5", "")))),
        ("both.ods", row(again, &cell("5", columns))),
    ];
    for (name, rows) in sheets {
        open_sheet(&home.path(name), &(header.clone() + &rows));
    }
    // Each entry has a key that no other has, and so a cell in every column before it.
    let entry = |place: usize| format!("{{\"date\":\"2026-01-01\",\"k{}\":1}}", place % 4000);
    let entries: Vec<String> = (0..8000).map(entry).collect();
    std::fs::write(home.path("keys.json"), format!("[{}]", entries.join(",\n"))).unwrap();
    for (name, part) in [
        ("wide.csv", "line 1 has more than 4,096 columns"),
        ("wide.xlsx", "line 1 has more than 4,096 columns"),
        ("columns.ods", "more than 4,096 columns"),
        ("rows.ods", "there are more than 100,000 entries"),
        ("both.ods", "more than 4,096 columns"),
        ("keys.json", "its cells come to more than 64 MB"),
    ] {
        let ran = home.run(&["import", name, "--yes"]);
        assert_eq!(ran.code, 1, "{name}: {}{}", ran.out, ran.err);
        let said = ran.err.lines().last().unwrap();
        assert!(said.contains(name) && said.contains(part), "{said}");
    }
    assert!(!home.everything().contains("2026-01-01"));
}

#[test]
fn cells_that_repeat_without_content_are_no_cells() {
    let home = Home::new();
    let cell = |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let blank = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
    let blanks = format!(
        "<table:table-row table:number-rows-repeated=\"1048000\">{blank}</table:table-row>"
    );
    let day = row(&(cell("2026-01-01") + &cell("4/5") + blank));
    let last = row(&(cell("2026-01-02") + &cell("2/5")));
    let header = row(&(cell("Date") + &cell("Mood")));
    open_sheet(
        &home.path("blank.ods"),
        &[header, day, blanks, last].concat(),
    );
    let report = home.json(&["import", "blank.ods", "--yes", "--json"]);
    assert_eq!((&report["read"], &report["added"]), (&2.into(), &2.into()));
}

#[test]
fn json_may_be_one_long_line() {
    let home = Home::new();
    let note = "x".repeat(1000);
    let entry = |place: usize| {
        format!(
            "{{\"timestamp\":{},\"mood\":8,\"note\":\"{note}\"}}",
            1_700_000_000 + place * 3600
        )
    };
    let entries: Vec<String> = (0..5000).map(entry).collect();
    std::fs::write(home.path("line.json"), format!("[{}]", entries.join(","))).unwrap();
    let arguments = [
        "import",
        "line.json",
        "--scale",
        "mood=1-10",
        "--yes",
        "--dry-run",
    ];
    let ran = home.run(&arguments);
    assert!(
        ran.out.contains("5000 read, 5000 would be added"),
        "{}{}",
        ran.out,
        ran.err
    );
}
