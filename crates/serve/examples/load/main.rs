//! How fast a server answers: each route alone on a store of 100,000 made-up incidents, then many readers at once while an
//! ingest writes to the same store.
//!
//! `cargo run -p annals-serve --example load -- ANNALS STORE [READERS] [SECONDS]`
//!
//! `ANNALS` is the program that is measured (`target/release/annals`); `STORE` is filled where there is none, and copied, so that
//! one store serves many runs. Ends with 1 where an answer was an error or slower than the bars.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program may panic and print")]

mod client;
#[path = "../../../store/tests/common/mod.rs"]
mod common;
mod fill;
mod readers;
mod server;

use std::{path::Path, time::Duration};

use client::Client;
use server::Server;

/// Incidents of a store that is made.
const INCIDENTS: u64 = 100_000;
/// Times that each route is asked alone; the middle one counts.
const RUNS: usize = 15;
/// Milliseconds that a route may take, alone.
const ALONE: f64 = 50.0;
/// Milliseconds that 99 of 100 answers may take under load.
const LOADED: f64 = 200.0;

fn main() {
    // The server ends with what `measured` holds, which leaving by `exit` would not drop.
    let holds = measured();
    std::process::exit(i32::from(!holds));
}

/// Prints all figures; whether they keep the bars.
fn measured() -> bool {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [annals, store, more @ ..] = arguments.as_slice() else { panic!("give the program and a file for the store") };
    let number = |at: usize, default| more.get(at).map_or(default, |text: &String| text.parse().unwrap());
    let (many, seconds) = (number(0, 200), number(1, 30));
    let store = Path::new(store);
    if !store.exists() {
        fill::fill(store, INCIDENTS);
    }
    let server = Server::start(Path::new(annals), store);
    let addresses = addresses(&server);
    let mut holds = alone(&server, &addresses);
    if many > 0 {
        let ingest = server.ingest();
        let load = readers::run(&server.address, &addresses, many, Duration::from_secs(seconds as u64));
        let written = ingest.stop();
        println!("{many} readers for {seconds} s while an ingest wrote {written} articles: {load}");
        holds &= load.errors == 0 && load.percentile(99.0) <= LOADED;
    }
    holds
}

/// What the page asks for, view by view, with ids that the store holds.
fn addresses(server: &Server) -> Vec<(&'static str, String)> {
    let mut client = Client::new(&server.address);
    let dyads = client.json("/dyads?limit=2");
    let id = |at: usize, who: &str| dyads["items"][at][who]["id"].to_string();
    let incident = client.json("/incidents?limit=1")["items"][0].clone();
    let place = incident["place"].as_str().unwrap_or_default().replace(' ', "%20");
    let party = dyads["items"][1]["actor"]["name"].as_str().unwrap().replace(' ', "%20");
    let paths = [
        ("list", "/incidents?limit=50".to_owned()),
        ("list of a type", "/incidents?type=ASSAULT&limit=50".to_owned()),
        ("list of an actor", format!("/incidents?actor=id:{}&limit=50", id(1, "actor"))),
        ("list of words", "/incidents?text=word7&limit=50".to_owned()),
        ("list of an area", "/incidents?box=10,10,12,12&limit=50".to_owned()),
        ("reports", "/reports?limit=50".to_owned()),
        ("map", "/overview?limit=20000".to_owned()),
        ("map of a type", "/overview?type=ASSAULT&limit=20000".to_owned()),
        ("series by day", "/series?by=day".to_owned()),
        ("series by month", "/series?by=month".to_owned()),
        ("facets", "/facets?limit=12".to_owned()),
        ("total", "/facets?fields=quad".to_owned()),
        ("dyads", "/dyads".to_owned()),
        ("dyad", format!("/dyads/{}/{}", id(0, "actor"), id(0, "recipient"))),
        ("network", "/network".to_owned()),
        ("actors", "/entities".to_owned()),
        ("actor", format!("/entities/{}", id(1, "actor"))),
        ("brief of a place", format!("/brief?topic={place}")),
        ("brief of a party", format!("/brief?topic={party}")),
        ("calendar", "/calendar".to_owned()),
        ("demands", "/demands".to_owned()),
        ("documents", "/documents".to_owned()),
        ("document", format!("/documents/{}", incident["document_id"])),
        ("incident", format!("/incidents/{}", incident["incident"])),
        ("review queue", "/reviews/queue".to_owned()),
        ("about", "/about".to_owned()),
    ];
    paths.to_vec()
}

/// Asks each route alone, made anew each time and as it is kept; whether what clients see again and again keeps the bar.
fn alone(server: &Server, addresses: &[(&'static str, String)]) -> bool {
    let mut client = Client::new(&server.address);
    let mut holds = true;
    println!("{:18} {:>10} {:>10} {:>10} {:>12}", "route", "made anew", "processor", "kept", "packed");
    for (name, path) in addresses {
        let before = server.processor();
        let (anew, size) = median(&mut client, |run| server::unseen(path, run));
        let worked = (server.processor() - before) / RUNS as f64;
        let (kept, _) = median(&mut client, |_| path.clone());
        let slow = if kept > ALONE { "  over the bar" } else { "" };
        holds &= kept <= ALONE;
        println!("{name:18} {anew:7.1} ms {worked:7.1} ms {kept:7.1} ms {:9.1} kB{slow}", size as f64 / 1000.0);
    }
    holds
}

/// Milliseconds of the middle one of some answers, and the size of one.
fn median(client: &mut Client, path: impl Fn(usize) -> String) -> (f64, usize) {
    let mut times = Vec::new();
    let mut size = 0;
    for run in 0..RUNS {
        let answer = client.get(&path(run));
        assert_eq!(answer.status, 200, "{}", path(run));
        times.push(answer.took);
        size = answer.bytes;
    }
    times.sort();
    (times[RUNS / 2].as_secs_f64() * 1000.0, size)
}
