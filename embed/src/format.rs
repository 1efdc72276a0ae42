//! `format`: the house style.

use crate::request::{Failure, Request};
use lianban_compiler::syntax::{FormatOptions, format as house_style};
use serde_json::{Value, json};

/// `{"text"}` of `source`.
pub(crate) fn format(request: &Request) -> Result<Value, Failure> {
    let options = FormatOptions { keywords: request.keywords };
    match house_style(request.source()?, &options) {
        Ok(text) => Ok(json!({ "text": text })),
        Err(found) => {
            let first = found.first().map_or("", |d| d.message.get(request.lang));
            Err(Failure::bundle(format!("先改正错误，再格式化：{first}")))
        }
    }
}
