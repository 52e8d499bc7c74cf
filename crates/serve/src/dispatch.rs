//! From a request to an answer: rights, query string, format, a reader, validators.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, to_bytes},
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use store::Reader;
use tokio::sync::{mpsc, oneshot};
use tokio_stream::{StreamExt, wrappers::ReceiverStream};

use crate::{
    App,
    fault::{Fault, Kind},
    guard,
    query::Query,
    route::{Ask, Does, Json, Rights, Route},
    sink::{Piece, RowFormat, Sink},
};

/// Time for an answer in JSON.
const QUICK: Duration = Duration::from_secs(10);
/// Time for an answer that is streamed, or runs the coder.
const LONG: Duration = Duration::from_secs(300);
/// How long a request waits for the coder.
const CODER: Duration = Duration::from_secs(60);
/// Bytes of a body at most.
const BODY: usize = 64 * 1024;
/// Pieces on their way to who reads.
const PIECES: usize = 4;

/// Answers a request to a route.
pub async fn answer(app: Arc<App>, route: Arc<Route>, ids: Path<Vec<String>>, request: Request) -> Response {
    answered(app, route, ids.0, request).await.unwrap_or_else(IntoResponse::into_response)
}

async fn answered(app: Arc<App>, route: Arc<Route>, ids: Vec<String>, request: Request) -> Result<Response, Fault> {
    let rights = guard::rights(&app, request.headers());
    allow(&route, rights)?;
    let query = Query::read(request.uri().query().unwrap_or_default(), route.params.clone())?;
    let ids: Vec<i64> = ids.iter().map(|id| number(id)).collect::<Result<_, _>>()?;
    match &route.does {
        Does::Tell { tell, .. } => Ok(json(StatusCode::OK, tell(&app, rights)?)),
        Does::Read { .. } => read(app, route, query, ids, request.headers(), request.uri().to_string()).await,
        Does::Write { .. } => write(app, route, ids, request).await,
    }
}

fn allow(route: &Route, rights: Rights) -> Result<(), Fault> {
    let allowed = match &route.does {
        Does::Tell { open, .. } => *open || rights.read,
        Does::Read { .. } => rights.read,
        Does::Write { .. } => rights.write,
    };
    let hint = "send `Authorization: Bearer TOKEN`; `annals serve` prints the token, or `--token` sets it";
    if allowed { Ok(()) } else { Err(Fault::new(Kind::Unauthorised, "this needs the server's token", hint)) }
}

fn number(id: &str) -> Result<i64, Fault> {
    let fault = |_| Fault::new(Kind::NotFound, "ids are numbers", "lists give the ids there are");
    id.parse().map_err(fault)
}

fn json(status: StatusCode, body: Json) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

/// The format asked for: by parameter, else by `Accept`; JSON where either allows it.
fn format(query: &Query, headers: &HeaderMap) -> Result<Option<RowFormat>, Fault> {
    match query.text("format").as_deref() {
        Some("csv") => return Ok(Some(RowFormat::Csv)),
        Some("jsonl") => return Ok(Some(RowFormat::Jsonl)),
        Some(_) => return Ok(None),
        None => {}
    }
    let Some(accept) = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()) else { return Ok(None) };
    for range in accept.split(',') {
        match range.split(';').next().unwrap_or_default().trim() {
            "application/json" | "application/*" | "*/*" | "" => return Ok(None),
            "text/csv" => return Ok(Some(RowFormat::Csv)),
            "application/x-ndjson" | "application/jsonl" => return Ok(Some(RowFormat::Jsonl)),
            _ => {}
        }
    }
    let hint = "accept application/json, text/csv or application/x-ndjson";
    Err(Fault::new(Kind::NotAcceptable, "none of the formats asked for is given here", hint))
}

/// What a thread with a reader says first.
enum Begun {
    /// The client has it already.
    Unchanged(HeaderValue),
    /// The answer, whole.
    Whole(HeaderValue, Json),
    /// Rows follow.
    Rows(HeaderValue),
}

