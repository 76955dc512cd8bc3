//! Stable sorting with one copy of the algorithm for all types.
//!
//! The standard library compiles its sort anew for every type and order, six kilobytes each: half a megabyte in all. Here
//! it sorts places, and the items are then moved there.

use std::cmp::Ordering;

/// Stable sorts of a slice, as those of the standard library.
pub trait Sorting<T> {
    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);
}

impl<T> Sorting<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut places = places(self.len(), &mut |one, other| {
            compare(&self[one], &self[other])
        });
        for start in 0..places.len() {
            // The item of each place moves there, round the circle that begins here.
            let mut here = start;
            loop {
                let from = std::mem::replace(&mut places[here], here);
                if from == start {
                    break;
                }
                self.swap(here, from);
                here = from;
            }
        }
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }
}

/// For each place, where its item stands before sorting.
fn places(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::Sorting as _;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u16)>) {
            let mut ours = items.clone();
            let mut theirs = items;
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.order_by(|one, other| other.cmp(one));
            theirs.sort_by(|one, other| other.cmp(one));
            prop_assert_eq!(ours, theirs);
        }
    }
}
