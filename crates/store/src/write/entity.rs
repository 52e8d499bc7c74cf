//! Entities across documents: one row for what bears one key of the actor base, or one name within one country.

use record::{Entity, EntityType, MentionKind};
use rusqlite::{Connection, params};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::Result;

/// Id of the entity's row, which is made where there is none.
pub fn id(connection: &Connection, entity: &Entity) -> Result<i64> {
    let (folded, key) = (fold(&entity.name), key(entity));
    if let Some(id) = super::first(connection, "SELECT id FROM entities WHERE key = ?1", [&key])? {
        return Ok(id);
    }
    let named = entity.kb.is_some() || entity.mentions.iter().any(|mention| mention.kind == MentionKind::Name);
    let sql = "INSERT INTO entities (key, name, folded, type, country, kb, named) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(sql)?.execute(params![
        key,
        entity.name,
        folded,
        type_name(entity.kind),
        entity.country,
        entity.kb,
        named
    ])?;
    Ok(connection.last_insert_rowid())
}

/// By what an entity is known across documents.
pub(crate) fn key(entity: &Entity) -> String {
    let country = entity.country.as_deref().unwrap_or_default();
    entity.kb.clone().unwrap_or_else(|| format!("name:{}:{country}", fold(&entity.name)))
}

/// Lower case, no diacritics, single spaces for all that is no letter or digit, no leading article.
pub(crate) fn fold(name: &str) -> String {
    let plain: String = name.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let skipped = usize::from(words.len() > 1 && ["the", "a", "an"].contains(&words[0]));
    words[skipped..].join(" ")
}

fn type_name(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "person",
        EntityType::Organisation => "organisation",
        EntityType::ArmedGroup => "armed_group",
        EntityType::GovernmentBody => "government_body",
        EntityType::Country => "country",
        EntityType::Population => "population",
        EntityType::Place => "place",
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_fold_together() {
        assert_eq!(fold("The Al-Nusrah  Front"), "al nusrah front");
        assert_eq!(fold("Nicolás Maduro"), "nicolas maduro");
        assert_eq!(fold("The"), "the");
    }
}
