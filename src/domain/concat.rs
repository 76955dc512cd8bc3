//! Lists that are made of other lists when the program is compiled.

/// All of `parts`, one after the other: `N` in all.
///
/// # Panics
/// When there are fewer or more. In a constant, for which it is meant, that does not compile.
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
