//! `annals watch`: rounds over feeds and folders, each adding what is new. Can be stopped and started again at any moment.

use std::{
    collections::HashMap,
    fs,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::{Duration, Instant, SystemTime},
};

use anyhow::Context;
use coder::Coder;
use indicatif::ProgressBar;
use ingest::{Articles, Columns, FetchOptions, Fetcher, Options, Skipped, Validators};
use jiff::Timestamp;
use store::{FetchedAddress, Writer};

use super::{ingest::add, options::WatchOptions};
use crate::{DONE, FAILED};

/// How often the wait between rounds looks whether it is to stop.
const TICK: Duration = Duration::from_millis(200);
/// Doublings of the pause after failures, at most.
const DOUBLINGS: u32 = 6;

/// Rounds until told to stop, or one.
pub fn run(options: &WatchOptions) -> anyhow::Result<u8> {
    let mut store = Writer::open(&options.store.store)?;
    let coder = Coder::embedded()?;
    let stop = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stop);
    ctrlc::set_handler(move || told.store(true, Ordering::Relaxed)).context("cannot listen for signals")?;
    let mut watch = Watch::new(options, &store, &stop)?;
    loop {
        let refused = watch.round(&mut store, &coder)?;
        if options.once || stop.load(Ordering::Relaxed) {
            return Ok(if refused == 0 || !options.once { DONE } else { FAILED });
        }
        let next = Instant::now() + options.every;
        while Instant::now() < next && !stop.load(Ordering::Relaxed) {
            thread::sleep(TICK.min(next.saturating_duration_since(Instant::now())));
        }
        if stop.load(Ordering::Relaxed) {
            return Ok(DONE);
        }
    }
}

/// What is kept from round to round.
struct Watch<'w> {
    options: &'w WatchOptions,
    stop: &'w AtomicBool,
    reading: Options,
    fetcher: Arc<Fetcher>,
    /// Files as they were when they were last read.
    files: HashMap<String, (Option<SystemTime>, u64)>,
    patience: Patience,
}

impl<'w> Watch<'w> {
    fn new(options: &'w WatchOptions, store: &Writer, stop: &'w AtomicBool) -> anyhow::Result<Self> {
        let known = store.fetched()?.into_iter();
        let known = known
            .map(|FetchedAddress { address, etag, last_modified }| (address, Validators { etag, last_modified }))
            .collect();
        let fetcher = Arc::new(Fetcher::with_known(FetchOptions::default(), known));
        let reading = Options { published: None, columns: Columns::default(), fetcher: Some(Arc::clone(&fetcher)) };
        let patience = Patience::new(options.every);
        Ok(Self { options, stop, reading, fetcher, files: HashMap::new(), patience })
    }

    /// Reads every source that is due and has changed; returns how many inputs were skipped.
    fn round(&mut self, store: &mut Writer, coder: &Coder) -> anyhow::Result<usize> {
        let due = self.due();
        let (read, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
        let opened = due.iter().flat_map(|name| -> Articles {
            read.fetch_add(1, Ordering::Relaxed);
            match name {
                Ok(name) => ingest::open(name, &self.reading),
                Err(skipped) => Box::new(std::iter::once(Err(skipped.clone()))),
            }
        });
        let articles = opened.take_while(|_| !self.stop.load(Ordering::Relaxed)).inspect(|article| {
            // A fault inside a source names a part of it, and does not make it wait.
            if let (Err(skipped), Ok(mut failed)) = (article, failed.lock()) {
                failed.push(skipped.input.clone());
            }
        });
        let totals = add(store, coder, articles, &self.options.work, &ProgressBar::hidden())?;
        let failed = failed.into_inner().unwrap_or_default();
        for name in due.iter().flatten() {
            self.patience.note(name, failed.contains(name), Instant::now());
        }
        self.keep(store)?;
        if !self.options.work.quiet {
            let (now, read) = (Timestamp::now().strftime("%Y-%m-%d %H:%M:%S"), read.into_inner());
            eprintln!("{now}Z {read} sources read: {}", totals.summary());
        }
        Ok(totals.refused)
    }

    /// Inputs to read now: addresses that need not wait, and files that are new or changed.
    fn due(&mut self) -> Vec<Result<String, Skipped>> {
        let now = Instant::now();
        let names = ingest::expand(&self.options.sources).into_iter();
        let due = names.filter(|name| match name {
            Ok(name) => self.patience.is_due(name, now) && has_changed(&mut self.files, name),
            Err(_) => true,
        });
        due.collect()
    }

    /// Keeps the validators once what was fetched is stored: a process that is killed before asks again.
    fn keep(&self, store: &mut Writer) -> anyhow::Result<()> {
        let known = self.fetcher.known().into_iter().map(|(address, validators)| FetchedAddress {
            address,
            etag: validators.etag,
            last_modified: validators.last_modified,
        });
        Ok(store.set_fetched(&known.collect::<Vec<_>>())?)
    }
}

/// Whether a file differs in time or length from when it was last read; what is no file is to be asked.
fn has_changed(files: &mut HashMap<String, (Option<SystemTime>, u64)>, name: &str) -> bool {
    let Ok(data) = fs::metadata(name) else { return true };
    let now = (data.modified().ok(), data.len());
    files.insert(name.to_owned(), now) != Some(now)
}

/// Sources that fail wait longer each time.
#[derive(Debug)]
struct Patience {
    pause: Duration,
    /// Failures in a row, and when to try again.
    waiting: HashMap<String, (u32, Instant)>,
}

impl Patience {
    fn new(pause: Duration) -> Self {
        Self { pause, waiting: HashMap::new() }
    }

    fn is_due(&self, source: &str, now: Instant) -> bool {
        self.waiting.get(source).is_none_or(|(_, next)| *next <= now)
    }

    /// After the first failure a source is asked again in the next round, then every second, fourth … one.
    fn note(&mut self, source: &str, failed: bool, now: Instant) {
        if !failed {
            self.waiting.remove(source);
            return;
        }
        let failures = self.waiting.get(source).map_or(0, |(failures, _)| *failures);
        let wait = if failures == 0 { Duration::ZERO } else { self.pause * 2_u32.pow(failures.min(DOUBLINGS)) };
        self.waiting.insert(source.to_owned(), (failures + 1, now + wait.saturating_sub(TICK)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_that_fails_waits_longer_each_time_and_is_forgiven() {
        let pause = Duration::from_secs(60);
        let mut patience = Patience::new(pause);
        let start = Instant::now();
        patience.note("a", true, start);
        assert!(patience.is_due("a", start + pause));
        patience.note("a", true, start + pause);
        assert!(!patience.is_due("a", start + 2 * pause));
        assert!(patience.is_due("a", start + 3 * pause) && patience.is_due("b", start));
        (0..40).for_each(|_| patience.note("a", true, start));
        assert!(patience.is_due("a", start + 64 * pause), "there is a longest wait");
        patience.note("a", false, start);
        assert!(patience.is_due("a", start));
    }

    #[test]
    fn files_are_read_again_only_when_they_change() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let name = path.to_str().unwrap();
        let mut files = HashMap::new();
        fs::write(&path, "one").unwrap();
        assert!(has_changed(&mut files, name) && !has_changed(&mut files, name));
        fs::write(&path, "three").unwrap();
        assert!(has_changed(&mut files, name));
        assert!(has_changed(&mut files, "https://a.example/feed"), "an address is asked");
    }
}
