//! Proposals of the trigger patterns.

mod relations;

use std::ops::Range;

use knowledge::{Condition, Entry, EntryClass, Knowledge, Pattern, Relation, Test};
use language::{MentionClass, NameKind, Sentence, Upos};

use crate::candidate::{Bound, Proposal};
use relations::Surroundings;

/// Most other words between two words of a verb entry ("take two of the priests hostage").
const GAP: usize = 4;

/// A pattern that matches at a trigger.
struct Match<'k> {
    pattern: &'k Pattern,
    /// Its tokens from first to last.
    trigger: Range<usize>,
    head: usize,
    /// Number of words of the entry, then of conditions: the more, the more special.
    rank: (usize, usize),
}

/// What the patterns say of a sentence.
pub struct Matches {
    /// One proposal for each pattern of a type that the choice among those at the same head leaves standing.
    pub proposals: Vec<Proposal>,
    /// Heads of words that look like an act and name none, with the pattern that says so.
    pub lookalikes: Vec<(usize, String)>,
}

/// Matches the patterns; where a look-alike stands, nothing is proposed.
pub fn matches(sentence: &Sentence, index: usize, knowledge: &Knowledge) -> Matches {
    let mut matches: Vec<Match<'_>> =
        (0..sentence.tokens.len()).flat_map(|first| matches_at(sentence, knowledge, first)).collect();
    let best = |head: usize| matches.iter().filter(|found| found.head == head).map(|found| found.rank).max();
    let standing: Vec<bool> = matches.iter().map(|found| best(found.head) == Some(found.rank)).collect();
    let mut standing = standing.into_iter();
    matches.retain(|_| standing.next() == Some(true));
    let lookalikes: Vec<(usize, String)> = matches
        .iter()
        .filter(|found| found.pattern.kind.is_none())
        .map(|found| (found.head, found.pattern.id.clone()))
        .collect();
    matches.retain(|found| !lookalikes.iter().any(|(head, _)| *head == found.head));
    Matches { proposals: matches.iter().filter_map(|found| proposal(sentence, index, found)).collect(), lookalikes }
}

fn matches_at<'k>(sentence: &Sentence, knowledge: &'k Knowledge, first: usize) -> Vec<Match<'k>> {
    let word = sentence.tokens[first].lemma.to_lowercase();
    let mut surroundings: Option<(usize, Surroundings)> = None;
    let mut found = Vec::new();
    for (pattern, entry) in knowledge.patterns.beginning_with(&word) {
        let Some((words, head)) = place(sentence, entry, first) else { continue };
        let around = match &surroundings {
            Some((at, around)) if *at == head => around,
            _ => &surroundings.insert((head, Surroundings::of(sentence, head))).1,
        };
        let holds = |condition: &Condition| holds(sentence, knowledge, around, condition, &words);
        if pattern.when.iter().all(holds) && !pattern.unless.iter().any(holds) {
            let trigger = words[0]..words[words.len() - 1] + 1;
            found.push(Match { pattern, trigger, head, rank: (entry.words.len(), pattern.when.len()) });
        }
    }
    found
}

/// Where the words of an entry stand from token `first` on: their tokens in order, and the topmost of them.
fn place(sentence: &Sentence, entry: &Entry, first: usize) -> Option<(Vec<usize>, usize)> {
    let mut tokens = vec![first];
    for word in &entry.words[1..] {
        let from = tokens[tokens.len() - 1] + 1;
        let reach = if entry.class == EntryClass::Verb { GAP } else { 0 };
        let end = (from..sentence.tokens.len()).find(|&at| sentence.tokens[at].form != "-").unwrap_or(from) + reach + 1;
        let is_word = |&at: &usize| sentence.tokens[at].lemma.eq_ignore_ascii_case(word);
        tokens.push((from..end.min(sentence.tokens.len())).find(is_word)?);
    }
    let head = tokens.iter().copied().find(|&at| tokens.iter().all(|&other| hangs(sentence, other, at)))?;
    let fits = match (entry.class, sentence.tokens[head].upos) {
        (EntryClass::Verb, Upos::Verb) => true,
        // The finer tag of a verb tells where the coarse one goes wrong.
        (EntryClass::Verb, Upos::Adj) => is_participle(sentence, head),
        (EntryClass::Verb, Upos::Part | Upos::Aux) => sentence.tokens[head].xpos.starts_with('V'),
        (EntryClass::Verb, _) => false,
        (EntryClass::Noun, upos) => upos.is_nominal(),
        (EntryClass::Adjective, upos) => upos == Upos::Adj,
    };
    fits.then_some((tokens, head))
}

