//! The day that a report tells of at some point.

use jiff::civil::Date;
use language::{Sentence, Token, Upos};
use record::{Interval, Precision};

use super::{carried, carries};
use crate::{
    assemble::Findings,
    background,
    candidate::Candidate,
    tied::Tie,
    when::{self, Context},
};

/// Sentences that a day carries on for.
const REACH: usize = 4;
/// Days before publication that a report is about.
const RECENT: i32 = 14;
/// Last sentence of the lead that follows a headline.
const LEAD: usize = 2;

/// A report with the days that it names.
pub(super) struct Story<'a> {
    context: &'a Context<'a>,
    /// Which acts tell no day of the report: those set apart, and those that take up another by its name.
    aside: Vec<bool>,
    /// Days that main clauses in the past tense name, of acts or not: sentence, verb, days.
    told: Vec<(usize, usize, Interval)>,
}

impl<'a> Story<'a> {
    pub fn new(context: &'a Context<'a>, apart: &[bool]) -> Self {
        let analysis = context.analysis;
        let told = analysis.times.iter().filter_map(|time| {
            let sentence = &analysis.sentences[time.sentence];
            let (_, verb) = when::governor(sentence, time)?;
            let when = time.interval.as_ref().filter(|_| tells(sentence, verb))?;
            day(when, context.published).map(|day| (time.sentence, verb, day))
        });
        Self { context, aside: apart.to_vec(), told: told.collect() }
    }

    /// The day that an act takes from what stands around it.
    pub fn day(&mut self, findings: &[Findings], at: usize) -> Option<Interval> {
        let act = &self.context.candidates[at];
        let near = |other: usize| act.sentence - self.context.candidates[other].sentence <= REACH;
        let same = |other: usize| findings[other].incident == findings[at].incident;
        let earlier = (0..at).rev().filter(|&other| same(other) || near(other));
        let later = (at + 1..findings.len()).filter(|&other| same(other));
        let known: Vec<Interval> =
            earlier.chain(later).filter_map(|other| self.day_for(findings, other, act)).collect();
        let recent = known.iter().find(|when| self.is_recent(when)).cloned();
        let told = || self.told_before(act.sentence, act.head, |verb| !self.context.precedes(act, verb));
        let report = recent.or_else(told).or(known.into_iter().next());
        let again = self.named_again(findings, at);
        self.aside[at] |= again.as_ref().is_some_and(|again| report.as_ref().is_some_and(|day| day.from != again.from));
        again.or(report)
    }

    /// The day of the last act that a definite noun takes up ("the attack"), or else of the next that is dated in the same words.
    fn named_again(&self, findings: &[Findings], at: usize) -> Option<Interval> {
        let act = &self.context.candidates[at];
        let is_same = |&other: &usize| {
            let same = &self.context.candidates[other];
            same.kind == act.kind && same.sentence != act.sentence && self.token(other).lemma == self.token(at).lemma
        };
        if !self.is_definite(at) {
            return None;
        }
        let mut earlier = (0..at).rev().filter(is_same);
        let worded = |other: &usize| findings[*other].when.as_ref().is_some_and(|when| !when.text.is_empty());
        let later =
            || (at + 1..findings.len()).filter(is_same).filter(worded).find_map(|other| self.source(findings, other));
        earlier.find_map(|other| self.source(findings, other)).or_else(later)
    }

    fn is_definite(&self, at: usize) -> bool {
        let act = &self.context.candidates[at];
        let sentence = &self.context.analysis.sentences[act.sentence];
        self.token(at).upos == Upos::Noun && sentence.has_definite_determiner(act.head)
    }

    fn token(&self, at: usize) -> &Token {
        let act = &self.context.candidates[at];
        &self.context.analysis.sentences[act.sentence].tokens[act.head]
    }

    /// Whether an act stands in the headline and has no day but that of publication.
    pub fn is_headline(&self, findings: &[Findings], at: usize) -> bool {
        let worded = findings[at].when.as_ref().is_some_and(|when| !when.text.is_empty());
        let told = findings[at].when.is_none() || self.again(at).any(|other| self.is_same_word(at, other));
        self.context.candidates[at].sentence == 0 && !worded && carries(&self.context.candidates[at]) && told
    }

    /// The day that the lead gives an act of the headline.
    pub fn lead(&self, findings: &[Findings], at: usize) -> Option<Interval> {
        self.again(at).find_map(|other| self.source(findings, other))
    }

