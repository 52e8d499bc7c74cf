//! Packs the network's weights for embedding: the binary carries 18 MB of them instead of 25.

use std::{env, error::Error, fs, path::Path};

const WEIGHTS: &str = "../../models/annals.onnx";
/// Higher levels gain under 0.1 %.
const LEVEL: i32 = 3;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={WEIGHTS}");
    println!("cargo::rerun-if-changed=build.rs");
    let weights = fs::read(WEIGHTS).map_err(|error| format!("{WEIGHTS}: {error}"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("annals.onnx.zst"), zstd::bulk::compress(&weights, LEVEL)?)?;
    Ok(())
}
