//! From the proposals of patterns and model to one candidate per act, credited to all that proposed it.

mod doubt;
mod nested;

use knowledge::Knowledge;
use language::{Analysis, Sentence};
use record::{EventType, Evidence, Span, Status};

use crate::{
    arguments::{odds, sigmoid},
    candidate::{Candidate, Proposal},
    propose::model,
    status,
};

/// The combination: log odds of the model's trigger probability and the best pattern's weight give the probability that
/// there is an act; log probability of the type and the weight of its patterns decide the type.
mod weights {
    /// Constant of detection, fitted as [`DETECTION`].
    pub const BIAS: f64 = -1.01;
    /// Weights of [`super::features`], fitted on annotated articles held out of training (`training/fit_coder.py`).
    pub const DETECTION: [f64; super::FEATURES] = [0.58, 1.6, -0.02];
    /// Weight of a pattern in the choice of type, against the log of the model's probability, by how special it is, from 1 on: the
    /// model reads an idiom word by word ("laid down its arms").
    pub const PATTERN_TYPE: [f64; 4] = [2.0, 3.5, 5.0, 7.0];
    /// Added where a pattern names an act that its own clause negates or supposes: the model has seen few of these annotated.
    pub const QUALIFIED: f64 = 1.0;
    /// Weight of patterns that name the type whatever the model sees ("extradited", "put on alert"), and what they add to the log
    /// odds of an act and to the choice of their type.
    pub const CERTAIN: (f64, f64, f64) = (1.0, 3.5, 8.0);
    /// Least probability of a candidate.
    pub const FLOOR: f64 = 0.4;
    /// Least probability of a type that the log is taken of.
    pub const LEAST: f64 = 0.01;
}

/// Number of [`features`].
const FEATURES: usize = 3;

/// One candidate for each cluster of proposals whose triggers overlap, in order of triggers; what lies in `boilerplate` is
/// left out, and so are light verbs whose noun names the act and outcomes of another act.
pub fn arbitrate(
    analysis: &Analysis,
    proposals: Vec<Proposal>,
    knowledge: &Knowledge,
    boilerplate: &[Span],
) -> Vec<Candidate> {
    let clusters = clusters(analysis, proposals, boilerplate).into_iter();
    let mut candidates: Vec<Candidate> =
        clusters.filter_map(|cluster| decide(&analysis.sentences[cluster[0].sentence], knowledge, cluster)).collect();
    nested::drop_light_verbs(analysis, knowledge, &mut candidates);
    nested::drop_purposes(analysis, &mut candidates);
    nested::drop_undone(analysis, knowledge, &mut candidates);
    nested::drop_shunned(analysis, &mut candidates);
    nested::drop_outcomes(analysis, knowledge, &mut candidates);
    candidates
}

/// Every cluster of proposals as its span with what the weights of detection are fitted on (`training/fit_coder.py`).
pub fn describe(analysis: &Analysis, proposals: Vec<Proposal>) -> Vec<(Span, Vec<f64>)> {
    let described = |cluster: Vec<Proposal>| {
        let sentence = &analysis.sentences[cluster[0].sentence];
        let lead = lead(&cluster, best_type(sentence, &cluster));
        (sentence.span_of(lead.trigger.clone()), features(sentence, &cluster).to_vec())
    };
    clusters(analysis, proposals, &[]).into_iter().map(described).collect()
}

/// Proposals outside the boilerplate, grouped by act.
fn clusters(analysis: &Analysis, mut proposals: Vec<Proposal>, boilerplate: &[Span]) -> Vec<Vec<Proposal>> {
    proposals.retain(|proposal| {
        let span = analysis.sentences[proposal.sentence].span_of(proposal.trigger.clone());
        !proposal.trigger.is_empty() && !boilerplate.iter().any(|part| part.overlaps(span))
    });
    proposals.sort_by(|a, b| {
        let key = |p: &Proposal| (p.sentence, p.trigger.start, p.trigger.end);
        key(a).cmp(&key(b)).then_with(|| a.by.cmp(&b.by)).then_with(|| b.score.total_cmp(&a.score))
    });
    grouped(proposals)
}

