//! The JSON Schema of the contract, generated from the types.

use crate::Record;

/// JSON Schema (draft 2020-12) of one line of output.
pub fn json_schema() -> serde_json::Value {
    schemars::schema_for!(Record).to_value()
}
