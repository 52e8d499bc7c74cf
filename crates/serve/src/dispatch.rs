//! From a request to an answer: rights, query string, format, a reader, validators.

use std::{
    io::Write,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use sha2::{Digest, Sha256};
use store::Reader;
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot};
use tokio_stream::{StreamExt, wrappers::ReceiverStream};

use crate::{
    App,
    fault::{Fault, Kind},
    guard,
    kept::Made,
    pool::Seat,
    query::Query,
    route::{Ask, Does, Rights, Route},
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
/// Time for a body to come.
const UPLOAD: Duration = Duration::from_secs(10);
/// Bytes from which an answer is packed.
const WORTH_PACKING: usize = 1024;
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

fn json(status: StatusCode, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.into()).into_response()
}

/// The format asked for: by parameter, else by `Accept`; JSON where either allows it.
fn format(query: &Query, route: &Route, headers: &HeaderMap) -> Result<Option<RowFormat>, Fault> {
    if let Some(name) = query.text("format") {
        return Ok(route.formats().into_iter().find(|format| format.parts().1 == name));
    }
    let Some(accept) = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()) else { return Ok(None) };
    for range in accept.split(',') {
        let media = range.split(';').next().unwrap_or_default().trim();
        if ["application/json", "application/*", "*/*", ""].contains(&media) {
            return Ok(None);
        }
        let format = route.formats().into_iter().find(|format| format.medias().contains(&media));
        if format.is_some() {
            return Ok(format);
        }
    }
    let hint = "accept application/json, text/csv or application/x-ndjson";
    Err(Fault::new(Kind::NotAcceptable, "none of the formats asked for is given here", hint))
}

/// A question to the store, with all that a thread needs to ask it.
struct Question {
    app: Arc<App>,
    route: Arc<Route>,
    query: Query,
    ids: Vec<i64>,
    address: String,
}

async fn read(
    app: Arc<App>,
    route: Arc<Route>,
    query: Query,
    ids: Vec<i64>,
    headers: &HeaderMap,
    address: String,
) -> Result<Response, Fault> {
    let format = format(&query, &route, headers)?;
    let known = headers.get(header::IF_NONE_MATCH).cloned();
    let question = Question { app, route, query, ids, address };
    let mut response = match format {
        None => whole(question, known, takes_gzip(headers)).await?,
        Some(format) => rows(question, known, format).await?,
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, authorization"));
    Ok(response)
}

/// Whether the client unpacks gzip; one that weighs encodings gets the answer as it is.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok());
    accepted.is_some_and(|accepted| accepted.split(',').any(|coding| coding.trim().eq_ignore_ascii_case("gzip")))
}

/// The answer as JSON: one that is kept, where it still holds.
async fn whole(question: Question, known: Option<HeaderValue>, gzip: bool) -> Result<Response, Fault> {
    let kept = question.app.kept.clone();
    let address = question.address.clone();
    let made = kept.answer(&address, |last| make(question, last)).await?;
    if known.is_some_and(|known| matches(&known, &made.tag)) {
        return Ok(validated(StatusCode::NOT_MODIFIED.into_response(), made.tag.clone()));
    }
    let packed = made.packed.as_ref().filter(|_| gzip);
    let mut response = json(StatusCode::OK, packed.unwrap_or(&made.body).clone());
    if packed.is_some() {
        response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    Ok(validated(response, made.tag.clone()))
}

/// Asks the store, unless it has not changed since the last answer.
async fn make(question: Question, last: Option<Arc<Made>>) -> Result<Arc<Made>, Fault> {
    let (turn, seat) = admit(&question).await?;
    let limit = if question.route.heavy { LONG } else { QUICK };
    let work = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        seat.ask(limit, |reader| {
            let begun = Instant::now();
            let tag = tag(reader, &question.address, None)?;
            if let Some(last) = last.filter(|last| last.tag == tag) {
                return Ok(last);
            }
            // Only routes that read come here.
            let Does::Read { view, .. } = &question.route.does else { return Err(lost()) };
            let body = Bytes::from(view(&question.ask(reader))?);
            let packed = if body.len() < WORTH_PACKING { None } else { Some(pack(&body)?) };
            Ok(Arc::new(Made { tag, body, packed, cost: begun.elapsed() }))
        })
    });
    work.await.map_err(|_| lost())?
}

