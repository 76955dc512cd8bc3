//! Reads fields from a TOML document and records every mistake with its position.

use super::Mistake;
use crate::content::activities::{activities, activity};
use crate::content::nearest::{Unknown, fold};
use crate::domain::routine::{Block, Intensity, Place, Position};
use crate::domain::{Routine, Sorting as _, sanitize};
use std::ops::RangeInclusive;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A table of the document, with its position and name.
pub(super) struct Table<'t, 'i> {
    pub fields: &'t DeTable<'i>,
    /// Byte offset of its start.
    pub at: usize,
    /// `block 2, step 3`; empty for the document root.
    pub path: String,
}

impl Table<'_, '_> {
    /// The full path of a field, for error messages.
    pub(super) fn name(&self, field: &str) -> String {
        if self.path.is_empty() {
            field.to_owned()
        } else {
            format!("{}, {field}", self.path)
        }
    }

    /// Byte offset of a field's value.
    pub(super) fn start_of(&self, field: &str) -> Option<usize> {
        self.fields.get(field).map(|value| value.span().start)
    }
}

/// A routine's fields other than title and steps, as far as given.
pub(super) struct Head {
    pub id: Option<String>,
    pub why: String,
    pub activity: Option<String>,
    pub intensity: Option<Intensity>,
    pub positions: Option<Vec<Position>>,
    pub place: Option<Place>,
    pub equipment: Option<Vec<String>>,
}

impl Head {
    /// The routine, with missing fields derived from its movements.
    pub(super) fn with(self, title: String, blocks: Vec<Block>) -> Routine {
        let told = super::complete::of(&blocks);
        Routine {
            id: self.id.unwrap_or_default(),
            title,
            why: self.why,
            activity: self.activity.unwrap_or(told.activity),
            intensity: self.intensity.unwrap_or(told.intensity),
            positions: self.positions.unwrap_or(told.positions),
            place: self.place.unwrap_or(told.place),
            equipment: self.equipment.unwrap_or(told.equipment),
            blocks,
        }
    }
}

