//! What is said of an attachment without its bytes: in the head of an assessment and in files. The bytes lie beside it,
//! under its name, and must have this size and this digest.
//! May import `json`. Read next: `exchange`.

use crate::json::{Fields, Node, Writer};

/// An attachment of an assessment, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, unique within the assessment.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The indicator it belongs to, where it belongs to one.
    pub indicator: Option<String>,
}

impl Attachment {
    /// Writes it into an object.
    pub fn write(&self, w: &mut Writer) {
        w.text("name", &self.name);
        w.text("type", &self.media_type);
        w.whole("size", self.size);
        w.text("sha256", &self.sha256);
        if let Some(indicator) = &self.indicator {
            w.text("indicator", indicator);
        }
    }

    /// Reads it from an object; `text` reads each text in it and may hold it to a limit.
    pub fn take(attachment: &Fields, text: impl Fn(Node) -> String) -> Self {
        let indicator = attachment.find("indicator");
        Self {
            name: text(attachment.get("name")),
            media_type: text(attachment.get("type")),
            size: attachment.get("size").whole().unwrap_or_default(),
            sha256: text(attachment.get("sha256")),
            indicator: indicator.is_there().then(|| text(indicator)),
        }
    }
}
