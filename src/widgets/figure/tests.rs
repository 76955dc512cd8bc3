//! Properties that every figure must have, over all movements and several sizes.

use super::canvas::Field;
use super::*;
use crate::content::poses::{View, Zoom, pose, poses};
use crate::domain::routine::Side;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use std::collections::HashSet;

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
            for glyphs in [Glyphs::Blocks, Glyphs::Braille] {
                let field = Field::of(size, glyphs);
                let (columns, rows) = (field.columns as f32, field.height());
                let camera = Camera::over(pose, &field);
                for time in moments(pose, 12) {
                    for (point, _) in pose.at(time).joints() {
                        let (x, y) = camera.dot(point);
                        let inside = x > -0.5 && x < columns - 0.5 && y > -0.5 && y < rows - 0.5;
                        assert!(inside, "{} {size:?} {time:?}: {x} {y}", pose.name());
                    }
                }
                let under = camera.under as f32 * field.row_height;
                let above = (camera.floor + under - (rows - 1.0)).abs();
                assert!(above < 0.01, "{}", pose.name());
                assert!(under < rows / 2.0, "{} floats", pose.name());
            }
        }
    }
}

#[test]
fn the_ground_is_a_row_across_and_somebody_is_there() {
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
                let field = Field::of(size, Glyphs::Braille);
                let under = Camera::over(pose, &field).under / field.down;
                let end = inks.len() - under * usize::from(size.width);
                let ground = &inks[end - usize::from(size.width)..end];
                assert!(
                    ground.iter().all(|&ink| ink != Ink::Blank),
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
            Glyphs::Grounds,
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
    let look = Look {
        tones: [Style::new().fg(Color::Cyan); 4],
        far: Style::new(),
        floor: Style::new().fg(Color::DarkGray),
    };
    render(raster, &mut buffer, Rect::new(2, 1, 16, 8), &look);
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

/// Number of cells of a frame that show the body.
fn body(pose: &Pose, time: Duration) -> usize {
    let mut figure = Figure::new();
    figure
        .frame(
            pose,
            time,
            Size::new(36, 18),
            Glyphs::Braille,
            Motion::Moving,
        )
        .body()
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
    let field = Field::of(Size::new(36, 18), Glyphs::Braille);
    assert!(Camera::over(feet, &field).scale > Camera::over(whole, &field).scale * 1.3);
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

/// A frame in blocks.
fn blocks(name: &str, size: Size) -> Raster {
    let pose = pose(name).unwrap();
    let mut figure = Figure::new();
    let raster = figure.frame(pose, Duration::ZERO, size, Glyphs::Blocks, Motion::Moving);
    raster.clone()
}

/// The frame in distinct colors: one for each tone, the far parts, and the floor.
fn shown(raster: &Raster) -> Buffer {
    let colors = [Color::White, Color::LightCyan, Color::Cyan, Color::Blue];
    let look = Look {
        tones: colors.map(|color| Style::new().fg(color)),
        far: Style::new().fg(Color::Gray),
        floor: Style::new().fg(Color::DarkGray),
    };
    let (width, height) = raster.size();
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let area = buffer.area;
    render(raster, &mut buffer, area, &look);
    buffer
}

/// The mean column of the cells with a color.
fn middle(buffer: &Buffer, color: Color) -> f64 {
    let cells = buffer.area.positions().zip(&buffer.content);
    let columns: Vec<f64> = cells
        .filter(|(_, cell)| cell.fg == color && cell.symbol() != " ")
        .map(|(place, _)| f64::from(place.x))
        .collect();
    assert!(!columns.is_empty(), "{color} is used");
    columns.iter().sum::<f64>() / columns.len() as f64
}

#[test]
fn a_body_is_lit_from_the_left() {
    let mountain = shown(&blocks("mountain", Size::new(42, 25)));
    let [lit, dark] = [Color::White, Color::Blue].map(|color| middle(&mountain, color));
    assert!(lit + 1.0 < dark, "{lit} {dark}");
}

#[test]
fn on_a_card_a_body_is_a_silhouette() {
    let squat = shown(&blocks("squat", Size::new(11, 6)));
    let tones: HashSet<Color> = squat
        .content
        .iter()
        .filter(|cell| cell.symbol() != " ")
        .map(|cell| cell.fg)
        .collect();
    assert!(
        tones.len() <= 4,
        "two tones of the body, and the floor: {tones:?}"
    );
}

#[test]
fn a_chair_keeps_its_seat_and_its_legs() {
    for size in [Size::new(24, 13), Size::new(42, 25)] {
        let raster = blocks("sit_to_stand", size);
        let rows = 0..size.height;
        let with_things = rows
            .filter(|row| (0..size.width).any(|column| raster.mark(column, *row).ink == Ink::Far));
        assert!(
            with_things.count() > usize::from(size.height) / 2,
            "{size:?}"
        );
    }
}

#[test]
fn where_signs_overflow_the_body_is_ground() {
    let pose = pose("squat").unwrap();
    let mut figure = Figure::new();
    let size = Size::new(42, 25);
    let raster = figure.frame(pose, Duration::ZERO, size, Glyphs::Grounds, Motion::Moving);
    for cell in shown(raster).content {
        let is_reversed = cell.modifier.contains(ratatui::style::Modifier::REVERSED);
        let inside = " ▁█".contains(cell.symbol()) || is_reversed;
        assert!(inside, "{} reaches out of its cell", cell.symbol());
    }
}

#[test]
fn a_body_is_as_round_in_cells_of_other_sides() {
    let ratio = CellRatio::of_window((100, 30), (1000, 450));
    let squat = pose("squat").unwrap();
    let mut figure = Figure::new();
    let heights = [
        Size::new(60, 30),
        Size {
            ratio,
            ..Size::new(60, 40)
        },
    ]
    .map(|size| {
        let raster = figure.frame(squat, Duration::ZERO, size, Glyphs::Blocks, Motion::Moving);
        let is_body =
            |row: &u16| (0..size.width).any(|column| raster.mark(column, *row).ink == Ink::Near);
        let rows: Vec<u16> = (0..size.height).filter(is_body).collect();
        f64::from(*rows.last().unwrap() - rows[0]) * size.ratio.value()
    });
    assert!(
        heights[1] / heights[0] > 0.9 && heights[1] / heights[0] < 1.2,
        "{heights:?}"
    );
}

#[test]
fn a_face_that_turns_shows_its_nose_at_that_side() {
    let turn = pose("neck_turn").unwrap();
    let size = Size::new(42, 25);
    let mut figure = Figure::new();
    let mut right = |time| {
        let raster = figure.frame(turn, time, size, Glyphs::Blocks, Motion::Moving);
        let head = (0..size.height / 3).flat_map(|row| (0..size.width).map(move |x| (x, row)));
        head.filter(|(x, row)| raster.mark(*x, *row).ink == Ink::Near)
            .map(|(x, _)| x)
            .max()
    };
    assert!(right(turn.key_times()[1]) > right(Duration::ZERO));
}

#[test]
fn feet_that_move_fill_the_picture() {
    let field = Field::of(Size::new(42, 25), Glyphs::Blocks);
    let scale = |name| Camera::over(pose(name).unwrap(), &field).scale;
    assert!(scale("ankle_pump") > scale("rest_lying") * 2.0);
}
