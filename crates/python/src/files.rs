//! Files coded a few documents at a time, so that they may be of any size.

use std::{num::NonZeroUsize, sync::Mutex};

use ingest::{Article, Articles, Skipped};
use pyo3::{exceptions::PyRuntimeError, prelude::*};

use crate::{
    coded::Coded,
    coder::{coder, in_order, reading, threads},
};

/// An iterator over [`Coded`].
#[pyclass(frozen, module = "annals._annals")]
pub struct Files {
    articles: Mutex<Articles>,
    batch: usize,
    threads: NonZeroUsize,
}

#[pymethods]
impl Files {
    #[new]
    #[pyo3(signature = (names, batch, columns="", date=None, threads=None))]
    fn new(
        names: Vec<String>,
        batch: NonZeroUsize,
        columns: &str,
        date: Option<&str>,
        threads: Option<usize>,
    ) -> PyResult<Self> {
        let options = reading(date, columns)?;
        let open = move |name: Result<String, Skipped>| -> Articles {
            match name {
                Ok(name) => shards::open(&name, &options),
                Err(skipped) => Box::new(std::iter::once(Err(skipped))),
            }
        };
        let articles = ingest::expand(&names).into_iter().flat_map(open);
        Ok(Self { articles: Mutex::new(Box::new(articles)), batch: batch.get(), threads: self::threads(threads)? })
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Coded>> {
        let coder = py.detach(coder)?;
        let outcomes = self.next_batch(py, |read| shards::outcome(coder, read))?;
        Ok((!outcomes.is_empty()).then(|| Coded::new(outcomes)))
    }
}

impl Files {
    /// What work makes of the next documents; nothing at the end.
    pub fn next_batch<R: Send>(
        &self,
        py: Python<'_>,
        work: impl Fn(Result<Article, Skipped>) -> R + Sync,
    ) -> PyResult<Vec<R>> {
        let busy = || PyRuntimeError::new_err("another thread reads from these files; give each thread its own");
        let mut articles = self.articles.try_lock().map_err(|_| busy())?;
        in_order(py, articles.by_ref().take(self.batch), self.threads, work, |_| false)
    }
}
