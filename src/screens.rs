//! The screens: one file (and folder) each, with what it is and how it looks.

pub mod tab;
