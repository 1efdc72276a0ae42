//! What the applicant brings and fills in.

use super::Compared;
use crate::diagnostics::Diagnostic;
use crate::diagnostics::e0464_looser_limit::limit_appears;
use crate::diagnostics::e0465_heavier_burden::heavier;
use crate::law::by_date::later;
use crate::names::linked::{Item, Material};
use crate::names::surface::Source;
use lianban_runtime::plan::Medium;
use lianban_runtime::time::Span as Amount;

/// Reports what is asked for beyond the base.
pub fn check(compared: &Compared<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (before, item) in compared.items() {
        needs(compared, before, item, diagnostics);
        fields(compared, before, item, diagnostics);
    }
    for before in &compared.base.materials {
        let same = compared.here.materials.iter().find(|other| other.name.value == before.name.value);
        if let Some(material) = same {
            one(compared, before, material, diagnostics);
        }
    }
}

/// Materials of the applicant that an item of the base does not need there.
fn needs(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let known = |at: usize| {
        let needed = before.needs.iter().filter_map(|need| compared.base.materials.get(need.value));
        let name = compared.here.materials.get(at).map(|material| &material.name.value);
        needed.into_iter().any(|material| Some(&material.name.value) == name)
    };
    for need in item.needs.iter().filter(|need| !known(need.value)) {
        let Some(material) = compared.here.materials.get(need.value) else { continue };
        // A commitment in place of a proof that the base asks for is less, not more.
        let instead = material.replaces.iter().any(|proof| known(proof.value));
        // Any one of several of which the base asks for one.
        let choice = material.any_of.iter().any(|option| known(option.value));
        if !brought(&material.source.value) && material.any_of.is_empty() || instead || choice {
            continue;
        }
        let (text, name) = (&material.name.value, &item.name.value);
        diagnostics.push(heavier(
            need.place,
            format!("“{name}”比底本多要《{text}》"),
            format!("“{name}” needs 《{text}》, which the base does not ask for"),
            Some(before.name.place),
        ));
    }
}

const fn brought(source: &Source) -> bool {
    source.is_brought()
}

fn fields(compared: &Compared<'_>, before: &Item, item: &Item, diagnostics: &mut Vec<Diagnostic>) {
    let names = |item: &Item, linked: &crate::names::linked::Linked| -> Vec<String> {
        item.fields.iter().filter_map(|at| Some(linked.fields.get(*at)?.name.value.clone())).collect()
    };
    let known = names(before, compared.base);
    let place = compared.place_of(&item.name);
    for field in names(item, compared.here).into_iter().filter(|field| !known.contains(field)) {
        let name = &item.name.value;
        diagnostics.push(heavier(
            place,
            format!("“{name}”比底本多要填“{field}”"),
            format!("“{name}” asks for the field “{field}”, which the base does not"),
            Some(before.name.place),
        ));
    }
}

/// A material of both.
fn one(compared: &Compared<'_>, before: &Material, here: &Material, diagnostics: &mut Vec<Diagnostic>) {
    let name = &here.name.value;
    let place = compared.place_of(&here.name);
    let mut worse =
        |zh: String, en: String| diagnostics.push(heavier(place, zh, en, Some(before.name.place)));
    if weight(&here.source.value) > weight(&before.source.value) {
        let (ours, theirs) = (source_words(&here.source.value), source_words(&before.source.value));
        worse(
            format!("《{name}》从底本的{theirs}改成了{ours}"),
            format!("the source of 《{name}》 goes from {theirs} in the base to {ours}"),
        );
    }
    if here.copies() > before.copies() {
        let (ours, theirs) = (here.copies(), before.copies());
        worse(
            format!("《{name}》从底本的 {theirs} 份增加到 {ours} 份"),
            format!("《{name}》 goes from {theirs} copies in the base to {ours}"),
        );
    }
    let hardest = |material: &Material| material.media().iter().map(|media| hardness(media.medium)).max();
    if hardest(before).is_some_and(|there| hardest(here).is_none_or(|ours| ours > there)) {
        worse(
            format!("《{name}》的形式比底本难交"),
            format!("the form of 《{name}》 is harder to hand in than in the base"),
        );
    }
    let offered = |material: &Material| material.any_of.len();
    if offered(before) > offered(here) && (offered(here) > 0 || brought(&here.source.value)) {
        worse(
            format!("《{name}》可选的比底本少"),
            format!("《{name}》 can be met in fewer ways than in the base"),
        );
    }
    let longer = |one: Amount, other: Amount| {
        if one.unit == other.unit {
            one.amount > other.amount
        } else {
            later(compared.calendar, one, other).is_some()
        }
    };
    if let (Some(ours), Some(theirs)) = (&here.paper.validity, &before.paper.validity)
        && longer(theirs.value, ours.value)
    {
        worse(format!("《{name}》的有效期比底本短"), format!("《{name}》 has to be newer than in the base"));
    }
    tolerance(compared, before, here, diagnostics, longer);
}

/// 容缺: owed no sooner.
fn tolerance(
    compared: &Compared<'_>,
    before: &Material,
    here: &Material,
    diagnostics: &mut Vec<Diagnostic>,
    longer: impl Fn(Amount, Amount) -> bool,
) {
    let name = &here.name.value;
    let Some(theirs) = before.tolerance.as_ref().filter(|_| brought(&here.source.value)) else { return };
    let Some(ours) = &here.tolerance else {
        let what = (format!("《{name}》的容缺"), format!("the tolerance of 《{name}》"));
        diagnostics.push(limit_appears(compared.place_of(&here.name), (&what.0, &what.1), Some(theirs)));
        return;
    };
    if longer(theirs.value, ours.value) {
        diagnostics.push(heavier(
            ours.place,
            format!("《{name}》的容缺从底本的 {} 缩短到 {}", theirs.value.in_words(), ours.value.in_words()),
            format!(
                "《{name}》 is owed sooner: {} in the base, {} here",
                theirs.value.in_words(),
                ours.value.in_words()
            ),
            Some(theirs.place),
        ));
    }
}

/// How much a source asks of the applicant.
const fn weight(source: &Source) -> u32 {
    match source {
        Source::Shared(_) | Source::Produced => 0,
        Source::Commitment => 1,
        Source::SharedOrApplicant(_) => 2,
        Source::Applicant => 3,
    }
}

const fn source_words(source: &Source) -> &'static str {
    match source {
        Source::Shared(_) => "共享",
        Source::Produced => "前序产出",
        Source::Commitment => "告知承诺",
        Source::SharedOrApplicant(_) => "共享，否则申请人",
        Source::Applicant => "申请人",
    }
}

/// How hard a form is to hand in.
const fn hardness(medium: Medium) -> u32 {
    match medium {
        Medium::Electronic => 0,
        Medium::Photocopy => 1,
        Medium::OriginalSeen => 2,
        Medium::Original => 3,
    }
}
