//! Breaks text that is being edited into the rows it's shown in: at blanks, long words anywhere.

use crate::widgets::painter::columns;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation as _;

/// The rows of `text`, at most `width` columns wide, as ranges of bytes without the line breaks; never empty. Blanks at
/// the end of a row may stick out. Without a width, one row per line.
pub fn rows(text: &str, width: Option<u16>) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        match width {
            Some(width) => wrap(line, start, usize::from(width.max(1)), &mut rows),
            None => rows.push(start..start + line.len()),
        }
        start += line.len() + 1;
    }
    rows
}

fn wrap(line: &str, start: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let (mut from, mut used, mut after_blank) = (0, 0, 0);
    for (place, letter) in line.grapheme_indices(true) {
        let wide = usize::from(columns(letter));
        if letter.trim().is_empty() {
            after_blank = place + letter.len();
        }
        while !letter.trim().is_empty() && used + wide > width && place > from {
            let end = if after_blank > from {
                after_blank
            } else {
                place
            };
            rows.push(start + from..start + end);
            from = end;
            used = usize::from(columns(&line[from..place]));
        }
        used += wide;
    }
    rows.push(start + from..start + line.len());
}

/// The index of the row that a cursor before the byte `place` is in: between two rows, it's at the start of the second.
pub fn row_at(rows: &[Range<usize>], place: usize) -> usize {
    rows.partition_point(|row| row.start <= place)
        .saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str, width: u16) -> Vec<&str> {
        let rows = rows(text, Some(width)).into_iter();
        rows.map(|row| &text[row]).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_long_words_anywhere() {
        assert_eq!(texts("met Ana in town", 8), ["met Ana ", "in town"]);
        assert_eq!(texts("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
        assert_eq!(texts("one\n\ntwo", 8), ["one", "", "two"]);
        assert_eq!(texts("歩いた日", 4), ["歩い", "た日"]);
        assert_eq!(texts("", 4), [""]);
        assert_eq!(rows("a long line", None).first(), Some(&(0..11)));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_too_wide(text in "[a 歩é\n]{0,60}", width in 1_u16..12) {
            let rows = rows(&text, Some(width));
            for pair in rows.windows(2) {
                let between = &text[pair[0].end..pair[1].start];
                prop_assert!(between.is_empty() || between == "\n");
            }
            prop_assert_eq!(rows.first().unwrap().start, 0);
            prop_assert_eq!(rows.last().unwrap().end, text.len());
            for row in rows {
                let shown = text[row].trim_end();
                prop_assert!(columns(shown) <= width.max(2), "{:?}", shown);
            }
        }
    }
}
