//! What the five moods of a diary from elsewhere are called, language by language.
//!
//! Only the standard names of the five levels are known; what people named themselves is for them
//! to say. Nothing is guessed.

/// Names from the best (level 5) to the worst (level 1).
const NAMES: [[&str; 5]; 19] = [
    ["rad", "good", "meh", "bad", "awful"],
    ["super", "gut", "ok", "schlecht", "lausig"],
    ["super", "bien", "bof", "mauvais", "horrible"],
    ["genial", "bien", "normal", "mal", "horrible"],
    ["ottimo", "bene", "così così", "male", "terribile"],
    ["radiante", "bem", "mais ou menos", "mal", "horrível"],
    ["super", "goed", "gaat wel", "slecht", "vreselijk"],
    ["super", "dobrze", "tak sobie", "źle", "okropnie"],
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

/// The level, 5 the best to 1 the worst, of a standard name; nothing for any other name, or for
/// one that means different levels in different languages.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn standard_names_are_known_in_many_languages() {
        for (name, level) in
            [("rad", 5), ("awful", 1), ("Lausig", 1), ("Super ", 5), ("Ok", 3), ("bien", 4), ("так себе", 3)]
        {
            assert_eq!(mood_level(name), Some(level), "{name}");
        }
    }

    #[test]
    fn own_names_are_not_guessed() {
        for name in ["average", "happy", "sad", "Refreshed", "", "ok but sleepy", "Anxious"] {
            assert_eq!(mood_level(name), None, "{name}");
        }
    }
}
