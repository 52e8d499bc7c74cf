//! Which words stand in which relation to a trigger.

use knowledge::Relation;
use language::Sentence;

use crate::arguments::slots::{Slot, slots};

/// Nouns that count or group what follows "of".
const QUANTITIES: [&str; 14] = [
    "hundred", "thousand", "dozen", "score", "million", "number", "group", "member", "series", "majority", "handful",
    "pair", "wave", "round",
];

/// Words around a trigger by relation.
pub(super) struct Surroundings {
    logical: Vec<(usize, Slot)>,
    tree: Vec<(usize, Relation)>,
}

impl Surroundings {
    /// Those of the trigger with a head.
    pub(super) fn of(sentence: &Sentence, head: usize) -> Self {
        let mut logical = slots(sentence, head);
        let conjuncts: Vec<(usize, Slot)> = logical
            .iter()
            .flat_map(|&(word, slot)| sentence.children_by(word, "conj").map(move |conjunct| (conjunct, slot)))
            .collect();
        logical.extend(conjuncts);
        let counted: Vec<(usize, Slot)> =
            logical.iter().filter_map(|&(word, slot)| Some((counted(sentence, word)?, slot))).collect();
        logical.extend(counted);
        Self { logical, tree: tree(sentence, head) }
    }

    /// The words in a relation.
    pub(super) fn words(&self, relation: Relation) -> impl Iterator<Item = usize> {
        let logical = self.logical.iter().filter(move |(_, slot)| is(*slot, relation)).map(|(word, _)| *word);
        let tree = self.tree.iter().filter(move |(_, known)| *known == relation).map(|(word, _)| *word);
        logical.chain(tree)
    }
}

/// What a quantity noun counts ("hundreds of fighters").
fn counted(sentence: &Sentence, word: usize) -> Option<usize> {
    let is_quantity = QUANTITIES.contains(&sentence.tokens[word].lemma.as_str());
    sentence.child(word, "nmod").filter(|_| is_quantity)
}

fn is(slot: Slot, relation: Relation) -> bool {
    match relation {
        Relation::Agent => matches!(slot, Slot::Agent | Slot::Subject | Slot::By | Slot::HostAgent | Slot::Possessor),
        Relation::Object => matches!(slot, Slot::Patient | Slot::Of),
        Relation::To => slot == Slot::Addressee,
        Relation::With => slot == Slot::With,
        Relation::Against => slot == Slot::Against,
        Relation::From => slot == Slot::From,
        Relation::For => slot == Slot::For,
        Relation::Of => slot == Slot::Of,
        Relation::By => slot == Slot::By,
        Relation::Possessor => slot == Slot::Possessor,
        Relation::Modifier => slot == Slot::Modifier,
        Relation::Place => slot == Slot::Place,
        Relation::Compound | Relation::Adjective | Relation::Clause | Relation::Governor | Relation::Any => false,
    }
}

fn tree(sentence: &Sentence, head: usize) -> Vec<(usize, Relation)> {
    let mut found = Vec::new();
    for child in sentence.children(head) {
        found.push((child, Relation::Any));
        match sentence.tokens[child].relation() {
            "compound" => found.push((child, Relation::Compound)),
            "amod" => found.push((child, Relation::Adjective)),
            "iobj" => found.push((child, Relation::Object)),
            "ccomp" | "xcomp" => found.push((child, Relation::Clause)),
            _ => {}
        }
    }
    found.extend(sentence.tokens[head].head.map(|governor| (governor, Relation::Governor)));
    found
}
