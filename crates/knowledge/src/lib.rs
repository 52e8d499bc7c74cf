//! The knowledge of Annals: `data/` loaded, checked and hashed.
//!
//! [`Knowledge::embedded`] gives the data built into the binary, [`Knowledge::load`] a folder of the same layout.
//! Every error names its file and line.

mod actors;
mod attribution;
mod countries;
mod domains;
mod error;
mod fold;
mod gazetteer;
mod lemmas;
mod means;
mod modality;
mod ontology;
mod patterns;
mod source;
mod table;
pub mod time;
mod titles;

pub use actors::{Actor, ActorBase, ActorRole, Tie};
pub use attribution::{AttributionCues, CueKind};
pub use countries::{Countries, Country, CountryForm, CountryMatch};
pub use domains::Domains;
pub use error::{Problem, Problems};
pub use gazetteer::{Gazetteer, GazetteerPlace, PlaceKind};
pub use lemmas::Lemmas;
pub use means::Means;
pub use modality::Modality;
pub use ontology::{ModeDefinition, Ontology, TypeDefinition};
pub use patterns::{Condition, Entry, EntryClass, Pattern, PatternSet, Relation, Test};
pub use source::Source;
pub use time::TimeWords;
pub use titles::{Title, Titles};

/// All knowledge, immutable and shared.
#[derive(Debug)]
pub struct Knowledge {
    /// Types, modes, contexts, scores, CAMEO mapping.
    pub ontology: Ontology,
    /// Countries by name, demonym, adjective, capital.
    pub countries: Countries,
    /// Known actors by alias.
    pub actors: ActorBase,
    /// Words and titles that give a sector.
    pub titles: Titles,
    /// Places.
    pub gazetteer: Gazetteer,
    /// Words that attribute.
    pub attribution: AttributionCues,
    /// Words for what assaults are done with.
    pub means: Means,
    /// Words that give status.
    pub modality: Modality,
    /// Words of other walks of life.
    pub domains: Domains,
    /// Words that name times.
    pub times: std::sync::Arc<TimeWords>,
    /// Irregular word forms.
    pub lemmas: std::sync::Arc<Lemmas>,
    /// Trigger patterns.
    pub patterns: PatternSet,
    /// `sha256:…` of all files read.
    pub hash: String,
}

impl Knowledge {
    /// The knowledge built into the binary.
    pub fn embedded() -> Result<Self, Problems> {
        Self::load(&Source::embedded())
    }

    /// Loads and checks knowledge; every problem found is reported, not the first alone.
    pub fn load(source: &Source) -> Result<Self, Problems> {
        let mut problems = Problems::default();
        let ontology = Ontology::load(source, &mut problems);
        let countries = Countries::load(source, &mut problems);
        let patterns = PatternSet::load(source, &ontology, &mut problems);
        let knowledge = Self {
            actors: ActorBase::load(source, &countries, &mut problems),
            titles: Titles::load(source, &mut problems),
            gazetteer: Gazetteer::load(source, &mut problems),
            attribution: AttributionCues::load(source, &mut problems),
            means: Means::load(source, &ontology, &mut problems),
            modality: Modality::load(source, &mut problems),
            domains: Domains::load(source, &mut problems),
            times: TimeWords::load(source, &mut problems).into(),
            lemmas: Lemmas::load(source, &patterns, &mut problems).into(),
            hash: source.hash(),
            patterns,
            ontology,
            countries,
        };
        if problems.is_empty() { Ok(knowledge) } else { Err(problems) }
    }
}
