use super::*;
use crate::{Ontology, Problems, Source};

const CLASSES: (&str, &str) = ("lang/en/patterns/classes.toml", "diplomat = [\"envoy\"]\n");

fn load(patterns: &'static str) -> (PatternSet, Vec<String>) {
    let ontology = Ontology::load(&Source::embedded(), &mut Problems::default());
    let source = Source::of([CLASSES, ("lang/en/patterns/sanction.toml", patterns)]);
    let mut problems = Problems::default();
    let set = PatternSet::load(&source, &ontology, &mut problems);
    (set, problems.0.iter().map(ToString::to_string).collect())
}

const EXPEL: &str = r#"
[[pattern]]
id = "expel"
verbs = ["expel", "throw out"]
mode = "expel"
weight = 0.9
when = ["object: @diplomat consul"]
accept = ["Oslo expelled the envoy."]
refuse = ["Oslo met the envoy."]
"#;

#[test]
fn a_block_becomes_a_pattern_found_by_its_first_words() {
    let (set, problems) = load(EXPEL);
    assert_eq!(problems, Vec::<String>::new());
    let (pattern, entry) = set.beginning_with("throw").next().unwrap();
    assert_eq!((pattern.id.as_str(), entry.words.join(" ")), ("en.sanction.expel", "throw out".to_owned()));
    assert_eq!(pattern.when[0].tests, [Test::Class("diplomat".into()), Test::Word("consul".into())]);
    assert!(set.in_class("diplomat", "envoy") && !set.in_class("diplomat", "consul"));
    assert_eq!(set.beginning_with("out").count(), 0);
}

#[test]
fn what_is_unknown_is_named_with_its_line() {
    for (right, wrong, message) in [
        ("object:", "objekt:", "no relation `objekt`"),
        ("@diplomat", "@spy", "no class `@spy`"),
        ("mode = \"expel\"", "mode = \"expell\"", "SANCTION has no mode `expell`"),
        ("weight = 0.9", "weight = 9", "weight 9 is not above 0"),
        ("refuse = [\"Oslo met the envoy.\"]", "refuse = []", "needs words, an `accept`"),
        ("object: @diplomat consul", "object", "lacks the colon"),
        ("\"throw out\"", "\"Throw out\"", "`Throw` never matches"),
        ("refuse =", "unless = [\"object: @diplomat consul\"]\nrefuse =", "never matches: Condition"),
    ] {
        let (_, problems) = load(EXPEL.replace(right, wrong).leak());
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert!(problems[0].starts_with("lang/en/patterns/sanction.toml:2: "), "{problems:?}");
        assert!(problems[0].contains(message), "{problems:?}");
    }
}

#[test]
fn the_same_words_under_the_same_conditions_are_refused() {
    let twice = format!("{EXPEL}{}", EXPEL.replace("id = \"expel\"", "id = \"oust\""));
    let (_, problems) = load(twice.leak());
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("`expel` stands under the same conditions in en.sanction.expel"));
}
