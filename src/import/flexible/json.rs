//! JSON as a table: an array of objects, an object that contains exactly one such array, or one object per line. Keys
//! are columns; one level of nesting and lists of strings are supported.

use crate::export::csv::cell::join_tags;
use crate::import::cells::dates::{self, Order};
use crate::import::flexible::grid::Grid;
use crate::import::{Refusal, limits, within_records};
use csv::StringRecord;
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Deserializer;
use serde_json::value::RawValue;
use std::collections::HashMap;
use std::fmt;

/// Bytes that a cell takes besides its text.
const CELL: u64 = 8;

/// Members of an object, in order.
struct Members<'a>(Vec<(String, &'a RawValue)>);

/// Elements of an array.
struct Elements<'a>(Vec<&'a RawValue>);

struct MembersVisitor;
struct ElementsVisitor;

impl<'de> Visitor<'de> for MembersVisitor {
    type Value = Members<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while members.len() <= limits::COLUMNS {
            let Some(member) = map.next_entry()? else {
                return Ok(Members(members));
            };
            members.push(member);
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Members(members))
    }
}

impl<'de> Visitor<'de> for ElementsVisitor {
    type Value = Elements<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut elements = Vec::new();
        while elements.len() <= limits::RECORDS {
            let Some(element) = seq.next_element()? else {
                return Ok(Elements(elements));
            };
            elements.push(element);
        }
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Elements(elements))
    }
}

fn members(raw: &str) -> serde_json::Result<Members<'_>> {
    Deserializer::from_str(raw).deserialize_map(MembersVisitor)
}

fn elements(raw: &str) -> serde_json::Result<Elements<'_>> {
    Deserializer::from_str(raw).deserialize_seq(ElementsVisitor)
}

/// The raw JSON of each object in a document.
///
/// # Errors
/// If the text is not JSON or contains no array of objects.
pub(crate) fn objects(text: &str) -> Result<Vec<&str>, Refusal> {
    let unreadable = |error: serde_json::Error| Refusal::json(&error);
    let mut rows = Vec::new();
    for value in Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value = value.map_err(unreadable)?.get();
        if value.starts_with('[') {
            rows.extend(
                elements(value)
                    .map_err(unreadable)?
                    .0
                    .iter()
                    .map(|element| element.get()),
            );
        } else {
            rows.push(value);
        }
        within_records(rows.len())?;
    }
    if let [only] = *rows.as_slice()
        && let [(_, list)] = lists(only).as_slice()
    {
        rows.clone_from(list);
    }
    within_records(rows.len())?;
    rows.retain(|row| row.starts_with('{'));
    if rows.is_empty() {
        return Err(Refusal::Unreadable("it has no list of entries".to_owned()));
    }
    Ok(rows)
}

/// The lists of objects in an object, or in the only object in it, by their names.
fn lists(object: &str) -> Vec<(String, Vec<&str>)> {
    let found = own_lists(object);
    if !found.is_empty() {
        return found;
    }
    let inside = members(object).map_or_else(|_| Vec::new(), |found| found.0);
    let mut objects = inside
        .iter()
        .map(|(_, value)| value.get())
        .filter(|value| value.starts_with('{'));
    match (objects.next(), objects.next()) {
        (Some(only), None) => own_lists(only),
        _ => Vec::new(),
    }
}

/// The lists of objects in an object.
fn own_lists(object: &str) -> Vec<(String, Vec<&str>)> {
    let inside = members(object).map_or_else(|_| Vec::new(), |found| found.0);
    let mut lists = Vec::new();
    for (name, value) in inside {
        let found = elements(value.get()).map_or_else(|_| Vec::new(), |found| found.0);
        let found: Vec<&str> = found.iter().map(|element| element.get()).collect();
        if found.first().is_some_and(|first| first.starts_with('{')) {
            lists.push((name, found));
        }
    }
    lists
}

/// The single value of a document.
fn only_value(text: &str) -> Option<&str> {
    let value: &RawValue = serde_json::from_str(text).ok()?;
    Some(value.get())
}

/// Converts a document to a table for each of its lists.
///
/// # Errors
/// If the document has no table.
pub(super) fn grids(text: &str) -> Result<Vec<Grid>, Refusal> {
    let found = only_value(text).map_or_else(Vec::new, lists);
    if found.len() < 2 {
        return Ok(vec![grid(text)?]);
    }
    let mut grids = Vec::new();
    for (name, list) in found {
        within_records(list.len())?;
        let entries = list.into_iter().map(|entry| (None, entry)).collect();
        grids.push(Grid {
            list: Some(name),
            ..of_entries(entries)?
        });
    }
    Ok(grids)
}

/// The raw JSON of each entry, without a day.
fn entries(text: &str) -> Result<Vec<(Option<String>, &str)>, Refusal> {
    Ok(objects(text)?.into_iter().map(|row| (None, row)).collect())
}

