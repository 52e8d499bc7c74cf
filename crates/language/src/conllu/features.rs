//! Morphological features that the Penn tag settles.

use crate::{Token, Upos};

/// The FEATS column: what the tag (and for articles and numbers the form) says for certain, `_` for the rest.
///
/// `VB` (infinitive, imperative or subjunctive) and `VBG` (gerund or participle) are open without the tree.
pub fn features(token: &Token) -> &'static str {
    match token.xpos.as_str() {
        "NN" | "NNP" if token.upos.is_nominal() => "Number=Sing",
        "NNPS" => "Number=Plur",
        "NNS" if token.upos.is_nominal() => "Number=Plur",
        "VBD" => "Mood=Ind|Tense=Past|VerbForm=Fin",
        "VBN" => "Tense=Past|VerbForm=Part",
        "VBZ" => "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
        "VBP" => "Mood=Ind|Tense=Pres|VerbForm=Fin",
        "MD" => "VerbForm=Fin",
        "JJ" if token.upos == Upos::Adj => "Degree=Pos",
        "JJR" | "RBR" => "Degree=Cmp",
        "JJS" | "RBS" => "Degree=Sup",
        "PRP" => "PronType=Prs",
        "PRP$" => "Case=Gen|Poss=Yes|PronType=Prs",
        "CD" if token.form.chars().any(|c| c.is_ascii_digit()) => "NumForm=Digit|NumType=Card",
        "CD" => "NumForm=Word|NumType=Card",
        "DT" => article(&token.form),
        "RB" if matches!(token.lemma.as_str(), "not") => "Polarity=Neg",
        _ => "_",
    }
}

fn article(form: &str) -> &'static str {
    if form.eq_ignore_ascii_case("the") {
        "Definite=Def|PronType=Art"
    } else if form.eq_ignore_ascii_case("a") || form.eq_ignore_ascii_case("an") {
        "Definite=Ind|PronType=Art"
    } else {
        "_"
    }
}
