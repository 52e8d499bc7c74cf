//! Who a pronoun or a description refers to: whom the model links it to, else the nearest earlier entity that fits.

use language::{Analysis, At, MentionClass, Sentence, Upos};
use record::{Entity, EntityType, MentionKind};

use super::{Draft, Occurrence, Reading};

/// Least probability of a link by the model, to a pronoun's and a description's antecedent.
const LINK_FLOOR: [f32; 2] = [0.35, 0.5];

/// The same, of a description that names whose people it means, for somebody of whom nothing like it was said.
const OTHERS_FLOOR: f32 = 0.85;

/// Nouns for all people.
const EVERYBODY: [&str; 4] = ["community", "public", "world", "mankind"];

/// Sentences that a link may reach back; the model's windows are shorter still.
const LINK_REACH: usize = 8;
/// Sentences that a pronoun, and a description, may reach back.
const PRONOUN_REACH: usize = 2;
const DESCRIPTION_REACH: usize = 6;

/// The entity that an occurrence refers back to; `None` for names, and where nothing fits.
pub(super) fn find(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    drafts: &[Draft],
) -> Option<usize> {
    if occurrence.form == MentionKind::Nominal && is_everybody(reading.analysis, occurrence) {
        return None;
    }
    if let Some(at) = same_noun(reading, occurrences, occurrence, drafts) {
        return Some(at);
    }
    if refers(reading.analysis, occurrence)
        && !super::identity::is_known(reading, occurrence)
        && let Some(at) = linked(reading, occurrences, occurrence, drafts)
    {
        return Some(at);
    }
    let text = occurrence.text.to_lowercase();
    let (fits, reach) = match occurrence.form {
        MentionKind::Name => return None,
        MentionKind::Pronoun => (kinds_of_pronoun(&text)?, PRONOUN_REACH),
        MentionKind::Nominal => (kinds_of_description(reading, occurrence, &text)?, DESCRIPTION_REACH),
    };
    drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| fits.contains(&draft.entity.kind) && bears(&draft.entity, occurrence, fits))
        .filter(|(_, draft)| !reading.apart.parts(occurrences, occurrence, draft))
        .filter(|(_, draft)| agrees(reading.analysis, occurrences, occurrence, draft))
        .filter_map(|(at, draft)| Some((rank(reading, occurrences, occurrence, draft, reach)?, at)))
        .max()
        .map(|(_, at)| at)
}

/// "The international community", "the public": nobody that was named before.
fn is_everybody(analysis: &Analysis, occurrence: &Occurrence<'_>) -> bool {
    let lemma = analysis.sentences[occurrence.sentence].tokens[occurrence.head].lemma.to_lowercase();
    EVERYBODY.contains(&lemma.as_str())
}

/// Whom the same noun named last, where a definite description repeats it ("a court …, the court"), else whoever bears it as a title
/// and is named most often ("President Obama …, the president").
fn same_noun(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    drafts: &[Draft],
) -> Option<usize> {
    let lemma = |of: &Occurrence<'_>| reading.analysis.sentences[of.sentence].tokens[of.head].lemma.to_lowercase();
    if occurrence.form != MentionKind::Nominal || !refers(reading.analysis, occurrence) {
        return None;
    }
    let own = lemma(occurrence);
    let repeats = |earlier: &Occurrence<'_>| {
        earlier.span.end <= occurrence.span.start
            && occurrence.sentence - earlier.sentence <= DESCRIPTION_REACH
            && lemma(earlier) == own
    };
    let last = |draft: &Draft| draft.seen.iter().copied().filter(|&index| repeats(&occurrences[index])).max();
    let apart = |draft: &Draft| reading.apart.parts(occurrences, occurrence, draft);
    let found = || drafts.iter().enumerate().filter(|(_, draft)| !apart(draft));
    let repeated = found().filter_map(|(at, draft)| Some((last(draft)?, at))).max().map(|(_, at)| at);
    let bears = |draft: &Draft| {
        let titled = |&index: &usize| is_titled(reading.analysis, &occurrences[index], &own);
        let before = |&index: &usize| occurrences[index].span.end <= occurrence.span.start;
        draft.entity.kind == EntityType::Person && draft.seen.iter().copied().filter(before).any(|seen| titled(&seen))
    };
    let titled = || found().filter(|(_, draft)| bears(draft)).max_by_key(|(at, draft)| (draft.seen.len(), *at));
    repeated.or_else(|| titled().map(|(at, _)| at))
}

