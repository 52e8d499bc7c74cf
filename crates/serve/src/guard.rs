//! Who may ask: host names against DNS rebinding, the token, and headers that keep browsers careful.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::{
    App,
    fault::{Fault, Kind},
    route::Rights,
};

/// Bytes of an address at most.
const ADDRESS: usize = 8192;
/// Random bytes of a token that is made up.
const RANDOM: usize = 16;
/// Characters of a token at least.
const SHORTEST: usize = 8;

/// Nothing from other hosts, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What a request must show to write.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    text: String,
    /// Whether somebody chose it, rather than the program.
    pub is_given: bool,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// A token somebody chose; `None` where it is too short to keep anyone out, or no header can hold it.
    pub fn given(text: String) -> Option<Self> {
        let fits = text.len() >= SHORTEST && text.chars().all(|c| c.is_ascii_graphic());
        fits.then_some(Self { text, is_given: true })
    }

    /// A token made up now, of 128 random bits.
    pub fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; RANDOM];
        getrandom::fill(&mut bytes)?;
        Ok(Self { text: bytes.iter().map(|byte| format!("{byte:02x}")).collect(), is_given: false })
    }

    /// The token.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is the one shown; takes as long whatever was shown.
    fn is(&self, shown: &str) -> bool {
        let hash = |text: &str| Sha256::digest(text.as_bytes());
        hash(&self.text).ct_eq(&hash(shown)).into()
    }
}

/// What the token sent with a request allows.
pub fn rights(app: &App, headers: &HeaderMap) -> Rights {
    let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = shown.and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
    });
    let write = token.is_some_and(|token| app.token.is(token));
    Rights { read: write || !app.reading_needs_token, write }
}

/// Refuses host names that are not this server's and addresses without end; adds headers to every answer.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match check(&app, &request) {
        Ok(()) => next.run(request).await,
        Err(fault) => fault.into_response(),
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn check(app: &App, request: &Request) -> Result<(), Fault> {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = request.uri().host().or(named).unwrap_or_default();
    if !is_ours(app, host) {
        return Err(Fault::new(
            Kind::BadHost,
            "this server is not called that",
            "ask by its address, or start it with `--host NAME`",
        ));
    }
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > ADDRESS {
        return Err(Fault::new(Kind::AddressTooLong, "the address is too long", format!("{ADDRESS} bytes at most")));
    }
    Ok(())
}

/// A page of another host can make its own name point here, but not an address or a name that it does not own.
fn is_ours(app: &App, host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']').map_or("", |(inner, _)| inner),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    name.parse::<IpAddr>().is_ok()
        || name.eq_ignore_ascii_case("localhost")
        || app.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(name))
}
