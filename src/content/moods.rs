//! Names of the five mood levels in imported diaries, by language.
//!
//! Only the standard names of the five levels are recognized; the person has to map custom names.
//! Nothing is guessed.

/// Names from the best (level 5) to the worst (level 1).
const NAMES: [[&str; 5]; 20] = [
    ["rad", "good", "meh", "bad", "awful"],
    ["super", "gut", "ok", "schlecht", "lausig"],
    ["super", "bien", "bof", "mauvais", "horrible"],
    ["genial", "bien", "normal", "mal", "horrible"],
    ["ottimo", "bene", "così così", "male", "terribile"],
    ["radiante", "bem", "mais ou menos", "mal", "horrível"],
    ["super", "goed", "gaat wel", "slecht", "vreselijk"],
    ["super", "dobrze", "tak sobie", "źle", "okropnie"],
    ["wspaniale", "dobrze", "tak sobie", "źle", "okropnie"],
    ["toppen", "bra", "sådär", "dåligt", "hemskt"],
    ["fedt", "godt", "okay", "skidt", "forfærdeligt"],
    ["topp", "bra", "greit", "dårlig", "forferdelig"],
    ["mahtava", "hyvä", "ihan ok", "huono", "kamala"],
    ["super", "dobře", "ujde to", "špatně", "hrozně"],
    ["супер", "хорошо", "так себе", "плохо", "ужасно"],
    ["harika", "iyi", "idare eder", "kötü", "berbat"],
    ["最高", "良い", "普通", "悪い", "最悪"],
    ["최고", "좋음", "보통", "나쁨", "끔찍"],
    ["超棒", "开心", "一般", "不爽", "超烂"],
    ["excellent", "good", "okay", "bad", "terrible"],
];

/// The level of a standard name, from 5 (best) to 1 (worst); `None` for any other name and for
/// names that mean different levels in different languages.
pub fn mood_level(name: &str) -> Option<u8> {
    let wanted = name.trim().to_lowercase();
    let mut levels = NAMES
        .iter()
        .flat_map(|names| names.iter().zip((1..=5u8).rev()))
        .filter(|(known, _)| **known == wanted)
        .map(|(_, level)| level);
    let level = levels.next()?;
    levels.all(|other| other == level).then_some(level)
}

/// Common names for custom moods, with the rating to suggest for each.
const WORDS: [(u8, &str); 9] = [
    (
        9,
        "amazing awesome ecstatic euphoric fantastic wonderful perfect excited thrilled begeistert",
    ),
    (
        8,
        "happy great joyful joy love loved grateful proud glücklich fröhlich froh feliz heureux",
    ),
    (
        7,
        "content calm relaxed peaceful refreshed hopeful motivated productive zufrieden entspannt cheerful",
    ),
    (6, "fine alright decent pleasant"),
    (
        5,
        "average neutral mixed normal mittel so-so indifferent mediocre",
    ),
    (
        4,
        "tired bored blah restless meh-ish müde lonely unsure nervous",
    ),
    (
        3,
        "sad anxious stressed angry worried upset down low frustrated sick traurig wütend gestresst triste",
    ),
    (
        2,
        "terrible miserable depressed hopeless overwhelmed desperate deprimiert exhausted",
    ),
    (1, "horrible worst despair verzweifelt"),
];
/// Words that negate the words next to them.
const TURNS: [&str; 8] = ["not", "no", "less", "un", "non", "nicht", "kein", "never"];

/// The rating, 1 to 9, suggested by a mood's own name; only offered, never applied without
/// confirmation. `None` if its words say nothing or contradict each other.
pub fn suggested_rating(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let words: Vec<&str> = name
        .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
        .collect();
    if words.iter().any(|word| TURNS.contains(word)) {
        return None;
    }
    let known = |word: &&str| {
        WORDS
            .iter()
            .find(|(_, all)| all.split(' ').any(|known| known == *word))
    };
    let mut ratings = words.iter().filter_map(known).map(|(rating, _)| *rating);
    let rating = ratings.next()?;
    ratings.all(|other| other == rating).then_some(rating)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_suggests_a_rating_or_nothing() {
        for (name, rating) in [
            ("Happy", 8),
            ("😀 happy ", 8),
            ("sad", 3),
            ("average", 5),
            ("Refreshed", 7),
        ] {
            assert_eq!(suggested_rating(name), Some(rating), "{name}");
        }
        for name in ["not happy", "happy but sad", "Wednesday", "", "…"] {
            assert_eq!(suggested_rating(name), None, "{name}");
        }
    }

    #[test]
    fn standard_names_are_known_in_many_languages() {
        for (name, level) in [
            ("rad", 5),
            ("awful", 1),
            ("Lausig", 1),
            ("Super ", 5),
            ("Ok", 3),
            ("bien", 4),
            ("так себе", 3),
        ] {
            assert_eq!(mood_level(name), Some(level), "{name}");
        }
    }

    #[test]
    fn own_names_are_not_guessed() {
        for name in [
            "average",
            "happy",
            "sad",
            "Refreshed",
            "",
            "ok but sleepy",
            "Anxious",
        ] {
            assert_eq!(mood_level(name), None, "{name}");
        }
    }
}
