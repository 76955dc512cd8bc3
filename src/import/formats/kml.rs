//! KML 2.2 and 2.3, plain or zipped: recorded tracks (`Track` and `gx:Track`) as written by `OpenTracks`, My Tracks and
//! Google Earth. Lines and placemarks without times are plans and are skipped.

use crate::import::track::{self, Track};
use crate::import::xml::{self, Node};
use crate::import::{Parsed, ReadOptions, Refusal};
use chrono::{DateTime, FixedOffset};
use std::collections::VecDeque;
use std::io::Read;

/// Maximum number of times kept without a position: in a valid file equally many positions follow.
const AHEAD: usize = 1_000_000;

/// Whether an archive member is a KML file.
pub(super) fn is_kml(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".kml")
}

/// A track segment: times and positions are matched by index, in whatever order they are written (KML 2.3, 9.20).
#[derive(Default)]
struct Segment {
    times: VecDeque<Option<DateTime<FixedOffset>>>,
    places: VecDeque<Option<(f64, f64)>>,
}

impl Segment {
    /// Passes on all points for which both are known.
    fn pair(&mut self, track: &mut Track) {
        while !self.times.is_empty() && !self.places.is_empty() {
            track.point(
                self.places.pop_front().flatten(),
                self.times.pop_front().flatten(),
            );
        }
    }
}

/// Parses longitude, latitude and an optional altitude; returns latitude and longitude in degrees.
fn place(text: &str) -> Option<(f64, f64)> {
    let mut numbers = text
        .split_whitespace()
        .map(|number| number.parse::<f64>().ok());
    let (lon, lat) = (numbers.next()??, numbers.next()??);
    Some((lat, lon)).filter(track::is_sound)
}

