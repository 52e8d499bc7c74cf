//! The closed vocabularies of PLOVER that records use. Their definitions, modes and scores are data in `data/ontology`.

use std::{fmt, str::FromStr};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A name that is not in a closed vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// What was looked up: `event type`, `sector`, …
    pub vocabulary: &'static str,
    /// The name.
    pub name: String,
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown {} `{}`", self.vocabulary, self.name)
    }
}

impl std::error::Error for UnknownName {}

/// Declares an enum with its names in one place: `ALL`, `name`, `Display`, `FromStr`, serde.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $what:literal, { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)* }

        impl $name {
            /// Every value, in the standard order.
            pub const ALL: &[$name] = &[$($name::$variant),*];

            /// The name used in records.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }

        impl FromStr for $name {
            type Err = UnknownName;
            fn from_str(name: &str) -> Result<Self, UnknownName> {
                match name {
                    $($text => Ok($name::$variant),)*
                    _ => Err(UnknownName { vocabulary: $what, name: name.to_owned() }),
                }
            }
        }
    };
}

vocabulary! {
    /// The 16 event types of PLOVER 2021.
    EventType, "event type", {
        /// Agree, offer or promise to cooperate.
        Agree = "AGREE",
        /// Meet, visit, talk, negotiate, mediate.
        Consult = "CONSULT",
        /// Support in words: praise, recognise, approve, ratify.
        Support = "SUPPORT",
        /// Concede in words: apologise, pardon, ease.
        Concede = "CONCEDE",
        /// Cooperate in deeds, both ways.
        Cooperate = "COOPERATE",
        /// Help in deeds, one way.
        Aid = "AID",
        /// Withdraw, release, disarm, resign.
        Retreat = "RETREAT",
        /// Request, demand, order, appeal.
        Request = "REQUEST",
        /// Condemn, blame, allege, indict, investigate.
        Accuse = "ACCUSE",
        /// Refuse, deny, veto, oppose.
        Reject = "REJECT",
        /// Threaten, warn of harm.
        Threaten = "THREATEN",
        /// Demonstrate, riot, strike, boycott.
        Protest = "PROTEST",
        /// Reduce relations, convict, expel.
        Sanction = "SANCTION",
        /// Deploy, alert, test weapons.
        Mobilize = "MOBILIZE",
        /// Arrest, seize, ban, deport.
        Coerce = "COERCE",
        /// Use violence against people or things.
        Assault = "ASSAULT",
    }
}

impl EventType {
    /// The quad class of the type.
    pub fn quad(self) -> Quad {
        match self {
            Self::Agree | Self::Consult | Self::Support | Self::Concede => Quad::VerbalCooperation,
            Self::Cooperate | Self::Aid | Self::Retreat => Quad::MaterialCooperation,
            Self::Request | Self::Accuse | Self::Reject | Self::Threaten => Quad::VerbalConflict,
            Self::Protest | Self::Sanction | Self::Mobilize | Self::Coerce | Self::Assault => Quad::MaterialConflict,
        }
    }
}

vocabulary! {
    /// Whether an act happened.
    Status, "status", {
        /// Reported as having happened or happening.
        Actual = "actual",
        /// Announced, scheduled, intended.
        Future = "future",
        /// Possible, conditional, sought, feared.
        Hypothetical = "hypothetical",
        /// Reported not to have happened, or denied.
        Negated = "negated",
    }
}

vocabulary! {
    /// The four quad classes.
    Quad, "quad class", {
        /// AGREE, CONSULT, SUPPORT, CONCEDE.
        VerbalCooperation = "verbal cooperation",
        /// COOPERATE, AID, RETREAT.
        MaterialCooperation = "material cooperation",
        /// REQUEST, ACCUSE, REJECT, THREATEN.
        VerbalConflict = "verbal conflict",
        /// PROTEST, SANCTION, MOBILIZE, COERCE, ASSAULT.
        MaterialConflict = "material conflict",
    }
}

vocabulary! {
    /// PLOVER sectors, and the codes of bodies above countries.
    Sector, "sector", {
        /// Police.
        Cop = "COP",
        /// Government, executive.
        Gov = "GOV",
        /// Courts.
        Jud = "JUD",
        /// Legislature.
        Leg = "LEG",
        /// Military.
        Mil = "MIL",
        /// Paramilitary, militia.
        Prm = "PRM",
        /// Political party.
        Pty = "PTY",
        /// Rebels.
        Reb = "REB",
        /// Intelligence.
        Spy = "SPY",
        /// Unidentified armed.
        Uaf = "UAF",
        /// Unknown.
        Unk = "UNK",
        /// Agriculture.
        Agr = "AGR",
        /// Business.
        Bus = "BUS",
        /// Criminals.
        Crm = "CRM",
        /// Civilians.
        Cvl = "CVL",
        /// Education.
        Edu = "EDU",
        /// Elites, former officials.
        Eli = "ELI",
        /// Press.
        Jrn = "JRN",
        /// Labour.
        Lab = "LAB",
        /// Medical.
        Med = "MED",
        /// Opposition.
        Opp = "OPP",
        /// Partially recognised entity.
        Pre = "PRE",
        /// Refugees.
        Ref = "REF",
        /// Religious.
        Rel = "REL",
        /// Civil society.
        Soc = "SOC",
        /// Intergovernmental organisation.
        Igo = "IGO",
        /// Non-governmental organisation.
        Ngo = "NGO",
        /// International social movement.
        Ism = "ISM",
        /// International militarised group.
        Img = "IMG",
        /// Multinational corporation.
        Mnc = "MNC",
    }
}
