//! XML, streamed: elements with their path, text and attributes. A DTD is passed over and no entity is
//! ever expanded; what is nested too deeply is refused.

use crate::exchange::Refusal;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The deepest nesting that is read.
const DEEPEST: usize = 64;
/// The longest text of one element that is kept, in bytes.
const LONGEST: usize = 4096;

/// An element that begins or ends.
pub(super) enum Node<'a> {
    /// It begins, with its attributes.
    Start(&'a str, &'a [(String, String)]),
    /// It ends, with the text directly in it.
    End(&'a str, &'a str),
}

/// Hands every element to `take`.
///
/// # Errors
/// When it is not well-formed or nested too deeply.
pub(super) fn read(text: &str, take: &mut dyn FnMut(Node<'_>)) -> Result<(), Refusal> {
    let mut reader = Reader::from_str(text);
    let mut depth = 0_usize;
    let mut inner = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(Refusal::Unreadable(format!("its elements are nested more than {DEEPEST} deep")));
                }
                inner.clear();
                take(Node::Start(element.local_name().as_ref(), &attributes(&element)));
            }
            Ok(Event::Empty(element)) => {
                let name = element.local_name();
                take(Node::Start(name.as_ref(), &attributes(&element)));
                take(Node::End(name.as_ref(), ""));
                inner.clear();
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                take(Node::End(element.local_name().as_ref(), inner.trim()));
                inner.clear();
            }
            Ok(Event::Text(more)) if inner.len() + more.len() <= LONGEST => inner.push_str(&more),
            Ok(Event::Eof) if depth > 0 => return Err(Refusal::Unreadable("it is cut short".to_owned())),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                let before = text.get(..reader.error_position() as usize).unwrap_or(text);
                let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
                return Err(Refusal::Unreadable(format!("line {line}: it is not well-formed XML ({error})")));
            }
        }
    }
}

fn attributes(element: &BytesStart<'_>) -> Vec<(String, String)> {
    let sound = element.attributes().filter_map(Result::ok);
    sound.map(|attribute| (attribute.key.local_name().as_ref().to_owned(), attribute.value.into_owned())).collect()
}

/// The value of an attribute.
pub(super) fn get<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
}