/// Reads fields and records mistakes.
pub(super) struct Reader<'a> {
    text: &'a str,
    pub mistakes: Vec<Mistake>,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self {
            text,
            mistakes: Vec::new(),
        }
    }

    /// All mistakes, sorted by line.
    pub(super) fn finish(mut self) -> Vec<Mistake> {
        self.mistakes.order_by_key(|mistake| mistake.line);
        self.mistakes
    }

    /// Records a mistake at a byte offset of the text.
    pub(super) fn note(&mut self, at: usize, field: &str, message: String) {
        let breaks = self.text.bytes().take(at).filter(|byte| *byte == b'\n');
        let line = 1 + breaks.count();
        self.mistakes.push(Mistake {
            line,
            field: field.to_owned(),
            message,
        });
    }

    pub(super) fn missing(&mut self, table: &Table<'_, '_>, field: &str, expected: &str) {
        self.note(
            table.at,
            &table.name(field),
            format!("missing, expected {expected}"),
        );
    }

    fn expected(
        &mut self,
        table: &Table<'_, '_>,
        field: &str,
        value: &Spanned<DeValue<'_>>,
        expected: &str,
    ) {
        let found = format!("expected {expected}, found {}", kind(value.get_ref()));
        self.note(value.span().start, &table.name(field), found);
    }

    /// Reports every unknown field, with suggestions.
    pub(super) fn known(&mut self, table: &Table<'_, '_>, known: &[&str]) {
        for key in table
            .fields
            .keys()
            .filter(|key| !known.contains(&key.get_ref().as_ref()))
        {
            let name = key.get_ref();
            let see = format!("Known fields: {}.", known.join(", "));
            let unknown = Unknown::new("field", name, known.iter().copied(), "").to_string();
            let message = if unknown.contains("Did you mean") {
                unknown
            } else {
                format!("{} {see}", unknown.trim_end())
            };
            self.note(key.span().start, &table.name(&shown(name)), message);
        }
    }

    pub(super) fn table<'t, 'i>(
        &mut self,
        value: &'t Spanned<DeValue<'i>>,
        path: String,
    ) -> Option<Table<'t, 'i>> {
        if let DeValue::Table(fields) = value.get_ref() {
            return Some(Table {
                fields,
                at: value.span().start,
                path,
            });
        }
        let found = format!("expected a table, found {}", kind(value.get_ref()));
        self.note(value.span().start, &path, found);
        None
    }

    /// A single-line string of `least` to `most` characters.
    pub(super) fn text(
        &mut self,
        table: &Table<'_, '_>,
        field: &str,
        least: usize,
        most: usize,
    ) -> Option<String> {
        let value = table.fields.get(field)?;
        let Some(text) = value.get_ref().as_str() else {
            self.expected(table, field, value, "text in quotation marks");
            return None;
        };
        self.line(value.span().start, &table.name(field), text, least, most)
    }

    fn line(
        &mut self,
        at: usize,
        field: &str,
        text: &str,
        least: usize,
        most: usize,
    ) -> Option<String> {
        let text = text.trim();
        let length = text.chars().count();
        if let Some(place) = text.chars().position(sanitize::is_unfit) {
            let message = format!(
                "character {} is a control character, expected one line of plain text",
                place + 1
            );
            self.note(at, field, message);
        } else if length < least {
            self.note(at, field, "empty, expected a few words".to_owned());
        } else if length > most {
            self.note(
                at,
                field,
                format!("{length} characters, expected at most {most}"),
            );
        } else {
            return Some(text.to_owned());
        }
        None
    }

    /// A list of strings.
    pub(super) fn texts(
        &mut self,
        table: &Table<'_, '_>,
        field: &str,
        items: usize,
        most: usize,
    ) -> Option<Vec<String>> {
        let value = table.fields.get(field)?;
        let Some(list) = value.get_ref().as_array() else {
            self.expected(
                table,
                field,
                value,
                "a list in brackets, such as [\"chair\"]",
            );
            return None;
        };
        if list.len() > items {
            let message = format!("{} entries, expected at most {items}", list.len());
            self.note(value.span().start, &table.name(field), message);
            return None;
        }
        let mut texts = Vec::new();
        for item in list {
            match item.get_ref().as_str() {
                Some(text) => {
                    texts.extend(self.line(item.span().start, &table.name(field), text, 1, most));
                }
                None => self.expected(table, field, item, "text in quotation marks"),
            }
        }
        Some(texts)
    }

    /// An integer in `range`.
    pub(super) fn whole(
        &mut self,
        table: &Table<'_, '_>,
        field: &str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let value = table.fields.get(field)?;
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        let Some(number) = value.get_ref().as_integer() else {
            self.expected(table, field, value, &expected);
            return None;
        };
        let digits = number.as_str().replace('_', "");
        let read = i64::from_str_radix(&digits, number.radix()).ok();
        let fitting = read
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| range.contains(number));
        if fitting.is_none() {
            let message = format!("expected {expected}, found {}", shown(&digits));
            self.note(value.span().start, &table.name(field), message);
        }
        fitting
    }

    /// A number in `range`, with or without a fraction.
    pub(super) fn number(
        &mut self,
        table: &Table<'_, '_>,
        field: &str,
        range: RangeInclusive<f32>,
    ) -> Option<f32> {
        let value = table.fields.get(field)?;
        let expected = format!("a number from {} to {}", range.start(), range.end());
        let text = match value.get_ref() {
            DeValue::Float(number) => number.as_str(),
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            _ => {
                self.expected(table, field, value, &expected);
                return None;
            }
        };
        let fitting = text
            .replace('_', "")
            .parse()
            .ok()
            .filter(|number| range.contains(number));
        if fitting.is_none() {
            let message = format!("expected {expected}, found {}", shown(text));
            self.note(value.span().start, &table.name(field), message);
        }
        fitting
    }

    /// `true` or `false`; false if omitted.
    pub(super) fn flag(&mut self, table: &Table<'_, '_>, field: &str) -> bool {
        let Some(value) = table.fields.get(field) else {
            return false;
        };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.expected(table, field, value, "true or false");
        }
        flag.unwrap_or_default()
    }

    /// An id: lowercase words joined by hyphens.
    pub(super) fn id(&mut self, table: &Table<'_, '_>) -> Option<String> {
        let text = self.text(table, "id", 1, 60)?;
        if super::slug(&text) == text {
            return Some(text);
        }
        let message = format!(
            "\"{}\" isn't an id, expected lower case words with hyphens, such as \"{}\"",
            shown(&text),
            super::slug(&text)
        );
        self.note(
            table.start_of("id").unwrap_or(table.at),
            &table.name("id"),
            message,
        );
        None
    }

    /// An activity, by id or name.
    pub(super) fn activity(&mut self, table: &Table<'_, '_>) -> Option<String> {
        let text = self.text(table, "activity", 1, 60)?;
        let wanted = fold(&text);
        let named = || {
            activities()
                .iter()
                .find(|activity| fold(&activity.label) == wanted)
        };
        if let Some(found) = activity(&text).or_else(named) {
            return Some(found.id.clone());
        }
        let known = activities()
            .iter()
            .flat_map(|activity| [activity.id.as_str(), activity.label.as_str()]);
        let unknown = Unknown::new(
            "activity",
            &text,
            known,
            "Leave it out to use the exercises' own.",
        );
        self.note(
            table.start_of("activity").unwrap_or(table.at),
            &table.name("activity"),
            unknown.to_string(),
        );
        None
    }

    pub(super) fn intensity(&mut self, table: &Table<'_, '_>) -> Option<Intensity> {
        let text = self.text(table, "intensity", 1, 60)?;
        self.word(
            table,
            table.start_of("intensity"),
            "intensity",
            &text,
            &Intensity::ALL,
            Intensity::word,
        )
    }

    pub(super) fn place(&mut self, table: &Table<'_, '_>) -> Option<Place> {
        let text = self.text(table, "place", 1, 60)?;
        self.word(
            table,
            table.start_of("place"),
            "place",
            &text,
            &Place::ALL,
            Place::word,
        )
    }

    pub(super) fn positions(&mut self, table: &Table<'_, '_>) -> Option<Vec<Position>> {
        let texts = self.texts(table, "positions", 5, 60)?;
        let at = table.start_of("positions");
        if texts.is_empty() {
            return None;
        }
        let read =
            |text: &String| self.word(table, at, "positions", text, &Position::ALL, Position::word);
        Some(texts.iter().filter_map(read).collect())
    }

    /// One of a few allowed words.
    fn word<T: Copy>(
        &mut self,
        table: &Table<'_, '_>,
        at: Option<usize>,
        field: &str,
        text: &str,
        all: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let found = all.iter().copied().find(|one| name(*one) == text);
        if found.is_none() {
            let words: Vec<&str> = all.iter().map(|one| name(*one)).collect();
            let message = format!(
                "\"{}\" isn't known, expected {}",
                shown(text),
                words.join(", ")
            );
            self.note(at.unwrap_or(table.at), &table.name(field), message);
        }
        found
    }
}

/// User input, shortened to one line without control characters.
pub(super) fn shown(text: &str) -> String {
    let whole: String = sanitize::line(text).chars().take(80).collect();
    whole.trim().to_owned()
}

/// The type of a value, in words.
pub(super) const fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
