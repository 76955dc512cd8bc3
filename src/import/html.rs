//! Converts the simple HTML in notes to plain text.

/// Converts `<br>` and ends of paragraphs to line breaks and entities to characters, and drops all other tags. A `<`
/// that does not start a tag is kept.
pub(super) fn to_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(place) = rest.find(['<', '&']) {
        text.push_str(&rest[..place]);
        rest = &rest[place..];
        let (piece, length) = if rest.starts_with('<') {
            tag(rest)
        } else {
            entity(rest)
        };
        text.push_str(&piece);
        rest = &rest[length..];
    }
    text.push_str(rest);
    text.trim().to_owned()
}

/// Replacement text and length of a tag.
fn tag(rest: &str) -> (String, usize) {
    let inner = rest[1..].strip_prefix('/').unwrap_or(&rest[1..]);
    let begins = inner.starts_with(|character: char| character.is_ascii_alphabetic());
    // If another tag starts first, this is not a tag. This keeps the scan linear.
    let end = inner
        .find(['<', '>'])
        .filter(|end| begins && inner[*end..].starts_with('>'));
    let Some(end) = end.map(|end| rest.len() - inner.len() + end) else {
        return ("<".to_owned(), 1);
    };
    let name: String = inner
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase();
    let closing = rest.starts_with("</");
    let breaks = name == "br" || closing && ["p", "div", "li"].contains(&name.as_str());
    (
        if breaks {
            "\n".to_owned()
        } else {
            String::new()
        },
        end + 1,
    )
}

/// Replacement text and length of an entity.
fn entity(rest: &str) -> (String, usize) {
    let as_it_is = ("&".to_owned(), 1);
    let Some(end) = rest.bytes().take(12).position(|byte| byte == b';') else {
        return as_it_is;
    };
    let name = &rest[1..end];
    let number = name
        .strip_prefix('#')
        .and_then(|digits| match digits.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => digits.parse().ok(),
        });
    let character = match name {
        "nbsp" => Some(' '),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.and_then(char::from_u32),
    };
    character.map_or(as_it_is, |character| (character.to_string(), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn notes_become_plain_text() {
        for (html, text) in [
            ("A&nbsp;B<br>C", "A B\nC"),
            ("<p>one</p><p>two</p>", "one\ntwo"),
            ("<b>bold</b> &amp; <i>italic</i>", "bold & italic"),
            ("1 < 2 and a<b", "1 < 2 and a<b"),
            ("a<b, then<br>c", "a<b, then\nc"),
            (
                "Tom &amp Jerry &unknown; &#233;&#x41;",
                "Tom &amp Jerry &unknown; éA",
            ),
            ("I <3 this", "I <3 this"),
        ] {
            assert_eq!(to_text(html), text, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[<>&;/a-z#0-9é ]{0,60}") {
            to_text(&text);
        }
    }
}
