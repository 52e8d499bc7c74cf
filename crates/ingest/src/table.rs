//! Tables: CSV and TSV with a head line, one document a row.

use std::{fmt, io::BufRead, str::FromStr};

use csv::{ByteRecord, ReaderBuilder};

use crate::{Article, Articles, Fields, Options, Skipped, article::from_fields, decode};

/// The fields of a document and the names that their columns often have.
const FIELDS: [(&str, &[&str]); 7] = [
    ("text", &["text", "body", "content", "article", "story", "article_text", "full_text", "maintext"]),
    ("title", &["title", "headline"]),
    (
        "published",
        &["published", "date", "published_at", "publish_date", "date_published", "pubdate", "publication_date"],
    ),
    ("source", &["source", "outlet", "publisher", "publication"]),
    ("url", &["url", "link", "address"]),
    ("id", &["id", "article_id", "doc_id"]),
    ("author", &["author", "authors", "byline"]),
];

/// Which column holds which field, where the names do not say so: `text=body,published=date`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns(Vec<(&'static str, String)>);

/// A mapping of columns that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// A part is not FIELD=COLUMN.
    #[error("`{0}` is not FIELD=COLUMN, as in text=body")]
    Form(String),
    /// No such field.
    #[error("`{0}` is no field of a document; there are text, title, published, source, url, id, author")]
    Field(String),
}

impl FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut columns = Vec::new();
        for part in text.split(',').filter(|part| !part.trim().is_empty()) {
            let (field, column) = part.split_once('=').ok_or_else(|| ColumnsError::Form(part.to_owned()))?;
            let known = FIELDS.iter().find(|(name, _)| *name == field.trim());
            let (field, _) = known.ok_or_else(|| ColumnsError::Field(field.trim().to_owned()))?;
            columns.push((*field, column.trim().to_owned()));
        }
        Ok(Self(columns))
    }
}

impl Columns {
    /// Where each field of a document stands among columns with these names, in lower case.
    ///
    /// # Errors
    /// The column that was named and is missing; nothing, where no column holds the text.
    pub fn places(&self, names: &[String]) -> Result<Vec<(&'static str, usize)>, Option<String>> {
        let find = |name: &str| names.iter().position(|known| *known == name.to_lowercase());
        let mut places = Vec::new();
        for (field, usual) in FIELDS {
            let place = match self.0.iter().find(|(known, _)| *known == field) {
                Some((_, column)) => Some(find(column).ok_or_else(|| Some(column.clone()))?),
                None => usual.iter().find_map(|name| find(name)),
            };
            places.extend(place.map(|place| (field, place)));
        }
        if places.iter().any(|(field, _)| *field == "text") { Ok(places) } else { Err(None) }
    }
}

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(|(field, column)| format!("{field}={column}")).collect();
        f.write_str(&parts.join(","))
    }
}

/// The articles of all rows, read one at a time. Without a delimiter the head line decides between comma, semicolon and tab.
pub(crate) fn read(
    name: &str,
    mut reader: Box<dyn BufRead + Send>,
    delimiter: Option<u8>,
    options: &Options,
) -> Articles {
    let delimiter = delimiter.unwrap_or_else(|| guess(&mut reader));
    let mut rows = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(reader);
    let head = rows.byte_headers().map_err(|error| format!("cannot be read: {error}"));
    let places = head.and_then(|head| places(head, &options.columns));
    let places = match places {
        Ok(places) => places,
        Err(reason) => return crate::one(Err(Skipped::new(name, reason))),
    };
    let (name, options) = (name.to_owned(), options.clone());
    Box::new(rows.into_byte_records().map(move |row| match row {
        Ok(row) => article(&row, &places, &name, &options),
        Err(error) => Err(Skipped::new(&name, format!("has a broken row: {error}"))),
    }))
}

/// The delimiter of which the head line has most.
fn guess(reader: &mut dyn BufRead) -> u8 {
    let head = reader.fill_buf().unwrap_or_default();
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    [b';', b'\t'].into_iter().fold(b',', |best, other| if count(other) > count(best) { other } else { best })
}

/// Where each field stands.
fn places(head: &ByteRecord, columns: &Columns) -> Result<Vec<(&'static str, usize)>, String> {
    let names: Vec<String> = head.iter().map(|name| String::from_utf8_lossy(name).trim().to_lowercase()).collect();
    let has = names.join(", ");
    columns.places(&names).map_err(|missing| match missing {
        Some(column) => format!("has no column `{column}`; it has {has}"),
        None => format!("has no column for the text (it has {has}); name it with --columns text=COLUMN"),
    })
}

fn article(
    row: &ByteRecord,
    places: &[(&'static str, usize)],
    name: &str,
    options: &Options,
) -> Result<Article, Skipped> {
    let line = row.position().map_or(0, csv::Position::line);
    let input = format!("{name}:{line}");
    let mut fields = Fields::new();
    for (field, place) in places {
        let bytes = row.get(*place).unwrap_or_default();
        let value = decode(bytes).map_err(|reason| Skipped::new(&input, format!("has a `{field}` that {reason}")))?;
        fields.insert(field, value);
    }
    from_fields(fields, &input, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[u8], columns: &str) -> Vec<Result<Article, Skipped>> {
        let options = Options { columns: columns.parse().unwrap(), ..Options::default() };
        read("a.csv", Box::new(std::io::Cursor::new(text.to_vec())), None, &options).collect()
    }

    #[test]
    fn columns_are_found_by_name_or_told() {
        let usual = rows(b"Date,Headline,Body\n2024-02-10,Talks,\"Envoys met, and left.\"\n", "");
        let document = &usual[0].as_ref().unwrap().document;
        assert_eq!(document.text, "Envoys met, and left.");
        assert_eq!((document.title.as_deref(), document.published.is_some()), (Some("Talks"), true));
        let told = rows(b"day;words\n10.02.2024;Envoys met.\n", "text=words,published=day");
        assert_eq!(told[0].as_ref().unwrap().document.published.unwrap().to_string(), "2024-02-10");
    }

    #[test]
    fn faults_name_their_line() {
        let read = rows(b"text,date\nEnvoys met.,soon\n,2024-02-10\nEnvoys left.\n", "");
        assert!(read[0].as_ref().unwrap_err().to_string().starts_with("a.csv:2: has a wrong `published` date `soon`"));
        assert_eq!(read[1].as_ref().unwrap_err().to_string(), "a.csv:3: has no text");
        assert_eq!(read[2].as_ref().unwrap().document.text, "Envoys left.");
        assert!(rows(b"a,b\n1,2\n", "")[0].as_ref().unwrap_err().reason.contains("--columns text=COLUMN"));
        assert!(rows(b"a,b\n1,2\n", "text=c")[0].as_ref().unwrap_err().reason.contains("no column `c`"));
        let latin = rows(b"text\nThe pr\xe9fet of Saint-\xc9tienne banned the rally on Monday.\n", "");
        assert!(latin[0].as_ref().unwrap().document.text.contains("préfet"));
    }

    #[test]
    fn mappings_are_checked() {
        assert_eq!("text".parse::<Columns>(), Err(ColumnsError::Form("text".into())));
        assert_eq!("words=body".parse::<Columns>(), Err(ColumnsError::Field("words".into())));
    }
}
