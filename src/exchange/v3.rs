//! The wire form of version 3: version 2 with the journal and the list of attachments. Frozen once released.
//! The numbers of the steps follow from their order. What a step says is kept as it is, whatever the rubric knows.
//! May import `record`, `json` and this module's `first`, `error`, `name` and `v2`. Read next: `content`.

use super::error::ImportError;
use super::first::First;
use super::name::is_attachment_name;
use super::{
    ADJUSTMENTS_LIMIT, ATTACHMENT_LIMIT, ATTACHMENT_SIZE_LIMIT, CHANGE_LIMIT, FORMAT, STEP_LIMIT, TEXT_LIMIT,
    VERSION, v2,
};
use crate::json::{Fields, Node, Value, Writer, shown};
use crate::record::{ADJUSTMENTS, Attachment, Journal, Step};

/// A whole file.
pub(super) struct File {
    /// Everything version 2 knows.
    pub(super) body: v2::File,
    pub(super) journal: Journal,
    pub(super) attachments: Vec<Attachment>,
}

/// Version 2 knew nothing of what is new.
impl From<v2::File> for File {
    fn from(body: v2::File) -> Self {
        Self { body, journal: Journal::default(), attachments: Vec::new() }
    }
}

/// Writes a file.
pub(super) fn write(file: &File) -> String {
    let File { body, journal, attachments } = file;
    Writer::document(|w| {
        w.text("format", FORMAT);
        w.whole("version", VERSION);
        v2::write_body(w, body);
        w.objects("journal", &journal.steps, |w, step| step.write(w));
        w.whole("journal_before", journal.before);
        w.truth("journal_from_blank", journal.from_blank);
        w.objects("attachments", attachments, |w, attachment| attachment.write(w));
    })
}

/// Reads a file. What it says about the rubric is not checked here.
pub(super) fn read(file: &Value) -> Result<File, ImportError> {
    let told = First::default();
    let whole = Node::top(file, &told);
    let root = whole.object();
    let read = File {
        body: v2::read_body(&told, &root),
        journal: read_journal(&told, &root),
        attachments: read_attachments(&told, root.get("attachments")),
    };
    whole.refuse_the_rest();
    told.or(read)
}

fn read_journal(told: &First, root: &Fields) -> Journal {
    let list = root.get("journal").list();
    if list.len() > STEP_LIMIT {
        told.refuse(ImportError::TooManySteps { limit: STEP_LIMIT });
    }
    let text = |node: Node| told.text_up_to(node, ADJUSTMENTS_LIMIT);
    let steps: Vec<Step> = list.nodes().map(|node| Step::take(&node.object(), text)).collect();
    if steps.iter().map(|step| step.changes.len()).sum::<usize>() > CHANGE_LIMIT {
        told.refuse(ImportError::TooManySteps { limit: CHANGE_LIMIT });
    }
    for (number, step) in steps.iter().enumerate() {
        if longest(step) > TEXT_LIMIT {
            told.refuse(ImportError::TextTooLong { path: format!("journal[{number}]"), limit: TEXT_LIMIT });
        }
    }
    Journal {
        before: root.get("journal_before").whole().unwrap_or_default(),
        from_blank: root.get("journal_from_blank").truth().unwrap_or_default(),
        steps,
    }
}

/// The longest text of a step, in bytes. The lists of changes of the rubric may be longer than any one text.
fn longest(step: &Step) -> usize {
    let texts = step.changes.iter().flat_map(|change| {
        let held = [&change.from, &change.to].into_iter().filter(|_| change.cell != ADJUSTMENTS);
        held.chain([&change.indicator, &change.cell])
    });
    texts.chain([&step.by]).map(String::len).max().unwrap_or_default()
}

fn read_attachments(told: &First, node: Node) -> Vec<Attachment> {
    let list = node.list();
    if list.len() > ATTACHMENT_LIMIT {
        told.refuse(ImportError::TooManyAttachments { limit: ATTACHMENT_LIMIT });
    }
    let mut names = std::collections::HashSet::new();
    let attachment = |node: Node| {
        let fields = node.object();
        let attachment = Attachment::take(&fields, |node| told.text(node));
        // Another system may not tell small letters from capitals.
        if !names.insert(attachment.name.to_lowercase()) {
            told.refuse(ImportError::AttachmentTwice { name: shown(&attachment.name) });
        }
        if !is_attachment_name(&attachment.name) {
            told.refuse(ImportError::BadName { name: shown(&attachment.name) });
        }
        if attachment.size > ATTACHMENT_SIZE_LIMIT {
            told.refuse(ImportError::AttachmentTooLarge {
                name: shown(&attachment.name),
                limit: ATTACHMENT_SIZE_LIMIT,
            });
        }
        for (key, fits) in
            [("type", is_media_type(&attachment.media_type)), ("sha256", is_digest(&attachment.sha256))]
        {
            if !fits {
                told.refuse(ImportError::WrongType { path: fields.at.field(key).to_string() });
            }
        }
        attachment
    };
    list.nodes().map(attachment).collect()
}

/// A media type as `image/jpeg`: two words of letters, digits and a few marks.
fn is_media_type(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    text.len() <= 127 && text.split_once('/').is_some_and(|(kind, sort)| is_word(kind) && is_word(sort))
}

/// SHA-256 in small hexadecimal digits.
fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
