//! The data dictionary says what the schema holds; opening says what is wrong.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeSet;

use rusqlite::Connection;
use store::{Reader, StoreError, VERSION, Writer};

fn columns(connection: &Connection) -> BTreeSet<(String, String)> {
    let sql = "SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
        WHERE t.type IN ('table', 'view') AND t.name NOT LIKE 'sqlite_%' AND t.name NOT LIKE 'sentence\\_index\\__%' ESCAPE '\\'";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// Columns by the dictionary: first cells of rows under `## TABLE`, and both cells in the list of views.
fn documented(text: &str) -> BTreeSet<(String, String)> {
    let mut found = BTreeSet::new();
    let mut table = "";
    let quoted = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    for line in text.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        if let Some(name) = line.strip_prefix("## ") {
            table = name;
        } else if table.starts_with("Views") && line.starts_with("| `") {
            let outside = without_brackets(cells[1]);
            found.extend(quoted(&outside).into_iter().map(|column| (quoted(cells[0])[0].clone(), column)));
        } else if line.starts_with("| `") {
            found.extend(quoted(cells[0]).into_iter().map(|column| (table.to_owned(), column)));
        }
    }
    found
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0;
    let outside = |c: &char| {
        depth += i32::from(*c == '(') - i32::from(*c == ')');
        depth == 0
    };
    let text: String = text.chars().filter(outside).collect();
    text.rsplit_once(": sentences")
        .map_or(text.clone(), |(before, _)| before.to_owned())
        .replace("FTS5 over `sentence_texts`", "")
}

#[test]
fn every_column_is_documented_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    drop(Writer::open(&path).unwrap());
    let schema = columns(&Connection::open(&path).unwrap());
    // FTS5 adds hidden columns of its own name and `rank`, which table_info does not list.
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/store.md")).unwrap();
    let documented = documented(&text);
    let missing: Vec<_> = schema.difference(&documented).collect();
    let wrong: Vec<_> = documented.difference(&schema).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "not in docs/store.md: {missing:?}; not in the schema: {wrong:?}");
}

#[test]
fn what_is_no_store_or_a_newer_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(Reader::open(&path("none.db")), Err(StoreError::Missing(_))));

    std::fs::write(path("text.db"), "this is a text, long enough not to be taken for an empty database file").unwrap();
    assert!(matches!(Writer::open(&path("text.db")), Err(StoreError::Foreign(_))));

    Connection::open(path("other.db")).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert!(matches!(Writer::open(&path("other.db")), Err(StoreError::Foreign(_))));

    drop(Writer::open(&path("newer.db")).unwrap());
    Connection::open(path("newer.db")).unwrap().pragma_update(None, "user_version", VERSION + 1).unwrap();
    let error = Reader::open(&path("newer.db")).unwrap_err().to_string();
    assert!(error.contains("use a newer Annals"), "{error}");
    assert!(matches!(Writer::open(&path("newer.db")), Err(StoreError::Newer { .. })));
}

#[test]
fn a_second_writer_is_refused_and_readers_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let first = Writer::open(&path).unwrap();
    assert!(matches!(Writer::open(&path), Err(StoreError::Locked(_))));
    Reader::open(&path).unwrap();
    drop(first);
    Writer::open(&path).unwrap();
}

/// A store of every earlier version opens and is brought up to date.
#[test]
fn earlier_versions_are_migrated() {
    let folder = tempfile::tempdir().unwrap();
    for version in 1..=VERSION {
        let path = folder.path().join(format!("{version}.db"));
        let old = Connection::open(&path).unwrap();
        for number in 1..=version {
            let file = format!("{}/src/schema/{number:03}.sql", env!("CARGO_MANIFEST_DIR"));
            old.execute_batch(&std::fs::read_to_string(file).unwrap()).unwrap();
        }
        old.pragma_update(None, "application_id", 0x414E_4E4C).unwrap();
        old.pragma_update(None, "user_version", version).unwrap();
        drop(old);
        drop(Reader::open(&path).unwrap());
        let now: u32 =
            Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        assert_eq!(now, VERSION);
    }
}
