//! Persons named with their title: "President Trump", "former Secretary of State Antony J. Blinken".

use std::collections::{HashMap, HashSet};

use record::EntityType;

use super::{Actor, ActorBase};
use crate::fold::key;

/// Titles before names that are no office of anyone's.
const HONORIFICS: &[&str] =
    &["mr", "mrs", "ms", "miss", "sir", "dr", "sen", "rep", "gov", "gen", "judge", "senator", "candidate"];
/// Words inside titles that can't stand before a name.
const LINKS: &[&str] = &["of", "the", "for", "to", "and", "in"];
/// Most words before a name.
const LONGEST_TITLE: usize = 12;

/// Persons by last name, and the words of all titles.
#[derive(Debug, Default)]
pub(super) struct Titled {
    by_surname: HashMap<String, Vec<usize>>,
    words: HashSet<String>,
}

impl Titled {
    /// Indexes the persons of a base.
    pub(super) fn of(actors: &[Actor]) -> Self {
        let mut titled = Self::default();
        titled.words.extend(HONORIFICS.iter().map(|word| (*word).to_owned()));
        for (position, actor) in actors.iter().enumerate().filter(|(_, actor)| actor.kind == EntityType::Person) {
            if let Some(surname) = key(&actor.name).rsplit(' ').next() {
                titled.by_surname.entry(surname.to_owned()).or_default().push(position);
            }
            titled.words.extend(actor.roles.iter().flat_map(|role| title_words(&role.title)));
        }
        titled
    }
}

impl ActorBase {
    /// The person whose full name, or surname after a title of theirs, ends the phrase; initials between names are left out.
    pub(super) fn titled(&self, phrase: &str) -> Option<&Actor> {
        let words: Vec<&str> = phrase.split(' ').collect();
        if words.len() > LONGEST_TITLE {
            return None;
        }
        (0..words.len()).find_map(|start| {
            let name: Vec<&str> = words[start..].iter().copied().filter(|word| word.len() > 1).collect();
            let title = words[..start].last().map(|word| key(word));
            if title.as_ref().is_some_and(|title| !self.titled.words.contains(title)) {
                return None;
            }
            match (name.as_slice(), title) {
                ([], _) | ([_], None) => None,
                ([surname], Some(title)) => self.by_surname(surname, &title),
                (_, None) if name.len() == words.len() => None,
                _ => self.named(&name.join(" ")).filter(|actor| actor.kind == EntityType::Person),
            }
        })
    }

    /// The one person of that last name who has held an office of that title, or who is known by the last name alone.
    fn by_surname(&self, surname: &str, title: &str) -> Option<&Actor> {
        if HONORIFICS.contains(&title) {
            return self.named(surname).filter(|actor| actor.kind == EntityType::Person);
        }
        let held = |actor: &&Actor| actor.roles.iter().any(|role| title_words(&role.title).any(|word| word == title));
        let known = self.named(surname).filter(held);
        let bearers = self.titled.by_surname.get(&key(surname)).into_iter().flatten();
        let mut holders = bearers.map(|position| &self.actors[*position]).filter(held);
        known.or_else(|| holders.next().filter(|_| holders.next().is_none()))
    }
}

fn title_words(title: &str) -> impl Iterator<Item = String> {
    key(title).split(' ').filter(|word| !LINKS.contains(word)).map(str::to_owned).collect::<Vec<_>>().into_iter()
}
