//! When an act took place: the time expression that applies to its trigger.

use jiff::civil::Date;
use knowledge::TimeWords;
use language::{Analysis, Role, Sentence, TimeExpression, Upos};
use record::{EventType, Interval, Precision, Status};

use crate::{
    background,
    candidate::Candidate,
    tied::{self, Tie},
};

/// Model probability from which a time applies wherever it stands in the sentence.
const SURE: f32 = 0.25;

/// What the days of a document's acts are read from.
pub struct Context<'a> {
    /// The document's analysis.
    pub analysis: &'a Analysis,
    /// Words that name times.
    pub words: &'a TimeWords,
    /// The day of publication.
    pub published: Option<Date>,
    /// All acts.
    pub candidates: &'a [Candidate],
    /// Lengths of time between acts.
    pub ties: Vec<Tie>,
}

impl<'a> Context<'a> {
    /// The context of a document.
    pub fn new(
        analysis: &'a Analysis,
        words: &'a TimeWords,
        published: Option<Date>,
        candidates: &'a [Candidate],
    ) -> Self {
        Self { analysis, words, published, candidates, ties: tied::find(analysis, candidates) }
    }

    /// The days of the time that applies; an act done by the text's very words is done on the day of publication.
    pub fn interval(&self, candidate: &Candidate) -> Option<Interval> {
        let found = self.find(candidate);
        let hangs = |at: usize| own(self.analysis, candidate, at);
        match self.published.filter(|_| is_performed(self.analysis, candidate) && !found.is_some_and(hangs)) {
            Some(day) => Some(on(self.analysis, candidate, day)),
            None => found.and_then(|at| self.analysis.times[at].interval.clone()),
        }
    }

    /// Index into [`Analysis::times`] of the time that applies: before the act's noun, by the model, or the nearest below the trigger or
    /// its governing verbs.
    fn find(&self, candidate: &Candidate) -> Option<usize> {
        let times = self.analysis.times.iter().enumerate();
        let sentence = &self.analysis.sentences[candidate.sentence];
        let known = times.filter(|(_, time)| time.sentence == candidate.sentence && time.interval.is_some());
        let known = known.filter(|(_, time)| !is_compared(sentence, time));
        known.filter_map(|(at, time)| Some((self.distance(candidate, time)?, at))).min().map(|(_, at)| at)
    }

    /// How near a time is to an act: its rank, and the words between; `None` if it does not apply.
    fn distance(&self, candidate: &Candidate, time: &TimeExpression) -> Option<(usize, usize)> {
        let sentence = &self.analysis.sentences[candidate.sentence];
        let gap = candidate.head.abs_diff(time.tokens.start);
        let governor = governor(sentence, time);
        if let Some((top, governor)) = governor {
            if self.clause(candidate.sentence, candidate.head) != self.clause(candidate.sentence, top)
                || self.precedes(candidate, governor)
            {
                return None;
            }
            if is_attributive(sentence, top, governor) {
                if governor == candidate.head {
                    return Some((0, gap));
                }
                if self.is_of_another(candidate, governor) {
                    return None;
                }
            }
        }
        let words = time.tokens.clone();
        let model = words.map(|word| sentence.events.role(Role::Time, candidate.head, word)).fold(0.0, f32::max);
        if model >= SURE {
            return Some((1, gap));
        }
        let steps = sentence.ancestors(candidate.head).position(|node| Some(node) == governor.map(|(_, node)| node))?;
        (steps <= 2).then_some((steps + 2, gap))
    }

    /// The days of the first time that hangs from a word.
    pub fn hanging(&self, sentence: usize, word: usize) -> Option<Interval> {
        let tree = &self.analysis.sentences[sentence];
        let hangs = |time: &&TimeExpression| {
            time.sentence == sentence
                && time.interval.is_some()
                && governor(tree, time).is_some_and(|(_, node)| node == word)
        };
        self.analysis.times.iter().find(hangs)?.interval.clone()
    }

    /// The tie in whose clause a word stands: times and acts outside it have nothing to do with those inside.
    fn clause(&self, sentence: usize, token: usize) -> Option<usize> {
        tied::holding(self.analysis, &self.ties, sentence, token)
    }

    /// Whether the noun that a time stands before is an act itself, and not this one nor what shares the noun.
    fn is_of_another(&self, candidate: &Candidate, noun: usize) -> bool {
        let sentence = &self.analysis.sentences[candidate.sentence];
        let mut acts = self.candidates.iter().filter(|other| other.sentence == candidate.sentence);
        let mut path = sentence.ancestors(candidate.head).take_while(|&node| node != noun);
        let shares = sentence.dominates(noun, candidate.head)
            && path.all(|node| matches!(sentence.tokens[node].relation(), "conj" | "compound" | "amod" | "flat"));
        !shares && acts.any(|other| other.head == noun)
    }

