//! On whose word the text reports an act: attributing verbs, "according to", quotations over sentences, and the model's
//! source edges.

mod cues;
mod quotes;
mod statements;
mod voices;

use knowledge::Knowledge;
use language::{Analysis, Role, Sentence, Upos};
use record::{EventType, Evidence};

use crate::{
    arguments::phrase::{core, phrase},
    candidate::{Candidate, SourcePhrase},
    status::is_definite,
};
use cues::Cue;
use quotes::Quote;
pub use statements::{Statement, statements};
pub(crate) use voices::Voices;

/// Least model probability of a source that no cue supports.
const MODEL_ALONE: f64 = 0.75;
/// Least model probability of a source whose cue governs a clause, and one whose cue governs a noun.
const MODEL_WITH_CUE: [f64; 2] = [0.04, 0.045];

/// The same where an act that is already known is only mentioned in what is said ("the blast came as officials said …").
const MODEL_WHEN_KNOWN: f64 = 0.35;

/// Fills [`Candidate::source`]; it stays empty where the outlet speaks in its own voice.
pub fn attribute(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut [Candidate]) {
    let cues: Vec<Vec<Cue>> = analysis.sentences.iter().map(|sentence| cues::cues(sentence, knowledge)).collect();
    let speakers: Vec<Vec<(usize, usize)>> =
        analysis.sentences.iter().map(|sentence| cues::speakers(sentence, knowledge)).collect();
    let quotes = quotes::quotes(analysis);
    for candidate in candidates.iter_mut().filter(|candidate| !is_own_word(analysis, candidate)) {
        let found = by_cue(analysis, &cues[candidate.sentence], candidate)
            .or_else(|| by_quote(analysis, &speakers, &quotes, candidate))
            .or_else(|| by_model(analysis, candidate));
        if let Some((source, by, score)) = found {
            candidate.evidence.push(Evidence { field: "attributed_to".into(), by, score });
            candidate.source = Some(source);
        }
    }
}

/// Whether somebody acts by the very words, in the present ("we condemn"): nobody else answers for such an act.
fn is_own_word(analysis: &Analysis, candidate: &Candidate) -> bool {
    use EventType::*;
    let sentence = &analysis.sentences[candidate.sentence];
    let first_person = |head: usize| is_first_person(sentence, head);
    let past = matches!(sentence.tokens[candidate.head].xpos.as_str(), "VBD" | "VBN");
    !past
        && matches!(candidate.kind, Agree | Support | Concede | Request | Accuse | Reject | Threaten)
        && candidate.actors.iter().any(|actor| actor.sentence == candidate.sentence && first_person(actor.head))
}

fn is_first_person(sentence: &Sentence, head: usize) -> bool {
    ["i", "we"].contains(&sentence.tokens[head].form.to_lowercase().as_str())
}

type Found = (SourcePhrase, String, Option<f64>);

/// The nearest cue that covers the trigger answers for it; those above it pass it on.
fn by_cue(analysis: &Analysis, cues: &[Cue], candidate: &Candidate) -> Option<Found> {
    let sentence = &analysis.sentences[candidate.sentence];
    let accepted = |cue: &&Cue| {
        cue.covers(sentence, candidate.head)
            && !candidate.trigger.contains(&cue.word)
            && !candidate.trigger.contains(&cue.source)
            && !is_first_person(sentence, cue.source)
            && model_score(sentence, candidate, cue.source) >= floor(sentence, candidate, cue)
    };
    let mut covering: Vec<&Cue> = cues.iter().filter(accepted).collect();
    covering.sort_by_key(|cue| sentence.subtree(cue.content).len());
    let (first, above) = covering.split_first()?;
    let word = &sentence.tokens[first.word].form;
    let via = first.via.into_iter().chain(above.iter().map(|cue| cue.source)).filter(|&head| head != first.source);
    let source = SourcePhrase {
        source: phrase(analysis, candidate.sentence, first.source, format!("subject of {word}")),
        cue: Some((candidate.sentence, first.word)),
        via: via.map(|head| phrase(analysis, candidate.sentence, head, "passes it on")).collect(),
    };
    Some((source, format!("cue:{}", word.to_lowercase()), Some(model_score(sentence, candidate, first.source))))
}

