//! Flags of the commands that work on a store.

use std::{net::SocketAddr, num::NonZeroUsize, path::PathBuf, time::Duration};

use clap::{
    Args, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use jiff::{SignedDuration, civil::Date};
use record::{EventType, Quad, Sector, Status};
use store::{
    import::Coder,
    query::{Filter, Key, Level, Order, Outcome},
};

use crate::cli::ReadingOptions;

/// The file a command works on.
#[derive(Args)]
pub struct StorePath {
    /// The store: one SQLite file
    #[arg(long, value_name = "FILE", default_value = "annals.db", global = true)]
    pub store: PathBuf,
}

/// Flags of `annals ingest`.
#[derive(Args)]
pub struct IngestOptions {
    /// Files, folders, patterns, addresses, or `-` for standard input
    #[arg(required = true)]
    pub sources: Vec<String>,
    #[command(flatten)]
    pub store: StorePath,
    #[command(flatten)]
    pub reading: ReadingOptions,
    #[command(flatten)]
    pub work: WorkOptions,
}

/// How documents are coded and written.
#[derive(Args)]
pub struct WorkOptions {
    /// Documents coded at once; all cores if not given
    #[arg(long)]
    pub threads: Option<NonZeroUsize>,
    /// Documents written at once: a killed process loses at most these
    #[arg(long, default_value = "32")]
    pub batch: NonZeroUsize,
    /// No progress and no summary on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// Flags of `annals watch`.
#[derive(Args)]
pub struct WatchOptions {
    /// Feeds, folders, files, patterns or addresses
    #[arg(required = true)]
    pub sources: Vec<String>,
    #[command(flatten)]
    pub store: StorePath,
    /// Time between two rounds (`10m`, `1h`)
    #[arg(long, default_value = "10m", value_parser = pause)]
    pub every: Duration,
    /// Look once and end
    #[arg(long)]
    pub once: bool,
    #[command(flatten)]
    pub work: WorkOptions,
}

/// A time between rounds, a second at least.
fn pause(text: &str) -> Result<Duration, String> {
    let given: SignedDuration = text.parse().map_err(|error| format!("{error} (write `10m` or `1h`)"))?;
    let pause = Duration::try_from(given).map_err(|error| error.to_string())?;
    if pause < Duration::from_secs(1) { Err("is less than a second".to_owned()) } else { Ok(pause) }
}

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

/// Flags of `annals query`.
#[derive(Args)]
pub struct QueryOptions {
    #[command(flatten)]
    pub store: StorePath,
    /// Count by these instead of listing
    #[arg(long, value_enum, value_delimiter = ',')]
    pub by: Vec<By>,
    /// Incidents (mentions of one act count once) or reports
    #[arg(long, value_enum, default_value_t = LevelOption::Incident)]
    pub level: LevelOption,
    /// Order of a list
    #[arg(long, value_enum, default_value_t = OrderOption::Latest)]
    pub order: OrderOption,
    /// Rows at most; 0 for all
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
    #[command(flatten)]
    pub filter: FilterOptions,
}

/// Flags of `annals timeline`.
#[derive(Args)]
pub struct TimelineOptions {
    #[command(flatten)]
    pub store: StorePath,
    /// Incidents at most, the latest ones; 0 for all
    #[arg(long, default_value_t = 100)]
    pub limit: usize,
    #[command(flatten)]
    pub filter: FilterOptions,
}

/// Flags of `annals actors`.
#[derive(Args)]
pub struct ActorsOptions {
    /// Part of a name
    pub name: Option<String>,
    #[command(flatten)]
    pub store: StorePath,
    /// Also those without a name ("gunmen")
    #[arg(long)]
    pub all: bool,
    /// Rows at most
    #[arg(long, default_value_t = 30)]
    pub limit: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
}

/// Flags of `annals brief`.
#[derive(Args)]
pub struct BriefOptions {
    /// Words, the name of a participant, or a place
    pub topic: String,
    #[command(flatten)]
    pub store: StorePath,
    /// The day the brief is written for; the latest day of publication if not given
    #[arg(long)]
    pub as_of: Option<Date>,
    /// Lines a section
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = BriefFormat::Text)]
    pub format: BriefFormat,
}

/// Formats of a brief.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// For reading (Markdown)
    Text,
    /// One object
    Json,
}

/// Flags of `annals export`.
#[derive(Args)]
pub struct ExportOptions {
    /// Formats, several or one
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    pub format: Vec<ExportFormat>,
    /// Folder to write to
    #[arg(long, value_name = "FOLDER", default_value = "export")]
    pub out: PathBuf,
    #[command(flatten)]
    pub store: StorePath,
    /// Incidents or reports, for `csv` and `geojson`
    #[arg(long, value_enum, default_value_t = LevelOption::Incident)]
    pub level: LevelOption,
    /// Only what has changed since a run (its number) or a time (UTC; `asOf` of the last datapackage.json), with lists of what
    /// is to be taken away
    #[arg(long, value_name = "RUN|TIME")]
    pub since: Option<String>,
    #[command(flatten)]
    pub filter: FilterOptions,
}