fn pack(body: &[u8]) -> Result<Bytes, Fault> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(body)?;
    Ok(packer.finish()?.into())
}

fn lost() -> Fault {
    Fault::new(Kind::Internal, "the question was not answered", "the server's log says why")
}

impl Question {
    fn ask<'a>(&'a self, reader: &'a Reader) -> Ask<'a> {
        Ask { reader, query: &self.query, ids: &self.ids, app: &self.app }
    }
}

/// Waits for a reader and, where the route runs it, for the coder.
async fn admit(question: &Question) -> Result<(Option<OwnedSemaphorePermit>, Seat), Fault> {
    let turn = match question.route.heavy {
        true => Some(turn(&question.app).await?),
        false => None,
    };
    Ok((turn, question.app.pool.seat().await?))
}

/// What a thread with a reader says first.
enum Begun {
    /// The client has it already.
    Unchanged(HeaderValue),
    /// Rows follow.
    Rows(HeaderValue),
}

/// The answer as rows, which are never whole in memory.
async fn rows(question: Question, known: Option<HeaderValue>, format: RowFormat) -> Result<Response, Fault> {
    let (turn, seat) = admit(&question).await?;
    let (begun, begins) = oneshot::channel();
    let (out, pieces) = mpsc::channel(PIECES);
    let name = question.route.path.split('/').nth(1).unwrap_or_default();
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let mut begun = Some(begun);
        let mut say = |what| begun.take().map(|begun| begun.send(what));
        let asked = seat.ask(LONG, |reader| {
            let tag = tag(reader, &question.address, Some(format))?;
            if known.is_some_and(|known| matches(&known, &tag)) {
                say(Ok(Begun::Unchanged(tag)));
                return Ok(());
            }
            // Only routes that read come here.
            let Does::Read { rows, .. } = &question.route.does else { return Ok(()) };
            say(Ok(Begun::Rows(tag)));
            let mut sink = Sink::new(format, out);
            let result = rows(&question.ask(reader), &mut sink);
            sink.finish(result);
            Ok(())
        });
        if let Err(fault) = asked {
            say(Err(fault));
        }
    });
    match begins.await.map_err(|_| lost())?? {
        Begun::Unchanged(tag) => Ok(validated(StatusCode::NOT_MODIFIED.into_response(), tag)),
        Begun::Rows(tag) => Ok(validated(stream(pieces, format, name).await?, tag)),
    }
}

/// Waits for the coder.
async fn turn(app: &App) -> Result<OwnedSemaphorePermit, Fault> {
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
    let first = pieces.recv().await.ok_or_else(lost)??.unwrap_or_default();
    let mut ended = false;
    let rest =
        ReceiverStream::new(pieces).map(Some).chain(tokio_stream::once(None)).filter_map(move |piece| match piece {
            Some(Ok(Some(piece))) => Some(Ok(piece)),
            Some(Ok(None)) => {
                ended = true;
                None
            }
            None if ended => None,
            Some(Err(_)) | None => Some(Err(std::io::Error::other("the answer broke off"))),
        });
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
    let slow = |_| Fault::new(Kind::BadBody, "the body did not come", format!("send it within {} s", UPLOAD.as_secs()));
    let body = tokio::time::timeout(UPLOAD, to_bytes(request.into_body(), BODY)).await.map_err(slow)?;
    let body = body.map_err(too_large)?;
    let (status, kept) = (route.status(), app.kept.clone());
    let work = tokio::task::spawn_blocking(move || match &route.does {
        Does::Write { change, .. } => change(&app, &ids, &body),
        // Only routes that write come here.
        Does::Read { .. } | Does::Tell { .. } => Ok(Vec::new()),
    });
    let lost = |_| Fault::new(Kind::Internal, "the change was not made", "the server's log says why");
    let answer = work.await.map_err(lost)?;
    // Whoever wrote sees it at once.
    kept.forget();
    Ok(json(status, answer?))
}
