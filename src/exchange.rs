//! Formats that go in and out, one file each.
