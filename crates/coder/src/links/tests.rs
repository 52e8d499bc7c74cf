use language::Analysis;
use record::{EventType, LinkKind};

use super::find;
use crate::{
    arguments::testing::{candidate, sentence},
    content,
};

use EventType::*;

/// The ties of a sentence's acts, as words: "from kind to".
fn ties(words: &str, acts: &[(EventType, usize)]) -> Vec<String> {
    let analysis = Analysis { sentences: vec![sentence(words)], ..Analysis::default() };
    let mut candidates: Vec<_> = acts.iter().map(|&(kind, head)| candidate(kind, head)).collect();
    content::find(&analysis, &mut candidates);
    let word = |at: usize| analysis.sentences[0].tokens[acts[at].1].form.to_lowercase();
    let links = find(&analysis, &candidates);
    let said = links.iter().enumerate().flat_map(|(from, ties)| {
        let word = &word;
        ties.iter().map(move |&(kind, to)| format!("{} {} {}", word(from), name(kind), word(to)))
    });
    said.collect()
}

fn name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Reason => "reason",
        LinkKind::Condition => "condition",
        LinkKind::Purpose => "purpose",
        LinkKind::Content => "content",
        LinkKind::ResponseTo => "response",
    }
}

#[test]
fn only_the_nearest_act_is_content() {
    let urged =
        "Oslo:NNP:2:nsubj urged:VBD:0:root Rome:NNP:2:obj to:TO:5:mark condemn:VB:2:xcomp the:DT:7:det raid:NN:5:obj";
    assert_eq!(
        ties(urged, &[(Request, 1), (Accuse, 4), (Assault, 6)]),
        ["urged content condemn", "condemn content raid"]
    );
    let denied = "Rome:NNP:2:nsubj denied:VBD:0:root a:DT:4:det role:NN:2:obj in:IN:7:case the:DT:7:det raid:NN:4:nmod";
    assert_eq!(ties(denied, &[(Reject, 1), (Assault, 6)]), ["denied content raid"]);
}

#[test]
fn what_a_relative_clause_tells_is_no_content() {
    let words = "Oslo:NNP:2:nsubj praised:VBD:0:root talks:NNS:2:obj with:IN:5:case rebels:NNS:3:nmod who:WP:7:nsubj \
                 shelled:VBD:5:acl:relcl Aden:NNP:7:obj";
    assert_eq!(ties(words, &[(Support, 1), (Consult, 2), (Assault, 6)]), ["praised content talks"]);
}

#[test]
fn what_a_participle_tells_of_a_participant_is_no_content() {
    let words = "Oslo:NNP:2:nsubj praised:VBD:0:root those:DT:2:obj killed:VBN:3:acl in:IN:6:case raids:NNS:4:obl";
    assert_eq!(ties(words, &[(Support, 1), (Assault, 3)]), Vec::<String>::new());
}

#[test]
fn charges_are_content_of_an_indictment_and_reason_of_an_arrest() {
    let words = "He:PRP:3:nsubj:pass was:VBD:3:aux:pass indicted:VBN:0:root on:IN:5:case charges:NNS:3:obl of:IN:7:case rioting:NN:5:nmod";
    assert_eq!(ties(words, &[(Accuse, 2), (Protest, 6)]), ["indicted content rioting"]);
    assert_eq!(ties(words, &[(Coerce, 2), (Protest, 6)]), ["indicted reason rioting"]);
}

#[test]
fn what_goes_on_beside_is_no_content() {
    let words = "Oslo:NNP:2:nsubj condemned:VBD:0:root looting:NN:2:obj during:IN:6:case the:DT:6:det rally:NN:3:nmod";
    assert_eq!(ties(words, &[(Accuse, 1), (Protest, 5)]), Vec::<String>::new());
}

#[test]
fn connectives_outrank_content() {
    let words = "Oslo:NNP:2:nsubj threatened:VBD:0:root to:TO:4:mark leave:VB:2:xcomp if:IN:8:mark the:DT:7:det army:NN:8:nsubj \
                 shelled:VBD:4:advcl Aden:NNP:8:obj";
    assert_eq!(ties(words, &[(Threaten, 1), (Assault, 7)]), ["threatened condition shelled"]);
    let called = "Oslo:NNP:2:nsubj called:VBD:0:root for:IN:5:case a:DT:5:det ban:NN:2:obl after:IN:8:case the:DT:8:det raid:NN:5:nmod";
    assert_eq!(ties(called, &[(Request, 1), (Assault, 7)]), ["called response raid"]);
}

#[test]
fn after_a_meeting_tells_when() {
    let words = "They:PRP:2:nsubj signed:VBD:0:root a:DT:4:det truce:NN:2:obj after:IN:6:case talks:NNS:2:obl";
    assert_eq!(ties(words, &[(Agree, 1), (Consult, 5)]), Vec::<String>::new());
    assert_eq!(ties(words, &[(Agree, 1), (Assault, 5)]), ["signed response talks"]);
}

#[test]
fn connectives_have_several_words() {
    let sanctions = "Oslo:NNP:2:nsubj imposed/impose:VBD:0:root sanctions:NNS:2:obj in:IN:5:case response:NN:2:obl to:TO:8:case \
                     the:DT:8:det raid:NN:5:nmod";
    assert_eq!(ties(sanctions, &[(Sanction, 2), (Assault, 7)]), ["sanctions response raid"]);
    let strike = "Union:NN:2:nsubj called/call:VBD:0:root a:DT:4:det strike:NN:2:obj in:IN:6:case support:NN:2:obl of:IN:9:case \
                  its:PRP$:9:nmod:poss demand:NN:2:obl";
    assert_eq!(ties(strike, &[(Protest, 3), (Request, 8)]), ["strike purpose demand"]);
}

