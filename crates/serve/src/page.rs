//! The page: files built into the program, from `ui/dist`.

use axum::{
    extract::Request,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{Embed, EmbeddedFile};

use crate::fault::{Fault, Kind};

#[derive(Embed)]
#[folder = "../../ui/dist"]
struct Files;

/// What answers for the page's own addresses.
const INDEX: &str = "index.html";
/// Files below it have their hash in their name.
const HASHED: &str = "assets/";

/// Whether the page is not built in, but the page that says so.
pub fn is_placeholder() -> bool {
    !Files::iter().any(|path| path.starts_with(HASHED))
}

/// Answers with a file; addresses of the page itself get its index.
pub async fn answer(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Fault::new(Kind::BadMethod, "files can only be read", "use GET").into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    if let Some(file) = Files::get(path).filter(|_| !path.is_empty()) {
        return with_validator(&request, path, file);
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_view = !last.contains('.') && !path.starts_with("api/") && path != "api";
    match Files::get(INDEX).filter(|_| is_view) {
        Some(file) => with_validator(&request, INDEX, file),
        None => {
            let hint = "the interface lies under /api/v1, see /api/v1/openapi.json";
            Fault::new(Kind::NotFound, "there is nothing at this address", hint).into_response()
        }
    }
}

fn with_validator(request: &Request, path: &str, file: EmbeddedFile) -> Response {
    let hash: String = file.metadata.sha256_hash()[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    // Hexadecimal digits are no fault in a header.
    let tag = HeaderValue::from_str(&format!("\"{hash}\"")).unwrap_or(HeaderValue::from_static("\"\""));
    let kept = if path.starts_with(HASHED) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let media = mime_guess::from_path(path).first_or_octet_stream();
    let media = if media.type_() == "text" { format!("{media}; charset=utf-8") } else { media.to_string() };
    let known = request.headers().get(header::IF_NONE_MATCH).is_some_and(|known| *known == tag);
    let head = [(header::ETAG, tag), (header::CACHE_CONTROL, HeaderValue::from_static(kept))];
    if known {
        return (StatusCode::NOT_MODIFIED, head).into_response();
    }
    (head, [(header::CONTENT_TYPE, media)], file.data.into_owned()).into_response()
}