/// Whether a name stands beside a title, before it or as an apposition ("President Obama", "Obama, the president").
fn is_titled(analysis: &Analysis, occurrence: &Occurrence<'_>, title: &str) -> bool {
    let sentence = &analysis.sentences[occurrence.sentence];
    let is = |at: usize| sentence.tokens[at].lemma.eq_ignore_ascii_case(title);
    let beside = |&child: &usize| {
        let token = &sentence.tokens[child];
        matches!(token.relation(), "appos" | "compound" | "flat") || token.deprel == "nmod:desc"
    };
    let above =
        sentence.tokens[occurrence.head].head.filter(|_| sentence.tokens[occurrence.head].relation() == "appos");
    occurrence.form == MentionKind::Name && sentence.children(occurrence.head).filter(beside).chain(above).any(is)
}

/// Whether an occurrence may take up what was named before: a pronoun, or a noun with a definite article or demonstrative.
fn refers(analysis: &Analysis, occurrence: &Occurrence<'_>) -> bool {
    occurrence.form == MentionKind::Pronoun
        || analysis.sentences[occurrence.sentence].has_definite_determiner(occurrence.head)
}

/// The entity whose earlier mentions the model links the occurrence to, where it is likelier than any other and likely enough.
fn linked(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    drafts: &[Draft],
) -> Option<usize> {
    let analysis = reading.analysis;
    let to = |earlier: &Occurrence<'_>| -> f32 {
        let words = earlier.tokens.clone().map(|word| (earlier.sentence, word));
        words.map(|word| analysis.antecedent((occurrence.sentence, occurrence.head), word)).sum()
    };
    let apart = |index: &&usize| occurrences[**index].span.end <= occurrence.span.start;
    let sentence = &analysis.sentences[occurrence.sentence];
    let person = is_noun_for(sentence, occurrence.head, MentionClass::Person);
    let body = is_noun_for(sentence, occurrence.head, MentionClass::Organization);
    // "Bosso … the governor", "Africa … the government": whoever governs a place is not the place, though a country may stand for its
    // government.
    let governs = |draft: &Draft| match draft.entity.kind {
        EntityType::Place => person || body,
        EntityType::Country => person,
        _ => false,
    };
    // "the mayor" is one person, no council.
    let single = person && sentence.tokens[occurrence.head].xpos == "NN";
    let is_body = |draft: &Draft| {
        use EntityType::{ArmedGroup, GovernmentBody, Organisation};
        single && matches!(draft.entity.kind, GovernmentBody | Organisation | ArmedGroup)
    };
    let fits = |draft: &Draft| {
        let apart = reading.apart.parts(occurrences, occurrence, draft);
        !governs(draft) && !is_body(draft) && !apart && agrees(analysis, occurrences, occurrence, draft)
    };
    let scored = drafts.iter().enumerate().filter(|(_, draft)| fits(draft)).map(|(at, draft)| {
        let links = draft.seen.iter().filter(apart).map(|&index| to(&occurrences[index]));
        (links.sum::<f32>(), at)
    });
    let floor = |at: usize| match is_of_others(reading, occurrences, occurrence, &drafts[at]) {
        true => OTHERS_FLOOR,
        false => floor(occurrence.form),
    };
    scored.filter(|(score, at)| *score >= floor(*at)).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
}

/// Whether a description names whose people it means ("the Republican candidates"), and nothing said of an entity does.
fn is_of_others(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    draft: &Draft,
) -> bool {
    let sentence = &reading.analysis.sentences[occurrence.sentence];
    let own = |at: &usize| {
        let token = &sentence.tokens[*at];
        *at != occurrence.head
            && token.form.starts_with(char::is_uppercase)
            && matches!(token.upos, Upos::Adj | Upos::Propn)
    };
    let mut words = occurrence.tokens.clone().filter(own).map(|at| sentence.tokens[at].form.as_str()).peekable();
    let said = |word: &str| {
        let country = reading.knowledge.countries.lookup(word).map(|found| &found.country.iso3);
        let named = draft.seen.iter().any(|&index| occurrences[index].text.contains(word));
        named || country.is_some() && country == draft.entity.country.as_ref()
    };
    occurrence.form == MentionKind::Nominal && words.peek().is_some() && !words.any(said)
}

