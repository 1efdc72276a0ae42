//! 统一出件 should say how the results reach the applicant (rule M2: collection at a window is a trip).

use crate::diagnostics::{Diagnostic, w0404_delivery_channel};
use crate::names::linked::Linked;

/// Reports 统一出件 without 方式.
pub fn check(linked: &Linked, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(contact) = linked.flow.delivery.as_ref().filter(|c| c.channel.is_none()) {
        diagnostics.push(w0404_delivery_channel::delivery_channel(contact.place));
    }
}
