//! `public/rubric.schema.json`, with which an editor completes and checks a rubric file: it is made from the types
//! in `schema/`, and tried against the reader on thousands of broken files, so that the two agree on every shape.
//! After a change of the format: `GONGPING_WRITE=1 cargo test --test domain schema` writes it anew.
//! May import the library and `damage`. Read next: `schema/wire`.

use std::fs;
use std::path::Path;

use gongping::rubric::Rubric;
use gongping::rubric::file::What;
use jsonschema::Validator;
use schemars::schema_for;
use serde_json::Value;

use crate::damage::{Dice, disturb, shipped};

mod reading;
mod rule;
mod wire;

/// How many broken files the schema and the reader are compared on.
const FILES: u64 = 3_000;
const SEED: u64 = 0x5C_4E_3A;

fn made() -> String {
    let mut text = serde_json::to_string_pretty(&schema_for!(wire::Rubric)).unwrap();
    text.push('\n');
    text
}

fn validator() -> Validator {
    jsonschema::validator_for(&serde_json::to_value(schema_for!(wire::Rubric)).unwrap()).unwrap()
}

#[test]
fn the_shipped_schema_is_the_one_the_types_give() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/rubric.schema.json");
    if std::env::var_os("GONGPING_WRITE").is_some() {
        fs::write(&file, made()).unwrap();
    }
    assert!(
        fs::read_to_string(&file).unwrap() == made(),
        "write it anew: GONGPING_WRITE=1 cargo test --test domain schema"
    );
}

#[test]
fn every_shipped_rubric_fits_the_schema() {
    let schema = validator();
    for (name, text) in shipped() {
        let file: Value = serde_json::from_str(&text).unwrap();
        let wrong: Vec<String> =
            schema.iter_errors(&file).map(|error| format!("{}: {error}", error.instance_path)).collect();
        assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
    }
}

/// What the reader says of the shape alone. Sums, ids and the like are beyond a schema, and so is whether something
/// must have a weight: that depends on the section it stands in.
fn shape_is_wrong(text: &str) -> Option<String> {
    let problems = Rubric::read(text).err()?;
    let mut shapes = problems.into_iter().filter(|problem| matches!(problem.what, What::Shape(_)));
    let shape = shapes.find(|problem| !problem.path.ends_with(".weight"))?;
    Some(format!("{}: {}", shape.path, shape.what))
}

#[test]
fn schema_and_reader_agree_on_every_shape() {
    let schema = validator();
    let files: Vec<Value> = shipped().iter().map(|(_, text)| serde_json::from_str(text).unwrap()).collect();
    let mut dice = Dice::new(SEED);
    let (mut both_refuse, mut both_accept) = (0_u64, 0_u64);
    for _ in 0..FILES {
        let mut file = files[dice.below(files.len())].clone();
        let what = disturb(&mut file, &mut dice);
        let text = file.to_string();
        let (fits, refused) = (schema.is_valid(&file), Rubric::read(&text).is_err());
        let shape = shape_is_wrong(&text);
        assert!(fits || refused, "{what}: the reader takes what the schema refuses");
        if let Some(shape) = shape {
            assert!(!fits, "{what}: the schema takes what the reader refuses: {shape}");
            both_refuse += 1;
        }
        both_accept += u64::from(fits && !refused);
    }
    // Both answers were really given.
    assert!(both_refuse > FILES / 4 && both_accept > FILES / 50, "{both_refuse} and {both_accept}");
}
