//! Walks over a sentence's dependency tree.

use std::ops::Range;

use crate::{Sentence, Token};

impl Sentence {
    /// Indices of the dependents of `head`, in order.
    pub fn children(&self, head: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, token)| token.head == Some(head)).map(|(index, _)| index)
    }

    /// Dependents of `head` by a relation; `relation` with a subtype must match whole, without one it matches any subtype.
    pub fn children_by<'s>(&'s self, head: usize, relation: &'s str) -> impl Iterator<Item = usize> + 's {
        self.children(head).filter(move |&child| self.tokens[child].has_relation(relation))
    }

    /// The first dependent of `head` by a relation.
    pub fn child(&self, head: usize, relation: &str) -> Option<usize> {
        self.children_by(head, relation).next()
    }

    /// Whether a noun has the definite article or a demonstrative: it takes up what is known.
    pub fn has_definite_determiner(&self, noun: usize) -> bool {
        let definite = |form: &str| ["the", "this", "that", "these", "those"].contains(&form);
        self.children_by(noun, "det").any(|det| definite(self.tokens[det].form.to_lowercase().as_str()))
    }

    /// `node` and all its descendants, in order.
    pub fn subtree(&self, node: usize) -> Vec<usize> {
        (0..self.tokens.len()).filter(|&index| self.dominates(node, index)).collect()
    }

    /// Whether `below` is `above` or a descendant of it.
    pub fn dominates(&self, above: usize, below: usize) -> bool {
        self.ancestors(below).any(|node| node == above)
    }

    /// `node`, its head, its head's head, up to the root.
    pub fn ancestors(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        // A tree has no cycles; `take` keeps a broken one from looping.
        std::iter::successors(Some(node), |&at| self.tokens[at].head).take(self.tokens.len())
    }

    /// The sentence's root.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|token| token.head.is_none())
    }

    /// Where the tokens of a range stand in the document.
    pub fn span_of(&self, tokens: Range<usize>) -> record::Span {
        let tokens = &self.tokens[tokens];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => record::Span::new(first.span.start, last.span.end),
            _ => record::Span::new(self.span.start, self.span.start),
        }
    }
}

impl Token {
    /// Whether the token hangs by `relation`; without a subtype, any subtype will do.
    pub fn has_relation(&self, relation: &str) -> bool {
        self.deprel == relation || self.relation() == relation
    }
}
