use knowledge::Knowledge;
use language::{Analysis, time};
use record::EventType::{self, *};

use super::*;
use crate::arguments::testing::{candidate, sentence};

/// First day and words of each act, given as type, sentence, word and incident, in sentences published on Monday, 11 March 2024.
fn days(sentences: &[&str], acts: &[(EventType, usize, usize, usize)]) -> Vec<Option<(String, String)>> {
    let knowledge = Knowledge::embedded().unwrap();
    let published = "2024-03-11".parse().ok();
    let sentences: Vec<_> = sentences.iter().map(|words| sentence(words)).collect();
    let times = time::find(&sentences, published, &knowledge.times);
    let distances = time::distances(&sentences, &knowledge.times);
    let analysis = Analysis { sentences, times, distances, ..Analysis::default() };
    let candidates: Vec<Candidate> =
        acts.iter().map(|&(kind, sentence, head, _)| Candidate { sentence, ..candidate(kind, head) }).collect();
    let context = Context::new(&analysis, &knowledge.times, published, &candidates);
    let own = |(act, given): (&Candidate, &(EventType, usize, usize, usize))| Findings {
        incident: given.3,
        when: context.interval(act),
        ..Findings::default()
    };
    let mut findings: Vec<Findings> = candidates.iter().zip(acts).map(own).collect();
    inherit(&context, &mut findings);
    findings.into_iter().map(|found| found.when.and_then(|when| Some((when.from?.to_string(), when.text)))).collect()
}

fn day(day: &str, words: &str) -> Option<(String, String)> {
    Some((day.to_owned(), words.to_owned()))
}

const AFTER: &str = "Talks:NNS:2:nsubj began:VBD:0:root Friday:NNP:2:obl:tmod nine:CD:5:nummod days:NNS:8:obl:npmod \
                     after:IN:8:case a:DT:8:det clash:NN:2:obl";

#[test]
fn acts_are_counted_from_those_that_a_length_ties_them_to() {
    let told = days(&[AFTER], &[(Consult, 0, 0, 1), (Assault, 0, 7, 2)]);
    assert_eq!(told, [day("2024-03-08", "Friday"), day("2024-02-28", "nine days after")]);
    let before = "Police:NNS:2:nsubj fired:VBD:0:root Friday:NNP:2:obl:tmod a:DT:5:det week:NN:8:obl:npmod \
                  before:IN:8:case the:DT:8:det vote:NN:2:obl";
    let told = days(&[before], &[(Assault, 0, 1, 1), (Consult, 0, 7, 2)]);
    assert_eq!(told[1], day("2024-03-11", "a week before"));
}

#[test]
fn without_another_day_they_are_counted_from_that_of_the_report() {
    let words = "Talks:NNS:2:nsubj began:VBD:0:root two:CD:4:nummod weeks:NNS:7:obl:npmod after:IN:7:case a:DT:7:det \
                 clash:NN:2:obl";
    let told = days(&[words], &[(Consult, 0, 0, 1), (Assault, 0, 6, 2)]);
    assert_eq!(told, [None, day("2024-02-26", "two weeks after")]);
    let uncoded = days(&[words], &[(Assault, 0, 6, 1)]);
    assert_eq!(uncoded, [day("2024-02-26", "two weeks after")]);
    let told = "They:PRP:2:nsubj left:VBD:0:root on:IN:4:case Sunday:NNP:2:obl";
    assert_eq!(days(&[told, words], &[(Assault, 1, 6, 1)]), [day("2024-02-19", "two weeks after")]);
    let had = "They:PRP:3:nsubj had/have:VBD:3:aux left:VBN:0:root two:CD:5:nummod weeks:NNS:8:obl:npmod after:IN:8:case \
               a:DT:8:det clash:NN:3:obl";
    assert_eq!(days(&[had], &[(Assault, 0, 7, 1)]), [None]);
}

#[test]
fn a_time_right_before_a_length_is_counted_from() {
    let words = "Talks:NNS:3:nsubj will:MD:3:aux open:VB:7:ccomp Monday:NNP:3:obl:tmod ,:,:7:punct they:PRP:7:nsubj \
                 said:VBD:0:root Friday:NNP:7:obl:tmod ,:,:7:punct nine:CD:11:nummod days:NNS:14:obl:npmod \
                 after:IN:14:case a:DT:14:det clash:NN:3:obl";
    let told = days(&[words], &[(Consult, 0, 2, 1), (Assault, 0, 13, 2)]);
    assert_eq!(told, [day("2024-03-11", "Monday"), day("2024-02-28", "nine days after")]);
}

