//! Sectors that acts imply: a country that does nothing but shoot and deploy acts through its forces, and private persons who are
//! arrested, convicted, or accused by police and courts are held to be criminals.

use std::collections::{BTreeMap, BTreeSet};

use record::{EntityType, EventType, Sector};

use crate::{
    candidate::{Candidate, Phrase},
    entities::Entities,
};

/// Fills in the sectors that the acts of a document imply.
pub fn imply(entities: &mut Entities, candidates: &[Candidate]) {
    let forces = forces(entities, candidates);
    let accused = accused(entities, candidates);
    for entity in &mut entities.list {
        match (entity.kind, entity.sector) {
            (EntityType::Country, _) => {
                entity.sector = forces.get(&entity.id).copied().flatten().or(entity.sector);
            }
            (EntityType::Person, None | Some(Sector::Cvl)) if accused.contains(&entity.id) => {
                entity.sector = Some(Sector::Crm);
            }
            _ => {}
        }
    }
}

/// The sector that all acts of an actor imply, if one.
fn forces(entities: &Entities, candidates: &[Candidate]) -> BTreeMap<String, Option<Sector>> {
    let mut forces: BTreeMap<String, Option<Sector>> = BTreeMap::new();
    for candidate in candidates {
        let implied = of_country(candidate.kind);
        for id in ids(entities, &candidate.actors) {
            let known = *forces.entry(id.clone()).or_insert(implied);
            forces.insert(id, known.filter(|_| known == implied));
        }
    }
    forces
}

/// The sector that a type of act implies for an actor known by its country alone (`record.md`).
fn of_country(kind: EventType) -> Option<Sector> {
    matches!(kind, EventType::Assault | EventType::Mobilize).then_some(Sector::Mil)
}

/// Whoever is arrested, convicted or charged.
fn accused(entities: &Entities, candidates: &[Candidate]) -> BTreeSet<String> {
    let by_law = |phrase: &Phrase| {
        entities.of(phrase).is_some_and(|entity| matches!(entity.sector, Some(Sector::Cop | Sector::Jud)))
    };
    let held = |candidate: &&Candidate| {
        let mode = |names: &[&str]| candidate.modes.iter().any(|mode| names.contains(&mode.as_str()));
        let charged = candidate.kind == EventType::Accuse && mode(&["allege"]);
        mode(&["arrest", "convict"]) || charged && candidate.actors.iter().all(by_law)
    };
    candidates.iter().filter(held).flat_map(|candidate| ids(entities, &candidate.recipients)).collect()
}

fn ids(entities: &Entities, phrases: &[Phrase]) -> Vec<String> {
    phrases.iter().filter_map(|phrase| entities.of(phrase)).map(|entity| entity.id.clone()).collect()
}
