//! The router, and running it until someone says stop.

use std::{io, net::SocketAddr, sync::Arc};

use axum::{
    Router,
    extract::{Path, Request, rejection::PathRejection},
    middleware,
    response::{IntoResponse, Response},
    routing::{MethodFilter, on},
};
use store::StoreError;
use tokio::{net::TcpListener, sync::Semaphore};
use tower_http::compression::{CompressionLayer, CompressionLevel};

use crate::{
    App, BASE, Options, accept, dispatch,
    fault::{Fault, Kind},
    guard, page,
    pool::Pool,
    route::{Does, Route},
    views,
};

/// Readers of the store at once.
const READERS: usize = 8;

/// Why a server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Others could read, and write, what they should not.
    #[error("{0} can be reached by other machines; give a token of 8 characters or more (--token or ANNALS_TOKEN)")]
    NeedsToken(SocketAddr),
    /// The address cannot be had.
    #[error("cannot listen on {address}: {source}; is another server running there? --listen takes another address")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system failed.
    #[error("the server stopped: {0}")]
    Stopped(#[from] io::Error),
}

/// Serves until SIGINT or SIGTERM; requests that are under way are answered. `ready` is told the address.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let address = options.listen;
    if !address.ip().is_loopback() && !options.token.is_given {
        return Err(ServeError::NeedsToken(address));
    }
    // An older store is migrated now, and what is no store is refused.
    drop(store::Reader::open(&options.store)?);
    let router = router(options);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|source| ServeError::Listen { address, source })?;
        ready(listener.local_addr()?);
        Ok(accept::run(listener, router, accept::Limits::default(), stop()).await?)
    })
}

/// All routes, without a socket.
pub fn router(options: Options) -> Router {
    let reading_needs_token = !options.listen.ip().is_loopback();
    let app = Arc::new(App {
        pool: Pool::new(options.store.clone(), READERS),
        kept: Arc::default(),
        store: options.store,
        token: options.token,
        hosts: options.hosts,
        reading_needs_token,
        explain: options.explain,
        heavy: Arc::new(Semaphore::new(1)),
    });
    let mut router = Router::new();
    for route in views::routes() {
        let path = format!("{BASE}{}", route.path);
        let filter = if matches!(route.does, Does::Write { .. }) { MethodFilter::POST } else { MethodFilter::GET };
        let (route, app) = (Arc::new(route), app.clone());
        let handler = move |ids: Result<Path<Vec<String>>, PathRejection>, request: Request| {
            answer(app.clone(), route.clone(), ids, request)
        };
        router = router.route(&path, on(filter, handler));
    }
    router
        .method_not_allowed_fallback(bad_method)
        .fallback(page::answer)
        .layer(middleware::from_fn_with_state(app, guard::guard))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
}

async fn answer(
    app: Arc<App>,
    route: Arc<Route>,
    ids: Result<Path<Vec<String>>, PathRejection>,
    request: Request,
) -> Response {
    match ids {
        Ok(ids) => dispatch::answer(app, route, ids, request).await,
        Err(_) => Fault::new(Kind::NotFound, "ids are numbers", "lists give the ids there are").into_response(),
    }
}

async fn bad_method() -> Response {
    let hint = "the OpenAPI document says which methods an address takes: /api/v1/openapi.json";
    Fault::new(Kind::BadMethod, "this address does not take this method", hint).into_response()
}

/// Ends when the process is asked to.
async fn stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
