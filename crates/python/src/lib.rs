//! The compiled part of the Python package `annals`; its public face, with documentation, is `python/annals`.
//!
//! Everything that takes time runs without the interpreter's lock. Nothing here ends the interpreter: what is wrong with a text
//! is a row of `errors`, what is wrong with a call an exception.

mod archive;
mod articles;
mod coded;
mod coder;
mod files;
mod filter;
mod store;

use pyo3::prelude::*;

/// The model takes and gives back large buffers for every batch, which the system's allocator does through the kernel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The extension module.
#[pymodule]
mod _annals {
    #[pymodule_export]
    use crate::archive::{assign_incidents, mentions, summarise_incidents};
    #[pymodule_export]
    use crate::articles::{code_arrow, code_columns};
    #[pymodule_export]
    use crate::coded::Coded;
    #[pymodule_export]
    use crate::coder::{about, code_shard, manifests, publish, read, record_schema, version};
    #[pymodule_export]
    use crate::files::Files;
    #[pymodule_export]
    use crate::store::Store;
}
