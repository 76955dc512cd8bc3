//! Byte streams from files or archives: limited in size, decoded to UTF-8, one chunk at a time.
//!
//! A refusal passes through third-party readers inside an [`io::Error`]; [`because`] extracts it.

use crate::import::{Refusal, limits, text};
use encoding_rs::{Decoder, Encoding, WINDOWS_1252};
use std::io::{self, BufRead, Read, Seek};

/// Bytes per read.
const CHUNK: usize = 64 * 1024;

/// Source of bytes: a file, or memory.
pub trait Source: Read + Seek {}

impl<S: Read + Seek + ?Sized> Source for S {}

/// Wraps a refusal as an I/O error.
pub fn refuse(why: Refusal) -> io::Error {
    io::Error::other(why)
}

/// Extracts the refusal from an I/O error.
pub fn because(error: &io::Error) -> Refusal {
    let refusal = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<Refusal>());
    refusal.cloned().unwrap_or_else(|| {
        Refusal::Unreadable(format!("it couldn't be read ({})", crate::fs::cause(error)))
    })
}

/// A reader that yields up to `left` bytes and refuses a source with more.
pub(super) struct Bounded<R> {
    inner: R,
    bound: u64,
    left: u64,
}

impl<R: Read> Bounded<R> {
    pub(super) const fn new(inner: R, bound: u64) -> Self {
        Self {
            inner,
            bound,
            left: bound,
        }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 && self.inner.read(&mut [0])? > 0 {
            return Err(refuse(Refusal::Unreadable(limits::beyond(
                "it comes to",
                &limits::size(self.bound),
            ))));
        }
        let most = buffer
            .len()
            .min(usize::try_from(self.left).unwrap_or(usize::MAX));
        let count = self.inner.read(&mut buffer[..most])?;
        self.left -= count as u64;
        Ok(count)
    }
}

/// Reads content that must be completely in memory.
///
/// # Errors
/// If it exceeds the limit or cannot be read.
pub fn whole(source: &mut dyn Read) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    Bounded::new(source, limits::WHOLE)
        .read_to_end(&mut bytes)
        .map_err(|error| because(&error))?;
    Ok(bytes)
}

/// Reads text that must be completely in memory, with an optional encoding warning.
///
/// # Errors
/// If it exceeds the limit, cannot be read, or is not text.
pub fn text(source: &mut dyn Read) -> Result<(String, Option<String>), Refusal> {
    text::decode(&whole(source)?)
}

