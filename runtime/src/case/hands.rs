//! Who said what, who signs, who works: the part of a case's state that is about people, and how it is read.

use super::{Engine, Party, ScopeOutcome, State};
use crate::plan::{NodeIx, Opinions, Panel, PanelKind, ScopeIx, ScopeKind, Voice};
use crate::time::Instant;
use serde::{Deserialize, Serialize};

/// What somebody said at a joint action or in a step that is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Says {
    /// 到场.
    Present,
    /// 缺席.
    Absent,
    /// 同意.
    Consent,
    /// 不同意.
    Dissent,
}

impl Says {
    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Present => "到场",
            Self::Absent => "缺席",
            Self::Consent => "同意",
            Self::Dissent => "不同意",
        }
    }

    /// Whoever gives an opinion has been there.
    #[must_use]
    pub const fn attended(self) -> bool {
        !matches!(self, Self::Absent)
    }
}

/// One voice at one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The joint action or the step.
    pub node: NodeIx,
    /// Whose.
    pub who: Voice,
    /// What.
    pub what: Says,
    /// When.
    pub at: Instant,
}

/// The signers of a step where 加签 or 减签 changed them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signers {
    /// The step.
    pub node: NodeIx,
    /// Who, in order.
    pub who: Vec<Voice>,
}

/// Work that was given to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The step or decision.
    pub node: NodeIx,
    /// To whom.
    pub to: Party,
    /// 转办: instead of whoever had it before. Otherwise (委派) as well.
    pub instead: bool,
}

/// 集体讨论 of a step or decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discussed {
    /// The step or decision.
    pub node: NodeIx,
    /// When.
    pub at: Instant,
    /// The number of the minutes.
    pub record: String,
}

/// Who said what, who signs, who works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hands {
    /// At most one row for each voice at each node.
    pub said: Vec<Said>,
    /// Where 加签 or 减签 changed them.
    pub signers: Vec<Signers>,
    /// 转办, 委派.
    pub holders: Vec<Holder>,
    /// 集体讨论. At most one row for each node.
    pub discussed: Vec<Discussed>,
}

impl Hands {
    /// What was discussed about a node, if anything was.
    #[must_use]
    pub fn discussion(&self, node: NodeIx) -> Option<&Discussed> {
        self.discussed.iter().find(|discussed| discussed.node == node)
    }

    /// What somebody said at a node.
    #[must_use]
    pub fn of(&self, node: NodeIx, who: Voice) -> Option<Says> {
        self.said.iter().find(|said| said.node == node && said.who == who).map(|said| said.what)
    }

    pub(crate) fn clear(&mut self) {
        self.said.clear();
        self.signers.clear();
        self.holders.clear();
        self.discussed.clear();
    }

    pub(crate) fn forget(&mut self, node: NodeIx) {
        self.said.retain(|said| said.node != node);
        self.discussed.retain(|discussed| discussed.node != node);
    }
}

/// How a panel stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Who has a seat in this 情形, now.
    pub voices: Vec<Voice>,
    /// How many have to be there, or to consent.
    pub needed: u32,
    /// How many are there, or consent.
    pub have: u32,
    /// How many do not consent.
    pub against: u32,
    /// Nothing is missing: the joint action may end, the step is signed.
    pub complete: bool,
}

/// How a panel stands, in numbers: see [`Standing`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) seats: u32,
    pub(crate) needed: u32,
    pub(crate) have: u32,
    pub(crate) against: u32,
    pub(crate) complete: bool,
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

impl Engine {
    /// 集体讨论: whether a step is discussed before anybody signs or ends it, an item before it is decided.
    #[must_use]
    pub fn is_discussed(&self, scope: ScopeIx) -> bool {
        let discussed = &self.plan().desk.discussed;
        !discussed.is_empty()
            && self.plan().scopes.get(scope.index()).is_some_and(|found| {
                let node = if found.kind == ScopeKind::Step { found.entry } else { found.exit };
                discussed.contains(&node)
            })
    }

    /// 集体讨论 that has to come before a node ends: of its scope, and nobody has reported it.
    #[must_use]
    pub fn awaits_discussion(&self, state: &State, node: NodeIx) -> bool {
        self.is_discussed(self.node(node).scope) && state.hands.discussion(node).is_none()
    }

    /// The panel of a joint action or step.
    #[must_use]
    pub fn panel(&self, node: NodeIx) -> Option<&Panel> {
        let row = self.tables().node_if_any(node)?.panel?;
        self.plan().desk.panels.get(usize::try_from(row).ok()?)
    }

    /// Who has a seat at a node now, in order.
    #[must_use]
    pub fn voices(&self, state: &State, node: NodeIx) -> Vec<Voice> {
        self.seated(state, node).collect()
    }

    /// The same, one after the other.
    pub(crate) fn seated<'s>(&'s self, state: &'s State, node: NodeIx) -> impl Iterator<Item = Voice> + 's {
        let changed = state.hands.signers.iter().find(|signers| signers.node == node);
        let panel = self.panel(node).filter(|_| changed.is_none());
        let seats = panel.map_or(&[][..], |panel| &panel.seats).iter();
        let seats = seats.filter(move |seat| seat.always || self.takes_part(state, node, seat.who));
        let changed = changed.map_or(&[][..], |changed| &changed.who).iter();
        changed.copied().chain(seats.map(|seat| seat.who))
    }

    /// An item of this department takes part in the joint action and has not been refused or cancelled.
    fn takes_part(&self, state: &State, node: NodeIx, who: Voice) -> bool {
        let Voice::Department(department) = who else { return true };
        self.barrier(node).is_some_and(|barrier| {
            barrier.members.iter().any(|member| {
                self.scope(*member).department == Some(department)
                    && state.scope(*member).outcome == ScopeOutcome::Open
            })
        })
    }

