//! scratch
use std::io::{BufRead, Write};
use std::path::Path;
fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    let source = knowledge::Source::folder(Path::new(&args[1]))?;
    let coder = match knowledge::Knowledge::load(&source) {
        Ok(k) => coder::Coder::with_knowledge(k)?,
        Err(p) => anyhow::bail!("{p}"),
    };
    let out = std::io::stdout();
    match args[2].as_str() {
        "eval" => {
            for folder in &args[3..] {
                let job = evaluate::Job { coder: &coder, progress: &|_, _, _| {} };
                let report = evaluate::run(Path::new(folder), &job, &[], true)?;
                for f in &report.figures {
                    writeln!(out.lock(), "{} {} {:.3}", f.set, f.metric, f.value)?;
                }
                for e in &report.errors {
                    writeln!(out.lock(), "{e}")?;
                }
            }
        }
        "code" => {
            let file = std::fs::read_to_string(&args[3])?;
            let docs: Vec<serde_json::Value> = file.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
            let one = |d: &serde_json::Value| {
                let text = d["text"].as_str().unwrap_or("").to_owned();
                let published = d["published"].as_str().and_then(|d| d.get(..10)?.parse().ok());
                let boilerplate = ingest::boilerplate(&text);
                coder.code(record::Document {
                    boilerplate,
                    text,
                    published,
                    language: "en".into(),
                    ..Default::default()
                })
            };
            let (a, b) = docs.split_at(docs.len() / 2);
            let (a, b) = std::thread::scope(|s| {
                let t = s.spawn(|| b.iter().map(one).collect::<Vec<_>>());
                (a.iter().map(one).collect::<Vec<_>>(), t.join().unwrap())
            });
            for r in a.into_iter().chain(b) {
                serde_json::to_writer(out.lock(), &r?)?;
                writeln!(out.lock())?;
            }
        }
        "say" => {
            for line in std::io::stdin().lock().lines() {
                let line = line?;
                let doc = record::Document { text: line.clone(), language: "en".into(), ..Default::default() };
                let r = coder.code(doc.clone())?;
                writeln!(out.lock(), "# {line}")?;
                let full = args.get(3).is_some();
                if full {
                    for s in coder.engine().analyse(&line, None)?.sentences {
                        let words: Vec<String> = s
                            .tokens
                            .iter()
                            .enumerate()
                            .map(|(i, t)| {
                                format!("{}:{}:{}:{}:{}", i + 1, t.form, t.lemma, t.head.map_or(0, |h| h + 1), t.deprel)
                            })
                            .collect();
                        writeln!(out.lock(), "  {}", words.join(" "))?;
                    }
                }
                for e in &r.events {
                    let w = |a: &[record::Argument]| a.iter().map(|x| x.text.clone()).collect::<Vec<_>>().join("; ");
                    writeln!(
                        out.lock(),
                        "  {} {} {:?} [{}] [{}] src={:?} {:.2}{} mode={:?}",
                        e.kind,
                        e.status,
                        e.trigger.text,
                        w(&e.actors),
                        w(&e.recipients),
                        e.attributed_to.as_ref().map(|a| &a.text),
                        e.confidence,
                        if e.historical { " HIST" } else { "" },
                        e.mode
                    )?;
                    if full {
                        writeln!(out.lock(), "{}", coder.explain(&doc, &e.id)?)?;
                    }
                }
            }
        }
        "check" => writeln!(out.lock(), "{}", coder.check_examples()?)?,
        _ => anyhow::bail!("what"),
    }
    Ok(())
}
