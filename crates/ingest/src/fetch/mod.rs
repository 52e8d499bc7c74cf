//! Pages and feeds from the web: politely, within bounds, and only what has changed.

mod error;
mod hosts;
mod pace;
mod page;
mod robots;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

pub use error::FetchError;
use hosts::Hosts;
use pace::Pace;
pub use page::{Fetched, Page, Validators};
use robots::Robots;
use ureq::http::{HeaderMap, StatusCode, header};
use url::Url;

/// Redirects followed at most.
const REDIRECTS: usize = 10;
/// Bytes of `robots.txt` that are read (RFC 9309, 2.5).
const ROBOTS: u64 = 500 << 10;

/// How to fetch.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// Who asks: the product token that `robots.txt` may name, with what else servers should know.
    pub agent: String,
    /// Least time between two requests to one host; `Crawl-delay` may ask for more.
    pub delay: Duration,
    /// Most time for a request with its answer.
    pub timeout: Duration,
    /// Bytes of an answer at most.
    pub largest: u64,
}

impl Default for FetchOptions {
    fn default() -> Self {
        Self {
            agent: format!("annals/{}", env!("CARGO_PKG_VERSION")),
            delay: Duration::from_secs(1),
            timeout: Duration::from_secs(30),
            largest: 20 << 20,
        }
    }
}

/// Fetches with `robots.txt`, a pause between requests to one host, and conditional requests. Shared by threads.
#[derive(Debug)]
pub struct Fetcher {
    agent: ureq::Agent,
    options: FetchOptions,
    hosts: Hosts,
    pace: Pace,
    known: Mutex<HashMap<String, Validators>>,
}

impl Fetcher {
    /// A fetcher that knows nothing yet.
    pub fn new(options: FetchOptions) -> Self {
        Self::with_known(options, HashMap::new())
    }

    /// A fetcher that asks for what has changed since `known`, by address.
    pub fn with_known(options: FetchOptions, known: HashMap<String, Validators>) -> Self {
        let config = ureq::Agent::config_builder()
            .user_agent(&options.agent)
            .timeout_global(Some(options.timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let (hosts, pace) = (Hosts::default(), Pace::default());
        Self { agent: config.into(), options, hosts, pace, known: Mutex::new(known) }
    }

    /// The validators of all that was fetched, to be kept with what was made of it.
    pub fn known(&self) -> HashMap<String, Validators> {
        self.known.lock().map(|known| known.clone()).unwrap_or_default()
    }

    /// Forgets an address, so that it is fetched anew: what it led to was not all had.
    pub fn forget(&self, address: &str) {
        if let Ok(mut known) = self.known.lock() {
            known.remove(address);
        }
    }

    /// Fetches an address.
    ///
    /// # Errors
    /// Why there is no page; see [`FetchError`].
    pub fn get(&self, address: &str) -> Result<Fetched, FetchError> {
        let mut url = Url::parse(address).map_err(|error| FetchError::Address(error.to_string()))?;
        let known = self.known.lock().ok().and_then(|known| known.get(address).cloned()).unwrap_or_default();
        let mut seen = Vec::new();
        while seen.len() <= REDIRECTS {
            let host = host(&url)?;
            let robots = self.robots(&url, &host)?;
            if !robots.allows(&url) {
                return Err(FetchError::Robots(host));
            }
            self.pace.wait(&host, self.options.delay.max(robots.delay()));
            let mut response = self.request(&url, &known)?;
            match response.status() {
                StatusCode::NOT_MODIFIED => return Ok(Fetched::Unchanged),
                status if status.is_success() => return self.page(address, &url, &mut response),
                status if status.is_redirection() => seen.push(url.to_string()),
                status => return Err(FetchError::Status(status.as_u16())),
            }
            url = target(&url, response.headers())?;
            if seen.iter().any(|seen| seen == url.as_str()) {
                return Err(FetchError::Loop(url.into()));
            }
        }
        Err(FetchError::Redirects)
    }

    fn request(&self, url: &Url, known: &Validators) -> Result<ureq::http::Response<ureq::Body>, FetchError> {
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(moment) = &known.last_modified {
            request = request.header(header::IF_MODIFIED_SINCE, moment);
        }
        Ok(request.call()?)
    }

    fn page(
        &self,
        address: &str,
        url: &Url,
        response: &mut ureq::http::Response<ureq::Body>,
    ) -> Result<Fetched, FetchError> {
        let bytes = response.body_mut().with_config().limit(self.options.largest).read_to_vec()?;
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let validators = Validators { etag: text(header::ETAG), last_modified: text(header::LAST_MODIFIED) };
        if let Ok(mut known) = self.known.lock() {
            known.insert(address.to_owned(), validators);
        }
        Ok(Fetched::New(Page { address: url.to_string(), media_type: text(header::CONTENT_TYPE), bytes }))
    }

    /// What a host allows, asked once in a while.
    fn robots(&self, url: &Url, host: &str) -> Result<Arc<Robots>, FetchError> {
        let answer = self.hosts.get(host).unwrap_or_else(|| {
            let asked = self.ask_robots(url, host).map(Arc::new);
            self.hosts.put(host, &asked);
            asked
        });
        answer.map_err(|reason| FetchError::NoRobots(host.to_owned(), reason))
    }

    /// Fetches `robots.txt`. A missing file allows all; a broken server is an error. Five redirects are followed, also to
    /// other hosts (RFC 9309, 2.3.1.2); what goes on beyond counts as missing.
    fn ask_robots(&self, url: &Url, host: &str) -> Result<Robots, String> {
        let mut at = url.join("/robots.txt").map_err(|error| error.to_string())?;
        for _ in 0..=5 {
            self.pace.wait(host, self.options.delay);
            let mut response = self.request(&at, &Validators::default()).map_err(|error| error.to_string())?;
            match response.status() {
                status if status.is_redirection() => {
                    at = target(&at, response.headers()).map_err(|error| error.to_string())?;
                }
                status if status.is_server_error() => return Err(format!("it answered {}", status.as_u16())),
                status if status.is_success() => return Ok(Robots::parse(&start(&mut response), &self.options.agent)),
                _ => break,
            }
        }
        Ok(Robots::default())
    }
}

/// The first part of an answer.
fn start(response: &mut ureq::http::Response<ureq::Body>) -> String {
    let mut bytes = Vec::new();
    let reader = response.body_mut().as_reader();
    // What came before a fault counts.
    let _ = std::io::Read::read_to_end(&mut std::io::Read::take(reader, ROBOTS), &mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Host and port.
fn host(url: &Url) -> Result<String, FetchError> {
    let host = url.host_str().filter(|_| matches!(url.scheme(), "http" | "https"));
    let host = host.ok_or_else(|| FetchError::Address(format!("its scheme is {}", url.scheme())))?;
    Ok(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// Where a redirect leads.
fn target(url: &Url, headers: &HeaderMap) -> Result<Url, FetchError> {
    let location = headers.get(header::LOCATION).and_then(|value| value.to_str().ok());
    let location = location.ok_or_else(|| FetchError::Address("it redirects to nowhere".to_owned()))?;
    let mut next =
        url.join(location).map_err(|error| FetchError::Address(format!("it redirects to {location}: {error}")))?;
    next.set_fragment(None);
    Ok(next)
}

#[cfg(test)]
mod tests;