    /// How the panel of a node stands; none if it has none.
    #[must_use]
    pub fn standing(&self, state: &State, node: NodeIx) -> Option<Standing> {
        let Tally { needed, have, against, complete, .. } = self.tally(state, node)?;
        Some(Standing { needed, have, against, complete, voices: self.voices(state, node) })
    }

    /// How the panel of a node stands, in numbers.
    pub(crate) fn tally(&self, state: &State, node: NodeIx) -> Option<Tally> {
        let panel = self.panel(node)?;
        let said = || self.seated(state, node).map(|who| state.hands.of(node, who));
        let mut tally = Tally { seats: count(said().count()), ..Tally::default() };
        for says in said().flatten() {
            let counts = match panel.kind {
                PanelKind::Meeting { .. } => says.attended(),
                PanelKind::Signing { .. } => says == Says::Consent,
            };
            tally.have = tally.have.saturating_add(u32::from(counts));
            tally.against = tally.against.saturating_add(u32::from(says == Says::Dissent));
        }
        tally.needed = panel.needed.of(tally.seats);
        let opinions = match panel.kind {
            PanelKind::Meeting { opinions, absent_consents } => heard(opinions, absent_consents, said()),
            PanelKind::Signing { .. } => true,
        };
        tally.complete = tally.have >= tally.needed && opinions;
        Some(tally)
    }

    /// Who keeps a panel from being complete: of whom too few are there or consent, and whose opinion is missing.
    #[must_use]
    pub(crate) fn unheard(
        &self,
        state: &State,
        node: NodeIx,
        standing: &Standing,
    ) -> (Vec<Voice>, Vec<Voice>) {
        let Some(panel) = self.panel(node) else { return (Vec::new(), Vec::new()) };
        let said = |who: &Voice| state.hands.of(node, *who);
        let counts = |who: &Voice| match panel.kind {
            PanelKind::Meeting { .. } => said(who).is_some_and(Says::attended),
            PanelKind::Signing { .. } => said(who) == Some(Says::Consent),
        };
        let few = standing.have < standing.needed;
        let missing: Vec<Voice> = standing.voices.iter().copied().filter(|who| few && !counts(who)).collect();
        let unspoken = |(at, who): &(usize, &Voice)| match panel.kind {
            PanelKind::Signing { .. } => false,
            PanelKind::Meeting { opinions, absent_consents } => {
                let asked = match opinions {
                    Opinions::None => None,
                    Opinions::Each => Some(absent_consents),
                    Opinions::Lead => (*at == 0).then_some(false),
                };
                !missing.contains(who) && asked.is_some_and(|consents| !given(consents, said(who)))
            }
        };
        let silent = standing.voices.iter().enumerate().filter(unspoken).map(|(_, who)| *who).collect();
        (missing, silent)
    }

    /// A department or role by name, as people see it.
    #[must_use]
    pub fn voice_name(&self, who: Voice) -> &str {
        match who {
            Voice::Department(at) => self.plan().departments.get(at.index()).map_or("?", |d| &d.name),
            Voice::Role(at) => self.plan().desk.roles.get(at.index()).map_or("?", |r| &r.name),
        }
    }

    /// The voice as an actor.
    #[must_use]
    pub fn voice_as_actor(&self, who: Voice) -> super::Actor {
        let name = self.voice_name(who).to_owned();
        match who {
            Voice::Department(_) => super::Actor { department: name, ..super::Actor::default() },
            Voice::Role(_) => super::Actor { role: name, ..super::Actor::default() },
        }
    }

    /// Who would speak next if everybody did his duty, and what; none if nobody is left or the next one is `not` to.
    #[must_use]
    pub fn next_voice(
        &self,
        state: &State,
        node: NodeIx,
        not: &dyn Fn(Voice) -> bool,
    ) -> Option<(Voice, Says)> {
        let panel = self.panel(node)?;
        let said = |who: Voice| state.hands.of(node, who);
        for (at, who) in self.voices(state, node).into_iter().enumerate() {
            let next = match panel.kind {
                PanelKind::Signing { .. } => said(who).is_none().then_some(Says::Consent),
                PanelKind::Meeting { opinions, .. } => {
                    let asked = opinions == Opinions::Each || opinions == Opinions::Lead && at == 0;
                    match said(who) {
                        None if asked => Some(Says::Consent),
                        None => Some(Says::Present),
                        Some(Says::Present) if asked => Some(Says::Consent),
                        Some(_) => None,
                    }
                }
            };
            match next {
                Some(_) if not(who) && panel.kind == (PanelKind::Signing { in_turn: true }) => return None,
                Some(what) if !not(who) => return Some((who, what)),
                _ => {}
            }
        }
        None
    }
}

/// Every opinion that is asked for has been given; an absent one counts where absence consents.
fn heard(opinions: Opinions, absent_consents: bool, mut said: impl Iterator<Item = Option<Says>>) -> bool {
    match opinions {
        Opinions::None => true,
        Opinions::Each => said.all(|says| given(absent_consents, says)),
        Opinions::Lead => matches!(said.next(), Some(Some(Says::Consent | Says::Dissent))),
    }
}

/// An opinion has been given, or absence stands for one.
const fn given(absent_consents: bool, says: Option<Says>) -> bool {
    match says {
        Some(Says::Consent | Says::Dissent) => true,
        Some(Says::Absent) | None => absent_consents,
        Some(Says::Present) => false,
    }
}
