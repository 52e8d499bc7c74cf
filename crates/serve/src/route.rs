//! What a route is: address, parameters, answer. The router and the OpenAPI document are both made from the same list.

use axum::http::StatusCode;
use record::CoderVersion;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, de::DeserializeOwned};
use store::Reader;

use crate::{
    App,
    fault::{Fault, Kind},
    params::{FORMAT, Holds, PLACED_FORMAT, Param},
    query::Query,
    sink::{RowFormat, Sink},
};

/// One question to the store.
pub struct Ask<'a> {
    /// The store, standing still.
    pub reader: &'a Reader,
    /// The query string.
    pub query: &'a Query,
    /// The ids in the path, in order.
    pub ids: &'a [i64],
    /// What else the server has.
    pub app: &'a App,
}

/// An answer as JSON.
pub type Json = Vec<u8>;

type View = Box<dyn Fn(&Ask<'_>) -> Result<Json, Fault> + Send + Sync>;
/// What a route that reads answers, as JSON and as rows.
pub type Handlers<T> = (fn(&Ask<'_>) -> Result<T, Fault>, Rows);

/// An answer as rows.
pub type Rows = fn(&Ask<'_>, &mut Sink) -> Result<(), Fault>;
type Told = Box<dyn Fn(&App, Rights) -> Result<Json, Fault> + Send + Sync>;
type Change = Box<dyn Fn(&App, &[i64], &[u8]) -> Result<Json, Fault> + Send + Sync>;

/// What a route does.
pub enum Does {
    /// Reads the store.
    Read {
        /// The answer as JSON.
        view: View,
        /// The answer as rows.
        rows: Rows,
    },
    /// Tells what does not depend on the store; open to all where `open`.
    Tell {
        /// The answer; whether the request may read, and may write.
        tell: Told,
        /// Whether it needs no token anywhere.
        open: bool,
    },
    /// Writes to the store.
    Write {
        /// Makes the change.
        change: Change,
        /// Schema of the body.
        body: fn(&mut SchemaGenerator) -> Schema,
    },
}

/// What a request may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// See the store.
    pub read: bool,
    /// Add reviews.
    pub write: bool,
}

/// A route.
pub struct Route {
    /// Address below the base, with `{…}` for ids.
    pub path: &'static str,
    /// Group in the document.
    pub tag: &'static str,
    /// What it answers.
    pub about: &'static str,
    /// Parameters of the query string.
    pub params: Vec<Param>,
    /// What it does.
    pub does: Does,
    /// Schema of the answer.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
    /// Whether it runs the coder, so that only one runs at a time.
    pub heavy: bool,
    /// Whether what is asked for may have another address.
    pub moves: bool,
}

impl Route {
    /// A route that reads.
    pub fn get<T: Serialize + JsonSchema + 'static>(
        path: &'static str,
        tag: &'static str,
        about: &'static str,
        params: &[&[Param]],
        (view, rows): Handlers<T>,
    ) -> Self {
        let params = params.iter().chain(&[FORMAT]).flat_map(|params| params.iter().copied()).collect();
        let does = Does::Read { view: Box::new(move |ask| json(&view(ask)?)), rows };
        Self { path, tag, about, params, does, schema: subschema::<T>, heavy: false, moves: false }
    }

    /// A route that tells what does not depend on the store.
    pub fn tell<T: Serialize + JsonSchema + 'static>(
        path: &'static str,
        about: &'static str,
        open: bool,
        tell: fn(&App, Rights) -> T,
    ) -> Self {
        let does = Does::Tell { tell: Box::new(move |app, rights| json(&tell(app, rights))), open };
        Self {
            path,
            tag: "server",
            about,
            params: Vec::new(),
            does,
            schema: subschema::<T>,
            heavy: false,
            moves: false,
        }
    }

    /// A route that writes.
    pub fn post<B: DeserializeOwned + JsonSchema + 'static, T: Serialize + JsonSchema + 'static>(
        path: &'static str,
        tag: &'static str,
        about: &'static str,
        change: fn(&App, &[i64], B) -> Result<T, Fault>,
    ) -> Self {
        let change = move |app: &App, ids: &[i64], body: &[u8]| {
            let body = serde_json::from_slice(body).map_err(|error| {
                Fault::new(Kind::BadBody, error.to_string(), "see /api/v1/openapi.json for what it must hold")
            })?;
            json(&change(app, ids, body)?)
        };
        let does = Does::Write { change: Box::new(change), body: subschema::<B> };
        Self { path, tag, about, params: Vec::new(), does, schema: subschema::<T>, heavy: false, moves: false }
    }

    /// The same, run one at a time.
    pub fn heavy(mut self) -> Self {
        self.heavy = true;
        self
    }

    /// The same, where what is asked for may have another address.
    pub fn moving(mut self) -> Self {
        self.moves = true;
        self
    }

    /// The same, where rows can be drawn on a map.
    pub fn placed(mut self) -> Self {
        for param in self.params.iter_mut().filter(|param| param.name == PLACED_FORMAT.name) {
            *param = PLACED_FORMAT;
        }
        self
    }

    /// Formats of rows.
    pub fn formats(&self) -> Vec<RowFormat> {
        let offered = self.params.iter().find(|param| param.name == PLACED_FORMAT.name).map(|param| &param.holds);
        let Some(Holds::Choice(words)) = offered else { return Vec::new() };
        let all = [RowFormat::Csv, RowFormat::Jsonl, RowFormat::Geojson];
        all.into_iter().filter(|format| words().contains(&format.parts().1)).collect()
    }

    /// Names in the path.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> {
        self.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
    }

    /// Status of its answer.
    pub fn status(&self) -> StatusCode {
        if matches!(self.does, Does::Write { .. }) { StatusCode::CREATED } else { StatusCode::OK }
    }

    /// Errors it may answer with.
    pub fn errors(&self) -> Vec<Kind> {
        use Kind::{
            AddressTooLong, BadBody, BadCursor, BadHost, BadMediaType, BadMethod, BadParameter, Busy, Internal, Locked,
            NotAcceptable, NotFound, Timeout, TooLarge, Unauthorised, UnknownName, Unprocessable,
        };
        let mut errors = vec![BadParameter, BadHost, BadMethod, AddressTooLong, Internal];
        match self.does {
            Does::Tell { open: true, .. } => {}
            Does::Tell { .. } => errors.push(Unauthorised),
            Does::Read { .. } => {
                errors.extend([Unauthorised, NotAcceptable, Busy, Timeout]);
                let has = |name| self.params.iter().any(|param| param.name == name);
                errors.extend(
                    [("cursor", BadCursor), ("actor", UnknownName)]
                        .into_iter()
                        .filter_map(|(name, kind)| has(name).then_some(kind)),
                );
            }
            Does::Write { .. } => {
                errors.extend([Unauthorised, BadBody, BadMediaType, TooLarge, Unprocessable, Locked, NotFound]);
            }
        }
        if self.ids().next().is_some() && !errors.contains(&NotFound) {
            errors.push(NotFound);
        }
        errors.sort();
        errors
    }
}

fn subschema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

fn json(value: &impl Serialize) -> Result<Json, Fault> {
    Ok(serde_json::to_vec(value).map_err(std::io::Error::from)?)
}

/// Runs the coder again for one document: what `serve` knows nothing of.
pub trait Explain: Send + Sync {
    /// The version that would run.
    fn version(&self) -> Result<CoderVersion, String>;
    /// From sentence to record, for the event with an id within the document (`v1`).
    fn explain(&self, document: &record::Document, event: &str) -> Result<String, String>;
}