/// Formats of exports.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One incident or report a row
    Csv,
    /// The same with types, zstd, one file a year
    Parquet,
    /// Whole records (`annals/1`), one document a line
    Jsonl,
    /// Incidents or reports with a point
    Geojson,
    /// GDELT 2.0 events and mentions
    Gdelt,
    /// ICEWS
    Icews,
    /// POLECAT
    Polecat,
    /// FollowTheMoney entities
    Ftm,
    /// Counts by country and month and by pair of countries and month, zeros included
    Panel,
}

/// Flags of `annals import`.
#[derive(Args)]
pub struct ImportOptions {
    /// Files of one coder
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Whose files they are
    #[arg(long = "as", value_name = "CODER", value_parser = coder())]
    pub coder: Coder,
    #[command(flatten)]
    pub store: StorePath,
}

/// The coders by their names in the store.
fn coder() -> impl TypedValueParser<Value = Coder> {
    let named = |name: String| Coder::ALL.into_iter().find(|coder| coder.name() == name);
    PossibleValuesParser::new(Coder::ALL.map(Coder::name)).try_map(move |name| named(name).ok_or("no such coder"))
}

/// Flags of `annals review`.
#[derive(Args)]
pub struct ReviewOptions {
    #[command(flatten)]
    pub store: StorePath,
    #[command(subcommand)]
    pub action: ReviewAction,
}

/// What to do with reviews.
#[derive(Subcommand)]
pub enum ReviewAction {
    /// Say that an event is right
    Accept {
        /// Id of the event (`annals query --level report`)
        event: i64,
        /// Who says so
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long)]
        note: Option<String>,
    },
    /// Say that the text tells of no such event: it no longer counts
    Reject {
        /// Id of the event
        event: i64,
        /// Who says so
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long)]
        note: Option<String>,
    },
    /// Give a field its right value
    Edit {
        /// Id of the event
        event: i64,
        /// `type=COERCE`, `day_from=2024-02-10`; an empty value takes it away
        #[arg(value_name = "FIELD=VALUE")]
        change: String,
        /// Who says so
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long)]
        note: Option<String>,
    },
    /// List reviews and what became of them
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = RowFormat::Table)]
        format: RowFormat,
    },
    /// Print reviews as JSON Lines, to train on
    Export,
}

/// Flags of `annals recode`.
#[derive(Args)]
pub struct RecodeOptions {
    #[command(flatten)]
    pub store: StorePath,
    /// Documents coded at once; all cores if not given
    #[arg(long)]
    pub threads: Option<NonZeroUsize>,
}

/// Flags of `annals demo`.
#[derive(Args)]
pub struct DemoOptions {
    /// The store to fill; a temporary one if not given
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    #[command(flatten)]
    pub server: ServerOptions,
}

/// Flags of `annals serve`.
#[derive(Args)]
pub struct ServeOptions {
    #[command(flatten)]
    pub store: StorePath,
    #[command(flatten)]
    pub server: ServerOptions,
}

/// How to serve.
#[derive(Args)]
pub struct ServerOptions {
    /// Address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// What must be shown to add reviews and, beyond this machine, to see anything; made up if not given
    #[arg(long, env = "ANNALS_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// A name by which the server is called, beside addresses and `localhost`
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}

/// Formats of rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// For reading
    Table,
    /// One list of objects
    Json,
    /// One row a line, with a head
    Csv,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LevelOption {
    /// Acts: mentions of one act count once
    Incident,
    /// Mentions, each on its own
    Report,
}

impl From<LevelOption> for Level {
    fn from(level: LevelOption) -> Self {
        match level {
            LevelOption::Incident => Self::Incident,
            LevelOption::Report => Self::Report,
        }
    }
}

/// Orders of a list.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OrderOption {
    /// As they came in
    Id,
    /// The earliest day first
    Earliest,
    /// The latest day first
    Latest,
}

impl From<OrderOption> for Order {
    fn from(order: OrderOption) -> Self {
        match order {
            OrderOption::Id => Self::Id,
            OrderOption::Earliest => Self::Earliest,
            OrderOption::Latest => Self::Latest,
        }
    }
}

/// Keys to count by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// First day
    Day,
    /// Week, by its Monday
    Week,
    /// Month
    Month,
    /// Year
    Year,
    /// PLOVER type
    Type,
    /// Quad class
    Quad,
    /// Status
    Status,
    /// Country of the place
    Country,
    /// First-level division of the place
    Admin1,
    /// Actor
    Actor,
    /// Recipient
    Recipient,
    /// Actor and recipient
    Dyad,
    /// Actor's country
    ActorCountry,
    /// Recipient's country
    RecipientCountry,
    /// Both countries
    CountryDyad,
    /// Outlet
    Source,
}

impl From<By> for Key {
    fn from(by: By) -> Self {
        match by {
            By::Day => Self::Day,
            By::Week => Self::Week,
            By::Month => Self::Month,
            By::Year => Self::Year,
            By::Type => Self::Type,
            By::Quad => Self::Quad,
            By::Status => Self::Status,
            By::Country => Self::Country,
            By::Admin1 => Self::Admin1,
            By::Actor => Self::Actor,
            By::Recipient => Self::Recipient,
            By::Dyad => Self::Dyad,
            By::ActorCountry => Self::ActorCountry,
            By::RecipientCountry => Self::RecipientCountry,
            By::CountryDyad => Self::CountryDyad,
            By::Source => Self::Source,
        }
    }
}
