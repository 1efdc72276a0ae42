//! Decision diagrams over classes of answers: a condition as a graph in which every path from the root asks some
//! variables in one fixed order and ends in “holds” or “does not hold”. Equal conditions are the same node, so whether
//! two can hold together, or one implies the other, is read off one conjunction (Bryant 1986).

use super::table::Table;
use std::collections::BTreeMap;

/// A condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::proof) struct Ref(u32);

/// Holds never.
pub(in crate::proof) const NEVER: Ref = Ref(0);
/// Holds always.
pub(in crate::proof) const ALWAYS: Ref = Ref(1);

/// The diagrams have become too large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::proof) struct Full;

/// Conjunctions that are remembered; past it, they are forgotten and worked out anew.
const MOST_KNOWN: usize = 1_000_000;

/// All conditions of a plan; nodes are shared.
#[derive(Debug)]
pub(in crate::proof) struct Diagrams {
    /// Classes of each variable, in the order of the diagram.
    widths: Vec<u32>,
    /// Variable and where its branches begin; the first two stand for the ends.
    nodes: Vec<(u32, u32)>,
    branches: Vec<u32>,
    /// (variable, one branch, the other): nodes with two branches.
    narrow: Table,
    /// Nodes with any other number of branches.
    wide: BTreeMap<(u32, Vec<u32>), u32>,
    both: Table,
    negated: Table,
    /// Most branches.
    most: usize,
}

impl Diagrams {
    /// No conditions yet.
    pub fn new(widths: Vec<u32>, most: usize) -> Self {
        let end = (u32::MAX, 0);
        Self {
            widths,
            nodes: vec![end, end],
            branches: Vec::new(),
            narrow: Table::default(),
            wide: BTreeMap::new(),
            both: Table::default(),
            negated: Table::default(),
            most,
        }
    }

    /// Whether so much has been made that it is better to begin anew than to go on.
    pub fn is_crowded(&self) -> bool {
        self.branches.len().saturating_mul(4) > self.most
    }

    /// The variable is in one of the marked classes.
    pub fn literal(&mut self, variable: u32, classes: &[bool]) -> Result<Ref, Full> {
        self.node(variable, classes.iter().map(|holds| u32::from(*holds)).collect())
    }

    fn node(&mut self, variable: u32, branches: Vec<u32>) -> Result<Ref, Full> {
        let Some(first) = branches.first().copied() else { return Ok(NEVER) };
        if branches.iter().all(|branch| *branch == first) {
            return Ok(Ref(first));
        }
        let pair = <[u32; 2]>::try_from(branches.as_slice()).ok();
        let known = match pair {
            Some([no, yes]) => self.narrow.get((variable, no, yes)),
            None => self.wide.get(&(variable, branches.clone())).copied(),
        };
        if let Some(known) = known {
            return Ok(Ref(known));
        }
        if self.branches.len().saturating_add(branches.len()) > self.most {
            return Err(Full);
        }
        let at = u32::try_from(self.nodes.len()).map_err(|_| Full)?;
        let begin = u32::try_from(self.branches.len()).map_err(|_| Full)?;
        self.nodes.push((variable, begin));
        self.branches.extend(&branches);
        match pair {
            Some([no, yes]) => self.narrow.put((variable, no, yes), at),
            None => _ = self.wide.insert((variable, branches), at),
        }
        Ok(Ref(at))
    }

    /// The variable that a condition asks first; past all others for the two ends.
    fn variable(&self, of: Ref) -> u32 {
        self.nodes.get(slot(of.0)).map_or(u32::MAX, |node| node.0)
    }

    /// Where a condition leads to for each class of a variable that it asks first, or does not ask before others.
    fn follow(&self, of: Ref, variable: u32, class: usize) -> Ref {
        match self.nodes.get(slot(of.0)) {
            Some((asks, begin)) if *asks == variable => {
                let branch = self.branches.get(slot(*begin).saturating_add(class));
                Ref(branch.copied().unwrap_or(0))
            }
            _ => of,
        }
    }

    fn width(&self, variable: u32) -> usize {
        self.widths.get(slot(variable)).map_or(0, |width| slot(*width))
    }

    /// 且. Depth is bounded by the number of variables.
    pub fn and(&mut self, one: Ref, other: Ref) -> Result<Ref, Full> {
        match (one.min(other), one.max(other)) {
            (NEVER, _) => Ok(NEVER),
            (ALWAYS, both) => Ok(both),
            (low, high) if low == high => Ok(low),
            (low, high) => {
                let key = (low.0, high.0, 0);
                if let Some(known) = self.both.get(key) {
                    return Ok(Ref(known));
                }
                let variable = self.variable(low).min(self.variable(high));
                let mut branches = Vec::with_capacity(self.width(variable));
                for class in 0..self.width(variable) {
                    let (one, other) =
                        (self.follow(low, variable, class), self.follow(high, variable, class));
                    branches.push(self.and(one, other)?.0);
                }
                let made = self.node(variable, branches)?;
                if self.both.len() >= MOST_KNOWN {
                    self.both = Table::default();
                }
                self.both.put(key, made.0);
                Ok(made)
            }
        }
    }

