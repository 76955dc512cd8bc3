//! How a table was read, column by column, shown before anything is saved; and notes shown after.

use crate::content::activities::find_activity;
use crate::domain::import::{ColumnFound, FileFound, TableFound};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// The widest column of the preview, in characters.
const WIDEST: usize = 32;
/// The most columns, activities and other things listed in a sentence.
const LISTED: usize = 12;
/// The most unused columns shown in a table's preview.
const UNUSED: usize = 40;

/// Every table of a file, column by column.
pub(in crate::cli) fn tables(file: &FileFound) -> String {
    let mut text = String::new();
    for table in &file.tables {
        let _ = writeln!(text, "{}", heading(&file.name, table));
        let is_unused = |column: &&ColumnFound| column.ours.is_none();
        let unused = table.columns.iter().filter(is_unused).count();
        let mut met = 0;
        let shown = table.columns.iter().filter(|column| {
            met += usize::from(is_unused(column));
            met <= UNUSED || !is_unused(column)
        });
        let rows = shown.map(|column| {
            let how = match (column.ours, column.form.as_str()) {
                (None, _) => String::new(),
                (Some(_), "") => column.how.to_owned(),
                (Some(_), form) => format!("{}; {form}", column.how),
            };
            let samples = if column.ours.is_some() {
                column.samples.join(" · ")
            } else {
                String::new()
            };
            [
                column.theirs.clone(),
                column.ours.unwrap_or("not used").to_owned(),
                samples,
                how,
            ]
        });
        let names = ["in your file", "in firstline", "first rows", "how"].map(str::to_owned);
        let rows: Vec<[String; 4]> = std::iter::once(names).chain(rows).collect();
        let width = |place: usize| {
            let widths = rows.iter().map(|row| row[place].width());
            widths.max().unwrap_or(0).min(WIDEST)
        };
        for row in &rows {
            let mut line = String::from(" ");
            for (place, cell) in row.iter().enumerate() {
                let cell: String = cell.chars().take(WIDEST).collect();
                let blanks = width(place).saturating_sub(cell.width());
                let _ = write!(line, " {cell}{} ", " ".repeat(blanks));
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
        let more = unused.saturating_sub(UNUSED);
        if more > 0 {
            let _ = writeln!(text, "  and {more} more columns, not used");
        }
    }
    text
}

fn heading(name: &str, table: &TableFound) -> String {
    let mut parts = vec![match table.rows {
        1 => "a table of 1 row".to_owned(),
        rows => format!("a table of {rows} rows"),
    }];
    parts.extend(
        table
            .sheet
            .as_ref()
            .map(|sheet| format!("sheet \"{}\"", crate::cli::safe(sheet))),
    );
    parts.push(match (table.header_line, table.titles) {
        (None, _) => "no header".to_owned(),
        (Some(line), 0) => format!("header in line {line}"),
        (Some(line), 1) => format!("header in line {line} (line {} is a title)", line - 1),
        (Some(line), _) => format!("header in line {line} (what is above are titles)"),
    });
    let between = |mark: char| {
        if mark == '\t' {
            "tabs between".to_owned()
        } else {
            format!("\"{mark}\" between")
        }
    };
    parts.extend(table.delimiter.map(between));
    format!("{name}: {}", parts.join(", "))
}

/// The first few, and how many more there are.
fn some(mut names: impl Iterator<Item = String>) -> String {
    let mut listed: Vec<String> = names.by_ref().take(LISTED).collect();
    let more = names.count();
    if more > 0 {
        listed.push(format!("and {more} more"));
    }
    listed.join(", ")
}

/// Notes about activities that keep their names from the file: those similar to a known activity, and unknown ones.
fn own_words(words: &[(String, usize)]) -> Vec<String> {
    let (like, unlike): (Vec<_>, Vec<_>) = words
        .iter()
        .map(|(name, count)| (name, count, find_activity(name).ok()))
        .partition(|(.., known)| known.is_some());
    let mut said = Vec::new();
    if !like.is_empty() {
        let names = like.iter().map(|(name, count, known)| {
            let met = known.map_or(0.0, |known| known.met);
            format!("{name} ({count}, MET {met:.1})")
        });
        let other = like
            .iter()
            .find_map(|(name, _, known)| Some((name, known.filter(|known| known.id != **name)?)));
        let hint = other.map_or(String::new(), |(name, known)| {
            format!(". To use firstline's: --map \"{name}={}\"", known.id)
        });
        said.push(format!(
            "activities that keep their own names: {}{hint}",
            some(names)
        ));
    }
    if let Some((first, ..)) = unlike.first() {
        let names = unlike
            .iter()
            .map(|(name, count, _)| format!("{name} ({count})"));
        said.push(format!(
            "unknown activities, saved as text with MET 3.0: {}. To name one: --map \"{first}=…\"",
            some(names)
        ));
    }
    said
}

/// Notes on what was assumed, is unknown, or was left out, a sentence each.
pub(super) fn worth_knowing(file: &FileFound) -> Vec<String> {
    let mut said: Vec<String> = file.taken.clone();
    said.extend(own_words(&file.unknown_activities));
    let mut skipped = file.left_out.iter();
    let listed = skipped.by_ref().take(LISTED);
    said.extend(listed.map(|(what, count)| format!("skipped: {what} ({count})")));
    let more: usize = skipped.map(|(_, count)| count).sum();
    if more > 0 {
        said.push(format!("skipped: other things ({more})"));
    }
    let mut unused = file
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter(|column| column.ours.is_none())
        .map(|column| column.theirs.clone())
        .peekable();
    if unused.peek().is_some() {
        said.push(format!("ignored columns: {}", some(unused)));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_very_many_columns_and_activities_a_few_are_named() {
        let column = |place: usize| ColumnFound {
            theirs: format!("c{place}"),
            ..ColumnFound::default()
        };
        let file = FileFound {
            name: "wide.csv".to_owned(),
            tables: vec![TableFound {
                columns: (1..=49).map(column).collect(),
                ..TableFound::default()
            }],
            unknown_activities: (1..=14).map(|place| (format!("pogo {place}"), 1)).collect(),
            left_out: (1..=14)
                .map(|place| (format!("thing {place}"), 2))
                .collect(),
            ..FileFound::default()
        };
        let said = worth_knowing(&file);
        assert!(
            said[0].contains("pogo 12 (1), and 2 more. To name"),
            "{said:?}"
        );
        assert_eq!(
            said[12..14],
            ["skipped: thing 12 (2)", "skipped: other things (4)"]
        );
        assert!(said[14].ends_with(", c12, and 37 more"), "{said:?}");
        let shown = tables(&file);
        assert!(
            shown.contains("  c40 ") && shown.ends_with("  and 9 more columns, not used\n"),
            "{shown}"
        );
    }
}
