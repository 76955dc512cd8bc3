//! GPX 1.0 and 1.1: tracks that were recorded. Routes, waypoints and tracks without times are plans.

use crate::exchange::xml::{self, Node};
use crate::exchange::{ForeignSession, Parsed, Refusal, Start, sport};
use chrono::{DateTime, Datelike as _, FixedOffset};
use std::io::Read;

/// The mean radius of the earth, in metres.
const EARTH: f64 = 6_371_000.0;
/// A longer silence between two points is a pause, in seconds.
const PAUSE: f64 = 30.0 * 60.0;
/// Faster is no movement of a person, in metres a second.
const FASTEST: f64 = 100.0;

#[derive(Default)]
struct Track {
    sport: String,
    first: Option<DateTime<FixedOffset>>,
    seconds: f64,
    metres: f64,
    points: usize,
    bad_clock: bool,
    place: Option<(f64, f64)>,
    last: Option<DateTime<FixedOffset>>,
}

impl Track {
    fn point(&mut self, place: Option<(f64, f64)>, time: Option<DateTime<FixedOffset>>) {
        self.points += 1;
        if let (Some(from), Some(to)) = (self.place, place) {
            self.metres += metres(from, to);
        }
        self.place = place.or(self.place);
        let Some(time) = time else { return };
        if time.year() < 1980 {
            self.bad_clock = true;
            return;
        }
        self.first.get_or_insert(time);
        if let Some(last) = self.last {
            let step = time.signed_duration_since(last).num_milliseconds() as f64 / 1000.0;
            if step < 0.0 {
                return;
            }
            if step <= PAUSE {
                self.seconds += step;
            }
        }
        self.last = Some(time);
    }

    fn session(self) -> Result<ForeignSession, String> {
        let start = match self.first {
            None if self.bad_clock => return Err("its clock was not set, so its day is not known".to_owned()),
            None => return Err("it has no times: a plan, not something done".to_owned()),
            Some(first) => first,
        };
        if self.points < 2 {
            return Err("it has one point only".to_owned());
        }
        let credible = self.metres <= FASTEST * self.seconds.max(1.0) * 10.0;
        let start = if start.offset().local_minus_utc() == 0 { Start::Utc(start) } else { Start::Instant(start) };
        let distance = credible.then_some(self.metres);
        ForeignSession::measured("gpx", start, &sport::from_name(&self.sport), self.seconds, distance)
    }
}

/// Reads every recorded track.
///
/// # Errors
/// When it is not well-formed, or holds no track that was recorded.
pub(super) fn parse(source: &mut dyn Read) -> Result<Parsed, Refusal> {
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
                    (track.place, track.last) = (None, None);
                }
            }
            Node::Start("trkpt", attributes) => {
                in_point = true;
                let number = |name: &str| attributes.get(name).and_then(|text| text.trim().parse::<f64>().ok());
                let sound = |(lat, lon): &(f64, f64)| lat.abs() <= 90.0 && lon.abs() <= 180.0;
                (place, time) = (number("lat").zip(number("lon")).filter(sound), None);
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
            Node::End("trk", _) => {
                let Some(track) = track.take().filter(|track| track.points > 0) else { return Ok(()) };
                parsed.another()?;
                match track.session() {
                    Ok(session) => parsed.sessions.push(session),
                    Err(reason) => {
                        parsed.rejected.push((parsed.read as u64, format!("track {}: {reason}", parsed.read)));
                    }
                }
            }
            Node::Start(..) | Node::End(..) => {}
        }
        Ok(())
    })?;
    parsed.warnings.extend(warning);
    match parsed.rejected.first() {
        None if parsed.read == 0 => Err(Refusal::Empty("it holds no recorded track: nothing to import".to_owned())),
        Some((_, reason)) if parsed.sessions.is_empty() => Err(Refusal::Empty(format!("nothing to import; {reason}"))),
        _ => Ok(parsed),
    }
}

/// The great-circle distance, by the haversine formula.
fn metres((lat, lon): (f64, f64), (to_lat, to_lon): (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let square = half(lat, to_lat) + lat.to_radians().cos() * to_lat.to_radians().cos() * half(lon, to_lon);
    2.0 * EARTH * square.sqrt().min(1.0).asin()
}
