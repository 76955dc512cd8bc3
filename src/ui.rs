//! How every screen looks: reads the application's state and draws it, changes nothing.

pub mod figure;
