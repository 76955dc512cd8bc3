//! Routines put together in the builder: made, copied, changed, taken back, kept as a draft, played.

use crate::seat::Seat;
use firstline::app::builder::{Builder, Row};
use firstline::app::moving::MoveScreen;
use firstline::domain::OwnRoutine;
use firstline::store::Store;

fn own(seat: &Seat) -> Vec<OwnRoutine> {
    seat.store.all().unwrap().routines().cloned().collect()
}

fn builder(seat: &Seat) -> &Builder {
    match &seat.app.moving.screen {
        MoveScreen::Builder(builder) => builder,
        other => panic!("the builder is not open: {other:?}"),
    }
}

fn is_library(seat: &Seat) -> bool {
    matches!(seat.app.moving.screen, MoveScreen::Library)
}

/// The library, with the focus on its first line.
fn library() -> Seat {
    Seat::at(Store::open_in_memory(Seat::start().wall).unwrap()).keys("<esc>2")
}
