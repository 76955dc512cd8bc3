//! Streaming XML: elements with attributes and text, one at a time. DTDs are skipped, entities are never expanded, and
//! deep nesting is refused.

use crate::import::stream::{Utf8, because};
use crate::import::{Refusal, limits, text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};
use std::borrow::Cow;
use std::io::Read;

/// Start or end of an element.
pub(super) enum Node<'a> {
    /// Start tag, with attributes.
    Start(&'a str, &'a Attributes<'a>),
    /// End tag, with the text directly inside the element.
    End(&'a str, &'a str),
}

/// Attributes of an element; parsed on demand, because most elements are not needed.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The raw value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        // Checking for duplicate names would take quadratic time.
        let mut attributes = self.0.attributes();
        let mut sound = attributes.with_checks(false).filter_map(Result::ok);
        sound
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .map(|attribute| attribute.value)
    }
}

/// Calls `take` for every element; returns an encoding warning, if any.
///
/// # Errors
/// If the source cannot be read, is not well-formed, or exceeds a limit, and any error from `take`.
pub(super) fn read(
    source: &mut dyn Read,
    take: &mut dyn FnMut(Node<'_>) -> Result<(), Refusal>,
) -> Result<Option<String>, Refusal> {
    let mut reader = Reader::from_reader(Utf8::new(source));
    let mut piece = Vec::new();
    let mut inner = String::new();
    let (mut depth, mut begun, mut pieces) = (0_usize, false, 0);
    loop {
        piece.clear();
        pieces += 1;
        if pieces > limits::PIECES {
            let most = format!("{} tags and texts", limits::count(limits::PIECES));
            return Err(Refusal::Unreadable(limits::beyond("it has", &most)));
        }
        reader.get_mut().next_piece();
        let event = reader.read_event_into(&mut piece);
        begun |= !matches!(&event, Ok(Event::Eof));
        match event {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > limits::DEPTH {
                    let line = reader.get_ref().line();
                    return Err(Refusal::Unreadable(format!(
                        "line {line}: elements are nested more than {} deep (the limit); the file \
                         may be damaged, so export it again",
                        limits::DEPTH
                    )));
                }
                inner.clear();
                take(Node::Start(
                    element.local_name().as_ref(),
                    &Attributes(&element),
                ))?;
            }
            Ok(Event::Empty(element)) => {
                let name = element.local_name();
                take(Node::Start(name.as_ref(), &Attributes(&element)))?;
                take(Node::End(name.as_ref(), ""))?;
                inner.clear();
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                take(Node::End(element.local_name().as_ref(), inner.trim()))?;
                inner.clear();
            }
            Ok(Event::Text(more)) if inner.len() + more.len() <= limits::INNER => {
                inner.push_str(&more);
            }
            Ok(Event::CData(more)) if inner.len() + more.len() <= limits::INNER => {
                inner.push_str(&more);
            }
            Ok(Event::Eof) if depth > 0 => {
                return Err(Refusal::Unreadable("it's cut short".to_owned()));
            }
            Ok(Event::Eof) if !begun => return Err(text::empty()),
            Ok(Event::Eof) => return Ok(reader.get_mut().warning()),
            Ok(_) => {}
            Err(Error::Io(error)) => return Err(because(&error)),
            Err(error) => {
                let line = reader.get_ref().line();
                return Err(Refusal::Unreadable(format!(
                    "line {line}: it isn't well-formed XML ({})",
                    text::clean(&error.to_string())
                )));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::fmt::Write as _;
    use std::rc::Rc;

    /// An export generated while it is read: each record contains its byte position.
    struct Endless {
        ready: Vec<u8>,
        given: Rc<Cell<u64>>,
        made: u64,
        most: u64,
    }

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            if self.ready.is_empty() && self.made < self.most {
                let mut text = String::new();
                if self.made == 0 {
                    text += "<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [<!ENTITY x \"y\">]>\n<HealthData>\n";
                }
                let at = self.made + text.len() as u64;
                let _ = writeln!(
                    text,
                    "<Record at=\"{at}\" type=\"HeartRate\" value=\"60\"><Note>&x;{at}</Note></Record>"
                );
                self.made += text.len() as u64;
                if self.made >= self.most {
                    text += "</HealthData>\n";
                }
                self.ready = text.into_bytes();
            }
            let count = self.ready.len().min(buffer.len());
            buffer[..count].copy_from_slice(&self.ready[..count]);
            self.ready.drain(..count);
            self.given.set(self.given.get() + count as u64);
            Ok(count)
        }
    }

    #[test]
    fn what_is_read_ahead_does_not_grow_with_the_file() {
        let given = Rc::new(Cell::new(0));
        let most = 20 * 1024 * 1024;
        let mut source = Endless {
            ready: Vec::new(),
            given: Rc::clone(&given),
            made: 0,
            most,
        };
        let (mut records, mut farthest) = (0, 0);
        read(&mut source, &mut |node| {
            match node {
                Node::Start("Record", attributes) => {
                    let at: u64 = attributes.get("at").unwrap().parse().unwrap();
                    farthest = farthest.max(given.get() - at);
                    records += 1;
                }
                Node::End("Note", inner) => {
                    assert!(inner.parse::<u64>().is_ok(), "an entity became {inner}");
                }
                _ => {}
            }
            Ok(())
        })
        .unwrap();
        assert!(given.get() > most && records > 200_000, "{records} records");
        assert!(farthest < 200_000, "{farthest} bytes were held");
    }

    fn refused(text: &str) -> String {
        read(&mut text.as_bytes(), &mut |_| Ok(()))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn what_no_export_has_is_refused_with_its_line() {
        let long = format!(
            "<a>\n\n<b c=\"{}\"/></a>",
            "x".repeat(limits::PIECE + 100_000)
        );
        let deep = format!("\n{}", "<a>".repeat(limits::DEPTH + 1));
        for (text, part) in [
            (long.as_str(), "line 3: a tag or text has more than 1 MB"),
            (&deep, "line 2: elements are nested more than 64 deep"),
            ("<a>\n<b>\n</c></a>", "line 3: it isn't well-formed XML"),
            ("<a>", "it's cut short"),
            ("", "the file is empty"),
        ] {
            assert!(refused(text).contains(part), "{}", refused(text));
        }
    }

    #[test]
    fn a_tag_of_many_attributes_takes_no_longer_than_its_length() {
        let names: String = (0..100_000).fold(String::new(), |mut names, number| {
            let _ = write!(names, " a{number}=\"\"");
            names
        });
        let mut found = None;
        read(
            &mut format!("<a{names} b=\"1\"/>").as_bytes(),
            &mut |node| {
                if let Node::Start(_, attributes) = node {
                    found = attributes.get("b").map(Cow::into_owned);
                }
                Ok(())
            },
        )
        .unwrap();
        assert_eq!(found.as_deref(), Some("1"));
    }
}
