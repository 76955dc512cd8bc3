//! Movements as key poses: read from `assets/poses.toml`, placed in time, converted to joints.
//!
//! Pure: a [`Pose`] always gives the same [`Skeleton`] for the same moment. Nothing here knows
//! about cells or colors; that is in `widgets::figure`.

mod file;
mod posture;
pub mod props;
pub mod range;
pub mod skeleton;
mod solve;
mod timeline;

pub use file::Zoom;
pub use posture::View;
pub use skeleton::Pin;
pub use skeleton::{Point, Skeleton};

use crate::domain::routine::Side;
use file::Table;
use props::{PropKind, Segment};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;
use std::time::Duration;
use timeline::Timeline;

/// The pose file compiled into the program.
pub const BUILT_IN: &str = include_str!("../../assets/poses.toml");

/// An error in a pose file, with the movement or the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoseError(String);

impl fmt::Display for PoseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for PoseError {}

/// Every movement that can be drawn, by name.
#[derive(Clone, Debug, Default)]
pub struct Poses {
    by_name: BTreeMap<String, Pose>,
}

impl Poses {
    /// Parses a pose file; the format is described at the top of `assets/poses.toml`.
    ///
    /// Unknown fields, wrong types and a missing `pose` are reported with their line.
    pub fn parse(text: &str) -> Result<Self, PoseError> {
        let tables: BTreeMap<String, Table> =
            toml::from_str(text).map_err(|error| PoseError(error.to_string()))?;
        let mut by_name = BTreeMap::new();
        for (name, table) in tables {
            let timeline = Timeline::new(&name, &table, false)?;
            let (zoom, props) = (table.zoom, table.prop.clone());
            let whole = Pose {
                name,
                zoom,
                props,
                timeline,
                mirrored: false,
                sides: Vec::new(),
            };
            let one = Timeline::new(&whole.name, &table, true)?;
            let sides = [Side::Left, Side::Right].map(|side| Pose {
                name: format!("{} {}", whole.name, side.word()),
                timeline: one.clone(),
                mirrored: side == Side::Left,
                ..whole.clone()
            });
            by_name.insert(
                whole.name.clone(),
                Pose {
                    sides: sides.into(),
                    ..whole
                },
            );
        }
        Ok(Self { by_name })
    }

    /// The movement with that name, if it can be drawn.
    pub fn get(&self, name: &str) -> Option<&Pose> {
        self.by_name.get(name)
    }

    /// Every movement, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = &Pose> {
        self.by_name.values()
    }

    /// Number of movements.
    pub fn len(&self) -> usize {
        self.by_name.len()
    }

    /// Whether there are no movements.
    pub fn is_empty(&self) -> bool {
        self.by_name.is_empty()
    }
}

/// The built-in movements, parsed on first use. A test ensures that the file is valid; if it were
/// not, no figure would be drawn.
pub fn poses() -> &'static Poses {
    static POSES: LazyLock<Poses> = LazyLock::new(|| Poses::parse(BUILT_IN).unwrap_or_default());
    &POSES
}

/// The built-in movement with that name, if it can be drawn.
pub fn pose(name: &str) -> Option<&'static Pose> {
    poses().get(name)
}

/// A key pose shown as a still for part of the cycle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Still {
    /// A moment when the body is in the pose, from the start of the cycle.
    pub at: Duration,
    /// When the body leaves the pose and the next still should be shown.
    pub until: Duration,
}

/// One movement: a cycle of key poses that repeats for the length of a step.
#[derive(Clone, Debug)]
pub struct Pose {
    name: String,
    zoom: Zoom,
    props: Vec<PropKind>,
    timeline: Timeline,
    /// Whether left and right are swapped in the picture.
    mirrored: bool,
    /// The same movement on the left only and on the right only; empty in those one-sided versions.
    sides: Vec<Pose>,
}

impl Pose {
    /// The name in the pose file, which is the movement's id.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same movement on one side only. The working side is the one toward the viewer: for the
    /// left side the figure faces the other way, and in front view it is mirrored.
    pub fn on_side(&self, side: Side) -> &Self {
        match side {
            Side::Left => self.sides.first(),
            Side::Right => self.sides.last(),
        }
        .unwrap_or(self)
    }

    /// Viewing direction.
    pub fn view(&self) -> View {
        self.timeline.view
    }