/// Groups proposals of one sentence whose triggers overlap or share their head.
fn grouped(proposals: Vec<Proposal>) -> Vec<Vec<Proposal>> {
    let mut clusters: Vec<Vec<Proposal>> = Vec::new();
    for proposal in proposals {
        let same = |other: &Proposal| {
            other.sentence == proposal.sentence
                && (other.head == proposal.head
                    || other.trigger.start < proposal.trigger.end && proposal.trigger.start < other.trigger.end)
        };
        match clusters.iter_mut().rev().take(3).find(|cluster| cluster.iter().any(same)) {
            Some(cluster) => cluster.push(proposal),
            None => clusters.push(vec![proposal]),
        }
    }
    clusters
}

/// The candidate of one cluster, where it is likely enough.
fn decide(sentence: &Sentence, knowledge: &Knowledge, cluster: Vec<Proposal>) -> Option<Candidate> {
    let kind = best_type(sentence, &cluster);
    let lead = lead(&cluster, kind);
    let (trigger, head) = (lead.trigger.clone(), lead.head);
    let qualified = best_pattern(&cluster).is_some() && status::is_qualified(sentence, knowledge, head);
    let certain = cluster.iter().any(is_certain);
    let shift = f64::from(u8::from(qualified)) * weights::QUALIFIED + f64::from(u8::from(certain)) * weights::CERTAIN.1
        - doubt::doubt(sentence, knowledge, head);
    let score = detection(sentence, &cluster, shift);
    if score < weights::FLOOR {
        return None;
    }
    let mut evidence: Vec<Evidence> = cluster
        .iter()
        .filter(|p| p.kind == kind)
        .map(|p| Evidence { field: "type".into(), by: p.by.clone(), score: Some(p.score) })
        .collect();
    evidence.dedup_by(|a, b| a.by == b.by);
    Some(Candidate {
        sentence: cluster[0].sentence,
        trigger,
        head,
        outcomes: Vec::new(),
        kind,
        modes: modes(sentence, &cluster, kind),
        contexts: union(cluster.iter().filter(|p| p.kind == kind).flat_map(|p| p.contexts.iter())),
        status: Status::Actual,
        historical: false,
        actors: Vec::new(),
        recipients: Vec::new(),
        source: None,
        content: None,
        place: None,
        time: None,
        proposals: cluster,
        evidence,
        score,
    })
}

/// The proposal whose words are the trigger: the surest pattern's of the type decided ("dropped the charges"), else that of
/// another type's pattern, else the model's.
fn lead(cluster: &[Proposal], kind: EventType) -> &Proposal {
    let surer = |a: &&Proposal, b: &&Proposal| a.score.total_cmp(&b.score);
    let of_kind = cluster.iter().filter(|p| is_pattern(p) && p.kind == kind).max_by(surer);
    of_kind.or_else(|| best_pattern(cluster)).unwrap_or(&cluster[0])
}

fn best_pattern(cluster: &[Proposal]) -> Option<&Proposal> {
    cluster.iter().filter(|p| is_pattern(p)).max_by(|a, b| a.score.total_cmp(&b.score))
}

/// Probability that there is an act, with its log odds shifted; the pattern's alone before the model has run.
fn detection(sentence: &Sentence, cluster: &[Proposal], shift: f64) -> f64 {
    match best_pattern(cluster) {
        Some(pattern) if sentence.events.triggers.is_empty() => pattern.score,
        _ => {
            let weighed = features(sentence, cluster).into_iter().zip(weights::DETECTION);
            sigmoid(weights::BIAS + weighed.map(|(feature, weight)| feature * weight).sum::<f64>() + shift)
        }
    }
}

/// What detection weighs: the model's log odds that a word is a trigger, the weight of the best pattern, and whether there is a
/// pattern where the model sees nothing.
fn features(sentence: &Sentence, cluster: &[Proposal]) -> [f64; FEATURES] {
    let words = cluster.iter().flat_map(|proposal| proposal.trigger.clone());
    let seen = words.map(|word| f64::from(sentence.events.trigger(word))).fold(0.0, f64::max);
    let pattern = best_pattern(cluster).map(|pattern| pattern.score);
    [odds(seen), pattern.unwrap_or(0.0), f64::from(u8::from(pattern.is_some() && seen < 0.05))]
}

