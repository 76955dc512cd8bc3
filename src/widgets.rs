//! The building blocks of screens: a painter for an area of the screen, and widgets that several screens share.
//!
//! Nothing here depends on a screen. All colors come from the roles of [`theme::Theme`].

pub mod bars;
pub mod big_digits;
pub mod braille;
pub mod cell_fit;
pub mod cell_ratio;
pub mod chart;
pub mod chart_cache;
pub mod color;
pub mod curve;
pub mod figure;
pub mod format;
pub mod hit_map;
pub mod intensity_dots;
pub mod letter_page;
pub mod list;
pub mod menu;
pub mod orb;
pub mod painter;
pub mod panel;
pub mod rating_scale;
pub mod rating_track;
pub mod ring;
pub mod soft_wrap;
pub mod step_line;
pub mod step_list;
pub mod still_figure;
pub mod stills;
pub mod svg;
pub mod text_box;
pub mod text_field;
pub mod theme;
