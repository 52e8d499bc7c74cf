//! Many readers at once, each on a connection of its own, as people read: a question, the answer, a pause.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
    time::{Duration, Instant},
};

use crate::client::Client;

/// Pause of a reader between an answer and the next question.
const PAUSE: Duration = Duration::from_secs(1);

/// What readers met.
pub struct Load {
    /// Times of all answers, in order.
    times: Vec<Duration>,
    /// Answers that were not what was asked for, and connections that broke.
    pub errors: usize,
    seconds: f64,
    /// The slowest answers by route.
    routes: Vec<(&'static str, Duration)>,
}

impl Load {
    /// Milliseconds within which a share of the answers came.
    pub fn percentile(&self, share: f64) -> f64 {
        let at = (self.times.len() as f64 * share / 100.0).ceil() as usize;
        self.times.get(at.saturating_sub(1)).map_or(f64::INFINITY, |time| time.as_secs_f64() * 1000.0)
    }
}

impl fmt::Display for Load {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [half, most, nearly, all] = [50.0, 90.0, 99.0, 100.0].map(|share| self.percentile(share));
        let rate = self.times.len() as f64 / self.seconds;
        writeln!(f, "{} answers ({rate:.0}/s), {} errors", self.times.len(), self.errors)?;
        writeln!(f, "p50 {half:.0} ms, p90 {most:.0} ms, p99 {nearly:.0} ms, slowest {all:.0} ms")?;
        for (name, time) in &self.routes {
            writeln!(f, "  slowest {name}: {:.0} ms", time.as_secs_f64() * 1000.0)?;
        }
        Ok(())
    }
}

/// Lets readers ask for some time; each goes through the addresses from one of its own.
pub fn run(server: &str, addresses: &[(&'static str, String)], readers: usize, length: Duration) -> Load {
    let start = Instant::now();
    let all: Vec<(usize, Duration, bool)> = thread::scope(|scope| {
        let reader = |number: usize| move || read(server, addresses, number, readers, start + length);
        let threads: Vec<_> = (0..readers).map(|number| scope.spawn(reader(number))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let mut times: Vec<Duration> = all.iter().map(|(_, time, _)| *time).collect();
    times.sort();
    let slowest = |at: usize| all.iter().filter(|(which, ..)| *which == at).map(|(_, time, _)| *time).max();
    let mut routes: Vec<(&str, Duration)> =
        addresses.iter().enumerate().filter_map(|(at, (name, _))| Some((*name, slowest(at)?))).collect();
    routes.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    routes.truncate(5);
    let errors = all.iter().filter(|(_, _, fine)| !fine).count();
    Load { times, errors, seconds: start.elapsed().as_secs_f64(), routes }
}

fn read(
    server: &str,
    addresses: &[(&'static str, String)],
    number: usize,
    readers: usize,
    end: Instant,
) -> Vec<(usize, Duration, bool)> {
    // Readers do not all come at the same moment.
    thread::sleep(PAUSE.mul_f64(number as f64 / readers as f64));
    let mut client = Client::new(server);
    let mut found = Vec::new();
    for turn in number.. {
        if Instant::now() >= end {
            break;
        }
        let at = turn % addresses.len();
        let begun = Instant::now();
        match catch_unwind(AssertUnwindSafe(|| client.get(&addresses[at].1))) {
            Ok(answer) => found.push((at, answer.took, answer.status == 200)),
            Err(_) => {
                found.push((at, begun.elapsed(), false));
                client = Client::new(server);
            }
        }
        thread::sleep(PAUSE);
    }
    found
}