async fn read(
    app: Arc<App>,
    route: Arc<Route>,
    query: Query,
    ids: Vec<i64>,
    headers: &HeaderMap,
    address: String,
) -> Result<Response, Fault> {
    let format = format(&query, headers)?;
    let known = headers.get(header::IF_NONE_MATCH).cloned();
    let turn = match route.heavy {
        true => Some(turn(&app).await?),
        false => None,
    };
    let seat = app.pool.seat().await?;
    let limit = if format.is_some() || route.heavy { LONG } else { QUICK };
    let (begun, begins) = oneshot::channel();
    let (out, pieces) = mpsc::channel(PIECES);
    let name = route.path.split('/').nth(1).unwrap_or_default();
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut begun = Some(begun);
        let mut say = |what| begun.take().map(|begun| begun.send(what));
        let asked = seat.ask(limit, |reader| {
            let tag = tag(reader, &address, format)?;
            if known.is_some_and(|known| matches(&known, &tag)) {
                say(Ok(Begun::Unchanged(tag)));
                return Ok(());
            }
            let ask = Ask { reader, query: &query, ids: &ids, app: &app };
            // Only routes that read come here.
            let Does::Read { view, rows } = &route.does else { return Ok(()) };
            match format {
                None => {
                    let answer = view(&ask)?;
                    say(Ok(Begun::Whole(tag, answer)));
                }
                Some(format) => {
                    say(Ok(Begun::Rows(tag)));
                    let mut sink = Sink::new(format, out);
                    let result = rows(&ask, &mut sink);
                    sink.finish(result);
                }
            }
            Ok(())
        });
        if let Err(fault) = asked {
            say(Err(fault));
        }
    });
    let lost = |_| Fault::new(Kind::Internal, "the question was not answered", "the server's log says why");
    let mut response = match begins.await.map_err(lost)?? {
        Begun::Unchanged(tag) => validated(StatusCode::NOT_MODIFIED.into_response(), tag),
        Begun::Whole(tag, answer) => validated(json(StatusCode::OK, answer), tag),
        // `format` is there where rows follow.
        Begun::Rows(tag) => validated(stream(pieces, format.unwrap_or(RowFormat::Csv), name).await?, tag),
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, authorization"));
    Ok(response)
}

/// Waits for the coder.
async fn turn(app: &App) -> Result<tokio::sync::OwnedSemaphorePermit, Fault> {
    match tokio::time::timeout(CODER, app.heavy.clone().acquire_owned()).await {
        Ok(Ok(turn)) => Ok(turn),
        _ => Err(Fault::new(Kind::Busy, "the coder is at work for others", "try again in a minute")),
    }
}

/// A validator that changes with the store, the address, the format and the program.
fn tag(reader: &Reader, address: &str, format: Option<RowFormat>) -> Result<HeaderValue, Fault> {
    let ending = format.map_or("json", |format| format.parts().1);
    let whole = [env!("CARGO_PKG_VERSION"), &reader.revision()?, address, ending].join("\n");
    let hex: String = Sha256::digest(whole.as_bytes())[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    let fault = |_| Fault::new(Kind::Internal, "no validator", "the server's log says why");
    HeaderValue::from_str(&format!("W/\"{hex}\"")).map_err(fault)
}

fn matches(known: &HeaderValue, tag: &HeaderValue) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let (Ok(known), Ok(tag)) = (known.to_str(), tag.to_str()) else { return false };
    known.split(',').any(|known| known.trim() == "*" || bare(known) == bare(tag))
}

fn validated(mut response: Response, tag: HeaderValue) -> Response {
    response.headers_mut().insert(header::ETAG, tag);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    response
}

/// Rows as they come. A fault before the first is an error; one after it breaks the answer off, so that nobody takes it for whole.
async fn stream(mut pieces: mpsc::Receiver<Piece>, format: RowFormat, name: &str) -> Result<Response, Fault> {
    let first = pieces.recv().await.transpose()?.unwrap_or_default();
    let rest =
        ReceiverStream::new(pieces).map(|piece| piece.map_err(|_| std::io::Error::other("the answer broke off")));
    let body = Body::from_stream(tokio_stream::once(Ok(first)).chain(rest));
    let (media, ending) = format.parts();
    let file = format!("attachment; filename=\"{name}.{ending}\"");
    Ok(([(header::CONTENT_TYPE, media), (header::CONTENT_DISPOSITION, &file)], body).into_response())
}

async fn write(app: Arc<App>, route: Arc<Route>, ids: Vec<i64>, request: Request) -> Result<Response, Fault> {
    let media = request.headers().get(header::CONTENT_TYPE).and_then(|media| media.to_str().ok()).unwrap_or_default();
    if !media.split(';').next().is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json")) {
        let hint = "send JSON, with `Content-Type: application/json`";
        return Err(Fault::new(Kind::BadMediaType, "the body is not JSON", hint));
    }
    let too_large = |_| Fault::new(Kind::TooLarge, "the body is too large", format!("{BODY} bytes at most"));
    let body = to_bytes(request.into_body(), BODY).await.map_err(too_large)?;
    let status = route.status();
    let work = tokio::task::spawn_blocking(move || match &route.does {
        Does::Write { change, .. } => change(&app, &ids, &body),
        // Only routes that write come here.
        Does::Read { .. } | Does::Tell { .. } => Ok(Vec::new()),
    });
    let lost = |_| Fault::new(Kind::Internal, "the change was not made", "the server's log says why");
    Ok(json(status, work.await.map_err(lost)??))
}