    /// The part of the body that fills the picture.
    pub fn zoom(&self) -> Zoom {
        self.zoom
    }

    /// Whether it is seen from above, lying on a mat, without a ground line.
    pub fn from_above(&self) -> bool {
        self.props.contains(&PropKind::Mat)
    }

    /// Whether the figure is lying on its back in side view.
    pub fn on_the_back(&self) -> bool {
        let first = &self.timeline.keys[0].skeleton;
        self.view() == View::Side && first.lean[1] < -60.0
    }

    /// Whether the ground is visible.
    pub fn on_ground(&self) -> bool {
        match self.zoom {
            Zoom::Whole | Zoom::Lower | Zoom::Feet => {
                self.view() != View::Breath && !self.from_above()
            }
            Zoom::Upper => self.on_the_back(),
            Zoom::Face => false,
        }
    }

    /// Length of one cycle, a multiple of 100 ms; includes both sides for an `alternate` movement.
    pub fn cycle(&self) -> Duration {
        Duration::from_millis(self.timeline.cycle.into())
    }

    /// When each key pose is reached, from the start of the cycle; 0 for the first.
    pub fn key_times(&self) -> Vec<Duration> {
        self.timeline
            .keys
            .iter()
            .map(|key| Duration::from_millis(key.arrive.into()))
            .collect()
    }

    /// The key poses worth showing as stills, in order, excluding pass-through points (`via`).
    ///
    /// A still is shown while the body would be moving into its pose; after the last one the first
    /// is shown again.
    pub fn stills(&self) -> Vec<Still> {
        let shown = self.timeline.keys.iter().filter(|key| !key.via);
        let time = |milliseconds: u32| Duration::from_millis(milliseconds.into());
        shown
            .map(|key| Still {
                at: time(key.arrive),
                until: time(key.leave),
            })
            .collect()
    }

    /// The index in [`key_times`](Self::key_times) of the key pose that is held at `time` after the
    /// start.
    pub fn holding(&self, time: Duration) -> Option<usize> {
        let (index, part) = self.timeline.position(self.wrapped(time));
        (part == 0.0 && !self.props.contains(&PropKind::Stairs)).then_some(index)
    }

    /// Every joint at `time` after the start of the movement, which repeats every
    /// [`cycle`](Self::cycle).
    pub fn at(&self, time: Duration) -> Skeleton {
        let skeleton = self.timeline.at(self.wrapped(time));
        if self.mirrored {
            skeleton.mirrored()
        } else {
            skeleton
        }
    }

    /// The lines of chairs, walls and steps at `time` after the start, in body heights.
    pub fn scene(&self, time: Duration) -> Vec<Segment> {
        let half = (self.timeline.cycle / 2).max(1);
        let part = (self.wrapped(time) % half) as f32 / half as f32;
        let first = &self.timeline.keys[0].skeleton;
        let flip = if self.mirrored { -1.0 } else { 1.0 };
        let lines = self.props.iter().flat_map(|prop| prop.lines(first, part));
        lines
            .map(|line| line.map(|point| Point::new(flip * point.x, point.y)))
            .collect()
    }

    /// The word to show at `time` after the start, such as "in" while the breath circle grows.
    pub fn word(&self, time: Duration) -> Option<&str> {
        let (index, part) = self.timeline.position(self.wrapped(time));
        let key = if part > 0.0 {
            self.timeline.next(index)
        } else {
            &self.timeline.keys[index]
        };
        key.word.as_deref()
    }

