//! The words that say that something did not simply happen: negators, auxiliaries and marks at the word itself, then those
//! that govern it, from the inside to the outside ("called off plans to attack").

use knowledge::{Knowledge, Modality};
use language::{Sentence, Token};
use record::Status;

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
    /// The words that govern the act, inner ones first.
    pub governors: Vec<usize>,
}

/// A step outwards.
struct Step {
    status: Status,
    word: String,
    near: bool,
    governor: Option<usize>,
}

/// The cue for a word; `is_claim` says that it names words rather than deeds, so that denying it is no denial that it was said.
pub(super) fn cue(sentence: &Sentence, knowledge: &Knowledge, head: usize, is_claim: bool) -> Option<Cue> {
    let modality = &knowledge.modality;
    let mut found: Option<Cue> = None;
    // Where the act itself stands: an event noun stands where the verb does that carries it ("may hold talks").
    let mut own = head;
    let mut at = head;
    for _ in 0..REACH {
        if let Some((status, word)) = inside(sentence, modality, at) {
            found = Some(around(modality, found, Step { status, word, near: at == own, governor: None }));
        }
        let taken_for_granted = at == head && is_definite(sentence, at);
        let step = governed(sentence, modality, at, is_claim && at == head)
            .filter(|(_, step)| !taken_for_granted || step.status == Status::Negated);
        let next = match step {
            Some((governor, step)) => {
                let near = at == own && step.near;
                found = Some(around(modality, found, Step { near, ..step }));
                Some(governor)
            }
            None if taken_for_granted => None,
            None => carrier(sentence, modality, at),
        };
        let Some(next) = next else { break };
        if at == own && is_carried(sentence, modality, at) {
            own = next;
        }
        at = next;
    }
    let asked = sentence.tokens.last().is_some_and(|token| token.form == "?");
    found.or_else(|| {
        let cue = Cue { status: Status::Hypothetical, word: "?".to_owned(), near: false, governors: Vec::new() };
        asked.then_some(cue)
    })
}

