//! Every test that runs the whole program.
