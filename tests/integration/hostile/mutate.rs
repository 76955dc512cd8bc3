//! Ways in which a file arrives that nobody wrote so: cut, flipped, doubled, with numbers and dates that cannot be.

use fastrand::Rng;
use std::io::{Cursor, Write as _};

/// What numbers are replaced by.
const NUMBERS: [&str; 18] = [
    "0",
    "-1",
    "1e308",
    "-1e308",
    "NaN",
    "inf",
    "-inf",
    "255",
    "65535",
    "4294967295",
    "4294967296",
    "2147483647",
    "-2147483648",
    "9223372036854775807",
    "-9223372036854775808",
    "99999999999999999999999999",
    "0.0000000000000001",
    "8210266876799999",
];
/// What years are replaced by.
const YEARS: [&str; 9] = [
    "0000", "0001", "1899", "2027", "9999", "10000", "+262142", "-262143", "٢٠٢٦",
];
/// What is put in anywhere.
const PIECES: [&[u8]; 28] = [
    b"\0",
    b"\x1b[2J",
    b"\x1b]0;x\x07",
    b"\xc2\x9b2J",
    b"\xe2\x80\xae",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xe4",
    b"\xed\xa0\x80",
    b"\xe2\x80\xa8",
    b"\r",
    b"\r\n",
    b"\t",
    b"\"",
    b"'",
    b",",
    b";",
    b"|",
    b"<a",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"&#x0;&#27;&bad;",
    b"<!DOCTYPE x [<!ENTITY a \"b\">]>",
    b"[[[[",
    b"{\"a\":",
    b"}",
    b"=cmd|",
];

/// The file with one to three things done to it.
pub(crate) fn mutated(whole: &[u8], chance: &mut Rng) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    for _ in 0..chance.usize(1..4) {
        if bytes.is_empty() {
            return bytes;
        }
        match chance.u8(0..14) {
            0 => bytes.truncate(chance.usize(0..bytes.len())),
            1 | 2 => {
                for _ in 0..chance.usize(1..9) {
                    let at = chance.usize(0..bytes.len());
                    bytes[at] ^= 1 << chance.u8(0..8);
                }
            }
            3 => {
                let (from, to) = range(&bytes, chance);
                bytes.drain(from..to);
            }
            4 => {
                let (from, to) = range(&bytes, chance);
                let piece = bytes[from..to].to_vec();
                let at = chance.usize(0..=bytes.len());
                bytes.splice(at..at, piece);
            }
            5 => lines(&mut bytes, chance),
            6 | 7 => token(&mut bytes, chance, &NUMBERS, 1),
            8 => token(&mut bytes, chance, &YEARS, 4),
            9 | 10 => {
                let at = chance.usize(0..=bytes.len());
                bytes.splice(
                    at..at,
                    PIECES[chance.usize(0..PIECES.len())].iter().copied(),
                );
            }
            11 => {
                // Something very long: a piece of the file, again and again.
                let (from, to) = range(&bytes, chance);
                let piece = bytes[from..to.min(from + 12)].repeat(chance.usize(1..1500));
                bytes.splice(from..from, piece);
            }
            12 => column(&mut bytes, chance),
            _ => encoded(&mut bytes, chance),
        }
    }
    bytes.truncate(64 * 1024);
    bytes
}

fn range(bytes: &[u8], chance: &mut Rng) -> (usize, usize) {
    let from = chance.usize(0..bytes.len());
    (from, (from + chance.usize(1..60)).min(bytes.len()))
}

/// A line doubled, left out, or moved.
fn lines(bytes: &mut Vec<u8>, chance: &mut Rng) {
    let mut lines: Vec<Vec<u8>> = bytes
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (at, to) = (chance.usize(0..lines.len()), chance.usize(0..lines.len()));
    match chance.u8(0..3) {
        0 => lines.insert(to, lines[at].clone()),
        1 => drop(lines.remove(at)),
        _ => lines.swap(at, to),
    }
    *bytes = lines.join(&b'\n');
}

/// A run of at least `least` digits, with its sign and decimals, replaced.
fn token(bytes: &mut Vec<u8>, chance: &mut Rng, with: &[&str], least: usize) {
    let mut runs = Vec::new();
    let mut from = None;
    for (at, byte) in bytes.iter().chain([&b' ']).enumerate() {
        match (byte.is_ascii_digit(), from) {
            (true, None) => from = Some(at),
            (false, Some(begun)) => {
                if at - begun >= least {
                    runs.push(begun..at);
                }
                from = None;
            }
            _ => {}
        }
    }
    if !runs.is_empty() {
        let run = runs[chance.usize(0..runs.len())].clone();
        bytes.splice(run, with[chance.usize(0..with.len())].bytes());
    }
}

/// A column left out or doubled, in every line.
fn column(bytes: &mut Vec<u8>, chance: &mut Rng) {
    let delimiter = if bytes.iter().take(200).any(|byte| *byte == b';') {
        b';'
    } else {
        b','
    };
    let head = bytes
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let count = head.split(|byte| *byte == delimiter).count();
    let (at, doubled) = (chance.usize(0..count), chance.bool());
    let lines: Vec<Vec<u8>> = bytes
        .split(|byte| *byte == b'\n')
        .map(|line| {
            let mut fields: Vec<&[u8]> = line.split(|byte| *byte == delimiter).collect();
            if at < fields.len() {
                if doubled {
                    fields.insert(at, fields[at]);
                } else {
                    fields.remove(at);
                }
            }
            fields.join(&delimiter)
        })
        .collect();
    *bytes = lines.join(&b'\n');
}

/// The same in other line ends or another encoding.
fn encoded(bytes: &mut Vec<u8>, chance: &mut Rng) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    *bytes = match chance.u8(0..5) {
        0 => text.replace('\n', "\r\n").into_bytes(),
        1 => text.replace('\n', "\r").into_bytes(),
        2 => [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect(),
        3 => [0xfe, 0xff]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
            .collect(),
        _ => text
            .chars()
            .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
            .collect(),
    };
}

/// The base64 of bytes.
pub(crate) fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for part in bytes.chunks(3) {
        let held = part
            .iter()
            .fold(0_u32, |held, byte| held << 8 | u32::from(*byte))
            << (8 * (3 - part.len()));
        for place in 0..=part.len() {
            out.push(LETTERS[(held >> (18 - 6 * place) & 63) as usize]);
        }
        out.resize(out.len() + 3 - part.len(), b'=');
    }
    out
}

/// A zip with this one member.
pub(crate) fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer
        .start_file(name, zip::write::SimpleFileOptions::default())
        .unwrap();
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap().into_inner()
}
