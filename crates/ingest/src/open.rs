//! One input opened: decompressed, its format told, handed to its reader.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Cursor, Read},
    path::Path,
};

use encoding_rs_io::DecodeReaderBytesBuilder;
use flate2::bufread::MultiGzDecoder;

use crate::{
    Articles, FetchError, Fetched, Options, Skipped, decode, feed, html, json,
    kind::{Kind, by_content, by_media_type, by_name},
    markdown, one, plain, sources, table, warc,
};

/// Bytes of the buffer in front of every input; formats are told by what is in it.
const BUFFER: usize = 64 * 1024;
/// Bytes of an input that is read whole, at most. Archives, tables and JSON Lines may be of any size.
const LARGEST: u64 = 256 << 20;

type Input = Box<dyn BufRead + Send>;

/// The articles of one input: a file, an address, or `-` for standard input. Reads on as they are asked for.
pub fn open(name: &str, options: &Options) -> Articles {
    if sources::is_address(name) {
        return fetch(name, options);
    }
    let input: io::Result<Box<dyn Read + Send>> = match name {
        "-" => Ok(Box::new(io::stdin())),
        _ if Path::new(name).is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        _ => File::open(name).map(|file| Box::new(file) as Box<dyn Read + Send>),
    };
    let name = if name == "-" { "stdin" } else { name };
    match input {
        Ok(input) => read(name, input, options),
        Err(error) => one(Err(Skipped::new(name, format!("cannot be read: {error}")))),
    }
}

/// The articles of an input that is open already; its name's ending tells the format, or else its first bytes do.
pub fn read(name: &str, input: impl Read + Send + 'static, options: &Options) -> Articles {
    read_as(name, input, by_name(name), options)
}

fn read_as(name: &str, input: impl Read + Send + 'static, kind: Option<Kind>, options: &Options) -> Articles {
    match decompressed(BufReader::with_capacity(BUFFER, input)) {
        Ok(input) => read_plain(name, input, kind, options),
        Err(error) => one(Err(Skipped::new(name, format!("cannot be read: {error}")))),
    }
}

/// Gzip in any number of members is undone, whatever the file is called.
fn decompressed(mut input: impl BufRead + Send + 'static) -> io::Result<Input> {
    Ok(match input.fill_buf()?.starts_with(b"\x1f\x8b") {
        true => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(input))),
        false => Box::new(input),
    })
}

/// Reads an input of a format, or of the one that its first bytes tell.
fn read_plain(name: &str, mut input: Input, kind: Option<Kind>, options: &Options) -> Articles {
    let kind = match (kind, input.fill_buf()) {
        (_, Err(error)) => return one(Err(Skipped::new(name, format!("cannot be read: {error}")))),
        (_, Ok([])) => return one(Err(Skipped::new(name, "is empty"))),
        (Some(kind), Ok(_)) => kind,
        (None, Ok(head)) => by_content(head),
    };
    match kind {
        Kind::Warc => warc::read(name, input, options),
        Kind::Json => json::read(name, utf_8(input), options),
        Kind::Table(delimiter) => table::read(name, utf_8(input), delimiter, options),
        Kind::Plain | Kind::Markdown | Kind::Html | Kind::Feed => match whole(input) {
            Ok(bytes) => read_whole(name, &bytes, kind, options),
            Err(reason) => one(Err(Skipped::new(name, reason))),
        },
    }
}

/// UTF-16 made UTF-8 where a byte order mark says so; anything else as it is.
fn utf_8(input: Input) -> Input {
    let input = DecodeReaderBytesBuilder::new().utf8_passthru(true).strip_bom(true).build(input);
    Box::new(BufReader::with_capacity(BUFFER, input))
}

fn whole(input: Input) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match input.take(LARGEST + 1).read_to_end(&mut bytes) {
        Err(error) => Err(format!("cannot be read beyond byte {}: {error}", bytes.len())),
        Ok(read) if read as u64 > LARGEST => Err(format!("is longer than {} MB: split it", LARGEST >> 20)),
        Ok(_) => Ok(bytes),
    }
}

fn read_whole(name: &str, bytes: &[u8], kind: Kind, options: &Options) -> Articles {
    let text = |read: fn(&str, &str, &Options) -> _| {
        one(decode(bytes).map_err(|reason| Skipped::new(name, reason)).and_then(|text| read(name, &text, options)))
    };
    match kind {
        Kind::Html => one(html::read(name, bytes, None, None, options)),
        Kind::Feed => Box::new(feed::read(name, bytes, options).into_iter()),
        Kind::Markdown => text(markdown::read),
        _ => text(plain::read),
    }
}

/// The articles at an address: a page, or a feed with the pages that it names. What has not changed since it was last fetched
/// gives nothing.
fn fetch(address: &str, options: &Options) -> Articles {
    match get(address, options) {
        Ok(Fetched::Unchanged) => Box::new(std::iter::empty()),
        Ok(Fetched::New(page)) => {
            let told = page.media_type.as_deref().and_then(by_media_type).or_else(|| by_name(address));
            match told.unwrap_or_else(|| by_content(&page.bytes)) {
                Kind::Feed => feed::follow(address, &page, options),
                Kind::Html => one(html::read(address, &page.bytes, page.charset(), Some(&page.address), options)),
                _ => read_as(address, Cursor::new(page.bytes), told, options),
            }
        }
        Err(error) => one(Err(Skipped::new(address, error.to_string()))),
    }
}

pub(crate) fn get(address: &str, options: &Options) -> Result<Fetched, FetchError> {
    options.fetcher.as_ref().ok_or(FetchError::Off)?.get(address)
}