/// The entries of an object with a day as each key, `{"2026-02-01": {"mood": 7}}`; a day may have a list of them.
fn by_day(text: &str) -> Option<Vec<(Option<String>, &str)>> {
    let days = members(only_value(text)?).ok()?.0;
    let is_day = |name: &str| dates::read(name, Order::YearFirst).is_some();
    let is_whole = (1..=limits::COLUMNS).contains(&days.len());
    if !is_whole || !days.iter().all(|(name, _)| is_day(name)) {
        return None;
    }
    let mut rows = Vec::new();
    for (day, value) in days {
        match elements(value.get()) {
            Ok(several) if value.get().contains('{') => {
                let several = several.0.iter().map(|one| (Some(day.clone()), one.get()));
                rows.extend(several);
            }
            _ => rows.push((Some(day), value.get())),
        }
    }
    Some(rows)
}

/// Converts a document to a table.
///
/// # Errors
/// If the document is not a table.
pub(super) fn grid(text: &str) -> Result<Grid, Refusal> {
    of_entries(by_day(text).map_or_else(|| entries(text), Ok)?)
}

fn of_entries(entries: Vec<(Option<String>, &str)>) -> Result<Grid, Refusal> {
    let mut grid = Grid::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut headers: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (day, object) in entries {
        if object.len() > limits::LINE {
            let most = limits::size(limits::LINE as u64);
            return Err(Refusal::Unreadable(limits::beyond(
                "one of its entries has",
                &most,
            )));
        }
        let mut row: Vec<(usize, String)> = Vec::new();
        let mut put = |name: String, value: String, is_list: bool| {
            let next = headers.len();
            let place = *places.entry(name.clone()).or_insert_with(|| {
                headers.push(name);
                next
            });
            if is_list && !grid.lists.contains(&place) {
                grid.lists.push(place);
            }
            row.push((place, value));
        };
        if let Some(day) = day {
            put("date".to_owned(), day, false);
        }
        if !object.starts_with('{') {
            let (cell, is_list) = cell(object);
            put("value".to_owned(), cell, is_list);
        }
        for (name, value) in members(object).map(|found| found.0).unwrap_or_default() {
            if value.get().starts_with('{') {
                for (inner, value) in members(value.get())
                    .map(|found| found.0)
                    .unwrap_or_default()
                {
                    let (cell, is_list) = cell(value.get());
                    put(format!("{name}.{inner}"), cell, is_list);
                }
            } else {
                let (cell, is_list) = cell(value.get());
                put(name, cell, is_list);
            }
        }
        crate::import::table::within_columns(headers.len())?;
        rows.push(row);
    }
    let width = headers.len();
    grid.push(0, StringRecord::from(headers))?;
    let mut bytes = 0;
    for (number, row) in rows.into_iter().enumerate() {
        let mut cells = vec![String::new(); width];
        for (place, value) in row {
            cells[place] = value;
        }
        // An entry takes a cell for each key that any entry has.
        bytes += width as u64 * CELL + cells.iter().map(|cell| cell.len() as u64).sum::<u64>();
        if bytes > limits::WHOLE {
            let most = limits::size(limits::WHOLE);
            return Err(Refusal::Unreadable(limits::beyond(
                "its cells come to",
                &most,
            )));
        }
        grid.push(number as u64 + 1, StringRecord::from(cells))?;
    }
    Ok(grid)
}

/// A value as cell text, and whether it is a list of strings.
fn cell(raw: &str) -> (String, bool) {
    match raw.as_bytes().first() {
        Some(b'"') => (serde_json::from_str(raw).unwrap_or_default(), false),
        Some(b'[') => {
            let texts: Vec<String> = serde_json::from_str(raw).unwrap_or_default();
            (join_tags(&texts), raw.contains('"'))
        }
        Some(b'{') => (String::new(), false),
        _ if raw == "null" => (String::new(), false),
        _ => (raw.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let grid = grid(text).unwrap();
        let cells = |cells: &StringRecord| cells.iter().map(str::to_owned).collect();
        grid.rows.iter().map(|row| cells(&row.cells)).collect()
    }

    #[test]
    fn arrays_objects_with_one_array_and_lines_of_objects_are_tables() {
        let expected = [["day", "mood"], ["a", "1"], ["b", ""]];
        for text in [
            "[{\"day\":\"a\",\"mood\":1},{\"day\":\"b\"}]",
            "{\"version\":2,\"entries\":[{\"day\":\"a\",\"mood\":1},{\"day\":\"b\",\"mood\":null}]}",
            "{\"day\":\"a\",\"mood\":1}\n{\"day\":\"b\"}\n",
        ] {
            assert_eq!(rows(text), expected, "{text}");
        }
        let nested = rows("[{\"rating\":{\"mood\":4},\"tags\":[\"x\",\"y\"]}]");
        assert_eq!(nested, [["rating.mood", "tags"], ["4", "x|y"]]);
        let keyed =
            rows("{\"2026-02-01\":{\"mood\":4},\"2026-02-02\":[{\"mood\":5},{\"mood\":6}]}");
        let days = [
            ["date", "mood"],
            ["2026-02-01", "4"],
            ["2026-02-02", "5"],
            ["2026-02-02", "6"],
        ];
        assert_eq!(keyed, days);
        assert!(grid("[1,2]").is_err() && grid("{").is_err());
    }

    proptest! {
        #[test]
        fn any_text_is_a_table_or_refused(text in "[\\[\\]{}\",:a1 ]{0,40}|\\PC{0,20}") {
            let _ = grid(&text);
        }
    }
}
