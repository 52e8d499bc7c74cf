//! The one shape of errors: `{"error": {"code", "message", "hint"}}`.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use schemars::JsonSchema;
use serde::Serialize;
use store::StoreError;

/// Kinds of errors: each has one status and one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A parameter that there is not, or a value it cannot have.
    BadParameter,
    /// A cursor that no answer gave.
    BadCursor,
    /// A body that is not what is asked for.
    BadBody,
    /// A participant that the store does not hold.
    UnknownName,
    /// No token, or a wrong one.
    Unauthorised,
    /// A host name that is not this server's.
    BadHost,
    /// Nothing there.
    NotFound,
    /// The address does not take this method.
    BadMethod,
    /// None of the formats that are asked for.
    NotAcceptable,
    /// Another process writes to the store.
    Locked,
    /// A body above the limit.
    TooLarge,
    /// An address above the limit.
    AddressTooLong,
    /// A body that is not JSON.
    BadMediaType,
    /// A review that cannot be.
    Unprocessable,
    /// All readers are at work.
    Busy,
    /// A fault of the store or of this program.
    Internal,
    /// The question took too long.
    Timeout,
}

impl Kind {
    /// Status and code.
    pub fn parts(self) -> (StatusCode, &'static str) {
        match self {
            Self::BadParameter => (StatusCode::BAD_REQUEST, "bad_parameter"),
            Self::BadCursor => (StatusCode::BAD_REQUEST, "bad_cursor"),
            Self::BadBody => (StatusCode::BAD_REQUEST, "bad_body"),
            Self::UnknownName => (StatusCode::BAD_REQUEST, "unknown_name"),
            Self::Unauthorised => (StatusCode::UNAUTHORIZED, "unauthorised"),
            Self::BadHost => (StatusCode::FORBIDDEN, "bad_host"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::BadMethod => (StatusCode::METHOD_NOT_ALLOWED, "bad_method"),
            Self::NotAcceptable => (StatusCode::NOT_ACCEPTABLE, "not_acceptable"),
            Self::Locked => (StatusCode::CONFLICT, "locked"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            Self::AddressTooLong => (StatusCode::URI_TOO_LONG, "address_too_long"),
            Self::BadMediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "bad_media_type"),
            Self::Unprocessable => (StatusCode::UNPROCESSABLE_ENTITY, "unprocessable"),
            Self::Busy => (StatusCode::TOO_MANY_REQUESTS, "busy"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
            Self::Timeout => (StatusCode::SERVICE_UNAVAILABLE, "timeout"),
        }
    }
}

/// What stops a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An error.
    Error {
        /// Which.
        kind: Kind,
        /// What was wrong.
        message: String,
        /// What to do.
        hint: String,
    },
    /// What was asked for has another address now.
    Moved(String),
}

/// Body of an error.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorBody {
    /// The error.
    pub error: ErrorParts,
}

/// An error.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ErrorParts {
    /// A word for programs.
    pub code: String,
    /// What was wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Fault {
    /// An error of a kind.
    pub fn new(kind: Kind, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Error { kind, message: message.into(), hint: hint.into() }
    }

    /// Nothing has that id.
    pub fn no_such(what: &str, id: i64) -> Self {
        Self::new(Kind::NotFound, format!("the store has no {what} {id}"), "lists of it give the ids there are")
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        let message = error.to_string();
        match error {
            StoreError::UnknownName(name) => Self::new(
                Kind::UnknownName,
                format!("the store knows no `{name}`"),
                "/api/v1/entities?q=… finds whom it knows",
            ),
            StoreError::Query(_) => Self::new(Kind::BadParameter, message, "see /api/v1/openapi.json"),
            StoreError::Locked(_) => {
                Self::new(Kind::Locked, "another process writes to the store", "try again when it has ended")
            }
            error if error.is_interrupted() => {
                Self::new(Kind::Timeout, "the question took too long", "narrow the filter, or ask for fewer rows")
            }
            // Causes may name files of this machine: they are for the log, not for whoever asks.
            error => {
                eprintln!("annals: {error}");
                Self::new(Kind::Internal, "the store failed", "the server's log says why")
            }
        }
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        eprintln!("annals: {error}");
        Self::new(Kind::Internal, "the answer could not be written", "the server's log says why")
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match self {
            Self::Moved(to) => {
                let place = HeaderValue::from_str(&to).unwrap_or(HeaderValue::from_static("/"));
                (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, place)]).into_response()
            }
            Self::Error { kind, message, hint } => {
                let (status, code) = kind.parts();
                let error = ErrorParts { code: code.to_owned(), message, hint };
                let mut response = (status, Json(ErrorBody { error })).into_response();
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
                if kind == Kind::Unauthorised {
                    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
                }
                if matches!(kind, Kind::Busy | Kind::Locked | Kind::Timeout) {
                    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
                }
                response
            }
        }
    }
}