fn best_type(sentence: &Sentence, cluster: &[Proposal]) -> EventType {
    let score = |kind: EventType| {
        let words = cluster.iter().flat_map(|proposal| proposal.trigger.clone());
        let seen = words.map(|word| model::probability(sentence, word, kind)).fold(weights::LEAST, f64::max);
        let weighed = |p: &Proposal| {
            let sure = if is_certain(p) { weights::CERTAIN.2 } else { 0.0 };
            sure + p.score * weights::PATTERN_TYPE[p.special.clamp(1, weights::PATTERN_TYPE.len()) - 1]
        };
        let pattern = cluster.iter().filter(|p| is_pattern(p) && p.kind == kind).map(weighed).fold(0.0, f64::max);
        seen.ln() + pattern
    };
    let best = |a: &&EventType, b: &&EventType| score(**a).total_cmp(&score(**b)).then(b.cmp(a));
    *EventType::ALL.iter().max_by(best).unwrap_or(&cluster[0].kind)
}

/// Modes of the surest pattern of the type decided that names some, else the model's for that type.
fn modes(sentence: &Sentence, cluster: &[Proposal], kind: EventType) -> Vec<String> {
    let ruled = cluster.iter().filter(|p| is_pattern(p) && p.kind == kind && !p.modes.is_empty());
    match ruled.max_by(|a, b| a.score.total_cmp(&b.score)) {
        Some(pattern) => pattern.modes.clone(),
        None => {
            let seen: Vec<String> =
                cluster.iter().flat_map(|p| model::modes(sentence, p.trigger.start, kind)).collect();
            union(seen.iter())
        }
    }
}

fn union<'s>(values: impl Iterator<Item = &'s String>) -> Vec<String> {
    let mut union: Vec<String> = Vec::new();
    for value in values {
        if !union.contains(value) {
            union.push(value.clone());
        }
    }
    union
}

fn is_pattern(proposal: &Proposal) -> bool {
    proposal.by != "model"
}

