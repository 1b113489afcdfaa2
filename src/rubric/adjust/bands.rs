//! A chosen set of grades as JSON: in the store and in files, in the shape it has in a rubric file.
//! May import `rubric`, `json` and `number`. Read next: `rubric::grades`.

use crate::json::{Fields, Node, Writer};
use crate::number::Exact;
use crate::rubric::Source;
use crate::rubric::file::{FORMAT, Problem};
use crate::rubric::grades::{Band, BandSet, Basis};

const BASES: [(&str, Basis); 2] = [("total", Basis::Total), ("base", Basis::Base)];

/// Writes the entries of a set.
pub(super) fn write(w: &mut Writer, set: &BandSet) {
    w.text("id", &set.id);
    w.text("name", &set.name);
    w.object("source", |w| {
        let Source { title, issuer, address, note } = &set.source;
        w.text("title", title);
        for (key, text) in [("issuer", issuer), ("address", address), ("note", note)] {
            if let Some(text) = text {
                w.text(key, text);
            }
        }
    });
    let basis = BASES.iter().find(|(_, basis)| *basis == set.basis).map_or("total", |(word, _)| word);
    w.text("basis", basis);
    w.objects("bands", &set.bands, |w, band| {
        w.text("id", &band.id);
        w.text("label", &band.label);
        w.text("from", &band.from.canonical());
    });
}

/// Reads the entries of a set; whether it makes sense is looked at by [`check`].
pub(super) fn read(from: &Fields) -> BandSet {
    let text = |node: Node| node.text().unwrap_or_default().to_owned();
    let source = from.get("source").object();
    let optional = |key| source.find(key).text().map(str::to_owned);
    let band = |node: Node| {
        let band = node.object();
        let from = band.get("from");
        let figure =
            |text: &str| Exact::parse_canonical(text).or_else(|| from.wrong("an exact number as a text"));
        Band {
            id: text(band.get("id")),
            label: text(band.get("label")),
            from: from.text().and_then(figure).unwrap_or_default(),
        }
    };
    BandSet {
        id: text(from.get("id")),
        name: text(from.get("name")),
        source: Source {
            title: text(source.get("title")),
            issuer: optional("issuer"),
            address: optional("address"),
            note: optional("note"),
        },
        basis: from.get("basis").choice(&BASES).unwrap_or(Basis::Total),
        bands: from.get("bands").list().nodes().map(band).collect(),
    }
}

/// Has the reader of published sets look at it.
///
/// # Errors
/// What is wrong with it.
pub(super) fn check(set: &BandSet) -> Result<(), Vec<Problem>> {
    let text = Writer::document(|w| {
        w.whole("format", FORMAT.into());
        w.objects("sets", std::slice::from_ref(set), write);
    });
    BandSet::read_all(&text).map(|_| ())
}

/// Every text in it.
pub(super) fn texts(set: &BandSet) -> Vec<&str> {
    let source = &set.source;
    let optional = [&source.issuer, &source.address, &source.note].into_iter().flatten();
    let mut texts = vec![set.id.as_str(), &set.name, &source.title];
    texts.extend(optional.map(String::as_str));
    texts.extend(set.bands.iter().flat_map(|band| [band.id.as_str(), &band.label]));
    texts
}
