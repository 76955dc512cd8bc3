//! Spreadsheet workbooks: sheets as tables. Dates are converted to ISO, durations to `h:mm:ss`, formulas to their last
//! computed value.

use crate::import::archive::Archive;
use crate::import::flexible::grid::Grid;
use crate::import::stream::{Source, because};
use crate::import::xml::{self, Attributes, Node};
use crate::import::{Refusal, limits, listed, quoted};
use calamine::{Data, DataRef, ExcelDateTime, Reader as _, Xlsx};
use chrono::{NaiveDate, NaiveTime, TimeDelta, Timelike as _};
use csv::StringRecord;
use std::io::BufReader;

/// Maximum number of shared strings in a workbook.
const TEXTS: usize = 1_000_000;

/// Whether a zip member identifies a workbook.
pub(crate) fn is_workbook(name: &str) -> bool {
    name == "xl/workbook.xml" || name == "content.xml"
}

/// Whether `start` is the header of an old or encrypted workbook.
pub(crate) fn is_old_workbook(start: &[u8]) -> bool {
    start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
}

/// Reads all sheets, or only the requested one.
///
/// # Errors
/// If the file is not a workbook, exceeds a limit, or has no sheet of that name.
pub(crate) fn grids(source: &mut dyn Source, sheet: Option<&str>) -> Result<Vec<Grid>, Refusal> {
    let book = if within_bounds(source)? {
        excel(source, sheet)?
    } else {
        open_document(source, sheet)?
    };
    match sheet {
        Some(sheet) if book.sheets.is_empty() => Err(Refusal::Unreadable(format!(
            "it has no sheet {}; its sheets are {}",
            quoted(sheet),
            listed(
                &book
                    .names
                    .iter()
                    .map(|name| quoted(name))
                    .collect::<Vec<_>>()
            )
        ))),
        _ => Ok(book.sheets),
    }
}

/// Contents read from a workbook.
#[derive(Default)]
struct Book {
    names: Vec<String>,
    sheets: Vec<Grid>,
}

fn is_wanted(name: &str, sheet: Option<&str>) -> bool {
    sheet.is_none_or(|sheet| sheet.trim().to_lowercase() == name.to_lowercase())
}

fn excel(source: &mut dyn Source, sheet: Option<&str>) -> Result<Book, Refusal> {
    source.rewind().map_err(|error| because(&error))?;
    let broken = |error: calamine::XlsxError| {
        Refusal::Unreadable(format!("the workbook couldn't be read ({error})"))
    };
    let mut workbook = Xlsx::new(BufReader::new(source)).map_err(broken)?;
    let mut book = Book {
        names: workbook.sheet_names(),
        ..Book::default()
    };
    for name in book.names.iter().filter(|name| is_wanted(name, sheet)) {
        // Charts are sheets without cells.
        let Ok(mut cells) = workbook.worksheet_cells_reader(name) else {
            continue;
        };
        let mut rows = Rows::new(name);
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            rows.put(cell.get_position(), &text_of(cell.get_value()))?;
        }
        book.sheets.extend(rows.grid()?);
    }
    Ok(book)
}

/// Reads a `LibreOffice` workbook as a stream, because its repeat attributes can expand to any number of cells.
fn open_document(source: &mut dyn Source, sheet: Option<&str>) -> Result<Book, Refusal> {
    let mut archive = Archive::open(source)?;
    let mut content = archive.member(&|name| name == "content.xml", limits::WORKBOOK)?;
    let mut book = Book::default();
    let mut rows: Option<Rows> = None;
    let (mut at, mut repeats) = ((0_u32, 0_u32), (1, 1));
    let mut value = String::new();
    let mut text = String::new();
    xml::read(&mut content, &mut |node| {
        match node {
            Node::Start("table", attributes) => {
                let name = attributes.get("name").unwrap_or_default().into_owned();
                rows = is_wanted(&name, sheet).then(|| Rows::new(&name));
                book.names.push(name);
                at = (0, 0);
            }
            Node::End("table", _) => {
                if let Some(rows) = rows.take() {
                    book.sheets.extend(rows.grid()?);
                }
            }
            Node::Start("table-row", attributes) => {
                repeats.0 = number(attributes, "number-rows-repeated");
                at.1 = 0;
            }
            Node::End("table-row", _) => {
                if let Some(rows) = &mut rows {
                    rows.repeat(repeats.0)?;
                }
                at.0 = at.0.saturating_add(repeats.0);
            }
            Node::Start("table-cell" | "covered-table-cell", attributes) => {
                repeats.1 = number(attributes, "number-columns-repeated");
                let names = ["date-value", "time-value", "boolean-value", "value"];
                value = names
                    .iter()
                    .find_map(|name| attributes.get(name))
                    .unwrap_or_default()
                    .into_owned();
                text.clear();
            }
            Node::End("p" | "span" | "a", inner) if text.len() < limits::INNER => {
                if !text.is_empty() && !inner.is_empty() {
                    text.push(' ');
                }
                text.push_str(inner);
            }
            Node::End("table-cell" | "covered-table-cell", _) => {
                let cell = if value.is_empty() { &text } else { &value };
                if let Some(rows) = rows.as_mut().filter(|_| !cell.trim().is_empty()) {
                    for column in 0..repeats.1 {
                        rows.put((at.0, at.1.saturating_add(column)), cell)?;
                    }
                }
                at.1 = at.1.saturating_add(repeats.1);
            }
            Node::Start(..) | Node::End(..) => {}
        }
        Ok(())
    })?;
    Ok(book)
}

