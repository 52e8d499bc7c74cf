use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::mpsc::{Receiver, channel},
    time::Instant,
};

use super::*;
use crate::{Options, open};

/// A server on this machine that answers each path as told, and tells what it was asked.
fn serve(answer: impl Fn(&str) -> Vec<u8> + Send + 'static) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let request = request(&stream);
            // Told before it is answered: who has the answer finds the request among those asked.
            if sender.send(request.clone()).is_err() {
                return;
            }
            // The other side may have heard enough.
            let _ = stream.write_all(&answer(&request));
        }
    });
    (address, receiver)
}

fn request(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").to_lowercase()
}

fn ok(head: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n{head}\r\n{body}", body.len()).into_bytes()
}

fn status(line: &str, head: &str) -> Vec<u8> {
    format!("HTTP/1.1 {line}\r\nConnection: close\r\nContent-Length: 0\r\n{head}\r\n").into_bytes()
}

fn fetcher(delay: u64) -> Fetcher {
    let (delay, timeout) = (Duration::from_millis(delay), Duration::from_millis(1500));
    Fetcher::new(FetchOptions { delay, timeout, largest: 1000, ..FetchOptions::default() })
}

#[test]
fn what_has_not_changed_is_not_sent_again() {
    let (server, asked) = serve(|request| match request {
        request if request.starts_with("get /robots.txt") => status("404 Not Found", ""),
        request if request.contains("if-none-match: \"1\"") => status("304 Not Modified", ""),
        _ => ok(
            "ETag: \"1\"\r\nLast-Modified: Sat, 10 Feb 2024 08:00:00 GMT\r\nContent-Type: text/html; charset=latin1\r\n",
            "x",
        ),
    });
    let first = fetcher(0);
    let Fetched::New(page) = first.get(&format!("{server}/a")).unwrap() else { panic!("nothing fetched") };
    assert_eq!((page.bytes.as_slice(), page.charset()), (&b"x"[..], Some("latin1")));
    let later = Fetcher::with_known(FetchOptions { delay: Duration::ZERO, ..FetchOptions::default() }, first.known());
    assert_eq!(later.get(&format!("{server}/a")).unwrap(), Fetched::Unchanged);
    let asked: Vec<String> = asked.try_iter().collect();
    assert!(asked[3].contains("if-modified-since: sat, 10 feb 2024 08:00:00 gmt"), "{asked:?}");
    assert!(asked[1].contains("user-agent: annals/"), "{asked:?}");
}

#[test]
fn robots_are_heeded_and_asked_once() {
    let (server, asked) = serve(|request| match request {
        request if request.starts_with("get /robots.txt") => ok("", "User-agent: *\nDisallow: /private"),
        _ => ok("", "x"),
    });
    let fetcher = fetcher(0);
    assert!(matches!(fetcher.get(&format!("{server}/private/a")), Err(FetchError::Robots(_))));
    assert!(fetcher.get(&format!("{server}/a")).is_ok());
    assert_eq!(asked.try_iter().filter(|request| request.starts_with("get /robots.txt")).count(), 1);
    let (broken, _asked) = serve(|_| status("503 Unavailable", ""));
    assert!(matches!(fetcher.get(&broken), Err(FetchError::NoRobots(..))));
}

#[test]
fn redirects_are_followed_but_not_in_circles() {
    let (server, _asked) = serve(|request| {
        let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
        match path.as_str() {
            "/robots.txt" => status("404 Not Found", ""),
            "/there" => ok("", "x"),
            "/here" => status("302 Found", "Location: there\r\n"),
            "/round" => status("302 Found", "Location: /again\r\n"),
            "/again" => status("302 Found", "Location: /round\r\n"),
            "/nowhere" => status("301 Moved", ""),
            path => status("302 Found", &format!("Location: {path}1\r\n")),
        }
    });
    let fetcher = fetcher(0);
    let get = |path: &str| fetcher.get(&format!("{server}{path}"));
    let Fetched::New(page) = get("/here").unwrap() else { panic!("nothing fetched") };
    assert!(page.address.ends_with("/there"));
    assert!(matches!(get("/round"), Err(FetchError::Loop(_))));
    assert!(matches!(get("/more"), Err(FetchError::Redirects)));
    assert!(get("/nowhere").unwrap_err().to_string().contains("redirects to nowhere"));
}

#[test]
fn faults_have_reasons() {
    let (server, _asked) = serve(|request| match request {
        request if request.starts_with("get /robots.txt") => status("404 Not Found", ""),
        request if request.starts_with("get /large") => ok("", &"x".repeat(2000)),
        request if request.starts_with("get /slow") => {
            std::thread::sleep(Duration::from_secs(3));
            Vec::new()
        }
        _ => status("410 Gone", ""),
    });
    let fetcher = fetcher(0);
    let reason = |address: &str| fetcher.get(address).unwrap_err().to_string();
    assert_eq!(reason(&format!("{server}/gone")), "answered 410");
    assert!(reason(&format!("{server}/large")).contains("is larger than"));
    assert!(reason(&format!("{server}/slow")).contains("timeout"));
    assert!(reason("ftp://127.0.0.1/x").contains("scheme is ftp"));
    assert!(reason("http://").contains("is no address"));
}

#[test]
fn one_host_is_asked_at_a_measured_pace() {
    let (server, _asked) = serve(|_| ok("", "x"));
    let fetcher = fetcher(100);
    let started = Instant::now();
    for path in ["/a", "/b", "/c"] {
        fetcher.get(&format!("{server}{path}")).unwrap();
    }
    assert!(started.elapsed() >= Duration::from_millis(300), "robots.txt and three pages have three pauses");
}

#[test]
fn a_feed_gives_the_pages_that_it_names() {
    let (server, _asked) = serve(|request| match request {
        request if request.starts_with("get /robots.txt") => status("404 Not Found", ""),
        request if request.starts_with("get /feed") => {
            let host = request.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
            let item = |path: &str| {
                format!(
                    "<item><title>Talks</title><link>http://{host}/{path}</link><pubDate>Sat, 10 Feb 2024 08:00:00 GMT</pubDate></item>"
                )
            };
            ok(
                "Content-Type: application/rss+xml\r\n",
                &format!("<rss version=\"2.0\"><channel>{}{}</channel></rss>", item("a"), item("gone")),
            )
        }
        request if request.starts_with("get /a") => ok(
            "Content-Type: text/html\r\n",
            "<html><body><article><p>Envoys of both governments met in Geneva on Monday, and they agreed to hold further talks.</p></article></body></html>",
        ),
        _ => status("404 Not Found", ""),
    });
    let fetcher = Arc::new(fetcher(0));
    let options = Options { fetcher: Some(fetcher.clone()), ..Options::default() };
    let articles: Vec<_> = open(&format!("{server}/feed"), &options).collect();
    let first = articles[0].as_ref().unwrap();
    assert_eq!(first.document.title.as_deref(), Some("Talks"));
    assert_eq!(first.document.published.unwrap().to_string(), "2024-02-10");
    assert!(first.document.text.starts_with("Envoys"));
    assert_eq!(articles[1].as_ref().unwrap_err().reason, "answered 404");
    assert_eq!(fetcher.known().len(), 1, "a feed with a missing page is read again");
    assert_eq!(
        open(&server, &Options::default()).next().unwrap().unwrap_err().reason,
        "is not fetched: fetching is off"
    );
}
