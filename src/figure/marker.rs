//! The marks that stand on a page where there is no number.

/// Those of the study's tables and of TabNet, with their spellings; `na` and `nan` are what R and Python write.
const MARKERS: [&str; 15] = [
    "...",
    "…",
    "-",
    "–",
    "—",
    "n.d",
    "n.d.",
    "nd",
    "n.a",
    "n.a.",
    "na",
    "nan",
    "sem informação",
    "sem informacao",
    "",
];

/// Whether the text, trimmed, marks a missing number, in capitals or not.
pub(super) fn is_marker(text: &str) -> bool {
    let begins_like_one = matches!(
        text.as_bytes().first(),
        None | Some(b'.' | b'-' | b'n' | b'N' | b's' | b'S' | 0x80..)
    );
    begins_like_one && MARKERS.iter().any(|marker| folded(text).eq(marker.chars()))
}

/// In small letters, each white space as a space.
fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| if letter.is_whitespace() { ' ' } else { letter })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_known_in_any_case() {
        for text in [
            "",
            "-",
            "–",
            "—",
            "...",
            "…",
            "n.d",
            "N.D.",
            "nd",
            "n.a",
            "NA",
            "NaN",
            "Sem Informação",
            "SEM\u{a0}INFORMAÇÃO",
            "sem informacao",
        ] {
            assert!(is_marker(text), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_marker_is_not_taken_for_one() {
        for text in [
            "0", "--", "..", "....", "n", "n.d..", "não", "sem", "inf", "R$ -", "\u{2212}", "null",
            "-,-",
        ] {
            assert!(!is_marker(text), "{text:?}");
        }
    }
}
