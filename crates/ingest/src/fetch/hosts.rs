//! What hosts allow, remembered for a while.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use super::robots::Robots;

/// How long a `robots.txt` counts (RFC 9309, 2.4).
const DAY: Duration = Duration::from_hours(24);
/// How long a host is left alone whose `robots.txt` cannot be reached.
const REST: Duration = Duration::from_mins(10);

/// The rules of a host, or why they cannot be had.
pub(super) type Answer = Result<Arc<Robots>, String>;

/// Answers by host.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<HashMap<String, (Instant, Answer)>>);

impl Hosts {
    /// What is known of a host, if it is not too old.
    pub fn get(&self, host: &str) -> Option<Answer> {
        let known = self.0.lock().ok()?;
        let (since, answer) = known.get(host)?;
        let counts = if answer.is_ok() { DAY } else { REST };
        (since.elapsed() < counts).then(|| answer.clone())
    }

    /// Remembers an answer.
    pub fn put(&self, host: &str, answer: &Answer) {
        if let Ok(mut known) = self.0.lock() {
            known.insert(host.to_owned(), (Instant::now(), answer.clone()));
        }
    }
}
