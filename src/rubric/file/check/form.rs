//! What stands around the table: the source and the words of the printed form.
//! May import `rubric`, `json` and `number`. Read next: `stages`.

use super::{Check, What};
use crate::json::Fields;
use crate::rubric::{Form, Source};

impl Check {
    pub(super) fn source(&self, source: &Fields) -> Source {
        Source {
            title: self.text(source.get("title")),
            issuer: self.optional_text(source.find("issuer")),
            address: self.optional_text(source.find("address")),
            note: self.optional_text(source.find("note")),
        }
    }

    pub(super) fn form(&self, form: &Fields) -> Form {
        let headings = form.get("columns");
        let list = headings.list();
        let mut columns = <[String; 6]>::default();
        if headings.is_there() && list.len() != columns.len() {
            self.report(&list.at, What::WrongLength { length: list.len(), expected: columns.len() });
        }
        for (column, heading) in columns.iter_mut().zip(list.nodes()) {
            *column = self.text(heading);
        }
        Form {
            project: self.text(form.get("project")),
            implementer: self.text(form.get("implementer")),
            date: self.text(form.get("date")),
            columns,
            total: self.text(form.get("total")),
            remark: self.text(form.get("remark")),
            signature: self.text(form.get("signature")),
            signature_date: self.text(form.get("signature_date")),
        }
    }
}
