//! Who "I" and "we" are: inside a quotation its speaker, elsewhere whoever issues the text.

use std::collections::BTreeMap;

use knowledge::Knowledge;
use language::{Analysis, Upos};
use record::EventType;

use super::{
    cues,
    quotes::{self, Quote},
};
use crate::{
    arguments::phrase::phrase,
    candidate::{Candidate, Phrase},
};

/// Pronouns of the first person, those of one person first.
const FIRST_PERSON: [&str; 10] = ["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"];
/// How many of them are of one person.
const SINGULAR: usize = 5;

/// The speakers of a document's quotations, and the one who issues it.
pub(crate) struct Voices {
    quoted: Vec<(Quote, Option<Phrase>)>,
    issuer: Option<Phrase>,
}

impl Voices {
    /// Reads quotations and the document's own acts of speech.
    pub(crate) fn of(analysis: &Analysis, knowledge: &Knowledge, candidates: &[Candidate]) -> Self {
        let speakers: Vec<Vec<(usize, usize)>> =
            analysis.sentences.iter().map(|sentence| cues::speakers(sentence, knowledge)).collect();
        let quotes = quotes::quotes(analysis);
        let spoken = |quote: &Quote| {
            let found = quote.is_speech().then(|| super::speaker(analysis, &speakers, &quotes, quote)).flatten();
            found.map(|(sentence, _, head)| phrase(analysis, sentence, head, "speaker of the quotation"))
        };
        let quoted: Vec<(Quote, Option<Phrase>)> = quotes.iter().map(|quote| (*quote, spoken(quote))).collect();
        let issuer = issuer(analysis, &quotes, candidates);
        Self { quoted, issuer }
    }

    /// Whom a pronoun of the first person at a token stands for; `None` for other words, and where nobody is known to speak.
    pub(crate) fn speaker(&self, analysis: &Analysis, sentence: usize, token: usize) -> Option<&Phrase> {
        let word = &analysis.sentences[sentence].tokens[token];
        let form = word.form.to_lowercase();
        let person = FIRST_PERSON.iter().position(|other| *other == form).filter(|_| word.upos == Upos::Pron)?;
        match self.quoted.iter().find(|(quote, _)| quote.contains(sentence, token)) {
            Some((_, speaker)) => speaker.as_ref(),
            None => self.issuer.as_ref().filter(|_| person >= SINGULAR), // no body says "I"
        }
    }
}

/// Who issues a statement that says "we": the name that does most of its acts of speech in the present, outside quotations.
fn issuer(analysis: &Analysis, quotes: &[Quote], candidates: &[Candidate]) -> Option<Phrase> {
    let mut counts: BTreeMap<String, (usize, &Phrase)> = BTreeMap::new();
    for candidate in candidates.iter().filter(|candidate| speaks(analysis, candidate)) {
        for actor in &candidate.actors {
            let tokens = &analysis.sentences[actor.sentence].tokens;
            let quoted = quotes.iter().any(|quote| quote.contains(actor.sentence, actor.head));
            if tokens[actor.head].upos == Upos::Propn && actor.sentence == candidate.sentence && !quoted {
                let name = tokens[actor.tokens.clone()].iter().map(|token| token.form.as_str()).collect::<String>();
                counts.entry(name).or_insert((0, actor)).0 += 1;
            }
        }
    }
    let most = counts.into_values().max_by_key(|&(count, actor)| (count, std::cmp::Reverse(actor.span.start)));
    most.map(|(_, actor)| actor.clone())
}

/// Whether an act is done by the very words ("condemns", "calls for").
fn speaks(analysis: &Analysis, candidate: &Candidate) -> bool {
    use EventType::*;
    let token = &analysis.sentences[candidate.sentence].tokens[candidate.head];
    matches!(candidate.kind, Agree | Support | Concede | Request | Accuse | Reject | Threaten)
        && matches!(token.xpos.as_str(), "VBZ" | "VBP")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    fn spoken(sentences: &[&str], acts: &[Candidate], at: (usize, usize)) -> Option<String> {
        let analysis =
            Analysis { sentences: sentences.iter().map(|words| sentence(words)).collect(), ..Analysis::default() };
        let voices = Voices::of(&analysis, &Knowledge::embedded().unwrap(), acts);
        let found = voices.speaker(&analysis, at.0, at.1)?;
        Some(analysis.sentences[found.sentence].tokens[found.head].form.clone())
    }

    #[test]
    fn quotations_are_their_speakers() {
        let words = "“:``:3:punct We:PRP:3:nsubj left:VBD:0:root the:DT:5:det town:NN:3:obj ,:,:9:punct ”:'':3:punct \
            Ali:NNP:9:nsubj said/say:VBD:3:parataxis";
        assert_eq!(spoken(&[words], &[], (0, 1)).as_deref(), Some("Ali"));
        assert_eq!(spoken(&[words], &[], (0, 7)), None);
    }

    #[test]
    fn statements_are_their_issuers() {
        let first = "Oslo:NNP:2:nsubj condemns:VBZ:0:root rebels:NNS:2:obj";
        let second = "We:PRP:2:nsubj urge:VBP:0:root Rome:NNP:2:obj";
        let analysis = Analysis { sentences: vec![sentence(first)], ..Analysis::default() };
        let mut act = candidate(EventType::Accuse, 1);
        act.actors = vec![phrase(&analysis, 0, 0, "")];
        assert_eq!(spoken(&[first, second], std::slice::from_ref(&act), (1, 0)).as_deref(), Some("Oslo"));
        let alone = "I:PRP:2:nsubj urge:VBP:0:root Rome:NNP:2:obj";
        assert_eq!(spoken(&[first, alone], &[act], (1, 0)), None, "a columnist");
        assert_eq!(spoken(&[first, second], &[], (1, 0)), None);
    }
}