#[test]
fn the_act_that_a_length_is_said_of_is_counted_on() {
    let words = "Two:CD:2:nummod days:NNS:6:obl:npmod after:IN:6:case Friday:NNP:6:nmod:poss 's:POS:4:case raid:NN:8:obl \
                 troops:NNS:8:nsubj left:VBD:0:root";
    let told = days(&[words], &[(Assault, 0, 5, 1), (Retreat, 0, 7, 2)]);
    assert_eq!(told, [day("2024-03-08", "Friday"), day("2024-03-10", "Two days after")]);
}

#[test]
fn what_is_no_act_may_be_counted_from() {
    let words = "Hours:NNS:5:obl:npmod before:IN:5:mark the:DT:4:det plane:NN:5:nsubj crashed:VBD:8:advcl Friday:NNP:5:obl:tmod \
                 they:PRP:8:nsubj fired:VBD:0:root";
    assert_eq!(days(&[words], &[(Assault, 0, 7, 1)]), [day("2024-03-08", "Hours before")]);
}

#[test]
fn other_mentions_of_a_tied_act_take_its_day_and_not_that_of_the_report() {
    let again = "The:DT:2:det clash:NN:3:nsubj killed:VBD:0:root 20:CD:3:obj";
    let acts = [(Consult, 0, 0, 1), (Assault, 0, 7, 2), (Assault, 1, 1, 2), (Assault, 1, 2, 3)];
    let told = days(&[AFTER, again], &acts);
    assert_eq!(told[2..], [day("2024-02-28", ""), day("2024-03-08", "")]);
}

#[test]
fn acts_set_apart_take_no_day() {
    let report = "They:PRP:2:nsubj met:VBD:0:root on:IN:4:case Friday:NNP:2:obl";
    let earlier = "They:PRP:2:nsubj recalled:VBD:0:root an:DT:5:det earlier:JJ:5:amod attack:NN:2:obj";
    let deadly = "They:PRP:2:nsubj recalled:VBD:0:root a:DT:5:det deadly:JJ:5:amod attack:NN:2:obj";
    let acts = [(Consult, 0, 1, 1), (Assault, 1, 4, 2)];
    assert_eq!(days(&[report, earlier], &acts)[1], None);
    assert_eq!(days(&[report, deadly], &acts)[1], day("2024-03-08", ""));
    let said = "It:PRP:2:nsubj came:VBD:0:root a:DT:4:det day:NN:7:obl:npmod after:IN:7:mark rebels:NNS:7:nsubj \
                said:VBD:2:advcl troops:NNS:9:nsubj attacked:VBD:7:ccomp";
    assert_eq!(days(&[report, said], &[(Consult, 0, 1, 1), (Assault, 1, 8, 2)])[1], None);
}

#[test]
fn days_of_main_clauses_carry_on_whether_coded_or_not() {
    let died = "On:IN:2:case Friday:NNP:4:obl he:PRP:4:nsubj died:VBD:0:root";
    let next = "Crowds:NNS:2:nsubj protested:VBD:0:root";
    assert_eq!(days(&[died, next], &[(Protest, 1, 1, 1)]), [day("2024-03-08", "")]);
    let plans = "He:PRP:3:nsubj will:MD:3:aux leave:VB:0:root on:IN:5:case Friday:NNP:3:obl";
    assert_eq!(days(&[plans, next], &[(Protest, 1, 1, 1)]), [None]);
}

#[test]
fn days_to_come_do_not_carry_back() {
    let due = "He:PRP:2:nsubj dies:VBZ:0:root on:IN:4:case Friday:NNP:2:obl";
    let next = "Crowds:NNS:2:nsubj protested:VBD:0:root";
    let acts = [(Assault, 0, 1, 1), (Protest, 1, 1, 2)];
    assert_eq!(days(&[due, next], &acts), [day("2024-03-15", "Friday"), None]);
}

