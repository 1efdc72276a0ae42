//! The wire form of what ends a case or follows its end.

use super::{WireError, WireEvent, error};
use crate::case::Score;
use serde_json::Value;

impl WireEvent {
    /// `data.rating`: one of the five levels, in Chinese or English.
    pub(super) fn score(&self) -> Result<Score, WireError> {
        let given = self.data.get("rating").and_then(Value::as_str).unwrap_or_default();
        let known = Score::ALL.into_iter().find(|score| score.word() == given || score.english() == given);
        known.map_or_else(
            || {
                let zh = Score::ALL.map(Score::word).join("、");
                let en = Score::ALL.map(Score::english).join(", ");
                error(
                    format!("data.rating：没有“{given}”这一级，可用：{zh}"),
                    format!("data.rating: no level `{given}`; one of: {en}"),
                )
            },
            Ok,
        )
    }
}
