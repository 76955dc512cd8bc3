//! TCX: activities with laps. Lap totals are correct even where individual points are wrong.

use crate::import::xml::{self, Node};
use crate::import::{ForeignSession, Parsed, ReadOptions, Refusal, Start, quoted, sport};
use chrono::DateTime;
use std::io::Read;

#[derive(Default)]
struct Activity {
    sport: String,
    id: String,
    seconds: f64,
    meters: Option<f64>,
}

/// Reads all activities.
///
/// # Errors
/// If the XML is not well-formed, or contains no completed activity.
pub(super) fn parse(source: &mut dyn Read, _: &ReadOptions<'_>) -> Result<Parsed, Refusal> {
    let mut parsed = Parsed::default();
    let mut activity: Option<Activity> = None;
    let mut in_track = false;
    let warning = xml::read(source, &mut |node| {
        match (node, &mut activity) {
            (Node::Start("Activity", attributes), _) => {
                let sport = attributes.get("Sport").unwrap_or_default().into_owned();
                activity = Some(Activity {
                    sport,
                    ..Activity::default()
                });
            }
            (Node::Start("Track", _), _) => in_track = true,
            (Node::End("Track", _), _) => in_track = false,
            (Node::End("Id", inner), Some(activity)) if activity.id.is_empty() => {
                inner.clone_into(&mut activity.id);
            }
            (Node::Start("Lap", attributes), Some(activity)) if activity.id.is_empty() => {
                activity.id = attributes.get("StartTime").unwrap_or_default().into_owned();
            }
            (Node::End("TotalTimeSeconds", inner), Some(activity)) => {
                activity.seconds += inner
                    .parse::<f64>()
                    .ok()
                    .filter(|value| value.is_finite())
                    .unwrap_or(0.0);
            }
            (Node::End("DistanceMeters", inner), Some(activity)) if !in_track => {
                let meters = inner.parse::<f64>().ok().filter(|value| value.is_finite());
                activity.meters = meters
                    .map(|meters| meters + activity.meters.unwrap_or(0.0))
                    .or(activity.meters);
            }
            (Node::End("Activity", _), _) => {
                let Some(done) = activity.take() else {
                    return Ok(());
                };
                parsed.another()?;
                let session = DateTime::parse_from_rfc3339(&done.id)
                    .map_err(|_| format!("its start is {}, expected a time", quoted(&done.id)))
                    .and_then(|start| {
                        let sport = sport::from_name(&done.sport);
                        ForeignSession::measured(
                            "tcx",
                            Start::Utc(start),
                            &sport,
                            done.seconds,
                            done.meters,
                        )
                    });
                match session {
                    Ok(session) => parsed.sessions.push(session),
                    Err(reason) => {
                        parsed.rejected.push((
                            parsed.read as u64,
                            format!("activity {}: {reason}", parsed.read),
                        ));
                    }
                }
            }
            _ => {}
        }
        Ok(())
    })?;
    parsed.warnings.extend(warning);
    match parsed.rejected.first() {
        None if parsed.read == 0 => Err(Refusal::Empty(
            "it has no finished activity: nothing to import".to_owned(),
        )),
        Some((_, reason)) if parsed.sessions.is_empty() => Err(Refusal::Unreadable(reason.clone())),
        _ => Ok(parsed),
    }
}
