//! Names of persons, organisations and places (re3d): exact spans with types.

use std::collections::BTreeSet;

use coder::Coder;
use language::NameKind;

use super::{Measured, Text};
use crate::{EvaluateError, f1};

/// Micro precision, recall and F1.
pub(super) fn score(
    coder: &Coder,
    texts: &[&Text],
    wrong: &mut dyn FnMut(String),
) -> Result<Vec<Measured>, EvaluateError> {
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for text in texts {
        let analysis = coder.engine().analyse(&text.text, None).map_err(coder::CoderError::from)?;
        let names = analysis.sentences.iter().flat_map(|sentence| &sentence.names);
        let system: BTreeSet<(usize, usize, &str)> =
            names.filter_map(|name| Some((name.span.start, name.span.end, kind(name.kind)?))).collect();
        let kinds = ["Person", "Organisation", "Location"];
        let gold = text.spans.iter().filter(|span| kinds.contains(&span.kind.as_str()));
        let gold: BTreeSet<(usize, usize, &str)> =
            gold.map(|span| (span.start, span.end, span.kind.as_str())).collect();
        for (what, (start, end, kind)) in gold
            .difference(&system)
            .map(|span| ("missed", span))
            .chain(system.difference(&gold).map(|span| ("spurious", span)))
        {
            wrong(format!("{} {what} {kind} `{}`", text.id, text.slice(*start, *end)));
        }
        right += system.intersection(&gold).count();
        found += system.len();
        wanted += gold.len();
    }
    let [precision, recall, f] = f1(right, found, wanted);
    Ok(vec![("names precision", precision, None), ("names recall", recall, None), ("names F1", f, None)])
}

fn kind(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("Person"),
        NameKind::Organisation => Some("Organisation"),
        NameKind::Location => Some("Location"),
        NameKind::Other => None,
    }
}
