//! Where an act took place: the named place of its own or another sentence that most likely applies to it.

mod weigh;

use knowledge::{CountryForm, CountryMatch, Knowledge, PlaceKind};
use language::{Analysis, Name, NameKind};
use record::{CharIndex, Place, PlacePrecision, Span, Status};

use crate::candidate::{Candidate, Phrase};
use weigh::{Counts, Site, features};

/// Least probability of a place.
const FLOOR: f64 = 0.33;
/// Sentences before and after an act that may name its place.
const REACH: [usize; 2] = [10, 3];

/// What the search for places looks at.
pub struct Context<'a> {
    analysis: &'a Analysis,
    knowledge: &'a Knowledge,
    text: &'a CharIndex<'a>,
    counts: Counts<'a>,
    hints: Vec<String>,
}

impl<'a> Context<'a> {
    /// The context of one document; `hints` are its countries, the most often named first.
    pub fn new(analysis: &'a Analysis, knowledge: &'a Knowledge, text: &'a CharIndex<'a>, hints: Vec<String>) -> Self {
        Self { analysis, knowledge, text, counts: Counts::of(analysis, text), hints }
    }

    /// The place of an act, resolved against the gazetteer with the countries of the document as hints.
    pub fn find(&self, candidate: &Candidate) -> Option<Place> {
        let mut sites = self.sites(candidate);
        // "met in Ankara": what the act itself governs comes before what the report is about.
        if sites.iter().any(|(_, features)| weigh::is_governed(features)) {
            sites.retain(|(_, features)| weigh::is_governed(features));
        }
        let weighed = sites.into_iter().map(|(site, features)| (weigh::weigh(&features), site));
        let (score, best) = weighed.max_by(|(a, first), (b, second)| a.total_cmp(b).then(second.cmp(first)))?;
        let hints: Vec<&str> = self.hints.iter().map(String::as_str).collect();
        (score >= FLOOR).then(|| resolved(self.knowledge, self.text, best.name(self.analysis), &hints))
    }

    /// Every name that may be the place of a candidate, with what the weights are fitted on (`training/fit_coder.py`).
    pub fn describe(&self, candidate: &Candidate) -> Vec<(Span, Vec<f64>)> {
        let sites = self.sites(candidate).into_iter();
        sites.map(|(site, features)| (site.name(self.analysis).span, features.to_vec())).collect()
    }

    /// The names of locations near a candidate, and in the first sentence. What did not happen, or not now, has no place but that
    /// of its own sentence.
    fn sites(&self, candidate: &Candidate) -> Vec<(Site, [f64; weigh::FEATURES])> {
        let first = candidate.sentence.saturating_sub(REACH[0]);
        let last = (candidate.sentence + REACH[1]).min(self.analysis.sentences.len() - 1);
        let reported = candidate.status == Status::Actual && !candidate.historical;
        let near = (first.min(1)..1).chain(first..=last);
        let names = near.filter(|&sentence| reported || sentence == candidate.sentence).flat_map(|sentence| {
            let names = self.analysis.sentences[sentence].names.iter().enumerate();
            let is_site = move |name: &Name| name.kind == NameKind::Location && !self.is_money(sentence, name);
            let located = names.filter(move |(_, name)| is_site(name) && !is_spoken_of(candidate, name));
            located.map(move |(index, _)| Site { sentence, index })
        });
        names.map(|site| (site, features(self, candidate, site))).collect()
    }

    /// Whether a name stands in a sum of money ("US$ 5").
    fn is_money(&self, sentence: usize, name: &Name) -> bool {
        let tokens = &self.analysis.sentences[sentence].tokens;
        let around = &tokens[name.tokens.start..(name.tokens.end + 1).min(tokens.len())];
        around.iter().any(|token| token.form.contains(['$', '€', '£', '¥']))
    }
}

/// Whether the name is, or is part of, the one who says so, or a participant in an act of words: these are no places. What is done
/// by or to a place may happen there ("shelled Oslo").
fn is_spoken_of(candidate: &Candidate, name: &Name) -> bool {
    let holds = |phrase: &Phrase| phrase.span.overlaps(name.span);
    candidate.source.as_ref().is_some_and(|source| holds(&source.source))
        || weigh::is_verbal(candidate.kind) && candidate.actors.iter().chain(&candidate.recipients).any(holds)
}

/// A name in the gazetteer; where people are named ("Serbians"), their country.
fn resolved(knowledge: &Knowledge, text: &CharIndex<'_>, name: &Name, hints: &[&str]) -> Place {
    let words = text.slice(name.span).to_owned();
    let people = |known: &CountryMatch<'_>| matches!(known.form, CountryForm::Adjective | CountryForm::Demonym);
    let country = knowledge.countries.lookup(&words).filter(people).map(|known| known.country.name.as_str());
    let found = knowledge.gazetteer.resolve(country.unwrap_or(&words), hints);
    let (start, end) = (name.span.start, name.span.end);
    match found {
        None => Place {
            name: words.clone(),
            text: words,
            start,
            end,
            country: None,
            admin1: None,
            lat: None,
            lon: None,
            geonames: None,
            precision: PlacePrecision::Unresolved,
        },
        Some(place) => Place {
            text: words,
            name: place.name.to_owned(),
            start,
            end,
            country: place.country.map(str::to_owned),
            admin1: place.admin1.map(str::to_owned),
            lat: Some(rounded(place.lat)),
            lon: Some(rounded(place.lon)),
            geonames: place.geonames,
            precision: match place.kind {
                PlaceKind::City => PlacePrecision::City,
                PlaceKind::Admin => PlacePrecision::Admin1,
                PlaceKind::Country => PlacePrecision::Country,
                PlaceKind::Site => PlacePrecision::Site,
                PlaceKind::Region => PlacePrecision::Region,
            },
        },
    }
}

/// Four decimals: eleven metres.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}