/// Whether a word hangs from another within its clause.
fn hangs(sentence: &Sentence, word: usize, from: usize) -> bool {
    let mut between = sentence.ancestors(word).take_while(|&at| at != from);
    let clause = ["parataxis", "ccomp", "advcl"];
    sentence.dominates(from, word)
        && (is_hyphened(sentence, from, word) || !between.any(|at| clause.contains(&sentence.tokens[at].relation())))
}

/// "test-fire": whatever the parse makes of the two words.
fn is_hyphened(sentence: &Sentence, first: usize, second: usize) -> bool {
    first.abs_diff(second) == 2 && sentence.tokens[first.min(second) + 1].form == "-"
}

fn is_participle(sentence: &Sentence, token: usize) -> bool {
    matches!(sentence.tokens[token].xpos.as_str(), "VBN" | "VBG")
}

fn holds(
    sentence: &Sentence,
    knowledge: &Knowledge,
    around: &Surroundings,
    condition: &Condition,
    own: &[usize],
) -> bool {
    around
        .words(condition.relation)
        .filter(|word| !own.contains(word) || condition.relation == Relation::Governor)
        .any(|word| condition.tests.iter().any(|test| passes(sentence, knowledge, test, word)))
}

fn passes(sentence: &Sentence, knowledge: &Knowledge, test: &Test, word: usize) -> bool {
    let token = &sentence.tokens[word];
    let lemma = || token.lemma.to_lowercase();
    match test {
        Test::Anything => true,
        Test::Name => token.upos == Upos::Propn,
        Test::People => is_people(sentence, word) || is_country(sentence, knowledge, word),
        Test::Country => is_country(sentence, knowledge, word),
        Test::Class(class) => knowledge.patterns.in_class(class, &lemma()),
        Test::Word(known) => *known == lemma(),
    }
}

fn is_country(sentence: &Sentence, knowledge: &Knowledge, word: usize) -> bool {
    knowledge.countries.lookup(&sentence.tokens[word].form).is_some()
}

/// Persons, groups and organisations, named or not.
fn is_people(sentence: &Sentence, word: usize) -> bool {
    let form = sentence.tokens[word].form.to_lowercase();
    let pronoun = ["he", "him", "she", "her", "they", "them", "who", "whom", "we", "us"].contains(&form.as_str());
    let class =
        |mention: &language::Mention| matches!(mention.class, MentionClass::Person | MentionClass::Organization);
    let kind = |name: &language::Name| matches!(name.kind, NameKind::Person | NameKind::Organisation);
    pronoun
        || sentence.mentions.iter().any(|mention| mention.head == word && class(mention))
        || sentence.names.iter().any(|name| name.tokens.contains(&word) && kind(name))
}

fn proposal(sentence: &Sentence, index: usize, found: &Match<'_>) -> Option<Proposal> {
    let around = Surroundings::of(sentence, found.head);
    let heads = |relations: &[Relation]| relations.iter().flat_map(|&relation| around.words(relation)).collect();
    Some(Proposal {
        sentence: index,
        trigger: if is_whole(sentence, found) { found.trigger.clone() } else { found.head..found.head + 1 },
        special: found.rank.0 + found.rank.1.min(1),
        head: found.head,
        kind: found.pattern.kind?,
        modes: found.pattern.modes.clone(),
        contexts: found.pattern.contexts.clone(),
        by: format!("pattern:{}", found.pattern.id),
        score: found.pattern.weight,
        bound: Bound { actors: heads(&found.pattern.actor), recipients: heads(&found.pattern.recipient) },
    })
}

/// Whether nobody stands between the words of an entry ("asked Oslo for"): else its topmost word alone is the trigger.
fn is_whole(sentence: &Sentence, found: &Match<'_>) -> bool {
    let somebody = |at: usize| sentence.tokens[at].upos == Upos::Propn || is_people(sentence, at);
    let words = found.rank.0;
    let tight = found.trigger.len() <= words;
    tight || found.trigger.len() == words + 1 && !found.trigger.clone().any(somebody)
}

#[cfg(test)]
mod tests;
