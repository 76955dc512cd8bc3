use super::part::checksum;
use super::*;
use proptest::prelude::*;

#[test]
fn the_checksum_is_that_of_the_standard() {
    assert_eq!(checksum(0, b"123456789"), 0xBB3D);
}

/// A file with one definition, of a session without fields, and `count` messages of it.
fn sessions(count: usize) -> Vec<u8> {
    let mut data = vec![0x40, 0, 0, SESSION as u8, 0, 0];
    data.resize(data.len() + count, 0);
    let mut file = vec![14, 16, 0, 0];
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(b".FIT\0\0");
    file.extend(data);
    let crc = checksum(0, &file);
    file.extend(crc.to_le_bytes());
    file
}

#[test]
fn more_sessions_than_one_import_may_bring_are_refused() {
    let why = |count: usize| {
        parse(&mut sessions(count).as_slice(), &ReadOptions::for_tests())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(why(2), "session 1: it has no start");
    assert!(why(limits::RECORDS + 1).contains("more than 100,000 entries (the limit)"));
}

#[test]
fn chained_files_are_all_read_and_warned_of_once() {
    let mut file = sessions(1);
    let last = file.len() - 1;
    file[last] ^= 1;
    let found = parse(
        &mut file.repeat(5_000).as_slice(),
        &ReadOptions::for_tests(),
    );
    assert_eq!(
        found,
        Err(Refusal::Unreadable("session 1: it has no start".to_owned()))
    );
    let mut found = Found::default();
    (0..100).for_each(|_| found.warn("its checksum is wrong".to_owned()));
    assert_eq!(found.warnings.len(), 1);
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let mut file = vec![14, 16, 0, 0, 255, 0, 0, 0, b'.', b'F', b'I', b'T', 0, 0];
        file.extend(bytes);
        let _ = parse(&mut file.as_slice(), &ReadOptions::for_tests());
    }
}
