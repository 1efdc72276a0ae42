//! The wire form of what ends a case or follows its end.

use super::{WireError, WireEvent, Words};
use crate::case::Score;

impl WireEvent {
    /// `data.rating`: one of the five levels, in Chinese or English.
    pub(super) fn score(&self) -> Result<Score, WireError> {
        let given = self.text_of("rating").unwrap_or_default();
        Words::called(given).map_err(|WireError { zh, en }| WireError {
            zh: format!("data.rating：{zh}"),
            en: format!("data.rating: {en}"),
        })
    }
}