    /// Whether an act goes before what a verb above it tells, so that the verb's time is not its own: what somebody is blamed for, or
    /// said had happened.
    pub fn precedes(&self, candidate: &Candidate, verb: usize) -> bool {
        let sentence = &self.analysis.sentences[candidate.sentence];
        if candidate.head == verb || !sentence.dominates(verb, candidate.head) {
            return false;
        }
        let mut acts = self.candidates.iter().filter(|act| act.sentence == candidate.sentence && act.head == verb);
        let blamed =
            sentence.tokens[candidate.head].upos == Upos::Noun && acts.any(|act| act.kind == EventType::Accuse);
        let mut path = sentence.ancestors(candidate.head).take_while(|&node| node != verb);
        let reported = path.any(|node| sentence.tokens[node].relation() == "ccomp");
        blamed || reported && background::is_pluperfect(sentence, candidate.head)
    }
}

/// The top word of a time with the word that it hangs from.
pub fn governor(sentence: &Sentence, time: &TimeExpression) -> Option<(usize, usize)> {
    let head = |at: usize| sentence.tokens[at].head.filter(|head| !time.tokens.contains(head));
    time.tokens.clone().find_map(|at| Some((at, head(at)?)))
}

/// "the worst attack since 2011", "the first visit since the war": what was then is only compared.
fn is_compared(sentence: &Sentence, time: &TimeExpression) -> bool {
    let Some((top, governor)) = governor(sentence, time) else { return false };
    let since = sentence.children_by(top, "case").any(|case| sentence.tokens[case].form.eq_ignore_ascii_case("since"));
    let ranks = |at: usize| {
        let token = &sentence.tokens[at];
        matches!(token.xpos.as_str(), "JJS" | "RBS") || ["first", "only", "last"].contains(&token.lemma.as_str())
    };
    since && (ranks(governor) || sentence.children_by(governor, "amod").any(ranks))
}

/// Whether a time stands before the noun that it belongs to: "Saturday's strike", "the March attack", "the 2019 coup".
fn is_attributive(sentence: &Sentence, top: usize, noun: usize) -> bool {
    let relation = sentence.tokens[top].relation();
    let before = top < noun && matches!(relation, "nmod" | "compound" | "nummod" | "amod" | "det");
    // "on Sunday" before a noun belongs to something else.
    let bare = sentence.children_by(top, "case").all(|case| sentence.tokens[case].upos != Upos::Adp);
    before && bare && matches!(sentence.tokens[noun].upos, Upos::Noun | Upos::Propn)
}

/// Whether a time hangs from the trigger itself.
fn own(analysis: &Analysis, candidate: &Candidate, at: usize) -> bool {
    let tokens = &analysis.sentences[candidate.sentence].tokens;
    analysis.times[at].tokens.clone().any(|word| tokens[word].head == Some(candidate.head))
}

/// A demand, position or promise in the present tense of a main clause, of somebody named or of whoever writes ("we condemn").
fn is_performed(analysis: &Analysis, candidate: &Candidate) -> bool {
    use EventType::*;
    let sentence = &analysis.sentences[candidate.sentence];
    let main = sentence.ancestors(candidate.head).all(|at| matches!(sentence.tokens[at].relation(), "root" | "conj"));
    let present = matches!(sentence.tokens[candidate.head].xpos.as_str(), "VBP" | "VBZ");
    let verbal = matches!(candidate.kind, Agree | Support | Concede | Request | Accuse | Reject | Threaten);
    verbal && present && main && candidate.status == Status::Actual && !candidate.actors.is_empty()
}

/// A day that the text gives no words for.
fn on(analysis: &Analysis, candidate: &Candidate, day: Date) -> Interval {
    let at = analysis.sentences[candidate.sentence].span_of(candidate.trigger.clone()).start;
    Interval { text: String::new(), start: at, end: at, from: Some(day), to: Some(day), precision: Precision::Day }
}

#[cfg(test)]
mod tests {
    use knowledge::Knowledge;
    use language::time;

    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    /// First days of the acts at some words of a sentence published on Monday, 11 March 2024.
    #[track_caller]
    fn gives(words: &str, acts: &[(EventType, usize)], expected: &[Option<&str>]) {
        let knowledge = Knowledge::embedded().unwrap();
        let sentences = vec![sentence(words)];
        let published = "2024-03-11".parse().ok();
        let times = time::find(&sentences, published, &knowledge.times);
        let distances = time::distances(&sentences, &knowledge.times);
        let analysis = Analysis { sentences, times, distances, ..Analysis::default() };
        let acts: Vec<Candidate> = acts.iter().map(|&(kind, head)| candidate(kind, head)).collect();
        let context = Context::new(&analysis, &knowledge.times, published, &acts);
        let from = |act: &Candidate| context.interval(act)?.from.map(|day| day.to_string());
        let given: Vec<Option<String>> = acts.iter().map(from).collect();
        assert_eq!(given, expected.iter().map(|day| day.map(str::to_owned)).collect::<Vec<_>>(), "{words}");
    }

