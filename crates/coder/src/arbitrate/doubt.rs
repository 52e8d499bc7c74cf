//! Doubts about an act from those who take part in it: things that do nothing of their own, and words of other walks of life.

use knowledge::{Domains, Knowledge};
use language::{MentionClass, Sentence, Upos};
use record::Sector;

use crate::arguments::slots::{Slot, slots};

/// Taken from the log odds of an act that one of the doubts falls on.
const WEIGHT: f64 = 4.0;
/// Relations of what hangs together with a word within its clause.
const NEAR: [&str; 9] = ["nsubj", "obj", "iobj", "obl", "nmod", "compound", "amod", "appos", "conj"];

/// What is taken from the log odds that a word names an act.
pub(super) fn doubt(sentence: &Sentence, knowledge: &Knowledge, head: usize) -> f64 {
    let participants = slots(sentence, head);
    let of = |wanted: &[Slot]| -> Vec<usize> {
        participants.iter().filter(|(_, slot)| wanted.contains(slot)).map(|(word, _)| *word).collect()
    };
    let (agents, mut objects) =
        (of(&[Slot::Agent, Slot::Subject, Slot::By, Slot::Possessor]), of(&[Slot::Patient, Slot::Of]));
    objects.extend(sentence.children_by(head, "compound"));
    let domains = &knowledge.domains;
    let is = |word: &usize, of: fn(&Domains, &str) -> bool| {
        let token = &sentence.tokens[*word];
        token.upos != Upos::Propn && of(domains, &token.lemma.to_lowercase())
    };
    let political = agents.iter().any(|&agent| is_political(sentence, knowledge, agent));
    let done_to =
        |object: &usize| is(object, Domains::is_object) && (!agents.is_empty() || is(object, Domains::is_agent));
    let foreign = agents.iter().any(|agent| is(agent, Domains::is_agent))
        || !political && objects.iter().any(done_to)
        || !political && together(sentence, head).iter().any(|word| is(word, Domains::is_sign));
    let thing = sentence.tokens[head].upos == Upos::Verb
        && !agents.is_empty()
        && agents.iter().all(|&agent| is_thing(sentence, knowledge, agent));
    if foreign || thing { WEIGHT } else { 0.0 }
}

/// Words that hang from a word, directly or by one more.
fn together(sentence: &Sentence, head: usize) -> Vec<usize> {
    let near = |at: usize| {
        sentence.children(at).filter(|&child| NEAR.contains(&sentence.tokens[child].relation())).collect::<Vec<_>>()
    };
    let first = near(head);
    first.iter().flat_map(|&at| near(at)).chain(first.iter().copied()).collect()
}

/// Whether a noun is one of those who make politics, or acts for them: a country, a body, an office, an armed group, a law.
fn is_political(sentence: &Sentence, knowledge: &Knowledge, word: usize) -> bool {
    use Sector::{Agr, Bus, Cvl, Edu, Jrn, Lab, Med, Unk};
    let token = &sentence.tokens[word];
    let lemma = token.lemma.to_lowercase();
    let private = |sector: Sector| matches!(sector, Agr | Bus | Cvl | Edu | Jrn | Lab | Med | Unk);
    let title = knowledge.titles.lookup(&lemma).and_then(|title| title.sector);
    knowledge.countries.lookup(&token.form).is_some()
        || title.is_some_and(|sector| !private(sector))
        || knowledge.domains.is_proxy(&lemma)
}

/// Whether the model takes a noun for a thing or an abstraction that does not act for anybody.
fn is_thing(sentence: &Sentence, knowledge: &Knowledge, word: usize) -> bool {
    let token = &sentence.tokens[word];
    let named = sentence.names.iter().any(|name| name.tokens.contains(&word));
    let class = sentence.mentions.iter().find(|mention| mention.head == word).map(|mention| mention.class);
    token.upos == Upos::Noun
        && !named
        && matches!(class, Some(MentionClass::Object | MentionClass::Abstract))
        && !knowledge.domains.is_proxy(&token.lemma.to_lowercase())
}

#[cfg(test)]
mod tests {
    use language::Mention;

    use super::*;
    use crate::arguments::testing::sentence;

    fn doubted(words: &str, head: usize) -> bool {
        doubt(&sentence(words), &Knowledge::embedded().unwrap(), head) > 0.0
    }

    #[test]
    fn other_walks_of_life_raise_doubts() {
        assert!(doubted("The:DT:2:det striker:NN:3:nsubj attacked:VBD:0:root", 2));
        assert!(doubted("Guests:NNS:2:nsubj condemned:VBD:0:root the:DT:4:det soup:NN:2:obj", 1));
        assert!(!doubted("Rebels/rebel:NNS:2:nsubj attacked:VBD:0:root the:DT:4:det town:NN:2:obj", 1));
        assert!(!doubted("The:DT:2:det ministry:NN:3:nsubj condemned:VBD:0:root the:DT:5:det soup:NN:3:obj", 2));
    }

    #[test]
    fn things_act_only_for_somebody() {
        let thing = |words: &str| {
            let mut parsed = sentence(words);
            parsed.mentions.push(Mention { head: 1, class: MentionClass::Object });
            doubt(&parsed, &Knowledge::embedded().unwrap(), 2) > 0.0
        };
        assert!(thing("The:DT:2:det ladder:NN:3:nsubj hit:VBD:0:root him:PRP:3:obj"));
        assert!(!thing("The:DT:2:det rocket:NN:3:nsubj hit:VBD:0:root him:PRP:3:obj"));
    }
}