    /// Days of the act that a length of time is said of: its own, those of its clause, or those that the report tells of there.
    pub fn said(&self, findings: &[Findings], tie: &Tie) -> Option<Interval> {
        let published = || self.context.published.map(on);
        if let Some(time) = tie.time {
            return self.context.analysis.times[time].interval.clone();
        }
        if let Some(said) = tie.said {
            let report = carries(&self.context.candidates[said]) && !self.aside[said];
            return findings[said].when.clone().or_else(|| published().filter(|_| report));
        }
        let index = self.context.analysis.distances[tie.distance].sentence;
        let sentence = &self.context.analysis.sentences[index];
        let governor = tie.governor?;
        if let Some(own) = self.context.hanging(index, governor) {
            return Some(own);
        }
        if background::is_pluperfect(sentence, governor) {
            return None;
        }
        let before = |other: &usize| {
            let act = &self.context.candidates[*other];
            act.sentence <= index && index - act.sentence <= REACH && (act.sentence < index || act.head < governor)
        };
        let mut acts = (0..findings.len()).rev().filter(before).filter_map(|other| self.source(findings, other));
        let recent = acts.find(|when| self.is_recent(when));
        recent.or_else(|| self.told_before(index, governor, |_| true)).or_else(published)
    }

    /// Acts of the lead of the type of an act in the headline.
    fn again(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let candidates = self.context.candidates;
        (0..candidates.len()).filter(move |&other| {
            (1..=LEAD).contains(&candidates[other].sentence) && candidates[other].kind == candidates[at].kind
        })
    }

    /// Whether two acts have one verb, the second in the past or the perfect.
    fn is_same_word(&self, at: usize, other: usize) -> bool {
        self.token(at).lemma == self.token(other).lemma && matches!(self.token(other).xpos.as_str(), "VBD" | "VBN")
    }

    /// A single day of an act, for others to take.
    fn source(&self, findings: &[Findings], other: usize) -> Option<Interval> {
        let fits = carries(&self.context.candidates[other]) && !self.aside[other] && !self.is_tied(other);
        findings[other].when.as_ref().filter(|_| fits).and_then(|when| day(when, self.context.published))
    }

    fn is_tied(&self, at: usize) -> bool {
        self.context.ties.iter().any(|tie| tie.acts.contains(&at))
    }

    /// A single day of an act for another, unless that one goes before what the first tells.
    fn day_for(&self, findings: &[Findings], other: usize, act: &Candidate) -> Option<Interval> {
        let telling = &self.context.candidates[other];
        let before = telling.sentence == act.sentence && self.context.precedes(act, telling.head);
        self.source(findings, other).filter(|_| !before)
    }

    /// The last day that a main clause named before a word, of the verbs that may be asked.
    fn told_before(&self, sentence: usize, token: usize, may: impl Fn(usize) -> bool) -> Option<Interval> {
        let fits = |told: &&(usize, usize, Interval)| {
            let before = (told.0, told.1) < (sentence, token) && sentence - told.0 <= REACH;
            before && self.is_recent(&told.2) && (told.0 < sentence || may(told.1))
        };
        self.told.iter().rev().find(fits).map(|(_, _, when)| when.clone())
    }

    /// Whether a day lies in the weeks before publication, which a report goes on about; earlier ones are asides.
    fn is_recent(&self, when: &Interval) -> bool {
        let before =
            |day: Date| when.from.and_then(|from| from.until(day).ok()).is_some_and(|gap| gap.get_days() <= RECENT);
        self.context.published.is_none_or(before)
    }
}

/// A verb of the main clause in the past tense or the perfect.
fn tells(sentence: &Sentence, verb: usize) -> bool {
    let main = sentence.ancestors(verb).all(|at| matches!(sentence.tokens[at].relation(), "root" | "conj"));
    let auxiliary = |at: usize| matches!(sentence.tokens[at].xpos.as_str(), "VBD" | "VBZ" | "VBP");
    let past = match sentence.tokens[verb].xpos.as_str() {
        "VBD" => true,
        "VBN" => sentence.children_by(verb, "aux").any(auxiliary),
        _ => false,
    };
    main && past && sentence.tokens[verb].upos == Upos::Verb
}

/// A single day that has come carries on; weeks and years are said of one act.
fn day(when: &Interval, published: Option<Date>) -> Option<Interval> {
    let come = published.zip(when.from).is_none_or(|(published, from)| from <= published);
    (come && when.precision == Precision::Day).then(|| carried(when))
}

/// A day without words.
fn on(day: Date) -> Interval {
    Interval { text: String::new(), start: 0, end: 0, from: Some(day), to: Some(day), precision: Precision::Day }
}
