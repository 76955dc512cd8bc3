//! A recorded track in any format: active time and distance, computed from a stream of points.

use crate::import::{ForeignSession, Parsed, Refusal, Start, sport};
use chrono::{DateTime, Datelike as _, FixedOffset};

/// Mean radius of the earth, in meters.
const EARTH: f64 = 6_371_000.0;
/// Minimum gap between two points that counts as a pause, in seconds.
const PAUSE: f64 = 30.0 * 60.0;
/// Maximum plausible speed of a person, in meters per second.
const FASTEST: f64 = 100.0;

/// Accumulates the points of a track.
#[derive(Default)]
pub(super) struct Track {
    /// Sport name in the file.
    pub sport: String,
    first: Option<DateTime<FixedOffset>>,
    seconds: f64,
    meters: f64,
    points: usize,
    bad_clock: bool,
    place: Option<(f64, f64)>,
    last: Option<DateTime<FixedOffset>>,
}

impl Track {
    /// Starts a new segment; the gap after the previous one adds neither distance nor time.
    pub(super) const fn another_segment(&mut self) {
        (self.place, self.last) = (None, None);
    }

    /// Adds a point: latitude and longitude in degrees, and its time.
    pub(super) fn point(&mut self, place: Option<(f64, f64)>, time: Option<DateTime<FixedOffset>>) {
        self.points += 1;
        if let (Some(from), Some(to)) = (self.place, place) {
            self.meters += meters(from, to);
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

    /// Whether there are no points.
    pub(super) const fn is_empty(&self) -> bool {
        self.points == 0
    }

    /// Converts the track to a session; `source` is the format name used in natural keys.
    ///
    /// # Errors
    /// A short reason why it is not a completed session.
    pub(super) fn session(self, source: &str) -> Result<ForeignSession, String> {
        if self.is_empty() {
            return Err("it has no points".to_owned());
        }
        let start = match self.first {
            None if self.bad_clock => {
                return Err("its clock wasn't set, so its day isn't known".to_owned());
            }
            None => return Err("it has no times: a plan, not something you did".to_owned()),
            Some(first) => first,
        };
        if self.points < 2 {
            return Err("it has only one point".to_owned());
        }
        let credible = self.meters <= FASTEST * self.seconds.max(1.0) * 10.0;
        let start = if start.offset().local_minus_utc() == 0 {
            Start::Utc(start)
        } else {
            Start::Instant(start)
        };
        let distance = credible.then_some(self.meters);
        ForeignSession::measured(
            source,
            start,
            &sport::from_name(&self.sport),
            self.seconds,
            distance,
        )
    }
}

/// Adds the next track to `parsed`, or its reason for rejection; `source` is the format name used in natural keys.
///
/// # Errors
/// If there are more entries than the limit.
pub(super) fn taken(
    parsed: &mut Parsed,
    track: Option<Track>,
    source: &str,
) -> Result<(), Refusal> {
    let Some(track) = track else { return Ok(()) };
    parsed.another()?;
    match track.session(source) {
        Ok(session) => parsed.sessions.push(session),
        Err(reason) => parsed.rejected.push((
            parsed.read as u64,
            format!("track {}: {reason}", parsed.read),
        )),
    }
    Ok(())
}

/// Whether latitude and longitude, in degrees, are within the valid range.
pub(super) fn is_sound((lat, lon): &(f64, f64)) -> bool {
    lat.abs() <= 90.0 && lon.abs() <= 180.0
}

/// Great-circle distance in meters, by the haversine formula.
pub(super) fn meters((lat, lon): (f64, f64), (to_lat, to_lon): (f64, f64)) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let square =
        half(lat, to_lat) + lat.to_radians().cos() * to_lat.to_radians().cos() * half(lon, to_lon);
    2.0 * EARTH * square.sqrt().min(1.0).asin()
}
