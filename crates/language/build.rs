//! Packs what is learned for embedding: the binary carries 23 MB of weights instead of 31.

use std::{env, error::Error, fs, path::Path};

const MODELS: &str = "../../models";
const FILES: [&str; 2] = ["annals.onnx", "gate.bin"];
/// Higher levels gain under 0.1 %.
const LEVEL: i32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    for file in FILES {
        let from = Path::new(MODELS).join(file);
        println!("cargo::rerun-if-changed={}", from.display());
        let bytes = fs::read(&from).map_err(|error| format!("{}: {error}", from.display()))?;
        fs::write(Path::new(&out).join(format!("{file}.zst")), zstd::bulk::compress(&bytes, LEVEL)?)?;
    }
    Ok(())
}
