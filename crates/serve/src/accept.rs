//! Connections: bounded in number, and given up where a client does not get on with its request.

use std::{io, pin::pin, sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};

/// What a connection may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Connections at once; more wait to be accepted.
    pub connections: usize,
    /// Time for the head of a request, from the end of the one before: whoever sends a byte now and then holds no place for long.
    pub head: Duration,
    /// Time for requests that are under way when the server is asked to stop.
    pub last: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 1024, head: Duration::from_secs(30), last: Duration::from_secs(30) }
    }
}

/// Pause after a connection could not be accepted, as when no file is free.
const PAUSE: Duration = Duration::from_millis(200);

/// Accepts connections until `stop`; then requests that are under way are answered.
pub async fn run(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.connections));
    let (stopping, stopped) = watch::channel(());
    let mut stop = pin!(stop);
    loop {
        let next = async {
            let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
            Ok::<_, io::Error>((listener.accept().await?.0, place))
        };
        tokio::select! {
            next = next => match next {
                Ok((stream, place)) => drop(tokio::spawn(hold(stream, router.clone(), limits, stopped.clone(), place))),
                // The fault is of one connection, or passes when others have ended.
                Err(_) => sleep(PAUSE).await,
            },
            () = &mut stop => break,
        }
    }
    drop((listener, stopped));
    // Fails where no connection is left to be told.
    let _ = stopping.send(());
    // Those that take longer are cut off.
    let _ = timeout(limits.last, stopping.closed()).await;
    Ok(())
}

async fn hold(
    stream: TcpStream,
    router: Router,
    limits: Limits,
    mut stopped: watch::Receiver<()>,
    _place: OwnedSemaphorePermit,
) {
    // Small answers go out at once; where this fails they only go out later.
    let _ = stream.set_nodelay(true);
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits.head);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
    // A fault of a connection is the client's, who sees it.
    tokio::select! {
        _ = connection.as_mut() => {}
        _ = stopped.changed() => {
            connection.as_mut().graceful_shutdown();
            let _ = connection.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt, AsyncWriteExt},
        sync::oneshot,
    };

    use super::*;

    const WHOLE: &[u8] = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";

    async fn server(limits: Limits) -> (std::net::SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let slow = axum::routing::get(|| async {
            sleep(Duration::from_millis(300)).await;
            "slow"
        });
        let router = Router::new().route("/", axum::routing::get(|| async { "here" })).route("/slow", slow);
        let task = tokio::spawn(async move {
            run(listener, router, limits, async { drop(stopped.await) }).await.unwrap();
        });
        (address, stop, task)
    }

    async fn answer(address: std::net::SocketAddr, request: &[u8]) -> String {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request).await.unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).await.unwrap();
        text
    }

    #[tokio::test]
    async fn a_head_that_does_not_end_holds_no_place() {
        let limits = Limits { connections: 1, head: Duration::from_millis(150), ..Limits::default() };
        let (address, _stop, _task) = server(limits).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nhost: local").await.unwrap();
        // The only place is taken, and free again once the time for the head is over.
        let waited = timeout(Duration::from_secs(20), answer(address, WHOLE)).await.expect("the place stays taken");
        assert!(waited.ends_with("here"), "{waited}");
        let mut rest = Vec::new();
        let read = timeout(Duration::from_secs(20), slow.read_to_end(&mut rest)).await;
        assert!(read.is_ok(), "the connection is still open");
        assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
    }

    #[tokio::test]
    async fn what_is_under_way_is_answered_before_the_end() {
        let (address, stop, task) = server(Limits::default()).await;
        let asked = tokio::spawn(answer(address, b"GET /slow HTTP/1.1\r\nhost: localhost\r\n\r\n"));
        sleep(Duration::from_millis(100)).await;
        stop.send(()).unwrap();
        timeout(Duration::from_secs(20), task).await.expect("the server does not end").unwrap();
        assert!(asked.await.unwrap().ends_with("slow"));
        assert!(TcpStream::connect(address).await.is_err(), "it still listens");
    }
}
