//! 环节 without 时限: it takes what the others leave of the promise, so that nothing is left for the decision.

use crate::diagnostics::{Diagnostic, e0228_two_open_steps};
use crate::names::Spanned;
use crate::names::surface::StepRow;
use lianban_runtime::time::Span as Amount;

/// The steps of an item with a limit each. A step without one is left as it is where nothing can be said: without a
/// promise, with limits in other units, or where the others take more than there is; the law reports those.
/// `即办` in a step is no time in any unit.
pub fn timed<'a>(
    written: &[StepRow],
    promise: Option<&Spanned<Amount>>,
    joints: impl Iterator<Item = &'a Spanned<Amount>>,
) -> (Vec<StepRow>, Option<Diagnostic>) {
    let mut steps = written.to_vec();
    let mut open = written.iter().enumerate().filter(|(_, step)| step.limit.is_none() && !step.check);
    let (first, second) = (open.next(), open.next());
    if let (Some((_, first)), Some((_, second))) = (first, second) {
        let found = e0228_two_open_steps::two_open_steps(&second.name, &first.name);
        return (steps, Some(found));
    }
    let at = first.map(|(at, _)| at);
    let Some(promise) = promise else { return (steps, None) };
    for limit in steps.iter_mut().filter(|step| step.counts()).filter_map(|step| step.limit.as_mut()) {
        if limit.value.amount == 0 {
            limit.value = Amount { amount: 0, ..promise.value };
        }
    }
    let joints: Vec<&Spanned<Amount>> = joints.collect();
    let mut left = Some(promise.value.amount);
    let counted = steps.iter().filter(|step| step.counts()).filter_map(|step| step.limit.as_ref());
    for limit in counted.chain(joints) {
        let same = limit.value.unit == promise.value.unit;
        left = left.and_then(|left| left.checked_sub(limit.value.amount)).filter(|_| same);
    }
    if let (Some(left), Some(step)) = (left, at.and_then(|at| steps.get_mut(at))) {
        step.limit = Some(Spanned::new(Amount { amount: left, ..promise.value }, step.name.place));
    }
    (steps, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::Place;

    fn step(name: &str, days: Option<u32>) -> StepRow {
        let name = Spanned::new(name.to_owned(), Place::default());
        let limit = days.map(|days| Spanned::new(Amount::work_days(days), Place::default()));
        StepRow { limit, ..StepRow::named(name) }
    }

    fn taken(steps: &[StepRow], promise: u32, joint: Option<u32>) -> Vec<Option<u32>> {
        let at = |days: u32| Spanned::new(Amount::work_days(days), Place::default());
        let joints: Vec<_> = joint.into_iter().map(at).collect();
        let (steps, found) = timed(steps, Some(&at(promise)), joints.iter());
        assert_eq!(found, None);
        steps.iter().map(|step| step.limit.as_ref().map(|limit| limit.value.amount)).collect()
    }

    #[test]
    fn the_open_step_takes_what_is_left() {
        let steps = [step("审查", None), step("决定", Some(1))];
        assert_eq!(taken(&steps, 5, None), [Some(4), Some(1)]);
        assert_eq!(taken(&steps, 5, Some(2)), [Some(2), Some(1)]);
        assert_eq!(taken(&steps, 1, None), [Some(0), Some(1)]);
        // More than there is: the law speaks.
        assert_eq!(taken(&steps, 2, Some(2)), [None, Some(1)]);
    }

    #[test]
    fn two_open_steps_have_no_meaning() {
        let steps = [step("审查", None), step("决定", None)];
        assert!(timed(&steps, None, std::iter::empty()).1.is_some());
    }
}
