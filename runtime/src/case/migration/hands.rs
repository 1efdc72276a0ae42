//! Stops, what people said and hold, ratings.

use super::carry::Carried;
use super::report::Obstacle;
use crate::case::{Discussed, Holder, LimitPhase, Party, Phase, Said, Signers, StopKind, StopRecord};
use crate::plan::{LimitIx, NodeIx, Voice};

impl Carried<'_> {
    /// Every stop that still counts is carried over: those that last, and those that moved a limit that runs.
    pub(super) fn carry_stops(&mut self) {
        for stop in &self.from.stops {
            let kind = match stop.kind {
                StopKind::Procedure(at) => self.mapping.procedure(at).map(StopKind::Procedure),
                kind => Some(kind),
            };
            let scope = self.mapping.scope(stop.scope);
            match (kind, scope) {
                (Some(kind), Some(scope)) => {
                    let also = stop.also.iter().filter_map(|other| self.mapping.scope(*other)).collect();
                    self.state.stops.push(StopRecord { kind, scope, also, ..stop.clone() });
                }
                _ if stop.is_open() || self.moved_what_runs(stop) => {
                    let what = match stop.kind {
                        StopKind::Correction => "补正".to_owned(),
                        StopKind::Suspension => "中止".to_owned(),
                        StopKind::Rework => "整改".to_owned(),
                        StopKind::Procedure(at) => self.mapping.old.procedure_name(at).to_owned(),
                    };
                    let scope = self.mapping.old.scope_name(stop.scope).to_owned();
                    self.report.obstacles.push(Obstacle::StopGone { what, scope });
                }
                _ => {}
            }
        }
    }

    /// A stop has moved a limit that runs and that the new plan has.
    fn moved_what_runs(&self, stop: &StopRecord) -> bool {
        let runs = |at: &LimitIx| {
            self.from.limit(*at).phase == LimitPhase::Open && self.mapping.limit(*at).is_some()
        };
        let mut limits = self.mapping.old.limit_indices().filter(runs);
        limits.any(|at| self.mapping.old.stop_moves(stop, self.mapping.old.limit(at)))
    }

    pub(super) fn carry_hands(&mut self) {
        for said in &self.from.hands.said {
            let carried = self.mapping.node(said.node).zip(self.mapping.voice(said.who));
            match carried {
                Some((node, who)) => self.state.hands.said.push(Said { node, who, ..*said }),
                None => self.expect_ended(said.node, said.who),
            }
        }
        for signers in &self.from.hands.signers {
            let who: Vec<Option<Voice>> = signers.who.iter().map(|who| self.mapping.voice(*who)).collect();
            if let Some(gone) = signers.who.iter().zip(&who).find(|(_, now)| now.is_none()) {
                self.expect_ended(signers.node, *gone.0);
            } else if let Some(node) = self.mapping.node(signers.node) {
                let who = who.into_iter().flatten().collect();
                self.state.hands.signers.push(Signers { node, who });
            }
        }
        for holder in &self.from.hands.holders {
            let party = self.party(&holder.to);
            match (self.mapping.node(holder.node), party) {
                (Some(node), Ok(to)) => {
                    self.state.hands.holders.push(Holder { node, to, instead: holder.instead });
                }
                (None, Ok(_)) => {}
                (_, Err(who)) => self.expect_ended(holder.node, who),
            }
        }
        for discussed in &self.from.hands.discussed {
            if let Some(node) = self.mapping.node(discussed.node) {
                self.state.hands.discussed.push(Discussed { node, ..discussed.clone() });
            }
        }
    }

    /// The same department and role by the new plan; the one that it does not have otherwise.
    fn party(&self, party: &Party) -> Result<Party, Voice> {
        let department = match party.department {
            None => None,
            Some(at) => Some(self.mapping.department(at).ok_or(Voice::Department(at))?),
        };
        let role = match party.role {
            None => None,
            Some(at) => Some(self.mapping.role(at).ok_or(Voice::Role(at))?),
        };
        Ok(Party { department, role, name: party.name.clone() })
    }

    /// Who is not in the new plan may have spoken at what has ended; it is on record in the journal.
    fn expect_ended(&mut self, node: NodeIx, who: Voice) {
        let state = self.from.node(node);
        if state.phase.has_ended() || state.phase == Phase::Skipped {
            return;
        }
        let node = self.mapping.old.node_name(node).to_owned();
        let who = self.mapping.old.voice_name(who).to_owned();
        self.obstacle(Obstacle::VoiceGone { node, who });
    }

    pub(super) fn carry_ratings(&mut self) {
        for rating in &self.from.ratings {
            match self.mapping.scope(rating.scope) {
                Some(scope) => {
                    let mut carried = *rating;
                    carried.scope = scope;
                    self.state.ratings.push(carried);
                }
                None => {
                    let name = self.mapping.old.scope_name(rating.scope).to_owned();
                    self.report.obstacles.push(Obstacle::RatedGone(name));
                }
            }
        }
    }
}
