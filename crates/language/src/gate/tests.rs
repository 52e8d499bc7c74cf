use super::*;
use crate::{model::Model, segment};

/// Word pieces of a text's sentences.
fn pieces(model: &Model, text: &str) -> Vec<Vec<i32>> {
    segment(text).iter().map(|sentence| model.pieces(sentence)).collect()
}

#[test]
fn scores_are_those_of_training() {
    #[derive(Deserialize)]
    struct File {
        example: Example,
    }
    #[derive(Deserialize)]
    struct Example {
        sentences: Vec<String>,
        scores: Vec<f32>,
    }
    let File { example } = toml::from_str(SETTINGS).unwrap();
    let sentences = pieces(&Model::embedded().unwrap(), &example.sentences.join("\n\n"));
    let scores = Gate::embedded().unwrap().scores(&sentences);
    assert_eq!(scores.len(), example.scores.len());
    for (score, wanted) in scores.iter().zip(&example.scores) {
        assert!((score - wanted).abs() < 1e-3, "{scores:?}, in training {:?}", example.scores);
    }
}

#[test]
fn politics_passes_and_recipes_do_not() {
    let (model, gate) = (Model::embedded().unwrap(), Gate::embedded().unwrap());
    let passing = |text: &str| gate.passing(&pieces(&model, text));
    let politics = "Rebels shelled the port of Hodeidah on Friday. The foreign minister condemned the attack and expelled two envoys.";
    assert_eq!(passing(politics), [true, true]);
    let recipe = "Heat the oven to 180 degrees. Stir the butter into the flour until the dough is smooth. Roll it out and bake it for \
                  half an hour. Serve with cream and fresh berries.";
    assert_eq!(passing(recipe), [false; 4]);
}

#[test]
fn any_pieces_are_read() {
    let gate = Gate::embedded().unwrap();
    assert!(gate.passing(&[]).is_empty());
    let scores = gate.scores(&[vec![], vec![-1, i32::MAX], vec![100]]);
    assert!(scores.iter().all(|score| score.is_finite()), "{scores:?}");
}

#[test]
fn files_of_another_size_are_refused() {
    assert!(Weights::parse(b"short".to_vec()).is_none());
    assert!(Weights::parse(unpacked().unwrap()[1..].to_vec()).is_none());
}
