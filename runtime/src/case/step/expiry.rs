//! What happens by the mere passing of time (rule D3): levels rise, silence takes effect.

use super::{Stepped, Transition};
use crate::case::{EffectKind, Level, LimitPhase, Phase, Refusal, ScopeOutcome};
use crate::plan::{LimitIx, LimitKind, NodeIx, OverdueOutcome, ScopeIx, Silence};
use crate::time::Instant;

/// What runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Alarm {
    /// A limit of the ledger.
    Limit(LimitIx),
    /// The own limit of a procedure that an event began: row of the stops.
    Watch(usize),
}

impl Transition<'_> {
    /// Processes every alarm strictly before `until`, ordered by (instant, node index, limit kind).
    pub(super) fn expire_before(&mut self, until: Instant) -> Stepped {
        while let Some(alarm) = self.first_alarm_before(until) {
            match alarm {
                Alarm::Limit(limit) => self.expire(limit)?,
                Alarm::Watch(row) => self.expire_watch(row)?,
            }
        }
        Ok(())
    }

    fn first_alarm_before(&self, until: Instant) -> Option<Alarm> {
        let key = |at: Instant, limit: LimitIx| -> (Instant, NodeIx, LimitKind, Alarm) {
            let spec = self.engine.limit(limit);
            (at, spec.span.until.node, spec.kind, Alarm::Limit(limit))
        };
        let open = self.state.limits.iter().zip(0_u32..).filter(|(state, _)| state.phase == LimitPhase::Open);
        let alarms = open.filter_map(|(state, row)| state.alarm.map(|at| key(at, LimitIx(row))));
        let watched = self.state.stops.iter().enumerate().filter_map(|(row, stop)| {
            let at = stop.watch?.alarm?;
            Some((at, self.engine.scope(stop.scope).exit, LimitKind::Step, Alarm::Watch(row)))
        });
        alarms.chain(watched).filter(|(at, ..)| *at < until).min().map(|(_, _, _, alarm)| alarm)
    }

    fn expire(&mut self, limit: LimitIx) -> Stepped {
        let Some((at, level)) = self.next_level(limit)? else {
            self.limit_mut(limit).alarm = None;
            return Ok(());
        };
        self.limit_mut(limit).level = level;
        self.effect(at, EffectKind::LevelRaised { limit, level });
        if level < Level::Red {
            return self.set_alarm(limit);
        }
        self.limit_mut(limit).alarm = None;
        match self.engine.limit(limit).silence {
            Silence::Late => Ok(()),
            Silence::DeemedAccepted => {
                self.limit_mut(limit).phase = LimitPhase::Expired;
                self.deem_accepted()
            }
            Silence::Overdue => {
                self.limit_mut(limit).phase = LimitPhase::Expired;
                self.overdue(limit, at)
            }
        }
    }

    /// 逾期不告知的，自收到申请材料之日起即为受理: acceptance is anchored at the receipt (rule T8).
    fn deem_accepted(&mut self) -> Stepped {
        let received = self.state.node(NodeIx(0)).start.ok_or(Refusal::NotSubmitted)?;
        self.accept(received)
    }

    /// 容缺 overdue (rule M4): the profile's outcome befalls every item that still needs the material.
    fn overdue(&mut self, limit: LimitIx, at: Instant) -> Stepped {
        let outcome = match self.engine.plan().profile.tolerance_overdue {
            OverdueOutcome::RevokeAcceptance => ScopeOutcome::Revoked,
            OverdueOutcome::Refuse => ScopeOutcome::Refused,
            OverdueOutcome::Withdraw => ScopeOutcome::Withdrawn,
        };
        let owed = self.engine.plan().obligations.iter().find(|owed| owed.limit == limit);
        let Some(owed) = owed else { return Ok(()) };
        let blocked: Vec<ScopeIx> = owed.blocks.iter().map(|node| self.engine.node(*node).scope).collect();
        let await_node = owed.node;
        if !self.state.node(await_node).phase.has_ended() {
            let state = self.node_mut(await_node);
            state.phase = Phase::Cancelled;
            state.end = Some(at);
        }
        for scope in blocked {
            if self.state.scope(scope).outcome == ScopeOutcome::Open {
                self.drop_item(scope, outcome, at)?;
            }
        }
        Ok(())
    }
}
