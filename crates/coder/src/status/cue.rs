//! The words that say that something did not simply happen: negators, auxiliaries and marks at the word itself, then those
//! that govern it, from the inside to the outside ("called off plans to attack").

use knowledge::{Knowledge, Modality};
use language::{Sentence, Token};
use record::Status;

use super::own;

/// How far governing words are looked for.
const REACH: usize = 5;

/// What the words around an act say of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// What they amount to.
    pub status: Status,
    /// The word that decided, in lower case.
    pub word: String,
    /// Whether one hangs from the act itself or denies it, or two agree; else it is further off.
    pub near: bool,
    /// Whether the verb right above the act seeks it ("ordered them to attack").
    pub sought: bool,
    /// The words that govern the act, inner ones first.
    pub governors: Vec<usize>,
}

/// A step outwards.
struct Step {
    status: Status,
    word: String,
    near: bool,
    sought: bool,
    governor: Option<usize>,
}

/// The cue for a word; `is_claim` says that it names words rather than deeds, so that denying it is no denial that it was said.
pub(super) fn cue(sentence: &Sentence, knowledge: &Knowledge, head: usize, is_claim: bool) -> Option<Cue> {
    let modality = &knowledge.modality;
    let mut found: Option<Cue> = None;
    // Where the act itself stands: an event noun stands where the verb does that carries it ("may hold talks").
    let mut act = head;
    let (mut at, mut from) = (head, None);
    for _ in 0..REACH {
        let inside = own::inside(sentence, modality, at, from);
        let happened = inside.as_ref().is_some_and(|(status, _)| *status == Status::Actual);
        if let Some((status, word)) = inside {
            let step = Step { status, word, near: at == act, sought: false, governor: None };
            found = Some(around(modality, found, step));
        }
        let taken_for_granted = at == head && (happened || is_definite(sentence, at));
        let step = governed(sentence, modality, at, is_claim && at == head)
            .filter(|(_, step)| !taken_for_granted || step.status == Status::Negated);
        let next = match step {
            Some((governor, step)) => {
                let (near, sought) = (at == act && step.near, at == act && step.sought);
                found = Some(around(modality, found, Step { near, sought, ..step }));
                Some(governor)
            }
            None if taken_for_granted => None,
            None => carrier(sentence, modality, at),
        };
        let Some(next) = next else { break };
        if at == act && is_carried(sentence, modality, at) {
            act = next;
        }
        (at, from) = (next, Some(at));
    }
    let asked = sentence.tokens.last().is_some_and(|token| token.form == "?");
    found.or_else(|| {
        let cue = Cue {
            status: Status::Hypothetical,
            word: "?".to_owned(),
            near: false,
            sought: false,
            governors: Vec::new(),
        };
        asked.then_some(cue)
    })
}

/// A cue with one more word around it.
fn around(modality: &Modality, inner: Option<Cue>, outer: Step) -> Cue {
    use Status::{Actual, Future, Hypothetical, Negated};
    let Some(mut cue) = inner else {
        let Step { status, word, near, sought, governor } = outer;
        return Cue { status, word, near, sought, governors: governor.into_iter().collect() };
    };
    let status = match (cue.status, outer.status) {
        // "did not rule out" leaves it open, "failed to prevent" does not.
        (Negated, Negated) if modality.denies(&cue.word) => Hypothetical,
        (Negated, Negated) => Actual,
        (Negated, Future) => Negated,
        (Hypothetical, Future) => Hypothetical,
        (_, outer) => outer,
    };
    if status != cue.status {
        cue.word = outer.word;
    }
    cue.sought |= outer.sought;
    cue.near |= outer.near || status == outer.status;
    cue.status = status;
    cue.governors.extend(outer.governor);
    cue
}

/// The word that governs another one with what it says of it.
fn governed(sentence: &Sentence, modality: &Modality, at: usize, is_claim: bool) -> Option<(usize, Step)> {
    let (governor, relation) = governor(sentence, modality, at)?;
    let word = &sentence.tokens[governor];
    let step = |status: Status, word: &str, near: bool| {
        (governor, Step { status, word: word.to_lowercase(), near, sought: false, governor: Some(governor) })
    };
    // "has yet to agree".
    let yet = |child: usize| lemma(&sentence.tokens[child]) == "yet";
    let mut adverbs = sentence.children_by(governor, "advmod").chain(sentence.children_by(at, "advmod"));
    if relation == "xcomp" && has_to(sentence, at) && adverbs.any(yet) {
        return Some(step(Status::Negated, "yet", true));
    }
    let name = verb(sentence, governor);
    if name == "go" && word.xpos != "VBG" {
        return None; // "is going to meet", but not "goes to town to meet"
    }
    // "decided against a curfew": the preposition first, then the verb alone.
    let by_preposition = sentence
        .children(at)
        .filter(|&child| is_preposition(sentence, child))
        .find_map(|child| modality.governor(&format!("{name} {}", lemma(&sentence.tokens[child])), relation));
    if let Some(status) = by_preposition.or_else(|| modality.governor(&name, relation)) {
        let told = relation == "ccomp" && status == Status::Hypothetical && is_past(sentence, at);
        let claim = is_claim && relation == "obj" && modality.denies(&name);
        let sought = status == Status::Hypothetical && relation == "xcomp";
        let near = status == Status::Negated || by_preposition.is_some();
        let (at, step) = step(status, &name, near);
        return (!told && !claim).then_some((at, Step { sought, ..step }));
    }
    is_purpose(sentence, at).then(|| step(Status::Hypothetical, "to", false)).filter(|_| word.upos.name() != "ADJ")
}

