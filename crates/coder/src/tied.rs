//! Acts that a length of time ties to another: "talks began nine days after a clash".

use jiff::civil::Date;
use language::{Analysis, Distance, Sentence, TimeExpression, Token};
use record::Interval;

use crate::{background, candidate::Candidate};

/// What a length of time is said of, and what it is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Index into [`Analysis::distances`].
    pub distance: usize,
    /// Top of the clause or phrase that it is counted from.
    pub named: usize,
    /// The word that it is said of.
    pub governor: Option<usize>,
    /// The acts that it is counted from, as indices of candidates.
    pub acts: Vec<usize>,
    /// The act that it is said of.
    pub said: Option<usize>,
    /// The time that it explains, as an index into [`Analysis::times`]: "on Wednesday, nine days after a clash".
    pub time: Option<usize>,
}

/// The lengths of time that tie acts to others, in order.
pub fn find(analysis: &Analysis, candidates: &[Candidate]) -> Vec<Tie> {
    let tie = |(index, distance): (usize, &Distance)| {
        let sentence = &analysis.sentences[distance.sentence];
        let (named, governor) = clause(sentence, distance)?;
        let inside: Vec<usize> = (0..candidates.len())
            .filter(|&at| candidates[at].sentence == distance.sentence)
            .filter(|&at| sentence.dominates(named, candidates[at].head))
            .collect();
        let said = governor.and_then(|governor| said(sentence, distance.sentence, governor, candidates));
        let acts =
            inside.iter().copied().filter(|&at| is_counted_from(sentence, named, at, &inside, candidates)).collect();
        Some(Tie {
            distance: index,
            named,
            governor,
            acts,
            said: said.filter(|act| !inside.contains(act)),
            time: explained(analysis, distance),
        })
    };
    analysis.distances.iter().enumerate().filter_map(tie).collect()
}

/// The time that goes right before a distance, but for a comma or dash.
fn explained(analysis: &Analysis, distance: &Distance) -> Option<usize> {
    let tokens = &analysis.sentences[distance.sentence].tokens;
    let beside = |end: usize| {
        (end..distance.tokens.start).len() <= 1
            && tokens.get(end..distance.tokens.start).is_some_and(|gap| gap.iter().all(is_break))
    };
    let fits = |time: &TimeExpression| {
        time.sentence == distance.sentence && time.interval.is_some() && beside(time.tokens.end)
    };
    analysis.times.iter().rposition(fits)
}

fn is_break(token: &Token) -> bool {
    matches!(token.form.as_str(), "," | "-" | "–" | "—" | "--")
}

/// The innermost tie in whose clause a word stands.
pub fn holding(analysis: &Analysis, ties: &[Tie], sentence: usize, token: usize) -> Option<usize> {
    let holds = |tie: &Tie| {
        analysis.distances[tie.distance].sentence == sentence
            && analysis.sentences[sentence].dominates(tie.named, token)
    };
    ties.iter().rposition(holds)
}

/// An interval that a distance gives, with the words that say it.
pub fn interval(distance: &Distance, days: (Date, Date, record::Precision)) -> Interval {
    let (from, to, precision) = days;
    let (start, end) = (distance.span.start, distance.span.end);
    Interval { text: distance.text.clone(), start, end, from: Some(from), to: Some(to), precision }
}

/// Top of what follows the words of a distance, and the word that the distance is said of.
fn clause(sentence: &Sentence, distance: &Distance) -> Option<(usize, Option<usize>)> {
    let words = &distance.tokens;
    let mark = words.end.checked_sub(1)?;
    let outside = |from: usize| sentence.ancestors(from).find(|node| !words.contains(node));
    let above = outside(mark);
    let named = match above {
        Some(node) if node >= words.end => node,
        // The parser may hang the clause from the length itself.
        _ => words
            .clone()
            .flat_map(|word| sentence.children(word))
            .find(|&child| child >= words.end && opens(sentence, child))?,
    };
    let top = words.clone().find(|&word| sentence.tokens[word].head.is_none());
    Some((named, sentence.tokens[named].head.and_then(outside).or(top)))
}

/// Whether a word opens a clause or phrase of its own.
fn opens(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.tokens[word].relation(), "nmod" | "obl" | "advcl" | "acl" | "obj" | "dep" | "ccomp")
}

/// Whether an act stands in the clause as what the time is counted from: not as what somebody said, nor beneath another act but as
/// its outcome ("a clash in which seven people were killed").
fn is_counted_from(sentence: &Sentence, named: usize, at: usize, inside: &[usize], candidates: &[Candidate]) -> bool {
    let head = candidates[at].head;
    let path: Vec<usize> = sentence.ancestors(head).take_while(|&node| node != named).collect();
    let relation = |node: &usize| sentence.tokens[*node].deprel.as_str();
    let is_act = |word: usize| inside.iter().any(|&other| candidates[other].head == word);
    let of_act = |node: &usize| sentence.tokens[*node].head.is_some_and(is_act);
    let outcome = |node: &usize| matches!(relation(node), "acl:relcl" | "acl") && of_act(node);
    let apart = path.iter().any(|node| match relation(node) {
        "ccomp" | "parataxis" | "appos" => true,
        "acl:relcl" => !outcome(node) || background::is_pluperfect(sentence, *node),
        _ => false,
    });
    let along = path.iter().all(|node| matches!(relation(node), "conj" | "xcomp" | "advcl") || outcome(node));
    let beneath = path.iter().any(of_act);
    !apart && (along || !beneath)
}

