//! Writes JSON in one fixed layout, indented by two blanks, so that the same content is the same bytes.
//! Imports nothing of this crate. Read next: `exchange::v1`, which writes files with it.

use std::fmt::Write as _;

/// Writes one JSON document, entry by entry.
pub struct Writer {
    out: String,
    depth: usize,
}

impl Writer {
    /// The text of an object, with a line feed at the end.
    pub fn document(fill: impl FnOnce(&mut Self)) -> String {
        let mut writer = Self { out: String::new(), depth: 0 };
        writer.braces(fill);
        writer.out.push('\n');
        writer.out
    }

    /// An entry that holds an object.
    pub fn object(&mut self, key: &str, fill: impl FnOnce(&mut Self)) {
        self.key(key);
        self.braces(fill);
    }

    /// An entry that holds a list of objects.
    pub fn objects<T>(&mut self, key: &str, items: &[T], mut fill: impl FnMut(&mut Self, &T)) {
        self.key(key);
        self.out.push('[');
        self.depth += 1;
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                self.out.push(',');
            }
            self.line();
            self.braces(|w| fill(w, item));
        }
        self.depth -= 1;
        if !items.is_empty() {
            self.line();
        }
        self.out.push(']');
    }

    /// An entry that holds a text.
    pub fn text(&mut self, key: &str, value: &str) {
        self.key(key);
        self.quoted(value);
    }

    /// An entry that holds a text, or `null` without one.
    pub fn text_or_null(&mut self, key: &str, value: Option<&str>) {
        self.key(key);
        match value {
            Some(value) => self.quoted(value),
            None => self.out.push_str("null"),
        }
    }

    /// An entry that holds a whole number.
    pub fn whole(&mut self, key: &str, value: u64) {
        self.key(key);
        self.out.push_str(&value.to_string());
    }

    /// An entry that holds `true` or `false`.
    pub fn truth(&mut self, key: &str, value: bool) {
        self.key(key);
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn braces(&mut self, fill: impl FnOnce(&mut Self)) {
        self.out.push('{');
        let empty = self.out.len();
        self.depth += 1;
        fill(self);
        self.depth -= 1;
        if self.out.len() > empty {
            self.line();
        }
        self.out.push('}');
    }

    fn key(&mut self, key: &str) {
        // No value ends with an opening brace, so this is the first entry exactly behind one.
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.line();
        self.quoted(key);
        self.out.push_str(": ");
    }

    fn line(&mut self) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", self.depth));
    }

    /// A text in quotes. Only what JSON forbids in one is escaped; everything else stands as it was typed.
    fn quoted(&mut self, text: &str) {
        self.out.push('"');
        for character in text.chars() {
            match character {
                '"' => self.out.push_str("\\\""),
                '\\' => self.out.push_str("\\\\"),
                '\n' => self.out.push_str("\\n"),
                '\r' => self.out.push_str("\\r"),
                '\t' => self.out.push_str("\\t"),
                control @ '\0'..='\u{1F}' => {
                    // Writing to a string cannot fail.
                    let _ = write!(self.out, "\\u{:04x}", u32::from(control));
                }
                other => self.out.push(other),
            }
        }
        self.out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_layout_is_fixed() {
        let text = Writer::document(|w| {
            w.object("空", |_| {});
            w.object("a", |w| {
                w.text("b", "“\"\\\n\u{1}\u{2028}😀");
                w.text_or_null("c", None);
            });
            w.whole("d", 26);
            w.truth("e", false);
        });
        let expected = "{\n  \"空\": {},\n  \"a\": {\n    \"b\": \"“\\\"\\\\\\n\\u0001\u{2028}😀\",\n    \
                        \"c\": null\n  },\n  \"d\": 26,\n  \"e\": false\n}\n";
        assert_eq!(text, expected);
    }
}