fn number(attributes: &Attributes<'_>, name: &str) -> u32 {
    let number = attributes.get(name).and_then(|text| text.parse().ok());
    number.unwrap_or(1)
}

/// Whether it is an Excel workbook; refuses one that unpacks to too much before storing any of it.
fn within_bounds(source: &mut dyn Source) -> Result<bool, Refusal> {
    let mut archive = Archive::open(source)?;
    let names: Vec<String> = archive.names().collect();
    let mut whole = 0;
    for name in &names {
        if [".xml", ".rels"]
            .iter()
            .any(|ending| name.ends_with(ending))
        {
            let is_it = |other: &str| other == name;
            // Cells and strings may be large; all other members only describe them.
            let is_content = name.contains("/worksheets/")
                || name.ends_with("haredStrings.xml")
                || name == "content.xml";
            let most = if is_content {
                limits::WORKBOOK
            } else {
                limits::DIRECTORY
            };
            let mut member = archive.member(&is_it, most)?;
            let mut texts = Texts::default();
            let unpacked = std::io::copy(&mut member, &mut texts);
            whole += unpacked.map_err(|error| because(&error))?;
            if whole > limits::WORKBOOK {
                let most = limits::size(limits::WORKBOOK);
                return Err(Refusal::Unreadable(limits::beyond("it comes to", &most)));
            }
            if texts.count > TEXTS && name.ends_with("haredStrings.xml") {
                let most = format!("{} texts", limits::count(TEXTS));
                return Err(Refusal::Unreadable(limits::beyond("it has", &most)));
            }
        }
    }
    Ok(names.iter().any(|name| name == "xl/workbook.xml"))
}

/// Counts the shared strings, `<si>`, in a stream, because all of them are kept in memory.
#[derive(Default)]
struct Texts {
    count: usize,
    /// Number of bytes of `<si` matched at the end of the previous chunk.
    begun: usize,
}

impl std::io::Write for Texts {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        for byte in bytes {
            self.begun = match (self.begun, byte) {
                (_, b'<') => 1,
                (1, b's') => 2,
                (2, b'i') => {
                    self.count += 1;
                    0
                }
                _ => 0,
            };
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Collects cells row by row; each row is as wide as its contents.
struct Rows {
    grid: Grid,
    row: u32,
    cells: Vec<String>,
    bytes: u64,
}

impl Rows {
    fn new(name: &str) -> Self {
        let grid = Grid {
            name: Some(name.to_owned()),
            ..Grid::default()
        };
        Self {
            grid,
            row: 0,
            cells: Vec::new(),
            bytes: 0,
        }
    }

    fn put(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), Refusal> {
        if text.is_empty() {
            return Ok(());
        }
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        let column = column as usize;
        crate::import::table::within_columns(column + 1)?;
        // A shared string may be used by any number of cells.
        self.bytes += text.len() as u64 + 8 * (column + 1).saturating_sub(self.cells.len()) as u64;
        if self.bytes > limits::WHOLE {
            let most = limits::size(limits::WHOLE);
            return Err(Refusal::Unreadable(limits::beyond(
                "its cells come to",
                &most,
            )));
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        text.clone_into(&mut self.cells[column]);
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        let cells = std::mem::take(&mut self.cells);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        self.grid
            .push(u64::from(self.row) + 1, StringRecord::from(cells))
    }

    /// Ends a row that is repeated `times` times.
    fn repeat(&mut self, times: u32) -> Result<(), Refusal> {
        let (row, cells) = (self.row, self.cells.clone());
        for again in 0..if cells.is_empty() { 0 } else { times } {
            for (column, cell) in cells.iter().enumerate() {
                self.put((row.saturating_add(again), column as u32), cell)?;
            }
        }
        self.end_row()
    }

    fn grid(mut self) -> Result<Option<Grid>, Refusal> {
        self.end_row()?;
        Ok((!self.grid.rows.is_empty()).then_some(self.grid))
    }
}

fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        other => match Data::from(other.clone()) {
            Data::Int(number) => number.to_string(),
            Data::Float(number) => number.to_string(),
            Data::Bool(yes) => yes.to_string(),
            Data::DateTime(at) => serial(at),
            Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text,
            Data::Error(_) | Data::Empty => String::new(),
        },
    }
}

/// Converts a serial number to a date, a date with time, a time of day, or a duration.
fn serial(at: ExcelDateTime) -> String {
    let days = at.as_f64();
    if !(0.0..2_900_000.0).contains(&days) {
        return String::new();
    }
    if at.is_duration() || days < 1.0 {
        let seconds = (days * 86_400.0).round() as i64;
        return format!(
            "{}:{:02}:{:02}",
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60
        );
    }
    // Serial numbers count from the end of 1899 or from 1904.
    let (year, month, day, hour, minute, second, millis) = at.to_ymd_hms_milli();
    let at = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())
        .and_then(|date| {
            date.and_hms_milli_opt(hour.into(), minute.into(), second.into(), millis.into())
        })
        .map(|at| at + TimeDelta::milliseconds(500))
        .and_then(|at| at.with_nanosecond(0));
    match at {
        Some(at) if at.time() == NaiveTime::MIN => at.date().to_string(),
        Some(at) => at.to_string(),
        None => String::new(),
    }
}