#[test]
fn verbs_without_object_carry_their_subject() {
    let broke = "Clashes:NNS:2:nsubj erupted/erupt:VBD:0:root after:IN:5:mark police:NNS:5:nsubj arrested:VBD:2:advcl him:PRP:5:obj";
    assert_eq!(ties(broke, &[(Assault, 0), (Coerce, 4)]), ["clashes response arrested"]);
    let left = "Oslo:NNP:2:nsubj left/leave:VBD:0:root the:DT:4:det talks:NNS:2:obj after:IN:7:case the:DT:7:det raid:NN:2:obl";
    assert_eq!(ties(left, &[(Consult, 3), (Assault, 6)]), Vec::<String>::new());
}

#[test]
fn small_words_mean_what_the_acts_make_of_them() {
    let jailed =
        "He:PRP:3:nsubj:pass was:VBD:3:aux:pass jailed:VBN:0:root for:IN:5:mark insulting:VBG:3:advcl them:PRP:5:obj";
    assert_eq!(ties(jailed, &[(Coerce, 2), (Accuse, 4)]), ["jailed reason insulting"]);
    let flew = "He:PRP:2:nsubj flew:VBD:0:root in:RB:2:advmod for:IN:5:case talks:NNS:2:obl";
    assert_eq!(ties(flew, &[(Consult, 1), (Consult, 4)]), ["flew purpose talks"]);
    let march = "They:PRP:2:nsubj marched:VBD:0:root against:IN:5:case the:DT:5:det raid:NN:2:obl";
    assert_eq!(ties(march, &[(Protest, 1), (Assault, 4)]), ["marched reason raid"]);
    let fought = "They:PRP:2:nsubj fought:VBD:0:root against:IN:5:case the:DT:5:det raid:NN:2:obl";
    assert_eq!(ties(fought, &[(Assault, 1), (Assault, 4)]), Vec::<String>::new());
}

#[test]
fn infinitives_state_aims_but_not_what_they_are_to_end() {
    let oversee = "He:PRP:2:nsubj visited:VBD:0:root Aden:NNP:2:obj to:TO:5:mark oversee/oversee:VB:2:advcl the:DT:7:det \
                   deployment:NN:5:obj";
    assert_eq!(ties(oversee, &[(Consult, 1), (Mobilize, 6)]), ["visited purpose deployment"]);
    let prevent =
        "He:PRP:2:nsubj deployed:VBD:0:root troops:NNS:2:obj to:TO:5:mark prevent/prevent:VB:2:advcl riots:NNS:5:obj";
    assert_eq!(ties(prevent, &[(Mobilize, 1), (Protest, 5)]), Vec::<String>::new());
}

#[test]
fn protesters_demand_by_protesting() {
    let rally = "They:PRP:2:nsubj held/hold:VBD:0:root a:DT:4:det rally:NN:2:obj calling/call:VBG:4:acl for:IN:7:case reform:NN:5:obl";
    assert_eq!(ties(rally, &[(Protest, 3), (Request, 4)]), ["rally purpose calling"]);
}

#[test]
fn verbs_tell_what_set_off_what() {
    let active = "The:DT:2:det raid:NN:3:nsubj sparked/spark:VBD:0:root riots:NNS:3:obj and:CC:6:cc strikes:NNS:4:conj";
    let acts = [(Assault, 1), (Protest, 3), (Protest, 5)];
    assert_eq!(ties(active, &acts), ["riots response raid", "strikes response raid"]);
    let passive = "Riots:NNS:4:nsubj triggered/trigger:VBN:1:acl by:IN:4:case raids:NNS:2:obl went:VBD:0:root on:RP:5:compound:prt";
    assert_eq!(ties(passive, &[(Protest, 0), (Assault, 3)]), ["riots response raids"]);
    let relative = "Oslo:NNP:2:nsubj condemned:VBD:0:root the:DT:4:det raid:NN:2:obj which:WDT:6:nsubj followed/follow:VBD:4:acl:relcl \
                    clashes:NNS:6:obj";
    let acts = [(Accuse, 1), (Assault, 3), (Assault, 6)];
    assert_eq!(ties(relative, &acts), ["condemned content raid", "raid response clashes"]);
}

#[test]
fn passive_subjects_are_content() {
    let words =
        "The:DT:2:det raid:NN:4:nsubj:pass was:VBD:4:aux:pass condemned:VBN:0:root by:IN:6:case Oslo:NNP:4:obl:agent";
    assert_eq!(ties(words, &[(Assault, 1), (Accuse, 3)]), ["condemned content raid"]);
}

#[test]
fn coordinated_acts_share_what_governs_the_first() {
    let words = "Oslo:NNP:2:nsubj condemned:VBD:0:root raids:NNS:2:obj and:CC:5:cc arrests:NNS:3:conj";
    assert_eq!(
        ties(words, &[(Accuse, 1), (Assault, 2), (Coerce, 4)]),
        ["condemned content raids", "condemned content arrests"]
    );
}
