//! The records of an archive.

use std::io::{self, BufRead, Read};

/// Bytes of a record that is looked into, at most.
const LARGEST: u64 = 20 << 20;
/// Bytes of a record's head at most.
const LONGEST_HEAD: u64 = 64 << 10;

/// A record that may hold a page.
#[derive(Debug, Default)]
pub(super) struct WarcRecord {
    /// Its place in the archive, from 1.
    pub number: usize,
    /// `WARC-Type`, in lower case.
    pub kind: String,
    /// The address.
    pub target: Option<String>,
    /// `Content-Type`, in lower case.
    pub media: String,
    /// What it holds.
    pub body: Vec<u8>,
}

impl WarcRecord {
    fn may_hold_a_page(&self) -> bool {
        matches!(self.kind.as_str(), "response" | "resource" | "conversion")
    }
}

/// All records, in order.
pub(super) struct Records {
    /// Gone once nothing more can be read.
    input: Option<Box<dyn BufRead + Send>>,
    number: usize,
    /// Bytes read.
    offset: u64,
}

impl Records {
    pub fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input: Some(input), number: 0, offset: 0 }
    }

    /// The next record, with an empty body where it holds no page. Too large a record is a fault that others may follow,
    /// any other fault ends the archive.
    pub fn next(&mut self) -> Option<Result<WarcRecord, String>> {
        let mut input = self.input.take()?;
        let start = self.offset;
        let (mut record, length) = match self.head(&mut input) {
            Ok(Some(head)) => head,
            Ok(None) => return None,
            Err(error) => return Some(Err(format!("has a broken record at byte {start}: {error}"))),
        };
        if length > LARGEST && record.may_hold_a_page() {
            let read = self.pass(&mut input, length);
            self.input = read.is_ok().then_some(input);
            let size = length >> 20;
            return Some(Err(format!("has a record of {size} MB at byte {start}; pages above 20 MB are not read")));
        }
        let read = if record.may_hold_a_page() {
            self.body(&mut input, length).map(|body| record.body = body)
        } else {
            self.pass(&mut input, length)
        };
        Some(match read {
            Ok(()) => {
                self.input = Some(input);
                Ok(record)
            }
            Err(error) => Err(format!("is cut off in the record at byte {start}: {error}")),
        })
    }

    /// The head of a record and the length of its body; nothing at the end.
    fn head(&mut self, input: &mut dyn BufRead) -> io::Result<Option<(WarcRecord, u64)>> {
        let mut record = WarcRecord::default();
        let mut length = None;
        let Some(version) = self.first_line(input)? else { return Ok(None) };
        if !version.starts_with("WARC/") {
            let line: String = version.chars().take(40).collect();
            return Err(io::Error::other(format!("it begins with `{line}` and not with WARC/")));
        }
        self.number += 1;
        record.number = self.number;
        while let Some(line) = self.line(input)?.filter(|line| !line.is_empty()) {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "warc-type" => record.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => record.target = Some(value.trim_matches(['<', '>']).to_owned()),
                "content-type" => record.media = value.to_ascii_lowercase(),
                "content-length" => length = value.parse().ok(),
                _ => (),
            }
        }
        let length = length.ok_or_else(|| io::Error::other("it has no Content-Length"))?;
        Ok(Some((record, length)))
    }

    /// The first line that is not empty: records are parted by empty ones.
    fn first_line(&mut self, input: &mut dyn BufRead) -> io::Result<Option<String>> {
        loop {
            match self.line(input)? {
                Some(line) if line.trim().is_empty() => (),
                line => return Ok(line),
            }
        }
    }

    fn line(&mut self, input: &mut dyn BufRead) -> io::Result<Option<String>> {
        let mut line = Vec::new();
        let read = input.take(LONGEST_HEAD).read_until(b'\n', &mut line)? as u64;
        self.offset += read;
        if read == LONGEST_HEAD {
            return Err(io::Error::other("it has a line of over 64 kB"));
        }
        Ok((read > 0).then(|| String::from_utf8_lossy(line.trim_ascii_end()).into_owned()))
    }

    fn body(&mut self, input: &mut dyn BufRead, length: u64) -> io::Result<Vec<u8>> {
        let mut body = Vec::new();
        let read = input.take(length).read_to_end(&mut body)? as u64;
        self.count(read, length)?;
        Ok(body)
    }

    fn pass(&mut self, input: &mut dyn BufRead, length: u64) -> io::Result<()> {
        let read = io::copy(&mut input.take(length), &mut io::sink())?;
        self.count(read, length)
    }

    fn count(&mut self, read: u64, length: u64) -> io::Result<()> {
        self.offset += read;
        let missing = || io::Error::other(format!("{} of its {length} bytes are missing", length - read));
        (read == length).then_some(()).ok_or_else(missing)
    }
}