/// Least model probability of a cue's source.
fn floor(sentence: &Sentence, candidate: &Candidate, cue: &Cue) -> f64 {
    let mentioned = !cue.claims && cue.content != candidate.head && is_definite(sentence, candidate.head);
    if mentioned { MODEL_WHEN_KNOWN } else { MODEL_WITH_CUE[usize::from(cue.nominal)] }
}

/// The speaker of the quotation that the trigger lies in: in its own sentences, in the one that closes it, or before it.
fn by_quote(
    analysis: &Analysis,
    speakers: &[Vec<(usize, usize)>],
    quotes: &[Quote],
    candidate: &Candidate,
) -> Option<Found> {
    let quote = quotes.iter().find(|quote| quote.contains(candidate.sentence, candidate.head) && quote.is_speech())?;
    let (index, word, source) = speaker(analysis, speakers, quotes, quote)?;
    let form = &analysis.sentences[index].tokens[word].form;
    let source = SourcePhrase {
        source: phrase(analysis, index, source, format!("speaker of the quotation, subject of {form}")),
        cue: Some((index, word)),
        via: Vec::new(),
    };
    Some((source, "rule:quotation".to_owned(), None))
}

/// The sentence, verb of speech and subject that a quotation belongs to.
fn speaker(
    analysis: &Analysis,
    speakers: &[Vec<(usize, usize)>],
    quotes: &[Quote],
    quote: &Quote,
) -> Option<(usize, usize, usize)> {
    let outside = |index: usize, word: usize, source: usize| {
        !quotes.iter().any(|quote| quote.contains(index, word)) && !is_first_person(&analysis.sentences[index], source)
    };
    let in_sentence = |index: usize| {
        let speaks = speakers.get(index)?.iter().rev().find(|&&(word, source)| outside(index, word, source));
        speaks.map(|&(word, source)| (index, word, source))
    };
    let sentences = (quote.open.0..=quote.close.0).chain((quote.close.1 < 3).then_some(quote.close.0 + 1));
    let before = quote.open.0.checked_sub(1).filter(|_| quote.open.1 < 2);
    sentences.chain(before).find_map(in_sentence)
}

/// The phrase that the model takes for the source, where it is sure.
fn by_model(analysis: &Analysis, candidate: &Candidate) -> Option<Found> {
    let sentence = &analysis.sentences[candidate.sentence];
    let is_head = |&head: &usize| {
        let token = &sentence.tokens[head];
        (token.upos.is_nominal() || token.upos == Upos::Pron)
            && !["flat", "compound", "fixed"].contains(&token.relation())
            && !candidate.trigger.contains(&head)
    };
    let scored = (0..sentence.tokens.len()).filter(is_head).map(|head| (head, model_score(sentence, candidate, head)));
    let (head, score) = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
    let source = SourcePhrase {
        source: phrase(analysis, candidate.sentence, head, format!("model {score:.2}")),
        cue: None,
        via: Vec::new(),
    };
    (score >= MODEL_ALONE).then(|| (source, "model".to_owned(), Some(score)))
}

