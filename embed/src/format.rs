//! `format`: the house style.

use crate::request::{Failure, Request};
use lianban_compiler::syntax::{FormatOptions, format as house_style};
use serde_json::{Value, json};

/// `{"text"}` of `source`.
pub(crate) fn format(request: &Request) -> Result<Value, Failure> {
    let options = FormatOptions { keywords: request.keywords };
    let text = house_style(request.source()?, &options).map_err(Failure::bundle)?;
    Ok(json!({ "text": text }))
}
