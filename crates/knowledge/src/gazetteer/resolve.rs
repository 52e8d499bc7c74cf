//! The choice between places of one name: by the document's countries, the name, the kind and the population.

use std::cmp::Ordering;

use super::{Candidate, Gazetteer, GazetteerPlace, PlaceKind};

/// Weight of the document's countries, the weightiest first; later ones weigh as the last.
const HINTS: [f64; 4] = [1.5, 1.2, 1.0, 0.8];
/// Weight of a name that is the place's own, against alternates in other languages.
const OWN_NAME: f64 = 1.0;
/// Weight of countries.
const STATE: f64 = 0.7;
/// Weight of capitals.
const CAPITAL: f64 = 0.5;
/// A division is taken for a town of its name unless it has more than six times its people.
const DIVISION: f64 = -0.8;
/// Curated sites and regions weigh at least as a place with so many people, in powers of ten.
const SITE: f64 = 5.0;
const REGION: f64 = 7.0;
/// Two candidates of different countries nearer than this are a toss-up, unless the document has the better one's country alone.
const TOSS_UP: f64 = 0.2;
/// Fewest people of a town that no hint supports, under its own name and under an alternate.
const UNHINTED: (u32, u32) = (15_000, 100_000);
/// Fewest people of a town that a hint supports, under an alternate name.
const HINTED_ALTERNATE: u32 = 1_000;

impl Gazetteer {
    /// The weightiest place of exactly that name, of one kind where one is given; `None` for toss-ups and hamlets.
    pub(super) fn best(&self, name: &str, kind: Option<PlaceKind>, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let candidates = self.candidates(name).into_iter().filter(|it| kind.is_none_or(|kind| it.place.kind == kind));
        let mut scored: Vec<_> = candidates.map(|it| (it.score(hints), it)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| tie(&a.1, &b.1)));
        let mut ranked = scored.into_iter();
        let (score, best) = ranked.next()?;
        let rival = ranked.find(|(_, other)| other.place.country != best.place.country);
        let preferred = |rival: &Candidate<'_>| best.hint(hints).is_some() && rival.hint(hints).is_none();
        let toss_up = rival.is_some_and(|(other, rival)| score - other < TOSS_UP && !preferred(&rival));
        (!toss_up && best.plausible(hints)).then_some(best.place)
    }
}

impl Candidate<'_> {
    fn hint(&self, hints: &[&str]) -> Option<f64> {
        let at = hints.iter().position(|hint| Some(*hint) == self.place.country)?;
        Some(HINTS[at.min(HINTS.len() - 1)])
    }

    pub(super) fn score(&self, hints: &[&str]) -> f64 {
        let people = f64::from(self.place.population + 1).log10();
        let size = match self.place.kind {
            PlaceKind::Region => people.max(REGION),
            _ if self.curated => people.max(SITE),
            _ => people,
        };
        let kind = match self.place.kind {
            PlaceKind::Country => STATE,
            PlaceKind::City if self.capital => CAPITAL,
            PlaceKind::Admin if !self.curated => DIVISION,
            _ => 0.0,
        };
        let own = if self.main { OWN_NAME } else { 0.0 };
        size + kind + own + self.hint(hints).unwrap_or(0.0)
    }

    fn plausible(&self, hints: &[&str]) -> bool {
        if self.place.kind != PlaceKind::City || self.capital || self.curated {
            return true;
        }
        let fewest = match (self.hint(hints).is_some(), self.main) {
            (true, true) => 0,
            (true, false) => HINTED_ALTERNATE,
            (false, true) => UNHINTED.0,
            (false, false) => UNHINTED.1,
        };
        self.place.population >= fewest
    }
}

pub(super) fn tie(a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    (a.place.geonames, a.place.country, a.place.name).cmp(&(b.place.geonames, b.place.country, b.place.name))
}
