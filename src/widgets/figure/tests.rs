//! What every figure keeps to, over all movements and several sizes.

use super::*;
use crate::content::poses::{View, Zoom, pose, poses};
use crate::domain::routine::Side;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};

const SIZES: [Size; 5] = [
    Size::new(16, 8),
    Size::new(22, 11),
    Size::new(36, 18),
    Size::new(50, 20),
    Size::new(60, 30),
];

/// A handful of moments of a cycle.
fn moments(pose: &Pose, count: u32) -> impl Iterator<Item = Duration> {
    let cycle = pose.cycle();
    (0..count).map(move |index| cycle * index / count)
}

#[test]
fn the_whole_body_is_inside_the_box_and_on_the_ground() {
    let all = poses()
        .iter()
        .flat_map(|pose| [pose, pose.on_side(Side::Left)]);
    for pose in all.filter(|pose| pose.zoom() == Zoom::Whole && pose.view() != View::Breath) {
        for size in SIZES {
            let (columns, rows) = (f32::from(size.width) * 2.0, f32::from(size.height) * 4.0);
            let camera = Camera::over(pose, columns as usize, rows as usize);
            for time in moments(pose, 12) {
                for (point, _) in pose.at(time).joints() {
                    let (x, y) = camera.dot(point);
                    let inside = x > -0.5 && x < columns - 0.5 && y > -0.5 && y < rows - 0.5;
                    assert!(inside, "{} {size:?} {time:?}: {x} {y}", pose.name());
                }
            }
            assert!(
                (camera.floor - (rows - 1.0)).abs() < 0.01,
                "{}",
                pose.name()
            );
        }
    }
}

#[test]
fn the_ground_is_the_last_row_and_somebody_is_there() {
    let mut figure = Figure::new();
    for pose in poses().iter() {
        for size in SIZES {
            let raster = figure.frame(pose, Duration::ZERO, size, Glyphs::Braille, Motion::Moving);
            assert_eq!(raster.size(), (size.width, size.height));
            let inks: Vec<Ink> = (0..size.height)
                .flat_map(|row| (0..size.width).map(move |column| (column, row)))
                .map(|(column, row)| raster.mark(column, row).ink)
                .collect();
            assert!(
                inks.iter().filter(|&&ink| ink == Ink::Near).count() > 8,
                "{} {size:?}",
                pose.name()
            );
            if pose.on_ground() {
                let last = &inks[inks.len() - usize::from(size.width)..];
                assert!(
                    last.iter().all(|&ink| ink != Ink::Blank),
                    "{} {size:?}",
                    pose.name()
                );
            }
        }
    }
}

#[test]
fn the_same_moment_gives_the_same_frame() {
    let size = Size::new(36, 18);
    for pose in poses().iter() {
        let (mut one, mut other) = (Figure::new(), Figure::new());
        for time in moments(pose, 5) {
            let first = one
                .frame(pose, time, size, Glyphs::Braille, Motion::Moving)
                .clone();
            let later = time + pose.cycle() * 3;
            assert_eq!(
                first,
                *other.frame(pose, later, size, Glyphs::Braille, Motion::Moving),
                "{}",
                pose.name()
            );
            assert_eq!(
                first,
                *one.frame(pose, time, size, Glyphs::Braille, Motion::Moving),
                "{}",
                pose.name()
            );
        }
    }
}

#[test]
fn the_next_change_is_the_next_change() {
    let size = Size::new(22, 11);
    let mut figure = Figure::new();
    for pose in poses().iter() {
        for start in moments(pose, 4) {
            let start = start + Duration::from_millis(37);
            let shown = figure
                .frame(pose, start, size, Glyphs::Braille, Motion::Moving)
                .clone();
            let Some(wait) = figure.next_change(pose, start, size, Glyphs::Braille, Motion::Moving)
            else {
                panic!("{} never moves", pose.name());
            };
            let end = start + wait;
            assert_eq!(end.as_millis() % FRAME.as_millis(), 0);
            assert_ne!(
                shown,
                *figure.frame(pose, end, size, Glyphs::Braille, Motion::Moving),
                "{}",
                pose.name()
            );
            let mut between = start;
            while between < end {
                assert_eq!(
                    shown,
                    *figure.frame(pose, between, size, Glyphs::Braille, Motion::Moving),
                    "{}",
                    pose.name()
                );
                between += Duration::from_millis(50);
            }
        }
    }
}

#[test]
fn a_hold_is_slept_through() {
    let squat = pose("squat").unwrap();
    let low = Duration::from_millis(1800);
    let wait = Figure::new().next_change(
        squat,
        low,
        Size::new(36, 18),
        Glyphs::Braille,
        Motion::Moving,
    );
    assert!(wait >= Some(Duration::from_millis(400)), "{wait:?}");
}

