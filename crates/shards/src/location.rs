//! Where inputs are and shards go: a file system, or an object store that speaks S3.

use std::{path::Path as FilePath, sync::Arc};

use bytes::Bytes;
use object_store::{
    GetResultPayload, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, aws::AmazonS3Builder,
    local::LocalFileSystem, path::Path,
};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use crate::{Result, ShardError};

/// A folder or a file of a store, with what it takes to wait for the store's answers.
#[derive(Debug)]
pub struct Location {
    store: Arc<dyn ObjectStore>,
    path: Path,
    runtime: Runtime,
}

impl Location {
    /// The location of a name: `s3://BUCKET/PATH`, or a path of the file system. How to reach an S3-compatible store is told
    /// by the usual variables: `AWS_ENDPOINT_URL`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ALLOW_HTTP`.
    ///
    /// # Errors
    /// Where the name is neither, or the variables do not suffice.
    pub fn new(name: &str) -> Result<Self> {
        let fault = |reason: String| ShardError::Location { name: name.to_owned(), reason };
        match Url::parse(name) {
            // A single letter is a drive.
            Ok(url) if url.scheme().len() > 1 => remote(&url).map_err(fault),
            _ => local(FilePath::new(name)).map_err(fault),
        }
    }

    /// A place in a store that is open already.
    ///
    /// # Errors
    /// Where the system gives no runtime.
    pub fn within(store: Arc<dyn ObjectStore>, path: &str) -> Result<Self> {
        let runtime = runtime().map_err(|reason| ShardError::Location { name: path.to_owned(), reason })?;
        Ok(Self { store, path: Path::from(path), runtime })
    }

    /// The name of a file here, for messages: its path from the root of the file system or bucket.
    fn name(&self, file: &str) -> String {
        format!("/{}", self.at(file))
    }

    fn at(&self, file: &str) -> Path {
        file.split('/').filter(|part| !part.is_empty()).fold(self.path.clone(), |path, part| path.join(part))
    }

    fn fault(&self, file: &str) -> impl Fn(object_store::Error) -> ShardError {
        let name = self.name(file);
        move |reason| ShardError::Store { name: name.clone(), reason }
    }

    /// The bytes of a file; `None` where there is none.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn read(&self, file: &str) -> Result<Option<Bytes>> {
        let read = async { self.store.get(&self.at(file)).await?.bytes().await };
        match self.runtime.block_on(read) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(self.fault(file)(error)),
        }
    }

    /// Hands over the bytes of the file that this location is, as they come.
    pub(crate) fn stream(&self, mut take: impl FnMut(&[u8]) -> std::io::Result<()>) -> Result<()> {
        let io = |reason| ShardError::File { name: self.name(""), reason };
        let found = self.runtime.block_on(self.store.get(&self.path)).map_err(self.fault(""))?;
        match found.payload {
            GetResultPayload::File(mut file, _) => copy(&mut file, &mut take).map_err(io),
            GetResultPayload::Stream(mut stream) => {
                use futures_util::StreamExt;
                while let Some(part) = self.runtime.block_on(stream.next()) {
                    take(&part.map_err(self.fault(""))?).map_err(io)?;
                }
                Ok(())
            }
        }
    }

    /// Writes a file whole, unless there is one of that name; whether it was written.
    ///
    /// # Errors
    /// Where the store fails.
    pub fn publish(&self, file: &str, bytes: Bytes) -> Result<bool> {
        let options = PutOptions { mode: PutMode::Create, ..PutOptions::default() };
        let at = self.at(file);
        let put = self.store.put_opts(&at, PutPayload::from(bytes), options);
        match self.runtime.block_on(put) {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. }) => Ok(false),
            Err(error) => Err(self.fault(file)(error)),
        }
    }

    /// Names of the files with an ending, sorted.
    pub(crate) fn list(&self, ending: &str) -> Result<Vec<String>> {
        let list = self.runtime.block_on(self.store.list_with_delimiter(Some(&self.path))).map_err(self.fault(""))?;
        let names = list.objects.iter().filter_map(|object| object.location.filename());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).map(str::to_owned).collect();
        names.sort();
        Ok(names)
    }
}

fn copy(file: &mut std::fs::File, take: &mut impl FnMut(&[u8]) -> std::io::Result<()>) -> std::io::Result<()> {
    use std::io::Read;
    let mut buffer = vec![0; 1 << 20];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            read => take(&buffer[..read])?,
        }
    }
}

fn runtime() -> std::result::Result<Runtime, String> {
    Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())
}

fn remote(url: &Url) -> std::result::Result<Location, String> {
    if url.scheme() != "s3" {
        return Err(format!("`{}:` is not supported", url.scheme()));
    }
    // Another part of the program may have chosen its provider of TLS already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let store = AmazonS3Builder::from_env().with_url(url.as_str()).build().map_err(|error| error.to_string())?;
    let path = Path::from_url_path(url.path()).map_err(|error| error.to_string())?;
    Ok(Location { store: Arc::new(store), path, runtime: runtime()? })
}

fn local(path: &FilePath) -> std::result::Result<Location, String> {
    let path = std::path::absolute(path).map_err(|error| error.to_string())?;
    let path = Path::from_absolute_path(path).map_err(|error| error.to_string())?;
    Ok(Location { store: Arc::new(LocalFileSystem::new().with_fsync(true)), path, runtime: runtime()? })
}
