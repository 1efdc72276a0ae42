//! 三级四同, whom it serves, what it issues, what a refusal does.

use super::Compared;
use crate::diagnostics::e0466_not_the_same::not_the_same;
use crate::diagnostics::e0467_less_is_given::less;
use crate::diagnostics::{Diagnostic, e0466_not_the_same};
use crate::names::linked::Item;
use crate::names::surface::CaseClass;

/// Reports what differs.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let (base, here) = (compared.base, compared.here);
    if base.code != here.code {
        let what = ("编码", "the code");
        diagnostics.push(not_the_same(here.code_place, what, &here.code, &base.code, base.code_place));
    }
    for audience in base.audience.iter().filter(|audience| !here.audience.contains(audience)) {
        diagnostics.push(less(
            compared.head(),
            format!("不再服务“{audience}”"),
            format!("“{audience}” is no longer served"),
            base.name.place,
        ));
    }
    for before in &base.items {
        if !here.items.iter().any(|item| item.name.value == before.name.value) {
            diagnostics.push(less(
                compared.place_of(&before.name),
                format!("底本的事项“{}”没有了", before.name.value),
                format!("the item “{}” of the base is gone", before.name.value),
                before.name.place,
            ));
        }
    }
    for (before, item) in compared.items() {
        same_item(compared, before, item, diagnostics);
        given(compared, before, item, diagnostics);
    }
}

fn same_item(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let (place, name) = (compared.place_of(&item.name), &item.name.value);
    if before.code != item.code {
        let (zh, en) = (format!("“{name}”的编码"), format!("the code of “{name}”"));
        diagnostics.push(not_the_same(place, (&zh, &en), &item.code, &before.code, before.name.place));
    }
    if before.kind != item.kind {
        let (zh, en) = (format!("“{name}”的类型"), format!("the kind of “{name}”"));
        diagnostics.push(e0466_not_the_same::not_the_same(
            place,
            (&zh, &en),
            &item.kind,
            &before.kind,
            before.name.place,
        ));
    }
    if before.basis != item.basis {
        let (zh, en) = (format!("“{name}”的依据"), format!("the basis of “{name}”"));
        let (ours, theirs) = (item.basis.join("；"), before.basis.join("；"));
        diagnostics.push(not_the_same(place, (&zh, &en), &ours, &theirs, before.name.place));
    }
}

fn given(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let (place, name, there) = (compared.place_of(&item.name), &item.name.value, before.name.place);
    let mut report = |zh: String, en: String| diagnostics.push(less(place, zh, en, there));
    for product in &before.produces {
        let Some(material) = compared.base.materials.get(product.value) else { continue };
        let text = &material.name.value;
        let issued = item.produces.iter().filter_map(|at| compared.here.materials.get(at.value));
        if !issued.into_iter().any(|other| other.name.value == *text) {
            report(format!("“{name}”不再产出《{text}》"), format!("“{name}” no longer issues 《{text}》"));
        }
    }
    if item.veto && !before.veto {
        report(format!("“{name}”改成了一票否决"), format!("a refusal of “{name}” now ends the case"));
    }
    if item.late.is_some() && before.late.is_none() {
        report(format!("“{name}”改成了后补"), format!("“{name}” is now settled afterwards"));
    }
    let class = |item: &Item| item.class.as_ref().map(|class| class.value);
    if class(before) == Some(CaseClass::Immediate) && class(item) != Some(CaseClass::Immediate) {
        report(format!("“{name}”不再是即办件"), format!("“{name}” is no longer decided on the spot"));
    }
}