#[test]
fn stills_change_once_a_pose_and_never_within_a_second() {
    let size = Size::new(36, 18);
    let mut figure = Figure::new();
    for pose in poses().iter() {
        let mut time = Duration::ZERO;
        for turn in 0..6 {
            let shown = figure
                .frame(pose, time, size, Glyphs::Braille, Motion::Still)
                .clone();
            let Some(wait) = figure.next_change(pose, time, size, Glyphs::Braille, Motion::Still)
            else {
                break;
            };
            assert!(
                turn == 0 || wait >= Duration::from_secs(1),
                "{} changes after {wait:?}",
                pose.name()
            );
            let just_before = time + wait.saturating_sub(Duration::from_millis(1));
            assert_eq!(
                shown,
                *figure.frame(pose, just_before, size, Glyphs::Braille, Motion::Still),
                "{}",
                pose.name()
            );
            time += wait;
            assert_ne!(
                shown,
                *figure.frame(pose, time, size, Glyphs::Braille, Motion::Still),
                "{}",
                pose.name()
            );
        }
    }
}

#[test]
fn a_still_shows_only_key_poses() {
    let squat = pose("squat").unwrap();
    let size = Size::new(36, 18);
    let mut figure = Figure::new();
    let keys: Vec<Raster> = squat
        .key_times()
        .into_iter()
        .map(|time| {
            figure
                .frame(squat, time, size, Glyphs::Braille, Motion::Moving)
                .clone()
        })
        .collect();
    for time in moments(squat, 20) {
        assert!(keys.contains(figure.frame(squat, time, size, Glyphs::Braille, Motion::Still)));
    }
}

#[test]
fn plain_signs_stay_plain() {
    let mut figure = Figure::new();
    for pose in poses().iter() {
        let raster = figure.frame(
            pose,
            Duration::ZERO,
            Size::new(24, 12),
            Glyphs::Ascii,
            Motion::Moving,
        );
        assert!(
            raster
                .lines()
                .all(|line| line.chars().all(|sign| " O|/\\-_".contains(sign))),
            "{}",
            pose.name()
        );
    }
}

#[test]
fn films_are_forgotten_when_there_are_too_many() {
    let mut figure = Figure::new();
    for pose in poses().iter().take(9) {
        figure.frame(
            pose,
            Duration::ZERO,
            Size::new(16, 8),
            Glyphs::Quadrant,
            Motion::Moving,
        );
    }
    assert_eq!(figure.films.len(), KEPT);
}

#[test]
fn render_keeps_to_its_area_and_colours_by_ink() {
    let mut figure = Figure::new();
    let squat = pose("squat").unwrap();
    let raster = figure.frame(
        squat,
        Duration::ZERO,
        Size::new(16, 8),
        Glyphs::Braille,
        Motion::Moving,
    );
    let mut buffer = Buffer::empty(Rect::new(0, 0, 14, 9));
    let near = Style::new().fg(Color::Cyan);
    let ground = Style::new().fg(Color::DarkGray);
    render(
        raster,
        &mut buffer,
        Rect::new(2, 1, 16, 8),
        near,
        Style::new(),
        ground,
    );
    for row in 0..9 {
        for column in 0..14 {
            let cell = &buffer[(column, row)];
            assert!(cell.symbol() == " " || column >= 2 && row >= 1);
            assert!(
                cell.symbol() == " " || cell.fg != Color::Reset || row == 8,
                "{column} {row}"
            );
        }
    }
    assert!(buffer.content.iter().any(|cell| cell.fg == Color::Cyan));
}

/// How many cells of a frame show the body.
fn body(pose: &Pose, time: Duration) -> usize {
    let size = Size::new(36, 18);
    let mut figure = Figure::new();
    let raster = figure.frame(pose, time, size, Glyphs::Braille, Motion::Moving);
    let cells = (0..size.height).flat_map(|row| (0..size.width).map(move |column| (column, row)));
    cells
        .filter(|&(column, row)| raster.mark(column, row).ink == Ink::Near)
        .count()
}

#[test]
fn a_chest_turned_to_the_viewer_is_broader() {
    let twist = pose("seated_twist").unwrap();
    let turned = twist.key_times()[1];
    assert!(body(twist, turned) > body(twist, Duration::ZERO) + 10);
}

#[test]
fn somebody_seen_from_above_has_no_ground_under_them() {
    let size = Size::new(36, 18);
    let rock = pose("knee_rock").unwrap();
    assert!(rock.from_above() && !rock.on_ground());
    let mut figure = Figure::new();
    let raster = figure.frame(rock, Duration::ZERO, size, Glyphs::Braille, Motion::Moving);
    assert!((0..size.width).all(|column| raster.mark(column, size.height - 1).ink != Ink::Ground));
}

#[test]
fn the_legs_of_somebody_lying_fill_the_picture() {
    let (feet, whole) = (pose("tense_feet").unwrap(), pose("rest_lying").unwrap());
    assert!(Camera::over(feet, 72, 72).scale > Camera::over(whole, 72, 72).scale * 1.3);
}

#[test]
fn a_room_of_nothing_is_drawn_as_nothing() {
    let mut figure = Figure::new();
    let squat = pose("squat").unwrap();
    for size in [Size::new(0, 0), Size::new(1, 1), Size::new(0, 5)] {
        assert_eq!(
            figure
                .frame(squat, Duration::ZERO, size, Glyphs::Braille, Motion::Moving)
                .size()
                .0,
            size.width
        );
    }
}
