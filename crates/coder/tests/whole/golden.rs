//! `tests/golden/*.md`: sentences with the tables that are wanted of them, and beneath, after [`GIVEN`], what the coder gives
//! where that is not yet so. `ANNALS_UPDATE_GOLDEN=1 cargo test -p annals-coder golden` writes what it gives, and never
//! changes what is wanted, except that a new sentence without a table gets the coder's to start from.

use std::{env, fs, path::PathBuf};

use jiff::civil::Date;

use crate::{code, golden_table};

/// Stands over what the coder gives where that differs from what is wanted.
const GIVEN: &str = "Given:";
const HEADING: &str = "## ";
const DATE: &str = "Published: ";

/// One sentence, or several that belong together, with its tables.
#[derive(Debug, Default)]
struct Case {
    text: String,
    wanted: Vec<String>,
    given: Vec<String>,
}

/// A golden file.
struct Golden {
    head: Vec<String>,
    cases: Vec<Case>,
}

#[test]
fn golden_tables() {
    let update = env::var_os("ANNALS_UPDATE_GOLDEN").is_some();
    let mut failures = Vec::new();
    for path in files() {
        let text = fs::read_to_string(&path).unwrap();
        let mut golden = read(&text);
        let published = published(&golden.head);
        golden.cases.iter_mut().for_each(|case| settle(case, published));
        let now = write(&golden);
        if update {
            fs::write(&path, now).unwrap();
        } else if now != text {
            failures.push(format!("{}:\n{}", path.display(), changes(&text, &now)));
        }
    }
    assert!(
        failures.is_empty(),
        "{}\nIf this is meant: ANNALS_UPDATE_GOLDEN=1 cargo test -p annals-coder golden",
        failures.join("\n")
    );
}

/// Codes a case and notes what differs from what is wanted.
fn settle(case: &mut Case, published: Date) {
    let given = golden_table::render(&code(&case.text, Some(published)));
    case.wanted = golden_table::tidy(&case.wanted);
    if case.wanted.is_empty() {
        case.wanted.clone_from(&given);
    }
    case.given = if case.wanted == given { Vec::new() } else { given };
}

fn files() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    files
}

fn published(head: &[String]) -> Date {
    let date = head.iter().find_map(|line| line.strip_prefix(DATE));
    date.unwrap_or_else(|| panic!("{} has no line `{DATE}…`", head[0])).parse().unwrap()
}

fn read(text: &str) -> Golden {
    let mut golden = Golden { head: Vec::new(), cases: Vec::new() };
    let mut in_given = false;
    for line in text.lines().filter(|line| !line.is_empty()) {
        if let Some(text) = line.strip_prefix(HEADING) {
            golden.cases.push(Case { text: text.to_owned(), ..Case::default() });
            in_given = false;
            continue;
        }
        in_given |= line == GIVEN;
        match golden.cases.last_mut() {
            None => golden.head.push(line.to_owned()),
            Some(_) if line == GIVEN => {}
            Some(case) if in_given => case.given.push(line.to_owned()),
            Some(case) => case.wanted.push(line.to_owned()),
        }
    }
    golden
}

fn write(golden: &Golden) -> String {
    let mut blocks: Vec<String> = golden.head.clone();
    for case in &golden.cases {
        blocks.push(format!("{HEADING}{}", case.text));
        blocks.push(case.wanted.join("\n"));
        if !case.given.is_empty() {
            blocks.push(GIVEN.to_owned());
            blocks.push(case.given.join("\n"));
        }
    }
    blocks.join("\n\n") + "\n"
}

/// The lines that only one of two texts has.
fn changes(before: &str, now: &str) -> String {
    let only = |mark: char, a: &str, b: &str| {
        let missing = a.lines().filter(|line| b.lines().all(|other| other != *line));
        missing.map(|line| format!("{mark} {line}\n")).collect::<String>()
    };
    only('-', before, now) + &only('+', now, before)
}

#[test]
fn files_read_and_write_the_same() {
    let text = "# A\n\nPublished: 2024-03-11\n\n## One.\n\nNothing.\n\n## Two.\n\nNothing.\n\nGiven:\n\n| a |\n| b |\n";
    assert_eq!(write(&read(text)), text);
}