/// Reads all recorded tracks: each placemark is one track with any number of segments.
///
/// # Errors
/// If the XML is not well-formed, or contains no recorded track.
pub(super) fn parse(source: &mut dyn Read, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut track: Option<Track> = None;
    let mut segment: Option<Segment> = None;
    let mut has_track = false;
    let (mut is_type, mut value) = (false, String::new());
    let warning = xml::read(source, &mut |node| {
        match node {
            Node::Start("Placemark", _) => {
                let outside = track
                    .replace(Track::default())
                    .filter(|_| std::mem::take(&mut has_track));
                track::taken(&mut parsed, outside, "kml")?;
            }
            Node::Start("Track", _) => {
                has_track = true;
                segment = Some(Segment::default());
                track.get_or_insert_default().another_segment();
            }
            Node::Start("Data", attributes) => {
                is_type = attributes.get("name").is_some_and(|name| name == "type");
            }
            Node::End("value", inner) if is_type && segment.is_none() => {
                inner.clone_into(&mut value);
            }
            Node::End("Data", _) if is_type => {
                is_type = false;
                // The type may be localized; the icon is not.
                if let Some(track) = track.as_mut().filter(|track| track.sport.is_empty()) {
                    track.sport = std::mem::take(&mut value);
                }
            }
            Node::End("icon", inner)
                if segment.is_none() && !inner.eq_ignore_ascii_case("unknown") =>
            {
                if let Some(track) = &mut track {
                    inner.clone_into(&mut track.sport);
                }
            }
            Node::End("when", inner) => {
                if let Some(segment) = segment
                    .as_mut()
                    .filter(|segment| segment.times.len() < AHEAD)
                {
                    segment
                        .times
                        .push_back(DateTime::parse_from_rfc3339(inner).ok());
                }
            }
            Node::End("coord", inner) => {
                if let Some(segment) = segment
                    .as_mut()
                    .filter(|segment| segment.places.len() < AHEAD)
                {
                    segment.places.push_back(place(inner));
                }
            }
            Node::End("Track", _) => {
                let (mut segment, track) = (
                    segment.take().unwrap_or_default(),
                    track.get_or_insert_default(),
                );
                segment.pair(track);
                for time in segment.times {
                    track.point(None, time);
                }
            }
            Node::End("Placemark", _) => {
                // A placemark without a track is a point or line on the map; an empty track is a failed recording.
                let track = track.take().filter(|_| std::mem::take(&mut has_track));
                track::taken(&mut parsed, track, "kml")?;
            }
            Node::Start(..) | Node::End(..) => {}
        }
        if let (Some(segment), Some(track)) = (&mut segment, &mut track) {
            segment.pair(track);
        }
        Ok(())
    })?;
    // A track may occur outside a placemark.
    track::taken(&mut parsed, track.filter(|_| has_track), "kml")?;
    parsed.warnings.extend(warning);
    if parsed.read == 0 {
        return Err(Refusal::Empty(
            "it has no recorded track: nothing to import".to_owned(),
        ));
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(body: &str) -> Result<Parsed, Refusal> {
        let text = whole(&format!("<Placemark>{body}</Placemark>"));
        parse(&mut text.as_bytes(), &ReadOptions::for_tests())
    }

    fn whole(body: &str) -> String {
        format!(
            "<kml xmlns:gx=\"http://www.google.com/kml/ext/2.2\"><Document><Placemark><TimeStamp><when>\
             1970-01-01T00:00:00Z</when></TimeStamp><Point><coordinates>1,2</coordinates></Point></Placemark>\
             {body}</Document></kml>"
        )
    }

    #[test]
    fn pieces_of_a_track_are_one_session_and_the_pause_between_them_is_none_of_it() {
        let parsed = read(
            "<icon><![CDATA[RUN]]></icon><ExtendedData><Data name=\"type\"><value><![CDATA[Laufen]]></value></Data></ExtendedData>\
             <MultiTrack><Track><when>2026-02-01T08:00:00+01:00</when><coord>16.0 48.0 200</coord>\
             <when>2026-02-01T08:10:00+01:00</when><coord>16.0 48.01 200</coord></Track>\
             <Track><when>2026-02-01T08:30:00+01:00</when><coord>16.0 48.02 200</coord>\
             <when>2026-02-01T08:40:00+01:00</when><coord>16.0 48.03 200</coord></Track></MultiTrack>",
        )
        .unwrap();
        let [session] = &parsed.sessions[..] else {
            panic!("{} sessions", parsed.sessions.len())
        };
        assert_eq!((session.seconds, session.activity.as_str()), (1200, "jog"));
        let meters = session.distance_m.unwrap();
        assert!((meters - 2.0 * 1112.0).abs() < 2.0, "{meters}");
    }

    #[test]
    fn times_and_places_belong_together_in_whatever_order_they_come() {
        let parsed = read(
            "<ExtendedData><Data name=\"type\"><value>walking</value></Data></ExtendedData><gx:Track>\
             <when>2026-02-01T08:00:00Z</when><when>2026-02-01T08:05:00Z</when><when>2026-02-01T08:09:00Z</when>\
             <gx:coord>16.0 48.0 200</gx:coord><gx:coord/><gx:coord>16.0 48.01 200</gx:coord></gx:Track>",
        )
        .unwrap();
        let session = &parsed.sessions[0];
        assert_eq!(
            (session.seconds, session.activity.as_str()),
            (540, "walk_self")
        );
        assert!((session.distance_m.unwrap() - 1112.0).abs() < 2.0);
    }

    #[test]
    fn a_track_outside_of_placemarks_is_a_session_of_its_own() {
        let track = |day| {
            format!(
                "<Track><when>2026-02-0{day}T08:00:00Z</when><coord>16.0 48.0</coord>\
             <when>2026-02-0{day}T08:10:00Z</when><coord>16.0 48.01</coord></Track>"
            )
        };
        let plan = "<Placemark><Point><coordinates>1,2</coordinates></Point></Placemark>";
        let text = whole(&format!(
            "{}<Placemark>{}</Placemark>{plan}{}",
            track(1),
            track(2),
            track(3)
        ));
        let parsed = parse(&mut text.as_bytes(), &ReadOptions::for_tests()).unwrap();
        assert_eq!(
            (parsed.sessions.len(), parsed.read, parsed.rejected.len()),
            (3, 3, 0)
        );
    }

    #[test]
    fn what_was_not_recorded_is_no_session() {
        for (body, why) in [
            ("<gx:Track/>", "it has no points"),
            (
                "<gx:Track><gx:coord>1 2</gx:coord><gx:coord>1 3</gx:coord></gx:Track>",
                "it has no points",
            ),
            (
                "<Track><when>2026-02-01T08:00:00Z</when><coord>1 2</coord></Track>",
                "one point",
            ),
        ] {
            let parsed = read(body).unwrap();
            assert!(
                parsed.sessions.is_empty() && parsed.rejected[0].1.contains(why),
                "{body}: {:?}",
                parsed.rejected
            );
        }
        let line = "<LineString><coordinates>1,2 3,4</coordinates></LineString>";
        assert!(
            matches!(read(line), Err(Refusal::Empty(said)) if said.contains("nothing to import"))
        );
    }
}
