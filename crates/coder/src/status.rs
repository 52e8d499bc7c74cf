//! Whether an act happened: the model's status head and the words that negate, plan, seek or suppose it.

use jiff::civil::Date;
use knowledge::Knowledge;
use language::{Analysis, Sentence};
use record::{EventType, Evidence, Status};

use crate::{candidate::Candidate, propose::model};

/// Weight of a cue against the log of the model's probability: one that hangs from the act itself or denies it, and one further
/// off.
const CUE: [f64; 2] = [3.3, 1.6];
/// Added to the model's probabilities before the log.
const SMOOTH: f64 = 0.05;
/// Least probability of a hypothetical act that is kept: most such are no more than a demand's content.
const HYPOTHETICAL_FLOOR: f64 = 0.8;
/// Least probability of a historical act.
const HISTORICAL_FLOOR: f32 = 0.5;
/// How far governing words are looked for.
const REACH: usize = 4;

/// Decides status and whether the act is historical; drops unlikely hypothetical acts; acts of verbal and material
/// cooperation that are still to come become AGREE (codebook).
pub fn decide(analysis: &Analysis, knowledge: &Knowledge, published: Option<Date>, candidates: &mut Vec<Candidate>) {
    for candidate in candidates.iter_mut() {
        let sentence = &analysis.sentences[candidate.sentence];
        let (status, by) = status(sentence, knowledge, candidate, lies_ahead(analysis, published, candidate));
        candidate.status = status;
        candidate.evidence.push(Evidence { field: "status".into(), by, score: None });
        candidate.historical = historical(analysis, published, candidate);
        if status == Status::Future && becomes_agreement(candidate.kind) {
            candidate.kind = EventType::Agree;
            candidate.modes.clear();
            candidate.evidence.push(Evidence {
                field: "type".into(),
                by: "rule:future-cooperation".into(),
                score: None,
            });
        }
    }
    candidates.retain(|c| c.status != Status::Hypothetical || c.score >= HYPOTHETICAL_FLOOR);
}

/// Future acts of these types are agreements to act.
fn becomes_agreement(kind: EventType) -> bool {
    matches!(kind, EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid)
}

/// The likeliest status with what decided it.
fn status(sentence: &Sentence, knowledge: &Knowledge, candidate: &Candidate, ahead: bool) -> (Status, String) {
    // A refusal or a denial is already in the type: "did not accede".
    let cue = cue(sentence, knowledge, candidate.head)
        .filter(|cue| cue.status != Status::Negated || candidate.kind != EventType::Reject)
        .or_else(|| ahead.then(|| Cue { status: Status::Future, word: "date".to_owned(), far: true }));
    let score = |status: Status| {
        let cued = cue.as_ref().filter(|cue| cue.status == status).map_or(0.0, |cue| CUE[usize::from(cue.far)]);
        (model::status(sentence, candidate.trigger.start, status) + SMOOTH).ln() + cued
    };
    let better = |a: &&Status, b: &&Status| score(**a).total_cmp(&score(**b)).then(b.cmp(a));
    let best = *Status::ALL.iter().max_by(better).unwrap_or(&Status::Actual);
    let by = match cue {
        Some(cue) if cue.status == best => format!("cue:{}", cue.word),
        _ => "model".to_owned(),
    };
    (best, by)
}

/// A word that says an act did not simply happen.
struct Cue {
    status: Status,
    word: String,
    /// Whether it hangs from another word than the act itself.
    far: bool,
}

/// The word nearest to the act that says it did not simply happen.
fn cue(sentence: &Sentence, knowledge: &Knowledge, head: usize) -> Option<Cue> {
    let far = |status: Status, word: &str| Cue { status, word: word.to_lowercase(), far: true };
    let mut at = head;
    for _ in 0..REACH {
        if let Some((status, word)) = inside(sentence, knowledge, at) {
            return Some(Cue { status, word, far: at != head });
        }
        // "to end the strike": a definite event noun is taken for granted, whatever governs it.
        if at == head && is_definite(sentence, at) {
            break;
        }
        let token = &sentence.tokens[at];
        let governor = token.head?;
        let word = &sentence.tokens[governor];
        if let Some(status) = knowledge.modality.governor(&verb(sentence, governor), token.relation()) {
            return Some(Cue { far: status != Status::Negated || at != head, ..far(status, &word.form) });
        }
        if is_purpose(sentence, at) {
            return Some(far(Status::Hypothetical, "to"));
        }
        // A clause of its own is no longer governed by what negates or plans the clause above.
        if !matches!(token.relation(), "xcomp" | "obj" | "conj" | "compound" | "nmod" | "amod" | "nsubj") {
            break;
        }
        if token.relation() == "conj" && sentence.child(at, "nsubj").is_some() {
            break;
        }
        at = governor;
    }
    let question = sentence.tokens.last().is_some_and(|token| token.form == "?");
    question.then(|| far(Status::Hypothetical, "?"))
}

