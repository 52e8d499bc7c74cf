//! A pause between requests to one host.

use std::{
    collections::HashMap,
    sync::Mutex,
    thread,
    time::{Duration, Instant},
};

/// When each host may be asked next.
#[derive(Debug, Default)]
pub(super) struct Pace(Mutex<HashMap<String, Instant>>);

impl Pace {
    /// Waits for the host's next turn. Threads that ask for one host get turns one after the other.
    pub fn wait(&self, host: &str, delay: Duration) {
        let now = Instant::now();
        let turn = self.0.lock().map_or(now, |mut next| {
            let turn = next.get(host).copied().unwrap_or(now).max(now);
            next.insert(host.to_owned(), turn + delay);
            turn
        });
        thread::sleep(turn.saturating_duration_since(now));
    }
}
