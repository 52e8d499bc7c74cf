//! The server of `annals serve`: the interface under `/api/v1` and the page.
//!
//! Asks the store ([`store`]) and knows nothing of the coder: what runs it again for one document comes in as [`Explain`].

mod accept;
mod dispatch;
mod fault;
mod guard;
mod kept;
mod openapi;
mod page;
mod params;
mod pool;
mod query;
mod route;
mod server;
mod sink;
mod views;

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

pub use fault::Kind;
pub use guard::Token;
pub use openapi::document as openapi;
pub use page::is_placeholder;
pub use route::Explain;
pub use server::{ServeError, router, serve};

/// Where the interface lies.
pub const BASE: &str = "/api/v1";

/// What a server is started with.
pub struct Options {
    /// The store.
    pub store: PathBuf,
    /// Where it listens.
    pub listen: SocketAddr,
    /// What a request must show to write and, beyond loopback, to read.
    pub token: Token,
    /// Names by which the server may be called, beside addresses and `localhost`.
    pub hosts: Vec<String>,
    /// What runs the coder again.
    pub explain: Option<Arc<dyn Explain>>,
}

/// What all requests share.
pub(crate) struct App {
    store: PathBuf,
    pool: pool::Pool,
    kept: Arc<kept::Kept>,
    token: Token,
    hosts: Vec<String>,
    reading_needs_token: bool,
    explain: Option<Arc<dyn Explain>>,
    heavy: Arc<tokio::sync::Semaphore>,
}