/// Negators, auxiliaries and marks that hang from a word.
fn inside(sentence: &Sentence, knowledge: &Knowledge, head: usize) -> Option<(Status, String)> {
    let modality = &knowledge.modality;
    let of = |child: usize| {
        let token = &sentence.tokens[child];
        let lemma = lemma(token);
        let status = match token.relation() {
            "advmod" | "det" | "case" | "mark" | "obj" if modality.negates(&lemma) => Some(Status::Negated),
            "aux" if lemma == "would" && is_reported(sentence, head) => Some(Status::Future),
            "aux" => modality.auxiliary(&lemma),
            "mark" => modality.mark(&lemma),
            "amod" | "acl" | "det" => modality.modifier(&lemma),
            _ => None,
        }?;
        Some((status, token.form.to_lowercase()))
    };
    // "has never formally accused": the negator may hang from another adverb.
    let adverbs = sentence.children_by(head, "advmod").flat_map(|adverb| sentence.children_by(adverb, "advmod"));
    let found: Vec<_> = sentence.children(head).chain(adverbs).filter_map(of).collect();
    // "will not": negation first, then conditions, then the future.
    [Status::Negated, Status::Hypothetical, Status::Future]
        .into_iter()
        .find_map(|status| found.iter().find(|(of, _)| *of == status).cloned())
}

/// Whether a clause is the content of words in the past: there "would" is the past of "will".
fn is_reported(sentence: &Sentence, head: usize) -> bool {
    let token = &sentence.tokens[head];
    let past = |verb: usize| matches!(sentence.tokens[verb].xpos.as_str(), "VBD" | "VBN");
    token.relation() == "ccomp" && token.head.is_some_and(past)
}

/// Whether a noun has a definite determiner or a possessor.
fn is_definite(sentence: &Sentence, noun: usize) -> bool {
    let determines = |child: usize| {
        let token = &sentence.tokens[child];
        let form = token.form.to_lowercase();
        token.deprel == "nmod:poss"
            || token.relation() == "det" && ["the", "this", "that", "these", "those"].contains(&form.as_str())
    };
    sentence.tokens[noun].upos.is_nominal() && sentence.children(noun).any(determines)
}

/// An infinitive that says what something is done for ("met to discuss").
fn is_purpose(sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    token.deprel == "advcl" && sentence.children_by(at, "mark").any(|mark| sentence.tokens[mark].form == "to")
}

/// Lemma in lower case, or the form where there is none.
fn lemma(token: &language::Token) -> String {
    if token.lemma.is_empty() { token.form.to_lowercase() } else { token.lemma.to_lowercase() }
}

/// Lemma with the particle of a particle verb ("call off").
fn verb(sentence: &Sentence, word: usize) -> String {
    let particle = sentence.children(word).find(|&child| sentence.tokens[child].deprel == "compound:prt");
    let lemma = lemma(&sentence.tokens[word]);
    particle
        .map_or_else(|| lemma.clone(), |particle| format!("{lemma} {}", sentence.tokens[particle].form.to_lowercase()))
}

/// Whether the model, or a date of an earlier year in its own clause, sets the act apart.
fn historical(analysis: &Analysis, published: Option<Date>, candidate: &Candidate) -> bool {
    let sentence = &analysis.sentences[candidate.sentence];
    let seen = sentence.events.historical.get(candidate.trigger.start).copied().unwrap_or(0.0);
    let earlier =
        |day: Date| own_dates(analysis, candidate).any(|(_, to)| to.is_some_and(|to| day.year() - to.year() >= 2));
    seen >= HISTORICAL_FLOOR || published.is_some_and(earlier)
}