/// Reads until `buffer` is full or the source ends; returns the number of bytes read.
pub(super) fn fill(source: &mut dyn Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut place = 0;
    while place < buffer.len() {
        match source.read(&mut buffer[place..]) {
            Ok(0) => break,
            Ok(count) => place += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(place)
}

/// Decodes a stream to UTF-8. Same result as [`text::decode`] on the entire file, except that invalid UTF-8 switches to
/// Latin-1 from that point on. Keeps two chunks in memory and counts lines.
pub(super) struct Utf8<R> {
    source: R,
    /// `None` while the text is treated as UTF-8.
    decoder: Option<Decoder>,
    /// Bytes read but not yet decoded.
    raw: Vec<u8>,
    text: String,
    /// How much of `text` has been consumed.
    at: usize,
    begun: bool,
    ended: bool,
    line: u64,
    /// Start line and length in bytes of the current piece.
    piece: (u64, usize),
    warning: Option<String>,
}

impl<R: Read> Utf8<R> {
    pub(super) const fn new(source: R) -> Self {
        Self {
            source,
            decoder: None,
            raw: Vec::new(),
            text: String::new(),
            at: 0,
            begun: false,
            ended: false,
            line: 1,
            piece: (1, 0),
            warning: None,
        }
    }

    /// Starts a new piece.
    pub(super) const fn next_piece(&mut self) {
        self.piece = (self.line, 0);
    }

    /// Start line of the current piece, from 1.
    pub(super) const fn line(&self) -> u64 {
        self.piece.0
    }

    /// Takes the encoding warning, if any.
    pub(super) fn warning(&mut self) -> Option<String> {
        self.warning.take()
    }

    fn refill(&mut self) -> io::Result<()> {
        let had = self.raw.len();
        self.raw.resize(had + CHUNK, 0);
        let count = fill(&mut self.source, &mut self.raw[had..])?;
        self.raw.truncate(had + count);
        self.ended = count < CHUNK;
        let begins = !std::mem::replace(&mut self.begun, true);
        if let Some((encoding, mark)) = Encoding::for_bom(&self.raw).filter(|_| begins) {
            self.raw.drain(..mark);
            self.decoder = Some(encoding.new_decoder_without_bom_handling());
        }
        (self.text, self.at) = (String::new(), 0);
        if self.decoder.is_none() {
            self.take_utf_8()?;
        }
        if let Some(decoder) = &mut self.decoder {
            let most = decoder
                .max_utf8_buffer_length(self.raw.len())
                .unwrap_or(4 * CHUNK);
            self.text.reserve(most);
            let (_, _, broken) = decoder.decode_to_string(&self.raw, &mut self.text, self.ended);
            self.raw.clear();
            if broken && self.warning.is_none() {
                self.warning = Some(text::replaced(decoder.encoding()));
            }
        }
        if begins && text::is_binary(&self.text) {
            return Err(refuse(text::binary()));
        }
        Ok(())
    }

    /// Decodes valid UTF-8; a truncated character is kept for the next chunk.
    fn take_utf_8(&mut self) -> io::Result<()> {
        if self.raw.contains(&0) {
            return Err(refuse(text::binary()));
        }
        match String::from_utf8(std::mem::take(&mut self.raw)) {
            Ok(text) => self.text = text,
            Err(error) => {
                let cut = error.utf8_error();
                self.raw = error.into_bytes();
                let rest = self.raw.split_off(cut.valid_up_to());
                let sound = std::mem::replace(&mut self.raw, rest);
                self.text = String::from_utf8(sound).unwrap_or_default();
                if cut.error_len().is_some() || self.ended {
                    self.decoder = Some(WINDOWS_1252.new_decoder_without_bom_handling());
                    self.warning = Some(text::LATIN_1.to_owned());
                }
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.piece.1 > limits::PIECE {
            let (line, most) = (self.piece.0, limits::size(limits::PIECE as u64));
            let why = format!(
                "line {line}: a tag or text has more than {most} (the limit); the file may be \
                 damaged, so export it again"
            );
            return Err(refuse(Refusal::Unreadable(why)));
        }
        while self.at >= self.text.len() && !self.ended {
            self.refill()?;
        }
        Ok(&self.text.as_bytes()[self.at..])
    }

    #[expect(
        clippy::naive_bytecount,
        reason = "the compiler makes it fast enough, and it is one crate less"
    )]
    fn consume(&mut self, count: usize) {
        let end = (self.at + count).min(self.text.len());
        let taken = &self.text.as_bytes()[self.at..end];
        self.line += taken.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.piece.1 += taken.len();
        self.at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<(String, Option<String>), Refusal> {
        let mut stream = Utf8::new(bytes);
        let mut text = Vec::new();
        loop {
            stream.next_piece();
            let available = stream.fill_buf().map_err(|error| because(&error))?;
            if available.is_empty() {
                return Ok((String::from_utf8(text).unwrap(), stream.warning()));
            }
            // Odd step sizes, as a parser would consume it.
            let count = available.len().min(1021);
            text.extend_from_slice(&available[..count]);
            stream.consume(count);
        }
    }

    #[test]
    fn a_stream_gives_what_decoding_as_a_whole_gives() {
        let long = "abc mäßig 日本\n".repeat(20_000);
        let cut = "x".repeat(CHUNK - 1) + "ä";
        for text in ["plain", "mäßig", &long, &cut] {
            let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
            let utf_16: Vec<u8> = [0xFF, 0xFE]
                .into_iter()
                .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
                .collect();
            for bytes in [text.as_bytes(), &marked, &utf_16] {
                assert_eq!(read(bytes).unwrap(), (text.to_owned(), None));
                assert_eq!(read(bytes), text::decode(bytes));
            }
        }
        let latin = [b"x".repeat(CHUNK + 3), b"m\xE4\xDFig".to_vec()].concat();
        for bytes in [latin.as_slice(), b"m\xE4\xDF", b"\xEF\xBB\xBFm\xE4g"] {
            assert_eq!(read(bytes), text::decode(bytes));
            assert!(read(bytes).unwrap().1.is_some());
        }
        assert_eq!(read(b"a\0b"), Err(text::binary()));
        assert_eq!(read(&[7; 50]), Err(text::binary()));
    }

    #[test]
    fn one_byte_too_many_is_refused_and_the_last_is_not() {
        let read = |bound: u64| {
            let mut bytes = Vec::new();
            Bounded::new(&b"12345"[..], bound)
                .read_to_end(&mut bytes)
                .map(|_| bytes)
        };
        assert_eq!(read(5).unwrap(), b"12345");
        assert!(
            because(&read(4).unwrap_err())
                .to_string()
                .contains("more than 4 bytes")
        );
    }

    #[test]
    fn a_piece_without_an_end_is_refused_with_its_line() {
        let mut stream = Utf8::new(b"\n\n".chain(io::repeat(b'x')));
        stream.fill_buf().unwrap();
        stream.consume(2);
        stream.next_piece();
        let mut held = 0;
        let error = loop {
            match stream.fill_buf().map(<[u8]>::len) {
                Ok(count) => stream.consume(count),
                Err(error) => break because(&error),
            }
            held += 1;
            assert!(held < 1000, "it is read without end");
        };
        assert!(
            error
                .to_string()
                .starts_with("line 3: a tag or text has more than 1 MB"),
            "{error}"
        );
    }
}