    /// 非.
    pub fn not(&mut self, of: Ref) -> Result<Ref, Full> {
        match of {
            NEVER => Ok(ALWAYS),
            ALWAYS => Ok(NEVER),
            _ => {
                if let Some(known) = self.negated.get((of.0, 0, 0)) {
                    return Ok(Ref(known));
                }
                let variable = self.variable(of);
                let mut branches = Vec::with_capacity(self.width(variable));
                for class in 0..self.width(variable) {
                    let branch = self.follow(of, variable, class);
                    branches.push(self.not(branch)?.0);
                }
                let made = self.node(variable, branches)?;
                self.negated.put((of.0, 0, 0), made.0);
                self.negated.put((made.0, 0, 0), of.0);
                Ok(made)
            }
        }
    }

    /// 或.
    pub fn or(&mut self, one: Ref, other: Ref) -> Result<Ref, Full> {
        let (one, other) = (self.not(one)?, self.not(other)?);
        let neither = self.and(one, other)?;
        self.not(neither)
    }

    /// All of several.
    pub fn all(&mut self, many: impl IntoIterator<Item = Ref>) -> Result<Ref, Full> {
        let mut whole = ALWAYS;
        for one in many {
            whole = self.and(whole, one)?;
        }
        Ok(whole)
    }

    /// Any of several.
    pub fn any(&mut self, many: impl IntoIterator<Item = Ref>) -> Result<Ref, Full> {
        let mut whole = NEVER;
        for one in many {
            whole = self.or(whole, one)?;
        }
        Ok(whole)
    }

    /// How many variables there are.
    pub fn variables(&self) -> usize {
        self.widths.len()
    }

    /// Whether a condition holds for these classes of the variables.
    pub fn holds(&self, of: Ref, classes: &[usize]) -> bool {
        let mut at = of;
        loop {
            let variable = self.variable(at);
            let Some(class) = classes.get(slot(variable)) else { return at == ALWAYS };
            at = self.follow(at, variable, *class);
        }
    }

    /// By variable: a class of some combination in which the condition, which can hold, does.
    pub fn some(&self, of: Ref) -> Vec<usize> {
        let mut classes = vec![0; self.widths.len()];
        let mut at = of;
        loop {
            let variable = self.variable(at);
            let leads = |class: &usize| self.follow(at, variable, *class) != NEVER;
            let Some(slot) = classes.get_mut(slot(variable)) else { return classes };
            *slot = (0..self.width(variable)).find(leads).unwrap_or(0);
            at = self.follow(at, variable, *slot);
        }
    }

    /// The variables that a condition asks, marked.
    pub fn support(&self, of: Ref) -> Vec<bool> {
        let mut asked = vec![false; self.widths.len()];
        let mut seen = std::collections::BTreeSet::new();
        let mut next = vec![of];
        while let Some(at) = next.pop() {
            let variable = self.variable(at);
            if variable == u32::MAX || !seen.insert(at) {
                continue;
            }
            asked.get_mut(slot(variable)).into_iter().for_each(|mark| *mark = true);
            next.extend((0..self.width(variable)).map(|class| self.follow(at, variable, class)));
        }
        asked
    }
}

fn slot(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_conditions_are_one_node() {
        let mut d = Diagrams::new(vec![2, 3, 2], 1_000);
        let a = d.literal(0, &[false, true]).unwrap();
        let b = d.literal(1, &[false, true, true]).unwrap();
        let c = d.literal(2, &[false, true]).unwrap();
        let (ab, ac) = (d.and(a, b).unwrap(), d.and(a, c).unwrap());
        let left = d.or(ab, ac).unwrap();
        let bc = d.or(b, c).unwrap();
        assert_eq!(left, d.and(a, bc).unwrap());
        let not_a = d.not(a).unwrap();
        assert_eq!(d.or(a, not_a), Ok(ALWAYS));
        assert_eq!(d.and(a, not_a), Ok(NEVER));
        assert_eq!(d.support(left), [true, true, true]);
        assert_eq!(d.literal(1, &[true, true, true]), Ok(ALWAYS));
    }

    #[test]
    fn a_limit_is_an_error_and_not_an_answer() {
        let mut d = Diagrams::new(vec![2; 40], 200);
        let mut parity = NEVER;
        let mut step = |n: u32| -> Result<(), Full> {
            let x = d.literal(n, &[false, true])?;
            let (not_x, not_p) = (d.not(x)?, d.not(parity)?);
            let (one, other) = (d.and(x, not_p)?, d.and(not_x, parity)?);
            parity = d.or(one, other)?;
            Ok(())
        };
        assert!((0..40).any(|n| step(n) == Err(Full)));
    }
}
