//! 改革方式 告知承诺: a step 核查 behind the decision, with 整改 and 复核 as any step has them.

use crate::names::surface::Bundle;
use std::borrow::Cow;

/// Gives every item that is decided on a commitment its 核查, behind all other steps.
pub fn check_afterwards(bundle: &mut Cow<'_, Bundle>) {
    if bundle.items.iter().all(|item| item.commitment.is_none()) {
        return;
    }
    for item in &mut bundle.to_mut().items {
        if let Some(commitment) = &item.commitment {
            item.steps.push(commitment.check.clone());
        }
    }
}
