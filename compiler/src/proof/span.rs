//! Limits that begin inside the case: `从 立项 到 施工许可证核发`, the limit of a stage.
//!
//! Such a limit must hold in every run in which nobody is late, and in most runs somebody is early. If what comes
//! before its first moment is quick, the moment comes sooner, while its end may still wait for something else that
//! takes its whole time: the full limits are not the worst case. The worst case is found like this. Let M be the nodes
//! that have ended at the first moment in every run: walk back from it over nodes that wait for all their predecessors.
//! In any run, every other node ends no later after that moment than in the run that begins at the moment, M ended, and
//! takes the full limits from there (induction along the edges; a join waits for the same predecessors in both). And
//! that run exists: M takes no time, the rest its full time. So its length is the worst one. What does not apply in the
//! 情形 drops out, and nothing is reached through it (rule F1): M depends on the 情形.

use super::graph::{Applies, Graph, at};
use lianban_runtime::plan::{Anchor, AnchorPoint, Join};

/// By node: it has ended whenever the moment comes, in this 情形.
pub(super) fn ended_before(graph: &Graph<'_>, applies: &Applies, moment: Anchor) -> Vec<bool> {
    let mut ended = vec![false; graph.plan.nodes.len()];
    let mut look = Vec::new();
    let node = moment.node.index();
    match moment.at {
        AnchorPoint::End => look.push(node),
        AnchorPoint::Start => look.extend(all_before_start(graph, node)),
    }
    while let Some(node) = look.pop() {
        let Some(slot) = ended.get_mut(node).filter(|_| at(&applies.nodes, node)) else { continue };
        if std::mem::replace(slot, true) {
            continue;
        }
        look.extend(all_before_start(graph, node));
        look.extend(graph.before.get(node).into_iter().flat_map(|before| before.finish.iter().copied()));
    }
    ended
}

/// The predecessors that have all ended when a node starts; none where it needs only some of them.
fn all_before_start<'g>(graph: &'g Graph<'_>, node: usize) -> impl Iterator<Item = usize> + use<'g> {
    let all = graph.plan.nodes.get(node).is_some_and(|node| node.join == Join::All);
    let before = graph.before.get(node).filter(|_| all);
    before.into_iter().flat_map(|before| before.start.iter().copied())
}
