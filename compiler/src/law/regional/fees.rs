//! What the applicant pays, and what has to be true for an item to be accepted.

use super::Compared;
use super::conditions::narrower;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e0465_heavier_burden::heavier;
use crate::names::linked::Item;
use crate::names::surface::Fee;

/// Reports fees that the base does not charge, and 受理条件 that it does not set.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (before, item) in compared.items() {
        let name = &item.name.value;
        for fee in item.fees.iter().filter(|fee| !charged(compared, before, fee)) {
            let (text, yuan) = (&fee.name.value, fee.yuan.value);
            diagnostics.push(heavier(
                fee.yuan.place,
                format!("“{name}”的{text} {yuan} 元，底本没有这样收"),
                format!("“{name}” charges {yuan} yuan of “{text}”, which the base does not"),
                Some(before.name.place),
            ));
        }
        for term in item.terms.iter().filter(|term| !before.terms.contains(term)) {
            diagnostics.push(heavier(
                compared.place_of(&item.name),
                format!("“{name}”比底本多一个受理条件“{term}”"),
                format!("“{name}” has a term of acceptance that the base does not: “{term}”"),
                Some(before.name.place),
            ));
        }
    }
}

/// The base has a fee of the same name that is not smaller and is charged at least where this one is.
fn charged(compared: &Compared<'_>, before: &Item, fee: &Fee) -> bool {
    let covers = |known: &&Fee| {
        known.name.value == fee.name.value
            && known.yuan.value >= fee.yuan.value
            && narrower(compared.sources, fee.when.as_ref(), known.when.as_ref())
    };
    before.fees.iter().any(|known| covers(&known))
}
