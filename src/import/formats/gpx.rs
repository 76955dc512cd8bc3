//! GPX 1.0 and 1.1: recorded tracks. Routes, waypoints and tracks without times are plans and are skipped.

use crate::import::track::{self, Track};
use crate::import::xml::{self, Node};
use crate::import::{Parsed, ReadOptions, Refusal};
use chrono::DateTime;
use std::io::Read;

/// Reads all recorded tracks.
///
/// # Errors
/// If the XML is not well-formed, or contains no recorded track.
pub(super) fn parse(source: &mut dyn Read, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut track: Option<Track> = None;
    let (mut in_point, mut in_segment) = (false, false);
    let (mut place, mut time) = (None, None);
    let warning = xml::read(source, &mut |node| {
        match node {
            Node::Start("trk", _) => track = Some(Track::default()),
            Node::Start("trkseg", _) => {
                in_segment = true;
                if let Some(track) = &mut track {
                    track.another_segment();
                }
            }
            Node::Start("trkpt", attributes) => {
                in_point = true;
                let number = |name: &str| {
                    attributes
                        .get(name)
                        .and_then(|text| text.trim().parse::<f64>().ok())
                };
                (place, time) = (
                    number("lat").zip(number("lon")).filter(track::is_sound),
                    None,
                );
            }
            Node::End("time", inner) if in_point => time = DateTime::parse_from_rfc3339(inner).ok(),
            Node::End("type", inner) if !in_segment => {
                if let Some(track) = &mut track {
                    inner.clone_into(&mut track.sport);
                }
            }
            Node::End("trkpt", _) => {
                in_point = false;
                if let Some(track) = &mut track {
                    track.point(place, time);
                }
            }
            Node::End("trkseg", _) => in_segment = false,
            Node::End("trk", _) => track::taken(
                &mut parsed,
                track.take().filter(|track| !track.is_empty()),
                "gpx",
            )?,
            Node::Start(..) | Node::End(..) => {}
        }
        Ok(())
    })?;
    parsed.warnings.extend(warning);
    match parsed.rejected.first() {
        None if parsed.read == 0 => Err(Refusal::Empty(
            "it has no recorded track: nothing to import".to_owned(),
        )),
        Some((_, reason)) if parsed.sessions.is_empty() => {
            Err(Refusal::Empty(format!("nothing to import; {reason}")))
        }
        _ => Ok(parsed),
    }
}