#[test]
fn headlines_take_the_day_of_their_lead() {
    let headline = "Bomb:NN:2:nsubj kills:VBZ:0:root 20:CD:2:obj";
    let lead = "A:DT:2:det bomb:NN:3:nsubj exploded:VBD:0:root on:IN:5:case Friday:NNP:3:obl";
    let acts = [(Assault, 0, 1, 1), (Assault, 1, 2, 2)];
    assert_eq!(days(&[headline, lead], &acts)[0], day("2024-03-08", ""));
    let acts = [(Protest, 0, 1, 1), (Assault, 1, 2, 2)];
    assert_eq!(days(&[headline, lead], &acts)[0], None);
}

#[test]
fn other_mentions_give_months_and_years_too() {
    let first = "They:PRP:2:nsubj shot:VBD:0:root him:PRP:2:obj in:IN:5:case 1985:CD:2:obl";
    let again = "The:DT:2:det shooting:NN:3:nsubj angered:VBD:0:root many:JJ:3:obj";
    let told = |incident| days(&[first, again], &[(Assault, 0, 1, 1), (Assault, 1, 1, incident)]);
    assert_eq!((told(1)[1].clone(), told(2)[1].clone()), (day("1985-01-01", ""), None));
}

#[test]
fn what_somebody_is_blamed_for_does_not_take_the_day_of_the_blame() {
    let blame = "Paris:NNP:2:nsubj condemned:VBD:0:root the:DT:4:det bombing:NN:2:obj on:IN:6:case Thursday:NNP:2:obl";
    let acts = [(Accuse, 0, 1, 1), (Assault, 0, 3, 2)];
    assert_eq!(days(&[blame], &acts), [day("2024-03-07", "Thursday"), None]);
    let report = "Rebels:NNS:2:nsubj marched:VBD:0:root on:IN:4:case Tuesday:NNP:2:obl";
    let acts = [(Protest, 0, 1, 1), (Accuse, 1, 1, 2), (Assault, 1, 3, 3)];
    assert_eq!(days(&[report, blame], &acts)[2], day("2024-03-05", ""));
}

#[test]
fn a_definite_noun_takes_up_the_last_act_of_its_name() {
    let dated = "They:PRP:2:nsubj recalled:VBD:0:root the:DT:7:det Feb.:NNP:7:compound 7:CD:4:nummod deadly:JJ:7:amod \
                 bombing:NN:2:obj";
    let met = "They:PRP:2:nsubj met:VBD:0:root on:IN:4:case Friday:NNP:2:obl";
    let again = |article: &str| format!("They:PRP:2:nsubj mourned:VBD:0:root {article}:DT:4:det bombing:NN:2:obj");
    let told = |article: &str| {
        days(&[dated, met, &again(article)], &[(Assault, 0, 6, 1), (Consult, 1, 1, 2), (Assault, 2, 3, 3)])[2].clone()
    };
    assert_eq!((told("the"), told("a")), (day("2024-02-07", ""), day("2024-03-08", "")));
    let next = "Police:NNS:2:nsubj searched:VBD:0:root homes:NNS:2:obj";
    let acts = [(Assault, 0, 6, 1), (Consult, 1, 1, 2), (Assault, 2, 3, 3), (Coerce, 3, 1, 4)];
    assert_eq!(days(&[dated, met, &again("the"), next], &acts)[3], day("2024-03-08", ""));
    let first = days(&[&again("the"), dated], &[(Assault, 0, 3, 1), (Assault, 1, 6, 2)]);
    assert_eq!(first[0], day("2024-02-07", ""));
}

#[test]
fn what_somebody_said_had_happened_takes_an_earlier_day() {
    let said = "They:PRP:2:nsubj admitted:VBD:0:root Sunday:NNP:2:obl:tmod they:PRP:6:nsubj had/have:VBD:6:aux \
                fired:VBN:2:ccomp";
    let report = "Rebels:NNS:2:nsubj marched:VBD:0:root on:IN:4:case Tuesday:NNP:2:obl";
    assert_eq!(days(&[said], &[(Assault, 0, 5, 1)]), [None]);
    assert_eq!(days(&[report, said], &[(Assault, 1, 5, 1)]), [day("2024-03-05", "")]);
}
