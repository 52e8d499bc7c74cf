//! Sentences to CoNLL-U.

use std::fmt::Write;

use record::{CharIndex, Span};

use super::{features::features, kind_label};
use crate::{Analysis, MultiWord, Sentence};

/// The analysis of `text` as CoNLL-U 2, one block a sentence.
///
/// Columns of what is not known (an unparsed sentence's heads, say) hold `_`.
pub fn write(analysis: &Analysis, text: &str) -> String {
    let index = CharIndex::new(text);
    let mut out = String::with_capacity(text.len() * 8);
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        block(&mut out, number + 1, sentence, &index).expect("writing to a string cannot fail");
    }
    out
}

fn block(out: &mut String, number: usize, sentence: &Sentence, index: &CharIndex<'_>) -> std::fmt::Result {
    let text = index.slice(sentence.span).split_whitespace().collect::<Vec<_>>().join(" ");
    writeln!(out, "# sent_id = {number}\n# text = {text}")?;
    let labels = name_labels(sentence);
    let mut groups = sentence.multiwords.iter().peekable();
    let mut inside = 0;
    for (at, token) in sentence.tokens.iter().enumerate() {
        if let Some(group) = groups.next_if(|group| group.tokens.start == at) {
            multiword(out, group, index)?;
            inside = group.tokens.end;
        }
        // Inside a multiword the spacing belongs to the whole.
        let tight = at >= inside && is_tight(index, token.span);
        let head = match token.head {
            Some(head) => (head + 1).to_string(),
            None if token.deprel.is_empty() => "_".to_owned(),
            None => "0".to_owned(),
        };
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t{}",
            at + 1,
            known(&token.form),
            known(&token.lemma),
            token.upos.name(),
            known(&token.xpos),
            features(token),
            known(&token.deprel),
            misc(labels[at].as_deref(), tight),
        )?;
    }
    writeln!(out)
}

fn multiword(out: &mut String, group: &MultiWord, index: &CharIndex<'_>) -> std::fmt::Result {
    let (first, last) = (group.tokens.start + 1, group.tokens.end);
    let misc = misc(None, is_tight(index, group.span));
    writeln!(out, "{first}-{last}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", known(&group.form))
}

fn known(value: &str) -> &str {
    if value.is_empty() { "_" } else { value }
}

fn misc(name: Option<&str>, tight: bool) -> String {
    let name = name.map(|label| format!("NER={label}"));
    let tight = tight.then(|| "SpaceAfter=No".to_owned());
    let pairs: Vec<String> = name.into_iter().chain(tight).collect();
    if pairs.is_empty() { "_".to_owned() } else { pairs.join("|") }
}

/// Whether more text follows a span without space between.
fn is_tight(index: &CharIndex<'_>, span: Span) -> bool {
    index.text()[index.byte(span.end)..].chars().next().is_some_and(|next| !next.is_whitespace())
}

fn name_labels(sentence: &Sentence) -> Vec<Option<String>> {
    let mut labels = vec![None; sentence.tokens.len()];
    for name in &sentence.names {
        let kind = kind_label(name.kind);
        for at in name.tokens.clone().filter(|&at| at < sentence.tokens.len()) {
            let tag = if at == name.tokens.start { 'B' } else { 'I' };
            labels[at] = Some(format!("{tag}-{kind}"));
        }
    }
    labels
}