/// Whether a pronoun may mean an entity: "they" are not one person who was named alone, and nobody is a day.
fn agrees(analysis: &Analysis, occurrences: &[Occurrence<'_>], occurrence: &Occurrence<'_>, draft: &Draft) -> bool {
    let text = occurrence.text.to_lowercase();
    let plural = ["they", "them", "their", "theirs", "themselves"].contains(&text.as_str());
    let one = |&index: &usize| {
        let seen = &occurrences[index];
        let sentence = &analysis.sentences[seen.sentence];
        let token = &sentence.tokens[seen.head];
        let together = token.relation() == "conj" || sentence.child(seen.head, "conj").is_some();
        seen.form == MentionKind::Name && token.xpos == "NNP" && !together
    };
    let time = |&index: &usize| is_time(analysis, occurrences[index].sentence, occurrences[index].head);
    let alone = || draft.entity.kind == EntityType::Person && draft.seen.iter().all(one);
    !(draft.seen.iter().any(time) || plural && alone())
}

/// Whether a word belongs to a time expression: nobody.
fn is_time(analysis: &Analysis, sentence: usize, token: usize) -> bool {
    analysis.times.iter().any(|time| time.sentence == sentence && time.tokens.contains(&token))
}

/// Whether the model takes a noun for somebody of a class.
fn is_noun_for(sentence: &Sentence, head: usize, class: MentionClass) -> bool {
    let mention = sentence.mentions.iter().find(|mention| mention.head == head);
    sentence.tokens[head].upos == Upos::Noun && mention.is_some_and(|mention| mention.class == class)
}

fn floor(form: MentionKind) -> f32 {
    LINK_FLOOR[usize::from(form != MentionKind::Pronoun)]
}

/// The earlier word that the model links a word to, where the link is likely enough.
pub(super) fn word(analysis: &Analysis, at: At, form: MentionKind) -> Option<At> {
    let first = at.0.saturating_sub(LINK_REACH);
    let earlier = (first..=at.0).flat_map(|sentence| {
        let end = if sentence == at.0 { at.1 } else { analysis.sentences[sentence].tokens.len() };
        let names = move |token: usize| {
            let upos = analysis.sentences[sentence].tokens[token].upos;
            upos.is_nominal() || matches!(upos, Upos::Pron | Upos::Num)
        };
        (0..end)
            .map(move |token| (sentence, token))
            .filter(move |&(sentence, token)| names(token) && !is_time(analysis, sentence, token))
    });
    let scored = earlier.map(|word| (analysis.antecedent(at, word), word)).filter(|(score, _)| *score >= floor(form));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word)
}

/// Public bodies are many in a text: "the ministry" means one whose name says so.
fn bears(entity: &Entity, occurrence: &Occurrence<'_>, fits: &[EntityType]) -> bool {
    fits != [EntityType::GovernmentBody]
        || entity.name.to_lowercase().contains(super::identity::bare(&occurrence.text.to_lowercase()))
}

/// Later sentences first, then subjects, then what stands earlier in its sentence.
fn rank(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    draft: &Draft,
    reach: usize,
) -> Option<(usize, bool, std::cmp::Reverse<usize>)> {
    let near =
        draft.seen.iter().map(|&index| &occurrences[index]).filter(|earlier| {
            occurrence.sentence - earlier.sentence <= reach && earlier.span.end <= occurrence.span.start
        });
    near.map(|earlier| {
        let token = &reading.analysis.sentences[earlier.sentence].tokens[earlier.head];
        (earlier.sentence, token.relation() == "nsubj", std::cmp::Reverse(earlier.tokens.start))
    })
    .max()
}

fn kinds_of_pronoun(word: &str) -> Option<&'static [EntityType]> {
    use EntityType::*;
    match word {
        "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => Some(&[Person]),
        "it" | "its" | "itself" => Some(&[Organisation, ArmedGroup, GovernmentBody, Country]),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            Some(&[Population, Organisation, ArmedGroup, GovernmentBody, Person])
        }
        _ => None,
    }
}

/// Descriptions with a definite article or demonstrative whose noun names a kind of actor and nothing more.
fn kinds_of_description(
    reading: &Reading<'_>,
    occurrence: &Occurrence<'_>,
    text: &str,
) -> Option<&'static [EntityType]> {
    use EntityType::*;
    let sentence = &reading.analysis.sentences[occurrence.sentence];
    let words = super::identity::bare(text);
    if !sentence.has_definite_determiner(occurrence.head) || words.contains(' ') {
        return None;
    }
    match words {
        "group" | "militia" | "militants" | "movement" | "faction" | "organization" | "organisation" | "rebels" => {
            Some(&[ArmedGroup, Organisation])
        }
        "country" | "nation" | "kingdom" => Some(&[Country]),
        "ministry" | "parliament" | "court" | "agency" | "army" | "military" | "government" | "police" => {
            Some(&[GovernmentBody])
        }
        "president" | "minister" | "premier" | "leader" | "spokesman" | "spokeswoman" | "commander" | "general"
        | "senator" => Some(&[Person]),
        "company" | "party" | "union" | "bloc" | "alliance" | "coalition" => Some(&[Organisation]),
        _ => None,
    }
}
