//! `annals serve`: the page and its interface, with the coder behind `explain`.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use anyhow::Context;
use coder::Coder;
use record::{CoderVersion, Document};
use serve::{Explain, Options, Token};

use super::options::{ServeOptions, ServerOptions};
use crate::DONE;

/// Serves a store until it is told to stop.
pub fn run(options: &ServeOptions) -> anyhow::Result<u8> {
    serve_store(&options.store.store, &options.server)
}

/// Serves the store at `path`.
pub fn serve_store(path: &Path, options: &ServerOptions) -> anyhow::Result<u8> {
    let token = match &options.token {
        Some(text) => Token::given(text.clone()).context("a token is 8 characters or more, without spaces")?,
        None => Token::random().context("cannot make up a token; give one with --token")?,
    };
    let shown = if token.is_given { String::new() } else { format!("#token={}", token.text()) };
    let (open, placeholder) = (options.open, serve::is_placeholder());
    let served = Options {
        store: path.to_owned(),
        listen: options.listen,
        token,
        hosts: options.host.clone(),
        explain: Some(Arc::new(Late::default())),
    };
    serve::serve(served, |address| {
        let page = format!("http://{address}/{shown}");
        eprintln!("serving {page}\nstop with Ctrl-C");
        if placeholder {
            eprintln!("this program was built without the page; the interface is at http://{address}{}", serve::BASE);
        }
        if open && let Err(error) = webbrowser::open(&page) {
            eprintln!("cannot open a browser ({error}); open the address yourself");
        }
    })?;
    Ok(DONE)
}

/// The coder, loaded when it is first asked: most who look at a store never ask.
#[derive(Default)]
struct Late(OnceLock<Result<Coder, String>>);

impl Late {
    fn coder(&self) -> Result<&Coder, String> {
        let loaded = self.0.get_or_init(|| Coder::embedded().map_err(|error| error.to_string()));
        loaded.as_ref().map_err(Clone::clone)
    }
}

impl Explain for Late {
    fn version(&self) -> Result<CoderVersion, String> {
        Ok(self.coder()?.version())
    }

    fn explain(&self, document: &Document, event: &str) -> Result<String, String> {
        self.coder()?.explain(document, event).map_err(|error| error.to_string())
    }
}
