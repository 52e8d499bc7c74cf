//! Where the files of `data/` are read from: the binary or a folder.

use std::{borrow::Cow, collections::BTreeMap, io, path::Path};

use rust_embed::Embed;
use sha2::{Digest, Sha256};

#[derive(Embed)]
#[folder = "../../data"]
#[exclude = "*.py"]
#[exclude = "*.md"]
struct Embedded;

/// The files of `data/`, by path relative to it with `/`.
#[derive(Debug, Clone)]
pub struct Source {
    files: BTreeMap<String, Cow<'static, [u8]>>,
}

impl Source {
    /// The files built into the binary.
    pub fn embedded() -> Self {
        let files = Embedded::iter().filter_map(|path| Some((path.to_string(), Embedded::get(&path)?.data))).collect();
        Self { files }
    }

    /// The files of a folder, read now.
    pub fn folder(folder: &Path) -> io::Result<Self> {
        let mut files = BTreeMap::new();
        let mut pending = vec![folder.to_owned()];
        while let Some(directory) = pending.pop() {
            for entry in std::fs::read_dir(&directory)? {
                let path = entry?.path();
                if path.is_dir() {
                    pending.push(path);
                } else if !matches!(path.extension().and_then(|e| e.to_str()), Some("py" | "md")) {
                    let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    files.insert(name, Cow::Owned(std::fs::read(&path)?));
                }
            }
        }
        Ok(Self { files })
    }

    /// A source of given files, for tests.
    pub fn of(files: impl IntoIterator<Item = (&'static str, &'static str)>) -> Self {
        Self {
            files: files.into_iter().map(|(path, text)| (path.to_owned(), Cow::Borrowed(text.as_bytes()))).collect(),
        }
    }

    /// One file's bytes.
    pub fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(AsRef::as_ref)
    }

    /// One file's bytes, to keep; those built into the binary are not copied.
    pub(crate) fn shared(&self, path: &str) -> Option<Cow<'static, [u8]>> {
        self.files.get(path).cloned()
    }

    /// One file's text; `None` where it is missing or not UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.bytes(path)?).ok()
    }

    /// Paths below a folder with an extension, sorted.
    pub fn list<'s>(&'s self, folder: &'s str, extension: &'s str) -> impl Iterator<Item = &'s str> + 's {
        self.files.keys().map(String::as_str).filter(move |path| {
            path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')) && path.ends_with(extension)
        })
    }

    /// `sha256:…` over all paths and contents.
    pub fn hash(&self) -> String {
        let mut hash = Sha256::new();
        for (path, content) in &self.files {
            hash.update((path.len() as u64).to_le_bytes());
            hash.update(path);
            hash.update((content.len() as u64).to_le_bytes());
            hash.update(content);
        }
        format!("sha256:{}", hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect::<String>())
    }
}
