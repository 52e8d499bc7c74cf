//! Words that say whether an act happened: negators, auxiliaries, marks, and words that govern what was planned or sought.

use std::collections::{HashMap, HashSet};

use record::Status;
use serde::Deserialize;

use crate::{Problems, Source, table};

const FILE: &str = "lang/en/modality.toml";

/// Cues of status. Read from `data/lang/en/modality.toml`.
#[derive(Debug, Default)]
pub struct Modality {
    negators: HashSet<String>,
    denials: HashSet<String>,
    empty: HashSet<String>,
    cancels: HashSet<String>,
    weighs: HashSet<String>,
    undoes: HashSet<String>,
    conditions: HashSet<String>,
    occurrence: HashSet<String>,
    light: HashSet<String>,
    outcome: HashSet<String>,
    adverbs: HashMap<String, Status>,
    auxiliaries: HashMap<String, Status>,
    marks: HashMap<String, Status>,
    modifiers: HashMap<String, Status>,
    governors: HashMap<(String, String), Status>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    negators: HashSet<String>,
    denials: HashSet<String>,
    empty: HashSet<String>,
    cancels: HashSet<String>,
    weighs: HashSet<String>,
    undoes: HashSet<String>,
    conditions: HashSet<String>,
    occurrence: HashSet<String>,
    light: HashSet<String>,
    outcome: HashSet<String>,
    adverb: Vec<Words>,
    auxiliary: Vec<Words>,
    mark: Vec<Words>,
    modifier: Vec<Words>,
    governor: Vec<Governor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    status: Status,
    words: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Governor {
    status: Status,
    relations: Vec<String>,
    words: Vec<String>,
}

impl Modality {
    /// Reads `data/lang/en/modality.toml`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let file: File = table::read(source, FILE, problems);
        let mut governors = HashMap::new();
        for group in &file.governor {
            for (word, relation) in group.words.iter().flat_map(|word| group.relations.iter().map(move |r| (word, r))) {
                let before = governors.insert((word.clone(), relation.clone()), group.status);
                if before.is_some_and(|status| status != group.status) {
                    problems.add(FILE, None, format!("`{word}` governs `{relation}` with two statuses: delete one"));
                }
            }
        }
        Self {
            negators: file.negators,
            denials: file.denials,
            empty: file.empty,
            cancels: file.cancels,
            weighs: file.weighs,
            undoes: file.undoes,
            conditions: file.conditions,
            occurrence: file.occurrence,
            light: file.light,
            outcome: file.outcome,
            adverbs: flatten(file.adverb, problems),
            auxiliaries: flatten(file.auxiliary, problems),
            marks: flatten(file.mark, problems),
            modifiers: flatten(file.modifier, problems),
            governors,
        }
    }

    /// Whether a lemma negates what it hangs from.
    pub fn negates(&self, lemma: &str) -> bool {
        self.negators.contains(lemma)
    }

    /// Whether a verb denies in words ("deny"), so that its object may be a claim that was made.
    pub fn denies(&self, verb: &str) -> bool {
        self.denials.contains(verb)
    }

    /// Whether a verb says no more than that what it governs did not happen ("fail", "foil").
    pub fn is_empty(&self, verb: &str) -> bool {
        self.empty.contains(verb)
    }

    /// Whether a verb gives up what was planned ("call off").
    pub fn cancels(&self, verb: &str) -> bool {
        self.cancels.contains(verb)
    }

    /// Whether a verb takes back what was done or said ("lift").
    pub fn undoes(&self, verb: &str) -> bool {
        self.undoes.contains(verb)
    }

    /// Whether a verb says no more than that what it governs is thought about ("consider").
    pub fn weighs(&self, verb: &str) -> bool {
        self.weighs.contains(verb)
    }

    /// Whether a subordinator opens a condition ("if").
    pub fn supposes(&self, lemma: &str) -> bool {
        self.conditions.contains(lemma)
    }

    /// Whether a verb says that its subject happens ("occur").
    pub fn occurs(&self, lemma: &str) -> bool {
        self.occurrence.contains(lemma)
    }

    /// Whether a verb only carries an event noun ("held talks").
    pub fn is_light(&self, lemma: &str) -> bool {
        self.light.contains(lemma)
    }

    /// Whether a word names harm done, which is no act of its own beside the act that did it ("killed in an attack").
    pub fn is_outcome(&self, lemma: &str) -> bool {
        self.outcome.contains(lemma)
    }

    /// The status an adverb gives ("perhaps").
    pub fn adverb(&self, lemma: &str) -> Option<Status> {
        self.adverbs.get(lemma).copied()
    }

    /// The status an auxiliary gives.
    pub fn auxiliary(&self, lemma: &str) -> Option<Status> {
        self.auxiliaries.get(lemma).copied()
    }

    /// The status a subordinator gives.
    pub fn mark(&self, lemma: &str) -> Option<Status> {
        self.marks.get(lemma).copied()
    }

    /// The status a modifier gives an event noun ("planned").
    pub fn modifier(&self, lemma: &str) -> Option<Status> {
        self.modifiers.get(lemma).copied()
    }

    /// The status a governing word gives to what hangs from it by a relation (UD, without subtype; `obj` also for the subject of
    /// a passive).
    pub fn governor(&self, lemma: &str, relation: &str) -> Option<Status> {
        self.governors.get(&(lemma.to_owned(), relation.to_owned())).copied()
    }
}

fn flatten(groups: Vec<Words>, problems: &mut Problems) -> HashMap<String, Status> {
    let mut words = HashMap::new();
    for group in groups {
        for word in group.words {
            if words.insert(word.clone(), group.status).is_some() {
                problems.add(FILE, None, format!("`{word}` stands twice in one list: delete one"));
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_give_their_status() {
        let mut problems = Problems::default();
        let modality = Modality::load(&Source::embedded(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(modality.auxiliary("will"), Some(Status::Future));
        assert_eq!(modality.mark("if"), Some(Status::Hypothetical));
        assert_eq!(modality.governor("refuse", "xcomp"), Some(Status::Negated));
        assert_eq!(modality.governor("refuse", "conj"), None);
        assert!(modality.negates("never") && modality.is_light("hold"));
        assert!(
            modality.denies("deny")
                && modality.is_empty("fail")
                && modality.cancels("call off")
                && modality.undoes("lift")
        );
        assert!(modality.supposes("unless") && modality.occurs("happen"));
        assert_eq!(modality.adverb("perhaps"), Some(Status::Hypothetical));
    }

    #[test]
    fn two_statuses_for_one_governor_are_a_problem() {
        let text = "negators = []\ndenials = []\nempty = []\ncancels = []\nweighs = []\nundoes = []\nconditions = []\noccurrence = []\nlight = []\n\
            outcome = []\nadverb = []\nauxiliary = []\nmark = []\nmodifier = []\n\
            [[governor]]\nstatus = \"future\"\nrelations = [\"obj\"]\nwords = [\"plan\"]\n\
            [[governor]]\nstatus = \"negated\"\nrelations = [\"obj\"]\nwords = [\"plan\"]\n";
        let mut problems = Problems::default();
        Modality::load(&Source::of([(FILE, text)]), &mut problems);
        assert_eq!(problems.0.len(), 1, "{problems}");
    }
}
