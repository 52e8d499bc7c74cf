use super::*;
use crate::arguments::testing::{candidate, sentence};
use language::{Role, Sentence};
use record::EventType;

/// Actors and recipients of the trigger at `head`, where the model gives words these role probabilities.
fn roles(mut parsed: Sentence, kind: EventType, head: usize, scores: &[(Role, usize, f32)]) -> (String, String) {
    for &(role, word, score) in scores {
        parsed.events.set_role(role, head, word, score);
    }
    let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
    let mut candidates = [candidate(kind, head)];
    fill(&analysis, &Knowledge::embedded().unwrap(), &mut candidates);
    let text = |phrases: &[Phrase]| {
        let words = |phrase: &Phrase| {
            let tokens = &analysis.sentences[0].tokens[phrase.tokens.clone()];
            tokens.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" ")
        };
        phrases.iter().map(words).collect::<Vec<_>>().join("; ")
    };
    (text(&candidates[0].actors), text(&candidates[0].recipients))
}

#[test]
fn tree_and_model_agree() {
    let parsed = sentence("The:DT:2:det rebels:NNS:3:nsubj shelled:VBD:0:root two:CD:5:nummod villages:NNS:3:obj");
    let found = roles(
        parsed,
        EventType::Assault,
        2,
        &[(Role::Actor, 1, 0.9), (Role::Recipient, 4, 0.9), (Role::Recipient, 3, 0.9)],
    );
    assert_eq!(found, ("rebels".into(), "two villages".into()));
}

#[test]
fn conjuncts_are_actors_each() {
    let parsed = sentence("Oslo:NNP:4:nsubj and:CC:3:cc Rome:NNP:1:conj met:VBD:0:root Ali:NNP:4:obj");
    let found = roles(
        parsed,
        EventType::Consult,
        3,
        &[(Role::Actor, 0, 0.9), (Role::Actor, 2, 0.9), (Role::Recipient, 4, 0.8)],
    );
    assert_eq!(found, ("Oslo; Rome; Ali".into(), String::new()));
}

#[test]
fn modifiers_and_possessors_of_event_nouns_act() {
    let parsed = sentence("US:NNP:2:compound strikes:NNS:5:nsubj on:IN:4:case rebels:NNS:2:nmod continued:VBD:0:root");
    let found = roles(parsed, EventType::Assault, 1, &[(Role::Actor, 0, 0.9), (Role::Recipient, 3, 0.8)]);
    assert_eq!(found, ("US".into(), "rebels".into()));
}

#[test]
fn relative_pronouns_are_their_nouns() {
    let parsed = sentence("men:NNS:5:nsubj who:WP:3:nsubj killed:VBD:1:acl:relcl Ali:NNP:3:obj fled:VBD:0:root");
    let found = roles(parsed, EventType::Assault, 2, &[(Role::Actor, 1, 0.9), (Role::Recipient, 3, 0.9)]);
    assert_eq!(found, ("men".into(), "Ali".into()));
}

#[test]
fn without_a_word_for_it_a_role_stays_empty() {
    let found = roles(sentence("Violence:NN:2:nsubj continued:VBD:0:root"), EventType::Assault, 0, &[]);
    assert_eq!(found, (String::new(), String::new()));
}

#[test]
fn countries_that_share_a_noun_act_each() {
    let parsed = sentence("Iraqi:JJ:4:amod and:CC:3:cc Syrian:JJ:1:conj troops:NNS:5:nsubj fired:VBD:0:root");
    let score = (0..4).map(|word| (Role::Actor, word, 0.9)).collect::<Vec<_>>();
    assert_eq!(roles(parsed, EventType::Assault, 4, &score).0, "Iraqi; Syrian troops");
}

#[test]
fn an_apposition_is_no_second_actor() {
    let parsed =
        sentence("Her:PRP$:2:nmod:poss husband:NN:6:nsubj ,:,:4:punct Ali:NNP:2:appos ,:,:4:punct fled:VBD:0:root");
    let score = (0..4).map(|word| (Role::Actor, word, 0.9)).collect::<Vec<_>>();
    assert_eq!(roles(parsed, EventType::Retreat, 5, &score).0, "Ali");
}

#[test]
fn whom_a_participant_belongs_to_takes_no_part() {
    let words = "strikes:NNS:0:root on:IN:3:case militias:NNS:1:nmod linked:VBN:3:acl to:TO:6:case Iran:NNP:4:obl";
    let score = [2, 5].map(|word| (Role::Recipient, word, 0.9));
    assert_eq!(roles(sentence(words), EventType::Assault, 0, &score).1, "militias");
}

#[test]
fn whoever_died_in_an_assault_suffered_it() {
    let words = "deaths/death:NNS:0:root of:IN:3:case soldiers:NNS:1:nmod in:IN:5:case strikes:NNS:1:nmod";
    assert_eq!(roles(sentence(words), EventType::Assault, 4, &[(Role::Recipient, 2, 0.3)]).1, "soldiers");
}
