//! One file within a FIT stream: header, data, checksum. Several may be chained.

use crate::import::Refusal;
use crate::import::stream::{because, fill};
use std::io::BufRead;

/// Bytes skipped per read.
const SKIP: usize = 64 * 1024;

/// One of possibly several chained files; never reads past its end.
pub(super) struct Part<'a, R> {
    source: &'a mut R,
    /// Remaining bytes, without the checksum.
    left: u64,
    crc: u16,
    /// Whether the source ended early.
    short: bool,
    message: Vec<u8>,
}

/// How a file ended.
pub(super) enum End {
    Sound,
    /// Truncated.
    Short,
    /// Checksum mismatch.
    Wrong,
}

impl<'a, R: BufRead> Part<'a, R> {
    /// Reads the header; `None` if there is no further file.
    pub(super) fn begin(source: &'a mut R) -> Result<Option<Self>, Refusal> {
        let mut head = [0; 12];
        let count = fill(source, &mut head).map_err(|error| because(&error))?;
        let [size, _, _, _, a, b, c, d, rest @ ..] = head;
        if count < head.len() || rest != *b".FIT" || usize::from(size) < head.len() {
            return Ok(None);
        }
        let left =
            u64::from(size) - head.len() as u64 + u64::from(u32::from_le_bytes([a, b, c, d]));
        let mut part = Self {
            source,
            left,
            crc: checksum(0, &head),
            short: false,
            message: Vec::new(),
        };
        part.take(usize::from(size) - head.len())?;
        Ok(Some(part))
    }

    /// Returns the next `count` bytes; `None` if fewer are left.
    pub(super) fn take(&mut self, count: usize) -> Result<Option<&[u8]>, Refusal> {
        if count as u64 > self.left {
            return Ok(None);
        }
        self.message.resize(count, 0);
        let there = fill(self.source, &mut self.message).map_err(|error| because(&error))?;
        self.left -= there as u64;
        self.crc = checksum(self.crc, &self.message[..there]);
        self.short = there < count;
        Ok((!self.short).then_some(self.message.as_slice()))
    }

    pub(super) fn byte(&mut self) -> Result<Option<u8>, Refusal> {
        Ok(self.take(1)?.and_then(|bytes| bytes.first().copied()))
    }

    /// Skips the remaining bytes and verifies the checksum.
    pub(super) fn end(mut self) -> Result<End, Refusal> {
        while self.left > 0 && !self.short {
            self.take(usize::try_from(self.left).unwrap_or(usize::MAX).min(SKIP))?;
        }
        let mut stored = [0; 2];
        let count = fill(self.source, &mut stored).map_err(|error| because(&error))?;
        Ok(
            match (
                self.short || count < stored.len(),
                self.crc == u16::from_le_bytes(stored),
            ) {
                (true, _) => End::Short,
                (false, true) => End::Sound,
                (false, false) => End::Wrong,
            },
        )
    }
}

/// The FIT CRC-16, continued from `crc`.
pub(super) fn checksum(crc: u16, bytes: &[u8]) -> u16 {
    bytes.iter().fold(crc, |crc, byte| {
        crc >> 8 ^ CRC[usize::from(crc as u8 ^ byte)]
    })
}

/// CRC contribution of each byte value.
static CRC: [u16; 256] = {
    let mut table = [0; 256];
    let mut value = 0;
    while value < table.len() {
        let (mut crc, mut bit) = (value as u16, 0);
        while bit < 8 {
            crc = if crc & 1 == 1 {
                crc >> 1 ^ 0xA001
            } else {
                crc >> 1
            };
            bit += 1;
        }
        table[value] = crc;
        value += 1;
    }
    table
};
