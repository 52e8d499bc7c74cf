//! Acts that the text sets apart from what it reports: "an earlier attack", "had previously signed", "ongoing violence".

use knowledge::{TimeWords, time::TimeSense};
use language::{Analysis, Sentence, Upos};

use crate::candidate::Candidate;

/// Whether the words beside an act set it apart from the day that the report tells of.
pub fn is_apart(analysis: &Analysis, words: &TimeWords, candidate: &Candidate) -> bool {
    let sentence = &analysis.sentences[candidate.sentence];
    let chain = verbs(sentence, candidate.head);
    let marked = chain.iter().any(|&node| is_marked(sentence, words, node));
    // Of what somebody said the tense follows from the saying.
    let reported = sentence.ancestors(candidate.head).any(|at| sentence.tokens[at].relation() == "ccomp");
    let earlier = candidate.source.is_none() && !reported && is_pluperfect(sentence, candidate.head);
    marked || earlier || chain.iter().any(|&node| is_vague(analysis, candidate.sentence, node))
}

/// The act's word, and the verbs that it is the object or the action of: "staged an attack", "began to withdraw".
fn verbs(sentence: &Sentence, head: usize) -> Vec<usize> {
    let taken = |&at: &usize| {
        let token = &sentence.tokens[at];
        token.head.filter(|&above| {
            matches!(token.deprel.as_str(), "obj" | "nsubj:pass" | "xcomp") && sentence.tokens[above].upos == Upos::Verb
        })
    };
    std::iter::successors(Some(head), taken).take(3).collect()
}

/// A word beside it that puts it into another time, or over a long one; "the first attack", which others follow.
fn is_marked(sentence: &Sentence, words: &TimeWords, node: usize) -> bool {
    let has = |at: usize| {
        let mut senses = words.beginning(&sentence.tokens[at].lemma.to_lowercase()).iter();
        senses.any(|phrase| phrase.rest.is_empty() && phrase.sense == TimeSense::Background)
    };
    // "before Monday" and "long after" have words of their own below them.
    let bare = |at: usize| sentence.children(at).all(|child| sentence.tokens[child].relation() == "advmod");
    let beside = sentence
        .children(node)
        .any(|at| matches!(sentence.tokens[at].relation(), "amod" | "advmod") && bare(at) && has(at));
    let of = sentence.tokens[node].head.filter(|_| sentence.tokens[node].relation() == "nmod").is_some_and(has);
    beside || of || is_first(sentence, node)
}

fn is_first(sentence: &Sentence, node: usize) -> bool {
    let mut children = sentence.children(node);
    let word = |at: usize| sentence.tokens[at].form.to_lowercase();
    let definite = sentence.children(node).any(|at| word(at) == "the");
    let predicate = sentence.child(node, "cop").is_some();
    definite && !predicate && children.any(|at| sentence.tokens[at].relation() == "amod" && word(at) == "first")
}

/// "had attacked", "had staged an attack".
pub fn is_pluperfect(sentence: &Sentence, head: usize) -> bool {
    let had = |at: usize| sentence.tokens[at].lemma == "have" && sentence.tokens[at].xpos == "VBD";
    verbs(sentence, head).into_iter().any(|node| sentence.children_by(node, "aux").any(had))
}

/// A time of the past that names no day: "in recent months".
fn is_vague(analysis: &Analysis, sentence: usize, node: usize) -> bool {
    let tokens = &analysis.sentences[sentence].tokens;
    let mut times = analysis.times.iter().filter(|time| time.sentence == sentence && time.interval.is_none());
    times.any(|time| time.value == "PAST_REF" && time.tokens.clone().any(|word| tokens[word].head == Some(node)))
}

#[cfg(test)]
mod tests {
    use knowledge::Knowledge;
    use language::time;
    use record::EventType;

    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    #[track_caller]
    fn apart(words: &str, head: usize, expected: bool) {
        let knowledge = Knowledge::embedded().unwrap();
        let sentences = vec![sentence(words)];
        let times = time::find(&sentences, "2024-03-11".parse().ok(), &knowledge.times);
        let analysis = Analysis { sentences, times, ..Analysis::default() };
        assert_eq!(is_apart(&analysis, &knowledge.times, &candidate(EventType::Assault, head)), expected, "{words}");
    }

    #[test]
    fn words_beside_an_act_set_it_apart() {
        apart("They:PRP:2:nsubj recalled:VBD:0:root an:DT:5:det earlier:JJ:5:amod attack:NN:2:obj", 4, true);
        apart("They:PRP:2:nsubj recalled:VBD:0:root previous:JJ:4:amod attacks:NNS:2:obj", 3, true);
        apart("They:PRP:2:nsubj survived:VBD:0:root the:DT:5:det first:JJ:5:amod attack:NN:2:obj", 4, true);
        apart("They:PRP:2:nsubj survived:VBD:0:root the:DT:5:det deadly:JJ:5:amod attack:NN:2:obj", 4, false);
        apart("It:PRP:5:nsubj was:VBD:5:cop the:DT:5:det first:JJ:5:amod attack:NN:0:root", 4, false);
        apart("They:PRP:4:nsubj have:VBP:4:aux previously:RB:4:advmod met:VBN:0:root", 3, true);
        apart("They:PRP:3:nsubj have:VBP:3:aux met:VBN:0:root", 2, false);
        apart(
            "They:PRP:2:nsubj marked:VBD:0:root the:DT:4:det anniversary:NN:2:obj of:IN:7:case the:DT:7:det coup:NN:4:nmod",
            6,
            true,
        );
    }

    #[test]
    fn the_pluperfect_goes_back_unless_it_is_reported() {
        apart("He:PRP:3:nsubj had/have:VBD:3:aux asked:VBN:0:root", 2, true);
        apart("He:PRP:3:nsubj had/have:VBD:3:aux staged:VBN:0:root an:DT:5:det attack:NN:3:obj", 4, true);
        apart("Police:NNS:2:nsubj said:VBD:0:root he:PRP:5:nsubj had/have:VBD:5:aux fled:VBN:2:ccomp", 4, false);
    }

    #[test]
    fn the_past_in_general_names_no_day() {
        apart("They:PRP:2:nsubj met:VBD:0:root in:IN:5:case recent:JJ:5:amod weeks:NNS:2:obl", 1, true);
        apart("They:PRP:2:nsubj met:VBD:0:root last:JJ:4:amod week:NN:2:obl:tmod", 1, false);
    }
}
