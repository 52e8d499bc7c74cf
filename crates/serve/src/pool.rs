//! Readers of the store, a few for all requests.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use store::Reader;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fault::{Fault, Kind};

/// How long a request waits for a reader.
const PATIENCE: Duration = Duration::from_secs(10);

/// Readers that are free, and how many there may be.
#[derive(Clone)]
pub struct Pool {
    store: Arc<PathBuf>,
    free: Arc<Mutex<Vec<Reader>>>,
    seats: Arc<Semaphore>,
}

/// A right to a reader, which a waiting thread turns into one.
pub struct Seat {
    pool: Pool,
    _permit: OwnedSemaphorePermit,
}

impl Pool {
    /// A pool of `size` readers, opened as they are needed.
    pub fn new(store: PathBuf, size: usize) -> Self {
        Self { store: Arc::new(store), free: Arc::default(), seats: Arc::new(Semaphore::new(size)) }
    }

    /// Waits for a free reader.
    pub async fn seat(&self) -> Result<Seat, Fault> {
        match tokio::time::timeout(PATIENCE, self.seats.clone().acquire_owned()).await {
            Ok(Ok(permit)) => Ok(Seat { pool: self.clone(), _permit: permit }),
            _ => Err(Fault::new(Kind::Busy, "all readers are at work", "try again in a few seconds")),
        }
    }
}

impl Seat {
    /// Asks a reader; blocks. The store stands still for the question, which may take `limit` at most.
    pub fn ask<T>(self, limit: Duration, question: impl FnOnce(&Reader) -> Result<T, Fault>) -> Result<T, Fault> {
        let free = self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut reader = match free {
            Some(reader) => reader,
            None => Reader::open(&self.pool.store)?,
        };
        let answer = reader.at_one_moment(limit, question);
        self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        answer
    }
}
