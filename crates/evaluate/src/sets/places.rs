//! Toponyms and where they are (LGL, GeoVirus, GeoWebNews; Gritta et al. 2020): exact spans, and how many of the places that
//! Annals resolves lie within 161 km (100 miles) of where they should.

use std::collections::BTreeSet;

use coder::entities::country_hints;
use language::{Analysis, NameKind};

use super::{
    part::{Part, Scored, Tally, differences},
    standoff::{Span, Text},
};
use crate::EvaluateError;

/// The types of toponyms; demonyms, languages and names within names are none.
const TOPONYMS: [&str; 7] =
    ["toponym", "Literal", "Metonymic", "Mixed", "Coercion", "Literal_Modifier", "Non_Literal_Modifier"];
const NEAR_KM: f64 = 161.0;
const EARTH_RADIUS_KM: f64 = 6371.0;

/// Of the toponyms found that have coordinates: all, those resolved, those resolved near enough.
type Resolved = [usize; 3];

/// Toponym F1, the share resolved, and the share of those within 161 km.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (results, errors) = part.each(|text| Ok(of_text(part, text, &part.analyse(text)?)))?;
    let f = results.iter().map(|(tally, _)| *tally).sum::<Tally>().f1();
    let [all, resolved, near]: Resolved =
        std::array::from_fn(|at| results.iter().map(|(_, resolved)| resolved[at]).sum());
    let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
    let figures = vec![
        ("toponym F1", f, Some(("spaCy, GeoWebNews", 0.755))),
        ("places resolved", share(resolved, all), None),
        ("resolved within 161 km", share(near, resolved), None),
    ];
    Ok(Scored { figures, errors })
}

fn of_text(part: &Part<'_>, text: &Text, analysis: &Analysis) -> ((Tally, Resolved), Vec<String>) {
    let names = analysis.sentences.iter().flat_map(|sentence| &sentence.names);
    let found: BTreeSet<(usize, usize, &str)> = names
        .filter(|name| name.kind == NameKind::Location)
        .map(|name| (name.span.start, name.span.end, "toponym"))
        .collect();
    let gold: Vec<&Span> = text.spans.iter().filter(|span| TOPONYMS.contains(&span.kind.as_str())).collect();
    let wanted = gold.iter().map(|span| (span.start, span.end, "toponym")).collect();
    let mut errors = differences(text, &found, &wanted);
    let knowledge = part.job.coder.knowledge();
    let hints = country_hints(analysis, knowledge);
    let hints: Vec<&str> = hints.iter().map(String::as_str).collect();
    let mut resolved = [0; 3];
    for span in gold.iter().filter(|span| found.contains(&(span.start, span.end, "toponym"))) {
        let degrees = |field: &str| span.more.get(field).and_then(|value| value.as_f64());
        let (Some(lat), Some(lon)) = (degrees("lat"), degrees("lon")) else { continue };
        let words = text.slice(span.start, span.end);
        let place = knowledge.gazetteer.resolve(&words, &hints);
        let off = place.as_ref().map(|place| distance((lat, lon), (place.lat, place.lon)));
        let is_near = off.is_some_and(|off| off <= NEAR_KM);
        for (count, add) in resolved.iter_mut().zip([true, off.is_some(), is_near]) {
            *count += usize::from(add);
        }
        if let Some(off) = off.filter(|_| !is_near) {
            errors.push(format!("{} `{words}` is {off:.0} km off", text.id));
        }
    }
    ((Tally::of_sets(&found, &wanted), resolved), errors)
}

/// Great-circle distance in km between two points in degrees (haversine).
fn distance((lat_a, lon_a): (f64, f64), (lat_b, lon_b): (f64, f64)) -> f64 {
    let half = |a: f64, b: f64| ((b - a).to_radians() / 2.0).sin().powi(2);
    let h = half(lat_a, lat_b) + lat_a.to_radians().cos() * lat_b.to_radians().cos() * half(lon_a, lon_b);
    2.0 * EARTH_RADIUS_KM * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn distances_are_in_km() {
        let (paris, london) = ((48.8566, 2.3522), (51.5074, -0.1278));
        assert!((distance(paris, london) - 344.0).abs() < 2.0);
    }

    #[test]
    fn places_are_compared_by_distance() {
        let text = "The minister travelled from Nairobi to Paris.";
        let place = |words: &str, lat: f64, lon: f64| {
            let mut place = span(text, words, "t", "toponym");
            (place["lat"], place["lon"]) = (lat.into(), lon.into());
            place
        };
        // The Paris of Texas.
        let spans = [place("Nairobi", -1.28, 36.82), place("Paris", 33.66, -95.56)];
        let scored = testing::score(score, json!({"text": text, "spans": spans}));
        assert_eq!(testing::figure(&scored, "toponym F1"), 1.0);
        assert_eq!(testing::figure(&scored, "places resolved"), 1.0);
        assert_eq!(testing::figure(&scored, "resolved within 161 km"), 0.5);
    }
}