fn is_certain(proposal: &Proposal) -> bool {
    is_pattern(proposal) && proposal.score >= weights::CERTAIN.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{mark, proposal, sentence};

    fn run(parsed: Sentence, proposals: Vec<Proposal>, boilerplate: &[Span]) -> Vec<Candidate> {
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        arbitrate(&analysis, proposals, &Knowledge::embedded().unwrap(), boilerplate)
    }

    #[test]
    fn pattern_and_model_are_both_credited() {
        let mut parsed = sentence("Rebels:NNS:2:nsubj shelled:VBD:0:root Aden:NNP:2:obj");
        mark(&mut parsed, 1, EventType::Assault, 0.8);
        let both = vec![
            proposal(EventType::Assault, 1..2, "model", 0.8),
            proposal(EventType::Assault, 1..2, "pattern:en.assault.shell", 0.9),
        ];
        let candidates = run(parsed.clone(), both.clone(), &[]);
        assert_eq!(candidates.len(), 1);
        let by: Vec<_> = candidates[0].evidence.iter().map(|evidence| evidence.by.as_str()).collect();
        assert_eq!(by, ["model", "pattern:en.assault.shell"]);
        let alone = run(parsed, vec![both[0].clone()], &[]);
        assert!(candidates[0].score > alone[0].score);
    }

    #[test]
    fn a_sure_pattern_outweighs_an_unsure_model() {
        let mut parsed = sentence("Oslo:NNP:2:nsubj expelled:VBD:0:root diplomats:NNS:2:obj");
        mark(&mut parsed, 1, EventType::Coerce, 0.4);
        let both = vec![
            proposal(EventType::Coerce, 1..2, "model", 0.4),
            proposal(EventType::Sanction, 1..2, "pattern:en.sanction.expel", 1.0),
        ];
        let mut unsure = parsed.clone();
        unsure.events.triggers[1][1 + EventType::Sanction as usize] = 0.2;
        assert_eq!(run(unsure, both.clone(), &[])[0].kind, EventType::Sanction);
        assert_eq!(run(parsed, vec![both[0].clone()], &[]).len(), 0, "too unlikely alone");
    }

    #[test]
    fn a_certain_pattern_needs_no_model() {
        let mut parsed = sentence("Oslo:NNP:2:nsubj extradited:VBD:0:root Ali:NNP:2:obj");
        mark(&mut parsed, 1, EventType::Coerce, 0.0);
        let weighing = |weight: f64| vec![proposal(EventType::Cooperate, 1..2, "pattern:p", weight)];
        assert!(run(parsed.clone(), weighing(0.9), &[]).is_empty());
        assert_eq!(run(parsed.clone(), weighing(1.0), &[]).len(), 1);
        mark(&mut parsed, 1, EventType::Coerce, 0.99);
        assert_eq!(run(parsed, weighing(1.0), &[])[0].kind, EventType::Cooperate);
    }

    #[test]
    fn talks_that_are_shunned_are_no_meeting() {
        let mut parsed = sentence("Oslo:NNP:2:nsubj snubbed:VBD:0:root the:DT:4:det summit:NN:2:obj");
        mark(&mut parsed, 1, EventType::Reject, 0.9);
        mark(&mut parsed, 3, EventType::Consult, 0.9);
        let meeting = proposal(EventType::Consult, 3..4, "model", 0.9);
        let snub = |mode: &str| Proposal {
            modes: vec![mode.to_owned()],
            ..proposal(EventType::Reject, 1..2, "pattern:p", 0.9)
        };
        let heads = |mode: &str| -> Vec<usize> {
            run(parsed.clone(), vec![snub(mode), meeting.clone()], &[]).iter().map(|c| c.head).collect()
        };
        assert_eq!(heads("meet"), [1]);
        assert_eq!(heads("change"), [1, 3]);
    }

    #[test]
    fn the_noun_names_the_act_of_a_light_verb() {
        let mut parsed = sentence("Oslo:NNP:2:nsubj held/hold:VBD:0:root talks:NNS:2:obj");
        mark(&mut parsed, 1, EventType::Consult, 0.6);
        mark(&mut parsed, 2, EventType::Consult, 0.9);
        let both =
            vec![proposal(EventType::Consult, 1..2, "model", 0.6), proposal(EventType::Consult, 2..3, "model", 0.9)];
        let candidates = run(parsed, both, &[]);
        assert_eq!(candidates.iter().map(|c| c.head).collect::<Vec<_>>(), [2]);
    }

    #[test]
    fn the_outcome_of_an_act_is_no_second_act() {
        for words in [
            "The:DT:2:det attack:NN:3:nsubj killed/kill:VBD:0:root Ali:NNP:3:obj",
            "Ali:NNP:3:nsubj:pass was:VBD:3:aux:pass killed/kill:VBN:0:root in:IN:5:case attacks:NNS:3:obl",
            "They:PRP:2:nsubj shelled:VBD:0:root Aden:NNP:2:obj ,:,:5:punct killing/kill:VBG:2:advcl Ali:NNP:5:obj",
        ] {
            let parsed = sentence(words);
            let outcome = parsed.tokens.iter().position(|token| token.lemma == "kill").unwrap();
            let act =
                parsed.tokens.iter().position(|t| ["attack", "attacks", "shelled"].contains(&t.form.as_str())).unwrap();
            let both = [act, outcome].map(|at| proposal(EventType::Assault, at..at + 1, "pattern:p", 0.9));
            let mut parsed = parsed;
            for at in [act, outcome] {
                mark(&mut parsed, at, EventType::Assault, 0.9);
            }
            assert_eq!(run(parsed, both.to_vec(), &[]).iter().map(|c| c.head).collect::<Vec<_>>(), [act], "{words}");
        }
    }

    #[test]
    fn boilerplate_gives_nothing() {
        let mut parsed = sentence("Rebels:NNS:2:nsubj shelled:VBD:0:root Aden:NNP:2:obj");
        mark(&mut parsed, 1, EventType::Assault, 0.9);
        let span = parsed.span;
        assert!(run(parsed, vec![proposal(EventType::Assault, 1..2, "model", 0.9)], &[span]).is_empty());
    }
}
