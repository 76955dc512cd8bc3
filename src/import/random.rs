//! Fuzzing: for arbitrary bytes, every reader returns records or a sentence and never panics.

use super::formats::FORMATS;
use super::{ReadOptions, sniff};
use proptest::prelude::*;

/// Prefixes that get each reader past its format detection.
const BEGINNINGS: [&str; 11] = [
    "",
    "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"><time>2020-01-01T00:00:00Z</time></trkpt>",
    "<kml><Placemark><Track><when>2020-01-01T00:00:00Z</when><coord>1 2</coord>",
    "<TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Id>2020-01-01T00:00:00Z</Id>",
    "<HealthData><Workout duration=\"30\" startDate=\"2020-01-01 00:00:00 +0000\">",
    "Id,Tz,From,To,Sched,Hours,Rating\n\"1\",",
    "wake,sleep,bedtime,holes,type\n\"2020-11-24 08:24+0000\",",
    "sid,start,stop,rating\n1,",
    "Id,ActivityDate,TotalSteps,VeryActiveMinutes,FairlyActiveMinutes\n1,",
    "start_date;type;moving_time;distance\n2020-01-01T00:00:00Z;",
    "time,trackpoint_type\n2020-01-01T00:00:00Z,",
];

fn check(bytes: &[u8]) {
    let options = ReadOptions::for_tests();
    let _ = sniff::format(bytes);
    for format in &FORMATS {
        let _ = format.read(&mut std::io::Cursor::new(bytes), &options);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes);
        check(&[b"PK\x03\x04", bytes.as_slice()].concat());
    }

    #[test]
    fn any_rest(place in 0..BEGINNINGS.len(), rest in "[-0-9A-Za-z:,;.<>/=&\"\n ]{0,80}|\\PC{0,40}") {
        check(format!("{}{rest}", BEGINNINGS[place]).as_bytes());
    }
}
