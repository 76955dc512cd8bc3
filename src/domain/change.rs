//! What can be done to the stored records, as plain data: made by screens and commands, carried
//! out by the store.

use crate::domain::{CheckIn, Id, Session};

/// One change, or several that belong together: all of it happens, or none.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Adds the check-in, or puts it in the place of the one with its id.
    SaveCheckIn(CheckIn),
    /// Adds the session, or puts it in the place of the one with its id.
    SaveSession(Session),
    /// Deletes the check-in with this id.
    DeleteCheckIn(Id),
    /// Deletes the session with this id.
    DeleteSession(Id),
    /// Several changes as one.
    Several(Vec<Change>),
}
