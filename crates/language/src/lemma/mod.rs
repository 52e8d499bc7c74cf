//! Lemmas by rules for regular inflection and a table of exceptions from the treebanks.

use knowledge::Lemmas;

use crate::Upos;

/// The dictionary form of a word, in lower case but for proper nouns.
pub fn lemma(exceptions: &Lemmas, form: &str, upos: Upos, xpos: &str) -> String {
    match upos {
        Upos::Propn if xpos == "NNPS" => regular(form, xpos),
        Upos::Propn | Upos::X | Upos::Punct | Upos::Sym | Upos::Num => form.to_owned(),
        _ => {
            let lower = form.to_lowercase();
            let xpos = if upos == Upos::Verb { verb_tag(exceptions, &lower, xpos) } else { xpos };
            match exceptions.exception(&lower, xpos) {
                Some(lemma) => lemma.to_owned(),
                None => known_verb(exceptions, &lower, xpos).unwrap_or_else(|| regular(&lower, xpos)),
            }
        }
    }
}

/// The tag of a verb, by its ending where the tag given cannot be: "refused" is no present, "threatened" no auxiliary.
fn verb_tag<'t>(lemmas: &Lemmas, form: &str, xpos: &'t str) -> &'t str {
    let fits = match xpos {
        "VBZ" => form.ends_with('s') || lemmas.exception(form, xpos).is_some(),
        "VBG" => form.ends_with("ing"),
        "VBD" | "VBN" => true,
        _ => lemmas.is_verb(form),
    };
    let ending = |suffix: &str| form.strip_suffix(suffix).is_some_and(|stem| stem.len() > 1);
    match () {
        () if fits => xpos,
        () if ending("ed") => "VBD",
        () if ending("ing") => "VBG",
        () if ending("s") && !form.ends_with("ss") => "VBZ",
        () => xpos,
    }
}

/// The known verb whose regular past or -ing form this is: with a final e, as it stands, or with one consonant for two.
fn known_verb(lemmas: &Lemmas, form: &str, xpos: &str) -> Option<String> {
    let ending = match xpos {
        "VBD" | "VBN" => "ed",
        "VBG" => "ing",
        _ => return None,
    };
    let stem = form.strip_suffix(ending)?;
    let single = stem.char_indices().next_back().map_or("", |(last, _)| &stem[..last]);
    let doubled = single.chars().next_back() == stem.chars().next_back();
    let bases = [Some(format!("{stem}e")), Some(stem.to_owned()), doubled.then(|| single.to_owned())];
    bases.into_iter().flatten().find(|base| lemmas.is_verb(base))
}

/// Regular inflection; the same rules as in `training/lemmas.py`, which leaves what they give out of the table.
fn regular(form: &str, xpos: &str) -> String {
    let strip = |suffix: &str| form.strip_suffix(suffix);
    match xpos {
        "NNS" | "NNPS" | "VBZ" => {
            if let Some(stem) = strip("ies").filter(|stem| stem.chars().count() > 1) {
                return format!("{stem}y");
            }
            if ["sses", "shes", "ches", "xes", "zzes"].iter().any(|ending| form.ends_with(ending)) {
                return form[..form.len() - 2].to_owned();
            }
            strip("s").filter(|stem| !stem.ends_with('s') && !stem.is_empty()).unwrap_or(form).to_owned()
        }
        "VBD" | "VBN" => match (strip("ied"), strip("ed")) {
            (Some(stem), _) => format!("{stem}y"),
            (None, Some(stem)) if stem.ends_with('e') => format!("{stem}e"),
            (None, Some(stem)) => base(stem),
            _ => form.to_owned(),
        },
        "VBG" => strip("ing").map_or_else(|| form.to_owned(), base),
        _ => form.to_owned(),
    }
}

/// The dictionary form of a stem that lost -ed or -ing: single consonant, final e.
fn base(stem: &str) -> String {
    let letters: Vec<char> = stem.chars().collect();
    let from_end = |back: usize| letters.len().checked_sub(back).map(|at| letters[at]);
    let (Some(last), before) = (from_end(1), from_end(2).unwrap_or(' ')) else { return stem.to_owned() };
    if letters.len() > 3 && last == before && !"lszaeiou".contains(last) {
        return letters[..letters.len() - 1].iter().collect();
    }
    if lost_e(stem, &letters, last, before) { format!("{stem}e") } else { stem.to_owned() }
}

fn lost_e(stem: &str, letters: &[char], last: char, before: char) -> bool {
    if "cvzu".contains(last) {
        return true;
    }
    let earlier = letters.len().checked_sub(3).map(|at| letters[at]);
    let third = |refused: &str| earlier.is_some_and(|c| !refused.contains(c));
    let ends = match last {
        's' => letters.len() > 1 && before != 's',
        'g' => letters.len() > 1 && before != 'n',
        't' => before == 'a' && third("aeo") || before == 'u' && earlier.is_some_and(|c| "cbl".contains(c)),
        'l' => "bcdfgkptz".contains(before),
        'd' | 'n' => before == 'i' && third("aeo"),
        'r' => before == 'i' || before == 'u' && third("aeio"),
        'p' | 'k' => before == 'a',
        _ => false,
    };
    let kept = ["ais", "oin", "ain", "gin", "vis", "lap", "eak", "us"];
    ends && letters.len() > 2 && !kept.iter().any(|ending| stem.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use knowledge::Knowledge;

    use super::*;

    #[test]
    fn lemmas_of_words() {
        let knowledge = Knowledge::embedded().unwrap();
        for (form, upos, xpos, expected) in [
            ("killed", Upos::Verb, "VBN", "kill"),
            ("seized", Upos::Verb, "VBD", "seize"),
            ("stopped", Upos::Verb, "VBD", "stop"),
            ("condemning", Upos::Verb, "VBG", "condemn"),
            ("negotiated", Upos::Verb, "VBD", "negotiate"),
            ("expelled", Upos::Verb, "VBD", "expel"),
            ("shelling", Upos::Verb, "VBG", "shell"),
            ("refused", Upos::Verb, "VBN", "refuse"),
            ("freed", Upos::Verb, "VBN", "free"),
            ("refused", Upos::Verb, "VBP", "refuse"),
            ("need", Upos::Verb, "VBP", "need"),
            ("condemned", Upos::Verb, "VBZ", "condemn"),
            ("threatened", Upos::Verb, "MD", "threaten"),
            ("calls", Upos::Verb, "NNS", "call"),
            ("has", Upos::Aux, "VBZ", "have"),
            ("went", Upos::Verb, "VBD", "go"),
            ("countries", Upos::Noun, "NNS", "country"),
            ("Children", Upos::Noun, "NNS", "child"),
            ("n't", Upos::Part, "RB", "not"),
            ("Mosul", Upos::Propn, "NNP", "Mosul"),
            ("clashes", Upos::Noun, "NNS", "clash"),
            ("dies", Upos::Verb, "VBZ", "die"),
            ("s", Upos::Noun, "NNS", "s"),
        ] {
            assert_eq!(lemma(&knowledge.lemmas, form, upos, xpos), expected, "{form}");
        }
    }
}
