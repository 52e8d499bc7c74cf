use knowledge::Knowledge;

use super::*;
use crate::arguments::testing::sentence;

fn ids(words: &str) -> Vec<String> {
    let proposals = matches(&sentence(words), 0, &Knowledge::embedded().unwrap()).proposals;
    proposals
        .iter()
        .map(|found| format!("{} {:?}", found.by.trim_start_matches("pattern:en."), found.trigger))
        .collect()
}

#[test]
fn the_special_case_wins_over_the_general_one() {
    let expelled =
        |object: &str| ids(&format!("Oslo:NNP:2:nsubj expelled/expel:VBD:0:root {object}:NNS:2:obj Friday:NNP:2:obl"));
    assert_eq!(expelled("diplomats/diplomat"), ["sanction.expel-diplomat 1..2"]);
    assert!(!expelled("pupils/pupil").contains(&"sanction.expel-diplomat 1..2".to_owned()));
}

#[test]
fn nobody_stands_within_a_trigger() {
    let asked = ids("They:PRP:2:nsubj asked/ask:VBD:0:root Oslo:NNP:2:iobj for:IN:5:case tanks/tank:NNS:2:obl");
    assert!(asked.contains(&"request.ask-for 1..2".to_owned()), "{asked:?}");
}

#[test]
fn hyphened_words_are_one_entry() {
    let tested = ids("They:PRP:4:nsubj test:VB:4:advcl -:HYPH:2:punct fired/fire:VBD:0:root \
        missiles/missile:NNS:4:obj");
    assert!(tested.iter().any(|found| found.starts_with("mobilize.test-fire")), "{tested:?}");
}

#[test]
fn words_of_an_entry_may_stand_apart_where_they_hang_together() {
    let together = "They:PRP:2:nsubj took/take:VBD:0:root two:CD:4:nummod men/man:NNS:2:obj hostage:NN:2:xcomp";
    assert_eq!(ids(together).len(), 1, "{:?}", ids(together));
    let apart =
        "They:PRP:2:nsubj took/take:VBD:0:root tea:NN:2:obj ;:,:6:punct hostage:NN:6:nsubj left:VBD:2:parataxis";
    assert_eq!(ids(apart), Vec::<String>::new());
}
