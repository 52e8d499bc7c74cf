//! Reads all pages of a folder (`.html`, also gzipped) again and again, on one thread:
//! `cargo run --release -p annals-ingest --example read_pages -- FOLDER [TIMES]`. Prints pages a second.

#![allow(clippy::print_stdout, reason = "an example may print")]

use std::{env, error::Error, fs, io::Read, time::Instant};

use flate2::read::MultiGzDecoder;
use ingest::{Options, read_html};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().ok_or("name a folder with pages")?;
    let times: usize = arguments.next().map_or(Ok(10), |times| times.parse())?;
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        let mut page = Vec::new();
        match bytes.starts_with(b"\x1f\x8b") {
            true => MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut page)?,
            false => bytes.as_slice().read_to_end(&mut page)?,
        };
        pages.push((path.display().to_string(), page));
    }
    let start = Instant::now();
    let read = |(name, page): &(String, Vec<u8>)| read_html(name, page, None, None, &Options::default()).is_ok();
    let articles = (0..times).map(|_| pages.iter().filter(|page| read(page)).count()).max().unwrap_or_default();
    let speed = (pages.len() * times) as f64 / start.elapsed().as_secs_f64();
    println!("{} pages, {articles} with an article, {speed:.0} pages/s", pages.len());
    Ok(())
}