/// The model's probability that a phrase is the source: over its words.
fn model_score(sentence: &Sentence, candidate: &Candidate, head: usize) -> f64 {
    let words = core(sentence, head);
    let count = words.len().max(1) as f64;
    let of = |word: usize| f64::from(sentence.events.role(Role::Source, candidate.trigger.start, word));
    0.5 * of(head) + 0.5 * words.map(of).sum::<f64>() / count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    /// Source and cue of an ASSAULT at (sentence, token).
    fn source(sentences: &[&str], at: (usize, usize)) -> Option<(String, String)> {
        let mut sentences: Vec<Sentence> = sentences.iter().map(|words| sentence(words)).collect();
        for word in 0..sentences[at.0].tokens.len() {
            sentences[at.0].events.set_role(Role::Source, at.1, word, 0.2); // so that cues decide alone
        }
        let analysis = Analysis { sentences, ..Analysis::default() };
        let mut act = candidate(EventType::Assault, at.1);
        act.sentence = at.0;
        attribute(&analysis, &Knowledge::embedded().unwrap(), std::slice::from_mut(&mut act));
        let form = |sentence: usize, token: usize| analysis.sentences[sentence].tokens[token].form.clone();
        let found = act.source?;
        let (sentence, cue) = found.cue?;
        Some((form(found.source.sentence, found.source.head), form(sentence, cue)))
    }

    fn of(source: &str, cue: &str) -> Option<(String, String)> {
        Some((source.to_owned(), cue.to_owned()))
    }

    #[test]
    fn verbs_of_speech_cover_their_content() {
        let words = "Police:NN:2:nsubj said/say:VBD:0:root rebels:NNS:4:nsubj attacked:VBD:2:ccomp";
        assert_eq!(source(&[words], (0, 3)), of("Police", "said"));
        let after = "Rebels:NNS:2:nsubj attacked:VBD:0:root ,:,:5:punct police:NN:5:nsubj said/say:VBD:2:parataxis";
        assert_eq!(source(&[after], (0, 1)), of("police", "said"));
        assert_eq!(source(&["Rebels:NNS:2:nsubj attacked:VBD:0:root"], (0, 1)), None);
    }

    #[test]
    fn according_to_names_the_source() {
        let words =
            "Rebels:NNS:2:nsubj attacked:VBD:0:root ,:,:6:punct according:VBG:6:case to:IN:4:fixed police:NN:2:obl";
        assert_eq!(source(&[words], (0, 1)), of("police", "according"));
    }

    #[test]
    fn accusations_answer_for_their_content() {
        let words = "Oslo:NNP:2:nsubj accused/accuse:VBD:0:root rebels:NNS:2:obj of:IN:5:mark attacking:VBG:2:advcl";
        assert_eq!(source(&[words], (0, 4)), of("Oslo", "accused"));
        assert_eq!(source(&[words], (0, 1)), None);
    }

    #[test]
    fn claims_of_responsibility_are_claims() {
        let words = "Rebels:NNS:2:nsubj claimed/claim:VBD:0:root responsibility:NN:2:obj for:IN:6:case the:DT:6:det \
            attack:NN:3:nmod";
        assert_eq!(source(&[words], (0, 5)), of("Rebels", "claimed"));
    }

    #[test]
    fn authors_speak_through_their_statements() {
        let words = "the:DT:2:det ministry:NN:4:nmod:poss 's:POS:2:case statement:NN:5:nsubj said/say:VBD:0:root \
            rebels:NNS:7:nsubj attacked:VBD:5:ccomp";
        assert_eq!(source(&[words], (0, 6)), of("ministry", "said"));
    }

    #[test]
    fn asides_name_the_source() {
        let words = "as:IN:3:mark police:NN:3:nsubj report/report:VBP:6:advcl ,:,:6:punct rebels:NNS:6:nsubj attacked:VBD:0:root";
        assert_eq!(source(&[words], (0, 5)), of("police", "report"));
    }

    #[test]
    fn quotations_run_over_sentences() {
        let first = "“:``:4:punct They:PRP:3:nsubj lied:VBD:0:root ,:,:7:punct ”:'':3:punct Ali:NNP:7:nsubj said/say:VBD:3:parataxis";
        let second =
            "“:``:3:punct Rebels:NNS:3:nsubj attacked:VBD:0:root our:PRP$:5:nmod:poss house:NN:3:obj ”:'':3:punct";
        assert_eq!(source(&[first, second], (1, 2)), of("Ali", "said"));
    }

    #[test]
    fn a_sure_model_needs_no_cue() {
        let mut parsed = sentence("Ali:NNP:2:nsubj counted:VBD:0:root attacks:NNS:2:obj");
        parsed.events.set_role(Role::Source, 2, 0, 0.9);
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        let mut act = [candidate(EventType::Assault, 2)];
        attribute(&analysis, &Knowledge::embedded().unwrap(), &mut act);
        assert_eq!(act[0].source.as_ref().map(|found| found.source.head), Some(0));
    }
}
