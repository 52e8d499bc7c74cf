//! Why there is no page.

use super::REDIRECTS;

/// Why a page was not fetched.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// No fetcher was given.
    #[error("is not fetched: fetching is off")]
    Off,
    /// Not an address.
    #[error("is no address that can be fetched ({0}); write https://…")]
    Address(String),
    /// The site does not want it.
    #[error("is not fetched: robots.txt of {0} does not allow it")]
    Robots(String),
    /// `robots.txt` could not be had, which means no (RFC 9309, 2.3.1.4).
    #[error("is not fetched: robots.txt of {0} cannot be reached ({1})")]
    NoRobots(String, String),
    /// An answer that is no page.
    #[error("answered {0}")]
    Status(u16),
    /// A redirect to where it came from.
    #[error("redirects in a loop: {0} comes again")]
    Loop(String),
    /// Too many redirects.
    #[error("redirects more than {REDIRECTS} times")]
    Redirects,
    /// Too long an answer.
    #[error("is larger than {} MB", .0 >> 20)]
    Large(u64),
    /// The network.
    #[error("cannot be fetched: {0}")]
    Network(String),
}

impl From<ureq::Error> for FetchError {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::BodyExceedsLimit(limit) => Self::Large(limit),
            error => Self::Network(error.to_string()),
        }
    }
}
