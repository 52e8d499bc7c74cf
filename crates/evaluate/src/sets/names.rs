//! Names of persons, organisations and places (re3d): exact spans with types. Even records were trained on.

use std::collections::HashSet;

use coder::Coder;
use language::NameKind;

use super::{Measured, Text};
use crate::{EvaluateError, f1};

/// Micro F1 on the odd records.
pub(super) fn score(coder: &Coder, texts: &[Text]) -> Result<Vec<Measured>, EvaluateError> {
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for text in texts.iter().skip(1).step_by(2) {
        let analysis = coder.engine().analyse(&text.text, None).map_err(coder::CoderError::from)?;
        let names = analysis.sentences.iter().flat_map(|sentence| &sentence.names);
        let system: HashSet<(usize, usize, &str)> =
            names.filter_map(|name| Some((name.span.start, name.span.end, kind(name.kind)?))).collect();
        let kinds = ["Person", "Organisation", "Location"];
        let gold = text.spans.iter().filter(|span| kinds.contains(&span.kind.as_str()));
        let gold: HashSet<(usize, usize, &str)> = gold.map(|span| (span.start, span.end, span.kind.as_str())).collect();
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