/// Whether a date of the act lies after the day of publication.
fn lies_ahead(analysis: &Analysis, published: Option<Date>, candidate: &Candidate) -> bool {
    let after = |day: Date| own_dates(analysis, candidate).any(|(from, _)| from.is_some_and(|from| from > day));
    published.is_some_and(after)
}

/// First and last days of the time expressions that hang from the trigger itself.
fn own_dates<'a>(
    analysis: &'a Analysis,
    candidate: &'a Candidate,
) -> impl Iterator<Item = (Option<Date>, Option<Date>)> + 'a {
    let sentence = &analysis.sentences[candidate.sentence];
    let hangs = move |token: usize| sentence.tokens.get(token).is_some_and(|t| t.head == Some(candidate.head));
    analysis
        .times
        .iter()
        .filter(move |time| time.sentence == candidate.sentence && time.tokens.clone().any(hangs))
        .filter_map(|time| time.interval.as_ref().map(|interval| (interval.from, interval.to)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    #[track_caller]
    fn gives(words: &str, head: usize, kind: EventType, expected: (Status, EventType)) {
        let analysis = Analysis { sentences: vec![sentence(words)], ..Analysis::default() };
        let mut candidates = vec![candidate(kind, head)];
        decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
        assert_eq!((candidates[0].status, candidates[0].kind), expected, "{words}");
    }

    #[test]
    fn cues_decide_where_the_model_is_silent() {
        use EventType::*;
        use Status::*;
        gives("Rebels:NNS:2:nsubj attacked:VBD:0:root", 1, Assault, (Actual, Assault));
        gives("Rebels:NNS:4:nsubj did:VBD:4:aux not:RB:4:advmod attack:VB:0:root", 3, Assault, (Negated, Assault));
        gives("Rebels:NNS:3:nsubj will:MD:3:aux attack:VB:0:root", 2, Assault, (Future, Assault));
        gives("Rebels:NNS:3:nsubj may:MD:3:aux attack:VB:0:root", 2, Assault, (Hypothetical, Assault));
        gives(
            "Rebels:NNS:2:nsubj failed/fail:VBD:0:root to:TO:4:mark attack:VB:2:xcomp",
            3,
            Assault,
            (Negated, Assault),
        );
        gives("Rebels:NNS:2:nsubj plan:VBP:0:root attacks:NNS:2:obj", 2, Assault, (Future, Assault));
        gives("a:DT:3:det planned:JJ:3:amod visit:NN:0:root", 2, Protest, (Future, Protest));
        gives("He:PRP:2:nsubj came:VBD:0:root to:TO:4:mark attack:VB:2:advcl", 3, Assault, (Hypothetical, Assault));
    }

    #[test]
    fn definite_nouns_and_reported_futures() {
        let words = "They:PRP:2:nsubj came:VBD:0:root to:TO:4:mark end:VB:2:advcl the:DT:6:det strike:NN:4:obj";
        gives(words, 5, EventType::Protest, (Status::Actual, EventType::Protest));
        let words = "He:PRP:2:nsubj said:VBD:0:root rebels:NNS:5:nsubj would:MD:5:aux attack:VB:2:ccomp";
        gives(words, 4, EventType::Assault, (Status::Future, EventType::Assault));
    }

    #[test]
    fn a_meeting_to_come_is_an_agreement() {
        let words = "Oslo:NNP:3:nsubj will:MD:3:aux meet:VB:0:root Rome:NNP:3:obj";
        gives(words, 2, EventType::Consult, (Status::Future, EventType::Agree));
    }

    #[test]
    fn another_clause_keeps_its_own_status() {
        let words = "He:PRP:3:nsubj will:MD:3:aux say:VB:0:root rebels:NNS:5:nsubj attacked:VBD:3:ccomp";
        gives(words, 4, EventType::Assault, (Status::Actual, EventType::Assault));
    }

    #[test]
    fn a_sure_model_outweighs_a_governor() {
        let mut parsed = sentence("Rebels:NNS:2:nsubj want:VBP:0:root to:TO:4:mark attack:VB:2:xcomp");
        parsed.events.status[3] = [0.97, 0.01, 0.01, 0.01];
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        let mut candidates = vec![candidate(EventType::Assault, 3)];
        decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
        assert_eq!(candidates[0].status, Status::Actual);
    }
}
