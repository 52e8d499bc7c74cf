//! A store made from the sample articles, and asking a server about it without a socket.

#![allow(dead_code, reason = "each test uses a part")]

use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use coder::Coder;
use record::{CoderVersion, Document};
use serde_json::Value;
use serve::{Explain, Options, Token};
use store::{Item, Writer};
use tower::ServiceExt;

pub const TOKEN: &str = "correct-horse";

/// An article that tries to be a program.
pub const SCRIPT: &str = "Title: <script>alert(1)</script>\nDate: 2024-05-20\nSource: =HYPERLINK(\"x\")\n\n\
    Gunmen attacked <img src=x onerror=alert(1)> a police station in Nairobi on Sunday, killing three officers, the ministry said.\n";

pub fn coder() -> &'static Coder {
    static CODER: OnceLock<Coder> = OnceLock::new();
    CODER.get_or_init(|| Coder::embedded().unwrap())
}

/// A store of the samples, made once; each test works on a copy of its own.
pub fn store(folder: &Path) -> PathBuf {
    static FIRST: OnceLock<tempfile::TempDir> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let script = folder.path().join("script.txt");
        std::fs::write(&script, SCRIPT).unwrap();
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/delta").to_owned();
        let sources = [samples, script.to_string_lossy().into_owned()];
        let mut writer = Writer::open(&folder.path().join("a.db")).unwrap();
        let run = writer.start_run(&coder().version(), "ingest").unwrap();
        for article in ingest::articles(&sources, &ingest::Options::default()) {
            let document = article.unwrap().document;
            writer.add(run, &[Item::Coded(Box::new(coder().code(document).unwrap()))]).unwrap();
        }
        writer.finish_run(run).unwrap();
        folder
    });
    let path = folder.join("annals.db");
    std::fs::copy(first.path().join("a.db"), &path).unwrap();
    path
}

struct Embedded;

impl Explain for Embedded {
    fn version(&self) -> Result<CoderVersion, String> {
        Ok(coder().version())
    }

    fn explain(&self, document: &Document, event: &str) -> Result<String, String> {
        coder().explain(document, event).map_err(|error| error.to_string())
    }
}

/// A server, and the folder of its store.
pub struct Server {
    pub folder: tempfile::TempDir,
    pub store: PathBuf,
    router: Router,
}

pub fn server() -> Server {
    server_at("127.0.0.1:8080")
}

pub fn server_at(listen: &str) -> Server {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    let router = serve::router(Options {
        store: store.clone(),
        listen: listen.parse().unwrap(),
        token: Token::given(TOKEN.to_owned()).unwrap(),
        hosts: vec!["annals.example".to_owned()],
        explain: Some(Arc::new(Embedded)),
    });
    Server { folder, store, router }
}

/// An answer.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn code(&self) -> String {
        self.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Server {
    pub async fn ask(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[]).await
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost:8080");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    pub async fn json(&self, path: &str) -> Value {
        let answer = self.get(&format!("/api/v1{path}")).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.json()
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: &str) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(format!("/api/v1{path}"));
        request = request.header("host", "localhost").header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        self.ask(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

/// Routes of the document: method, path, operation.
pub fn operations() -> Vec<(Method, String, Value)> {
    let document = serde_json::to_value(serve::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if let Ok(method @ (Method::GET | Method::POST)) = method.to_uppercase().parse() {
                found.push((method, path.clone(), operation.clone()));
            }
        }
    }
    found
}
