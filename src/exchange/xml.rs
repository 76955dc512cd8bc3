//! XML, streamed: elements with their attributes and text, held one at a time. A DTD is passed over and no entity is
//! ever expanded; what is nested too deeply is refused.

use crate::exchange::stream::{Utf8, because};
use crate::exchange::{Refusal, limits, text};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};
use std::borrow::Cow;
use std::io::Read;

/// An element that begins or ends.
pub(super) enum Node<'a> {
    /// It begins, with its attributes.
    Start(&'a str, &'a Attributes<'a>),
    /// It ends, with the text directly in it.
    End(&'a str, &'a str),
}

/// The attributes of an element; read when they are asked for, since most elements are none that anyone wants.
pub(super) struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of an attribute, as it stands in the file.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        // Looking for names that are there twice takes the square of their number.
        let mut attributes = self.0.attributes();
        let mut sound = attributes.with_checks(false).filter_map(Result::ok);
        sound.find(|attribute| attribute.key.local_name().as_ref() == name).map(|attribute| attribute.value)
    }
}

/// Hands every element to `take`; answers what is worth knowing of how the file is written.
///
/// # Errors
/// When it cannot be read, is not well-formed, or goes beyond a bound; and what `take` refuses.
pub(super) fn read(
    source: &mut dyn Read,
    take: &mut dyn FnMut(Node<'_>) -> Result<(), Refusal>,
) -> Result<Option<String>, Refusal> {
    let mut reader = Reader::from_reader(Utf8::new(source));
    let mut piece = Vec::new();
    let mut inner = String::new();
    let (mut depth, mut begun) = (0_usize, false);
    loop {
        piece.clear();
        reader.get_mut().next_piece();
        let event = reader.read_event_into(&mut piece);
        begun |= !matches!(&event, Ok(Event::Eof));
        match event {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > limits::DEPTH {
                    let line = reader.get_ref().line();
                    return Err(Refusal::Unreadable(format!(
                        "line {line}: its elements are nested more than {} deep, the most that is read; perhaps the file is damaged: export it again",
                        limits::DEPTH
                    )));
                }
                inner.clear();
                take(Node::Start(element.local_name().as_ref(), &Attributes(&element)))?;
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
            Ok(Event::Text(more)) if inner.len() + more.len() <= limits::INNER => inner.push_str(&more),
            Ok(Event::Eof) if depth > 0 => return Err(Refusal::Unreadable("it is cut short".to_owned())),
            Ok(Event::Eof) if !begun => return Err(text::empty()),
            Ok(Event::Eof) => return Ok(reader.get_mut().warning()),
            Ok(_) => {}
            Err(Error::Io(error)) => return Err(because(&error)),
            Err(error) => {
                let line = reader.get_ref().line();
                return Err(Refusal::Unreadable(format!(
                    "line {line}: it is not well-formed XML ({})",
                    text::clean(&error.to_string())
                )));
            }
        }
    }
}