    /// Position within the cycle, in milliseconds.
    fn wrapped(&self, time: Duration) -> u32 {
        (time.as_millis() % u128::from(self.timeline.cycle)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest distance between corresponding joints of two skeletons.
    fn apart(a: &Skeleton, b: &Skeleton) -> f32 {
        a.joints()
            .zip(b.joints())
            .map(|((a, _), (b, _))| a.distance(b))
            .fold(0.0, f32::max)
    }

    #[test]
    fn the_built_in_file_is_whole() {
        let poses = Poses::parse(BUILT_IN).unwrap();
        assert!(poses.len() >= 45, "{} movements", poses.len());
        for name in [
            "squat",
            "walk",
            "jog",
            "stairs",
            "seated_march",
            "breath_long",
            "push_up",
        ] {
            assert!(poses.get(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_loop_closes() {
        for pose in poses().iter() {
            let (start, end) = (pose.at(Duration::ZERO), pose.at(pose.cycle()));
            assert!(apart(&start, &end) < 1e-6, "{}", pose.name());
            let almost = pose.at(pose.cycle().saturating_sub(Duration::from_millis(1)));
            assert!(
                apart(&start, &almost) < 0.02,
                "{} jumps by {}",
                pose.name(),
                apart(&start, &almost)
            );
        }
    }

    #[test]
    fn no_joint_jumps_between_two_moments() {
        for pose in poses()
            .iter()
            .flat_map(|pose| [pose, pose.on_side(Side::Right)])
        {
            for time in (0..pose.timeline.cycle).step_by(10) {
                let (a, b) = (pose.timeline.at(time), pose.timeline.at(time + 10));
                assert!(
                    apart(&a, &b) < 0.09,
                    "{} at {time} ms jumps by {:.3}",
                    pose.name(),
                    apart(&a, &b)
                );
            }
        }
    }

    #[test]
    fn key_times_and_stills_rise_within_the_cycle() {
        for pose in poses().iter() {
            let times = pose.key_times();
            assert_eq!(times[0], Duration::ZERO);
            assert!(
                times.is_sorted_by(|a, b| a < b) && times.iter().all(|&time| time < pose.cycle())
            );
            let stills = pose.stills();
            assert!(
                !stills.is_empty(),
                "{} has only places passed through",
                pose.name()
            );
            assert!(
                stills.is_sorted_by(|a, b| a.until < b.until),
                "{}",
                pose.name()
            );
            assert!(
                stills
                    .iter()
                    .all(|still| still.at <= still.until && still.until <= pose.cycle())
            );
        }
    }

    #[test]
    fn an_unknown_field_is_named_with_its_line() {
        let error = Poses::parse("[odd]\nview = \"side\"\npose = [\n  { in = 1, trnk = 4 },\n]\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("line 4") && error.contains("trnk"),
            "{error}"
        );
        let error = Poses::parse("[odd]\nvew = \"side\"\npose = [{ in = 1 }]\n")
            .unwrap_err()
            .to_string();
        assert!(error.contains("line 2") && error.contains("vew"), "{error}");
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for (text, said) in [
            ("[odd]\npose = []", "no pose"),
            (
                "[odd]\npose = [{ in = 1, arm = [0, 0], hand = [0, 0] }]",
                "not both",
            ),
            ("[odd]\npose = [{ in = 0.25 }]", "multiple of 100 ms"),
            ("[odd]\npose = [{ in = -1 }]", "0 to 60 seconds"),
        ] {
            let error = Poses::parse(text).unwrap_err().to_string();
            assert!(error.contains("odd") && error.contains(said), "{error}");
        }
    }

    #[test]
    fn the_breath_circle_says_which_way_it_goes() {
        let breath = pose("breath_long").unwrap();
        assert_eq!(breath.word(Duration::from_secs(1)), Some("in"));
        assert_eq!(breath.word(Duration::from_secs(6)), Some("out"));
        assert!(
            breath.at(Duration::from_secs(4)).breath > breath.at(Duration::from_secs(9)).breath
        );
    }

    #[test]
    fn one_side_stays_on_its_side_and_the_left_is_the_right_mirrored() {
        let swing = pose("hamstring").unwrap();
        let (left, right) = (swing.on_side(Side::Left), swing.on_side(Side::Right));
        assert_eq!(right.cycle() * 2, swing.cycle());
        for time in [0, 700, 2500].map(Duration::from_millis) {
            let (left, right) = (left.at(time), right.at(time));
            assert!(
                (left.near.ankle.x + right.near.ankle.x).abs() < 1e-6
                    && (left.head.y - right.head.y).abs() < 1e-6
            );
            assert!(right.near.ankle.x > right.far.ankle.x, "the far leg works");
        }
        assert_eq!(
            left.on_side(Side::Right).name(),
            left.name(),
            "a side has no sides"
        );
    }

    #[test]
    fn alternating_sides_exchange_after_half_a_cycle() {
        let march = pose("march").unwrap();
        let (one, other) = (
            march.at(Duration::from_millis(400)),
            march.at(Duration::from_millis(1200)),
        );
        assert!(
            one.near.knee.distance(other.far.knee) < 0.001
                && (one.near.knee.y - one.far.knee.y).abs() > 0.1
        );
    }
}
