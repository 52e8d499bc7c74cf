//! The program that is measured, as a server and as an ingest into its store.

use std::{
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use crate::client::Client;

/// Articles that an ingest has to read: more than it can in the time of a run.
const ARTICLES: usize = 20_000;

/// A server on a copy of a store.
pub struct Server {
    /// Where it listens.
    pub address: String,
    annals: PathBuf,
    store: PathBuf,
    folder: tempfile::TempDir,
    process: Child,
}

/// An ingest that runs.
pub struct Ingest {
    process: Child,
    before: i64,
    address: String,
}

impl Server {
    /// Copies the store and serves the copy.
    pub fn start(annals: &Path, store: &Path) -> Self {
        let folder =
            tempfile::tempdir_in(store.parent().filter(|parent| parent.is_dir()).unwrap_or(Path::new("."))).unwrap();
        let copy = folder.path().join("load.db");
        std::fs::copy(store, &copy).unwrap();
        let mut command = Command::new(annals);
        command.arg("serve").arg("--store").arg(&copy).args(["--listen", "127.0.0.1:0"]);
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stderr.take().unwrap()).read_line(&mut line).unwrap();
        // "serving http://127.0.0.1:40123/#token=…"
        let address = line.split('/').nth(2).unwrap_or_else(|| panic!("the server says: {line}")).to_owned();
        Self { address, annals: annals.to_owned(), store: copy, folder, process }
    }

    /// Milliseconds of processor time that the server has taken, which other programs hardly change; 0 where the system does not
    /// tell.
    pub fn processor(&self) -> f64 {
        const TICK: f64 = 10.0;
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap_or_default();
        // The name before may hold blanks; the 12th and 13th fields after it are ticks in user and system mode.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * TICK
    }

    /// Starts an ingest of made-up articles into the store that is served.
    pub fn ingest(&self) -> Ingest {
        let articles = self.folder.path().join("articles.jsonl");
        let mut file = std::io::BufWriter::new(std::fs::File::create(&articles).unwrap());
        for number in 0..ARTICLES {
            writeln!(file, "{}", article(number)).unwrap();
        }
        file.flush().unwrap();
        let mut command = Command::new(&self.annals);
        command.arg("ingest").arg(&articles).arg("--store").arg(&self.store).arg("--quiet");
        let process = command.stdout(Stdio::null()).spawn().unwrap();
        Ingest { process, before: documents(&self.address), address: self.address.clone() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Ingest {
    /// Stops it; how many articles it wrote.
    pub fn stop(mut self) -> i64 {
        assert!(self.process.try_wait().unwrap().is_none(), "the ingest ended before the readers");
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        documents(&self.address) - self.before
    }
}

fn documents(address: &str) -> i64 {
    Client::new(address).json("/about")["documents"].as_i64().unwrap()
}

/// The same question at an address that the server has not seen: empty parameters count as not given.
pub fn unseen(path: &str, number: usize) -> String {
    let join = if path.contains('?') { '&' } else { '?' };
    format!("{path}{join}{}", "&".repeat(number))
}

/// An article of a few sentences that differ from one article to the next.
fn article(number: usize) -> String {
    let towns = ["Mombasa", "Gedaref", "Tema", "Bishkek", "Beira", "Tobruk", "Banjul", "Odesa"];
    let (town, dead) = (towns[number % towns.len()], number % 17 + 2);
    let text = format!(
        "Gunmen attacked a police post near {town} on Monday, killing {dead} officers, the interior ministry said. \
         Report {number} of the day said that protesters had marched to the governor's office and demanded his \
         resignation. The government condemned attack {number} and said that it would send {dead}00 soldiers to {town}. \
         The opposition rejected the plan and called for talks with the rebels.",
    );
    serde_json::json!({"id": format!("load-{number}"), "text": text, "published": "2024-05-08", "source": "Load Wire"})
        .to_string()
}
