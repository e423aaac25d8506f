#!/usr/bin/env bash
# toml_edit 0.25.18: in a document that has comments and no table yet, the comments are kept as the document's trailing text. The
# first table that is inserted is therefore written above them, so that a file's head, such as its `#:schema` line, ends up at
# its foot. Whoever adds the first table to such a file has to move the trailing text in front of the table itself.
# Needs the Rust toolchain and crates.io. Ends with 1 if the behaviour is another.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/src"
cat > "$folder/Cargo.toml" <<'TOML'
[package]
name = "trailing"
version = "0.1.0"
edition = "2024"

[dependencies]
toml_edit = "=0.25.18"
TOML
cat > "$folder/src/main.rs" <<'RUST'
use toml_edit::{DocumentMut, Item, Table, value};

fn main() {
    let mut document: DocumentMut = "#:schema summits.json\n# Summits of 2027.\n".parse().expect("valid TOML");
    let mut table = Table::new();
    table.insert("name", value("G20"));
    document.insert("g20-2027", Item::Table(table));
    print!("{document}");
}
RUST
seen=$(cd "$folder" && cargo run --quiet)
echo "$seen"
expected=$'[g20-2027]\nname = "G20"\n#:schema summits.json\n# Summits of 2027.'
[ "$seen" = "$expected" ]
