//! CoNLL-U 2 in and out (<https://universaldependencies.org/format.html>).
//!
//! Names travel in MISC as `NER=B-PER`, `NER=I-PER`; kinds are `PER`, `ORG`, `LOC` and `MISC`.

mod features;
mod read;
mod write;

pub use read::{parse_document, parse_sentences};
pub use write::write;

use crate::NameKind;

const KINDS: [(NameKind, &str); 4] = [
    (NameKind::Person, "PER"),
    (NameKind::Organisation, "ORG"),
    (NameKind::Location, "LOC"),
    (NameKind::Other, "MISC"),
];

fn kind_label(kind: NameKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("MISC", |(_, label)| label)
}

fn kind_of(label: &str) -> Option<NameKind> {
    KINDS.iter().find(|(_, known)| *known == label).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analysis;

    const SAMPLE: &str = "\
# sent_id = 1
# text = Ayşe didn't see Oslo.
1	Ayşe	Ayşe	PROPN	NNP	Number=Sing	4	nsubj	_	NER=B-PER
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	4	aux	_	_
3	n't	not	PART	RB	Polarity=Neg	4	advmod	_	_
4	see	see	VERB	VB	_	0	root	_	_
5	Oslo	Oslo	PROPN	NNP	Number=Sing	4	obj	_	NER=B-LOC|SpaceAfter=No
6	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = 2
# text = She left.
1	She	she	PRON	PRP	PronType=Prs	2	nsubj	_	_
2	left	leave	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

";

    #[test]
    fn what_is_read_is_written_again() {
        let (text, sentences) = parse_document(SAMPLE).unwrap();
        assert_eq!(text, "Ayşe didn't see Oslo. She left.");
        assert_eq!(write(&Analysis { sentences, ..Analysis::default() }, &text), SAMPLE);
    }

    #[test]
    fn spans_are_code_points_of_the_joined_text() {
        let (text, sentences) = parse_document(SAMPLE).unwrap();
        let index = record::CharIndex::new(&text);
        for sentence in &sentences {
            for token in &sentence.tokens {
                assert_eq!(index.slice(token.span), token.form);
            }
        }
        assert_eq!(index.slice(sentences[0].multiwords[0].span), "didn't");
        assert_eq!(index.slice(sentences[0].names[1].span), "Oslo");
        assert_eq!((sentences[1].span.start, sentences[0].tokens[3].head), (22, None));
    }

    #[test]
    fn forms_alone_give_a_text() {
        let (text, sentences) =
            parse_document("1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n2\t!\t!\tPUNCT\t_\t_\t1\tpunct\t_\t_")
                .unwrap();
        assert_eq!((text.as_str(), sentences[0].tokens[1].head), ("Go!", Some(0)));
    }

    #[test]
    fn errors_name_the_line() {
        for (input, line, what) in [
            ("1\tGo\tgo", "line 1", "10 columns"),
            ("# text = Stop\n1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_", "line 2", "`# text`"),
            ("1\tGo\tgo\tVERB\t_\t_\t7\troot\t_\t_", "line 1", "head 7"),
            ("1\tGo\tgo\tDOING\t_\t_\t0\troot\t_\t_", "line 1", "DOING"),
            ("2\tGo\tgo\tVERB\t_\t_\t0\troot\t_\t_", "line 1", "expected id 1"),
            (
                "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n1\tcan\tcan\tAUX\t_\t_\t0\troot\t_\t_",
                "line 1",
                "beyond the sentence",
            ),
        ] {
            let error = parse_sentences(input).unwrap_err();
            assert!(error.contains(line) && error.contains(what), "{error}");
        }
    }
}