/// What a word hangs from and how; subjects of passives are objects, and an infinitive that the parse hangs from the verb belongs
/// to the noun right before it ("foiled a plot to abduct").
fn governor<'s>(sentence: &'s Sentence, modality: &Modality, at: usize) -> Option<(usize, &'s str)> {
    let token = &sentence.tokens[at];
    if is_purpose(sentence, at) {
        let to = sentence.children_by(at, "mark").next()?;
        let noun = to.checked_sub(1).filter(|&noun| sentence.tokens[noun].upos.is_nominal());
        let plans = |&noun: &usize| modality.governor(&lemma(&sentence.tokens[noun]), "acl").is_some();
        if let Some(noun) = noun.filter(plans) {
            return Some((noun, "acl"));
        }
    }
    let head = token.head?;
    // An infinitive behind the object of a verb that seeks is what is sought, not what it is sought for.
    let sought = is_purpose(sentence, at)
        && sentence.child(head, "obj").is_some()
        && modality.governor(&verb(sentence, head), "xcomp") == Some(Status::Hypothetical);
    let relation = match token.deprel.as_str() {
        "nsubj:pass" => "obj",
        _ if sought => "xcomp",
        _ => token.relation(),
    };
    Some((head, relation))
}

/// The word on whose status that of another one depends: what it is part of, and the verb that carries an event noun.
fn carrier(sentence: &Sentence, modality: &Modality, at: usize) -> Option<usize> {
    let token = &sentence.tokens[at];
    let head = token.head?;
    let carries = match token.deprel.as_str() {
        "nsubj:pass" | "obj" | "nsubj" => is_carried(sentence, modality, at),
        // A clause of its own is no longer governed by what negates or plans the clause before it.
        "conj" => sentence.child(at, "nsubj").is_none() && !opposes(sentence, at),
        deprel => matches!(deprel.split(':').next(), Some("xcomp" | "compound" | "nmod" | "amod")),
    };
    carries.then_some(head)
}

/// Whether a verb says no more of an event noun than that it is done or happens ("held talks").
fn is_carried(sentence: &Sentence, modality: &Modality, noun: usize) -> bool {
    let token = &sentence.tokens[noun];
    let verb = token.head.map(|head| lemma(&sentence.tokens[head]));
    verb.is_some_and(|verb| match token.deprel.as_str() {
        "nsubj:pass" | "obj" => modality.is_light(&verb),
        "nsubj" => modality.occurs(&verb),
        _ => false,
    })
}

/// "did not retreat but attacked".
fn opposes(sentence: &Sentence, conjunct: usize) -> bool {
    sentence.children_by(conjunct, "cc").any(|cc| sentence.tokens[cc].form.eq_ignore_ascii_case("but"))
}

/// Whether a clause tells of the past ("warned that rebels attacked").
fn is_past(sentence: &Sentence, verb: usize) -> bool {
    let past = |at: usize| sentence.tokens[at].xpos == "VBD";
    past(verb) || sentence.children_by(verb, "aux").any(|aux| past(aux) || lemma(&sentence.tokens[aux]) == "have")
}

/// Whether a noun has a definite determiner or a possessor.
pub(crate) fn is_definite(sentence: &Sentence, noun: usize) -> bool {
    let is_owned = || sentence.child(noun, "nmod:poss").is_some();
    sentence.tokens[noun].upos.is_nominal() && (sentence.has_definite_determiner(noun) || is_owned())
}

/// An infinitive that says what something is done for ("met to discuss").
fn is_purpose(sentence: &Sentence, at: usize) -> bool {
    sentence.tokens[at].deprel == "advcl" && has_to(sentence, at)
}

fn has_to(sentence: &Sentence, verb: usize) -> bool {
    sentence.children_by(verb, "mark").any(|mark| sentence.tokens[mark].form.eq_ignore_ascii_case("to"))
}

fn is_preposition(sentence: &Sentence, word: usize) -> bool {
    matches!(sentence.tokens[word].relation(), "case" | "mark")
}

/// Lemma in lower case, or the form where there is none.
pub(super) fn lemma(token: &Token) -> String {
    if token.lemma.is_empty() { token.form.to_lowercase() } else { token.lemma.to_lowercase() }
}

/// Lemma with the particle of a particle verb ("call off").
pub(super) fn verb(sentence: &Sentence, word: usize) -> String {
    let particle = sentence.children(word).find(|&child| sentence.tokens[child].deprel == "compound:prt");
    let lemma = lemma(&sentence.tokens[word]);
    particle
        .map_or_else(|| lemma.clone(), |particle| format!("{lemma} {}", sentence.tokens[particle].form.to_lowercase()))
}
