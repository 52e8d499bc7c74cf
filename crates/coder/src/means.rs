//! Modes of assaults by what they are done with ("a drone strike", "fired tear gas"), within a sentence and an incident.

use std::collections::BTreeMap;

use knowledge::Knowledge;
use language::Sentence;
use record::{EventType, Evidence};

use crate::candidate::Candidate;

/// How far below the trigger a means is looked for.
const DEPTH: usize = 4;
/// Prepositions and marks before a means; others introduce targets, places and times.
const WITH: [&str; 5] = ["with", "by", "using", "of", "from"];

/// Verbs whose object is a means, not a target.
const LAUNCHES: [&str; 16] = [
    "fire", "throw", "hurl", "launch", "lob", "drop", "detonate", "explode", "plant", "use", "deploy", "set", "toss",
    "shoot", "wield", "unleash",
];
/// Modes that say what is done whatever it is done with.
const WITHOUT: [&str; 3] = ["abduct", "torture", "sexual"];

/// Gives assaults whose sentence names their means its mode, whatever model and patterns say.
pub fn name(sentences: &[Sentence], knowledge: &Knowledge, candidates: &mut [Candidate]) {
    for candidate in candidates.iter_mut().filter(|candidate| candidate.kind == EventType::Assault) {
        let found = means(&sentences[candidate.sentence], knowledge, candidate);
        if let Some((rank, word)) = found
            && let Some(mode) = knowledge.means.mode(rank)
        {
            set(knowledge, candidate, mode, format!("means:{word}"));
        }
    }
}

/// Gives assaults that name no means the mode of another mention of the same incident that does.
pub fn share(knowledge: &Knowledge, incidents: &[usize], candidates: &mut [Candidate]) {
    let mut known: BTreeMap<usize, String> = BTreeMap::new();
    for (candidate, incident) in candidates.iter().zip(incidents).filter(|(candidate, _)| is_named(candidate)) {
        if let Some(mode) = candidate.modes.iter().find(|mode| knowledge.means.is_mode(mode)) {
            known.entry(*incident).or_insert_with(|| mode.clone());
        }
    }
    for (candidate, incident) in candidates.iter_mut().zip(incidents) {
        if candidate.kind == EventType::Assault
            && !is_named(candidate)
            && let Some(mode) = known.get(incident)
        {
            set(knowledge, candidate, mode, "rule:same-incident".to_owned());
        }
    }
}

/// Puts the mode of a means in the place of other means; what is done besides stays ("a targeted killing by drone").
fn set(knowledge: &Knowledge, candidate: &mut Candidate, mode: &str, by: String) {
    if candidate.modes.iter().any(|mode| WITHOUT.contains(&mode.as_str())) {
        return;
    }
    candidate.modes.retain(|other| !knowledge.means.is_mode(other));
    candidate.modes.push(mode.to_owned());
    candidate.evidence.push(Evidence { field: "mode".into(), by, score: None });
}

fn is_named(candidate: &Candidate) -> bool {
    candidate.evidence.iter().any(|evidence| evidence.by.starts_with("means:"))
}

/// The most telling means in the trigger and below it: rank and word.
fn means(sentence: &Sentence, knowledge: &Knowledge, candidate: &Candidate) -> Option<(usize, String)> {
    let mut words: Vec<usize> = candidate.trigger.clone().collect();
    below(sentence, candidate.head, DEPTH, &mut words);
    words.sort_unstable();
    words.dedup();
    let lemma = |at: usize| sentence.tokens[at].lemma.to_lowercase();
    let of = |&at: &usize| {
        let pair =
            at.checked_sub(1).map(|before| format!("{} {}", sentence.tokens[before].form.to_lowercase(), lemma(at)));
        let named = pair.into_iter().chain([lemma(at)]).find(|words| knowledge.means.rank(words).is_some())?;
        Some((knowledge.means.rank(&named)?, named))
    };
    words.iter().filter_map(of).min()
}

/// Words that hang from one as its instrument, subject, object or modifier.
fn below(sentence: &Sentence, head: usize, depth: usize, found: &mut Vec<usize>) {
    for child in sentence.children(head).filter(|&child| depth > 0 && leads(sentence, child)) {
        found.push(child);
        below(sentence, child, depth - 1, found);
    }
}

fn leads(sentence: &Sentence, child: usize) -> bool {
    let token = &sentence.tokens[child];
    let marked = |relation: &str| {
        let mark = sentence.child(child, relation).map(|mark| sentence.tokens[mark].form.to_lowercase());
        mark.is_some_and(|mark| WITH.contains(&mark.as_str()))
    };
    match token.relation() {
        "obj" => token.head.is_some_and(|verb| LAUNCHES.contains(&sentence.tokens[verb].lemma.to_lowercase().as_str())),
        "compound" | "amod" | "flat" | "nsubj" | "conj" => token.upos.name() != "VERB" || token.relation() == "amod",
        "obl" | "nmod" => marked("case"),
        "advcl" | "acl" => token.lemma.eq_ignore_ascii_case("use"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    #[track_caller]
    fn says(words: &str, head: usize, expected: &[&str]) {
        let mut acts = [candidate(EventType::Assault, head)];
        name(&[sentence(words)], &Knowledge::embedded().unwrap(), &mut acts);
        assert_eq!(acts[0].modes, expected);
    }

    #[test]
    fn means_are_found_around_the_trigger() {
        says("a:DT:3:det drone/drone:NN:3:compound strike:NN:0:root", 2, &["drone"]);
        says("Police:NN:2:nsubj fired/fire:VBD:0:root tear:NN:4:compound gas:NN:2:obj", 1, &["crowd-control"]);
        says(
            "It:PRP:2:nsubj struck:VBD:0:root Aden:NNP:2:obj using/use:VBG:2:advcl rockets/rocket:NNS:4:obj",
            1,
            &["heavy-weapons"],
        );
        says("attacks:NNS:0:root by:IN:3:case gunmen/gunman:NNS:1:nmod", 0, &["firearms"]);
    }

    #[test]
    fn targets_are_no_means() {
        says("attacks:NNS:0:root on:IN:4:case a:DT:4:det helicopter:NN:1:nmod", 0, &[]);
        says("They:PRP:2:nsubj attacked/attack:VBD:0:root a:DT:4:det tank:NN:2:obj", 1, &[]);
        says("They:PRP:2:nsubj killed:VBD:0:root him:PRP:2:obj near:IN:6:case a:DT:6:det tank:NN:2:obl", 1, &[]);
    }

    #[test]
    fn mentions_of_one_incident_share_it() {
        let mut acts =
            [candidate(EventType::Assault, 0), candidate(EventType::Assault, 1), candidate(EventType::Assault, 2)];
        let knowledge = Knowledge::embedded().unwrap();
        acts[0].modes = vec!["targeted".to_owned(), "explosives".to_owned()];
        set(&knowledge, &mut acts[0], "drone", "means:drone".to_owned());
        share(&knowledge, &[1, 1, 2], &mut acts);
        assert_eq!(acts.map(|act| act.modes.join(" ")), ["targeted drone", "drone", ""]);
    }

    #[test]
    fn an_abduction_by_gunmen_stays_one() {
        let mut act = candidate(EventType::Assault, 0);
        act.modes = vec!["abduct".to_owned()];
        set(&Knowledge::embedded().unwrap(), &mut act, "firearms", "means:gunman".to_owned());
        assert_eq!(act.modes, ["abduct"]);
    }
}
