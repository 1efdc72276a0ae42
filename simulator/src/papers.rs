//! 文书 of a played case: what each step issued, read from the state right after it.

use lianban_runtime::case::{Effect, EffectKind, Engine, Event, PaperText};

/// Every paper of a case, in the order of its numbers. The steps are played once more, because a paper tells what was
/// known when it was issued.
#[must_use]
pub fn papers_of(engine: &Engine, steps: &[(Event, Vec<Effect>)], case: &str) -> Vec<PaperText> {
    let mut state = engine.new_case();
    let mut papers = Vec::new();
    for (event, _) in steps {
        let Ok(effects) = engine.step(&mut state, event) else { break };
        papers.extend(effects.iter().filter_map(|effect| match effect.kind {
            EffectKind::Issued(paper) => Some(engine.paper_text(&state, event, effect.at, paper, case)),
            _ => None,
        }));
    }
    papers
}
