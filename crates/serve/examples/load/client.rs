//! One connection to a server, as a browser holds it: kept open, gzip taken and left as it is, so that asking costs little.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A connection.
pub struct Client {
    stream: BufReader<TcpStream>,
    address: String,
}

/// An answer.
pub struct Answer {
    pub status: u16,
    pub took: Duration,
    pub bytes: usize,
    pub body: Vec<u8>,
}

impl Client {
    pub fn new(address: &str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { stream: BufReader::new(stream), address: address.to_owned() }
    }

    /// Asks for a path below the interface's.
    pub fn get(&mut self, path: &str) -> Answer {
        self.ask(path, "gzip")
    }

    /// An answer read as JSON; it must be there.
    pub fn json(&mut self, path: &str) -> serde_json::Value {
        let answer = self.ask(path, "identity");
        assert_eq!(answer.status, 200, "{path}: {}", String::from_utf8_lossy(&answer.body));
        serde_json::from_slice(&answer.body).unwrap()
    }

    fn ask(&mut self, path: &str, encoding: &str) -> Answer {
        let start = Instant::now();
        let head =
            format!("GET /api/v1{path} HTTP/1.1\r\nhost: {}\r\naccept-encoding: {encoding}\r\n\r\n", self.address);
        self.stream.get_mut().write_all(head.as_bytes()).unwrap();
        let (status, length) = self.head();
        let mut body = Vec::new();
        match length {
            Some(length) => self.take(length, &mut body),
            None => self.chunks(&mut body),
        }
        Answer { status, took: start.elapsed(), bytes: body.len(), body }
    }

    /// Status, and the body's length where it is told.
    fn head(&mut self) -> (u16, Option<usize>) {
        let status = self.line().split(' ').nth(1).unwrap().parse().unwrap();
        let mut length = None;
        loop {
            let line = self.line().to_ascii_lowercase();
            if line.is_empty() {
                return (status, length);
            }
            length = line.strip_prefix("content-length: ").map(|text| text.parse().unwrap()).or(length);
        }
    }

    fn chunks(&mut self, body: &mut Vec<u8>) {
        loop {
            let length = usize::from_str_radix(&self.line(), 16).unwrap();
            self.take(length, body);
            self.line();
            if length == 0 {
                return;
            }
        }
    }

    fn take(&mut self, length: usize, body: &mut Vec<u8>) {
        let start = body.len();
        body.resize(start + length, 0);
        self.stream.read_exact(&mut body[start..]).unwrap();
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }
}