/// The act of a word: its own, or that of what it takes where it is none itself ("talks began", "launched an attack").
fn said(sentence: &Sentence, index: usize, governor: usize, candidates: &[Candidate]) -> Option<usize> {
    let act = |word: usize| {
        let is_its = |act: &Candidate| {
            act.sentence == index && (act.head == word || act.trigger.contains(&word) || act.outcomes.contains(&word))
        };
        candidates.iter().position(is_its)
    };
    let of = |relation: &'static str| sentence.children_by(governor, relation).find_map(act);
    act(governor).or_else(|| ["xcomp", "obj", "nsubj"].into_iter().find_map(of))
}

#[cfg(test)]
mod tests {
    use knowledge::Knowledge;
    use language::time;
    use record::EventType;

    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    /// The only tie of a sentence: top of the clause, governor, acts counted from, act said of.
    fn tie(words: &str, heads: &[usize]) -> (usize, Option<usize>, Vec<usize>, Option<usize>) {
        let sentences = vec![sentence(words)];
        let distances = time::distances(&sentences, &Knowledge::embedded().unwrap().times);
        let analysis = Analysis { sentences, distances, ..Analysis::default() };
        let candidates: Vec<Candidate> = heads.iter().map(|&head| candidate(EventType::Assault, head)).collect();
        let mut ties = find(&analysis, &candidates);
        assert_eq!(ties.len(), 1, "{words}");
        let tie = ties.remove(0);
        (tie.named, tie.governor, tie.acts, tie.said)
    }

    #[test]
    fn the_act_after_the_connective_is_counted_from() {
        let words = "Talks:NNS:2:nsubj began:VBD:0:root nine:CD:4:nummod days:NNS:7:obl:npmod after:IN:7:case \
                     a:DT:7:det clash:NN:2:obl";
        assert_eq!(tie(words, &[0, 6]), (6, Some(1), vec![1], Some(0)));
        let first = "Two:CD:2:nummod days:NNS:4:obl:npmod after:IN:4:case riots:NNS:6:obl police:NNS:6:nsubj \
                     fired:VBD:0:root";
        assert_eq!(tie(first, &[3, 5]), (3, Some(5), vec![0], Some(1)));
    }

    #[test]
    fn the_clause_may_hang_from_the_length() {
        let words = "Talks:NNS:2:nsubj began:VBD:0:root nine:CD:4:nummod days:NNS:2:obl after:IN:7:case a:DT:7:det \
                     clash:NN:4:nmod";
        assert_eq!(tie(words, &[6]), (6, Some(1), vec![0], None));
    }

    #[test]
    fn what_the_clause_reports_or_is_about_is_not_counted_from() {
        let words = "It:PRP:2:nsubj fell:VBD:0:root a:DT:4:det day:NN:7:obl:npmod after:IN:7:mark rebels:NNS:7:nsubj \
                     said:VBD:2:advcl troops:NNS:9:nsubj attacked:VBD:7:ccomp";
        assert_eq!(tie(words, &[1, 8]), (6, Some(1), vec![], Some(0)));
        let words = "It:PRP:2:nsubj fell:VBD:0:root a:DT:4:det day:NN:6:obl:npmod after:IN:6:case talks:NNS:2:obl \
                     on:IN:9:case the:DT:9:det raid:NN:6:nmod";
        assert_eq!(tie(words, &[1, 5, 8]), (5, Some(1), vec![1], Some(0)));
    }

    #[test]
    fn the_outcome_of_an_act_is_counted_from_too() {
        let words = |aux: &str| {
            format!(
                "It:PRP:2:nsubj fell:VBD:0:root a:DT:4:det day:NN:7:obl:npmod after:IN:7:case a:DT:7:det clash:NN:2:obl \
                 that:WDT:10:nsubj {aux}:10:aux killed:VBN:7:acl:relcl five:CD:10:obj"
            )
        };
        assert_eq!(tie(&words("has/have:VBZ"), &[6, 9]).2, [0, 1]);
        assert_eq!(tie(&words("had/have:VBD"), &[6, 9]).2, [0]);
    }

    #[test]
    fn without_a_clause_there_is_no_tie() {
        let words = "They:PRP:2:nsubj left:VBD:0:root two:CD:4:nummod days:NNS:5:obl:npmod after:RB:2:advmod";
        let sentences = vec![sentence(words)];
        let distances = time::distances(&sentences, &Knowledge::embedded().unwrap().times);
        assert_eq!(distances.len(), 1);
        assert_eq!(find(&Analysis { sentences, distances, ..Analysis::default() }, &[]), []);
    }
}