/// A cue with one more word around it.
fn around(modality: &Modality, inner: Option<Cue>, outer: Step) -> Cue {
    use Status::{Actual, Future, Hypothetical, Negated};
    let Some(mut cue) = inner else {
        let Step { status, word, near, governor } = outer;
        return Cue { status, word, near, governors: governor.into_iter().collect() };
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
    cue.near |= outer.near || status == outer.status;
    cue.status = status;
    cue.governors.extend(outer.governor);
    cue
}

/// Negators, auxiliaries, marks and modifiers that hang from a word, and a condition that its clause is put under.
fn inside(sentence: &Sentence, modality: &Modality, head: usize) -> Option<(Status, String)> {
    let of = |child: usize| -> Option<(Status, String)> {
        let token = &sentence.tokens[child];
        let status = own(sentence, modality, head, child)?;
        Some((status, token.form.to_lowercase()))
    };
    // "has never formally accused": the negator may hang from another adverb.
    let adverbs = sentence.children_by(head, "advmod").flat_map(|adverb| sentence.children_by(adverb, "advmod"));
    let mut found: Vec<_> = sentence.children(head).chain(adverbs).filter_map(of).collect();
    found.extend(is_inverted(sentence, head).then(|| (Status::Hypothetical, "inversion".to_owned())));
    found.extend(is_to_come(sentence, head).then(|| (Status::Future, "to".to_owned())));
    found.extend(is_command(sentence, head).then(|| (Status::Hypothetical, "command".to_owned())));
    // "will not": negation first, then conditions, then the future.
    [Status::Negated, Status::Hypothetical, Status::Future]
        .into_iter()
        .find_map(|status| found.iter().find(|(of, _)| *of == status).cloned())
}

/// What one dependent says of a word.
fn own(sentence: &Sentence, modality: &Modality, head: usize, child: usize) -> Option<Status> {
    let token = &sentence.tokens[child];
    let word = lemma(token);
    let negates = || modality.negates(&word).then_some(Status::Negated);
    match token.relation() {
        "advmod" => negates().or_else(|| modality.adverb(&word)),
        "case" | "cc" => negates(),
        "mark" => negates().or_else(|| modality.mark(&word)),
        "det" => negates().or_else(|| modality.modifier(&word)),
        "nsubj" | "obj" => is_nobody(sentence, modality, child).then_some(Status::Negated),
        "aux" if word == "would" && is_reported(sentence, head) => Some(Status::Future),
        "aux" => modality.auxiliary(&word),
        "amod" | "acl" => modality.modifier(&word),
        // "if they strike, we will answer": what follows hangs on the condition.
        "advcl" if is_under_condition(sentence, modality, head, child) => Some(Status::Hypothetical),
        _ => None,
    }
}

/// "nobody", "no soldier", "none of them".
fn is_nobody(sentence: &Sentence, modality: &Modality, noun: usize) -> bool {
    let determiner = sentence.child(noun, "det").map(|det| lemma(&sentence.tokens[det]));
    modality.negates(&lemma(&sentence.tokens[noun])) || determiner.is_some_and(|det| modality.negates(&det))
}

/// Whether a clause that hangs from a verb in the future or the conditional is its condition.
fn is_under_condition(sentence: &Sentence, modality: &Modality, verb: usize, clause: usize) -> bool {
    let auxiliary =
        sentence.children_by(verb, "aux").any(|aux| modality.auxiliary(&lemma(&sentence.tokens[aux])).is_some());
    let supposes = |mark: usize| modality.supposes(&lemma(&sentence.tokens[mark]));
    auxiliary && sentence.children_by(clause, "mark").any(supposes)
}

/// "had they attacked, …": a condition that the order of words puts.
fn is_inverted(sentence: &Sentence, verb: usize) -> bool {
    let subject = sentence.children_by(verb, "nsubj").next();
    let first = |aux: usize| {
        let word = lemma(&sentence.tokens[aux]);
        subject.is_some_and(|subject| aux < subject) && ["have", "should", "be"].contains(&word.as_str())
    };
    sentence.tokens[verb].relation() == "advcl"
        && sentence.children_by(verb, "mark").next().is_none()
        && sentence.children_by(verb, "aux").any(first)
}

/// "is to visit".
fn is_to_come(sentence: &Sentence, verb: usize) -> bool {
    let has = |relation: &str, word: &str| {
        sentence.children_by(verb, relation).any(|child| lemma(&sentence.tokens[child]) == word)
    };
    sentence.tokens[verb].xpos == "VB" && has("mark", "to") && (has("aux", "be") || has("cop", "be"))
}

/// An imperative: a bare verb at the top with nothing before it that does it ("Stop the war!").
fn is_command(sentence: &Sentence, verb: usize) -> bool {
    let token = &sentence.tokens[verb];
    let bare = !sentence
        .children(verb)
        .any(|child| matches!(sentence.tokens[child].relation(), "nsubj" | "csubj" | "expl" | "aux" | "mark" | "cop"));
    token.xpos == "VB" && token.relation() == "root" && bare
}

/// The word that governs another one with what it says of it.
fn governed(sentence: &Sentence, modality: &Modality, at: usize, is_claim: bool) -> Option<(usize, Step)> {
    let (governor, relation) = governor(sentence, modality, at)?;
    let word = &sentence.tokens[governor];
    let step = |status: Status, word: &str, near: bool| {
        (governor, Step { status, word: word.to_lowercase(), near, governor: Some(governor) })
    };
    // "has yet to agree".
    let yet = |child: usize| lemma(&sentence.tokens[child]) == "yet";
    let mut adverbs = sentence.children_by(governor, "advmod").chain(sentence.children_by(at, "advmod"));
    if relation == "xcomp" && has_to(sentence, at) && adverbs.any(yet) {
        return Some(step(Status::Negated, "yet", true));
    }
    let name = verb(sentence, governor);
    // "decided against a curfew": the preposition first, then the verb alone.
    let by_preposition = sentence
        .children(at)
        .filter(|&child| is_preposition(sentence, child))
        .find_map(|child| modality.governor(&format!("{name} {}", lemma(&sentence.tokens[child])), relation));
    if let Some(status) = by_preposition.or_else(|| modality.governor(&name, relation)) {
        let told = relation == "ccomp" && status == Status::Hypothetical && is_past(sentence, at);
        let claim = is_claim && relation == "obj" && modality.denies(&name);
        let near = status == Status::Negated || by_preposition.is_some();
        return (!told && !claim).then(|| step(status, &name, near));
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
    let relation = if token.deprel == "nsubj:pass" { "obj" } else { token.relation() };
    token.head.map(|head| (head, relation))
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

/// Whether a clause is the content of words in the past: there "would" is the past of "will".
fn is_reported(sentence: &Sentence, head: usize) -> bool {
    let token = &sentence.tokens[head];
    let past = |verb: usize| matches!(sentence.tokens[verb].xpos.as_str(), "VBD" | "VBN");
    token.relation() == "ccomp" && token.head.is_some_and(past)
}

/// Whether a clause tells of the past ("warned that rebels attacked").
fn is_past(sentence: &Sentence, verb: usize) -> bool {
    let past = |at: usize| sentence.tokens[at].xpos == "VBD";
    past(verb) || sentence.children_by(verb, "aux").any(|aux| past(aux) || lemma(&sentence.tokens[aux]) == "have")
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
