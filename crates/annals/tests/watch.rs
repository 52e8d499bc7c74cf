//! `annals watch`: only what has changed is asked for, folders are looked at again, signals end it cleanly.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    process::{Child, Command, Output, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

fn annals(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Serves one feed with an entity tag; returns its address and the count of answers "not modified".
fn serve(feed: String) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/feed.xml", listener.local_addr().unwrap());
    let unchanged = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&unchanged);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
            let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
            let known = head.iter().any(|line| line.to_lowercase().starts_with("if-none-match: \"one\""));
            let (status, body) = match head.first().map(String::as_str) {
                Some(line) if line.contains("/robots.txt") => ("404 Not Found", ""),
                _ if known => {
                    count.fetch_add(1, Ordering::Relaxed);
                    ("304 Not Modified", "")
                }
                _ => ("200 OK", feed.as_str()),
            };
            let length = body.len();
            write!(
                stream,
                "HTTP/1.1 {status}\r\nContent-Type: application/rss+xml\r\nETag: \"one\"\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
            )
            .unwrap();
        }
    });
    (address, unchanged)
}

#[test]
fn a_feed_that_has_not_changed_is_not_sent_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("annals.db").display().to_string();
    let feed = format!("{}/../../samples/feeds/sahel-gazette.xml", env!("CARGO_MANIFEST_DIR"));
    let (address, unchanged) = serve(std::fs::read_to_string(feed).unwrap());
    let watch = || annals(&["watch", &address, "--once", "--store", &store]).output().unwrap();
    let first = watch();
    assert!(stderr(&first).contains("3 new documents"), "{}", stderr(&first));
    assert_eq!((first.status.code(), unchanged.load(Ordering::Relaxed)), (Some(0), 0));
    let second = watch();
    assert!(stderr(&second).contains("0 new documents"), "{}", stderr(&second));
    assert_eq!((second.status.code(), unchanged.load(Ordering::Relaxed)), (Some(0), 1));
}

#[test]
fn a_folder_is_looked_at_again_until_a_signal_comes() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    std::fs::create_dir(path("news")).unwrap();
    let watch = annals(&["watch", &path("news"), "--every", "1s", "--store", &path("annals.db")]);
    let mut child = { watch }.stderr(Stdio::piped()).spawn().unwrap();
    let mut rounds = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    let mut until = |words: &str| rounds.find(|line| line.contains(words)).unwrap_or_else(|| panic!("no {words}"));
    until("0 sources read");
    std::fs::write(path("news/a.txt"), "Rebels attacked the town of Goma on Monday and killed four soldiers.\n")
        .unwrap();
    until("1 new documents");
    end(&mut child);
}

/// Sends SIGTERM and waits for a clean end.
fn end(child: &mut Child) {
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        assert!(start.elapsed() < Duration::from_secs(20), "does not end");
        thread::sleep(Duration::from_millis(50));
    }
}

/// The lines under "Watch feeds" in the README, run as they stand there.
#[test]
fn the_lines_of_the_readme_work() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).unwrap();
    let section = readme.split("## Watch feeds").nth(1).unwrap().split("```").nth(1).unwrap();
    let lines: Vec<&str> = section.lines().filter(|line| line.starts_with("annals ")).collect();
    assert_eq!(lines.len(), 5, "{section}");
    let folder = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(format!("{root}/samples"), folder.path().join("samples")).unwrap();
    for line in lines {
        let line = line.replacen("annals", env!("CARGO_BIN_EXE_annals"), 1);
        let output = Command::new("sh").args(["-c", &line]).current_dir(folder.path()).output().unwrap();
        assert!(output.status.success(), "{line}: {}", stderr(&output));
        assert!(output.stdout.len() + output.stderr.len() > 40, "{line} says nothing");
    }
    assert!(folder.path().join("lake/datapackage.json").is_file());
}

#[test]
fn a_pause_must_be_a_time() {
    for wrong in ["soon", "0s", "-5m"] {
        let output = annals(&["watch", "x.xml", &format!("--every={wrong}"), "--once"]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{wrong}: {}", stderr(&output));
    }
}
