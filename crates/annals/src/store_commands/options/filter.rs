//! Which events a command is about.

use clap::Args;
use jiff::civil::Date;
use record::{EventType, Quad, Sector, Status};
use store::{
    import::Coder,
    query::{Filter, Outcome},
};

use super::ingest::coder;

/// Which events: all conditions given must hold; of several values of one flag, any.
#[derive(Args)]
#[command(next_help_heading = "Which events")]
pub struct FilterOptions {
    /// Name or key of an actor
    #[arg(long)]
    pub actor: Vec<String>,
    /// Name or key of a recipient
    #[arg(long)]
    pub recipient: Vec<String>,
    /// Name or key of a participant on either side
    #[arg(long)]
    pub party: Vec<String>,
    /// Country of an actor (ISO3)
    #[arg(long, value_name = "ISO3", value_delimiter = ',')]
    pub actor_country: Vec<String>,
    /// Country of a recipient (ISO3)
    #[arg(long, value_name = "ISO3", value_delimiter = ',')]
    pub recipient_country: Vec<String>,
    /// Sector of an actor (`MIL`)
    #[arg(long, value_name = "SECTOR", value_delimiter = ',')]
    pub actor_sector: Vec<Sector>,
    /// Sector of a recipient
    #[arg(long, value_name = "SECTOR", value_delimiter = ',')]
    pub recipient_sector: Vec<Sector>,
    /// PLOVER type (`ASSAULT`)
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    pub kind: Vec<EventType>,
    /// PLOVER mode (`drone`)
    #[arg(long, value_delimiter = ',')]
    pub mode: Vec<String>,
    /// `actual`, `future`, `hypothetical`, `negated`
    #[arg(long, value_delimiter = ',')]
    pub status: Vec<Status>,
    /// Quad class (`material conflict`)
    #[arg(long, value_delimiter = ',')]
    pub quad: Vec<Quad>,
    /// Country of the place (ISO3)
    #[arg(long, value_name = "ISO3", value_delimiter = ',')]
    pub country: Vec<String>,
    /// Name of the place or its first-level division
    #[arg(long)]
    pub place: Vec<String>,
    /// Box in degrees: south,west,north,east
    #[arg(long = "box", value_name = "S,W,N,E", value_parser = numbers::<4>, allow_hyphen_values = true)]
    pub area: Option<[f64; 4]>,
    /// Around a point: latitude,longitude,kilometres
    #[arg(long, value_name = "LAT,LON,KM", value_parser = numbers::<3>, allow_hyphen_values = true)]
    pub near: Option<[f64; 3]>,
    /// Earliest day on which it began
    #[arg(long)]
    pub from: Option<Date>,
    /// Latest day on which it began
    #[arg(long)]
    pub to: Option<Date>,
    /// Earliest day of publication
    #[arg(long)]
    pub reported_from: Option<Date>,
    /// Latest day of publication
    #[arg(long)]
    pub reported_to: Option<Date>,
    /// On whose word: part of the source's name
    #[arg(long, value_name = "WORDS")]
    pub attributed_to: Option<String>,
    /// Words of the sentence; `"exact phrase"`, AND, OR, NOT and `word*` work
    #[arg(long, value_name = "WORDS")]
    pub text: Option<String>,
    /// Words of the sentence, or the name of a participant or a place
    #[arg(long)]
    pub topic: Option<String>,
    /// Least confidence, 0 to 1
    #[arg(long)]
    pub min_confidence: Option<f64>,
    /// Leave out acts outside the reported situation
    #[arg(long)]
    pub current: bool,
    /// One incident, by id
    #[arg(long)]
    pub incident: Option<i64>,
    /// What became of the incident: a status, or `disputed`
    #[arg(long, value_delimiter = ',')]
    pub outcome: Vec<Outcome>,
    /// One document, by its id in the store
    #[arg(long)]
    pub document: Option<i64>,
    /// Incidents that a report of another coder matches (`annals import`)
    #[arg(long, value_name = "CODER", value_delimiter = ',', value_parser = coder())]
    pub matched: Vec<Coder>,
}

/// As many numbers as asked for, between commas.
fn numbers<const N: usize>(text: &str) -> Result<[f64; N], String> {
    let numbers: Result<Vec<f64>, _> = text.split(',').map(|number| number.trim().parse()).collect();
    let numbers = numbers.map_err(|error| format!("{error}; write {N} numbers with commas between"))?;
    numbers.try_into().map_err(|given: Vec<f64>| format!("{} numbers given, {N} needed", given.len()))
}

impl FilterOptions {
    /// The filter as the store takes it.
    pub fn filter(&self) -> Filter {
        let upper = |codes: &[String]| codes.iter().map(|code| code.to_uppercase()).collect();
        Filter {
            actor: self.actor.clone(),
            recipient: self.recipient.clone(),
            party: self.party.clone(),
            actor_country: upper(&self.actor_country),
            recipient_country: upper(&self.recipient_country),
            actor_sector: self.actor_sector.clone(),
            recipient_sector: self.recipient_sector.clone(),
            kind: self.kind.clone(),
            mode: self.mode.clone(),
            status: self.status.clone(),
            quad: self.quad.clone(),
            country: upper(&self.country),
            place: self.place.clone(),
            area: self.area,
            near: self.near,
            from: self.from,
            to: self.to,
            reported_from: self.reported_from,
            reported_to: self.reported_to,
            attributed_to: self.attributed_to.clone(),
            text: self.text.clone(),
            topic: self.topic.clone(),
            min_confidence: self.min_confidence,
            current_only: self.current,
            incident: self.incident,
            outcome: self.outcome.clone(),
            document: self.document,
            matched: self.matched.clone(),
            changed_since: None,
        }
    }
}
