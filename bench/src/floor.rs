//! What nothing can be faster than, measured in the same run: the hash alone, and the bare order of the nodes in arrays.

use crate::journals::Journal;
use crate::measure::Measured;
use lianban_runtime::case::{Effect, EffectKind, Engine};
use lianban_runtime::plan::{EdgeKind, NodeIx};
use sha2::{Digest, Sha256};
use std::hint::black_box;

/// SHA-256 over 32 bytes and the bytes of each event, one after the other; nothing else.
pub fn hash(journals: &[Journal], cases: u64) -> Result<Measured, String> {
    let mut bytes = Vec::new();
    for journal in journals {
        let encoded: Result<Vec<Vec<u8>>, _> = journal.events.iter().map(postcard::to_allocvec).collect();
        bytes.push(encoded.map_err(|e| e.to_string())?);
    }
    Measured::of("sha256", cases, || {
        let mut events = 0;
        for (_, journal) in (0..cases).zip(bytes.iter().cycle()) {
            let mut head = [0_u8; 32];
            for event in journal {
                let mut hasher = Sha256::new();
                hasher.update(head);
                hasher.update(event);
                head = hasher.finalize().into();
                events += 1;
            }
            black_box(head);
        }
        Ok(events)
    })
}

/// The nodes that each event of a journal ended by hand.
fn ended(effects: &[Effect], engine: &Engine) -> Vec<usize> {
    let by_hand = effects.iter().filter_map(|effect| match effect.kind {
        EffectKind::Ended(node) if !engine.node(node).automatic => Some(node.index()),
        _ => None,
    });
    by_hand.collect()
}

/// Counting predecessors in arrays: no time, no limits, no authority, no effects, nothing refused.
pub fn arrays(engine: &Engine, journals: &[Journal], cases: u64) -> Result<Measured, String> {
    let nodes = engine.plan().nodes.len();
    let applies = |journal: &Journal, node: NodeIx| journal.end.node(node).start.is_some();
    let (mut order, mut needs) = (Vec::new(), Vec::new());
    for journal in journals {
        order.push(ended(&journal.effects, engine));
        let before = |node: NodeIx| {
            let edges = engine.incoming(node).iter().filter(|edge| edge.kind == EdgeKind::Start);
            u8::try_from(edges.filter(|edge| applies(journal, edge.from)).count()).unwrap_or(u8::MAX)
        };
        needs.push(engine.node_indices().map(before).collect::<Vec<u8>>());
    }
    let mut after = vec![Vec::new(); nodes];
    for edge in engine.plan().edges.iter().filter(|edge| edge.kind == EdgeKind::Start) {
        after[edge.from.index()].push(edge.to.index());
    }
    let automatic: Vec<bool> = engine.plan().nodes.iter().map(|node| node.automatic).collect();
    let (mut open, mut done, mut look) = (vec![0_u8; nodes], vec![false; nodes], Vec::new());
    Measured::of("arrays", cases, || {
        let mut events = 0;
        for (_, (order, needs)) in (0..cases).zip(order.iter().zip(&needs).cycle()) {
            open.copy_from_slice(needs);
            done.fill(false);
            for &node in order {
                look.push(node);
                while let Some(node) = look.pop() {
                    done[node] = true;
                    for &next in &after[node] {
                        open[next] = open[next].wrapping_sub(1);
                        if open[next] == 0 && automatic[next] {
                            look.push(next);
                        }
                    }
                }
                events += 1;
            }
            black_box(&done);
        }
        Ok(events)
    })
}