    #[test]
    fn times_before_a_noun_belong_to_it() {
        use EventType::*;
        let words = "On:IN:2:case Sunday:NNP:4:obl they:PRP:4:nsubj protested:VBD:0:root Saturday:NNP:7:nmod:poss \
                     's:POS:5:case strike:NN:4:obj";
        gives(words, &[(Protest, 3), (Assault, 6)], &[Some("2024-03-10"), Some("2024-03-09")]);
        let words = "They:PRP:2:nsubj protested:VBD:0:root the:DT:5:det 2019:CD:5:nummod coup:NN:2:obj";
        gives(words, &[(Protest, 1), (Coerce, 4)], &[None, Some("2019-01-01")]);
        let words = "They:PRP:2:nsubj recalled:VBD:0:root last:JJ:4:amod month:NN:6:nmod:poss 's:POS:4:case \
                     attack:NN:2:obj";
        gives(words, &[(Assault, 5)], &[Some("2024-02-01")]);
    }

    #[test]
    fn times_with_a_preposition_belong_to_no_noun_after_them() {
        let led = sentence("On:IN:2:case Saturday:NNP:4:nmod new:JJ:4:amod strikes:NNS:5:nsubj fell:VBD:0:root");
        assert!(!is_attributive(&led, 1, 3));
        let own = sentence("Saturday:NNP:4:nmod:poss 's:POS:1:case new:JJ:4:amod strikes:NNS:5:nsubj fell:VBD:0:root");
        assert!(is_attributive(&own, 0, 3));
    }

    #[test]
    fn what_was_then_is_only_compared() {
        let words = |adjective: &str| {
            format!("It:PRP:4:nsubj was:VBD:4:cop {adjective}:4:amod attack:NN:0:root since:IN:6:case 2011:CD:4:nmod")
        };
        gives(&words("worst:JJS"), &[(EventType::Assault, 3)], &[None]);
        gives(&words("long:JJ"), &[(EventType::Assault, 3)], &[Some("2011-01-01")]);
    }

    #[test]
    fn conjuncts_share_a_time_before_their_noun() {
        let words = "They:PRP:2:nsubj recalled:VBD:0:root Saturday:NNP:5:nmod:poss 's:POS:3:case strikes:NNS:2:obj \
                     and:CC:7:cc raids:NNS:5:conj";
        gives(words, &[(EventType::Assault, 4), (EventType::Assault, 6)], &[Some("2024-03-09"); 2]);
    }

    #[test]
    fn times_stay_in_their_own_clause() {
        use EventType::*;
        let words = "Talks:NNS:2:nsubj began:VBD:0:root Friday:NNP:2:obl:tmod two:CD:5:nummod days:NNS:8:obl:npmod \
                     after:IN:8:case a:DT:8:det clash:NN:2:obl";
        gives(words, &[(Consult, 0), (Assault, 7)], &[Some("2024-03-08"), None]);
    }

    #[test]
    fn the_time_of_blame_is_not_that_of_the_deed() {
        use EventType::*;
        let words = "Paris:NNP:2:nsubj condemned:VBD:0:root the:DT:4:det bombing:NN:2:obj on:IN:6:case \
                     Thursday:NNP:2:obl";
        gives(words, &[(Accuse, 1), (Assault, 3)], &[Some("2024-03-07"), None]);
        gives(words, &[(Consult, 1), (Assault, 3)], &[Some("2024-03-07"), Some("2024-03-07")]);
    }

    #[test]
    fn what_somebody_said_had_happened_goes_before_the_saying() {
        let said = "They:PRP:2:nsubj admitted:VBD:0:root Sunday:NNP:2:obl:tmod they:PRP:6:nsubj had/have:VBD:6:aux \
                    fired:VBN:2:ccomp";
        gives(said, &[(EventType::Assault, 5)], &[None]);
        let said = "They:PRP:2:nsubj admitted:VBD:0:root Sunday:NNP:2:obl:tmod they:PRP:5:nsubj fired:VBD:2:ccomp";
        gives(said, &[(EventType::Assault, 4)], &[Some("2024-03-10")]);
    }
}
