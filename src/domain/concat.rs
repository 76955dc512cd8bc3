//! Concatenation of lists at compile time.

/// All of `parts`, concatenated; `N` elements in total.
///
/// # Panics
/// If the number of elements is not `N`. In a constant, the intended use, this is a compile error.
pub const fn concat<T: Copy, const N: usize>(parts: &[&[T]]) -> [T; N] {
    let mut all = [parts[0][0]; N];
    let (mut part, mut count) = (0, 0);
    while part < parts.len() {
        let mut place = 0;
        while place < parts[part].len() {
            all[count] = parts[part][place];
            place += 1;
            count += 1;
        }
        part += 1;
    }
    assert!(count == N, "the parts are fewer or more");
    all
}
